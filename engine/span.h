/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A span of time as SCXML writes it: "1.5s", ".5s", "30d". Pure. */
#ifndef ENGINE_SPAN_H
#define ENGINE_SPAN_H

#include <stdbool.h>
#include <stdint.h>

/* Milliseconds of TEXT: a number, then ms, s, m, h or d. At most a hundred years; false for
 * anything else, white space around it excepted. */
bool delay_read(const char *text, int64_t *ms);

#endif
