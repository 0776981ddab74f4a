/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A page as pixels: cleaned, measured, looked at for codes. The first bytes say its depth,
 * resolution, width and height; the rest is ink, again from the start where it is too short. */
#include "base/image.h"
#include "fuzz.h"
#include "ocr/ink.h"
#include "ocr/paper.h"
#include "ocr/patch.h"
#include "ocr/qr.h"
#include "ocr/sides.h"
#include "ocr/skew.h"

#include <leptonica/allheaders.h>

enum { HEAD = 6, SIDE = 384 };

static PIX *picture(struct job *job, const uint8_t *bytes, size_t size)
{
	static const int depths[] = {1, 8, 32};
	int w = 16 + (bytes[2] | bytes[3] << 8) % SIDE, h = 16 + (bytes[4] | bytes[5] << 8) % SIDE;
	PIX *pix = image_own(job, pixCreate(w, h, depths[bytes[0] % 3]));
	size_t words = (size_t)pixGetWpl(pix) * (size_t)h, at = HEAD;
	for (size_t i = 0; size > HEAD && i < words * 4; i++) {
		SET_DATA_BYTE(pixGetData(pix), i, bytes[at]);
		at = at + 1 == size ? HEAD : at + 1;
	}
	pixSetPadBits(pix, 0);
	return pix;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	static const int dpis[] = {72, 100, 150, 200, 300, 400, 600, 1200};
	struct job *job = job_new();
	struct inks inks = {0};
	if (size >= HEAD) {
		int dpi = dpis[bytes[1] % 8], factor;
		PIX *pix = picture(job, bytes, size);
		PIX *bits = image_bilevel(job, pix), *clean = paper_clean(job, bits, dpi);
		struct marks marks = paper_marks(job, clean, dpi);
		(void)qr_large(job, bits, dpi);
		(void)qr_read(job, clean, dpi);
		(void)patch_on(clean, dpi);
		struct lie lie = lie_of(marks, dpi);
		(void)paper_blank(marks);
		struct box some = paper_dense(marks, dpi, 3 * dpi, 3 * dpi);
		struct marks pieces = paper_pieces(job, clean, some, marks.height);
		(void)dots_of(paper_marks_turned(job, pieces, lie.skew), dpi);
		(void)tails_of(paper_marks_turned(job, marks, lie.skew));
		PIX *level = image_upright(job, clean, lie.down ? 90 : 0, lie.skew);
		(void)ink_remove(job, level, dpi, marks.height, &inks);
		(void)paper_shrink(job, level, dpi, marks.height, &factor);
	}
	talloc_free(job);
	return 0;
}
