/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/speak.h"

#include "base/file.h"
#include "base/home.h"
#include <libintl.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

/* Ukrainian, unless the locale asks for C or English by name. No locale needs to be generated:
 * C.UTF-8 is always there, and LANGUAGE names the catalogue. English is to speak without one: facts
 * are still stored in Ukrainian (FACT_). */
void speak(void)
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
