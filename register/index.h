/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The registration index (Instruction 348): masks such as {letter}-{number}, the letter of a
 * surname, references that people type. Pure: no store, no clock. */
#ifndef REGISTER_INDEX_H
#define REGISTER_INDEX_H

#include "register/text.h"

/* Whether MASK can be used: known blanks {letter} {number} {number:N} {year} {yy} {month}, {number}
 * among them, 40 bytes at most, no control characters. WHY tells what is wrong (translated), owned
 * by OWNER. */
bool mask_check(void *owner, const char *mask, const char **why);

/* What a mask is filled with. */
struct blanks {
	const char *letter;
	int number;
	struct day day; /* of registration */
};
const char *mask_text(void *owner, const char *mask, const struct blanks *blanks);

/* The letter of a surname, capital, its own Ґ Є І Ї Й kept; of a double name the first; apostrophes
 * before it are passed over. A Latin first letter of a Cyrillic word is its twin; of a Latin word
 * it is transliterated when TRANSLITERATE, else kept. "" when there is no letter. */
const char *index_letter(void *owner, const char *surname, bool transliterate);

/* What a person wrote for a case. */
struct reference {
	int64_t number;	   /* all digits: the number of the case; else 0 */
	const char *whole; /* as an index: trimmed, capitals */
	const char *twin;  /* the same with Latin letters as their Cyrillic twins */
	const char *cut;   /* of WHOLE before /YYYY, or NULL */
	const char *cut_twin;
	int year; /* of /YYYY, or 0 */
};
struct reference reference_of(void *owner, const char *text);

#endif
