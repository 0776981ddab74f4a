/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was asked of a command that stopped half-way, kept for when it goes on. */
#ifndef CLI_ASKED_H
#define CLI_ASKED_H

#include "cli/command.h"

/* Keeps the options of CALL in the file PATH, a line each. */
enum status asked_keep(struct job *job, const struct call *call, const char *path);

/* Adds to the options of CALL those kept in PATH that it has not. *WORDS: what was added, as it is
 * typed; "" when nothing was. No such file is no error. */
enum status asked_join(struct job *job, const char *path, struct call *call, const char **words);

#endif
