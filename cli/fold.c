/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/fold.h"

#include "base/plain.h"
#include "cli/table.h"
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { USUAL = 100, NARROWEST = 60 };

int fold_width(void)
{
	struct winsize size;
	const char *columns = getenv("COLUMNS");
	int width = USUAL;
	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
		width = size.ws_col;
	else if (columns != NULL && atoi(columns) > 0)
		width = atoi(columns);
	return width < NARROWEST ? NARROWEST : width;
}

/* A word longer than the line stands alone on its own. */
void fold_put(FILE *out, int width, int used, int indent, const char *text)
{
	bool first = true;
	while (*text != '\0') {
		size_t n = strcspn(text, " \n");
		int wide = text_width(text) - text_width(text + n);
		if (!first && used + 1 + wide > width) {
			fprintf(out, "\n%*s", indent, "");
			used = indent;
			first = true;
		}
		used += wide + !first;
		fprintf(out, "%s%.*s", first ? "" : " ", (int)n, text);
		first = false;
		text += n;
		if (*text == '\n') {
			fprintf(out, "\n%*s", indent, "");
			used = indent;
			first = true;
		}
		text += *text != '\0';
	}
	fputc('\n', out);
}

void fold_say(FILE *out, const char *sentence)
{
	struct job *job = job_new();
	fold_put(out, fold_width(), 0, 2, plain_line(job, sentence));
	talloc_free(job);
}
