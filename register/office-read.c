/* SPDX-License-Identifier: GPL-3.0-or-later */
/* office.xml is what people of the office change by hand: its faults are told in their words,
 * before the schema tells them in its own. */
#include "register/index.h"
#include "register/settings.h"

/* Every element that may stand in office.xml, and its attributes. */
static const struct {
	const char *parent, *name, *attributes;
} known[] = {
	{"", "office", "name short edrpou"},
	{"office", "indices", "letters"},
	{"indices", "index", "name procedures mask counter reset collective anonymous duplicate"},
	{"office", "terms", "month-mode"},
	{"office", "intake", "procedure request channel confidence"},
	{"office", "calendar", "off-weekdays"},
	{"calendar", "day", "date working title"},
	{"office", "boxes", ""},
	{"boxes", "box", "name title"},
	{"office", "receptions", ""},
	{"receptions", "reception", "officer kind weekday nth on from to place"},
	{"office", "parameters", ""},
	{"parameters", "parameter", "name value choices"},
};

static const char *attributes_of(const struct node *node)
{
	const struct node *above = node_parent(node);
	const char *parent = above == NULL ? "" : node_name(above);
	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (strcmp(known[i].parent, parent) == 0 &&
		    node_is(node, OFFICE_SPACE, known[i].name))
			return known[i].attributes;
	return NULL;
}

static void check_known(const struct node *node, struct remarks *remarks)
{
	const char *attributes = attributes_of(node);
	struct job *job = remarks->job;
	if (attributes == NULL) {
		remark(remarks, ERROR, node_line(node), 0,
		       TEXT_OF(job, _("unknown setting <%s>"), node_name(node)),
		       _("remove it, or compare its place and spelling with the shipped "
			 "office.xml"));
		return;
	}
	const char *name;
	for (int i = 0; (name = node_attr_at(node, i)) != NULL; i++)
		if (!word_in(attributes, name))
			remark(remarks, ERROR, node_line(node), 0,
			       TEXT_OF(job, _("unknown setting %s=\"…\" in <%s>"), name,
				       node_name(node)),
			       TEXT_OF(job, _("known here are: %s"), attributes));
	for (struct node *n = node_first(node, NULL); n != NULL; n = node_next(n, NULL))
		check_known(n, remarks);
}

static void check_series(const struct node *node, const struct settings *settings,
			 struct remarks *remarks)
{
	const struct series *last = &settings->series[settings->nseries - 1];
	const char *why;
	if (!mask_check(remarks->job, last->mask, &why))
		remark(remarks, ERROR, node_line(node), 0,
		       TEXT_OF(remarks->job, _("mask=\"%s\": %s"), last->mask, why),
		       _("known are {letter} {number} {number:4} {year} {yy} {month}"));
	else if (last->per_letter && strstr(last->mask, "{letter}") == NULL)
		remark(remarks, ERROR, node_line(node), 0,
		       _("counter=\"letter\" gives the same index to different letters"),
		       _("put {letter} into the mask or take counter=\"common\""));
	for (const struct series *s = settings->series; s < last; s++)
		if (strcmp(s->mask, last->mask) == 0 || strcmp(s->name, last->name) == 0)
			remark(remarks, ERROR, node_line(node), 0,
			       TEXT_OF(remarks->job, _("two indices are named or masked alike: %s"),
				       last->name),
			       _("give each its own name and mask"));
}

static void read_series(const struct node *node, struct settings *settings, struct remarks *remarks)
{
	const char *counter = node_attr(node, "counter"), *reset = node_attr(node, "reset");
	settings->series = APPEND(settings, settings->series, &settings->nseries, struct series);
	settings->series[settings->nseries - 1] = (struct series){
		.name = node_copy(settings, node, "name", ""),
		.procedures = node_copy(settings, node, "procedures", NULL),
		.mask = node_copy(settings, node, "mask", ""),
		.collective = node_copy(settings, node, "collective", "КО"),
		.anonymous = node_copy(settings, node, "anonymous", "БП"),
		.duplicate = node_copy(settings, node, "duplicate", "/{n}"),
		.per_letter = counter != NULL && strcmp(counter, "letter") == 0,
		.yearly = reset == NULL || strcmp(reset, "never") != 0,
	};
	check_series(node, settings, remarks);
}

