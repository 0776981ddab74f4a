/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/median.h"

#include <stdlib.h>

static int by_number(const void *a, const void *b)
{
	return *(const int *)a - *(const int *)b;
}

int median_of(int *list, int count)
{
	qsort(list, (size_t)count, sizeof *list, by_number);
	return list[count / 2];
}
