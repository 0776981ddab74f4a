/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

static int tail_length(unsigned char first)
{
	if (first < 0x80)
		return 0;
	if (first >= 0xc2 && first < 0xe0)
		return 1;
	if (first >= 0xe0 && first < 0xf0)
		return 2;
	return first >= 0xf0 && first < 0xf5 ? 3 : -1;
}

uint32_t text_step(const char **at)
{
	static const uint32_t least[] = {0, 0x80, 0x800, 0x10000};
	const unsigned char *p = (const unsigned char *)*at;
	int tail = tail_length(*p);
	uint32_t code = tail < 1 ? *p : *p & (0x3fu >> tail);
	if (code == 0 && tail == 0)
		return 0;
	for (int i = 1; i <= tail; i++) {
		if ((p[i] & 0xc0) != 0x80)
			tail = -1;
		else
			code = code << 6 | (p[i] & 0x3fu);
	}
	bool broken = tail < 0 || code < least[tail] || code > 0x10ffff ||
		      (code >= 0xd800 && code < 0xe000);
	*at += broken ? 1 : tail + 1;
	return broken ? TEXT_BROKEN : code;
}

const char *text_put(uint32_t code, char out[static LETTER_TEXT])
{
	static const unsigned char head[] = {0, 0xc0, 0xe0, 0xf0};
	int tail = code < 0x80 ? 0 : code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;
	out[tail + 1] = '\0';
	for (int i = tail; i > 0; i--, code >>= 6)
		out[i] = (char)(0x80 | (code & 0x3f));
	out[0] = (char)(head[tail] | code);
	return out;
}

bool text_cyrillic(uint32_t code)
{
	return code >= 0x400 && code < 0x530;
}

bool text_latin(uint32_t code)
{
	return (code >= 'A' && code <= 'Z') || (code >= 'a' && code <= 'z') ||
	       (code >= 0xc0 && code < 0x250 && code != 0xd7 && code != 0xf7);
}

/* Letters that stand in pairs, the capital first: Ґґ, Ӣӣ, Čč. */
static bool paired(uint32_t code)
{
	return (code >= 0x460 && code < 0x482) || (code >= 0x48a && code < 0x4c0) ||
	       (code >= 0x4d0 && code < 0x530) ||
	       (code >= 0x100 && code < 0x138 && code != 0x130 && code != 0x131);
}

uint32_t text_upper(uint32_t code)
{
	if ((code >= 'a' && code <= 'z') || (code >= 0x430 && code < 0x450) ||
	    (code >= 0xe0 && code < 0xff && code != 0xf7))
		return code - 0x20;
	if (code >= 0x450 && code < 0x460)
		return code - 0x50;
	return paired(code) ? code & ~1u : code;
}

uint32_t text_lower(uint32_t code)
{
	if ((code >= 'A' && code <= 'Z') || (code >= 0x410 && code < 0x430) ||
	    (code >= 0xc0 && code < 0xdf && code != 0xd7))
		return code + 0x20;
	if (code >= 0x400 && code < 0x410)
		return code + 0x50;
	return paired(code) ? code | 1u : code;
}

bool text_capital(uint32_t code)
{
	return text_lower(code) != code;
}

bool text_among(const char *text, const char *const *list)
{
	for (; *list != NULL; list++)
		if (strcmp(text, *list) == 0)
			return true;
	return false;
}

bool text_within(const char *text, const char *const *list, int count)
{
	for (int i = 0; i < count; i++)
		if (strcmp(text, list[i]) == 0)
			return true;
	return false;
}

static int by_bytes(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

void text_sort(const char **list, int count)
{
	if (count > 0)
		qsort(list, (size_t)count, sizeof *list, by_bytes);
}
