/* SPDX-License-Identifier: GPL-3.0-or-later */
/* skrynka [--home DIR] [--as USER] [--json] COMMAND … */
#include "cli/call.h"
#include "cli/speak.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static enum status open_what_it_needs(struct job *job, const struct command *command,
				      struct call *call)
{
	const char *as = call->as;
	if (command->needs == NEEDS_NOTHING)
		return OK;
	TRY(home_find(job, call->home, &call->home));
	if (command->needs == NEEDS_HOME)
		return OK;
	if (command->needs == NEEDS_TERMS)
		return office_law(job, call->home, &call->office);
	TRY(office_open(job, call->home, as != NULL ? as : getenv("SKRYNKA_USER"), &call->office));
	if (command->needs == NEEDS_USER && call->office->user == NULL)
		return fail(job, E_USAGE, "say who you are: --as USER or $SKRYNKA_USER");
	return command->rights == NULL ? OK : office_right(job, call->office, command->rights);
}

static enum status obey(struct job *job, const char **argv, int argc)
{
	struct line line;
	TRY(line_read(job, argv, argc, &line));
	if (line.version)
		return printf("skrynka %s\n", VERSION) < 0 ? E_SYSTEM : OK;
	if (line.help || line.command == NULL)
		return help_print(line.command, line.help ? stdout : stderr) || line.help ? OK
											  : E_USAGE;
	TRY(open_what_it_needs(job, line.command, &line.call));
	return line.command->run(job, &line.call);
}

int main(int argc, char **argv)
{
	speak();
	umask(027); /* personal data, whatever the folder it is put in */
	struct job *job = job_new();
	enum status status = obey(job, (const char **)argv + 1, argc - 1);
	if (status != OK && *job_fault(job) != '\0')
		fprintf(stderr, "skrynka: %s\n", job_fault(job));
	if ((fflush(stdout) != 0 || ferror(stdout)) && status == OK) {
		fprintf(stderr, "skrynka: %s\n",
			_("the output cannot be written: is the disk full?"));
		status = E_BUSY;
	}
	talloc_free(job);
	return status_exit(status);
}
