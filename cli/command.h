/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A command of the program: one file cli/cmd-NAME.c with one row of this kind. */
#ifndef CLI_COMMAND_H
#define CLI_COMMAND_H

#include "register/register.h"

/* NEEDS_TERMS: an office when there is one, else only the law that is shipped. */
enum needs { NEEDS_NOTHING, NEEDS_HOME, NEEDS_TERMS, NEEDS_OFFICE, NEEDS_USER };

struct option {
	const char *name;  /* without the dashes */
	const char *value; /* what it takes, for help, N_("…"); NULL: a switch. With … at its end
			      it may be given again */
	const char *help;
};

struct table;

/* What main found on the command line. */
struct call {
	struct office *office; /* when the command needs one */
	const char *home;
	const char *as; /* as it was given; NULL: not */
	bool json;
	/* For programs all letters of a call are one list: the table they are gathered in, NULL:
	 * each batch is printed as it comes; the file that is being taken in. */
	struct table *gathered;
	const char *file;
	int argc; /* operands, options taken out */
	const char **argv;
	const struct pair *options; /* given ones, each once; the value of a switch is "" */
	int noptions;
};

struct command {
	const char *name; /* of a part with that of its command before it: "workflow check" */
	enum needs needs;
	const char *rights;	      /* roles, one of which the user must hold; NULL: any */
	int least, most;	      /* operands; most < 0: any number */
	const char *operands;	      /* for help */
	const char *summary;	      /* one line */
	const char *help;	      /* paragraphs */
	const struct option *options; /* ends with a NULL name; may be NULL */
	/* Commands of their own under this one, named by the word after it; ends with NULL. Then
	 * this one has no run. */
	const struct command *const *parts;
	enum status (*run)(struct job *job, const struct call *call);
};

extern const struct command *const commands[]; /* ends with NULL */

/* The value of an option, or NULL. */
const char *call_option(const struct call *call, const char *name);
/* A whole number from LEAST to MOST in an option, FALLBACK when it is not given; E_USAGE. */
enum status call_number(struct job *job, const struct call *call, const char *name, int least,
			int most, int fallback, int *out);
/* The operands from FIRST on, each written NAME=VALUE; E_USAGE. */
enum status call_pairs(struct job *job, const struct call *call, int first, struct pair **out,
		       int *count);

#endif
