/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A day of the Gregorian calendar, a plain value without a clock or a time zone. */
#ifndef BASE_DAY_H
#define BASE_DAY_H

#include <stdbool.h>
#include <stdint.h>

struct day {
	int32_t number; /* days since 1970-01-01 */
};

enum weekday { MONDAY = 1, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY }; /* ISO 8601 */

/* The day YEAR-MONTH-DATE; the three must name a real day (see day_real). */
struct day day_of(int year, int month, int date);

/* Whether there is such a day, years 1900 to 2199. */
bool day_real(int year, int month, int date);

/* Reads YYYY-MM-DD or DD.MM.YYYY; false on anything else, trailing text included. */
bool day_read(const char *text, struct day *out);

/* Takes a day apart. */
void day_parts(struct day day, int *year, int *month, int *date);

int day_year(struct day day);
enum weekday day_weekday(struct day day);
struct day day_add(struct day day, int days);

/* The same date MONTHS later, or the last day of that month when it is shorter (Civil Code art. 254
 * p. 3). */
struct day day_add_months(struct day day, int months);

/* Negative, zero or positive as A is before, on or after B: the distance in days. */
int day_cmp(struct day a, struct day b);

/* Written as YYYY-MM-DD (the store) and DD.MM.YYYY (for people). */
enum { DAY_TEXT = 11 };
const char *day_iso(struct day day, char text[static DAY_TEXT]);
const char *day_ua(struct day day, char text[static DAY_TEXT]);

#endif
