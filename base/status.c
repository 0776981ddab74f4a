/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/status.h"

static const struct {
	int exit, http;
} table[] = {
	[OK] = {0, 200},	 [E_INPUT] = {65, 400}, [E_ABSENT] = {66, 404},
	[E_REFUSED] = {77, 403}, [E_BUSY] = {75, 503},	[E_SYSTEM] = {70, 500},
	[E_USAGE] = {64, 400},
};

int status_exit(enum status status)
{
	return table[status].exit;
}

int status_http(enum status status)
{
	return table[status].http;
}
