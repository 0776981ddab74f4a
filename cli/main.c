/* SPDX-License-Identifier: GPL-3.0-or-later */
/* skrynka [--home DIR] [--as USER] [--json] COMMAND … */
#include "base/cage.h"
#include "cli/call.h"
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* Ukrainian, unless the locale asks for C or English by name. No locale needs to be generated:
 * C.UTF-8 is always there, and LANGUAGE names the catalogue. English is to speak without one: facts
 * are still stored in Ukrainian (FACT_). */
static void speak(void)
{
	static const char *const asked[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
	const char *locale = "";
	for (int i = 0; i < 3 && *locale == '\0'; i++)
		if (getenv(asked[i]) != NULL)
			locale = getenv(asked[i]);
	bool english = strcmp(locale, "C") == 0 || strcmp(locale, "POSIX") == 0 ||
		       strncmp(locale, "en", 2) == 0;
	setlocale(LC_CTYPE, "C.UTF-8");
	setlocale(LC_MESSAGES, "C.UTF-8");
	setenv("LANGUAGE", "uk", 1);
	struct job *job = job_new();
	const char *installed = TEXT_OF(job, "%s/../locale", data_folder(job));
	const char *built = TEXT_OF(job, "%s/locale", program_folder(job));
	bindtextdomain(CATALOGUE, file_exists(built) ? built : installed);
	bind_textdomain_codeset(CATALOGUE, "UTF-8");
	textdomain(english ? CATALOGUE "-english" : CATALOGUE);
	talloc_free(job);
}

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
	if (argc >= 3 && strcmp(argv[1], "--cage") == 0) {
		speak();
		return cage_main(argc - 2, argv + 2);
	}
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
