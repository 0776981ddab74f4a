/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ocr/qr.h"

#include "base/plain.h"
#include "base/text.h"
#include "ocr/finder.h"
#include "ocr/paper.h"
#include <leptonica/allheaders.h>
#include <stdlib.h>
#include <string.h>
#include <zbar.h>

/* ZBar looks at bytes without padding: 0 is ink. Freed by ZBar. */
static zbar_image_t *bytes_of(PIX *grey)
{
	int w = pixGetWidth(grey), h = pixGetHeight(grey);
	zbar_image_t *image = must(zbar_image_create());
	unsigned char *bytes = must(malloc((size_t)w * (size_t)h));
	for (int y = 0; y < h; y++) {
		const l_uint32 *row = pixGetData(grey) + (size_t)y * (size_t)pixGetWpl(grey);
		for (int x = 0; x < w; x++)
			bytes[(size_t)y * (size_t)w + (size_t)x] = (unsigned char)GET_DATA_BYTE(row,
												x);
	}
	zbar_image_set_format(image, zbar_fourcc('Y', '8', '0', '0'));
	zbar_image_set_size(image, (unsigned)w, (unsigned)h);
	zbar_image_set_data(image, bytes, (size_t)w * (size_t)h, zbar_image_free_data);
	return image;
}

bool codes_hold(struct codes codes, const char *text)
{
	return text_within(text, codes.list, codes.count);
}

/* Whoever made the code, what it says is shown to people and kept in XML. */
static void take(void *owner, struct codes *codes, const char *text)
{
	bool fits = *text != '\0' && strlen(text) <= CODE_BYTES && plain_is(text);
	if (!fits || codes->count == CODES || codes_hold(*codes, text))
		return;
	codes->list = APPEND(owner, codes->list, &codes->count, const char *);
	codes->list[codes->count - 1] = COPY(owner, text);
}

static void look(void *owner, PIX *grey, struct codes *codes)
{
	zbar_image_scanner_t *scanner = must(zbar_image_scanner_create());
	zbar_image_t *image = bytes_of(grey);
	zbar_image_scanner_set_config(scanner, ZBAR_NONE, ZBAR_CFG_ENABLE, 0);
	zbar_image_scanner_set_config(scanner, ZBAR_QRCODE, ZBAR_CFG_ENABLE, 1);
	zbar_scan_image(scanner, image);
	for (const zbar_symbol_t *symbol = zbar_image_first_symbol(image); symbol != NULL;
	     symbol = zbar_symbol_next(symbol))
		take(owner, codes, zbar_symbol_get_data(symbol));
	zbar_image_destroy(image);
	zbar_image_scanner_destroy(scanner);
}

/* The first row of squares of about a centimetre, from FROM dots down, that has dark ones, with as
 * much ink as a code: *OUT is around them. Half of a code is black, and when half of that has faded
 * none can read it; lines of text are a tenth ink. To count is a hundredth of the work of looking
 * for codes. */
static bool dark_row(PIX *bits, int dpi, int from, struct box *out)
{
	enum { LEAST = 22 }; /* percent */
	int side = (dpi + 37) / 75, words = pixGetWidth(bits) / 32, h = pixGetHeight(bits);
	side = side < 1 ? 1 : side; /* words of 32 dots */
	int *ink = NEW_ARRAY(NULL, int, words / side + 1);
	*out = (struct box){0, 0, 0, 0};
	for (int y = from; y < h && out->w == 0; y++) {
		const l_uint32 *row = pixGetData(bits) + (size_t)y * (size_t)pixGetWpl(bits);
		for (int x = 0; x < words; x++)
			if (row[x] != 0)
				ink[x / side] += __builtin_popcount(row[x]);
		if ((y - from + 1) % (32 * side) != 0)
			continue;
		for (int i = 0; i <= words / side; i++) {
			struct box b = {i * 32 * side, y + 1 - 32 * side, 32 * side, 32 * side};
			if (ink[i] * 100 >= LEAST * b.w * b.h)
				*out = box_around(*out, b);
			ink[i] = 0;
		}
	}
	talloc_free(ink);
	return out->w > 0;
}

