/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "register/host.h"

#include "base/file.h"
#include "register/given.h"
#include "register/mark.h"
#include "register/person.h"
#include "register/settings.h"
#include <string.h>

static void add_day(struct node *parent, const char *name, struct day day)
{
	char text[DAY_TEXT];
	node_add(parent, name, day_iso(day, text));
}

static enum status add_user(struct job *job, struct office *office, const char *id, struct node *x)
{
	struct user user;
	struct node *node = node_add(x, "user", id == NULL ? "" : id);
	if (id == NULL || person_find(job, office->home, id, &user) != OK)
		return OK;
	node_set(node, "name", user.name);
	node_set(node, "roles", user.roles);
	return OK;
}

static enum status add_topics(struct job *job, struct office *office, int64_t casefile,
			      struct node *card)
{
	struct rows *rows;
	TRY(db_query(job, office->home->db, &rows,
		     SQL("SELECT code, words FROM topic WHERE casefile = ?1 ORDER BY number"),
		     INT(casefile)));
	while (db_next(rows)) {
		struct node *topic = node_add(card, "topic", row_text(rows, 1));
		node_set(topic, "code", row_text(rows, 0));
	}
	return db_end(rows);
}

static void add_parameters(const struct settings *settings, struct node *x)
{
	struct node *office = node_add(x, "office", NULL);
	for (int i = 0; i < settings->nparameters; i++)
		node_add(office, settings->parameters[i].name, settings->parameters[i].value);
}

/* Days that the event tells: whether the office works on them, who receives then. */
static void add_days(const struct settings *settings, const struct event *event, struct node *x)
{
	struct day day;
	for (int i = 0; i < event->ndata; i++) {
		if (!day_read(event->data[i].value, &day))
			continue;
		struct node *node = node_add(x, "day", NULL);
		node_set(node, "name", event->data[i].name);
		node_set(node, "working", calendar_working(settings->calendar, day) ? "yes" : "no");
		for (int k = 0; k < settings->receptions.count; k++)
			if (reception_on(&settings->receptions.list[k], day))
				reception_tell(&settings->receptions.list[k], node);
	}
}

/* The whole schedule: whether somebody has one. */
static void add_receptions(const struct settings *settings, struct node *x)
{
	for (int i = 0; i < settings->receptions.count; i++)
		reception_tell(&settings->receptions.list[i], x);
}

/* The technological card of the service that the event names. */
static void add_service(struct job *job, const struct settings *settings, const struct event *event,
			struct node *x)
{
	const char *service = pair_value(event->data, event->ndata, "service");
	if (service != NULL)
		service_tell(settings->services, service, job_today(job), x);
}

static enum status facts(void *self, struct job *job, const struct event *event, struct node *x)
{
	struct office *office = self;
	struct fields fields;
	const char *index;
	TRY(add_user(job, office, event->user, x));
	add_day(x, "today", job_today(job));
	add_parameters(office->settings, x);
	add_days(office->settings, event, x);
	add_receptions(office->settings, x);
	add_service(job, office->settings, event, x);
	TRY(field_load(job, office, event->casefile, &fields));
	TRY(index_of(job, office, event->casefile, &index));
	struct node *card = node_add(x, "card", NULL);
	node_set_int(card, "case", event->casefile);
	if (index != NULL)
		node_add(card, "index", index);
	add_day(card, "arrived", fields.arrived);
	if (fields.is_registered)
		add_day(card, "registered", fields.registered);
	for (int i = 0; i < FIELDS; i++)
		if (fields.value[i] != NULL)
			node_add(card, field_name((enum field)i), fields.value[i]);
	return add_topics(job, office, event->casefile, card);
}

static bool holds(void *self, struct job *job, int64_t casefile, const char *user, const char *role)
{
	(void)casefile;
	return person_holds(job, ((struct office *)self)->home, user, role);
}

enum status term_count_from(struct job *job, const struct office *office, const char *name,
			    const char *spec, struct day edition, struct day from, struct day *due,
			    const char **why)
{
	const struct settings *s = office->settings;
	struct question question = {.terms = s->terms, .calendar = s->calendar, .month = s->month};
	char text[DAY_TEXT];
	if (name != NULL) {
		question.term = terms_find(s->terms, name, edition);
		if (question.term == NULL)
			return fail(
				job, E_INPUT,
				"there is no term \"%s\" on %s: write 15d, 5wd, 1m, 48h or a name "
				"of terms.xml",
				name, day_ua(edition, text));
		question.span = question.term->span;
	} else if (!span_read(spec, &question.span)) {
		return fail(job, E_INPUT, "\"%s\" is no term: write 15d, 5wd, 1m or 48h", spec);
	}
	struct counted counted = terms_count(&question, from);
	*due = counted.due;
	*why = terms_derive(job, &question, &counted);
	return OK;
}

enum status term_find(struct job *job, struct office *office, const char *spec, struct day from,
		      struct day *due, const char **derivation)
{
	struct span span;
	bool bare = span_read(spec, &span);
	return term_count_from(job, office, bare ? NULL : spec, spec, from, from, due, derivation);
}

/* The edition valid on the day of registration counts, however late the term is asked for. Stepping
 * by hand has no case. */
