/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/cage.h"
#include "scan/scan.h"

/* Drivers need the hardware. */
const struct room rooms[] = {{.name = "scanners", .run = scan_list_room, .open = true},
			     {.name = NULL}};
