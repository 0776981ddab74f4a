/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Work on foreign pixels is done in a process of its own: the program skrynka-cage, as
 * "skrynka --cage ROOM ARGUMENTS…", with a limit on memory, without core files or a database, with
 * one OpenMP thread, and dies with its parent. How long a page may take is for the room to say. It
 * talks by lines on its standard output. */
#ifndef BASE_CAGE_H
#define BASE_CAGE_H

#include "base/job.h"
#include <stdbool.h>

/* A room: what may be done in a cage. The table of rooms is in cli/rooms.c. */
struct room {
	const char *name;
	enum status (*run)(struct job *job, int argc, char **argv); /* argv[0] is the room's name */
};
extern const struct room rooms[]; /* ends with a NULL name */

#define CAGE_FAULT "fault " /* a line of the cage that tells why it failed begins so */

struct cage {
	const char *room;
	const char *const *args;		    /* ends with NULL */
	int memory_mb;				    /* address space of each process, 0: 2048 */
	void (*line)(void *self, const char *line); /* each line that is not a fault; may be NULL */
	void *self;
};

/* Runs it to its end. What the room's run returned, with its fault; E_SYSTEM when it died. */
enum status cage_run(struct job *job, const struct cage *cage);

/* Inside: runs room argv[0] and ends the process's work; called by the main of skrynka-cage. */
int cage_main(int argc, char **argv);

/* Inside: tells the parent one line; line breaks in it become spaces, after 64 kB it is cut. */
void cage_say(const char *format, ...) __attribute__((format(printf, 1, 2)));

#endif
