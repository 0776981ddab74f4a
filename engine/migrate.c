/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A running case is moved to another definition as it stands: where it is, what it holds and what
 * it remembers get their names in the new one; nothing is entered, left or run. */
#include "engine/apply.h"
#include "engine/data.h"

struct moving {
	struct job *job;
	struct engine *engine;
	const struct migration *asked;
	struct instance instance;
	const struct chart *old, *new;
	struct session *before, *after;
	struct migrated *out;
};

/* Why it cannot be moved; an answer, no fault. */
static bool refuse(struct moving *m, const char *why)
{
	m->out->why_not = why;
	return false;
}

static const char *new_id(const struct moving *m, const char *id)
{
	const char *to = pair_value(m->asked->map, m->asked->nmap, id);
	return to != NULL ? to : id;
}

/* --- where it stands --- */

static bool place_add(struct moving *m, const char *id, const char *from, uint64_t *set)
{
	int state = chart_state(m->new, id);
	if (state <= 0)
		return refuse(m, TEXT_OF(m->job,
					 _("the new procedure has no state %s: say --map %s=…"), id,
					 from));
	if (!is_atomic(&m->new->states[state]))
		return refuse(m, TEXT_OF(m->job,
					 _("%s has states in it: name one of them, --map %s=…"), id,
					 from));
	if (m->new->states[state].kind == FINAL && m->new->states[state].parent == 0)
		return refuse(m, TEXT_OF(m->job, _("%s would end the case: --map %s=…"), id, from));
	bit_add(set, state);
	return true;
}

static bool places_map(struct moving *m, uint64_t *set)
{
	EACH_BIT(s, m->before->configuration, m->old->nstates) {
		const char *from = m->old->states[s].id;
		char *rest = must(talloc_strdup(m->job, new_id(m, from))), *one;
		if (!is_atomic(&m->old->states[s]))
			continue;
		while ((one = strsep(&rest, ",")) != NULL)
			if (!place_add(m, one, from, set))
				return false;
	}
	return true;
}

static int active_children(const struct chart *chart, int state, const uint64_t *set)
{
	int count = 0;
	for (int i = 0; i < chart->states[state].nchildren; i++)
		count += bit_has(set, chart->states[state].children[i]);
	return count;
}

/* One child of a compound state, all of a parallel (SCXML 3.11: a legal configuration). */
static bool is_legal(struct moving *m, const uint64_t *set)
{
	EACH_BIT(s, set, m->new->nstates) {
		const struct state *state = &m->new->states[s];
		int active = active_children(m->new, s, set);
		if (state->kind == COMPOUND && active != 1)
			return refuse(m, TEXT_OF(m->job,
						 _("it would stand in %d states of %s at once"),
						 active, state->id));
		if (state->kind == PARALLEL && active != state->nchildren)
			return refuse(
				m,
				TEXT_OF(m->job,
					_("not all parts of %s would be entered: name a state of "
					  "each, --map OLD=NEW,NEW"),
					state->id));
	}
	return true;
}

static bool configuration_map(struct moving *m)
{
	uint64_t *atomic = bits_new(m->job, m->new->nstates);
	if (!places_map(m, atomic))
		return false;
	EACH_BIT(s, atomic, m->new->nstates) {
		bits_join(m->after->configuration, m->new->states[s].ancestors, m->new->nstates);
		bit_add(m->after->configuration, s);
	}
	return is_legal(m, m->after->configuration);
}

/* --- what it remembers --- */

