/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "archive/archive.h"
#include "base/file.h"
#include "base/plain.h"
#include "cli/command.h"
#include <stdio.h>
#include <string.h>

static enum status write_files(struct job *job, const struct call *call, const char *dir,
			       int64_t casefile)
{
	bool alto = call_option(call, "alto") != NULL;
	struct page_text *pages;
	int count;
	TRY(folder_make(job, dir));
	TRY(archive_text(job, call->office, casefile, alto, &pages, &count));
	for (int i = 0; i < count; i++) {
		const char *path = TEXT_OF(job, "%s/%lld-%02d.%s", dir, (long long)casefile,
					   pages[i].number, alto ? "xml" : "txt");
		TRY(file_write(job, path, pages[i].text, strlen(pages[i].text)));
		printf("%s\n", path);
	}
	return OK;
}

/* Words off paper are a stranger's: nothing in them moves the terminal. */
static void print_plain(struct job *job, const char *text)
{
	char *rest = NULL, *copy = must(talloc_strdup(job, text));
	for (char *line = strtok_r(copy, "\n", &rest); line; line = strtok_r(NULL, "\n", &rest))
		printf("%s\n", plain_line(job, line));
}

static enum status print(struct job *job, const struct call *call, int64_t casefile)
{
	const char *text;
	struct page_text *pages;
	int count;
	if (call_option(call, "alto") != NULL) {
		TRY(archive_alto(job, call->office, casefile, &text));
		fputs(text, stdout);
		return OK;
	}
	TRY(archive_text(job, call->office, casefile, false, &pages, &count));
	for (int i = 0; i < count; i++) {
		if (i > 0 && *pages[i].text != '\0')
			putchar('\n');
		print_plain(job, pages[i].text);
	}
	return OK;
}

static enum status run(struct job *job, const struct call *call)
{
	const char *dir = call_option(call, "output");
	int64_t casefile;
	TRY(case_find(job, call->office, call->argv[0], &casefile));
	return dir == NULL ? print(job, call, casefile) : write_files(job, call, dir, casefile);
}

static const struct option options[] = {
	{"alto", NULL, N_("as ALTO 4, with the place of each word and how surely it was read")},
	{"output", N_("DIR"), N_("a file a page in this folder; also -o")},
	{NULL, NULL, NULL},
};

const struct command cmd_text = {
	.name = "text",
	.needs = NEEDS_USER,
	.least = 1,
	.most = 1,
	.operands = N_("CASE"),
	.summary = N_("what was read of a letter, as plain text or ALTO"),
	.help = N_(
		"A machine read it, and there may be errors in it: what counts is the scan. It is "
		"given to those who may fetch the scans."),
	.options = options,
	.run = run,
};
