/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What may be done in a cage (base/cage.h). */
#include "ocr/ocr.h"
#include "stamps/stamps.h"

const struct room rooms[] = {
	{"read", ocr_room},
	{"press", stamps_room},
	{NULL, NULL},
};
