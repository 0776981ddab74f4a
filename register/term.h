/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Counting a term: a span of days, working days, months or hours by a rule (Civil Code arts 253,
 * 254). Plain values; pure: no store, no clock. */
#ifndef REGISTER_TERM_H
#define REGISTER_TERM_H

#include "register/calendar.h"

enum unit { UNIT_DAY, UNIT_WORKING, UNIT_MONTH, UNIT_HOUR, UNITS };

/* So many units; BACK: counted backwards, before a day. */
struct span {
	enum unit unit;
	int number;
	bool back;
};

enum start { START_NEXT_DAY, START_SAME_DAY };
enum shift { SHIFT_NONE, SHIFT_NEXT, SHIFT_PREVIOUS };

struct rule {
	enum start start;
	enum shift shift; /* of an end that is no working day */
};

/* How a month of a control term ends: by the calendar, as 30 days, or the earlier of the two. */
enum month { MONTH_CALENDAR, MONTH_THIRTY, MONTH_EARLIER };

struct counted {
	struct day from;
	struct day first; /* the first day that counts */
	struct day raw;	  /* the last day by the rule */
	struct day due;	  /* after the shift */
	bool thirty;	  /* a month was counted as 30 days */
};

/* Reads 15d, 5wd, 1m, 48h, -3d; false on anything else or more than ten years. */
bool span_read(const char *text, struct span *out);

/* FROM is the day of the event (arrival); a span that counts back ends before it and shifts to an
 * earlier working day, whatever the rule's shift, unless that is none. */
struct counted term_count(const struct calendar *calendar, struct rule rule, struct span span,
			  enum month month, struct day from);

#endif
