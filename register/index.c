/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "register/index.h"

#include <stdio.h>
#include <stdlib.h>

enum { MASK_BYTES = 40, WIDEST = 9 };

static const char *const blank_names[] = {"letter", "number", "year", "yy", "month", NULL};

/* The width asked for by number:N, 0 when none, -1 when the blank is not known. */
static int blank_width(const char *name, size_t length)
{
	if (length == 8 && memcmp(name, "number:", 7) == 0 && name[7] > '0' && name[7] <= '9')
		return name[7] - '0';
	for (int i = 0; blank_names[i] != NULL; i++)
		if (strlen(blank_names[i]) == length && memcmp(blank_names[i], name, length) == 0)
			return 0;
	return -1;
}

static bool blanks_known(void *owner, const char *mask, const char **why)
{
	for (const char *p = strchr(mask, '{'); p != NULL; p = strchr(p, '{')) {
		size_t length = strcspn(++p, "}");
		if (p[length] == '\0')
			*why = COPY(owner, _("a \"{\" is not closed"));
		else if (blank_width(p, length) < 0)
			*why = TEXT_OF(owner, _("unknown blank {%.*s}"), (int)length, p);
		if (*why != NULL)
			return false;
		p += length;
	}
	return true;
}

bool mask_check(void *owner, const char *mask, const char **why)
{
	*why = NULL;
	if (strlen(mask) > MASK_BYTES)
		*why = TEXT_OF(owner, _("it is longer than %d bytes"), MASK_BYTES);
	else if (strpbrk(mask, "\n\r\t\"<>&\\") != NULL)
		*why = COPY(owner, _("it holds a character that cannot stand in an index"));
	else if (!blanks_known(owner, mask, why))
		return false;
	else if (strstr(mask, "{number}") == NULL && strstr(mask, "{number:") == NULL)
		*why = COPY(owner, _("it has no {number}, so all indices would be the same"));
	return *why == NULL;
}

const char *mask_text(void *owner, const char *mask, const struct blanks *blanks)
{
	const char *wide = strstr(mask, "{number:");
	int width = wide == NULL ? 0 : atoi(wide + 8), year, month, date;
	char number[16], padded[32], years[16], yy[16], months[16], blank[16];
	day_parts(blanks->day, &year, &month, &date);
	snprintf(number, sizeof number, "%d", blanks->number);
	snprintf(padded, sizeof padded, "%0*d", width < WIDEST ? width : WIDEST, blanks->number);
	snprintf(years, sizeof years, "%04d", year);
	snprintf(yy, sizeof yy, "%02d", year % 100);
	snprintf(months, sizeof months, "%02d", month);
	snprintf(blank, sizeof blank, "number:%d", width);
	struct pair pairs[] = {{"letter", blanks->letter},
			       {"number", number},
			       {blank, padded},
			       {"year", years},
			       {"yy", yy},
			       {"month", months}};
	return text_fill(owner, mask, pairs, (int)(sizeof pairs / sizeof *pairs));
}

/* The resolution of the Cabinet № 55 of 2010 read backwards; for letters it never writes, by sound.
 */
static const char *transliterated(const char *word)
{
	static const struct {
		const char *latin, *letter;
	} table[] = {
		{"ZH", "Ж"}, {"KH", "Х"}, {"TS", "Ц"}, {"CH", "Ч"}, {"SH", "Ш"}, {"YA", "Я"},
		{"YU", "Ю"}, {"YE", "Є"}, {"YI", "Ї"}, {"A", "А"},  {"B", "Б"},	 {"C", "К"},
		{"D", "Д"},  {"E", "Е"},  {"F", "Ф"},  {"G", "Г"},  {"H", "Г"},	 {"I", "І"},
		{"J", "Й"},  {"K", "К"},  {"L", "Л"},  {"M", "М"},  {"N", "Н"},	 {"O", "О"},
		{"P", "П"},  {"Q", "К"},  {"R", "Р"},  {"S", "С"},  {"T", "Т"},	 {"U", "У"},
		{"V", "В"},  {"W", "В"},  {"X", "К"},  {"Y", "Й"},  {"Z", "З"},
	};
	for (size_t i = 0; i < sizeof table / sizeof *table; i++)
		if (strncasecmp(word, table[i].latin, strlen(table[i].latin)) == 0)
			return table[i].letter;
	return NULL;
}

static bool word_mixed(const char *word)
{
	for (uint32_t c = text_step(&word); text_latin(c) || text_cyrillic(c); c = text_step(&word))
		if (text_cyrillic(c))
			return true;
	return false;
}

const char *index_letter(void *owner, const char *surname, bool transliterate)
{
	char letter[LETTER_TEXT];
	const char *here = surname;
	uint32_t code = text_step(&surname);
	while (code != 0 && !text_cyrillic(code) && !text_latin(code)) {
		here = surname;
		code = text_step(&surname);
	}
	if (code == 0)
		return "";
	uint32_t capital = text_upper(code);
	bool latin = text_latin(code);
	if (latin && word_mixed(here) && text_twin(capital) != 0)
		return COPY(owner, text_put(text_twin(capital), letter));
	if (latin && transliterate && transliterated(here) != NULL)
		return transliterated(here);
	return COPY(owner, text_put(capital, letter));
}

static const char *capitals(void *owner, const char *text, bool twins)
{
	char *out = must(talloc_strdup(owner, ""));
	char letter[LETTER_TEXT];
	for (uint32_t code = text_step(&text); code != 0; code = text_step(&text)) {
		code = text_upper(code);
		if (twins && text_twin(code) != 0)
			code = text_twin(code);
		if (code != ' ' && code != 0x2116) /* № */
			out = must(talloc_strdup_append_buffer(out, text_put(code, letter)));
	}
	return out;
}

/* 1900 to 2199 after the last slash is a year: no letter has that many duplicates. */
static int year_after(const char *slash)
{
	int year = 0, end = 0;
	if (slash == NULL || sscanf(slash, "/%4d%n", &year, &end) != 1 || slash[end] != '\0')
		return 0;
	return end == 5 && year >= 1900 && year < 2200 ? year : 0;
}

struct reference reference_of(void *owner, const char *text)
{
	struct reference ref = {.whole = capitals(owner, text, false),
				.twin = capitals(owner, text, true)};
	const char *slash = strrchr(ref.whole, '/');
	size_t digits = strspn(ref.whole, "0123456789");
	if (digits > 0 && digits < 16 && ref.whole[digits] == '\0')
		ref.number = strtoll(ref.whole, NULL, 10);
	ref.year = year_after(slash);
	if (ref.year != 0) {
		ref.cut = must(talloc_strndup(owner, ref.whole, strlen(ref.whole) - 5));
		ref.cut_twin = must(talloc_strndup(owner, ref.twin, strlen(ref.twin) - 5));
	}
	return ref;
}
