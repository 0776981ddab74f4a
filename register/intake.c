/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Letters of a batch become cases. Order, so that a kill loses nothing and doubles nothing: files
 * stored and synced, then one transaction a letter with all its rows, its instance, its index and
 * its marks that wait; the batch is done when all its letters are there. */
#include "register/given.h"
#include "register/settings.h"
#include "register/take.h"

static void tell_doubts(struct job *job, const struct letter *letter, struct registered *found)
{
	for (int i = 0; i < letter->pages; i++) {
		if (letter->page[i].doubt == NULL)
			continue;
		found->doubts = APPEND(job, found->doubts, &found->ndoubts, struct doubtful);
		found->doubts[found->ndoubts - 1] = (struct doubtful){
			i + 1, COPY(job, letter->page[i].doubt)};
	}
}

/* All that can be told of the letters without registering any. */
static enum status list_letters(struct job *job, struct office *office, const char *work,
				const struct plan *plan, struct letter *letters, int count,
				struct registered *found)
{
	for (int i = 0; i < count; i++) {
		struct job *below = job_below(job);
		TRY(letter_read(below, work, office->settings->confidence, &letters[i]));
		found[i].who = letter_who(job, &letters[i]);
		tell_doubts(job, &letters[i], &found[i]);
		talloc_free(below);
		if (found[i].added)
			TRY(index_of(job, office, plan->parts[i].casefile, &found[i].index));
	}
	return OK;
}

/* A batch and how it is parted; as many parts as letters, or none (pages that tell no letter). */
struct taking {
	struct plan plan;
	struct letter *letters;
	int count;
};

static const struct part *part_of(const struct taking *taking, int i)
{
	static const struct part none;
	return taking->plan.nparts == taking->count ? &taking->plan.parts[i] : &none;
}

static enum status read_taking(struct job *job, struct office *office, const struct batch *batch,
			       const char *work, struct taking *out, struct registered **found,
			       int *count)
{
	TRY(letters_read(job, work, &out->letters, &out->count));
	TRY(plan_read(job, office, batch, work, &out->plan));
	*count = out->count;
	*found = NEW_ARRAY(job, struct registered, out->count + 1);
	for (int i = 0; i < out->count; i++) {
		const struct part *part = part_of(out, i);
		out->letters[i].sticker = part->unsure == SURE ? part->sticker : 0;
		(*found)[i] = (struct registered){
			.letter = out->letters[i].number,
			.pages = out->letters[i].pages,
			.first = part->first,
			.last = part->last,
			.sticker = part->sticker,
			.added = part->casefile != 0,
			.casefile = part->casefile,
		};
	}
	return OK;
}

/* Nothing of a batch that is doubted is registered: what was found is listed for the person who
 * counts the paper. The words are those of the fault. */
static enum status hold(struct job *job, struct office *office, const struct batch *batch,
			const char *work, struct taking *taking, struct registered *found)
{
	const char *why = COPY(job, job_fault(job));
	TRY(batch_hold(job, office, batch, COPY(job, job_fact(job))));
	TRY(list_letters(job, office, work, &taking->plan, taking->letters, taking->count, found));
	return fail(job, E_REFUSED, "%s", why);
}

static enum status take_one(struct job *job, struct office *office, const struct batch *batch,
			    const char *work, struct taking *taking, int i,
			    struct registered *found)
{
	const struct part *part = part_of(taking, i);
	struct letter *letter = &taking->letters[i];
	if (part->casefile == 0)
		return take_letter(job, office, batch, work, letter, &found->casefile,
				   &found->fresh);
	return take_paper(job, office, batch, work, part, letter, &found->fresh);
}

enum status batch_register(struct job *job, struct office *office, const struct batch *batch,
			   const char *work, struct registered **found, int *count)
{
	struct taking taking = {0};
	TRY(read_taking(job, office, batch, work, &taking, found, count));
	enum status status = plan_check(job, office, batch, &taking.plan);
	if (status == E_REFUSED)
		return hold(job, office, batch, work, &taking, *found);
	TRY(status);
	for (int i = 0; i < *count; i++) {
		struct job *below = job_below(job);
		status = take_one(below, office, batch, work, &taking, i, &(*found)[i]);
		talloc_free(below); /* rolls back what was not committed */
		TRY(status);
		TRY(found_tell(job, office, &(*found)[i]));
	}
	return db_exec(job, office->home->db,
		       SQL("UPDATE batch SET state = 'done', note = NULL WHERE id = ?1"),
		       INT(batch->id));
}

enum status batch_look(struct job *job, struct office *office, const struct batch *batch,
		       const char *work, struct registered **found, int *count, const char **why)
{
	struct taking taking = {0};
	struct batch asked = *batch;
	asked.accepted = false;
	*why = NULL;
	TRY(read_taking(job, office, batch, work, &taking, found, count));
	enum status status = plan_check(job, office, &asked, &taking.plan);
	if (status == E_REFUSED) {
		*why = COPY(job, job_fault(job));
		TRY(batch_hold(job, office, batch, COPY(job, job_fact(job))));
	} else {
		TRY(status);
		TRY(batch_hold(job, office, batch,
			       FACT_("settled: it waits for \"batch accept\"")));
	}
	return list_letters(job, office, work, &taking.plan, taking.letters, taking.count, *found);
}

enum status batch_part(struct job *job, struct office *office, const struct batch *batch,
		       const char *work)
{
	struct plan plan;
	struct job *below = job_below(job);
	enum status status = plan_read(below, office, batch, work, &plan);
	if (status == OK)
		status = plan_write(below, batch, work, &plan);
	talloc_free(below);
	return status;
}
