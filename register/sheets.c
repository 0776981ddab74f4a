/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sheets for the scanner: headers of batches, stickers of letters. */
#include "register/act.h"
#include "register/code.h"
#include "register/settings.h"
#include "stamps/stamps.h"

static const char *count_of(void *owner, int count)
{
	return count == 0 ? "—" : TEXT_OF(owner, "%d", count);
}

static const char *or_dash(const char *text)
{
	return text == NULL ? "—" : text;
}

static enum status check(struct job *job, struct office *office, const struct header *header,
			 struct batch *out)
{
	*out = (struct batch){.channel = header->channel,
			      .box = header->box,
			      .arrived = job_today(job),
			      .letters_expected = header->letters};
	if (header->act != NULL) {
		TRY(act_claim(job, office, "", header->act));
		TRY(act_apply(job, header->act, out));
	}
	struct batch checked = *out;
	return batch_check(job, office, &checked);
}

enum status header_print(struct job *job, struct office *office, const struct header *header,
			 const char *path)
{
	struct batch batch;
	const struct settings *s = office->settings;
	TRY(check(job, office, header, &batch));
	struct code code = {.kind = CODE_HEADER,
			    .office = s->edrpou,
			    .channel = batch.channel,
			    .box = batch.box,
			    .clerk = office->user->id,
			    .letters = batch.letters_expected,
			    .sheets = header->sheets};
	if (header->act != NULL)
		code.act = act_name(job, header->act);
	const struct pair blanks[] = {
		{"office", s->name},
		{"channel", or_dash(office_word(office, "channel", batch.channel, batch.arrived))},
		{"box", batch.box == NULL ? "—" : pair_value(s->boxes, s->nboxes, batch.box)},
		{"act", or_dash(code.act)},
		{"letters", count_of(job, code.letters)},
		{"sheets", count_of(job, code.sheets)},
		{"clerk", office->user->name},
		{"code", code_write(job, &code)},
	};
	struct piece piece = {.blanks = blanks, .nblanks = 8};
	struct printed sheet = {&piece, 1};
	TRY(stamps_form(job, office->home, "batch", &piece.file));
	return stamps_print(job, &sheet, 1, path);
}

enum status stickers_print(struct job *job, struct office *office, int from, int count,
			   const char *path)
{
	enum { ACROSS = 3, DOWN = 8, A_SHEET = ACROSS * DOWN, WIDE = 70, HIGH = 37 };
	const char *form;
	int nsheets = (count + A_SHEET - 1) / A_SHEET;
	struct printed *sheets = NEW_ARRAY(job, struct printed, nsheets);
	TRY(stamps_form(job, office->home, "sticker", &form));
	for (int i = 0; i < count; i++) {
		struct printed *sheet = &sheets[i / A_SHEET];
		int at = i % A_SHEET;
		struct code code = {.kind = CODE_STICKER,
				    .office = office->settings->edrpou,
				    .sticker = from + i};
		struct pair *blanks = NEW_ARRAY(job, struct pair, 3);
		blanks[0] = (struct pair){"office", office->settings->short_name};
		blanks[1] = (struct pair){"number", TEXT_OF(job, "%d", from + i)};
		blanks[2] = (struct pair){"code", code_write(job, &code)};
		sheet->pieces = APPEND(job, sheet->pieces, &sheet->count, struct piece);
		sheet->pieces[sheet->count - 1] = (struct piece){
			form, at % ACROSS * WIDE, 0.5 + at / ACROSS * HIGH, blanks, 3};
	}
	return stamps_print(job, sheets, nsheets, path);
}
