/* SPDX-License-Identifier: GPL-3.0-or-later */
/* skrynka-cage --cage ROOM ARGUMENTS… — what may be done in a cage (base/cage.h). A program of its
 * own: the libraries that open pictures are loaded for them alone. */
#include "archive/archive.h"
#include "cli/speak.h"
#include "ocr/ocr.h"
#include "scan/scan.h"
#include "stamps/stamps.h"
#include "unfold/unfold.h"
#include <string.h>

const struct room rooms[] = {
	{.name = "read", .run = ocr_room, .load = ocr_room_load, .leaves = LOCK_FORKS},
	{.name = "again", .run = ocr_again_room, .load = ocr_again_room_load, .leaves = LOCK_FORKS},
	{.name = "collect", .run = ocr_collect_room, .load = ocr_collect_room_load},
	{.name = "contact",
	 .run = ocr_contact_room,
	 .load = ocr_contact_room_load,
	 .leaves = LOCK_TREES},
	{.name = "press",
	 .run = stamps_room,
	 .load = stamps_room_load,
	 .leaves = LOCK_FORKS | LOCK_TREES},
	{.name = "bind", .run = archive_room, .load = archive_room_load, .leaves = LOCK_TREES},
	{.name = "small", .run = stamps_small_room, .load = stamps_small_room_load},
	{.name = "print", .run = stamps_print_room, .open = true},
	{.name = "unfold", .run = unfold_room, .load = unfold_room_load, .leaves = LOCK_TREES},
	/* drivers need the hardware */
	{.name = "scanners", .run = scan_list_room, .open = true},
	{.name = "scan", .run = scan_room, .open = true},
	{.name = NULL},
};

int main(int argc, char **argv)
{
	if (argc < 3 || strcmp(argv[1], "--cage") != 0)
		return status_exit(E_USAGE);
	speak();
	return cage_main(argc - 2, argv + 2);
}
