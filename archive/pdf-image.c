/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "archive/pdf-inside.h"

#include <string.h>
#include <zlib.h>

struct packed {
	const void *bytes;
	size_t size;
	bool flate;
};

/* Scanners code by tables fixed long ago, and white paper is the same few bits over and over: what
 * they made gets 3 to 4 % smaller when packed once more, and unpacks to the same bytes. Higher
 * levels look for repeats that cost more than they save. */
static struct packed pack(struct job *job, const struct pdf_image *image)
{
	enum { LEVEL = 3, WINDOW = 15, MEMORY = 9 };
	const struct packed plain = {image->bytes, image->size, false};
	z_stream z = {.next_in = (Bytef *)image->bytes, .avail_in = (uInt)image->size};
	if (deflateInit2(&z, LEVEL, Z_DEFLATED, WINDOW, MEMORY, Z_DEFAULT_STRATEGY) != Z_OK)
		return plain;
	uint8_t *bytes = NEW_ARRAY(job, uint8_t, image->size);
	z.next_out = bytes;
	z.avail_out = (uInt)image->size;
	bool smaller = deflate(&z, Z_FINISH) == Z_STREAM_END;
	deflateEnd(&z);
	return smaller ? (struct packed){bytes, z.total_out, true} : plain;
}

qpdf_oh pdf_make_image(struct job *job, struct pdf *pdf, const struct pdf_image *image)
{
	bool g4 = strcmp(image->coding, "g4") == 0;
	struct packed packed = pack(job, image);
	const char *keys = TEXT_OF(
		job,
		"<< /Type /XObject /Subtype /Image /Width %d /Height %d /BitsPerComponent %d "
		"/ColorSpace /%s %s>>",
		image->width, image->height, g4 ? 1 : 8,
		image->depth > 8 ? "DeviceRGB" : "DeviceGray",
		!g4 && image->white_is_zero ? "/Decode [1 0] " : "");
	const char *filter = g4 ? "/CCITTFaxDecode" : "/DCTDecode";
	const char *parms = g4 ? TEXT_OF(job, "<< /K -1 /Columns %d /Rows %d /BlackIs1 %s >>",
					 image->width, image->height,
					 image->white_is_zero ? "false" : "true")
			    : image->rgb ? "<< /ColorTransform 0 >>"
					 : "null";
	if (packed.flate) {
		filter = TEXT_OF(job, "[/FlateDecode %s]", filter);
		parms = TEXT_OF(job, "[null %s]", parms);
	}
	return pdf_indirect(pdf, pdf_stream(pdf, keys, filter, parms, packed.bytes, packed.size));
}
