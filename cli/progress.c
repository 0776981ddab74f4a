/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/progress.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { BAR = 30 };

static void draw_bar(const struct progress *p, int done, int count)
{
	int filled = count == 0 ? BAR : done * BAR / count;
	fprintf(stderr, "\r%s [", p->title);
	for (int i = 0; i < BAR; i++)
		fputs(i < filled ? "█" : "·", stderr);
	fprintf(stderr, "] %d/%d", done, count);
	if (done >= count)
		fputc('\n', stderr);
	fflush(stderr);
}

void progress_show(void *self, int done, int count)
{
	struct progress *p = self;
	int percent = count <= 0 ? 100 : (int)(100LL * done / count);
	if (p->terminal < 0)
		p->terminal = isatty(STDERR_FILENO);
	if (percent == p->told)
		return;
	if (p->terminal)
		draw_bar(p, done, count);
	else if (done == count || percent / 25 > p->told / 25 || p->told < 0)
		fprintf(stderr, "%s: %d/%d\n", p->title, done, count);
	p->told = percent;
}
