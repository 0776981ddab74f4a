/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/call.h"

#include <stdlib.h>

static const struct option common[] = {
	{"home", N_("DIR"), NULL}, {"as", N_("USER"), NULL}, {"json", NULL, NULL},
	{"help", NULL, NULL},	   {"version", NULL, NULL},  {NULL, NULL, NULL},
};

static const struct option *option_named(const struct option *list, const char *name, size_t n)
{
	for (; list != NULL && list->name != NULL; list++)
		if (strlen(list->name) == n && strncmp(list->name, name, n) == 0)
			return list;
	return NULL;
}

/* A part is called by the last word of its name. */
static const struct command *command_named(const struct command *const *list, const char *word)
{
	for (int i = 0; list[i] != NULL; i++) {
		const char *last = strrchr(list[i]->name, ' ');
		if (strcmp(last == NULL ? list[i]->name : last + 1, word) == 0)
			return list[i];
	}
	return NULL;
}

static void note_common(struct line *line, const char *name, const char *value)
{
	if (strcmp(name, "home") == 0)
		line->call.home = value;
	else if (strcmp(name, "as") == 0)
		line->call.as = value;
	else if (strcmp(name, "json") == 0)
		line->call.json = true;
	else if (strcmp(name, "help") == 0)
		line->help = true;
	else
		line->version = true;
}

static bool repeats(const struct option *option)
{
	return option->value != NULL && strstr(option->value, "…") != NULL;
}

/* One --name, --name=value or --name value; *I is moved past its value. */
static enum status take_option(struct job *job, struct line *line, const char **argv, int argc,
			       int *i)
{
	const char *name = argv[*i] + 2, *equals = strchr(name, '=');
	size_t n = equals == NULL ? strlen(name) : (size_t)(equals - name);
	const struct option *option = option_named(common, name, n);
	bool shared = option != NULL;
	if (!shared && line->command != NULL)
		option = option_named(line->command->options, name, n);
	if (option != NULL && option->value == NULL && equals != NULL)
		option = NULL; /* a switch takes no value */
	if (option == NULL && line->command == NULL)
		return fail(job, E_USAGE,
			    "unknown option %s before the command: see \"skrynka --help\"",
			    argv[*i]);
	if (option == NULL)
		return fail(job, E_USAGE, "unknown option %s: see \"skrynka %s --help\"", argv[*i],
			    line->command->name);
	const char *value = equals == NULL ? "" : equals + 1;
	if (option->value != NULL && equals == NULL) {
		if (*i + 1 >= argc)
			return fail(job, E_USAGE, "option --%s wants a value: %s", option->name,
				    _(option->value));
		value = argv[++*i];
	}
	/* neither the first nor the last: which of the two was meant, only the person knows */
	if (call_option(&line->call, option->name) != NULL && !repeats(option))
		return fail(job, E_USAGE, "option --%s is given twice: give it once", option->name);
	if (shared)
		note_common(line, option->name, value);
	struct pair *given = (struct pair *)(uintptr_t)line->call.options;
	given = APPEND(job, given, &line->call.noptions, struct pair);
	given[line->call.noptions - 1] = (struct pair){option->name, value};
	line->call.options = given;
	return OK;
}

static enum status take_command(struct job *job, struct line *line, const char *word)
{
	const struct command *above = line->command;
	const struct command *one = command_named(above == NULL ? commands : above->parts, word);
	if (one == NULL && above == NULL && strcmp(word, "help") == 0) {
		line->help = true;
		return OK;
	}
	if (one == NULL && above == NULL)
		return fail(job, E_USAGE, "unknown command \"%s\": see \"skrynka --help\"", word);
	if (one == NULL)
		return fail(job, E_USAGE, "unknown command \"%s %s\": see \"skrynka %s --help\"",
			    above->name, word, above->name);
	line->command = one;
	return OK;
}

static enum status take_word(struct job *job, struct line *line, const char *word)
{
	if (line->command == NULL || line->command->parts != NULL)
		return take_command(job, line, word);
	line->call.argv = APPEND(job, line->call.argv, &line->call.argc, const char *);
	line->call.argv[line->call.argc - 1] = word;
	return OK;
}

static enum status check_count(struct job *job, const struct line *line)
{
	const struct command *c = line->command;
	if (c == NULL || line->help || line->version)
		return OK;
	if (c->parts != NULL || line->call.argc < c->least ||
	    (c->most >= 0 && line->call.argc > c->most))
		return fail(job, E_USAGE, "usage: skrynka %s%s%s", c->name,
			    c->operands == NULL ? "" : " ",
			    c->operands == NULL ? "" : _(c->operands));
	return OK;
}

enum status line_read(struct job *job, const char **argv, int argc, struct line *out)
{
	bool options = true;
	*out = (struct line){0};
	for (int i = 0; i < argc; i++) {
		if (options && strcmp(argv[i], "--") == 0)
			options = false;
		else if (options && (strcmp(argv[i], "-h") == 0))
			out->help = true;
		else if (options && strcmp(argv[i], "-o") == 0 && i + 1 < argc) {
			const char *as_long[] = {"--output", argv[++i]};
			int at = 0;
			TRY(take_option(job, out, as_long, 2, &at));
		} else if (options && strncmp(argv[i], "--", 2) == 0)
			TRY(take_option(job, out, argv, argc, &i));
		else
			TRY(take_word(job, out, argv[i]));
	}
	return check_count(job, out);
}

const char *call_option(const struct call *call, const char *name)
{
	return pair_value(call->options, call->noptions, name);
}

enum status call_number(struct job *job, const struct call *call, const char *name, int least,
			int most, int fallback, int *out)
{
	const char *text = call_option(call, name);
	char *end;
	*out = fallback;
	if (text == NULL)
		return OK;
	long value = strtol(text, &end, 10);
	if (*text == '\0' || *end != '\0' || value < least || value > most)
		return fail(job, E_USAGE, "--%s wants a whole number from %d to %d, not \"%s\"",
			    name, least, most, text);
	*out = (int)value;
	return OK;
}

enum status call_pairs(struct job *job, const struct call *call, int first, struct pair **out,
		       int *count)
{
	struct pair *pairs = NEW_ARRAY(job, struct pair, call->argc);
	*count = 0;
	for (int i = first; i < call->argc; i++) {
		const char *equals = strchr(call->argv[i], '=');
		if (equals == NULL)
			return fail(job, E_USAGE, "\"%s\": write it as NAME=VALUE", call->argv[i]);
		const char *name = must(
			talloc_strndup(pairs, call->argv[i], (size_t)(equals - call->argv[i])));
		if (pair_value(pairs, *count, name) != NULL)
			return fail(job, E_USAGE, "%s is given twice: give it once", name);
		pairs[(*count)++] = (struct pair){name, equals + 1};
	}
	*out = pairs;
	return OK;
}
