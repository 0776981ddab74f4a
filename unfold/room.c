/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In the cage: unfold WAY WORK FILE… */
#include "unfold/pdf.h"
#include "unfold/stack.h"
#include "unfold/unfold.h"

#include "base/file.h"
#include "base/format.h"
#include "base/reach.h"

#include <errno.h>
#include <fcntl.h>
#include <leptonica/allheaders.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

struct mapped {
	void *bytes;
	size_t size;
};

static int unmap(struct mapped *map)
{
	return munmap(map->bytes, map->size);
}

static enum status map_file(struct job *job, const char *path, struct source *out)
{
	int fd;
	uint64_t size;
	TRY(file_open(job, path, &fd, &size));
	void *bytes = size == 0 ? MAP_FAILED : mmap(NULL, size, PROT_READ, MAP_PRIVATE, fd, 0);
	int kept = errno;
	close(fd);
	errno = kept;
	if (size == 0)
		return fail(job, E_INPUT, "%s: the file is empty", path);
	if (bytes == MAP_FAILED)
		return fail_errno(job, path);
	struct mapped *map = NEW(job, struct mapped);
	*map = (struct mapped){bytes, size};
	talloc_set_destructor(map, unmap);
	*out = (struct source){path, bytes, size};
	return OK;
}

static enum status add_file(struct job *job, struct stack *stack, const char *path)
{
	struct source source;
	TRY(map_file(job, path, &source));
	enum format format = format_of(source.bytes, source.size);
	TRY(format_check(job, path, format));
	switch (format) {
	case FORMAT_TIFF:
		return stack_tiff(job, stack, path);
	case FORMAT_JPEG:
		return stack_jpeg(job, stack, &source, 0, NULL);
	case FORMAT_PDF:
		return stack_pdf(job, stack, &source);
	default:
		return stack_picture(job, stack, &source);
	}
}

static enum status add_files(struct job *job, struct stack *stack, char **paths, int count)
{
	TRY(tiff_begin(job, TEXT_OF(job, "%s/%s.tif", stack->work, stack->name), &stack->tiff));
	for (int i = 0; i < count; i++) {
		struct job *below = job_below(job);
		TRY(add_file(below, stack, paths[i]));
		talloc_free(below);
		cage_say("file %d", i + 1);
	}
	return tiff_end(job, stack->tiff);
}

/* What was told of page FROM of a pass belongs to page TO of the whole. */
static enum status move_given(struct job *job, const struct stack *pass, int from,
			      const struct stack *whole, int to)
{
	const char *old = TEXT_OF(job, "%s/%s-%04d.xml", pass->work, told_name(pass), from);
	const char *new = TEXT_OF(job, "%s/%s-%04d.xml", whole->work, told_name(whole), to);
	return reach_rename(old, new) == 0 || errno == ENOENT ? OK : fail_errno(job, new);
}

/* Sheets 1, 2, 3 were laid in twice; the second time the last of them comes first. */
static enum status collate(struct job *job, struct stack *whole, const struct stack *passes)
{
	struct tiff *tiffs[2];
	int sheets = passes[0].pages;
	if (sheets != passes[1].pages)
		return fail(
			job, E_REFUSED,
			"the first pass has %d pages, the second %d: nothing is taken out of "
			"them; count the sheets and give both again, the wrong one scanned anew",
			sheets, passes[1].pages);
	for (int i = 0; i < 2; i++)
		TRY(tiff_open(job, TEXT_OF(job, "%s/%s.tif", whole->work, passes[i].name),
			      &tiffs[i]));
	TRY(tiff_begin(job, TEXT_OF(job, "%s/%s.tif", whole->work, whole->name), &whole->tiff));
	for (int i = 0; i < 2 * sheets; i++) {
		int pass = i % 2, page = pass == 0 ? i / 2 + 1 : sheets - i / 2;
		TRY(tiff_add(job, whole->tiff, tiffs[pass], page));
		TRY(move_given(job, &passes[pass], page, whole, i + 1));
	}
	return tiff_end(job, whole->tiff);
}

static void tell_assumed(struct job *job, int pages)
{
	if (pages > 0)
		cage_say("note %s",
			 TEXT_OF(job,
				 _("Pages that do not tell their resolution: %d. They are taken "
				   "for whole sheets of A4."),
				 pages));
}

/* What libraries have to say of a file is said by us; descriptor 2 stays for sanitizers. */
static void be_quiet(void)
{
	FILE *nowhere = fopen("/dev/null", "w");
	if (nowhere != NULL)
		stderr = nowhere;
	setMsgSeverity(L_SEVERITY_NONE);
}

/* Each file is held open from before the lock on. */
static void hold_many(void)
{
	struct rlimit files;
	if (getrlimit(RLIMIT_NOFILE, &files) != 0)
		return;
	files.rlim_cur = files.rlim_max;
	setrlimit(RLIMIT_NOFILE, &files);
}

enum status unfold_room_load(struct job *job, int argc, char **argv, void **self)
{
	bool collated = argc > 1 && strcmp(argv[1], UNFOLD_COLLATE) == 0;
	(void)self;
	if (argc < 4 || (collated && argc != 5))
		return fail(job, E_USAGE, "unfold WAY WORK FILE…");
	be_quiet();
	hold_many();
	for (int i = 3; i < argc; i++)
		TRY(reach_file(job, argv[i]));
	pdf_load();
	return reach_folder(job, argv[2]);
}

enum status unfold_room(struct job *job, int argc, char **argv, void *self)
{
	struct stack whole = {.work = argv[2], .name = "batch"};
	struct stack passes[2] = {{.work = argv[2], .name = "fronts"},
				  {.work = argv[2], .name = "backs"}};
	(void)self;
	if (strcmp(argv[1], UNFOLD_COLLATE) != 0) {
		TRY(add_files(job, &whole, argv + 3, argc - 3));
		tell_assumed(job, whole.assumed);
		return OK;
	}
	for (int i = 0; i < 2; i++)
		TRY(add_files(job, &passes[i], argv + 3 + i, 1));
	tell_assumed(job, passes[0].assumed + passes[1].assumed);
	return collate(job, &whole, passes);
}