/* A code of 3 cm. */
static int room_of(int dpi)
{
	return dpi * 6 / 5;
}

static struct box widened(struct box b, int by)
{
	int x = b.x > by ? b.x - by : 0, y = b.y > by ? b.y - by : 0;
	return (struct box){x, y, b.x - x + b.w + by, b.y - y + b.h + by};
}

/* DARK with room for a code, whichever corner of it is dark. */
static PIX *around(PIX *bits, int dpi, struct box dark)
{
	return must(image_part(bits, widened(dark, room_of(dpi))));
}

/* Where BITS have the corners of codes; to see them there they may be shown in grey, as large. The
 * fourth corner of a code that is askew reaches further than the three. */
static void look_at(void *owner, PIX *bits, PIX *grey, struct codes *codes)
{
	int count;
	struct box *corners = finder_boxes(NULL, bits, &count);
	struct box all = finder_codes(corners, count);
	talloc_free(corners);
	if (all.w == 0)
		return;
	PIX *part = must(image_part(grey, widened(all, (all.w > all.h ? all.w : all.h) / 3)));
	PIX *shown = must(pixConvertTo8(part, 0));
	look(owner, shown, codes);
	pixDestroy(&part);
	pixDestroy(&shown);
}

/* At about WANTED dots an inch, a dot being ink where most of those that it stands for are: dust
 * and gaps are gone. */
static void look_plainly(void *owner, PIX *bits, int dpi, int wanted, struct codes *codes)
{
	int factor;
	PIX *coarse = paper_coarse(bits, dpi, wanted, 2, &factor);
	look_at(owner, coarse, coarse, codes);
	pixDestroy(&coarse);
}

/* Smaller codes are looked for at about 150. */
static void look_finely(void *owner, PIX *bits, int dpi, struct codes *codes)
{
	int factor;
	PIX *coarse = paper_coarse(bits, dpi, 125, 2, &factor);
	PIX *grey = must(factor == 4   ? pixScaleToGray4(bits)
			 : factor == 2 ? pixScaleToGray2(bits)
				       : pixClone(coarse));
	look_at(owner, coarse, grey, codes);
	pixDestroy(&coarse);
	pixDestroy(&grey);
}

/* Dot by dot around a few dark places: small codes, as stamps bear. */
static void look_closely(void *owner, PIX *bits, int dpi, struct codes *codes)
{
	enum { PLACES = 3 };
	struct box dark;
	for (int i = 0, from = 0; i < PLACES && codes->count == 0; i++) {
		if (!dark_row(bits, dpi, from, &dark))
			break;
		PIX *part = around(bits, dpi, dark);
		look_at(owner, part, part, codes);
		pixDestroy(&part);
		from = dark.y + dark.h + room_of(dpi);
	}
}

struct codes qr_large(void *owner, PIX *bits, int dpi)
{
	struct codes codes = {0};
	look_plainly(owner, bits, dpi, 35, &codes);
	return codes;
}

struct codes qr_read(void *owner, PIX *bits, int dpi)
{
	struct codes codes = {0};
	struct box dark, all = {0, 0, 0, 0};
	for (int from = 0; dark_row(bits, dpi, from, &dark); from = dark.y + dark.h)
		all = box_around(all, dark);
	if (all.w == 0)
		return codes;
	PIX *part = around(bits, dpi, all);
	look_plainly(owner, part, dpi, 70, &codes);
	if (codes.count == 0)
		look_finely(owner, part, dpi, &codes);
	if (codes.count == 0 && dpi >= 200)
		look_closely(owner, part, dpi, &codes);
	pixDestroy(&part);
	return codes;
}
