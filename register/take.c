/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "register/take.h"

#include "register/act.h"
#include "register/given.h"
#include "register/repeat.h"
#include "register/settings.h"

enum status take_files(struct job *job, struct office *office, const struct letter *letter,
		       struct stored *out)
{
	TRY(object_add_file(job, office->home, letter->sheet, out->sheet));
	TRY(object_add_file(job, office->home, letter->original, out->original));
	out->image = must(talloc_size(job, (size_t)letter->pages * OBJECT_NAME + 1));
	for (int i = 0; i < letter->pages; i++)
		TRY(object_add_file(job, office->home, letter->page[i].image, out->image[i]));
	return OK;
}

enum status take_note(struct job *job, struct office *office, const struct letter *letter,
		      const struct stored *stored)
{
	TRY(object_note(job, office->home, stored->sheet, "original", "application/xml"));
	TRY(object_note(job, office->home, stored->original, "original", "image/tiff"));
	for (int i = 0; i < letter->pages; i++)
		TRY(object_note(job, office->home, stored->image[i], "derived", "image/tiff"));
	return OK;
}

/* Its own only when nobody chose one for the batch. */
static const char *procedure_of(const struct office *office, const struct batch *batch,
				const struct letter *letter)
{
	const struct settings *s = office->settings;
	bool chosen = strcmp(batch->procedure, s->procedure) != 0 &&
		      !(batch->act != 0 && strcmp(batch->procedure, ACT_PROCEDURE) == 0);
	return letter->request && s->request != NULL && !chosen ? s->request : batch->procedure;
}

static enum status write_case(struct job *job, struct office *office, const struct batch *batch,
			      const struct letter *letter, const struct stored *stored,
			      int64_t *casefile)
{
	struct rows *rows;
	TRY(db_one(job, office->home->db, &rows,
		   SQL("INSERT INTO casefile(batch, letter, procedure, sheet, original, opened_at, "
		       "opened_by, sticker) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) RETURNING id"),
		   INT(batch->id), INT(letter->number), TEXT(procedure_of(office, batch, letter)),
		   TEXT(stored->sheet), TEXT(stored->original), INT(job_now(job)),
		   TEXT(office->user == NULL ? NULL : office->user->id),
		   letter->sticker == 0 ? NONE : INT(letter->sticker)));
	*casefile = row_int(rows, 0);
	talloc_free(rows);
	return OK;
}

/* The wording of a case is what all its papers say, and the number that stands on its sticker. */
static enum status write_words(struct job *job, struct office *office, int64_t casefile,
			       const struct letter *letter)
{
	const char *words = letter->words;
	if (letter->sticker != 0)
		words = TEXT_OF(job, "%s %lld", words, (long long)letter->sticker);
	return db_exec(job, office->home->db,
		       SQL("INSERT INTO wording(casefile, words) VALUES(?1, ?2) "
			   "ON CONFLICT(casefile) DO UPDATE SET words = words || ' ' || ?2"),
		       INT(casefile), TEXT(words));
}

/* Pages of the letter, or of DOCUMENT, follow those that are there. */
enum status take_pages(struct job *job, struct office *office, int64_t casefile, int64_t document,
		       const struct letter *letter, const struct stored *stored)
{
	for (int i = 0; i < letter->pages; i++) {
		const struct letter_page *page = &letter->page[i];
		TRY(db_exec(
			job, office->home->db,
			SQL("INSERT INTO page(casefile, number, original_page, image, kind, turn, "
			    "skew, doubt, document) SELECT ?1, coalesce(max(number), 0) + 1, ?2, "
			    "?3, ?4, ?5, ?6, ?7, ?8 FROM page WHERE casefile = ?1"),
			INT(casefile), INT(page->number), TEXT(stored->image[i]), TEXT(page->kind),
			INT(page->turn), REAL(page->skew), TEXT(page->doubt),
			document == 0 ? NONE : INT(document)));
	}
	return write_words(job, office, casefile, letter);
}

/* Sheets as an office counts them: a blank back is no sheet. A scan does not tell two written sides
 * of one sheet from two sheets; the registrar does. */
static int sheets_of(const struct letter *letter)
{
	int sheets = 0;
	for (int i = 0; i < letter->pages; i++)
		sheets += strcmp(letter->page[i].kind, "blank") != 0;
	return sheets > 0 ? sheets : 1;
}

/* No letter is signed after it came: it was misread, or its writer slipped. */
static bool signed_later(const struct fields *fields)
{
	const char *signed_on = fields->value[F_SIGNED_ON];
	struct day day;
	return signed_on != NULL && day_read(signed_on, &day) && day_cmp(day, fields->arrived) > 0;
}

