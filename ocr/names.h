/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Forms of Ukrainian names: what is sure by the endings (orthography of 2019, §§ 82–114) and a list
 * of given names. Words come and go with a capital first letter. */
#ifndef OCR_NAMES_H
#define OCR_NAMES_H

#include <stdbool.h>

enum grammar { NO_NAME, NOMINATIVE, GENITIVE, DATIVE };

struct patronymic {
	enum grammar form; /* NO_NAME: this is no patronymic */
	bool female;
	const char *nominative;
	bool known; /* made from a name of the list */
};
struct patronymic patronymic_read(void *owner, const char *word);

/* The nominative of a given name that stands in FORM; NULL when the list does not have it. */
const char *given_name(void *owner, const char *word, bool female, enum grammar form);

/* The nominative of a surname in the genitive, where the ending makes it sure; else NULL. */
const char *surname_nominative(void *owner, const char *word, bool female);

/* Whether NOMINATIVE (from a signature) and GENITIVE (from a heading) are forms of one surname. */
bool surname_same(const char *nominative, const char *genitive);

#endif
