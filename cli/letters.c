/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/bring.h"
#include "cli/table.h"
#include "cli/words.h"

static const char *span_of(struct table *table, const struct registered *r)
{
	if (r->first == 0)
		return NULL;
	return r->first == r->last ? TEXT_OF(table, "%d", r->first)
				   : TEXT_OF(table, "%d–%d", r->first, r->last);
}

static const char *due_of(struct table *table, const struct call *call, const struct registered *r)
{
	return r->why_due == NULL ? NULL : words_day(table, r->due, call->json);
}

/* "2: askew; 3: cut off" */
static const char *doubts_of(struct table *table, const struct call *call,
			     const struct registered *r)
{
	const char *text = NULL;
	for (int i = 0; i < r->ndoubts; i++) {
		const struct doubtful *d = &r->doubts[i];
		text = TEXT_OF(table, "%s%s%d: %s", text == NULL ? "" : text,
			       text == NULL ? "" : "; ", d->page,
			       call->json ? d->about : words_doubt(table, d->about));
	}
	return text;
}

struct shown_columns {
	bool cases, spans, stickers, doubts, dues;
};

static struct shown_columns columns_for(const struct registered *found, int count)
{
	struct shown_columns c = {0};
	for (int i = 0; i < count; i++) {
		c.cases = c.cases || found[i].casefile != 0;
		c.spans = c.spans || found[i].first != 0;
		c.stickers = c.stickers || found[i].sticker != 0;
		c.doubts = c.doubts || found[i].ndoubts > 0;
		c.dues = c.dues || found[i].why_due != NULL;
	}
	c.spans = c.spans && !c.dues;
	return c;
}

/* What programs get: nothing of it hangs on what was found. */
struct table *letters_gather(struct job *job)
{
	static const struct column columns[] = {
		{"file", NULL, false},	{"letter", NULL, true}, {"sticker", NULL, true},
		{"case", NULL, true},	{"index", NULL, false}, {"applicant", NULL, false},
		{"pages", NULL, true},	{"span", NULL, false},	{"due", NULL, false},
		{"doubt", NULL, false}, {"added", NULL, true},	{"why", NULL, false},
		{NULL, NULL, false},
	};
	return table_new(job, columns);
}

static void add(struct table *table, const struct call *call, const struct registered *found,
		int count)
{
	for (int i = 0; i < count; i++) {
		const struct registered *r = &found[i];
		const char *who = r->added ? _("added to the case") : r->who;
		TABLE_ROW(table, call->file, TEXT_OF(table, "%d", r->letter),
			  r->sticker == 0 ? NULL : TEXT_OF(table, "%lld", (long long)r->sticker),
			  r->casefile == 0 ? NULL : TEXT_OF(table, "%lld", (long long)r->casefile),
			  r->index, call->json ? r->who : who, TEXT_OF(table, "%d", r->pages),
			  span_of(table, r), due_of(table, call, r), doubts_of(table, call, r),
			  r->added ? "1" : "0", r->why_due);
	}
}

void letters_list(struct job *job, const struct call *call, const struct registered *found,
		  int count)
{
	struct shown_columns shown = columns_for(found, count);
	const struct column columns[] = {
		{"file", NULL, false},
		{"letter", _("LETTER"), true},
		{"sticker", shown.stickers ? _("STICKER") : NULL, true},
		{"case", shown.cases ? _("CASE") : NULL, true},
		{"index", shown.cases ? _("INDEX") : NULL, false},
		{"applicant", _("APPLICANT"), false},
		{"pages", _("PAGES"), true},
		{"span", shown.spans ? _("WHICH") : NULL, false},
		{"due", shown.dues ? _("DUE") : NULL, false},
		{"doubt", shown.doubts ? _("LOOK AT") : NULL, false},
		{"added", NULL, true},
		{"why", NULL, false},
		{NULL, NULL, false},
	};
	if (call->gathered != NULL) {
		add(call->gathered, call, found, count);
		return;
	}
	struct table *table = table_new(job, columns);
	add(table, call, found, count);
	table_print(table, call->json, _("no letter was found"));
}
