/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/cage.h"
#include "stamps/stamps.h"

const struct room rooms[] = {
	{.name = "small", .run = stamps_small_room, .load = stamps_small_room_load},
	{.name = NULL}};
