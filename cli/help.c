/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/call.h"
#include "cli/fold.h"

enum { PAGE_WIDTH = 80 };

/* A translator does not know how long the line is. */
static void print_folded(FILE *out, int indent, const char *text)
{
	fprintf(out, "%*s", indent, "");
	fold_put(out, PAGE_WIDTH, indent, indent, text);
}

static void print_list(const struct command *const *list, int width, FILE *out)
{
	for (int i = 0; list[i] != NULL; i++)
		fprintf(out, "  %-*s %s\n", width, list[i]->name, _(list[i]->summary));
}

static void print_all(FILE *out)
{
	fprintf(out, "%s\n\n", _("usage: skrynka [--home DIR] [--as USER] [--json] COMMAND …"));
	print_list(commands, 12, out);
	fprintf(out, "\n%s\n",
		_("Options of every command:\n"
		  "  --home DIR   where the office is; else $SKRYNKA_HOME\n"
		  "  --as USER    who acts; else $SKRYNKA_USER\n"
		  "  --json       listings as JSON\n"
		  "  --help       help on a command: skrynka COMMAND --help\n"
		  "  --version    the version of the program"));
}

static void print_usage(const struct command *command, FILE *out)
{
	struct job *job = job_new();
	fold_put(out, PAGE_WIDTH, 0, 8,
		 TEXT_OF(job, "%s skrynka %s%s%s", _("usage:"), command->name,
			 command->operands == NULL ? "" : " ",
			 command->operands == NULL ? "" : _(command->operands)));
	talloc_free(job);
}

static void print_one(const struct command *command, FILE *out)
{
	print_usage(command, out);
	fprintf(out, "\n%s\n", _(command->summary));
	if (command->help != NULL) {
		fputc('\n', out);
		print_folded(out, 0, _(command->help));
	}
	if (command->parts != NULL) {
		fputc('\n', out);
		print_list(command->parts, 16, out);
	}
	if (command->rights != NULL)
		fprintf(out, "\n%s %s\n", _("For the roles:"), command->rights);
	if (command->options == NULL)
		return;
	fprintf(out, "\n%s\n", _("Options:"));
	for (const struct option *o = command->options; o->name != NULL; o++) {
		fprintf(out, "  --%s%s%s\n", o->name, o->value == NULL ? "" : " ",
			o->value == NULL ? "" : _(o->value));
		print_folded(out, 8, _(o->help));
	}
}

bool help_print(const struct command *command, FILE *out)
{
	if (command == NULL)
		print_all(out);
	else
		print_one(command, out);
	return false;
}
