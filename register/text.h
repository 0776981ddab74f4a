/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ukrainian words: folding for comparison, blanks filled in. Pure: no store, no clock. */
#ifndef REGISTER_TEXT_H
#define REGISTER_TEXT_H

#include "base/job.h"
#include "base/pair.h"
#include "base/text.h"
#include <stdbool.h>

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