static bool history_map(struct moving *m)
{
	for (int h = 0; h < m->old->nstates; h++) {
		if (m->before->history[h] == NULL)
			continue;
		const char *id = new_id(m, m->old->states[h].id);
		int to = chart_state(m->new, id);
		if (to <= 0 || (m->new->states[to].kind != HISTORY_SHALLOW &&
				m->new->states[to].kind != HISTORY_DEEP))
			return refuse(
				m, TEXT_OF(m->job, _("%s is no history of the new procedure"), id));
		m->after->history[to] = bits_new(m->after, m->new->nstates);
		EACH_BIT(s, m->before->history[h], m->old->nstates) {
			int state = chart_state(m->new, new_id(m, m->old->states[s].id));
			int around = m->new->states[to].parent;
			if (state <= 0 || !bit_has(m->new->states[around].inside, state))
				return refuse(m, TEXT_OF(m->job,
							 _("the remembered state %s is not in %s: "
							   "--map %s=…"),
							 new_id(m, m->old->states[s].id),
							 m->new->states[around].id,
							 m->old->states[s].id));
			bit_add(m->after->history[to], state);
		}
	}
	return true;
}

/* --- what it holds --- */

/* The state that holds from now on what STATE held; NULL, refused, when that is not active. */
static const char *holder_map(struct moving *m, const char *state)
{
	const char *to = new_id(m, state);
	const char *first = must(talloc_strndup(m->job, to, strcspn(to, ",")));
	int number = chart_state(m->new, first);
	if (number >= 0 && bit_has(m->after->configuration, number))
		return first;
	refuse(m,
	       TEXT_OF(m->job,
		       _("what %s holds (deadlines, tasks) would be lost: say --map %s=…, a state "
			 "in which the case stands"),
		       state, state));
	return NULL;
}

static enum status tasks_move(struct moving *m, const char *from, const char *to)
{
	struct pair fields[] = {{"state", from}, {"to", to}};
	struct effect effect = {"move", fields, 2};
	struct event event = {
		.casefile = m->asked->casefile, .name = "migrate", .user = m->asked->user};
	const struct host *host = m->engine->host;
	return host->effect == NULL ? OK : host->effect(host->self, m->job, &event, &effect);
}

static enum status timers_move(struct moving *m, const char *from, const char *to)
{
	return db_exec(m->job, m->engine->db,
		       SQL("UPDATE timer SET state = ?3 WHERE instance = ?1 AND state = ?2"),
		       INT(m->asked->casefile), TEXT(from), TEXT(to));
}

/* In two rounds, by way of names that no state has: two states may change names. */
static enum status holders_move(struct moving *m)
{
	for (int round = 0; round < 2; round++)
		EACH_BIT(s, m->before->configuration, m->old->nstates) {
			const char *from = m->old->states[s].id;
			if (!m->old->states[s].holds && !m->instance.moved)
				continue;
			const char *to = holder_map(m, from);
			if (to == NULL)
				return OK;
			const char *aside = TEXT_OF(m->job, "→%s", to);
			TRY(timers_move(m, round == 0 ? from : aside, round == 0 ? aside : to));
			TRY(tasks_move(m, round == 0 ? from : aside, round == 0 ? aside : to));
		}
	return OK;
}

static enum status timers_count(struct moving *m)
{
	struct rows *rows;
	TRY(db_one(m->job, m->engine->db, &rows,
		   SQL("SELECT count(*) FROM timer WHERE instance = ?1"), INT(m->asked->casefile)));
	m->out->deadlines = (int)row_int(rows, 0);
	talloc_free(rows);
	return OK;
}

/* New variables get their first values; the others keep theirs, also those that the new definition
 * does not name any more. */
static bool data_map(struct moving *m)
{
	struct node *to = doc_root(m->after->data);
	data_declare(m->after);
	if (m->after->first != NULL)
		return refuse(m, TEXT_OF(m->job, _("a variable cannot get its first value: %s"),
					 m->after->first->words));
	struct node *n = node_first(doc_root(m->before->data), NULL);
	for (; n != NULL; n = node_next(n, NULL)) {
		struct node *own = node_first(to, node_name(n));
		if (own != NULL)
			node_cut(own);
		node_graft(to, n);
	}
	return true;
}

/* --- the move --- */

