/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ocr/letters.h"

#include "base/job.h"
#include <stdbool.h>
#include <string.h>

char *text_add(void *owner, char *text, uint32_t letter)
{
	char bytes[LETTER_TEXT];
	text_put(letter, bytes);
	return must(text == NULL ? talloc_strdup(owner, bytes)
				 : talloc_strdup_append_buffer(text, bytes));
}

const char *word_lower(void *owner, const char *text)
{
	char *out = must(talloc_strdup(owner, ""));
	for (uint32_t letter; (letter = text_step(&text)) != 0;)
		out = text_add(owner, out, text_lower(letter));
	return out;
}

const char *text_title(void *owner, const char *text)
{
	char *out = must(talloc_strdup(owner, ""));
	bool first = true;
	for (uint32_t letter; (letter = text_step(&text)) != 0;) {
		out = text_add(owner, out, first ? text_upper(letter) : text_lower(letter));
		first = letter == '-';
	}
	return out;
}

static bool is_sign(uint32_t letter)
{
	return !text_cyrillic(letter) && !text_latin(letter) && !(letter >= '0' && letter <= '9');
}

const char *text_bare(void *owner, const char *text)
{
	const char *from = NULL, *to = text;
	for (const char *at = text; *at != '\0';) {
		const char *start = at;
		if (is_sign(text_step(&at)))
			continue;
		from = from == NULL ? start : from;
		to = at;
	}
	return from == NULL ? "" : must(talloc_strndup(owner, from, (size_t)(to - from)));
}

int text_length(const char *text)
{
	int length = 0;
	while (text_step(&text) != 0)
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
