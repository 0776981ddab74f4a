/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ocr/fields.h"

struct fields fields_find(void *owner, const struct leaf *leaves, int count)
{
	(void)owner;
	(void)leaves;
	(void)count;
	return (struct fields){0};
}
