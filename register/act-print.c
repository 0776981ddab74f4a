/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The act as a sheet to be signed. */
#include "register/act.h"
#include "register/settings.h"
#include "stamps/stamps.h"

/* mm */
static const double HEAD = 80, MEMBER = 8, BODY = 62, SIGN = 13;

static const char *who_of(void *owner, const struct act_member *m, int i)
{
	const char *role = i == 0 ? FACT_("head of the commission") : FACT_("member");
	return m->post == NULL ? TEXT_OF(owner, "%s: %s", role, m->name)
			       : TEXT_OF(owner, "%s: %s, %s", role, m->name, m->post);
}

static enum status add(struct job *job, struct office *office, struct printed *sheet,
		       const char *form, double *y, double height, const struct pair *blanks,
		       int nblanks)
{
	sheet->pieces = APPEND(job, sheet->pieces, &sheet->count, struct piece);
	struct piece *piece = &sheet->pieces[sheet->count - 1];
	*piece = (struct piece){.y = *y, .nblanks = nblanks};
	piece->blanks = must(talloc_memdup(job, blanks, sizeof *blanks * (size_t)nblanks));
	*y += height;
	return stamps_form(job, office->home, form, &piece->file);
}

#define ADD(form, height, ...)                                                                     \
	do {                                                                                       \
		const struct pair blanks[] = {__VA_ARGS__};                                        \
		TRY(add(job, office, &sheet, form, &y, height, blanks,                             \
			(int)(sizeof blanks / sizeof *blanks)));                                   \
	} while (0)

static const char *count_words(void *owner, const struct act *act)
{
	return act->letters == 0 ? FACT_("Letters taken out: 0; there were none in the box.")
				 : TEXT_OF(owner, FACT_("Letters taken out: %d."), act->letters);
}

enum status act_print(struct job *job, struct office *office, const struct act *act,
		      const char *path)
{
	char day[DAY_TEXT];
	double y = 0;
	struct printed sheet = {0};
	const char *time = act->time == NULL ? "" : TEXT_OF(job, FACT_("at %s "), act->time);
	const char *state = act->cancelled == NULL ? "" : FACT_(" (CANCELLED)");
	ADD("act", HEAD, {"office", office->settings->name},
	    {"number", TEXT_OF(job, "%s%s", act_name(job, act), state)},
	    {"date", day_ua(act->opened, day)}, {"time", time});
	for (int i = 0; i < act->nmembers; i++)
		ADD("act-member", MEMBER, {"who", who_of(job, &act->members[i], i)});
	ADD("act-body", BODY, {"box", act->place}, {"count", count_words(job, act)},
	    {"note", act->note == NULL ? "" : TEXT_OF(job, FACT_("Note: %s"), act->note)});
	for (int i = 0; i < act->nmembers; i++)
		ADD("act-sign", SIGN, {"name", act->members[i].name});
	return stamps_print(job, &sheet, 1, path);
}
