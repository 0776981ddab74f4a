/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines that fit: broken between words. */
#ifndef CLI_FOLD_H
#define CLI_FOLD_H

#include <stdio.h>

/* Columns of the terminal, else $COLUMNS, else 100; at least 60. */
int fold_width(void);

/* Writes TEXT and a line end, no wider than WIDTH. The line has USED columns already; the lines
 * after it begin INDENT columns in. Line ends in TEXT stay. */
void fold_put(FILE *out, int width, int used, int indent, const char *text);

/* A sentence as wide as the terminal, shown as a stranger's words (base/plain.h). */
void fold_say(FILE *out, const char *sentence);

#endif
