/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words on paper: how they begin and end, their case. */
#ifndef OCR_LETTERS_H
#define OCR_LETTERS_H

#include "base/text.h"

/* Adds a letter to TEXT, which belongs to OWNER and may move. */
char *text_add(void *owner, char *text, uint32_t letter);

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
