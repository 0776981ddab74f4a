/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scan/page.h"

#include <string.h>

enum { PIECE = 1 << 16, PADDING = 1 << 16 /* bytes of a row that are no dots */ };

struct coming {
	struct tiff_rows *rows;
	const struct frame *frame;
	uint8_t *row, *plain; /* as it comes; of 8 bits */
	int filled;
};

static enum status check(struct job *job, const struct frame *frame)
{
	bool known = frame->bits == 8 || frame->bits == 16 ||
		     (frame->bits == 1 && frame->samples == 1);
	if (!known)
		return fail(job, E_INPUT, "the scanner gives dots of %d bits: give another --mode",
			    frame->bits * frame->samples);
	const char *why = frame->width < 1
				  ? _("smaller than 16 pixels")
				  : tiff_size_wrong((uint32_t)frame->width,
						    frame->height > 0 ? (uint32_t)frame->height
								      : 16,
						    frame->bits * frame->samples);
	if (why != NULL)
		return fail(job, E_INPUT, "%s", why);
	int64_t least = ((int64_t)frame->width * frame->samples * frame->bits + 7) / 8;
	if (frame->stride < least || frame->stride > least + PADDING)
		return fail(job, E_SYSTEM, "the driver of the scanner: %s", "bytes_per_line");
	return OK;
}

/* Of 16 bits, in the order of this machine, the upper 8. */
static const uint8_t *plain_row(const struct coming *c)
{
	if (c->frame->bits != 16)
		return c->row;
	for (int i = 0; i < c->frame->width * c->frame->samples; i++) {
		uint16_t sample;
		memcpy(&sample, c->row + 2 * i, sizeof sample);
		c->plain[i] = (uint8_t)(sample >> 8);
	}
	return c->plain;
}

static enum status take(struct job *job, struct coming *c, const uint8_t *bytes, int size)
{
	int stride = c->frame->stride;
	while (size > 0) {
		int some = stride - c->filled < size ? stride - c->filled : size;
		memcpy(c->row + c->filled, bytes, (size_t)some);
		c->filled += some;
		bytes += some;
		size -= some;
		if (c->filled < stride)
			return OK;
		TRY(tiff_rows_add(job, c->rows, plain_row(c)));
		c->filled = 0;
	}
	return OK;
}

enum status page_take(struct job *job, struct device *device, const struct frame *frame,
		      struct tiff *out, struct tiff_coming page, void (*alive)(void))
{
	struct job *below = job_below(job);
	struct coming coming = {.frame = frame};
	TRY(check(job, frame));
	page.width = frame->width;
	page.height = frame->height;
	page.depth = frame->bits == 1 ? 1 : 8 * frame->samples;
	TRY(tiff_rows_begin(below, out, &page, &coming.rows));
	coming.row = must(talloc_size(below, (size_t)frame->stride));
	coming.plain = must(talloc_size(below, (size_t)frame->width * (size_t)frame->samples));
	uint8_t *piece = must(talloc_size(below, PIECE));
	for (int got = 1; got > 0;) {
		alive();
		TRY(device_read(below, device, piece, PIECE, &got));
		TRY(take(below, &coming, piece, got));
	}
	TRY(tiff_rows_end(below, coming.rows));
	talloc_free(below);
	return OK;
}
