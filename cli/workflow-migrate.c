/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/table.h"
#include "cli/workflow.h"
#include <stdio.h>

struct asked {
	const struct call *call;
	const char *name, *why;
	struct pair *map;
	int nmap;
	int64_t only; /* this case, or 0: all */
};

static enum status map_read(struct job *job, const struct call *call, struct asked *asked)
{
	for (int i = 0; i < call->noptions; i++) {
		const char *words = call->options[i].value, *equals = strchr(words, '=');
		if (strcmp(call->options[i].name, "map") != 0)
			continue;
		if (equals == NULL || equals == words || equals[1] == '\0')
			return fail(job, E_USAGE, "--map wants OLD=NEW, the ids of two states");
		asked->map = APPEND(job, asked->map, &asked->nmap, struct pair);
		asked->map[asked->nmap - 1] = (struct pair){
			must(talloc_strndup(job, words, (size_t)(equals - words))), equals + 1};
	}
	return OK;
}

static enum status asked_read(struct job *job, const struct call *call, struct asked *asked)
{
	const char *only = call_option(call, "case");
	bool carry_out = call_option(call, "do") != NULL;
	*asked = (struct asked){
		.call = call, .name = call->argv[0], .why = call_option(call, "why")};
	if (carry_out && call_option(call, "dry-run") != NULL)
		return fail(job, E_USAGE, "either --do or --dry-run");
	if (carry_out && (asked->why == NULL || *asked->why == '\0'))
		return fail(job, E_USAGE,
			    "say why: --why WORDS stand in the journal of every case");
	TRY(map_read(job, call, asked));
	return only == NULL ? OK : case_find(job, call->office, only, &asked->only);
}

static enum status move_one(struct job *job, const struct asked *asked, int64_t casefile,
			    bool carry_out, struct migrated *out)
{
	struct migration migration = {.casefile = casefile,
				      .map = asked->map,
				      .nmap = asked->nmap,
				      .user = asked->call->office->user->id,
				      .why = asked->why,
				      .carry_out = carry_out};
	return engine_migrate(job, asked->call->office->engine, &migration, out);
}

static const char *outcome(const struct migrated *moved)
{
	if (moved->there)
		return _("is there already");
	return moved->why_not != NULL ? _("cannot be moved") : _("can be moved");
}

struct plan {
	struct running *cases;
	struct migrated *moves;
	int count, refused, there;
};

static bool is_asked(const struct asked *asked, const struct running *running)
{
	return asked->only == 0 || asked->only == running->casefile;
}

/* All are tried before any is moved. */
static enum status plan_make(struct job *job, const struct asked *asked, struct plan *plan)
{
	TRY(engine_running(job, asked->call->office->engine, asked->name, &plan->cases,
			   &plan->count));
	plan->moves = NEW_ARRAY(job, struct migrated, plan->count + 1);
	for (int i = 0; i < plan->count; i++) {
		if (!is_asked(asked, &plan->cases[i]))
			continue;
		TRY(move_one(job, asked, plan->cases[i].casefile, false, &plan->moves[i]));
		plan->refused += plan->moves[i].why_not != NULL;
		plan->there += plan->moves[i].there;
	}
	return OK;
}

static void plan_print(struct job *job, const struct asked *asked, const struct plan *plan)
{
	const struct column columns[] = {
		{"case", _("CASE"), true},
		{"before", _("STANDS AT"), false},
		{"after", _("WILL BE AT"), false},
		{"deadlines", _("TERMS"), true},
		{"outcome", _("OUTCOME"), false},
		{"why_not", NULL, false},
		{NULL, NULL, false},
	};
	struct table *table = table_new(job, columns);
	for (int i = 0; i < plan->count; i++) {
		const struct migrated *m = &plan->moves[i];
		if (!is_asked(asked, &plan->cases[i]))
			continue;
		TABLE_ROW(table, TEXT_OF(job, "%lld", (long long)plan->cases[i].casefile),
			  plan->cases[i].states, m->after, TEXT_OF(job, "%d", m->deadlines),
			  outcome(m), m->why_not);
	}
	table_print(table, asked->call->json, _("no case runs on this procedure"));
	for (int i = 0; i < plan->count && !asked->call->json; i++)
		if (plan->moves[i].why_not != NULL)
			fprintf(stderr, _("case %lld: %s\n"), (long long)plan->cases[i].casefile,
				plan->moves[i].why_not);
}

static enum status carry_out(struct job *job, const struct asked *asked, const struct plan *plan)
{
	int done = 0;
	for (int i = 0; i < plan->count; i++) {
		struct migrated moved;
		if (!plan->moves[i].moved)
			continue;
		TRY(move_one(job, asked, plan->cases[i].casefile, true, &moved));
		if (!moved.moved && moved.why_not != NULL)
			return fail(
				job, E_BUSY,
				"case %lld has changed meanwhile: %s. %d cases were moved; run it "
				"again for the others",
				(long long)plan->cases[i].casefile, moved.why_not, done);
		done += moved.moved;
	}
	fprintf(stderr, _("%d cases moved\n"), done);
	return OK;
}

static enum status run(struct job *job, const struct call *call)
{
	struct asked asked;
	struct plan plan = {0};
	TRY(asked_read(job, call, &asked));
	TRY(plan_make(job, &asked, &plan));
	plan_print(job, &asked, &plan);
	if (plan.refused > 0)
		return fail(job, E_INPUT, "%d cases cannot be moved: none was moved", plan.refused);
	if (call_option(call, "do") != NULL)
		return carry_out(job, &asked, &plan);
	if (plan.count > plan.there && !call->json)
		fprintf(stderr, "%s\n",
			_("Nothing was changed. To carry it out: --do --why \"the reason\""));
	return OK;
}

static const struct option options[] = {
	{"map", N_("OLD=NEW…"),
	 N_("a state that is called otherwise now; of several at once OLD=NEW,NEW; may be "
	    "repeated")},
	{"case", N_("CASE"), N_("only this case")},
	{"dry-run", NULL, N_("only say what would be done (so also without --do)")},
	{"do", NULL, N_("carry it out")},
	{"why", N_("WORDS"), N_("the reason, for the journal of every case")},
	{NULL, NULL, NULL},
};

const struct command workflow_migrate = {
	.name = "workflow migrate",
	.needs = NEEDS_USER,
	.rights = "admin",
	.least = 1,
	.most = 1,
	.operands = N_("NAME"),
	.summary = N_("move running cases to the new text of their procedure"),
	.help = N_(
		"NAME is the procedure's, without .scxml. A case runs to its end on the text that "
		"it began with, unless it is moved by this. States keep their ids unless --map "
		"says otherwise; terms keep their dates, tasks their people; nothing that is "
		"done on entering a state is done again. If one case cannot be moved, none is."),
	.options = options,
	.run = run,
};
