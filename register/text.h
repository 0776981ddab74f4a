/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ukrainian words without a locale: letters one by one, case, folding for comparison, blanks filled
 * in. Text is UTF-8; what is broken reads as U+FFFD. Pure: no store, no clock. */
#ifndef REGISTER_TEXT_H
#define REGISTER_TEXT_H

#include "base/job.h"
#include "base/pair.h"
#include <stdbool.h>

/* The code point at *AT, which is moved past it; 0 at the end. */
uint32_t text_step(const char **at);

/* CODE in UTF-8 with a zero after it. Returns OUT. */
enum { LETTER_TEXT = 5 };
const char *text_put(uint32_t code, char out[static LETTER_TEXT]);

/* Cyrillic and Latin letters (Latin-1 included); others are returned as they are. */
uint32_t text_upper(uint32_t code);
uint32_t text_lower(uint32_t code);
bool text_cyrillic(uint32_t code);
bool text_latin(uint32_t code);

/* The Cyrillic capital that looks like the Latin capital CODE (K: К, H: Н), or 0. */
uint32_t text_twin(uint32_t code);

/* For comparison: lower case, apostrophes dropped, ґ as г, Latin twins in Cyrillic words made
 * Cyrillic, all but letters and digits one space, none at the ends. */
const char *text_fold(void *owner, const char *text);

/* Whether all words of WORDS stand in TEXT; both folded. */
bool text_has(const char *text, const char *words);

/* PATTERN with {name} replaced by the value of that name, by nothing when it has none. */
const char *text_fill(void *owner, const char *pattern, const struct pair *pairs, int count);

/* Whether WORD stands in LIST, words separated by spaces. */
bool word_in(const char *list, const char *word);

#endif
