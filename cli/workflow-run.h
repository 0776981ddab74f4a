/* SPDX-License-Identifier: GPL-3.0-or-later */
/* "workflow run": a procedure stepped by hand, or tried on a sample case. */
#ifndef CLI_WORKFLOW_RUN_H
#define CLI_WORKFLOW_RUN_H

#include "cli/command.h"

enum status workflow_run(struct job *job, const struct call *call);

#endif
