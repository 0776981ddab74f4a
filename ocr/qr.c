/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ocr/qr.h"

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

bool qr_on(PIX *bits, int dpi, const char *text)
{
	PIX *grey = must(dpi >= 500   ? pixScaleToGray4(bits)
			 : dpi >= 250 ? pixScaleToGray2(bits)
				      : pixConvertTo8(bits, 0));
	bool there = found(grey, text);
	pixDestroy(&grey);
	return there;
}
