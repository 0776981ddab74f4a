/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Letters of UTF-8 text one by one, and their case, without a locale; lists of texts. Pure. */
#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include <stdbool.h>
#include <stdint.h>

enum { TEXT_BROKEN = 0xfffd };

/* The code point at *AT, which is moved past it; 0 at the end. What is no UTF-8 (overlong forms and
 * halves of pairs too) is TEXT_BROKEN, byte by byte. */
uint32_t text_step(const char **at);

/* CODE in UTF-8 with a zero after it. Returns OUT. */
enum { LETTER_TEXT = 5 };
const char *text_put(uint32_t code, char out[static LETTER_TEXT]);

bool text_cyrillic(uint32_t code);
bool text_latin(uint32_t code); /* with those of Western and Central Europe */

/* Cyrillic and Latin letters (to U+0137); others are returned as they are. */
uint32_t text_upper(uint32_t code);
uint32_t text_lower(uint32_t code);
bool text_capital(uint32_t code); /* one that has a lower case */

/* Whether TEXT is one of LIST, which ends with NULL. */
bool text_among(const char *text, const char *const *list);
/* The same of a list of COUNT. */
bool text_within(const char *text, const char *const *list, int count);

/* Puts COUNT texts in the order of their bytes. */
void text_sort(const char **list, int count);

#endif
