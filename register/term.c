/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "register/term.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { DAY_HOURS = 24 };

static const struct {
	const char *name;
	int most; /* ten years */
} units[UNITS] = {
	[UNIT_DAY] = {"d", 3660},
	[UNIT_WORKING] = {"wd", 2520},
	[UNIT_MONTH] = {"m", 120},
	[UNIT_HOUR] = {"h", 3660 * DAY_HOURS},
};

bool span_read(const char *text, struct span *out)
{
	struct span span = {.back = *text == '-'};
	char *end;
	text += span.back;
	if (!isdigit((unsigned char)*text) || strlen(text) > 8)
		return false;
	span.number = (int)strtol(text, &end, 10);
	while (span.unit < UNITS && strcmp(units[span.unit].name, end) != 0)
		span.unit++;
	if (span.unit == UNITS || span.number > units[span.unit].most)
		return false;
	*out = span;
	return true;
}

/* Months end on the date of the same number as the day of the event; all else is counted in days.
 */
static struct day forward(const struct calendar *calendar, struct rule rule, struct span span,
			  struct day from)
{
	int less = rule.start == START_SAME_DAY && span.number > 0;
	switch (span.unit) {
	case UNIT_MONTH:
		return day_add(day_add_months(from, span.number), -less);
	case UNIT_WORKING:
		return calendar_add(calendar, day_add(from, -less), span.number);
	case UNIT_HOUR:
		return day_add(from, (span.number + DAY_HOURS - 1) / DAY_HOURS - less);
	default:
		return day_add(from, span.number - less);
	}
}

static struct day backward(const struct calendar *calendar, struct span span, struct day from)
{
	switch (span.unit) {
	case UNIT_MONTH:
		return day_add_months(from, -span.number);
	case UNIT_WORKING:
		return calendar_back(calendar, from, span.number);
	case UNIT_HOUR:
		return day_add(from, -((span.number + DAY_HOURS - 1) / DAY_HOURS));
	default:
		return day_add(from, -span.number);
	}
}

static struct day last_day(const struct calendar *calendar, struct rule rule, struct span span,
			   enum month month, struct counted *counted)
{
	struct span days = {.unit = UNIT_DAY, .number = span.number * 30};
	struct day end = forward(calendar, rule, span, counted->from);
	if (span.unit != UNIT_MONTH || month == MONTH_CALENDAR)
		return end;
	struct day thirty = forward(calendar, rule, days, counted->from);
	counted->thirty = month == MONTH_THIRTY || day_cmp(thirty, end) < 0;
	return counted->thirty ? thirty : end;
}

struct counted term_count(const struct calendar *calendar, struct rule rule, struct span span,
			  enum month month, struct day from)
{
	struct counted counted = {.from = from,
				  .first = day_add(from, rule.start == START_NEXT_DAY)};
	if (span.back)
		counted.raw = backward(calendar, span, from);
	else
		counted.raw = last_day(calendar, rule, span, month, &counted);
	counted.due = counted.raw;
	if (rule.shift == SHIFT_NONE)
		return counted;
	if (span.back || rule.shift == SHIFT_PREVIOUS)
		counted.due = calendar_previous(calendar, counted.raw);
	else
		counted.due = calendar_next(calendar, counted.raw);
	return counted;
}
