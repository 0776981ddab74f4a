/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Work on foreign pixels is done in a process of its own: the program skrynka-ROOM, as
 * "skrynka --cage ROOM ARGUMENTS…", with a limit on memory, without core files or a database, with
 * one OpenMP thread, and dies with its parent. A room first loads what it needs and opens what it
 * was handed (base/reach.h); then it is locked (base/lock.h), and only then is anything foreign
 * looked at. How long a page may take is for the room to say. It talks by lines on its standard
 * output. */
#ifndef BASE_CAGE_H
#define BASE_CAGE_H

#include "base/job.h"
#include "base/lock.h"
#include <stdbool.h>

/* A room: what may be done in a cage. Each has a program, cli/room-NAME.c. */
struct room {
	const char *name;
	/* Under the lock. argv[0] is the room's name; SELF what load left there. */
	enum status (*run)(struct job *job, int argc, char **argv, void *self);
	/* Before it: reach_file, reach_folder, models; starts no threads. May be NULL. */
	enum status (*load)(struct job *job, int argc, char **argv, void **self);
	int leaves; /* LOCK_FORKS, LOCK_TREES */
	bool open;  /* there is no lock: nothing foreign is parsed in it */
};
extern const struct room rooms[]; /* ends with a NULL name */

#define CAGE_FAULT "fault " /* a line of the cage that tells why it failed begins so */

struct cage {
	const char *room;
	const char *const *args;		    /* ends with NULL */
	int memory_mb;				    /* address space of each process, 0: 2048 */
	void (*line)(void *self, const char *line); /* each line that is not a fault; may be NULL */
	void *self;
	bool *died; /* set when it ended without a word of its own; may be NULL */
};

/* Runs it to its end. What the room's run returned, with its fault; E_SYSTEM when it died. */
enum status cage_run(struct job *job, const struct cage *cage);

/* A document for the cage, in memory: *PATH opens it there, until JOB is freed. */
enum status cage_post(struct job *job, const char *name, const char *text, const char **path);

/* Inside: runs room argv[0] and ends the process's work; called by the main of a room's program. */
int cage_main(int argc, char **argv);

/* How well a cage is locked on this machine: a process locks itself and tells. */
enum status cage_locked(struct job *job, struct locked *out);

/* Inside a room with LOCK_FORKS, or while it loads: WORK is done by a process forked for it, locked
 * without workers of its own, within SECONDS. What it leaves in RESULT (SIZE bytes, shared) is not
 * to be trusted. What WORK returned, with its fault; E_SYSTEM when it died. */
struct apart {
	enum status (*work)(struct job *job, void *self, void *result);
	void *self;
	size_t size;
	unsigned seconds;
};
enum status cage_apart(struct job *job, const struct apart *apart, void *result);

/* Why a process that was locked in died, by what waitpid says, for a person. */
const char *cage_death(void *owner, int how);

/* Inside: tells the parent one line; line breaks in it become spaces, after 64 kB it is cut. */
void cage_say(const char *format, ...) __attribute__((format(printf, 1, 2)));

#endif
