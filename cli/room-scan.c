/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/cage.h"
#include "scan/scan.h"

/* Drivers need the hardware. */
const struct room rooms[] = {{.name = "scan", .run = scan_room, .open = true}, {.name = NULL}};
