/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the command line shows people what the verbs answer. */
#ifndef CLI_WORDS_H
#define CLI_WORDS_H

#include "register/register.h"

/* "К-12" or, before registration, "case 7". */
const char *words_case(void *owner, const struct card *card);

/* DD.MM.YYYY, or YYYY-MM-DD in JSON. */
const char *words_day(void *owner, struct day day, bool json);

/* The same of a date kept as text, YYYY-MM-DD; other text as it is, NULL for NULL. */
const char *words_date(void *owner, const char *date);

/* DD.MM.YYYY HH:MM in Kyiv. */
const char *words_moment(void *owner, int64_t ms);

#endif
