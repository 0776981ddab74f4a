/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "register/sight.h"

#include "register/person.h"

#include <string.h>

static const char *const all[] = {"registrar",	"head",	     "deputy",
				  "controller", "archivist", "admin"};

static bool of_all(struct job *job, const struct office *office)
{
	bool may = false;
	for (size_t i = 0; i < sizeof all / sizeof *all && office->user != NULL && !may; i++)
		may = person_holds(job, office->home, office->user->id, all[i]);
	return may;
}

const char *sight_seer(struct job *job, const struct office *office)
{
	if (of_all(job, office))
		return NULL;
	return office->user == NULL ? "" : office->user->id;
}

/* A task that is done still lets its executor look: he answers for what he wrote. */
enum status sight_of(struct job *job, const struct office *office, int64_t casefile, bool *out)
{
	struct rows *rows;
	*out = of_all(job, office);
	if (*out || office->user == NULL)
		return OK;
	enum status status = db_one(
		job, office->home->db, &rows,
		SQL("SELECT id FROM task WHERE casefile = ?1 AND person = ?2 LIMIT 1"),
		INT(casefile), TEXT(office->user->id));
	*out = status == OK;
	if (status == OK)
		talloc_free(rows);
	return status == E_ABSENT ? OK : status;
}

const char *sight_roles(struct job *job, const struct office *office, const char *id)
{
	const char *held = " ";
	if (person_holds(job, office->home, id, "executor"))
		held = TEXT_OF(job, "%sexecutor ", held);
	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		if (person_holds(job, office->home, id, all[i]))
			held = TEXT_OF(job, "%s%s ", held, all[i]);
	return held;
}
