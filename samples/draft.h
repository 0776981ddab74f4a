/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A letter while it is composed: what letter.c and heading.c share. */
#ifndef SAMPLES_DRAFT_H
#define SAMPLES_DRAFT_H

#include "samples/letter.h"

struct draft {
	void *owner;
	struct chance chance;
	struct slots slots;
	struct letter *letter;
	struct person neighbour;
};

/* «18 листопада 2026 року» with the YEAR_WORD «року», without a year when it is NULL; «18.11.2026».
 */
const char *draft_day(void *owner, struct day day, const char *year_word);
const char *draft_date(void *owner, struct day day);

/* What fills a slot of a phrase; NULL when there is none of that name. */
const char *draft_slot(const struct slots *slots, const char *name);

/* A phrase with its choices made. */
const char *draft_say(struct draft *d, const char *phrase);

/* Adds a block to the letter; it may be changed until the next is added. */
struct block *draft_add(struct draft *d, enum style style, const char *text);

/* All above the text: letterhead, addressee, applicant, title, subject. */
void draft_heading(struct draft *d, uint64_t seed, int n);

/* The benefit of letter N of SEED, when its plan has one: in the HEADING or else in the text. */
void draft_benefit(struct draft *d, uint64_t seed, int n, bool heading);

#endif