/* Proposals that the card cannot take (a date that is none) are left out; the sheet keeps them. */
static enum status write_card(struct job *job, struct office *office, int64_t casefile,
			      const struct batch *batch, struct letter *letter,
			      struct fields *fields)
{
	char sheets[16];
	int kept = 0;
	*fields = (struct fields){.arrived = batch->arrived};
	snprintf(sheets, sizeof sheets, "%d", sheets_of(letter));
	if (letter_field(letter, "sign") == NULL)
		letter_propose(job, letter, "sign", "primary");
	for (int i = 0; i < letter->nproposed; i++) {
		struct pair pair = letter->proposed[i];
		if (field_set(job, office, fields, pair.name, pair.value) != OK)
			continue;
		if (signed_later(fields)) {
			fields->value[F_SIGNED_ON] = NULL;
			continue;
		}
		letter->proposed[kept++] = (struct pair){pair.name,
							 fields->value[field_of(pair.name)]};
	}
	letter->nproposed = kept;
	TRY(field_set(job, office, fields, "channel", batch->channel));
	TRY(field_set(job, office, fields, "box", batch->box));
	TRY(field_set(job, office, fields, "sheets", sheets));
	return field_store(job, office, casefile, fields);
}

/* What the procedure asks of the event "register" and the letter tells; the other proposals stand
 * on the card already. *READY: nothing that it must be told is missing. */
static enum status told(struct job *job, struct office *office, const struct letter *letter,
			struct event *event, bool *ready)
{
	struct choice *choices;
	struct pair *data = NULL;
	int count;
	TRY(case_choices(job, office, event->casefile, &choices, &count));
	*ready = true;
	for (int c = 0; c < count; c++)
		for (int i = 0;
		     strcmp(choices[c].event, event->name) == 0 && i < choices[c].ninputs; i++) {
			const struct input *input = &choices[c].inputs[i];
			const char *value = letter_field(letter, input->name);
			*ready = *ready && (value != NULL || !input->required);
			if (value == NULL)
				continue;
			data = APPEND(job, data, &event->ndata, struct pair);
			data[event->ndata - 1] = (struct pair){input->name, value};
		}
	event->data = data;
	return OK;
}

/* The registrar who runs the intake registers what could be read; the rest waits for him. */
static enum status send_register(struct job *job, struct office *office, int64_t casefile,
				 const struct batch *batch, const struct letter *letter)
{
	struct verdict verdict;
	const char *index;
	bool ready;
	struct event event = {
		.casefile = casefile,
		.name = "register",
		.user = office->user == NULL ? NULL : office->user->id,
		.key = TEXT_OF(job, "intake:%lld:%d", (long long)batch->id, letter->number),
	};
	TRY(told(job, office, letter, &event, &ready));
	if (!ready)
		return OK;
	TRY(engine_event(job, office->engine, &event, &verdict));
	if (!verdict.taken)
		return fail(job, E_REFUSED, "letter %d: the procedure %s does not register it: %s",
			    letter->number, procedure_of(office, batch, letter), verdict.why);
	TRY(index_of(job, office, casefile, &index));
	return index != NULL ? OK
			     : fail(job, E_INPUT,
				    "the procedure %s registers without <w:index/>: mend it",
				    procedure_of(office, batch, letter));
}

static enum status open_case(struct job *job, struct office *office, const struct batch *batch,
			     struct letter *letter, const struct stored *stored, int64_t *casefile)
{
	struct tx *tx;
	struct fields fields;
	TRY(repeat_propose(job, office, letter));
	TRY(tx_begin(job, office->home->db, &tx));
	TRY(take_note(job, office, letter, stored));
	TRY(write_case(job, office, batch, letter, stored, casefile));
	TRY(write_card(job, office, *casefile, batch, letter, &fields));
	TRY(take_pages(job, office, *casefile, 0, letter, stored));
	TRY(engine_start(job, office->engine, *casefile, procedure_of(office, batch, letter)));
	if (letter->named && index_ready(job, office, &fields))
		TRY(send_register(job, office, *casefile, batch, letter));
	TRY(act_tell(job, office, batch, *casefile, letter->number));
	return tx_commit(tx);
}

static enum status find_case(struct job *job, struct office *office, const struct batch *batch,
			     int letter, int64_t *casefile)
{
	struct rows *rows;
	TRY(db_one(job, office->home->db, &rows,
		   SQL("SELECT id FROM casefile WHERE batch = ?1 AND letter = ?2"), INT(batch->id),
		   INT(letter)));
	*casefile = row_int(rows, 0);
	talloc_free(rows);
	return OK;
}

enum status take_letter(struct job *job, struct office *office, const struct batch *batch,
			const char *work, struct letter *letter, int64_t *casefile, bool *fresh)
{
	struct stored stored;
	enum status status = find_case(job, office, batch, letter->number, casefile);
	*fresh = status == E_ABSENT;
	if (status != E_ABSENT)
		return status;
	TRY(letter_read(job, work, office->settings->confidence, letter));
	TRY(take_files(job, office, letter, &stored));
	return open_case(job, office, batch, letter, &stored, casefile);
}
