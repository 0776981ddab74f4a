/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ocr/letters.h"

#include "base/job.h"
#include <stdbool.h>
#include <string.h>

unsigned letter_next(const char **text)
{
	const unsigned char *at = (const unsigned char *)*text;
	int more = at[0] < 0x80 ? 0 : at[0] < 0xc0 ? -1 : at[0] < 0xe0 ? 1 : at[0] < 0xf0 ? 2 : 3;
	unsigned letter = more < 1 ? at[0] : at[0] & (0x3fu >> more);
	if (at[0] == '\0')
		return 0;
	for (int i = 1; i <= more; i++) {
		if ((at[i] & 0xc0) != 0x80)
			more = -1;
		letter = letter << 6 | (at[i] & 0x3fu);
	}
	*text += more < 0 ? 1 : more + 1;
	return more < 0 ? 0xfffd : letter;
}

bool letter_cyrillic(unsigned letter)
{
	return letter >= 0x400 && letter <= 0x52f;
}

bool letter_latin(unsigned letter)
{
	return (letter >= 'A' && letter <= 'Z') || (letter >= 'a' && letter <= 'z');
}

bool letter_capital(unsigned letter)
{
	return letter_lower(letter) != letter;
}

/* Ґ and the other letters from U+0460 on stand in pairs. */
unsigned letter_lower(unsigned letter)
{
	if ((letter >= 'A' && letter <= 'Z') || (letter >= 0x410 && letter <= 0x42f))
		return letter + 0x20;
	if (letter >= 0x400 && letter <= 0x40f)
		return letter + 0x50;
	return letter >= 0x460 && letter <= 0x52f && letter % 2 == 0 ? letter + 1 : letter;
}

unsigned letter_upper(unsigned letter)
{
	if ((letter >= 'a' && letter <= 'z') || (letter >= 0x430 && letter <= 0x44f))
		return letter - 0x20;
	if (letter >= 0x450 && letter <= 0x45f)
		return letter - 0x50;
	return letter >= 0x460 && letter <= 0x52f && letter % 2 == 1 ? letter - 1 : letter;
}

char *text_add(void *owner, char *text, unsigned letter)
{
	char bytes[5] = {0};
	if (letter < 0x80) {
		bytes[0] = (char)letter;
	} else if (letter < 0x800) {
		bytes[0] = (char)(0xc0 | letter >> 6);
		bytes[1] = (char)(0x80 | (letter & 0x3f));
	} else if (letter < 0x10000) {
		bytes[0] = (char)(0xe0 | letter >> 12);
		bytes[1] = (char)(0x80 | (letter >> 6 & 0x3f));
		bytes[2] = (char)(0x80 | (letter & 0x3f));
	} else {
		bytes[0] = (char)(0xf0 | letter >> 18);
		bytes[1] = (char)(0x80 | (letter >> 12 & 0x3f));
		bytes[2] = (char)(0x80 | (letter >> 6 & 0x3f));
		bytes[3] = (char)(0x80 | (letter & 0x3f));
	}
	return must(text == NULL ? talloc_strdup(owner, bytes) : talloc_strdup_append(text, bytes));
}

const char *word_lower(void *owner, const char *text)
{
	char *out = must(talloc_strdup(owner, ""));
	for (unsigned letter; (letter = letter_next(&text)) != 0;)
		out = text_add(owner, out, letter_lower(letter));
	return out;
}

const char *text_title(void *owner, const char *text)
{
	char *out = must(talloc_strdup(owner, ""));
	bool first = true;
	for (unsigned letter; (letter = letter_next(&text)) != 0;) {
		out = text_add(owner, out, first ? letter_upper(letter) : letter_lower(letter));
		first = letter == '-';
	}
	return out;
}

static bool is_sign(unsigned letter)
{
	return !letter_cyrillic(letter) && !letter_latin(letter) &&
	       !(letter >= '0' && letter <= '9');
}

const char *text_bare(void *owner, const char *text)
{
	const char *from = NULL, *to = text;
	for (const char *at = text; *at != '\0';) {
		const char *start = at;
		if (is_sign(letter_next(&at)))
			continue;
		from = from == NULL ? start : from;
		to = at;
	}
	return from == NULL ? "" : must(talloc_strndup(owner, from, (size_t)(to - from)));
}

int text_length(const char *text)
{
	int length = 0;
	while (letter_next(&text) != 0)
		length++;
	return length;
}

bool text_ends(const char *text, const char *end)
{
	size_t whole = strlen(text), part = strlen(end);
	return whole >= part && strcmp(text + whole - part, end) == 0;
}

bool text_begins(const char *text, const char *begin)
{
	return strncmp(text, begin, strlen(begin)) == 0;
}

const char *text_swap(void *owner, const char *text, const char *end, const char *by)
{
	if (!text_ends(text, end))
		return NULL;
	return TEXT_OF(owner, "%.*s%s", (int)(strlen(text) - strlen(end)), text, by);
}
