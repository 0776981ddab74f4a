/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "register/text.h"

uint32_t text_twin(uint32_t code)
{
	static const struct {
		char latin;
		uint16_t twin;
	} twins[] = {{'A', 0x410}, {'B', 0x412}, {'C', 0x421}, {'E', 0x415}, {'H', 0x41d},
		     {'I', 0x406}, {'K', 0x41a}, {'M', 0x41c}, {'O', 0x41e}, {'P', 0x420},
		     {'T', 0x422}, {'X', 0x425}, {'Y', 0x423}};
	for (size_t i = 0; i < sizeof twins / sizeof *twins; i++)
		if ((uint32_t)twins[i].latin == code)
			return twins[i].twin;
	return 0;
}

static bool apostrophe(uint32_t code)
{
	return code == '\'' || code == '`' || code == 0x2019 || code == 0x2bc || code == 0x2018 ||
	       code == 0xb4;
}

static bool in_word(uint32_t code)
{
	return text_cyrillic(code) || text_latin(code) || (code >= '0' && code <= '9') ||
	       apostrophe(code);
}

static bool word_cyrillic(const char *at)
{
	for (uint32_t c = text_step(&at); in_word(c); c = text_step(&at))
		if (text_cyrillic(c))
			return true;
	return false;
}

static uint32_t folded(uint32_t code, bool cyrillic)
{
	uint32_t twin = cyrillic && text_latin(code) ? text_twin(text_upper(code)) : 0;
	code = text_lower(twin != 0 ? twin : code);
	return code == 0x491 ? 0x433 : code;
}

const char *text_fold(void *owner, const char *text)
{
	char *out = must(talloc_size(owner, strlen(text) * 2 + 1));
	size_t size = 0;
	bool between = true, cyrillic = false;
	while (*text != '\0') {
		const char *here = text;
		uint32_t code = text_step(&text);
		if (!in_word(code) || (between && apostrophe(code))) {
			between = true;
			continue;
		}
		if (between && size > 0)
			out[size++] = ' ';
		if (between)
			cyrillic = word_cyrillic(here);
		between = false;
		char letter[LETTER_TEXT];
		if (apostrophe(code))
			continue;
		text_put(folded(code, cyrillic), letter);
		memcpy(out + size, letter, strlen(letter));
		size += strlen(letter);
	}
	out[size] = '\0';
	talloc_set_type(out, char);
	return out;
}

bool text_has(const char *text, const char *words)
{
	while (*words != '\0') {
		size_t length = strcspn(words, " ");
		if (length > 0 && memmem(text, strlen(text), words, length) == NULL)
			return false;
		words += length + (words[length] == ' ');
	}
	return true;
}

static const char *blank_value(const char *name, size_t length, const struct pair *pairs, int count)
{
	for (int i = 0; i < count; i++)
		if (strlen(pairs[i].name) == length && memcmp(pairs[i].name, name, length) == 0)
			return pairs[i].value == NULL ? "" : pairs[i].value;
	return "";
}

const char *text_fill(void *owner, const char *pattern, const struct pair *pairs, int count)
{
	char *out = must(talloc_strdup(owner, ""));
	while (*pattern != '\0') {
		size_t plain = strcspn(pattern, "{");
		out = must(talloc_strndup_append_buffer(out, pattern, plain));
		pattern += plain;
		size_t blank = strcspn(pattern, "}");
		if (*pattern == '\0')
			break;
		if (pattern[blank] == '\0')
			return must(talloc_strdup_append_buffer(out, pattern));
		const char *value = blank_value(pattern + 1, blank - 1, pairs, count);
		out = must(talloc_strdup_append_buffer(out, value));
		pattern += blank + 1;
	}
	return out;
}

bool word_in(const char *list, const char *word)
{
	size_t length = strlen(word);
	while (list != NULL && *list != '\0') {
		size_t one = strcspn(list, " \t\n");
		if (one == length && length > 0 && memcmp(list, word, one) == 0)
			return true;
		list += one;
		list += strspn(list, " \t\n");
	}
	return false;
}
