/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/cage.h"
#include "ocr/ocr.h"

const struct room rooms[] = {
	{.name = "again", .run = ocr_again_room, .load = ocr_again_room_load, .leaves = LOCK_FORKS},
	{.name = NULL}};
