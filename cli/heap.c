/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/heap.h"

#include "base/file.h"
#include "unfold/unfold.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static bool digit(char c)
{
	return c >= '0' && c <= '9';
}

/* The numbers at *A and *B, which are moved past them. */
static int compare_numbers(const char **a, const char **b)
{
	*a += strspn(*a, "0");
	*b += strspn(*b, "0");
	size_t na = strspn(*a, "0123456789"), nb = strspn(*b, "0123456789");
	int order = na != nb ? (na < nb ? -1 : 1) : memcmp(*a, *b, na);
	*a += na;
	*b += nb;
	return order;
}

int heap_compare(const char *a, const char *b)
{
	const char *x = a, *y = b;
	while (*x != '\0' && *y != '\0') {
		if (digit(*x) && digit(*y)) {
			int order = compare_numbers(&x, &y);
			if (order != 0)
				return order;
		} else if (*x != *y) {
			return (unsigned char)*x < (unsigned char)*y ? -1 : 1;
		} else {
			x++;
			y++;
		}
	}
	return *x != *y ? (*x == '\0' ? -1 : 1) : strcmp(a, b);
}

static int by_numbers(const void *a, const void *b)
{
	return heap_compare(((const struct scan *)a)->path, ((const struct scan *)b)->path);
}

static const char *name_of(void *owner, const char *path)
{
	size_t n = strlen(path);
	while (n > 1 && path[n - 1] == '/')
		n--;
	size_t from = n;
	while (from > 0 && path[from - 1] != '/')
		from--;
	return must(talloc_strndup(owner, path + from, n - from));
}

static void add(struct job *job, struct scans *scans, const char *path)
{
	scans->list = APPEND(job, scans->list, &scans->count, struct scan);
	scans->list[scans->count - 1] = (struct scan){path, name_of(job, path), path};
}

/* What systems leave in folders of pictures. */
static bool passed_over(const char *name)
{
	static const char *const names[] = {"Thumbs.db", "desktop.ini", "ehthumbs.db"};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (strcasecmp(name, names[i]) == 0)
			return true;
	return name[0] == '.';
}

static enum status add_folder(struct job *job, struct scans *scans, const char *folder)
{
	const char **names;
	int count, first = scans->count;
	TRY(folder_list(job, folder, &names, &count));
	for (int i = 0; i < count; i++) {
		struct stat st;
		const char *path = TEXT_OF(job, "%s/%s", folder, names[i]);
		if (passed_over(names[i]))
			continue;
		if (lstat(path, &st) != 0)
			return fail_errno(job, path);
		if (!S_ISREG(st.st_mode))
			return fail(job, E_INPUT, "%s: only files may lie in a folder of scans",
				    path);
		add(job, scans, path);
	}
	if (scans->count == first)
		return fail(job, E_INPUT, "%s: there is no file in this folder", folder);
	qsort(scans->list + first, (size_t)(scans->count - first), sizeof *scans->list, by_numbers);
	return OK;
}

static bool is_folder(const char *path)
{
	struct stat st;
	return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

static bool as_a_shell_writes(const char **paths, int count)
{
	for (int i = 1; i < count; i++)
		if (strcmp(paths[i - 1], paths[i]) > 0)
			return false;
	return true;
}

enum status heap_of(struct job *job, const char **paths, int count, const char *way,
		    struct scans *out)
{
	bool folders = false, ordered = as_a_shell_writes(paths, count);
	*out = (struct scans){.way = way};
	for (int i = 0; i < count; i++)
		if (is_folder(paths[i])) {
			folders = true;
			TRY(add_folder(job, out, paths[i]));
		} else {
			add(job, out, paths[i]);
		}
	const char *first = name_of(job, paths[0]);
	if (ordered && !folders && way != NULL && strcmp(way, UNFOLD_TOGETHER) == 0)
		qsort(out->list, (size_t)out->count, sizeof *out->list, by_numbers);
	if (way == NULL && folders)
		out->way = UNFOLD_TOGETHER;
	out->name = count == 1 ? first
			       : TEXT_OF(job, "%s … %s", out->list[0].name,
					 out->list[out->count - 1].name);
	if (out->count == 1)
		out->way = NULL;
	if (way != NULL && strcmp(way, UNFOLD_COLLATE) == 0 && out->count != 2)
		return fail(
			job, E_USAGE,
			"--collate wants two files: the fronts of the sheets, then their backs");
	return OK;
}
