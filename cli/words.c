/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/words.h"

#include <time.h>

const char *words_case(void *owner, const struct card *card)
{
	if (card->index != NULL)
		return COPY(owner, card->index);
	return TEXT_OF(owner, _("case %lld"), (long long)card->casefile);
}

const char *words_day(void *owner, struct day day, bool json)
{
	char text[DAY_TEXT];
	return COPY(owner, json ? day_iso(day, text) : day_ua(day, text));
}

const char *words_date(void *owner, const char *date)
{
	struct day day;
	if (date == NULL || !day_read(date, &day))
		return date;
	return words_day(owner, day, false);
}

const char *words_moment(void *owner, int64_t ms)
{
	time_t seconds = (time_t)(ms / 1000);
	struct tm tm;
	char text[32];
	localtime_r(&seconds, &tm);
	strftime(text, sizeof text, "%d.%m.%Y %H:%M", &tm);
	return COPY(owner, text);
}
