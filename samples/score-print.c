/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "samples/score.h"

#include <dirent.h>
#include <glib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

struct tally {
	struct score all;
	double *rates; /* of the pages that have text */
	int pages, blank_pages, blank_errors;
	double worst;
	const char *worst_name;
};

static enum status file_text(struct job *job, const char *path, bool may_lack, const char **out)
{
	char *text;
	size_t length;
	if (!g_file_get_contents(path, &text, &length, NULL)) {
		*out = "";
		return may_lack ? OK : fail(job, E_ABSENT, "cannot read %s", path);
	}
	*out = COPY(job, text);
	g_free(text);
	return OK;
}

static double percent(struct score score)
{
	return score.length == 0 ? 0 : 100.0 * score.errors / score.length;
}

static void tally_add(struct job *job, struct tally *t, const char *name, struct score s)
{
	printf("%-24s %6d %6d  %7.3f %%\n", name, s.length, s.errors, percent(s));
	t->all.length += s.length;
	t->all.errors += s.errors;
	if (s.length == 0) {
		t->blank_pages++;
		t->blank_errors += s.errors;
		return;
	}
	t->rates = APPEND(job, t->rates, &t->pages, double);
	t->rates[t->pages - 1] = percent(s);
	if (t->worst_name == NULL || percent(s) > t->worst) {
		t->worst = percent(s);
		t->worst_name = COPY(job, name);
	}
}

static int rates_compare(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;
	return x < y ? -1 : x > y;
}

static void tally_print(struct tally *t)
{
	printf("%-24s %6d %6d  %7.3f %%\n", "total", t->all.length, t->all.errors, percent(t->all));
	if (t->pages > 1) {
		qsort(t->rates, (size_t)t->pages, sizeof *t->rates, rates_compare);
		printf("median page %.3f %%, worst %.3f %% (%s)\n", t->rates[t->pages / 2],
		       t->worst, t->worst_name);
	}
	if (t->blank_pages > 0)
		printf("blank pages %d, characters read on them %d\n", t->blank_pages,
		       t->blank_errors);
}

static enum status pair_score(struct job *job, struct tally *t, const char *name, const char *truth,
			      const char *read, bool may_lack)
{
	const char *true_text, *read_text;
	struct score score;
	TRY(file_text(job, truth, false, &true_text));
	TRY(file_text(job, read, may_lack, &read_text));
	if (score_texts(job, true_text, read_text, &score) != OK)
		return fail_at(job, E_INPUT, "%s", name);
	tally_add(job, t, name, score);
	return OK;
}

static int is_text(const struct dirent *entry)
{
	size_t length = strlen(entry->d_name);
	return length > 4 && strcmp(entry->d_name + length - 4, ".txt") == 0;
}

static enum status folders_score(struct job *job, struct tally *t, const char *truth,
				 const char *read)
{
	struct dirent **entries;
	enum status status = OK;
	int count = scandir(truth, &entries, is_text, alphasort);
	for (int i = 0; i < count; i++) {
		const char *name = entries[i]->d_name;
		if (status == OK)
			status = pair_score(job, t, name, TEXT_OF(job, "%s/%s", truth, name),
					    TEXT_OF(job, "%s/%s", read, name), true);
		free(entries[i]);
	}
	if (count >= 0)
		free(entries);
	return count > 0 ? status : fail(job, E_ABSENT, "no texts in %s", truth);
}

enum status score_print(struct job *job, const char *truth, const char *read)
{
	struct tally tally = {0};
	struct stat st;
	if (stat(truth, &st) == 0 && S_ISDIR(st.st_mode))
		TRY(folders_score(job, &tally, truth, read));
	else
		TRY(pair_score(job, &tally, "text", truth, read, false));
	tally_print(&tally);
	return OK;
}