static void read_calendar(const struct node *node, struct settings *settings)
{
	struct calendar *calendar = settings->calendar;
	const char *off = node == NULL ? NULL : node_attr(node, "off-weekdays");
	for (int i = MONDAY; off != NULL && i <= SUNDAY; i++)
		calendar->off[i] = strchr(off, '0' + i) != NULL;
	struct node *n = node == NULL ? NULL : node_first(node, "day");
	for (; n != NULL; n = node_next(n, "day")) {
		calendar->local = APPEND(calendar, calendar->local, &calendar->nlocal,
					 struct exception);
		calendar->local[calendar->nlocal - 1] = (struct exception){
			.day = node_day(n, "date", (struct day){0}),
			.working = strcmp(node_attr(n, "working"), "yes") == 0,
			.title = node_copy(calendar, n, "title", NULL),
		};
	}
	exceptions_sort(calendar->local, calendar->nlocal);
}

static enum month month_of(const char *mode)
{
	if (strcmp(mode, "calendar-month") == 0)
		return MONTH_CALENDAR;
	return strcmp(mode, "30-days") == 0 ? MONTH_THIRTY : MONTH_EARLIER;
}

static void read_intake(const struct node *node, struct settings *settings, struct remarks *remarks)
{
	settings->procedure = node_copy(settings, node, "procedure", "written-appeal");
	settings->request = node_copy(settings, node, "request", NULL);
	settings->channel = node_copy(settings, node, "channel", "post");
	settings->confidence = node == NULL ? 60 : (int)node_int(node, "confidence", 60);
	if (classifier_find(settings->classifier, "channel", settings->channel,
			    job_today(remarks->job)) == NULL)
		remark(remarks, ERROR, node_line(node), 0,
		       TEXT_OF(remarks->job, _("unknown channel: %s"), settings->channel),
		       _("take a code of the list \"channel\" in classifier.xml"));
}

static void read_boxes(const struct node *node, struct settings *settings)
{
	struct node *n = node == NULL ? NULL : node_first(node, "box");
	for (; n != NULL; n = node_next(n, "box")) {
		settings->boxes = APPEND(settings, settings->boxes, &settings->nboxes, struct pair);
		settings->boxes[settings->nboxes - 1] = (struct pair){
			node_copy(settings, n, "name", ""), node_copy(settings, n, "title", "")};
	}
}

static void read_all(const struct node *root, struct settings *settings, struct remarks *remarks)
{
	const struct node *indices = node_first(root, "indices"),
			  *terms = node_first(root, "terms");
	const char *short_name = node_attr(root, "short");
	settings->name = node_copy(settings, root, "name", "");
	settings->edrpou = node_copy(settings, root, "edrpou", "");
	settings->short_name = short_name == NULL || *short_name == '\0'
				       ? settings->name
				       : COPY(settings, short_name);
	settings->transliterate = strcmp(node_copy(settings, indices, "letters", "transliterate"),
					 "keep") != 0;
	for (struct node *n = node_first(indices, "index"); n != NULL; n = node_next(n, "index"))
		read_series(n, settings, remarks);
	settings->month = month_of(node_copy(settings, terms, "month-mode", "earlier"));
	read_intake(node_first(root, "intake"), settings, remarks);
	read_calendar(node_first(root, "calendar"), settings);
	read_boxes(node_first(root, "boxes"), settings);
	receptions_read(node_first(root, "receptions"), settings, &settings->receptions, remarks);
	parameters_read(node_first(root, "parameters"), settings, remarks);
}

enum status office_read(struct job *job, struct doc *doc, const char *file,
			struct settings *settings)
{
	struct remarks *remarks = remarks_new(job, file);
	const char *schema;
	check_known(doc_root(doc), remarks);
	TRY(remarks_fault(job, remarks));
	TRY(data_file(job, NULL, "xsd", "office.xsd", &schema));
	enum status status = xml_valid(job, doc, schema, remarks);
	if (status != OK)
		return status == E_INPUT ? remarks_fault(job, remarks) : status;
	read_all(doc_root(doc), settings, remarks);
	return remarks_fault(job, remarks);
}
