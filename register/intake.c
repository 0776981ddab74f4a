/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Letters of a batch become cases. Order, so that a kill loses nothing and doubles nothing: files
 * stored and synced, then one transaction a letter with all its rows, its instance, its index and
 * its marks that wait; the batch is done when all its letters are there. */
#include "register/due.h"
#include "register/given.h"
#include "register/letter.h"
#include "register/repeat.h"
#include "register/settings.h"

struct stored {
	char sheet[OBJECT_NAME], original[OBJECT_NAME];
	char (*image)[OBJECT_NAME];
};

static enum status store_files(struct job *job, struct office *office, const struct letter *letter,
			       struct stored *out)
{
	TRY(object_add_file(job, office->home, letter->sheet, out->sheet));
	TRY(object_add_file(job, office->home, letter->original, out->original));
	out->image = must(talloc_size(job, (size_t)letter->pages * OBJECT_NAME + 1));
	for (int i = 0; i < letter->pages; i++)
		TRY(object_add_file(job, office->home, letter->page[i].image, out->image[i]));
	return OK;
}

static enum status note_files(struct job *job, struct office *office, const struct letter *letter,
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
	bool chosen = strcmp(batch->procedure, s->procedure) != 0;
	return letter->request && s->request != NULL && !chosen ? s->request : batch->procedure;
}

static enum status write_case(struct job *job, struct office *office, const struct batch *batch,
			      const struct letter *letter, const struct stored *stored,
			      int64_t *casefile)
{
	struct rows *rows;
	TRY(db_one(job, office->home->db, &rows,
		   SQL("INSERT INTO casefile(batch, letter, procedure, sheet, original, opened_at, "
		       "opened_by) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7) RETURNING id"),
		   INT(batch->id), INT(letter->number), TEXT(procedure_of(office, batch, letter)),
		   TEXT(stored->sheet), TEXT(stored->original), INT(job_now(job)),
		   TEXT(office->user == NULL ? NULL : office->user->id)));
	*casefile = row_int(rows, 0);
	talloc_free(rows);
	return OK;
}

static enum status write_pages(struct job *job, struct office *office, int64_t casefile,
			       const struct letter *letter, const struct stored *stored)
{
	for (int i = 0; i < letter->pages; i++) {
		const struct letter_page *page = &letter->page[i];
		TRY(db_exec(
			job, office->home->db,
			SQL("INSERT INTO page(casefile, number, original_page, image, kind, turn, "
			    "skew) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7)"),
			INT(casefile), INT(page->number), INT(page->number), TEXT(stored->image[i]),
			TEXT(page->kind), INT(page->turn), REAL(page->skew)));
	}
	return db_exec(job, office->home->db,
		       SQL("INSERT INTO wording(casefile, words) VALUES(?1, ?2)"), INT(casefile),
		       TEXT(letter->words));
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
	TRY(note_files(job, office, letter, stored));
	TRY(write_case(job, office, batch, letter, stored, casefile));
	TRY(write_card(job, office, *casefile, batch, letter, &fields));
	TRY(write_pages(job, office, *casefile, letter, stored));
	TRY(engine_start(job, office->engine, *casefile, procedure_of(office, batch, letter)));
	if (letter->named && index_ready(job, office, &fields))
		TRY(send_register(job, office, *casefile, batch, letter));
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

/* What is told of a letter that is in the register, fresh or from an earlier run. */
static enum status tell(struct job *job, struct office *office, int64_t casefile,
			struct registered *out)
{
	struct fields fields;
	struct timer due;
	bool known;
	TRY(field_load(job, office, casefile, &fields));
	TRY(index_of(job, office, casefile, &out->index));
	TRY(due_main(job, office, casefile, &known, &due));
	out->casefile = casefile;
	out->who = fields_applicant(job, &fields);
	out->due = due.due;
	out->why_due = known ? due.why : NULL;
	return OK;
}

static enum status take_letter(struct job *job, struct office *office, const struct batch *batch,
			       const char *work, struct letter *letter, int64_t *casefile,
			       bool *fresh)
{
	struct stored stored;
	enum status status = find_case(job, office, batch, letter->number, casefile);
	*fresh = status == E_ABSENT;
	if (status != E_ABSENT)
		return status;
	TRY(letter_read(job, work, office->settings->confidence, letter));
	TRY(store_files(job, office, letter, &stored));
	return open_case(job, office, batch, letter, &stored, casefile);
}

/* A box of letters scanned without separators would become one letter, for good: the same file is
 * not taken twice. Whether it is one letter, only the person knows. */
static enum status one_letter(struct job *job, const struct batch *batch, const char *work,
			      const struct letter *letters, int count, bool *sure)
{
	*sure = batch->letters_expected != 0 || batch->pages_per_letter != 0 || count != 1 ||
		letters[0].pages == 1;
	return *sure ? OK : letters_parted(job, work, sure);
}

/* Nothing of a batch whose count is wrong is registered: what was found is listed for the person
 * who counts the paper. */
static enum status hold(struct job *job, struct office *office, const struct batch *batch,
			const char *work, struct letter *letters, int count,
			struct registered *found)
{
	bool parted = true;
	if (count == 1 && batch->pages_per_letter == 0)
		TRY(letters_parted(job, work, &parted));
	for (int i = 0; i < count; i++) {
		struct job *below = job_below(job);
		TRY(letter_read(below, work, office->settings->confidence, &letters[i]));
		found[i].who = letter_who(job, &letters[i]);
		talloc_free(below);
	}
	if (count == 0)
		fail(job, E_REFUSED,
		     "no letter was found, only separator sheets: the batch is held; scan the "
		     "letters behind their separators and give the new file");
	else if (!parted)
		fail(job, E_REFUSED,
		     "no separator sheet was found among %d pages: the batch is held whole; give "
		     "the file again with --letters 1 when it is one letter, with --pages N when "
		     "every N pages are a letter",
		     letters[0].pages);
	else
		fail(job, E_REFUSED,
		     "%d letters were found, not %d: the batch is held whole; count the paper, "
		     "then give "
		     "the file again with the right number",
		     count, batch->letters_expected);
	TRY(batch_hold(job, office, batch, COPY(job, job_fact(job))));
	return E_REFUSED;
}

enum status batch_register(struct job *job, struct office *office, const struct batch *batch,
			   const char *work, struct registered **found, int *count)
{
	struct letter *letters;
	TRY(letters_read(job, work, &letters, count));
	*found = NEW_ARRAY(job, struct registered, *count + 1);
	for (int i = 0; i < *count; i++) {
		(*found)[i].letter = letters[i].number;
		(*found)[i].pages = letters[i].pages;
	}
	bool sure;
	TRY(one_letter(job, batch, work, letters, *count, &sure));
	if (!sure || *count == 0 ||
	    (batch->letters_expected != 0 && batch->letters_expected != *count))
		return hold(job, office, batch, work, letters, *count, *found);
	for (int i = 0; i < *count; i++) {
		struct job *below = job_below(job);
		int64_t casefile = 0;
		enum status status = take_letter(below, office, batch, work, &letters[i], &casefile,
						 &(*found)[i].fresh);
		talloc_free(below); /* rolls back what was not committed */
		TRY(status);
		TRY(tell(job, office, casefile, &(*found)[i]));
	}
	return db_exec(job, office->home->db,
		       SQL("UPDATE batch SET state = 'done', note = NULL WHERE id = ?1"),
		       INT(batch->id));
}
