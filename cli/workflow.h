/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the tools for procedures have in common. */
#ifndef CLI_WORKFLOW_H
#define CLI_WORKFLOW_H

#include "cli/command.h"

/* The text of a definition. */
enum status workflow_read(struct job *job, const char *path, char **xml, size_t *size);

/* The office with its cases; E_ABSENT when there is none. */
enum status workflow_office(struct job *job, const struct call *call, struct office **out);

/* On standard output, folded to its width. */
void sentences_print(struct job *job, const struct sentence *lines, int count);

#endif
