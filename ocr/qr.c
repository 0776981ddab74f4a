/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ocr/qr.h"

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

static bool found(PIX *grey, const char *text)
{
	zbar_image_scanner_t *scanner = must(zbar_image_scanner_create());
	zbar_image_t *image = bytes_of(grey);
	bool there = false;
	zbar_image_scanner_set_config(scanner, ZBAR_NONE, ZBAR_CFG_ENABLE, 0);
	zbar_image_scanner_set_config(scanner, ZBAR_QRCODE, ZBAR_CFG_ENABLE, 1);
	zbar_scan_image(scanner, image);
	for (const zbar_symbol_t *symbol = zbar_image_first_symbol(image); symbol != NULL;
	     symbol = zbar_symbol_next(symbol))
		there = there || strcmp(zbar_symbol_get_data(symbol), text) == 0;
	zbar_image_destroy(image);
	zbar_image_scanner_destroy(scanner);
	return there;
}

/* Is there a place of about a square centimetre with a lot of ink, as a code has? Half of a code is
 * black, and when half of that has faded none can read it; lines of text are a tenth ink. To count
 * is a hundredth of the work of looking for codes. */
static bool has_dark_place(PIX *bits, int dpi)
{
	enum { LEAST = 22 }; /* percent */
	int side = (dpi + 37) / 75, words = pixGetWidth(bits) / 32, h = pixGetHeight(bits);
	side = side < 1 ? 1 : side; /* words of 32 dots */
	bool dark = false;
	int *ink = NEW_ARRAY(NULL, int, words / side + 1);
	for (int y = 0; y < h && !dark; y++) {
		const l_uint32 *row = pixGetData(bits) + (size_t)y * (size_t)pixGetWpl(bits);
		for (int x = 0; x < words; x++)
			ink[x / side] += __builtin_popcount(row[x]);
		if ((y + 1) % (32 * side) != 0)
			continue;
		for (int i = 0; i <= words / side; i++) {
			dark = dark || ink[i] * 100 >= LEAST * 32 * side * 32 * side;
			ink[i] = 0;
		}
	}
	talloc_free(ink);
	return dark;
}

/* At about 75 dots an inch the modules of our own sheets are five dots wide, and where most of the
 * dots that one stands for are ink it is: dust and gaps are gone. */
static PIX *plain_of(PIX *bits, int dpi)
{
	int factor;
	PIX *coarse = paper_coarse(bits, dpi, 70, 2, &factor);
	PIX *grey = must(pixConvertTo8(coarse, 0));
	pixDestroy(&coarse);
	return grey;
}

/* Smaller codes are looked for at about 150. */
static PIX *fine_of(PIX *bits, int dpi)
{
	return must(dpi >= 500	 ? pixScaleToGray4(bits)
		    : dpi >= 250 ? pixScaleToGray2(bits)
				 : pixConvertTo8(bits, 0));
}

bool qr_on(PIX *bits, int dpi, const char *text)
{
	if (!has_dark_place(bits, dpi))
		return false;
	PIX *grey = plain_of(bits, dpi);
	bool there = found(grey, text);
	pixDestroy(&grey);
	if (there)
		return true;
	grey = fine_of(bits, dpi);
	there = found(grey, text);
	pixDestroy(&grey);
	return there;
}
