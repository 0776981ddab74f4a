/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ocr/fields.h"

#include "base/day.h"
#include "ocr/letter.h"
#include "ocr/letters.h"
#include <stdlib.h>
#include <string.h>

static const double CLEAR = 85; /* confidence of print; hands stay below */

enum {
	SUMMARY = 300 /* bytes */,
	MARKED = 90 /* confidence of a stroke that is no letter */
};

/* --- date --- */

static int month_of(const char *word)
{
	static const char *const months[] = {"січня",	"лютого", "березня",   "квітня",
					     "травня",	"червня", "липня",     "серпня",
					     "вересня", "жовтня", "листопада", "грудня"};
	for (int i = 0; i < 12; i++)
		if (strcmp(word, months[i]) == 0)
			return i + 1;
	return 0;
}

/* A date in digits, or with the name of its month in three words; *count: tokens it takes. */
static bool date_at(const struct letter_text *text, int i, struct day *day, int *count)
{
	*count = 1;
	if (day_read(text->tokens[i].bare, day))
		return true;
	int month = i + 2 < text->ntokens ? month_of(text->tokens[i + 1].low) : 0;
	int date = atoi(text->tokens[i].bare);
	int year = month > 0 ? atoi(text->tokens[i + 2].bare) : 0;
	*count = 3;
	if (month == 0 || !day_real(year, month, date))
		return false;
	*day = day_of(year, month, date);
	return true;
}

/* Beside the signature, at the beginning of a short row near the end; or in the sender's own number
 * above. */
static void find_date(void *owner, const struct letter_text *text, struct fields *fields)
{
	char iso[DAY_TEXT];
	struct day day;
	int count, found = -1, taken = 0;
	for (int row = text->nrows - 1; row >= text->body && row >= text->nrows - 12 && found < 0;
	     row--)
		if (text->rows[row].count <= 9 &&
		    date_at(text, text->rows[row].first, &day, &count)) {
			found = text->rows[row].first;
			taken = count;
		}
	for (int i = 1; i < letter_heading(text) && found < 0; i++)
		if (strcmp(text->tokens[i - 1].low, "від") == 0 && date_at(text, i, &day, &count)) {
			found = i;
			taken = count;
		}
	if (found >= 0 && letter_sure(text, found, found + taken))
		field_add(owner, fields, text, "date", COPY(owner, day_iso(day, iso)), found,
			  found + taken);
}

/* --- what it is --- */

static void find_kind(void *owner, const struct letter_text *text, struct fields *fields)
{
	static const char *const kinds[][2] = {
		{"запит", "request"},	  {"скарга", "complaint"},	 {"пропозиція", "proposal"},
		{"заява", "application"}, {"клопотання", "application"}, {"зауваження", "proposal"},
	};
	if (text->title < 0)
		return;
	const struct row *row = &text->rows[text->title];
	const char *title = "";
	for (int i = row->first; i < row->first + row->count; i++)
		title = TEXT_OF(owner, "%s%s", title, text->tokens[i].low);
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (text_ends(title, kinds[i][0]))
			field_add(owner, fields, text, "kind", kinds[i][1], row->first,
				  row->first + row->count);
}

/* «Повторно звертаюся», not any word of repeating: people also write of mistakes repeated. */
static int repeat_at(const struct letter_text *text, int from, int to)
{
	static const char *const again[] = {"повторно", "вдруге", "удруге",
					    "втретє",	"утретє", NULL};
	static const char *const verbs[] = {"звертаюся",   "звертаюсь",	 "звертаємося",
					    "звертаємось", "звернутися", "звернутись",
					    "пишу",	   "пишемо",	 NULL};
	for (int i = from; i < to; i++) {
		if (!text_among(text->tokens[i].low, again))
			continue;
		for (int j = i - 2; j <= i + 2; j++)
			if (j >= from && j < to && text_among(text->tokens[j].low, verbs))
				return i;
	}
	return -1;
}

static void find_repeat(void *owner, const struct letter_text *text, struct fields *fields)
{
	static const char *const titles[] = {"повторна", "повторне", "повторний", NULL};
	int from = text->title < 0 ? 0 : text->rows[text->title].first;
	int found = text->title >= 0 && text_among(text->tokens[from].low, titles) ? from : -1;
	if (found < 0)
		found = repeat_at(text, from, text->ntokens);
	if (found >= 0)
		field_add(owner, fields, text, "repeat", text->tokens[found].low, found, found + 1);
}

/* --- who: one, several, nobody --- */

static bool says_many(const struct letter_text *text)
{
	static const char *const people[] = {"мешканців", "жителів", "мешканці", "жителі", NULL};
	static const char *const titles[] = {"колективна", "колективне", NULL};
	int end = letter_heading(text);
	for (int i = 0; i < end; i++)
		if (text_among(text->tokens[i].low, people))
			return true;
	return text->title >= 0 &&
	       text_among(text->tokens[text->rows[text->title].first].low, titles);
}

static bool is_association(const struct letter_text *text)
{
	static const char *const words[] = {"об’єднання", "об'єднання", "обєднання", "осбб", NULL};
	int end = letter_heading(text);
	for (int i = 0; i < end; i++)
		if (text_among(text->tokens[i].low, words))
			return true;
	return false;
}

