/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The way of a batch from its stored files to the register: unfolded, read, parted, shown,
 * registered or held. */
#ifndef CLI_BRING_H
#define CLI_BRING_H

#include "cli/command.h"

struct bringing {
	const struct call *call;
	struct batch *batch;	   /* taken: its files are stored */
	const struct batch *asked; /* what the command line says; NULL: what is settled holds */
	const struct scans *scans; /* as they were given; NULL: named as the store does */
	int workers;
	bool look;	 /* register nothing: show how it is parted now */
	bool unreadable; /* the answer: it failed because its files or pages cannot be read */
};

/* Does it and tells it. What was read of a held batch is not read again. E_REFUSED when it is held,
 * with the words why and where its pages can be looked at. */
enum status bring(struct job *job, struct bringing *bringing);

/* The folder of a held batch, its pages read and parted. */
enum status bring_held(struct job *job, struct bringing *bringing, const char **folder);

/* The table for call->gathered. */
struct table *letters_gather(struct job *job);
/* The letters of a batch as a table, or in JSON; added to call->gathered where there is one. */
void letters_list(struct job *job, const struct call *call, const struct registered *found,
		  int count);

#endif
