/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The header sheet on top of a stack says what the command line does not. */
#include "base/plain.h"
#include "register/act.h"
#include "register/plan.h"
#include "register/settings.h"

struct heading {
	struct job *job;
	const char *told;
};

static void tell_conflict(struct heading *h, const char *what, const char *said, const char *header)
{
	h->told = TEXT_OF(
		h->job, "%s%s%s", h->told == NULL ? "" : h->told, h->told == NULL ? "" : "\n",
		TEXT_OF(h->job, _("%s: you say %s, the header sheet says %s; yours holds"), what,
			said, plain_line(h->job, header)));
}

static const char *choose(struct heading *h, const char *what, const char *said, const char *header,
			  const char *otherwise)
{
	if (said != NULL && header != NULL && strcmp(said, header) != 0)
		tell_conflict(h, what, said, header);
	return said != NULL ? said : header != NULL ? header : otherwise;
}

static int choose_count(struct heading *h, const char *what, int said, int header)
{
	if (said != 0 && header != 0 && said != header)
		tell_conflict(h, what, TEXT_OF(h->job, "%d", said), TEXT_OF(h->job, "%d", header));
	return said != 0 ? said : header;
}

/* The words are those of the fault. */
static enum status hold(struct job *job, struct office *office, const struct batch *batch)
{
	const char *why = COPY(job, job_fault(job));
	TRY(batch_hold(job, office, batch, COPY(job, job_fact(job))));
	return fail(job, E_REFUSED, "%s", why);
}

static enum status write_batch(struct job *job, struct office *office, const struct batch *batch,
			       const char *clerk)
{
	return db_exec(job, office->home->db,
		       SQL("UPDATE batch SET channel = ?2, box = ?3, letters_expected = ?4, "
			   "sheets_expected = ?5, clerk = ?6, act = ?7, arrived = ?8, "
			   "procedure = ?9 WHERE id = ?1 AND NOT EXISTS "
			   "(SELECT 1 FROM casefile c WHERE c.batch = batch.id)"),
		       INT(batch->id), TEXT(batch->channel), TEXT(batch->box),
		       INT(batch->letters_expected), INT(batch->sheets_expected), TEXT(clerk),
		       batch->act == 0 ? NONE : INT(batch->act), DAY(batch->arrived),
		       TEXT(batch->procedure));
}

/* The act that a header names is that of the batch, unless another was said. */
static enum status take_act(struct job *job, struct office *office, struct batch *batch,
			    const struct batch *asked, const char *reference)
{
	struct act act;
	struct batch said = *asked;
	if (reference == NULL || asked->act != 0)
		return OK;
	TRY(act_find(job, office, reference, &act));
	TRY(act_claim(job, office, batch->source, &act));
	said.dated = false;
	said.letters_expected = 0;
	TRY(act_apply(job, &act, &said));
	batch->act = said.act;
	batch->channel = said.channel;
	batch->box = said.box;
	batch->arrived = asked->dated ? asked->arrived : said.arrived;
	batch->procedure = said.procedure;
	return OK;
}

/* What the header says; NULL: there is none. It belongs to JOB. */
static enum status read_header(struct job *job, struct office *office, const struct batch *batch,
			       const char *work, const struct code **out)
{
	struct job *below = job_below(job);
	struct plan plan;
	enum status status = plan_read(below, office, batch, work, &plan);
	*out = status == OK ? plan.header : NULL;
	if (*out == NULL)
		talloc_free(below);
	return status;
}

enum status batch_head(struct job *job, struct office *office, struct batch *batch,
		       const struct batch *asked, const char *work, const char **told)
{
	const struct code *code;
	struct heading h = {.job = job};
	*told = NULL;
	TRY(read_header(job, office, batch, work, &code));
	if (code == NULL || batch->letters > 0)
		return OK;
	if (strcmp(code->office, office->settings->edrpou) != 0)
		return OK; /* plan_check refuses it */
	batch->channel = choose(&h, _("channel"), asked->channel, code->channel, batch->channel);
	batch->box = choose(&h, _("box"), asked->box, code->box, NULL);
	batch->letters_expected = choose_count(&h, _("letters"), asked->letters_expected,
					       code->letters);
	batch->sheets_expected = choose_count(&h, _("sheets"), asked->sheets_expected,
					      code->sheets);
	*told = h.told;
	if (take_act(job, office, batch, asked, code->act) != OK ||
	    batch_check(job, office, batch) != OK)
		return hold(job, office, batch);
	return write_batch(job, office, batch, code->clerk);
}
