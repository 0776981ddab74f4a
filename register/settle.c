/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A held batch is settled by a person: where letters begin, how a page lies, whose paper it is.
 * What he says is noted, page by page; the batch is parted anew from it, the pages are not read
 * again. */
#include "register/audit.h"
#include "register/plan.h"

/* One thing said of one page; -1 or 0: nothing. */
struct said {
	int page, begins, turn;
	int64_t casefile;
};

static enum status check(struct job *job, struct office *office, const struct batch *batch)
{
	TRY(office_right(job, office, "registrar"));
	if (strcmp(batch->state, "held") == 0)
		return OK;
	return fail(job, E_REFUSED,
		    "batch %lld is not held: there is nothing to settle; \"skrynka batch cancel "
		    "%lld\" undoes what was taken in",
		    (long long)batch->id, (long long)batch->id);
}

static enum status note(struct job *job, struct office *office, const struct batch *batch,
			const struct said *said)
{
	return db_exec(job, office->home->db,
		       SQL("INSERT INTO settled(batch, page, begins, turn, casefile, at, person) "
			   "VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7)"),
		       INT(batch->id), INT(said->page), said->begins < 0 ? NONE : INT(said->begins),
		       said->turn < 0 ? NONE : INT(said->turn),
		       said->casefile == 0 ? NONE : INT(said->casefile), INT(job_now(job)),
		       TEXT(office->user->id));
}

static enum status settle(struct job *job, struct office *office, const struct batch *batch,
			  const char *act, const char *words, const struct said *said, int count)
{
	struct tx *tx;
	TRY(tx_begin(job, office->home->db, &tx));
	for (int i = 0; i < count; i++)
		TRY(note(job, office, batch, &said[i]));
	TRY(audit_note(job, office, act, TEXT_OF(job, "%lld", (long long)batch->id), words));
	return tx_commit(tx);
}

static enum status page_of(struct job *job, const struct plan *plan, int n)
{
	if (n < 1 || n > plan->count)
		return fail(job, E_INPUT, "the batch has no page %d: it has %d", n, plan->count);
	if (plan->pages[n - 1].place.apart)
		return fail(job, E_INPUT, "page %d is a sheet between letters", n);
	return OK;
}

static enum status part_of(struct job *job, const struct plan *plan, int n)
{
	return n >= 1 && n <= plan->nparts
		       ? OK
		       : fail(job, E_INPUT, "the batch has no letter %d: it has %d", n,
			      plan->nparts);
}

static enum status split(struct job *job, struct office *office, const struct batch *batch,
			 const char *work, const int *pages, int count)
{
	struct plan plan;
	const char *words = "";
	struct said *said = NEW_ARRAY(job, struct said, count);
	TRY(check(job, office, batch));
	TRY(plan_read(job, office, batch, work, &plan));
	for (int i = 0; i < count; i++) {
		TRY(page_of(job, &plan, pages[i]));
		said[i] = (struct said){pages[i], BEGINS, -1, 0};
		words = TEXT_OF(job, "%s%s%d", words, i > 0 ? "," : "", pages[i]);
	}
	return settle(job, office, batch, "batch-split", words, said, count);
}

static enum status join(struct job *job, struct office *office, const struct batch *batch,
			const char *work, int first, int last)
{
	struct plan plan;
	TRY(check(job, office, batch));
	TRY(plan_read(job, office, batch, work, &plan));
	TRY(part_of(job, &plan, first));
	TRY(part_of(job, &plan, last));
	if (first >= last)
		return fail(job, E_INPUT, "name two letters, the earlier one first");
	int count = last - first;
	struct said *said = NEW_ARRAY(job, struct said, count);
	for (int i = 0; i < count; i++)
		said[i] = (struct said){plan.parts[first + i].first, GOES_ON, -1, 0};
	const char *words = TEXT_OF(job, "%d-%d", first, last);
	return settle(job, office, batch, "batch-join", words, said, count);
}