static enum status due(void *self, struct job *job, int64_t casefile, const char *term,
		       const char *spec, struct day from, struct day *out, const char **why)
{
	struct office *office = self;
	struct fields fields = {0};
	if (casefile != 0)
		TRY(field_load(job, office, casefile, &fields));
	struct day edition = fields.is_registered ? fields.registered : job_today(job);
	return term_count_from(job, office, term, spec, edition, from, out, why);
}

static enum status effect(void *self, struct job *job, const struct event *event,
			  const struct effect *asked)
{
	return effect_do(job, self, event, asked);
}

static enum status deliver(void *self, struct job *job, const struct parcel *parcel)
{
	return outgoing_put(job, self, parcel);
}

static bool term_known(const struct terms *terms, const char *name)
{
	for (int i = 0; i < terms->count; i++)
		if (strcmp(terms->list[i].id, name) == 0)
			return true;
	return false;
}

/* What stands in $_x/card. */
static bool fact_known(const char *name)
{
	static const char *const more[] = {"index",
					   "arrived",
					   "registered",
					   "topic",
					   "case",
					   "/service",
					   "/day",
					   "/day name",
					   "/day working",
					   "/day reception",
					   "/day officer",
					   "/day kind",
					   "/day from",
					   "/day to",
					   "/day place",
					   "/reception",
					   "/reception officer",
					   "/reception kind",
					   "/reception from",
					   "/reception to",
					   "/reception place"};
	for (size_t i = 0; i < sizeof more / sizeof *more; i++)
		if (strcmp(more[i], name) == 0)
			return true;
	/* the card of a service holds what the office has laid down */
	return strncmp(name, "/service ", 9) == 0 || field_of(name) != FIELDS;
}

/* "LIST CODE", in any edition; a list that there is not has every code. */
static bool code_known(const struct classifier *all, const char *name)
{
	bool listed = false;
	size_t length = strcspn(name, " ");
	const char *code = name + length + (name[length] == ' ');
	for (int i = 0; i < all->count; i++) {
		const struct item *item = &all->items[i];
		if (strncmp(item->list, name, length) != 0 || item->list[length] != '\0')
			continue;
		listed = true;
		if (strcmp(item->code, code) == 0 ||
		    (item->word != NULL && strcmp(item->word, code) == 0))
			return true;
	}
	return !listed;
}

static bool known(void *self, enum known kind, const char *name)
{
	struct office *office = self;
	struct job *job = job_new();
	bool is = false;
	if (kind == KNOWN_ROLE)
		is = role_known(name);
	else if (kind == KNOWN_MARK)
		is = mark_known(job, office->home, name);
	else if (kind == KNOWN_TEMPLATE)
		is = pair_value(office->settings->letters, office->settings->nletters, name) !=
		     NULL;
	else if (kind == KNOWN_TERM)
		is = term_known(office->settings->terms, name);
	else if (kind == KNOWN_FIELD)
		is = field_of(name) != FIELDS || strcmp(name, "topics") == 0;
	else if (kind == KNOWN_PARAMETER)
		is = parameter_known(office->settings, name);
	else if (kind == KNOWN_FACT)
		is = fact_known(name);
	else if (kind == KNOWN_CODE)
		is = code_known(office->settings->classifier, name);
	talloc_free(job);
	return is;
}

static const char *word(void *self, struct job *job, enum wording what, const char *name)
{
	return wording_of(job, self, what, name);
}

/* The procedures in FOLDER that are not in LIST yet, by their names. */
static const char *more_procedures(struct job *job, const char *list, const char *folder)
{
	static const char ending[] = ".scxml";
	const char **names;
	int count = 0;
	if (folder_list(job, folder, &names, &count) != OK)
		return list; /* an office need not have any of its own */
	for (int i = 0; i < count; i++) {
		const char *end = strstr(names[i], ending);
		const char *name = end == NULL || end[sizeof ending - 1] != '\0'
					   ? NULL
					   : TEXT_OF(job, " %.*s", (int)(end - names[i]), names[i]);
		if (name != NULL && strstr(list, name) == NULL)
			list = TEXT_OF(job, "%s%s", list, name);
	}
	return list;
}

static enum status no_procedure(struct job *job, const struct office *office, const char *name)
{
	const char *list = "";
	if (office->home != NULL)
		list = more_procedures(job, list, home_file(job, office->home, "workflows"));
	list = more_procedures(job, list, TEXT_OF(job, "%s/workflows", data_folder(job)));
	return fail(job, E_INPUT, "there is no procedure \"%s\" (workflows/%s.scxml); there are:%s",
		    name, name, list);
}

static enum status definition(void *self, struct job *job, const char *name, const char **xml,
			      size_t *size)
{
	struct office *office = self;
	const char *path;
	char *bytes;
	if (data_file(job, office->home, "workflows", TEXT_OF(job, "%s.scxml", name), &path) != OK)
		return no_procedure(job, office, name);
	TRY(file_read(job, path, DEFINITION_MOST, &bytes, size));
	*xml = bytes;
	return OK;
}

const struct host *host_new(struct job *job, struct office *office)
{
	struct host *host = NEW(job, struct host);
	*host = (struct host){
		.self = office,
		.facts = facts,
		.holds = holds,
		.due = due,
		.effect = effect,
		.deliver = deliver,
		.known = known,
		.word = word,
		.definition = definition,
	};
	return host;
}
