/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text that came from people, paper and files, made safe to show. What may not stand in it: control
 * characters (C0, DEL, C1: a terminal obeys them), marks that turn the direction of writing (they
 * make a line read as another than it is), broken UTF-8. Pure. */
#ifndef BASE_PLAIN_H
#define BASE_PLAIN_H

#include <stdbool.h>

/* A copy on one line: line ends and tabs are a space, the rest of the above U+FFFD. */
const char *plain_line(const void *owner, const char *text);

/* The same of a text that may be long: its first 200 bytes or a little fewer, then "…". */
const char *plain_short(const void *owner, const char *text);

/* Whether TEXT holds none of the above; line ends and tabs are allowed. */
bool plain_is(const char *text);

#endif
