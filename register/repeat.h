/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Repeats (Instruction 348, section 1.3 of the Law's practice): whether the same person wrote
 * before of the same matter. What is found is proposed; the registrar decides. */
#ifndef REGISTER_REPEAT_H
#define REGISTER_REPEAT_H

#include "register/letter.h"

/* Proposes sign=repeat and previous=INDEX when an earlier case of the same applicant is about a
 * similar matter, or when the letter itself says that it repeats and the applicant has an earlier
 * case. */
enum status repeat_propose(struct job *job, const struct office *office, struct letter *letter);

/* How alike two folded texts are: the share of common words of four letters or more, 0 to 1. */
double words_alike(void *owner, const char *a, const char *b);

#endif
