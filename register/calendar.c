/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "register/calendar.h"

#include <stddef.h>

enum { STRETCH = 14, FAR = 366 };

struct day calendar_easter(int year)
{
	int moon = (19 * (year % 19) + 15) % 30;
	int sunday = (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7;
	int of_march = moon + sunday + 22; /* Julian; 13 days behind from 1900 to 2099 */
	return day_add(day_of(year, 3, 1), of_march - 1 + 13);
}

static const struct exception *exception_on(const struct exception *list, int count, struct day day)
{
	int low = 0, high = count - 1;
	while (low <= high) {
		int middle = (low + high) / 2, cmp = day_cmp(list[middle].day, day);
		if (cmp == 0)
			return &list[middle];
		if (cmp < 0)
			low = middle + 1;
		else
			high = middle - 1;
	}
	return NULL;
}

static bool within(struct day day, struct day from, struct day till)
{
	return day_cmp(from, day) <= 0 && day_cmp(day, till) <= 0;
}

const struct period *calendar_martial(const struct calendar *calendar, struct day day)
{
	for (int i = 0; i < calendar->nmartial; i++)
		if (within(day, calendar->martial[i].from, calendar->martial[i].till))
			return &calendar->martial[i];
	return NULL;
}

const struct feast *calendar_feast(const struct calendar *calendar, struct day day)
{
	int y, m, d;
	day_parts(day, &y, &m, &d);
	for (int i = 0; i < calendar->nfeasts; i++) {
		const struct feast *f = &calendar->feasts[i];
		bool on = f->month != 0 ? m == f->month && d == f->date
					: day_cmp(day_add(calendar_easter(y), f->easter), day) == 0;
		if (on && within(day, f->from, f->till))
			return f;
	}
	return NULL;
}

/* A holiday on a weekend makes the next working day off (art. 67): so many are owed as were met
 * since the last working day; one look back of two weeks is longer than any such stretch. */
static bool off_by_rule(const struct calendar *calendar, struct day day)
{
	int owed = 0;
	bool off = false;
	for (struct day d = day_add(day, -STRETCH); day_cmp(d, day) <= 0; d = day_add(d, 1)) {
		bool weekend = calendar->off[day_weekday(d)];
		bool feast = calendar_feast(calendar, d) != NULL;
		off = weekend || feast || owed > 0;
		if (weekend && feast)
			owed++;
		else if (!weekend && !feast && owed > 0)
			owed--;
	}
	return off;
}

bool calendar_working(const struct calendar *calendar, struct day day)
{
	const struct exception *own = exception_on(calendar->local, calendar->nlocal, day);
	bool weekend = calendar->off[day_weekday(day)];
	int year = day_year(day);
	if (own != NULL)
		return own->working;
	if (calendar_martial(calendar, day) != NULL)
		return !weekend;
	if (year < calendar->first_year || year > calendar->last_year)
		return !off_by_rule(calendar, day);
	const struct exception *listed = exception_on(calendar->listed, calendar->nlisted, day);
	return listed != NULL ? listed->working : !weekend;
}

struct day calendar_next(const struct calendar *calendar, struct day day)
{
	for (int i = 0; i < FAR && !calendar_working(calendar, day); i++)
		day = day_add(day, 1);
	return day;
}

struct day calendar_previous(const struct calendar *calendar, struct day day)
{
	for (int i = 0; i < FAR && !calendar_working(calendar, day); i++)
		day = day_add(day, -1);
	return day;
}

struct day calendar_add(const struct calendar *calendar, struct day day, int count)
{
	for (; count > 0; count--)
		day = calendar_next(calendar, day_add(day, 1));
	return day;
}

struct day calendar_back(const struct calendar *calendar, struct day day, int count)
{
	for (; count > 0; count--)
		day = calendar_previous(calendar, day_add(day, -1));
	return day;
}

const char *calendar_why(const struct calendar *calendar, struct day day)
{
	const struct exception *own = exception_on(calendar->local, calendar->nlocal, day);
	const struct exception *listed = exception_on(calendar->listed, calendar->nlisted, day);
	if (own != NULL)
		return own->title;
	if (calendar_martial(calendar, day) != NULL)
		return NULL;
	if (listed != NULL)
		return listed->title;
	const struct feast *feast = calendar_feast(calendar, day);
	return feast == NULL ? NULL : feast->title;
}
