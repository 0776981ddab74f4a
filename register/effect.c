/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Effects of the engine on the tables of the office: one row of a table for each verb. */
#include "register/due.h"
#include "register/given.h"
#include "register/host.h"
#include "register/mark.h"
#include "register/person.h"
#include "register/settings.h"
#include "register/sight.h"
#include "register/text.h"

struct at {
	struct job *job;
	struct office *office;
	const struct event *event;
	const struct effect *effect;
};

static const char *field(const struct at *at, const char *name)
{
	const char *value = pair_value(at->effect->fields, at->effect->nfields, name);
	return value != NULL && *value == '\0' ? NULL : value;
}

static enum status check_recipient(const struct at *at, const char *role, const char *person)
{
	struct user user;
	if (role == NULL && person == NULL)
		return fail(at->job, E_INPUT, "%s: nobody is named", at->effect->verb);
	if (role != NULL && !role_known(role) && strcmp(role, "applicant") != 0)
		return fail(at->job, E_INPUT, "no such role: %s", role);
	return person == NULL ? OK : person_find(at->job, at->office->home, person, &user);
}

static enum status do_task(const struct at *at)
{
	const char *role = field(at, "to"), *person = field(at, "user"), *kind = field(at, "kind");
	TRY(check_recipient(at, role, person));
	return db_exec(at->job, at->office->home->db,
		       SQL("INSERT INTO task(casefile, person, role, kind, title, state, given_at, "
			   "given_by) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)"),
		       INT(at->event->casefile), TEXT(person), TEXT(person == NULL ? role : NULL),
		       TEXT(kind == NULL ? "task" : kind), TEXT(field(at, "title")),
		       TEXT(field(at, "state")), INT(job_now(at->job)), TEXT(at->event->user));
}

static enum status do_done(const struct at *at)
{
	return db_exec(at->job, at->office->home->db,
		       SQL("UPDATE task SET done_at = ?5 WHERE casefile = ?1 AND done_at IS NULL "
			   "AND (?2 IS NULL OR person = ?2) AND (?3 IS NULL OR kind = ?3) "
			   "AND (?4 IS NULL OR state = ?4)"),
		       INT(at->event->casefile), TEXT(field(at, "user")), TEXT(field(at, "kind")),
		       TEXT(field(at, "state")), INT(job_now(at->job)));
}

/* A case that was told has no paper to put a mark on. */
static enum status has_paper(const struct at *at, bool *out)
{
	struct rows *rows;
	TRY(db_one(at->job, at->office->home->db, &rows,
		   SQL("SELECT EXISTS (SELECT 1 FROM page WHERE casefile = ?1)"),
		   INT(at->event->casefile)));
	*out = row_int(rows, 0) != 0;
	talloc_free(rows);
	return OK;
}

static enum status do_mark(const struct at *at)
{
	bool paper;
	const struct event *event = at->event;
	const char *target = field(at, "for"), *why = field(at, "why");
	struct mark_asked asked = {
		.casefile = event->casefile,
		.page = 1,
		.target = target != NULL && strcmp(target, "copy") == 0 ? "copy" : "letter",
		.name = field(at, "name"),
		.person = event->user,
		.why = why != NULL	      ? why
		       : event->title != NULL ? event->title
					      : event->name,
	};
	if (asked.name == NULL)
		return fail(at->job, E_INPUT, "a mark is asked for without a name");
	TRY(has_paper(at, &paper));
	return paper ? mark_note(at->job, at->office, &asked) : OK;
}

static const char *day_or_none(const struct at *at, bool known, struct day day)
{
	char text[DAY_TEXT];
	return known ? COPY(at->job, day_ua(day, text)) : "";
}

/* The date a notice speaks of: that of the event (a timer), else that of the card. */
static enum status notice_due(const struct at *at, const char **out)
{
	struct timer timer;
	struct day day;
	bool known;
	const char *told = pair_value(at->event->data, at->event->ndata, "due");
	if (told != NULL && day_read(told, &day)) {
		*out = day_or_none(at, true, day);
		return OK;
	}
	TRY(due_main(at->job, at->office, at->event->casefile, &known, &timer));
	*out = day_or_none(at, known, timer.due);
	return OK;
}

static const char *actor(const struct at *at)
{
	struct user user;
	const char *id = at->event->user;
	return id != NULL && person_find(at->job, at->office->home, id, &user) == OK ? user.name
										     : id;
}

static const char *as_written(const struct at *at, const char *value)
{
	struct day day;
	return day_read(value, &day) ? day_or_none(at, true, day) : value;
}

static void blank(const struct at *at, struct pair **blanks, int *count, const char *name,
		  const char *value)
{
	*blanks = APPEND(at->job, *blanks, count, struct pair);
	(*blanks)[*count - 1] = (struct pair){name, value};
}

