/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/show.h"
#include "cli/words.h"
#include <jansson.h>

/* Text from paper may hold what JSON cannot. */
static json_t *text(const char *value)
{
	if (value == NULL)
		return json_null();
	json_t *string = json_string(value);
	return string != NULL ? string : json_string("\xEF\xBF\xBD");
}

static json_t *pairs(const struct pair *data, int count)
{
	json_t *object = json_object();
	for (int i = 0; i < count; i++)
		json_object_set_new(object, data[i].name, text(data[i].value));
	return object;
}

static json_t *deadlines(const struct shown *s)
{
	json_t *list = json_array();
	for (int i = 0; i < s->ndeadlines; i++)
		json_array_append_new(
			list, json_pack("{s:o, s:o, s:o, s:o}", "id", text(s->deadlines[i].id),
					"title", text(s->deadlines[i].title), "due",
					text(words_day(s->job, s->deadlines[i].due, true)), "why",
					text(s->deadlines[i].why)));
	return list;
}

static json_t *inputs(const struct choice *choice)
{
	json_t *list = json_array();
	for (int i = 0; i < choice->ninputs; i++) {
		const struct input *in = &choice->inputs[i];
		json_array_append_new(list, json_pack("{s:o, s:o, s:o, s:o, s:b}", "name",
						      text(in->name), "title", text(in->title),
						      "type", text(in->type), "choices",
						      text(in->choices), "required", in->required));
	}
	return list;
}

static json_t *choices(const struct shown *s)
{
	json_t *list = json_array();
	for (int i = 0; i < s->nchoices; i++) {
		const struct choice *c = &s->choices[i];
		json_array_append_new(list, json_pack("{s:o, s:o, s:o, s:o, s:o, s:b, s:b, s:o}",
						      "event", text(c->event), "title",
						      text(c->title), "by", text(c->by), "state",
						      text(c->state), "why", text(c->why), "mine",
						      c->mine, "now", c->now, "inputs", inputs(c)));
	}
	return list;
}

static json_t *tasks(const struct shown *s)
{
	json_t *list = json_array();
	for (int i = 0; i < s->ntasks; i++) {
		const struct task *t = &s->tasks[i];
		json_array_append_new(list, json_pack("{s:o, s:o, s:o, s:b}", "person",
						      text(t->person), "role", text(t->role),
						      "title", text(t->title), "mine", t->mine));
	}
	return list;
}

static json_t *pages(const struct shown *s)
{
	json_t *list = json_array();
	for (int i = 0; i < s->npages; i++) {
		const struct page *p = &s->pages[i];
		json_array_append_new(
			list, json_pack("{s:i, s:o, s:o, s:o, s:o, s:o, s:o, s:o}", "page",
					p->number, "doubt", text(p->doubt), "added",
					text(p->added == 0 ? NULL : moment_iso(s->job, p->added)),
					"known_by", text(p->known_by), "kind", text(p->kind),
					"original", text(p->original), "image", text(p->image),
					"stamped", text(p->stamped)));
	}
	return list;
}

static json_t *readings(const struct shown *s)
{
	json_t *list = json_array();
	for (int i = 0; i < s->nreadings; i++) {
		const struct read *r = &s->readings[i];
		json_array_append_new(list,
				      json_pack("{s:o, s:o, s:o, s:o, s:o}", "at",
						text(moment_iso(s->job, r->at)), "user",
						text(r->user), "engine", text(r->engine), "models",
						text(r->models), "sheet", text(r->sheet)));
	}
	return list;
}

static json_t *marks(const struct shown *s)
{
	json_t *list = json_array();
	for (int i = 0; i < s->nmarks; i++) {
		const struct given *m = &s->marks[i];
		json_array_append_new(
			list, json_pack("{s:o, s:i, s:o, s:o, s:o, s:b, s:[i, i, i, i], s:o}",
					"mark", text(m->name), "page", m->page, "user",
					text(m->user), "at", text(moment_iso(s->job, m->at)), "why",
					text(m->why), "pressed", m->pressed, "box", m->x, m->y,
					m->w, m->h, "where", text(m->where)));
	}
	return list;
}

static json_t *history(const struct shown *s)
{
	json_t *list = json_array();
	for (int i = 0; i < s->nrecords; i++) {
		const struct record *r = &s->records[i];
		json_array_append_new(list,
				      json_pack("{s:o, s:o, s:o, s:b, s:o, s:o, s:o}", "at",
						text(moment_iso(s->job, r->at)), "user",
						text(r->user), "event", text(r->event), "taken",
						r->taken, "why", text(r->why), "states",
						text(r->states), "data", pairs(r->data, r->ndata)));
	}
	return list;
}

static json_t *notices(const struct shown *s)
{
	json_t *list = json_array();
	for (int i = 0; i < s->nnotices; i++)
		json_array_append_new(list,
				      json_pack("{s:o, s:o, s:o}", "to", text(s->notices[i].to),
						"at", text(moment_iso(s->job, s->notices[i].at)),
						"text", text(s->notices[i].text)));
	return list;
}

static json_t *card(const struct shown *s)
{
	json_t *object = json_object(), *topics = json_array();
	for (const struct field *f = card_fields(s->job, &s->card); f->key != NULL; f++)
		json_object_set_new(object, f->key, text(f->value));
	json_object_set_new(object, "arrived", text(words_day(s->job, s->card.arrived, true)));
	json_object_set_new(object, "case", json_integer(s->casefile));
	json_object_set_new(object, "states", text(s->card.states));
	json_object_set_new(object, "sheets", json_integer(s->card.sheets));
	json_object_set_new(object, "sticker",
			    s->card.sticker == 0 ? json_null() : json_integer(s->card.sticker));
	json_object_set_new(object, "act", text(s->has_act ? act_name(s->job, &s->act) : NULL));
	for (int i = 0; i < s->card.ntopics; i++)
		json_array_append_new(topics,
				      json_pack("{s:o, s:o}", "code", text(s->card.topics[i].code),
						"text", text(s->card.topics[i].text)));
	json_object_set_new(object, "topics", topics);
	return object;
}

void show_json(const struct shown *s)
{
	json_t *all = json_pack("{s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o}", "card", card(s),
				"tasks", tasks(s), "terms", deadlines(s), "choices", choices(s),
				"pages", pages(s), "marks", marks(s), "notices", notices(s),
				"history", history(s), "readings", readings(s));
	json_dumpf(all, stdout, JSON_INDENT(2));
	putchar('\n');
	json_decref(all);
}
