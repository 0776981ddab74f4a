/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the tests of marks share: blanks, a folder, a letter asked for and the answer. */
#ifndef TESTS_STAMPS_H
#define TESTS_STAMPS_H

#include "base/file.h"
#include "base/home.h"
#include "stamps/mark.h"
#include "stamps/raster.h"

#include <leptonica/allheaders.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#define INDEX "К-401/01-15"
#define CODE  "12345678/2026/" INDEX

enum { MARKS = 3 };
static const struct pair blanks[] = {{"office", "Новоявірська міська рада <Львівської> & області"},
				     {"date", "12.03.2026"},
				     {"code", CODE},
				     {"index", INDEX}};
enum { BLANKS = 4 };

/* What is common to a test: a job, a folder, the letter asked for, the answer. */
struct story {
	struct job *job;
	const char *folder;
	double xdpi, ydpi;
	int depth;
	double left, right, top, foot; /* free margins of the letter, mm */
	struct stamp stamps[MARKS];
	struct stamped page;
	PIX *in, *out; /* upright */
};

static const char *at(struct story *s, const char *name)
{
	return TEXT_OF(s->job, "%s/%s", s->folder, name);
}

static const char *mark(struct story *s, const char *name)
{
	return TEXT_OF(s->job, "%s/stamps/marks/%s.svg", data_folder(s->job), name);
}

static inline int start(void **state)
{
	struct job *job = job_new();
	struct story *s = NEW(job, struct story);
	char folder[] = "/tmp/stamps-XXXXXX";
	*s = (struct story){.job = job, .xdpi = 300, .ydpi = 300, .depth = 1};
	s->left = 30;
	s->right = 15;
	s->top = 30;
	s->foot = 55;
	s->folder = COPY(job, mkdtemp(folder));
	*state = s;
	return 0;
}

static inline int end(void **state)
{
	struct story *s = *state;
	folder_remove(s->job, s->folder);
	return talloc_free(s->job);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, start, end)

#endif
