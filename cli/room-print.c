/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/cage.h"
#include "stamps/stamps.h"

const struct room rooms[] = {{.name = "print", .run = stamps_print_room, .open = true},
			     {.name = NULL}};
