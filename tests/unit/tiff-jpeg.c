/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pages in JPEG taken out of a TIFF byte by byte: any reader of JPEG sees the same pixels. */
#include "tests/unit/tiff.h"

/* 16 rows a strip of colour with halved colours; grey of 8, of one, of 24 and a rest. */
static const struct kind jpegs[] = {
	{"grey, one strip", COMPRESSION_JPEG, 8, BLACK0, 0, 0, 0, 0, 0, 6, "jpeg"},
	{"grey, strips of 8", COMPRESSION_JPEG, 8, BLACK0, 0, 8, 0, 0, 0, 6, "jpeg"},
	{"grey, strips of 24", COMPRESSION_JPEG, 8, BLACK0, 0, 24, 0, 0, 0, 6, "jpeg"},
	{"rgb, one strip", COMPRESSION_JPEG, 24, RGB, 0, 0, 0, 0, 0, 6, "jpeg"},
	{"rgb, strips of 8", COMPRESSION_JPEG, 24, RGB, 0, 8, 0, 0, 0, 6, "jpeg"},
	{"colour, one strip", COMPRESSION_JPEG, 24, PHOTOMETRIC_YCBCR, 0, 0, 0, 0, 0, 16, "jpeg"},
	{"colour, strips of 16", COMPRESSION_JPEG, 24, PHOTOMETRIC_YCBCR, 0, 16, 0, 0, 0, 16,
	 "jpeg"},
};
enum { JPEGS = sizeof jpegs / sizeof *jpegs };

/* Leptonica takes three colours for YCbCr, so those of RGB are only counted. */
static void same_pixels(void **state)
{
	struct job *job = *state;
	struct tiff *tiff;
	struct tiff_jpeg jpeg;
	PIX *wanted;
	compose(in(job, "j.tif"), jpegs, JPEGS);
	well(job, tiff_open(job, in(job, "j.tif"), &tiff));
	for (int i = 0; i < JPEGS; i++) {
		well(job, tiff_jpeg(job, tiff, i + 1, &jpeg));
		if (jpeg.bytes == NULL)
			fail_msg("%s: not taken out", jpegs[i].name);
		PIX *pix = pixReadMemJpeg(jpeg.bytes, jpeg.size, 0, 1, NULL, 0);
		assert_non_null(pix);
		image_own(job, pix);
		assert_int_equal(jpeg.columns, W);
		assert_int_equal(jpeg.rows, H);
		assert_int_equal(jpeg.rgb, jpegs[i].photometric == RGB);
		if (jpeg.rgb)
			assert_int_equal(pixGetHeight(pix), H);
		else
			compare(&jpegs[i], pix);
		well(job, tiff_read(job, tiff, i + 1, &wanted));
		l_int32 equal = 0;
		pixEqual(pix, wanted, &equal);
		if (jpegs[i].depth == 8 && !equal)
			fail_msg("%s: other pixels", jpegs[i].name);
	}
}

/* Each coded byte stands in the file that comes out, in order. */
static void same_bytes(void **state)
{
	struct job *job = *state;
	struct tiff *tiff;
	struct tiff_jpeg jpeg;
	uint8_t strip[1 << 16];
	compose(in(job, "j.tif"), jpegs, 1);
	well(job, tiff_open(job, in(job, "j.tif"), &tiff));
	well(job, tiff_jpeg(job, tiff, 1, &jpeg));
	TIFF *t = TIFFOpen(in(job, "j.tif"), "r");
	tmsize_t size = TIFFReadRawStrip(t, 0, strip, sizeof strip);
	TIFFClose(t);
	assert_true((size_t)size <= jpeg.size);
	assert_memory_equal(jpeg.bytes + jpeg.size - size + 2, strip + 2, (size_t)size - 2);
}

/* What is no JPEG, or cannot be joined, is told and no more. */
static void others(void **state)
{
	struct job *job = *state;
	struct tiff *tiff;
	struct tiff_jpeg jpeg;
	compose(in(job, "all.tif"), kinds, KINDS);
	well(job, tiff_open(job, in(job, "all.tif"), &tiff));
	for (int i = 0; i < KINDS; i++) {
		well(job, tiff_jpeg(job, tiff, i + 1, &jpeg));
		assert_int_equal(jpeg.bytes != NULL, kinds[i].coding == COMPRESSION_JPEG);
	}
}

/* Whatever is spoilt in the bytes, no byte outside of them is touched (SAN=1 sees it). */
static void spoilt(void **state)
{
	struct job *job = *state;
	char *bytes;
	size_t size;
	compose(in(job, "j.tif"), jpegs, JPEGS);
	well(job, file_read(job, in(job, "j.tif"), 1 << 20, &bytes, &size));
	srand(7);
	for (int round = 0; round < 400; round++) {
		struct job *below = job_below(job);
		struct tiff *tiff;
		struct tiff_jpeg jpeg;
		char *copy = must(talloc_memdup(below, bytes, size));
		for (int i = 0; i < 8; i++)
			copy[8 + (size_t)rand() % (size - 8)] = (char)(rand() % 3 ? rand() : 0xff);
		FILE *out = fopen(in(below, "bad.tif"), "w");
		assert_int_equal(fwrite(copy, 1, size, out), size);
		fclose(out);
		for (int page = 1; tiff_open(below, in(below, "bad.tif"), &tiff) == OK &&
				   page <= tiff_count(tiff);
		     page++)
			if (tiff_jpeg(below, tiff, page, &jpeg) == OK && jpeg.bytes != NULL)
				assert_true(jpeg.size > 4 && jpeg.bytes[0] == 0xff);
		talloc_free(below);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {TEST(same_pixels), TEST(same_bytes), TEST(others),
					   TEST(spoilt)};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests_name("tiff-jpeg", tests, NULL, NULL);
}