static enum status turn(struct job *job, struct office *office, const struct batch *batch,
			const char *work, int page, int degrees)
{
	struct plan plan;
	TRY(check(job, office, batch));
	if (degrees != 90 && degrees != 180 && degrees != 270)
		return fail(job, E_INPUT, "a page is turned by 90, 180 or 270 degrees clockwise");
	TRY(plan_read(job, office, batch, work, &plan));
	TRY(page_of(job, &plan, page));
	const struct planned_page *at = &plan.pages[page - 1];
	int stands = at->wanted >= 0 ? at->wanted : at->turn;
	struct said said = {page, -1, (stands + degrees) % 360, 0};
	const char *words = TEXT_OF(job, "%d %d", page, degrees);
	return settle(job, office, batch, "batch-turn", words, &said, 1);
}

static enum status assign(struct job *job, struct office *office, const struct batch *batch,
			  const char *work, int letter, int64_t casefile)
{
	struct plan plan;
	TRY(check(job, office, batch));
	TRY(plan_read(job, office, batch, work, &plan));
	TRY(part_of(job, &plan, letter));
	struct said said = {plan.parts[letter - 1].first, -1, -1, casefile};
	const char *words = TEXT_OF(job, "%d %lld", letter, (long long)casefile);
	return settle(job, office, batch, "batch-assign", words, &said, 1);
}

static enum status accept(struct job *job, struct office *office, struct batch *batch)
{
	struct tx *tx;
	TRY(check(job, office, batch));
	TRY(tx_begin(job, office->home->db, &tx));
	TRY(db_exec(job, office->home->db,
		    SQL("UPDATE batch SET accepted_at = ?2, accepted_by = ?3 WHERE id = ?1 "
			"AND accepted_at IS NULL"),
		    INT(batch->id), INT(job_now(job)), TEXT(office->user->id)));
	TRY(audit_note(job, office, "batch-accept", TEXT_OF(job, "%lld", (long long)batch->id),
		       ""));
	TRY(tx_commit(tx));
	batch->accepted = true;
	return OK;
}

/* Each on a job of its own, which rolls back when it is freed. */
#define ALONE(call)                                                                                \
	do {                                                                                       \
		struct job *below = job_below(job);                                                \
		enum status status = (call);                                                       \
		talloc_free(below);                                                                \
		return status;                                                                     \
	} while (0)

enum status batch_split(struct job *job, struct office *office, const struct batch *batch,
			const char *work, const int *pages, int count)
{
	ALONE(split(below, office, batch, work, pages, count));
}

enum status batch_join(struct job *job, struct office *office, const struct batch *batch,
		       const char *work, int first, int last)
{
	ALONE(join(below, office, batch, work, first, last));
}

enum status batch_turn(struct job *job, struct office *office, const struct batch *batch,
		       const char *work, int page, int degrees)
{
	ALONE(turn(below, office, batch, work, page, degrees));
}

enum status batch_assign(struct job *job, struct office *office, const struct batch *batch,
			 const char *work, int letter, int64_t casefile)
{
	ALONE(assign(below, office, batch, work, letter, casefile));
}

enum status batch_accept(struct job *job, struct office *office, struct batch *batch)
{
	ALONE(accept(below, office, batch));
}

enum status batch_misread(struct job *job, struct office *office, const struct batch *batch,
			  const char *work, int *page, int *degrees)
{
	struct plan plan;
	struct job *below = job_below(job);
	enum status status = plan_read(below, office, batch, work, &plan);
	*page = 0;
	for (int i = 0; i < plan.count && status == OK && *page == 0; i++)
		if (plan.pages[i].wanted >= 0 && plan.pages[i].wanted != plan.pages[i].turn) {
			*page = i + 1;
			*degrees = plan.pages[i].wanted;
		}
	talloc_free(below);
	return status;
}
