/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ocr/letter.h"
#include "ocr/letters.h"

#include <string.h>

static bool begins_one(const char *word, const char *const *list)
{
	for (; *list != NULL; list++)
		if (text_begins(word, *list))
			return true;
	return false;
}

/* --- to whom --- */

static bool opens_addressee(const struct letter_text *text, const struct row *row)
{
	static const char *const ranks[] = {"міському",	 "сільському", "селищному",   "голові",
					    "начальник", "заступни",   "виконавчому", "секретар",
					    "старост",	 "депутат",    "директор",    "керівник",
					    "керуюч",	 NULL};
	const struct token *first = &text->tokens[row->first];
	if (strcmp(first->low, "до") == 0 || begins_one(first->low, ranks))
		return true;
	for (int i = row->first; i < row->first + row->count; i++)
		if (strcmp(text->tokens[i].low, "раді") == 0)
			return true;
	return false;
}

/* Where the applicant begins to speak of himself. */
static bool ends_addressee(const struct letter_text *text, const struct row *row)
{
	static const char *const words[] = {"від",	 "громадян",  "заявни", "мешкан", "жител",
					    "представн", "уповноваж", "який",	"яка",	  "що",
					    "адреса",	 "тел",	      "моб",	"вул",	  NULL};
	const struct token *first = &text->tokens[row->first];
	return begins_one(first->low, words) || strchr(first->raw, '@') != NULL ||
	       text_begins(first->raw, "№");
}

void addressee_find(void *owner, const struct letter_text *text, struct fields *fields,
		    int applicant)
{
	int last = text->title >= 0 ? text->title : text->body, row = 0;
	if (applicant >= 0 && text->tokens[applicant].row < last)
		last = text->tokens[applicant].row;
	while (row < last && !opens_addressee(text, &text->rows[row]))
		row++;
	int from = row < last ? text->rows[row].first : 0, to = from;
	for (; row < last && !ends_addressee(text, &text->rows[row]); row++)
		to = text->rows[row].first + text->rows[row].count;
	if (letter_sure(text, from, to))
		field_add(owner, fields, text, "addressee", letter_words(owner, text, from, to),
			  from, to);
}

/* --- with what benefit --- */

/* How the words of each category of the classifier begin; ROMAN: its group of disability. */
static const struct category {
	const char *code, *words[4], *roman;
} categories[] = {
	{"7.4", {"інвалідн", "внаслідок", "війни"}, NULL},
	{"7.5", {"учасни", "бойових", "дій"}, NULL},
	{"7.1", {"учасни", "війни"}, NULL},
	{"7.2", {"дит", "війни"}, NULL},
	{"7.6-1", {"ветеран", "військової", "служби"}, NULL},
	{"7.6", {"ветеран", "праці"}, NULL},
	{"7.10", {"дитин", "з", "інвалідн"}, NULL},
	{"7.9", {"інвалідн"}, "ІІІ"},
	{"7.8", {"інвалідн"}, "ІІ"},
	{"7.7", {"інвалідн"}, "І"},
	{"7.11", {"одинок", "мат"}, NULL},
	{"7.12", {"мат", "героїн"}, NULL},
	{"7.13", {"багатодітн"}, NULL},
	{"7.15", {"ліквідац", "наслідків", "аварії"}, NULL},
	{"7.14", {"потерпіл", "від", "чорнобил"}, NULL},
	{"7.15-1", {"внутрішньо", "переміщен"}, NULL},
	{"7.16", {"геро", "україни"}, NULL},
};

/* I, II, III by Latin letters, Cyrillic ones, strokes or digits: all look the same. */
static bool is_group(const char *word, const char *roman)
{
	int strokes = 0, wanted = text_length(roman);
	if (strlen(word) == 1 && *word >= '1' && *word <= '3')
		return *word - '0' == wanted;
	for (uint32_t letter; (letter = text_step(&word)) != 0; strokes++)
		if (letter != 0x406 && letter != 'I' && letter != 'l' && letter != '1' &&
		    letter != '|' && letter != 0x456)
			return false;
	return strokes == wanted;
}

static bool says_group(const struct letter_text *text, int from, const char *roman)
{
	for (int i = from; i < from + 4 && i + 1 < text->ntokens; i++)
		if (text_begins(text->tokens[i + 1].low, "груп") &&
		    is_group(text->tokens[i].bare, roman))
			return true;
	return false;
}

static int category_at(const struct letter_text *text, int i, const struct category *category)
{
	int n = 0;
	for (; n < 4 && category->words[n] != NULL; n++)
		if (i + n >= text->ntokens ||
		    !text_begins(text->tokens[i + n].low, category->words[n]))
			return 0;
	if (category->roman != NULL && !says_group(text, i + 1, category->roman))
		return 0;
	return category->roman != NULL ? n + 2 : n;
}

/* In the heading it is said of the applicant; further down only when he says «я», «маю»,
 * «посвідчення» before it in the same sentence: people also write of their neighbours. */
static bool is_own(const struct letter_text *text, int i)
{
	static const char *const words[] = {"я", "маю", "як", "посвідчення", "маємо", NULL};
	int heading = text->body < text->nrows ? text->rows[text->body].first : text->ntokens;
	if (i < heading)
		return true;
	for (int j = i - 1; j >= heading && j >= i - 6; j--) {
		if (text_ends(text->tokens[j].raw, "."))
			return false;
		for (int k = 0; words[k] != NULL; k++)
			if (strcmp(text->tokens[j].low, words[k]) == 0)
				return true;
	}
	return false;
}

void category_find(void *owner, const struct letter_text *text, struct fields *fields)
{
	for (int i = 0; i < text->ntokens; i++)
		for (size_t c = 0; c < sizeof categories / sizeof *categories; c++) {
			int count = category_at(text, i, &categories[c]);
			if (count == 0 || !is_own(text, i) || !letter_sure(text, i, i + count))
				continue;
			field_add(owner, fields, text, "category", categories[c].code, i,
				  i + count);
			return;
		}
}
