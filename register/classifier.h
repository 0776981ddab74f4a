/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The code tables of the card (workflows/classifier.xml): each item has days on which it is valid.
 * Owned by the job that read it, not changed after. */
#ifndef REGISTER_CLASSIFIER_H
#define REGISTER_CLASSIFIER_H

#include "base/xml.h"

struct item {
	const char *list; /* channel sign kind subject category social outcome topic … */
	const char *code; /* what is stored */
	const char *word; /* another name of it, or NULL */
	const char *law;  /* the row of a report it belongs to */
	const char *title;
	struct day from, till;
};

struct classifier {
	struct item *items;
	int count;
};

enum status classifier_read(struct job *job, const struct doc *doc, struct remarks *remarks,
			    struct classifier **out);

/* The item of LIST whose code or word is WORD and which is valid on DAY; NULL when there is none.
 */
const struct item *classifier_find(const struct classifier *classifier, const char *list,
				   const char *word, struct day day);

#endif
