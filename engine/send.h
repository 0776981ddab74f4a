/* SPDX-License-Identifier: GPL-3.0-or-later */
/* <send> and <cancel>. What goes to the chart itself by the external queue is recorded as an
 * effect, which whoever keeps that queue carries out:
 *
 * - send: event; id; delay (milliseconds); data (<data>…</data>)
 * - cancel: id */
#ifndef ENGINE_SEND_H
#define ENGINE_SEND_H

#include "engine/step.h"

bool run_send(struct session *session, const struct action *action);
bool run_cancel(struct session *session, const struct action *action);

#endif