static bool has_field(const struct fields *fields, const char *name)
{
	for (int i = 0; i < fields->count; i++)
		if (strcmp(fields->list[i].name, name) == 0)
			return true;
	return false;
}

/* Whoever is there though his name was not read: by his address, or by what stands before a name.
 */
static bool shows_somebody(const struct letter_text *text, const struct fields *fields)
{
	static const char *const words[] = {"заявник",	"заявниця", "громадянина", "громадянки",
					    "проживає", "мешкає",   "представник", NULL};
	int end = letter_heading(text);
	for (int i = 0; i < end; i++)
		if (text_among(text->tokens[i].low, words) ||
		    (strcmp(text->tokens[i].low, "від") == 0 &&
		     text->rows[text->tokens[i].row].first == i))
			return true;
	return has_field(fields, "address") || has_field(fields, "phone") ||
	       has_field(fields, "email");
}

/* What goes by its kind and not by a name goes unseen into the register: it must have been read
 * well. NAMED: somebody is. */
static void find_subject(void *owner, const struct letter_text *text, struct fields *fields,
			 bool named)
{
	const char *value = NULL;
	bool well = text->confidence >= CLEAR || has_field(fields, "surname");
	if (well && (is_association(text) ||
		     (named && (says_many(text) || signers_count(owner, text) > 2))))
		value = "collective";
	else if (named)
		value = "individual";
	else if (text->confidence >= CLEAR && text->ntokens >= 15 && !shows_somebody(text, fields))
		value = "anonymous";
	if (value != NULL)
		field_add(owner, fields, text, "subject", value, 0, 0);
}

/* --- what about --- */

static bool begins_small(const struct token *token)
{
	const char *at = token->bare;
	uint32_t first = text_step(&at);
	return first != 0 && text_cyrillic(first) && !text_capital(first);
}

static bool ends_sentence(const struct letter_text *text, int i)
{
	static const char *const shortened[] = {"вул", "буд", "пров",  "див",
						"тел", "обл", "просп", NULL};
	const struct token *token = &text->tokens[i];
	bool more = i + 1 < text->ntokens && begins_small(token + 1);
	return text_ends(token->raw, ".") && !more && text_length(token->bare) > 2 &&
	       !text_among(token->low, shortened);
}

/* The rows below the title that say what about, or else the first sentence. */
static int summary_end(const struct letter_text *text, int first)
{
	int end = first, bytes = 0;
	bool subject = begins_small(&text->tokens[first]);
	for (; end < text->ntokens && bytes < SUMMARY; end++) {
		const struct token *token = &text->tokens[end];
		bool new_row = end > first && token->row != text->tokens[end - 1].row;
		if (subject && new_row && !begins_small(token))
			break;
		bytes += (int)strlen(token->raw) + 1;
		if (!subject && ends_sentence(text, end))
			return end + 1;
	}
	return end;
}

static void find_summary(void *owner, const struct letter_text *text, struct fields *fields)
{
	if (text->body >= text->nrows)
		return;
	int first = text->rows[text->body].first, end = summary_end(text, first);
	if (letter_sure(text, first, end))
		field_add(owner, fields, text, "summary", letter_words(owner, text, first, end),
			  first, end);
}

/* --- signed or not --- */

static const struct leaf *marked(const struct leaf *leaves, int count)
{
	for (int i = count - 1; i >= 0; i--)
		if (leaves[i].mark.w > 0)
			return &leaves[i];
	return NULL;
}

/* Where no mark was seen: of a letter in print, read well, it can be told, of a hand it cannot. */
static bool is_unsigned(const struct letter_text *text)
{
	return text->confidence >= CLEAR && text->ntokens >= 15;
}

static void find_signature(void *owner, const struct leaf *leaves, int count,
			   const struct letter_text *text, struct fields *fields)
{
	const struct leaf *leaf = marked(leaves, count);
	struct field field = {.name = "signature", .confidence = MARKED};
	if (leaf == NULL && !is_unsigned(text))
		return;
	field.value = leaf != NULL ? "present" : "absent";
	if (leaf != NULL) {
		field.page = leaf->n;
		field.box = leaf->mark;
	}
	fields->list = APPEND(owner, fields->list, &fields->count, struct field);
	fields->list[fields->count - 1] = field;
}

struct fields fields_find(void *owner, const struct leaf *leaves, int count)
{
	struct letter_text text = letter_text(owner, leaves, count);
	struct fields fields = {0};
	int first, end;
	find_signature(owner, leaves, count, &text, &fields);
	if (text.ntokens == 0)
		return fields;
	bool named = applicant_find(owner, &text, &fields, &first, &end);
	addressee_find(owner, &text, &fields, first);
	category_find(owner, &text, &fields);
	address_find(owner, &text, &fields, end);
	find_date(owner, &text, &fields);
	find_kind(owner, &text, &fields);
	find_subject(owner, &text, &fields, named);
	find_repeat(owner, &text, &fields);
	find_summary(owner, &text, &fields);
	return fields;
}

bool fields_unsigned(void *owner, const struct leaf *leaves, int count)
{
	struct letter_text text = letter_text(owner, leaves, count);
	return marked(leaves, count) == NULL && is_unsigned(&text);
}