static enum status note(struct moving *m, const struct instance *changed)
{
	const char *map = "";
	for (int i = 0; i < m->asked->nmap; i++)
		map = TEXT_OF(m->job, "%s%s%s=%s", map, i > 0 ? " " : "", m->asked->map[i].name,
			      m->asked->map[i].value);
	struct pair data[] = {{"why", m->asked->why == NULL ? "" : m->asked->why},
			      {"from", m->instance.definition},
			      {"to", changed->definition},
			      {"map", map}};
	struct entry entry = {.at = job_now(m->job),
			      .step = changed->step,
			      .user = m->asked->user,
			      .event = "migrate",
			      .title = _("Moved to the new text of the procedure"),
			      .taken = true,
			      .before = m->out->before,
			      .after = m->out->after,
			      .data = data,
			      .ndata = 4};
	return journal_add(m->job, m->engine->db, &entry, m->instance.id, NULL);
}

static enum status write(struct moving *m, const char *hash)
{
	struct instance changed = m->instance;
	m->after->running = true;
	instance_take(m->job, &changed, m->after);
	TRY(instance_write(m->job, m->engine->db, &changed));
	changed.definition = hash;
	TRY(db_exec(m->job, m->engine->db,
		    SQL("UPDATE instance SET definition = ?2, moved = ?3 WHERE id = ?1"),
		    INT(changed.id), TEXT(hash), INT(job_now(m->job))));
	TRY(timers_count(m));
	return note(m, &changed);
}

static enum status move(struct moving *m, const char *hash)
{
	struct event event = {
		.casefile = m->asked->casefile, .name = "migrate", .user = m->asked->user};
	TRY(session_load(m->job, m->engine, &m->instance, &event, &m->before));
	TRY(session_make(m->job, m->engine, hash, &event, &m->after));
	m->old = m->before->chart;
	m->new = m->after->chart;
	m->out->before = session_states(m->job, m->before, true);
	if (!configuration_map(m) || !history_map(m) || !data_map(m))
		return OK;
	m->out->after = session_states(m->job, m->after, true);
	TRY(holders_move(m));
	if (m->out->why_not != NULL)
		return OK;
	m->out->moved = true;
	return write(m, hash);
}

static enum status migrate_inside(struct moving *m)
{
	const char *name, *xml, *hash;
	TRY(instance_read(m->job, m->engine->db, m->asked->casefile, &m->instance));
	if (m->instance.ended) {
		refuse(m, _("the case has ended"));
		return OK;
	}
	TRY(definition_read(m->job, m->engine->db, m->instance.definition, &name, &xml));
	TRY(definition_newest(m->job, m->engine, name, &hash));
	m->out->there = strcmp(hash, m->instance.definition) == 0;
	return m->out->there ? OK : move(m, hash);
}

static void answer(struct job *job, struct migrated *out)
{
	out->why_not = copied(job, out->why_not);
	out->before = copied(job, out->before);
	out->after = copied(job, out->after);
}

enum status engine_migrate(struct job *job, struct engine *engine,
			   const struct migration *migration, struct migrated *out)
{
	struct tx *tx;
	struct job *below = job_below(job);
	struct moving moving = {.job = below, .engine = engine, .asked = migration, .out = out};
	*out = (struct migrated){0};
	enum status status = tx_begin(below, engine->db, &tx);
	if (status == OK)
		status = migrate_inside(&moving);
	if (status == OK && out->moved && migration->carry_out)
		status = tx_commit(tx);
	answer(job, out);
	talloc_free(below); /* rolls back what was not committed */
	return status;
}

enum status engine_running(struct job *job, struct engine *engine, const char *name,
			   struct running **out, int *count)
{
	struct rows *rows;
	*out = NULL;
	*count = 0;
	TRY(db_query(job, engine->db, &rows,
		     SQL("SELECT instance.id, definition, states FROM instance "
			 "JOIN definition ON definition.hash = instance.definition "
			 "WHERE definition.name = ?1 AND ended IS NULL ORDER BY instance.id"),
		     TEXT(name)));
	while (db_next(rows)) {
		*out = APPEND(job, *out, count, struct running);
		(*out)[*count - 1] = (struct running){row_int(rows, 0), row_text(rows, 1),
						      row_text(rows, 2)};
	}
	return db_end(rows);
}
