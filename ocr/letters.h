/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ukrainian letters in UTF-8, without a locale. */
#ifndef OCR_LETTERS_H
#define OCR_LETTERS_H

#include <stdbool.h>

/* The first letter of TEXT as its Unicode number and *text moved behind it; 0 at the end. Broken
 * bytes count as U+FFFD. */
unsigned letter_next(const char **text);

bool letter_capital(unsigned letter);
bool letter_cyrillic(unsigned letter);
bool letter_latin(unsigned letter);
unsigned letter_lower(unsigned letter);
unsigned letter_upper(unsigned letter);

/* Adds a letter to TEXT, which belongs to OWNER and may move. */
char *text_add(void *owner, char *text, unsigned letter);

const char *word_lower(void *owner, const char *text);
/* The first letter capital, the others small: «ПЕТРЕНКО» becomes «Петренко», also after a hyphen.
 */
const char *text_title(void *owner, const char *text);
/* Without the signs TEXT begins and ends with: what is left begins and ends with a letter or digit.
 */
const char *text_bare(void *owner, const char *text);
int text_length(const char *text); /* letters */
bool text_ends(const char *text, const char *end);
bool text_begins(const char *text, const char *begin);
/* TEXT with its last letters, which are END, replaced; NULL when it ends otherwise. */
const char *text_swap(void *owner, const char *text, const char *end, const char *by);

#endif
