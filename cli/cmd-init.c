/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/command.h"
#include <stdio.h>

static enum status run(struct job *job, const struct call *call)
{
	struct founding founding = {
		.home = call->home,
		.name = call_option(call, "name"),
		.edrpou = call_option(call, "edrpou"),
		.settings = call_option(call, "settings"),
	};
	if (founding.name == NULL && founding.settings == NULL)
		return fail(job, E_USAGE, "give the name of the office: --name \"…\"");
	TRY(office_init(job, &founding));
	printf(_("The office is made in %s\n"
		 "Next: add people with \"skrynka user add\", then take in paper with \"skrynka "
		 "intake\".\n"),
	       call->home);
	return OK;
}

static const struct option options[] = {
	{"name", N_("TEXT"), N_("name of the office, as on its stamp")},
	{"edrpou", N_("NUMBER"), N_("its code in the state register (ЄДРПОУ)")},
	{"settings", N_("FILE"), N_("take this office.xml instead of the default one")},
	{NULL, NULL, NULL},
};

const struct command cmd_init = {
	.name = "init",
	.needs = NEEDS_HOME,
	.summary = N_("make an office"),
	.help = N_(
		"Makes the folder of an office (--home) with its database, its settings office.xml "
		"and "
		"the user \"admin\". An office that is there already is not touched."),
	.options = options,
	.run = run,
};
