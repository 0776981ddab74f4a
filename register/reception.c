/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "register/reception.h"

#include "register/terms.h"

static void read_nth(const char *words, bool nth[6])
{
	for (; words != NULL && *words != '\0'; words++)
		if (*words >= '1' && *words <= '5')
			nth[*words - '0'] = true;
}

/* The weekday and its numbers, or one day: not both, not neither. */
static const char *day_wrong(const struct node *node)
{
	struct day day;
	const char *on = node_attr(node, "on"), *weekday = node_attr(node, "weekday");
	if ((on == NULL) == (weekday == NULL))
		return _("a reception is on a weekday of the month or on one day");
	if (on != NULL && (node_attr(node, "nth") != NULL || !day_read(on, &day)))
		return _("the day of a reception is written as 2026-12-10, without nth");
	return strcmp(node_attr(node, "from"), node_attr(node, "to")) >= 0
		       ? _("a reception ends after it begins")
		       : NULL;
}

void receptions_read(const struct node *node, void *owner, struct receptions *out,
		     struct remarks *remarks)
{
	struct node *n = node == NULL ? NULL : node_first(node, "reception");
	for (; n != NULL; n = node_next(n, "reception")) {
		const char *wrong = day_wrong(n);
		if (wrong != NULL) {
			remark(remarks, ERROR, node_line(n), 0, wrong,
			       _("compare it with the example in the shipped office.xml"));
			continue;
		}
		out->list = APPEND(owner, out->list, &out->count, struct reception);
		struct reception *r = &out->list[out->count - 1];
		*r = (struct reception){
			.officer = node_copy(owner, n, "officer", ""),
			.kind = node_copy(owner, n, "kind", "personal"),
			.weekday = (int)node_int(n, "weekday", 0),
			.on = node_day(n, "on", (struct day){0}),
			.from = node_copy(owner, n, "from", ""),
			.to = node_copy(owner, n, "to", ""),
			.place = node_copy(owner, n, "place", NULL),
		};
		read_nth(node_attr(n, "nth"), r->nth);
	}
}

bool reception_on(const struct reception *r, struct day day)
{
	int year, month, date;
	bool any = false;
	if (r->weekday == 0)
		return day_cmp(r->on, day) == 0;
	if ((int)day_weekday(day) != r->weekday)
		return false;
	day_parts(day, &year, &month, &date);
	for (int i = 1; i <= 5; i++)
		any = any || r->nth[i];
	return !any || r->nth[(date - 1) / 7 + 1];
}

void reception_tell(const struct reception *r, struct node *x)
{
	struct node *node = node_add(x, "reception", NULL);
	node_set(node, "officer", r->officer);
	node_set(node, "kind", r->kind);
	node_set(node, "from", r->from);
	node_set(node, "to", r->to);
	if (r->place != NULL)
		node_set(node, "place", r->place);
}
