/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/cage.h"
#include "stamps/stamps.h"

const struct room rooms[] = {{.name = "press",
			      .run = stamps_room,
			      .load = stamps_room_load,
			      .leaves = LOCK_FORKS | LOCK_TREES},
			     {.name = NULL}};
