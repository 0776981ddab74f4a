/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The schedule of receptions as people read it (Law on citizens' appeals, art. 22: it is brought to
 * public notice). Its words are the office's: Ukrainian. */
#include "register/register.h"
#include "register/settings.h"
#include "stamps/stamps.h"

static const char *const kinds[] = {"personal", "field", "joint"};
static const char *const kind_titles[] = {N_("Personal reception"), N_("Field reception"),
					  N_("Joint reception")};

static const char *const weekdays[] = {N_("Monday"),   N_("Tuesday"), N_("Wednesday"),
				       N_("Thursday"), N_("Friday"),  N_("Saturday"),
				       N_("Sunday")};
static const char *const every[] = {
	N_("every Monday"), N_("every Tuesday"),  N_("every Wednesday"), N_("every Thursday"),
	N_("every Friday"), N_("every Saturday"), N_("every Sunday")};
/* By the gender of the Ukrainian weekday. */
static const char *const masculine[] = {N_("1st"), N_("2nd"), N_("3rd"), N_("4th"), N_("5th")};
static const char *const feminine[] = {N_("1st (feminine)"), N_("2nd (feminine)"),
				       N_("3rd (feminine)"), N_("4th (feminine)"),
				       N_("5th (feminine)")};

/* "2-й і 4-й четвер місяця" */
static const char *days_of(void *owner, const struct reception *r)
{
	char day[DAY_TEXT];
	const char *const *ordinals = r->weekday == WEDNESDAY || r->weekday >= FRIDAY ? feminine
										      : masculine;
	const char *words = "";
	if (r->weekday == 0)
		return COPY(owner, day_ua(r->on, day));
	for (int i = 1, last = 5; i <= 5; i++) {
		while (last > 0 && !r->nth[last])
			last--;
		if (r->nth[i])
			words = TEXT_OF(owner, "%s%s%s", words,
					*words == '\0' ? ""
					: i == last    ? FACT_(" and ")
						       : ", ",
					FACT_(ordinals[i - 1]));
	}
	return *words == '\0' ? FACT_(every[r->weekday - 1])
			      : TEXT_OF(owner, FACT_("%s %s of the month"), words,
					FACT_(weekdays[r->weekday - 1]));
}

static enum status row_add(struct job *job, struct office *office, const struct reception *r,
			   const char *title, struct receiving **out, int *count)
{
	const char *name;
	enum status status = office_person(job, office, r->officer, &name);
	if (status != OK && status != E_ABSENT)
		return status;
	*out = APPEND(job, *out, count, struct receiving);
	(*out)[*count - 1] = (struct receiving){.officer = status == OK ? name : r->officer,
						.kind = r->kind,
						.title = title,
						.days = days_of(job, r),
						.from = r->from,
						.to = r->to,
						.place = r->place};
	return OK;
}

enum status schedule_list(struct job *job, struct office *office, struct receiving **out,
			  int *count)
{
	const struct receptions *all = &office->settings->receptions;
	*out = NULL;
	*count = 0;
	for (int k = 0; k < 3; k++)
		for (int i = 0; i < all->count; i++) {
			const struct reception *r = &all->list[i];
			bool passed = r->weekday == 0 && day_cmp(r->on, job_today(job)) < 0;
			if (strcmp(r->kind, kinds[k]) == 0 && !passed)
				TRY(row_add(job, office, r, FACT_(kind_titles[k]), out, count));
		}
	return OK;
}

/* --- on paper --- */

/* mm */
static const double HEAD = 74, KIND = 14, ROW = 17, END = 26, BOTTOM = 287, TOP = 20;

struct paper {
	struct job *job;
	struct office *office;
	struct printed *sheets;
	int count;
	double y;
};

static enum status put(struct paper *paper, const char *form, double height,
		       const struct pair *blanks, int nblanks)
{
	struct job *job = paper->job;
	if (paper->count == 0 || paper->y + height > BOTTOM) {
		paper->y = paper->count == 0 ? 0 : TOP;
		paper->sheets = APPEND(job, paper->sheets, &paper->count, struct printed);
		paper->sheets[paper->count - 1] = (struct printed){0};
	}
	struct printed *sheet = &paper->sheets[paper->count - 1];
	sheet->pieces = APPEND(job, sheet->pieces, &sheet->count, struct piece);
	struct piece *piece = &sheet->pieces[sheet->count - 1];
	*piece = (struct piece){.y = paper->y, .nblanks = nblanks};
	piece->blanks = must(talloc_memdup(job, blanks, sizeof *blanks * (size_t)nblanks));
	paper->y += height;
	return stamps_form(job, paper->office->home, form, &piece->file);
}

static enum status put_row(struct paper *paper, const struct receiving *r, bool first)
{
	const struct pair title[] = {{"kind", r->title}};
	const struct pair row[] = {
		{"who", r->officer},
		{"when", TEXT_OF(paper->job, FACT_("%s, from %s to %s"), r->days, r->from, r->to)},
		{"place", r->place == NULL ? "" : r->place}};
	if (first)
		TRY(put(paper, "schedule-kind", KIND, title, 1));
	return put(paper, "schedule-row", ROW, row, 3);
}

static const char *booking(const struct office *office)
{
	const struct settings *s = office->settings;
	for (int i = 0; i < s->nparameters; i++)
		if (strcmp(s->parameters[i].name, "reception-booking") == 0 &&
		    strcmp(s->parameters[i].value, "same-day") == 0)
			return FACT_("One is put on the list on the day of the reception.");
	return FACT_(
		"One is put on the list beforehand; at field and joint receptions, on the day.");
}

enum status schedule_print(struct job *job, struct office *office, const char *path)
{
	char day[DAY_TEXT];
	struct receiving *list;
	int count;
	struct paper paper = {.job = job, .office = office};
	TRY(schedule_list(job, office, &list, &count));
	if (count == 0)
		return fail(job, E_ABSENT,
			    "there is no schedule yet: write <reception> lines into office.xml");
	const struct pair head[] = {{"office", office->settings->name},
				    {"date", day_ua(job_today(job), day)}};
	const struct pair end[] = {{"booking", booking(office)}};
	TRY(put(&paper, "schedule", HEAD, head, 2));
	for (int i = 0; i < count; i++)
		TRY(put_row(&paper, &list[i],
			    i == 0 || strcmp(list[i].kind, list[i - 1].kind) != 0));
	TRY(put(&paper, "schedule-end", END, end, 1));
	return stamps_print(job, paper.sheets, paper.count, path);
}
