/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/day.h"

#include <stdio.h>
#include <string.h>

static bool leap(int year)
{
	return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int month_length(int year, int month)
{
	static const int length[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	return month == 2 && leap(year) ? 29 : length[month - 1];
}

bool day_real(int year, int month, int date)
{
	return year >= 1900 && year < 2200 && month >= 1 && month <= 12 && date >= 1 &&
	       date <= month_length(year, month);
}

/* Years counted from 1 March, so that the leap day is the last of its year. */
struct day day_of(int year, int month, int date)
{
	int y = month > 2 ? year : year - 1;
	int m = month > 2 ? month - 3 : month + 9;
	return (struct day){365 * y + y / 4 - y / 100 + y / 400 + (153 * m + 2) / 5 + date -
			    719469};
}

void day_parts(struct day day, int *year, int *month, int *date)
{
	int n = day.number + 719468;
	int era = n / 146097, of_era = n % 146097;
	int y = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
	int of_year = of_era - (365 * y + y / 4 - y / 100);
	int m = (5 * of_year + 2) / 153;
	*date = of_year - (153 * m + 2) / 5 + 1;
	*month = m < 10 ? m + 3 : m - 9;
	*year = era * 400 + y + (*month <= 2);
}

/* The number in the N digits at TEXT, or -1: strtol would take signs and spaces. */
static int digits(const char *text, int n)
{
	int number = 0;
	for (; n > 0; n--, text++) {
		if (*text < '0' || *text > '9')
			return -1;
		number = number * 10 + *text - '0';
	}
	return number;
}

bool day_read(const char *text, struct day *out)
{
	if (strlen(text) != DAY_TEXT - 1)
		return false;
	bool iso = text[4] == '-' && text[7] == '-';
	if (!iso && (text[2] != '.' || text[5] != '.'))
		return false;
	int y = digits(iso ? text : text + 6, 4);
	int m = digits(iso ? text + 5 : text + 3, 2);
	int d = digits(iso ? text + 8 : text, 2);
	if (!day_real(y, m, d))
		return false;
	*out = day_of(y, m, d);
	return true;
}

int day_year(struct day day)
{
	int y, m, d;
	day_parts(day, &y, &m, &d);
	return y;
}

enum weekday day_weekday(struct day day)
{
	int from_monday = (day.number + 3) % 7; /* 1970-01-01 was a Thursday */
	return (enum weekday)((from_monday < 0 ? from_monday + 7 : from_monday) + 1);
}

struct day day_add(struct day day, int days)
{
	return (struct day){day.number + days};
}

struct day day_add_months(struct day day, int months)
{
	int y, m, d;
	day_parts(day, &y, &m, &d);
	int all = y * 12 + m - 1 + months;
	y = all / 12;
	m = all % 12 + 1;
	return day_of(y, m, d < month_length(y, m) ? d : month_length(y, m));
}

int day_cmp(struct day a, struct day b)
{
	return a.number - b.number;
}

const char *day_iso(struct day day, char text[static DAY_TEXT])
{
	int y, m, d;
	day_parts(day, &y, &m, &d);
	snprintf(text, DAY_TEXT, "%04u-%02u-%02u", (unsigned)y % 10000, (unsigned)m % 100,
		 (unsigned)d % 100);
	return text;
}

const char *day_ua(struct day day, char text[static DAY_TEXT])
{
	int y, m, d;
	day_parts(day, &y, &m, &d);
	snprintf(text, DAY_TEXT, "%02u.%02u.%04u", (unsigned)d % 100, (unsigned)m % 100,
		 (unsigned)y % 10000);
	return text;
}
