/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ocr/letter.h"

#include "ocr/letters.h"
#include <string.h>

/* A line without a word is none: only a reader that was taken over leaves one. */
static void take_row(void *owner, struct letter_text *text, const struct leaf *leaf,
		     const struct line *line)
{
	if (line->count == 0)
		return;
	text->rows = APPEND(owner, text->rows, &text->nrows, struct row);
	text->rows[text->nrows - 1] = (struct row){text->ntokens, line->count, leaf->n, leaf->width,
						   line->box};
	for (int i = 0; i < line->count; i++) {
		const struct word *word = &line->words[i];
		const char *bare = text_bare(owner, word->text);
		text->tokens = APPEND(owner, text->tokens, &text->ntokens, struct token);
		text->tokens[text->ntokens - 1] = (struct token){
			.raw = word->text,
			.bare = bare,
			.low = word_lower(owner, bare),
			.confidence = word->confidence,
			.box = word->box,
			.page = leaf->n,
			.row = text->nrows - 1,
		};
	}
}

/* «З А Я В А» is one word. */
static const char *row_word(void *owner, const struct letter_text *text, const struct row *row)
{
	char *all = must(talloc_strdup(owner, ""));
	for (int i = 0; i < row->count; i++) {
		if (row->count > 2 && text_length(text->tokens[row->first + i].bare) > 1)
			return "";
		all = must(talloc_strdup_append(all, text->tokens[row->first + i].low));
	}
	return all;
}

static bool is_title(void *owner, const struct letter_text *text, const struct row *row)
{
	static const char *const words[] = {"заява",	 "скарга",     "пропозиція", "запит",
					    "звернення", "клопотання", "зауваження", NULL};
	static const char *const before[] = {"повторна",   "повторне",	    "колективна",
					     "колективне", "інформаційний", NULL};
	const struct token *tokens = &text->tokens[row->first];
	if (row->count == 2)
		return text_among(tokens[0].low, before) && text_among(tokens[1].low, words);
	return text_among(row_word(owner, text, row), words);
}

/* Without a title the body begins where lines reach from the left edge of the text far to the
 * right. */
static int body_row(const struct letter_text *text)
{
	for (int i = 1; i < text->nrows; i++) {
		const struct row *row = &text->rows[i];
		if (row->page != text->rows[0].page)
			return i;
		if (row->box.x < row->width / 4 && row->box.w > row->width / 2 && i > 2)
			return i;
	}
	return text->nrows;
}

struct letter_text letter_text(void *owner, const struct leaf *leaves, int count)
{
	struct letter_text text = {.title = -1};
	double sum = 0, letters = 0;
	for (int i = 0; i < count; i++)
		for (int j = 0; j < leaves[i].lines.count; j++)
			take_row(owner, &text, &leaves[i], &leaves[i].lines.list[j]);
	for (int i = 0; i < text.nrows && text.title < 0; i++)
		if (text.rows[i].page == text.rows[0].page && is_title(owner, &text, &text.rows[i]))
			text.title = i;
	text.body = text.title < 0 ? body_row(&text) : text.title + 1;
	for (int i = 0; i < text.ntokens; i++) {
		double length = text_length(text.tokens[i].raw);
		sum += text.tokens[i].confidence * length;
		letters += length;
	}
	text.confidence = letters > 0 ? sum / letters : 0;
	return text;
}

int letter_heading(const struct letter_text *text)
{
	int row = text->title >= 0 ? text->title : text->body;
	return row < text->nrows ? text->rows[row].first : text->ntokens;
}

const char *letter_words(void *owner, const struct letter_text *text, int from, int to)
{
	char *out = must(talloc_strdup(owner, ""));
	for (int i = from; i < to; i++) {
		const char *raw = text->tokens[i].raw;
		bool last = i + 1 == to || text->tokens[i + 1].row != text->tokens[i].row;
		bool parted = last && i + 1 < to && text_ends(raw, "-") && text_length(raw) > 2;
		bool number = parted && strchr("0123456789", raw[strlen(raw) - 2]) != NULL;
		int length = (int)strlen(raw) - (parted && !number ? 1 : 0);
		out = must(talloc_asprintf_append(out, "%.*s%s", length, raw,
						  parted || i + 1 == to ? "" : " "));
	}
	return out;
}

bool letter_sure(const struct letter_text *text, int from, int to)
{
	double sum = 0, least = text->confidence < 85 ? 88 : 70;
	for (int i = from; i < to; i++)
		sum += text->tokens[i].confidence;
	return to > from && sum / (to - from) >= least;
}

void field_add(void *owner, struct fields *fields, const struct letter_text *text, const char *name,
	       const char *value, int from, int to)
{
	struct field field = {.name = name, .value = value, .confidence = 100};
	for (int i = from; i < to; i++) {
		const struct token *token = &text->tokens[i];
		field.page = field.page == 0 ? token->page : field.page;
		if (token->page == field.page)
			field.box = box_around(field.box, token->box);
		if (token->confidence < field.confidence)
			field.confidence = token->confidence;
	}
	fields->list = APPEND(owner, fields->list, &fields->count, struct field);
	fields->list[fields->count - 1] = field;
}
