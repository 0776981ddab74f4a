/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/cage.h"
#include "ocr/ocr.h"

const struct room rooms[] = {{.name = "contact",
			      .run = ocr_contact_room,
			      .load = ocr_contact_room_load,
			      .leaves = LOCK_TREES},
			     {.name = NULL}};
