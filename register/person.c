/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "register/person.h"

#include "base/plain.h"
#include "register/audit.h"
#include "register/text.h"

#define ROLES "registrar head deputy executor controller archivist admin"

bool role_known(const char *role)
{
	return word_in(ROLES, role);
}

static void read_row(void *owner, struct rows *rows, struct user *out)
{
	*out = (struct user){
		.id = COPY(owner, row_text(rows, 0)),
		.name = COPY(owner, row_text(rows, 1)),
		.roles = COPY(owner, row_text(rows, 2)),
		.absent_until = copied(owner, row_text(rows, 3)),
	};
}

enum status person_find(struct job *job, struct home *home, const char *id, struct user *out)
{
	struct rows *rows;
	enum status status = db_one(
		job, home->db, &rows,
		SQL("SELECT id, name, roles, absent_until FROM person WHERE id = ?1"), TEXT(id));
	if (status == E_ABSENT)
		return fail(job, E_ABSENT, "no such user: %s: see \"skrynka user list\"", id);
	TRY(status);
	read_row(job, rows, out);
	talloc_free(rows);
	return OK;
}

enum status person_only(struct job *job, struct home *home, struct user **out)
{
	struct rows *rows;
	int count = 0;
	*out = NULL;
	TRY(db_query(job, home->db, &rows,
		     SQL("SELECT id, name, roles, absent_until FROM person LIMIT 2")));
	for (; db_next(rows); count++) {
		*out = NEW(job, struct user);
		read_row(job, rows, *out);
	}
	if (count != 1)
		*out = NULL;
	return db_end(rows);
}

/* A deputy acts for a head while a head is away (a head who is here acts himself). */
static bool head_away(struct job *job, struct home *home)
{
	struct rows *rows;
	bool away = false;
	if (db_query(job, home->db, &rows, SQL("SELECT roles FROM person WHERE absent_until >= ?1"),
		     DAY(job_today(job))) != OK)
		return false;
	while (db_next(rows))
		away = away || word_in(row_text(rows, 0), "head");
	return db_end(rows) == OK && away;
}

bool person_holds(struct job *job, struct home *home, const char *id, const char *role)
{
	struct job *below = job_below(job);
	struct user user;
	bool holds = person_find(below, home, id, &user) == OK &&
		     (word_in(user.roles, role) ||
		      (strcmp(role, "head") == 0 && word_in(user.roles, "deputy") &&
		       head_away(below, home)));
	talloc_free(below);
	return holds;
}

static bool latin_word(const char *word)
{
	size_t n = strspn(word, "abcdefghijklmnopqrstuvwxyz0123456789-");
	return n > 0 && n <= 32 && word[n] == '\0' && word[0] >= 'a' && word[0] <= 'z';
}

static enum status check_roles(struct job *job, const char *roles)
{
	bool any = false;
	while (*roles != '\0') {
		size_t length = strcspn(roles, " ,");
		const char *role = must(talloc_strndup(job, roles, length));
		if (length > 0 && !role_known(role))
			return fail(job, E_INPUT, "no such role: %s: the roles are %s", role,
				    ROLES);
		any = any || length > 0;
		roles += length + (roles[length] != '\0');
	}
	return any ? OK : fail(job, E_INPUT, "give at least one role: %s", ROLES);
}

/* The words of LIST between single spaces, each once, in the order of ROLES. */
static const char *roles_sorted(void *owner, const char *list)
{
	char *roles = must(talloc_strdup(owner, list)), *sorted = must(talloc_strdup(owner, ""));
	for (char *p = roles; *p != '\0'; p++)
		*p = *p == ',' ? ' ' : *p;
	for (const char *all = ROLES; *all != '\0'; all += strspn(all, " ")) {
		const char *role = must(talloc_strndup(owner, all, strcspn(all, " ")));
		all += strlen(role);
		if (word_in(roles, role))
			sorted = must(talloc_asprintf_append_buffer(
				sorted, "%s%s", *sorted == '\0' ? "" : " ", role));
	}
	return sorted;
}

static enum status check_user(struct job *job, const struct user *user)
{
	struct day day;
	if (!latin_word(user->id))
		return fail(job, E_INPUT,
			    "\"%s\" cannot be a user's word: use small latin letters, digits and "
			    "\"-\", "
			    "a letter first, 32 at most",
			    user->id);
	if (!plain_is(user->name) || strpbrk(user->name, "\r\n\t") != NULL)
		return fail(job, E_INPUT, "the name of %s holds a control character", user->id);
	if (*user->name == '\0' || strlen(user->name) > 300)
		return fail(job, E_INPUT, "give %s a name, 300 bytes at most", user->id);
	if (user->absent_until != NULL && !day_read(user->absent_until, &day))
		return fail(job, E_INPUT, "\"%s\" is no day: write it as 2026-11-22 or 22.11.2026",
			    user->absent_until);
	return check_roles(job, user->roles);
}

/* An office without an administrator could never be put right again. */
static enum status check_admin(struct job *job, struct home *home)
{
	struct rows *rows;
	bool admin = false;
	TRY(db_query(job, home->db, &rows, SQL("SELECT roles FROM person")));
	while (db_next(rows))
		admin = admin || word_in(row_text(rows, 0), "admin");
	TRY(db_end(rows));
	return admin ? OK : fail(job, E_REFUSED, "the office must keep a user with the role admin");
}

static enum status write_person(struct job *job, struct office *office, const struct user *user)
{
	struct tx *tx;
	struct day absent;
	char text[DAY_TEXT];
	bool away = user->absent_until != NULL && day_read(user->absent_until, &absent);
	const char *roles = roles_sorted(job, user->roles);
	TRY(tx_begin(job, office->home->db, &tx));
	TRY(db_exec(
		job, office->home->db,
		SQL("INSERT INTO person(id, name, roles, absent_until) VALUES(?1, ?2, ?3, ?4) "
		    "ON CONFLICT(id) DO UPDATE SET name = excluded.name, roles = excluded.roles, "
		    "absent_until = excluded.absent_until"),
		TEXT(user->id), TEXT(user->name), TEXT(roles),
		TEXT(away ? day_iso(absent, text) : NULL)));
	TRY(check_admin(job, office->home));
	TRY(audit_note(job, office, "user", user->id,
		       TEXT_OF(job, "%s; %s; %s", user->name, roles, away ? text : "-")));
	return tx_commit(tx);
}

enum status user_put(struct job *job, struct office *office, const struct user *user)
{
	struct job *below = job_below(job);
	enum status status = check_user(below, user);
	if (status == OK)
		status = write_person(below, office, user);
	talloc_free(below);
	return status;
}

enum status user_list(struct job *job, struct office *office, struct user **out, int *count)
{
	struct rows *rows;
	*out = NULL;
	*count = 0;
	TRY(db_query(job, office->home->db, &rows,
		     SQL("SELECT id, name, roles, absent_until FROM person ORDER BY id")));
	while (db_next(rows)) {
		*out = APPEND(job, *out, count, struct user);
		read_row(job, rows, &(*out)[*count - 1]);
	}
	return db_end(rows);
}
