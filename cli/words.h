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

/* A person's name, a role's title, "applicant": whoever ID is. */
const char *words_who(struct job *job, struct office *office, const char *id);

/* The same of several ids between spaces, with commas. */
const char *words_people(struct job *job, struct office *office, const char *ids);

bool words_is_request(const struct card *card);

/* A remark on a request for public information that runs on another procedure and by a longer term
 * than the law gives it (Law 2939-VI, art. 20); NULL when there is nothing to remark. */
const char *words_request(struct job *job, struct office *office, const struct card *card);

/* HEAD with spaces after it, WIDTH columns wide, one space at the least. */
const char *words_head(void *owner, const char *head, int width);

/* What is doubtful of a page: words of page.doubt as people say them, with commas. */
const char *words_doubt(void *owner, const char *doubt);

/* "Коваленко О. П." */
const char *words_name(void *owner, const struct card *card);

#endif
