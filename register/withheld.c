/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An applicant who asked not to be named (Law on citizens' appeals, art. 10 part 2). */
#include "register/audit.h"
#include "register/sight.h"
#include "register/text.h"

#include <string.h>

enum status case_withhold(struct job *job, struct office *office, int64_t casefile, bool asked,
			  const char *why)
{
	TRY(office_right(job, office, "registrar"));
	if (why == NULL || *why == '\0')
		return fail(job, E_USAGE, "say how the applicant asked: --why 'in the letter'");
	TRY(db_exec(job, office->home->db,
		    SQL("INSERT INTO withheld(casefile, at, person, asked, why) "
			"VALUES(?1, ?2, ?3, ?4, ?5)"),
		    INT(casefile), INT(job_now(job)), TEXT(office->user->id), INT(asked),
		    TEXT(why)));
	return audit_note(job, office, asked ? "withhold" : "name",
			  TEXT_OF(job, "%lld", (long long)casefile), why);
}

/* FOLDED without its last letters, which change with the case: Кравець, Кравця. Rather a word too
 * many is kept back than the name told. */
static const char *stem(void *owner, const char *folded)
{
	const char *end = folded;
	int letters = 0;
	for (const char *at = folded; text_step(&at) != 0;)
		letters++;
	int ending = letters >= 7 ? 3 : letters >= 5 ? 2 : letters == 4 ? 1 : 0;
	for (int i = 0; i < letters - ending; i++)
		text_step(&end);
	return must(talloc_strndup(owner, folded, (size_t)(end - folded)));
}

static bool names(struct job *job, const char *surname, const char *text)
{
	if (surname == NULL || text == NULL)
		return false;
	const char *words = TEXT_OF(job, " %s", text_fold(job, text));
	const char *name = TEXT_OF(job, " %s", stem(job, text_fold(job, surname)));
	return name[1] != '\0' && strstr(words, name) != NULL;
}

bool card_names(struct job *job, const struct card *card)
{
	return names(job, card->surname, card->summary);
}

const char *withheld_text(struct job *job, const char *surname, const char *text)
{
	return names(job, surname, text) ? withheld_words() : text;
}

/* Whoever holds more than the role of an executor sees every case. */
static bool sees_all(struct job *job, const struct office *office, const char *person)
{
	const char *roles = sight_roles(job, office, person);
	return strcmp(roles, " ") != 0 && strcmp(roles, " executor ") != 0;
}

enum status sight_of_names(struct job *job, const struct office *office, int64_t casefile,
			   const char *person, bool *out)
{
	struct rows *rows;
	*out = true;
	if (person == NULL)
		return OK;
	enum status status = db_one(job, office->home->db, &rows,
				    SQL("SELECT lead FROM withheld_now WHERE casefile = ?1"),
				    INT(casefile));
	if (status != OK)
		return status == E_ABSENT ? OK : status;
	*out = strcmp(row_lent(rows, 0), person) == 0 || sees_all(job, office, person);
	talloc_free(rows);
	return OK;
}

enum status sight_names(struct job *job, const struct office *office, int64_t casefile, bool *out)
{
	const char *person = office->user == NULL ? NULL : office->user->id;
	return sight_of_names(job, office, casefile, person, out);
}

const char *withheld_words(void)
{
	return FACT_("not told: the applicant asked so (art. 10)");
}

bool withheld_is(const char *field)
{
	static const char *const names[] = {"surname", "given-name",	"patronymic",
					    "address", "phone",		"email",
					    "work",    "co-applicants", "representative"};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (strcmp(names[i], field) == 0)
			return true;
	return false;
}

enum status case_paper_open(struct job *job, struct office *office, int64_t casefile)
{
	bool names;
	const char *about = TEXT_OF(job, "%lld", (long long)casefile);
	TRY(case_open(job, office, casefile));
	TRY(sight_names(job, office, casefile, &names));
	if (names)
		return OK;
	fail(job, E_REFUSED,
	     "case %s: the applicant asked not to be named, so that only the lead executor gets "
	     "the pages: ask the registrar for an excerpt",
	     about);
	return audit_refused(job, office, "fetch", about);
}
