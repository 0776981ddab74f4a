/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/span.h"

#include <string.h>

static const struct {
	const char *name;
	int64_t ms;
} units[] = {{"ms", 1}, {"s", 1000}, {"m", 60000}, {"h", 3600000}, {"d", 86400000}};

#define CENTURY (36525 * INT64_C(86400000))

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static int64_t unit_ms(const char *text)
{
	size_t n = strcspn(text, " \t\r\n");
	if (text[n + strspn(text + n, " \t\r\n")] != '\0')
		return 0;
	for (size_t i = 0; i < sizeof units / sizeof *units; i++)
		if (strlen(units[i].name) == n && strncmp(units[i].name, text, n) == 0)
			return units[i].ms;
	return 0;
}

bool delay_read(const char *text, int64_t *ms)
{
	text += strspn(text, " \t\r\n");
	const char *p = text;
	int64_t whole = 0, part = 0, scale = 1;
	for (; is_digit(*p) && whole < CENTURY; p++)
		whole = whole * 10 + (*p - '0');
	bool digits = p > text;
	if (*p == '.') {
		digits = is_digit(p[1]);
		for (p++; is_digit(*p); p++)
			if (scale < 1000000) {
				part = part * 10 + (*p - '0');
				scale *= 10;
			}
	}
	int64_t unit = unit_ms(p);
	if (!digits || unit == 0 || whole > CENTURY / unit)
		return false;
	*ms = whole * unit + part * unit / scale;
	return true;
}
