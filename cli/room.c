/* SPDX-License-Identifier: GPL-3.0-or-later */
/* skrynka-ROOM --cage ROOM ARGUMENTS… — what may be done in a cage (base/cage.h). A program for
 * each room (cli/room-NAME.c): of the libraries that open pictures it loads its own, a hundred of
 * them being what a letter would wait for longest. */
#include "base/cage.h"
#include "cli/speak.h"
#include <string.h>

int main(int argc, char **argv)
{
	if (argc < 3 || strcmp(argv[1], "--cage") != 0)
		return status_exit(E_USAGE);
	speak();
	return cage_main(argc - 2, argv + 2);
}
