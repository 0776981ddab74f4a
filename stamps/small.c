/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pages made small for a screen: this side asks; the other side: small-room.c. */
#include "stamps/stamps.h"

#include "base/file.h"

enum status stamps_small(struct job *job, const char *source, int side, const char *out, bool *jpeg)
{
	const char *const args[] = {source, TEXT_OF(job, "%d", side), out, NULL};
	struct cage cage = {.room = "small", .args = args, .line = NULL};
	char *bytes;
	size_t size;
	TRY(cage_run(job, &cage));
	TRY(file_read(job, out, 64 << 20, &bytes, &size));
	*jpeg = size > 1 && (uint8_t)bytes[0] == 0xff && (uint8_t)bytes[1] == 0xd8;
	return OK;
}
