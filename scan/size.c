/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scan/size.h"
#include "scan/scan.h"

#include <string.h>
#include <strings.h>

/* ISO 216 */
static const struct size papers[] = {{"A3", 297, 420}, {"A4", 210, 297}, {"A5", 148, 210}};

const struct size *size_named(const char *name)
{
	for (size_t i = 0; i < sizeof papers / sizeof *papers; i++)
		if (strcasecmp(papers[i].name, name) == 0)
			return &papers[i];
	return NULL;
}

bool scan_paper_known(const char *paper)
{
	return size_named(paper) != NULL;
}

bool scan_mode_known(const char *mode)
{
	return strcmp(mode, "lineart") == 0 || strcmp(mode, "gray") == 0 ||
	       strcmp(mode, "color") == 0;
}
