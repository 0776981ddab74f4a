/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One batch is taken in: what intake, watch and scan do with it. */
#ifndef CLI_INTAKE_H
#define CLI_INTAKE_H

#include "cli/command.h"

/* The options that say what came and how: rows for the options of a command. */
#define INTAKE_OPTIONS                                                                             \
	{"channel", N_("WORD"),                                                                    \
	 N_("how it came: box post counter reception … (else as office.xml says)")},               \
		{"act", N_("ACT"),                                                                 \
		 N_("the act of opening a box: its box, its day, its number of letters")},         \
		{"box", N_("WORD"), N_("which complaint box, as named in office.xml")},            \
		{"date", N_("DATE"), N_("the day it arrived (today)")},                            \
		{"letters", N_("N"),                                                               \
		 N_("how many letters there must be; another count holds the whole batch")},       \
		{"sheets", N_("N"),                                                                \
		 N_("how many sheets of paper there must be; else it is held too")},               \
		{"pages", N_("N"),                                                                 \
		 N_("every N pages are a letter; without it, letters begin at separator sheets, "  \
		    "and several pages without any are held unless you say --letters 1")},         \
		{"procedure", N_("PROCEDURE"),                                                     \
		 N_("the workflow of these letters (else as office.xml says)")},                   \
	{                                                                                          \
		"workers", N_("N"), N_("reading processes (one a core)")                           \
	}

/* Whether the options of CALL say what this office knows; nothing is stored. */
enum status intake_check(struct job *job, const struct call *call);

/* Takes SCANS in with the options of CALL, lists its letters and what is to be done; the lock of
 * the intake is held. A file that cannot be read is in failed/ then, E_INPUT; a batch whose count
 * is wrong is held, E_REFUSED. */
enum status intake_take(struct job *job, const struct call *call, const struct scans *scans);

#endif
