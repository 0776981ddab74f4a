/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/words.h"

#include "cli/table.h"
#include <string.h>
#include <time.h>

const char *words_case(void *owner, const struct card *card)
{
	if (card->index != NULL)
		return COPY(owner, card->index);
	return TEXT_OF(owner, _("case %lld"), (long long)card->casefile);
}

const char *words_day(void *owner, struct day day, bool json)
{
	char text[DAY_TEXT];
	return COPY(owner, json ? day_iso(day, text) : day_ua(day, text));
}

const char *words_date(void *owner, const char *date)
{
	struct day day;
	if (date == NULL || !day_read(date, &day))
		return date;
	return words_day(owner, day, false);
}

const char *words_moment(void *owner, int64_t ms)
{
	time_t seconds = (time_t)(ms / 1000);
	struct tm tm;
	char text[32];
	localtime_r(&seconds, &tm);
	strftime(text, sizeof text, "%d.%m.%Y %H:%M", &tm);
	return COPY(owner, text);
}

const char *words_who(struct job *job, struct office *office, const char *id)
{
	const char *name, *role = office_word(office, "role", id, job_today(job));
	if (strcmp(id, "applicant") == 0)
		return _("the applicant");
	if (role != id)
		return role;
	return office_person(job, office, id, &name) == OK ? name : id;
}

const char *words_people(struct job *job, struct office *office, const char *ids)
{
	char *copy = must(talloc_strdup(job, ids)), *rest = NULL;
	const char *words = "";
	for (char *id = strtok_r(copy, " ", &rest); id != NULL; id = strtok_r(NULL, " ", &rest))
		words = TEXT_OF(job, "%s%s%s", words, *words == '\0' ? "" : ", ",
				words_who(job, office, id));
	return words;
}

bool words_is_request(const struct card *card)
{
	return card->kind != NULL && strcmp(card->kind, "request") == 0;
}

const char *words_request(struct job *job, struct office *office, const struct card *card)
{
	struct day due;
	const char *why, *own = office_request(office);
	if (!words_is_request(card) || !card->due_set || strcmp(card->procedure, own) == 0 ||
	    term_find(job, office, "request", card->arrived, &due, &why) != OK ||
	    day_cmp(card->due, due) <= 0)
		return NULL;
	return TEXT_OF(
		job,
		_("Mind: this is a request for public information. It is answered within 5 "
		  "working days (Law 2939-VI, art. 20), by %s; this case goes by the term of "
		  "an appeal. The registrar puts it right: the event cancel, then \"skrynka new "
		  "%s --from %lld\"."),
		words_day(job, due, false), own, (long long)card->casefile);
}

const char *words_head(void *owner, const char *head, int width)
{
	int left = width - text_width(head);
	return TEXT_OF(owner, "%s%*s", head, left > 1 ? left : 1, "");
}

/* The first letter of a name, which may be one already. */
static const char *initial(void *owner, const char *name)
{
	size_t n = 1;
	if (name == NULL || *name == '\0')
		return "";
	while ((name[n] & 0xc0) == 0x80)
		n++;
	return TEXT_OF(owner, " %.*s.", (int)n, name);
}

const char *words_name(void *owner, const struct card *card)
{
	if (card->surname == NULL)
		return card->applicant;
	return TEXT_OF(owner, "%s%s%s", card->surname, initial(owner, card->given_name),
		       initial(owner, card->patronymic));
}

const char *words_doubt(void *owner, const char *doubt)
{
	static const struct pair words[] = {
		{"dpi", N_("coarse scan")},	     {"skew", N_("lay askew")},
		{"edge", N_("cut off at the edge")}, {"turn", N_("which side is up?")},
		{"blank", N_("empty first page")},   {"confidence", N_("read unsurely")},
		{"missed", N_("not all was read")},  {"unread", N_("not read")},
	};
	const char *text = "";
	char *save = NULL, *copy = must(talloc_strdup(owner, doubt));
	for (char *at = strtok_r(copy, " ", &save); at != NULL; at = strtok_r(NULL, " ", &save)) {
		const char *word = pair_value(words, (int)(sizeof words / sizeof *words), at);
		text = TEXT_OF(owner, "%s%s%s", text, *text == '\0' ? "" : ", ",
			       word == NULL ? at : _(word));
	}
	return text;
}
