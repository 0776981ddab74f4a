/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "register/terms.h"

#include <stdio.h>
#include <stdlib.h>

struct day node_day(const struct node *node, const char *name, struct day fallback)
{
	struct day day;
	const char *text = node_attr(node, name);
	return text != NULL && day_read(text, &day) ? day : fallback;
}

static void read_weekdays(const struct node *root, struct calendar *calendar)
{
	const char *list = node_attr(root, "off-weekdays");
	for (; list != NULL && *list != '\0'; list++)
		if (*list >= '1' && *list <= '7')
			calendar->off[*list - '0'] = true;
}

/* MM-DD after MM-DD of one year. */
static void read_dates(const struct node *node, const char *name, bool working,
		       struct calendar *calendar, struct remarks *remarks)
{
	int year = (int)node_int(node, "number", 0), month, date, length;
	const char *list = node_attr(node, name);
	while (sscanf(list, " %2d-%2d%n", &month, &date, &length) == 2) {
		list += length;
		if (!day_real(year, month, date)) {
			remark(remarks, ERROR, node_line(node), 0,
			       TEXT_OF(remarks->job, _("%04d-%02d-%02d is no day"), year, month,
				       date),
			       _("mend the date"));
			continue;
		}
		calendar->listed = APPEND(calendar, calendar->listed, &calendar->nlisted,
					  struct exception);
		calendar->listed[calendar->nlisted - 1] = (struct exception){
			.day = day_of(year, month, date),
			.working = working,
			.title = COPY(calendar, node_attr(node, "order")),
		};
	}
}

const char *node_copy(void *owner, const struct node *node, const char *name, const char *fallback)
{
	const char *text = node == NULL ? NULL : node_attr(node, name);
	return copied(owner, text == NULL ? fallback : text);
}

static int by_day(const void *a, const void *b)
{
	return day_cmp(((const struct exception *)a)->day, ((const struct exception *)b)->day);
}

void exceptions_sort(struct exception *list, int count)
{
	if (count > 0)
		qsort(list, (size_t)count, sizeof *list, by_day);
}

/* The table must have no gap: a year within it that is missing would count as one without holidays.
 */
static void read_years(const struct node *root, struct calendar *calendar, struct remarks *remarks)
{
	for (struct node *n = node_first(root, "year"); n != NULL; n = node_next(n, "year")) {
		int year = (int)node_int(n, "number", 0);
		read_dates(n, "off", false, calendar, remarks);
		read_dates(n, "working", true, calendar, remarks);
		if (calendar->first_year == 0)
			calendar->first_year = year;
		else if (year != calendar->last_year + 1)
			remark(remarks, ERROR, node_line(n), 0,
			       TEXT_OF(remarks->job, _("the year %d is out of order"), year),
			       _("list the years one after the other without a gap"));
		calendar->last_year = year;
	}
	exceptions_sort(calendar->listed, calendar->nlisted);
}

static void read_feasts(const struct node *root, struct calendar *calendar)
{
	for (struct node *n = node_first(root, "holiday"); n != NULL; n = node_next(n, "holiday")) {
		struct feast *feast;
		calendar->feasts = APPEND(calendar, calendar->feasts, &calendar->nfeasts,
					  struct feast);
		feast = &calendar->feasts[calendar->nfeasts - 1];
		feast->easter = (int)node_int(n, "easter", 0);
		if (node_attr(n, "date") != NULL)
			sscanf(node_attr(n, "date"), "%2d-%2d", &feast->month, &feast->date);
		feast->from = node_day(n, "valid-from", ALWAYS_FROM);
		feast->till = node_day(n, "valid-to", ALWAYS_TILL);
		feast->title = COPY(calendar, node_attr(n, "title"));
	}
}

static void read_martial(const struct node *root, struct calendar *calendar)
{
	for (struct node *n = node_first(root, "martial-law"); n != NULL;
	     n = node_next(n, "martial-law")) {
		calendar->martial = APPEND(calendar, calendar->martial, &calendar->nmartial,
					   struct period);
		calendar->martial[calendar->nmartial - 1] = (struct period){
			.from = node_day(n, "from", ALWAYS_FROM),
			.till = node_day(n, "till", ALWAYS_TILL),
			.title = COPY(calendar, node_attr(n, "article")),
		};
	}
}

enum status calendar_read(struct job *job, const struct doc *doc, struct remarks *remarks,
			  struct calendar **out)
{
	struct node *root = doc_root(doc);
	struct calendar *calendar = NEW(job, struct calendar);
	read_weekdays(root, calendar);
	read_years(root, calendar, remarks);
	read_feasts(root, calendar);
	read_martial(root, calendar);
	*out = calendar;
	return OK;
}
