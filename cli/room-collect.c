/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/cage.h"
#include "ocr/ocr.h"

const struct room rooms[] = {
	{.name = "collect", .run = ocr_collect_room, .load = ocr_collect_room_load},
	{.name = NULL}};
