/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/cage.h"
#include "unfold/unfold.h"

const struct room rooms[] = {
	{.name = "unfold", .run = unfold_room, .load = unfold_room_load, .leaves = LOCK_TREES},
	{.name = NULL}};
