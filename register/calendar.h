/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Working days: the national five-day calendar (workflows/calendar.xml) with the office's own days
 * over it. Days of a listed year (holidays and transfers by the Cabinet's orders) stand in a table;
 * later years follow the rules of Labour Code art. 67, 73; while martial law lasts neither holds
 * (Law 2136-IX art. 6 p. 6). Plain values; pure: no store, no clock. */
#ifndef REGISTER_CALENDAR_H
#define REGISTER_CALENDAR_H

#include "base/day.h"
#include <stdbool.h>

struct exception {
	struct day day;
	bool working;
	const char *title; /* why, for people; NULL: nothing to say */
};

/* A holiday that comes every year: on a date, or so many days after Easter (when month is 0). */
struct feast {
	int month, date, easter;
	struct day from, till; /* valid */
	const char *title;
};

struct period {
	struct day from, till;
	const char *title;
};

struct calendar {
	bool off[8];			  /* by enum weekday */
	struct exception *listed, *local; /* sorted by day */
	int nlisted, nlocal;
	int first_year, last_year; /* of the table */
	struct feast *feasts;
	int nfeasts;
	struct period *martial;
	int nmartial;
};

bool calendar_working(const struct calendar *calendar, struct day day);

/* DAY itself, or the nearest working day after (before) it. A calendar without working days is
 * refused by calendar_read; still no more than 366 days are looked at. */
struct day calendar_next(const struct calendar *calendar, struct day day);
struct day calendar_previous(const struct calendar *calendar, struct day day);

/* The COUNTth working day after DAY. */
struct day calendar_add(const struct calendar *calendar, struct day day, int count);
/* The COUNTth working day before DAY. */
struct day calendar_back(const struct calendar *calendar, struct day day, int count);

/* The holiday on DAY by the rules, martial law aside; NULL when none. */
const struct feast *calendar_feast(const struct calendar *calendar, struct day day);
/* The martial law period DAY is in, or NULL. */
const struct period *calendar_martial(const struct calendar *calendar, struct day day);
/* Why DAY is not a working day, as far as the data say; NULL for a plain weekend. */
const char *calendar_why(const struct calendar *calendar, struct day day);

/* Easter Sunday of the Julian computus, as a Gregorian day; years 1900 to 2099. */
struct day calendar_easter(int year);

#endif
