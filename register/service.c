/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "register/service.h"

#include "register/terms.h"

struct edition {
	const char *id;
	const struct node *card;
	struct day from, till;
};

struct services {
	struct edition *list;
	int count;
};

static void check_term(const struct node *node, struct remarks *remarks)
{
	struct span span;
	const char *term = node_attr(node, "term");
	if (term == NULL || (span_read(term, &span) && !span.back))
		return;
	remark(remarks, ERROR, node_line(node), 0,
	       TEXT_OF(remarks->job, _("term=\"%s\" is no term"), term),
	       _("write 15d, 5wd, 1m or 48h"));
}

static bool clash(const struct edition *a, const struct edition *b)
{
	return strcmp(a->id, b->id) == 0 && day_cmp(a->from, b->till) <= 0 &&
	       day_cmp(b->from, a->till) <= 0;
}

static void check_card(const struct services *services, struct remarks *remarks)
{
	const struct edition *last = &services->list[services->count - 1];
	check_term(last->card, remarks);
	for (const struct node *n = node_first(last->card, "step"); n != NULL;
	     n = node_next(n, "step"))
		check_term(n, remarks);
	for (const struct edition *e = services->list; e < last; e++)
		if (clash(e, last))
			remark(remarks, ERROR, node_line(last->card), 0,
			       TEXT_OF(remarks->job, _("the service %s stands twice"), last->id),
			       _("give the older one a valid-to before the valid-from of the "
				 "newer"));
}

enum status services_read(struct job *job, struct doc *doc, struct remarks *remarks,
			  struct services **out)
{
	struct services *services = NEW(job, struct services);
	for (struct node *n = node_first(doc_root(doc), "service"); n != NULL;
	     n = node_next(n, "service")) {
		services->list = APPEND(services, services->list, &services->count, struct edition);
		services->list[services->count - 1] = (struct edition){
			.id = node_copy(services, n, "id", ""),
			.card = n,
			.from = node_day(n, "valid-from", ALWAYS_FROM),
			.till = node_day(n, "valid-to", ALWAYS_TILL),
		};
		check_card(services, remarks);
	}
	*out = services;
	return OK;
}

/* Attributes and elements of FROM; the steps of a card hold nothing further. */
static struct node *copied_node(struct node *parent, const char *name, const struct node *from)
{
	const char *attribute;
	struct node *node = node_add(parent, name, NULL);
	for (int i = 0; (attribute = node_attr_at(from, i)) != NULL; i++)
		node_set(node, attribute, node_attr(from, attribute));
	return node;
}

void service_tell(const struct services *services, const char *id, struct day day, struct node *x)
{
	for (int i = 0; i < services->count; i++) {
		const struct edition *e = &services->list[i];
		if (strcmp(e->id, id) != 0 || day_cmp(day, e->from) < 0 ||
		    day_cmp(day, e->till) > 0)
			continue;
		struct node *card = copied_node(node_add(x, "service", NULL), "card", e->card);
		for (const struct node *n = node_first(e->card, "step"); n != NULL;
		     n = node_next(n, "step"))
			copied_node(card, "step", n);
		return;
	}
}
