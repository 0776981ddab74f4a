/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/locus.h"

#include <string.h>

struct finger finger_new(const char *text, size_t size)
{
	bool mark = size >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0;
	return (struct finger){text + (mark ? 3 : 0), {1, 1}};
}

struct locus finger_move(struct finger *finger, const char *to)
{
	for (; finger->at < to; finger->at++) {
		if (*finger->at == '\n') {
			finger->locus.line++;
			finger->locus.column = 1;
		} else if ((*finger->at & 0xc0) != 0x80) {
			finger->locus.column++;
		}
	}
	return finger->locus;
}

static const char *skip(const char *at, const char *end, const char *letters, bool those)
{
	while (at < end && (*at != '\0' && strchr(letters, *at) != NULL) == those)
		at++;
	return at;
}

bool tag_attribute(const char **at, const char *end, const char **name, size_t *length)
{
	static const char blank[] = " \t\r\n";
	for (;;) {
		*name = skip(*at, end, blank, true);
		const char *past = skip(*name, end, " \t\r\n=/>", false);
		*length = (size_t)(past - *name);
		const char *quote = skip(past, end, "'\"/>", false);
		if (*length == 0 || quote >= end || (*quote != '\'' && *quote != '"'))
			return false;
		const char *close = memchr(quote + 1, *quote, (size_t)(end - quote - 1));
		if (close == NULL)
			return false;
		*at = close + 1;
		bool declares = strncmp(*name, "xmlns", 5) == 0 &&
				(*length == 5 || (*name)[5] == ':');
		if (!declares)
			return true;
	}
}
