/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "archive/archive.h"
#include "base/cage.h"

const struct room rooms[] = {
	{.name = "bind", .run = archive_room, .load = archive_room_load, .leaves = LOCK_TREES},
	{.name = NULL}};
