/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where to answer: address, phone, e-mail. */
#include "ocr/letter.h"

#include "ocr/letters.h"
#include <string.h>

static bool ends_address(const struct token *token)
{
	static const char *const words[] = {"тел",	  "тел.",   "телефон", "моб",
					    "факс",	  "e-mail", "email",   "ел",
					    "електронна", "пошта",  "адреса",  NULL};
	return text_among(token->low, words) || strchr(token->raw, '@') != NULL ||
	       text_begins(token->low, "тел") || strncmp(token->low, "e-mai", 5) == 0;
}

static bool begins_address(const struct token *token)
{
	static const char *const words[] = {"м",       "с",	   "смт",   "вул",	"вулиця",
					    "пров",    "провулок", "просп", "проспект", "бульв",
					    "бульвар", "пл",	   "площа", "село",	"місто",
					    "селище",  "індекс",   NULL};
	return text_among(token->low, words) &&
	       (text_ends(token->raw, ".") || text_length(token->low) > 3);
}

static bool has_digit(const char *text)
{
	return text[strcspn(text, "0123456789")] != '\0';
}

/* An address goes on in the next row until it has a number, after a comma, or when a number comes.
 */
static bool goes_on(const struct letter_text *text, int i, int digits)
{
	static const char *const words[] = {"буд", "кв", "б", "корп", NULL};
	const struct token *last = &text->tokens[i - 1], *next = &text->tokens[i];
	return next->row == last->row || digits == 0 || text_ends(last->raw, ",") ||
	       has_digit(next->raw) || text_ends(last->raw, "-") || text_among(next->low, words);
}

/* Behind the name of the applicant, where there is one: before it stands the address of the office.
 */
static void find_street(void *owner, const struct letter_text *text, struct fields *fields,
			int from)
{
	int end = letter_heading(text), first = from < 0 || from >= end ? 0 : from, digits = 0;
	while (first < end &&
	       (!begins_address(&text->tokens[first]) || text_begins(text->tokens[first].raw, "«")))
		first++;
	int last = first;
	for (; last < end && !ends_address(&text->tokens[last]); last++) {
		if (last > first && !goes_on(text, last, digits))
			break;
		digits += has_digit(text->tokens[last].raw);
	}
	if (digits == 0 || !letter_sure(text, first, last))
		return;
	char *value = must(talloc_strdup(owner, letter_words(owner, text, first, last)));
	while (*value != '\0' && strchr(" ,;.", value[strlen(value) - 1]) != NULL)
		value[strlen(value) - 1] = '\0';
	field_add(owner, fields, text, "address", value, first, last);
}

/* A Ukrainian number has ten digits from 0 on, or twelve from 380 on, whatever stands between them.
 */
static bool is_phone(const char *digits)
{
	return (strlen(digits) == 10 && digits[0] == '0') ||
	       (strlen(digits) == 12 && text_begins(digits, "380"));
}

static bool phone_sign(const char *raw)
{
	return raw[strspn(raw, "0123456789()+-,;.")] == '\0' && raw[0] != '\0';
}

static const char *phone_from(void *owner, const struct letter_text *text, int first, int end,
			      int *last)
{
	char digits[32] = "", *value = must(talloc_strdup(owner, ""));
	for (int i = first; i < end && i < first + 5 && phone_sign(text->tokens[i].raw); i++) {
		const char *raw = text->tokens[i].raw;
		for (const char *at = raw; *at != '\0' && strlen(digits) < 20; at++)
			if (*at >= '0' && *at <= '9')
				strncat(digits, at, 1);
		value = must(talloc_asprintf_append(value, "%s%s", i > first ? " " : "", raw));
		if (!is_phone(digits))
			continue;
		*last = i + 1;
		while (strchr(",;.", value[strlen(value) - 1]) != NULL)
			value[strlen(value) - 1] = '\0';
		return value;
	}
	return NULL;
}

static void find_phone(void *owner, const struct letter_text *text, struct fields *fields)
{
	int end = letter_heading(text), last;
	for (int i = 0; i < end; i++) {
		const char *value = phone_from(owner, text, i, end, &last);
		if (value == NULL || !letter_sure(text, i, last))
			continue;
		field_add(owner, fields, text, "phone", value, i, last);
		return;
	}
}

static bool is_email(const char *text)
{
	const char *at = strchr(text, '@');
	if (at == NULL || at == text || strchr(at + 1, '.') == NULL || strchr(at + 1, '@') != NULL)
		return false;
	for (; *text != '\0'; text++)
		if ((unsigned char)*text >= 0x80)
			return false;
	return true;
}

static bool is_ascii_word(const char *text)
{
	for (; *text != '\0'; text++)
		if ((unsigned char)*text >= 0x80 || strchr(",;:()", *text) != NULL)
			return false;
	return true;
}

/* A point may come with blanks around it: «name . surname@place». */
static int email_first(const struct letter_text *text, int i)
{
	int first = i;
	while (first > 0 && text->tokens[first - 1].row == text->tokens[i].row &&
	       is_ascii_word(text->tokens[first - 1].raw) &&
	       (text_ends(text->tokens[first - 1].raw, ".") ||
		text_begins(text->tokens[first].raw, ".")))
		first--;
	return first;
}

static void find_email(void *owner, const struct letter_text *text, struct fields *fields)
{
	for (int i = 0; i < text->ntokens; i++) {
		if (!is_email(text->tokens[i].bare) || text->tokens[i].confidence < 50)
			continue;
		int first = email_first(text, i);
		const char *value = text->tokens[i].bare;
		for (int j = i - 1; j >= first; j--)
			value = TEXT_OF(owner, "%s%s", text->tokens[j].raw, value);
		field_add(owner, fields, text, "email", value, first, i + 1);
		return;
	}
}

void address_find(void *owner, const struct letter_text *text, struct fields *fields, int from)
{
	find_street(owner, text, fields, from);
	find_phone(owner, text, fields);
	find_email(owner, text, fields);
}
