/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/command.h"
#include "cli/table.h"
#include "cli/words.h"

static enum status list(struct job *job, const struct call *call)
{
	const struct column columns[] = {
		{"id", _("USER"), false},     {"name", _("NAME"), false},
		{"roles", _("ROLES"), false}, {"absent_until", _("ABSENT UNTIL"), false},
		{NULL, NULL, false},
	};
	struct table *table = table_new(job, columns);
	struct user *users;
	int count;
	TRY(user_list(job, call->office, &users, &count));
	for (int i = 0; i < count; i++)
		TABLE_ROW(table, users[i].id, users[i].name, users[i].roles,
			  call->json ? users[i].absent_until
				     : words_date(table, users[i].absent_until));
	table_print(table, call->json, _("there is nobody yet"));
	return OK;
}

static const struct user *user_named(const struct user *users, int count, const char *id)
{
	for (int i = 0; i < count; i++)
		if (strcmp(users[i].id, id) == 0)
			return &users[i];
	return NULL;
}

static const char *either(const char *given, const char *before)
{
	return given != NULL ? given : before;
}

/* What is not given to "change" stays; "-" ends an absence. */
static struct user changed(const struct call *call, const struct user *before)
{
	const char *absent = call_option(call, "absent-until");
	struct user user = {
		.id = call->argv[1],
		.name = either(call_option(call, "name"), before->name),
		.roles = either(call_option(call, "roles"), before->roles),
		.absent_until = either(absent, before->absent_until),
	};
	if (absent != NULL && strcmp(absent, "-") == 0)
		user.absent_until = NULL;
	return user;
}

static enum status put(struct job *job, const struct call *call, bool add)
{
	struct user *users;
	int count;
	TRY(office_right(job, call->office, "admin"));
	TRY(user_list(job, call->office, &users, &count));
	const struct user *before = user_named(users, count, call->argv[1]);
	if (add && before != NULL)
		return fail(job, E_USAGE, "there is a user %s already: skrynka user change %s",
			    before->id, before->id);
	if (!add && before == NULL)
		return fail(job, E_ABSENT, "no such user: %s: see \"skrynka user list\"",
			    call->argv[1]);
	struct user user = changed(call, add ? &(struct user){0} : before);
	if (user.name == NULL || user.roles == NULL)
		return fail(job, E_USAGE,
			    "give the name and the roles: --name \"…\" --roles \"…\"");
	TRY(user_put(job, call->office, &user));
	printf(_("%s: noted\n"), user.id);
	return OK;
}

static enum status run(struct job *job, const struct call *call)
{
	if (call->argc == 0 || (call->argc == 1 && strcmp(call->argv[0], "list") == 0))
		return list(job, call);
	bool add = strcmp(call->argv[0], "add") == 0;
	if (call->argc == 2 && (add || strcmp(call->argv[0], "change") == 0))
		return put(job, call, add);
	return fail(job, E_USAGE, "usage: skrynka user list | add USER | change USER");
}

static const struct option options[] = {
	{"name", N_("TEXT"), N_("first name and SURNAME, for people")},
	{"roles", N_("ROLES"),
	 N_("one or more of: registrar head deputy executor controller archivist admin")},
	{"absent-until", N_("DATE"),
	 N_("the last day of absence; a deputy acts for an absent head; \"-\" ends it")},
	{NULL, NULL, NULL},
};

const struct command cmd_user = {
	.name = "user",
	.needs = NEEDS_OFFICE,
	.least = 0,
	.most = 2,
	.operands = N_("list | add USER | change USER"),
	.summary = N_("the people of the office and their roles"),
	.help = N_("USER is a short latin word. What is not given to \"change\" stays as it was."),
	.options = options,
	.run = run,
};
