/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pictures that are unpacked by Leptonica: PNG, WebP, JPEG 2000. Their size is known from the
 * header before it is asked to. */
#include "unfold/stack.h"

#include "base/format.h"
#include "base/image.h"
#include <leptonica/allheaders.h>
#include <string.h>

struct header {
	uint32_t width, height;
	int bits; /* of a pixel, unpacked */
};

static uint32_t big(const uint8_t *at)
{
	return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
}

/* PNG (ISO 15948) 11.2.2: IHDR is the first chunk. */
static bool png_header(const struct source *s, struct header *out)
{
	static const uint8_t samples[] = {1, 0, 3, 1, 2, 0, 4};
	if (s->size < 33 || memcmp(s->bytes + 12, "IHDR", 4) != 0 || s->bytes[25] > 6)
		return false;
	*out = (struct header){big(s->bytes + 16), big(s->bytes + 20),
			       s->bytes[24] * samples[s->bytes[25]]};
	return out->bits > 0;
}

static bool webp_header(const struct source *s, struct header *out)
{
	int w, h, samples;
	if (readHeaderMemWebP(s->bytes, s->size, &w, &h, &samples) != 0)
		return false;
	*out = (struct header){(uint32_t)w, (uint32_t)h, 8 * samples};
	return true;
}

/* ISO 15444-1, A.5.1: the marker SIZ is what the decoder goes by; that of the file around it may
 * say otherwise. */
static bool jp2_header(const struct source *s, struct header *out)
{
	const uint8_t *siz = memmem(s->bytes, s->size, "\xff\x4f\xff\x51", 4);
	if (siz == NULL || s->size - (size_t)(siz - s->bytes) < 42)
		return false;
	uint32_t x1 = big(siz + 8), y1 = big(siz + 12), x0 = big(siz + 16), y0 = big(siz + 20);
	int samples = siz[40] << 8 | siz[41];
	*out = (struct header){x1 - x0, y1 - y0, samples * 32}; /* it unpacks to whole numbers */
	return x1 > x0 && y1 > y0 && samples >= 1 && samples <= 4;
}

/* 1, 8 or 32 bits, without palette or transparency. Takes PIX and gives another. */
static PIX *plain(PIX *pix)
{
	PIX *next = pix;
	if (pixGetSpp(pix) == 4) {
		next = pixRemoveAlpha(pix); /* on white paper */
		pixDestroy(&pix);
		pix = must(next);
	}
	if (pixGetColormap(pix) != NULL) {
		next = pixRemoveColormap(pix, REMOVE_CMAP_BASED_ON_SRC);
		pixDestroy(&pix);
		pix = must(next);
	}
	int depth = pixGetDepth(pix);
	if (depth == 1 || depth == 8 || depth == 32)
		return pix;
	next = depth == 16   ? pixConvert16To8(pix, L_MS_BYTE)
	       : depth == 24 ? pixConvert24To32(pix)
			     : pixConvertTo8(pix, 0);
	pixDestroy(&pix);
	return must(next);
}

static bool is_grey(PIX *pix)
{
	l_uint32 *line = pixGetData(pix);
	for (int y = 0; y < pixGetHeight(pix); y++, line += pixGetWpl(pix))
		for (int x = 0; x < pixGetWidth(pix); x++)
			if (((line[x] >> 8 ^ line[x] >> 16) & 0xff) != 0 ||
			    ((line[x] >> 8 ^ line[x] >> 24) & 0xff) != 0)
				return false;
	return true;
}

static bool is_black_and_white(PIX *pix)
{
	l_uint32 *line = pixGetData(pix);
	for (int y = 0; y < pixGetHeight(pix); y++, line += pixGetWpl(pix))
		for (int x = 0; x < pixGetWidth(pix); x++) {
			int value = GET_DATA_BYTE(line, x);
			if (value != 0 && value != 255)
				return false;
		}
	return true;
}

enum status stack_pix(struct job *job, struct stack *stack, const struct source *source, int page,
		      PIX *pix, struct tiff_lies lies)
{
	struct job *below = job_below(job);
	PIX *least = image_own(below, plain(pix));
	if (pixGetDepth(least) == 32 && is_grey(least))
		least = image_own(below, pixConvertRGBToGrayFast(least));
	if (pixGetDepth(least) == 8 && is_black_and_white(least))
		least = image_own(below, pixThresholdToBinary(least, 128));
	const char *why = tiff_size_wrong((uint32_t)pixGetWidth(least),
					  (uint32_t)pixGetHeight(least), pixGetDepth(least));
	if (why != NULL)
		return stack_bad(job, source, page, why);
	TRY(tiff_add_pix(below, stack->tiff, least, lies));
	talloc_free(below);
	return OK;
}

enum status stack_picture(struct job *job, struct stack *stack, const struct source *source)
{
	struct header header = {0};
	enum format format = format_of(source->bytes, source->size);
	bool known = format == FORMAT_PNG    ? png_header(source, &header)
		     : format == FORMAT_WEBP ? webp_header(source, &header)
					     : jp2_header(source, &header);
	if (!known)
		return stack_bad(job, source, 0, _("the file is damaged or cut short"));
	TRY(stack_page(job, stack, source, 0, header.width, header.height, header.bits));
	PIX *pix = format == FORMAT_PNG ? pixReadMemPng(source->bytes, source->size)
		   : format == FORMAT_WEBP
			   ? pixReadMemWebP(source->bytes, source->size)
			   : pixReadMemJp2k(source->bytes, source->size, 1, NULL, 0, 0);
	if (pix == NULL)
		return stack_bad(job, source, 0, _("the file is damaged or cut short"));
	struct tiff_lies lies = stack_lies(stack, pixGetXRes(pix), pixGetYRes(pix),
					   pixGetWidth(pix), pixGetHeight(pix), 1);
	return stack_pix(job, stack, source, 0, pix, lies);
}
