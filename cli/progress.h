/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Long work shown on standard error: a bar on a terminal, plain lines (a few) elsewhere. */
#ifndef CLI_PROGRESS_H
#define CLI_PROGRESS_H

struct progress {
	const char *title; /* translated */
	int told;	   /* percent last told, -1: none yet */
	int terminal;	   /* 1 yes, 0 no, -1 ask */
};
#define PROGRESS(text) ((struct progress){(text), -1, -1})

/* For the progress callbacks of the verbs: SELF is a struct progress. */
void progress_show(void *self, int done, int count);

#endif
