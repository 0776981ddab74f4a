/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writes truth.xml (samples/truth.xsd) while the batch is painted: what stands on each page. */
#ifndef SAMPLES_TRUTH_H
#define SAMPLES_TRUTH_H

#include "samples/letter.h"
#include "samples/wear.h"

struct truth;

/* Begins the file PATH for a batch of SEED at DPI with 2 or 256 LEVELS. It goes with JOB. */
enum status truth_open(struct job *job, const char *path, uint64_t seed, int dpi, int levels,
		       struct truth **out);

/* A separator sheet on page PAGE of the scan, counted from 1. */
void truth_separator(struct truth *truth, int page, const struct fate *fate);

/* A letter begins, number N from 1; its pages follow, a blank one with TEXT ""; it ends. */
void truth_letter(struct truth *truth, int n, const struct letter *letter);
void truth_page(struct truth *truth, int page, const struct fate *fate, const char *text);
void truth_letter_end(struct truth *truth);

/* Ends the file; a fault in writing shows here. */
enum status truth_close(struct job *job, struct truth *truth);

#endif