/* Event data first: a blank takes the first pair of its name. */
static enum status notice_words(const struct at *at, const char *template, const char *person,
				const char **out)
{
	const struct settings *s = at->office->settings;
	struct fields fields;
	struct pair *blanks = NULL;
	bool names;
	const char *index, *due, *text = pair_value(s->letters, s->nletters, template);
	int count = 0;
	if (text == NULL)
		return fail(at->job, E_INPUT, "there is no letter \"%s\" in letters.xml", template);
	TRY(field_load(at->job, at->office, at->event->casefile, &fields));
	TRY(index_of(at->job, at->office, at->event->casefile, &index));
	TRY(sight_of_names(at->job, at->office, at->event->casefile, person, &names));
	TRY(notice_due(at, &due));
	const char *registered = day_or_none(at, fields.is_registered, fields.registered);
	const struct pair own[] = {
		{"due", due},
		{"index", index},
		{"registered", registered},
		{"applicant", names ? fields_applicant(at->job, &fields) : withheld_words()},
		{"office", s->name},
		{"today", day_or_none(at, true, job_today(at->job))},
		{"user", actor(at)},
		{"case", TEXT_OF(at->job, "%lld", (long long)at->event->casefile)},
	};
	for (size_t i = 0; i < sizeof own / sizeof *own; i++)
		blank(at, &blanks, &count, own[i].name, own[i].value);
	for (int i = 0; i < FIELDS && !names; i++)
		if (withheld_is(field_name((enum field)i)))
			blank(at, &blanks, &count, field_name((enum field)i), "");
	const char *kept = names ? NULL : fields.value[F_SURNAME];
	for (int i = 0; i < at->event->ndata; i++)
		blank(at, &blanks, &count, at->event->data[i].name,
		      withheld_text(at->job, kept, as_written(at, at->event->data[i].value)));
	for (int i = 0; i < FIELDS; i++)
		blank(at, &blanks, &count, field_name((enum field)i),
		      withheld_text(at->job, kept, fields.value[i]));
	*out = text_fill(at->job, text, blanks, count);
	return OK;
}

static enum status do_notify(const struct at *at)
{
	const char *role = field(at, "to"), *person = field(at, "user");
	const char *template = field(at, "template"), *words = NULL;
	TRY(check_recipient(at, role, person));
	TRY(notice_words(at, template == NULL ? "" : template, person, &words));
	return db_exec(at->job, at->office->home->db,
		       SQL("INSERT INTO notice(casefile, recipient, template, words, at, key) "
			   "VALUES(?1, ?2, ?3, ?4, ?5, ?6)"),
		       INT(at->event->casefile), TEXT(person == NULL ? role : person),
		       TEXT(template), TEXT(words), INT(job_now(at->job)), TEXT(field(at, "key")));
}

static enum status set_field(const struct at *at, const char *name, const char *value)
{
	struct fields fields;
	TRY(field_load(at->job, at->office, at->event->casefile, &fields));
	TRY(field_set(at->job, at->office, &fields, name, value));
	return field_store(at->job, at->office, at->event->casefile, &fields);
}

static enum status do_outcome(const struct at *at)
{
	const char *code = field(at, "code");
	if (code == NULL)
		return fail(at->job, E_INPUT, "an outcome is asked for without a code");
	return set_field(at, "outcome", code);
}

static enum status do_card(const struct at *at)
{
	for (int i = 0; i < at->effect->nfields; i++) {
		const char *name = at->effect->fields[i].name, *value = at->effect->fields[i].value;
		if (strcmp(name, "topics") == 0)
			TRY(topics_put(at->job, at->office, at->event->casefile, value,
				       job_today(at->job)));
		else
			TRY(set_field(at, name, value));
	}
	return OK;
}

static enum status do_index(const struct at *at)
{
	const char *cancel = field(at, "cancel");
	if (cancel != NULL)
		return index_cancel(at->job, at->office, at->event->casefile, at->event->user,
				    cancel);
	return index_give(at->job, at->office, at->event->casefile, at->event->user);
}

/* Nobody is told when no case has that index (the first letter may be older than the program).
 * What the other case makes of it, a refusal too, stands in its own journal. */
static enum status tell_other(const struct at *at, int64_t casefile)
{
	const char *index;
	struct verdict verdict;
	TRY(index_of(at->job, at->office, at->event->casefile, &index));
	struct pair data[] = {{"index", index == NULL ? "" : index}};
	struct event event = {
		.casefile = casefile, .name = field(at, "event"), .data = data, .ndata = 1};
	at->office->telling = true;
	enum status status = engine_event(at->job, at->office->engine, &event, &verdict);
	at->office->telling = false;
	return status;
}

static enum status do_tell(const struct at *at)
{
	int64_t casefile = 0;
	const char *to = field(at, "to");
	if (at->office->telling)
		return fail(at->job, E_SYSTEM, "a case that was told may not tell another");
	if (to == NULL)
		return OK;
	enum status status = case_find(at->job, at->office, to, &casefile);
	if (status == E_ABSENT || casefile == at->event->casefile)
		return OK;
	return status == OK ? tell_other(at, casefile) : status;
}

static enum status do_move(const struct at *at)
{
	return db_exec(at->job, at->office->home->db,
		       SQL("UPDATE task SET state = ?3 "
			   "WHERE casefile = ?1 AND state = ?2 AND done_at IS NULL"),
		       INT(at->event->casefile), TEXT(field(at, "state")), TEXT(field(at, "to")));
}

static const struct {
	const char *verb;
	enum status (*run)(const struct at *at);
} verbs[] = {
	{"task", do_task},     {"done", do_done},	{"mark", do_mark},
	{"notify", do_notify}, {"outcome", do_outcome}, {"card", do_card},
	{"index", do_index},   {"tell", do_tell},	{"move", do_move},
};

enum status effect_do(struct job *job, struct office *office, const struct event *event,
		      const struct effect *effect)
{
	struct at at = {job, office, event, effect};
	for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
		if (strcmp(verbs[i].verb, effect->verb) == 0)
			return verbs[i].run(&at);
	return fail(job, E_SYSTEM, "the register knows no effect \"%s\"", effect->verb);
}
