/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/tiff.h"

#include "base/file.h"
#include "base/image.h"
#include <endian.h>
#include <errno.h>
#include <fcntl.h>
#include <leptonica/allheaders.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <tiffio.h>
#include <unistd.h>

enum { UNPACKED = 256 << 20, RATIO = 1200 };

#define NAMELESS "scan"

struct directory {
	struct tiff_page page;
	uint16_t coding, photometric, fill;
	bool mirrored; /* left is right, before it is turned */
	uint32_t rows_per_strip;
	toff_t offset;
};

struct tiff {
	struct job *job;
	const char *path;
	TIFF *handle;
	uint64_t size;
	struct directory *pages;
	int count;
	char words[256]; /* libtiff's own, when it complains */
};

static const struct {
	uint16_t number;
	const char *name;
	bool packs; /* its ratio is bounded: a blank G4 page is 2480:1 and good */
} codings[] = {
	{COMPRESSION_NONE, "none", false},	{COMPRESSION_CCITTFAX4, "g4", false},
	{COMPRESSION_CCITTFAX3, "g3", false},	{COMPRESSION_CCITTRLE, "g3", false},
	{COMPRESSION_LZW, "lzw", true},		{COMPRESSION_ADOBE_DEFLATE, "deflate", true},
	{COMPRESSION_DEFLATE, "deflate", true}, {COMPRESSION_PACKBITS, "packbits", true},
	{COMPRESSION_JPEG, "jpeg", false},
};

/* ---- libtiff's complaints -------------------------------------------------------------------- */

/* Its first complaint counts; the names of its function and of the file (NAMELESS) say nothing to a
 * clerk. */
static int complain(TIFF *handle, void *self, const char *module, const char *format, va_list list)
{
	struct tiff *tiff = self;
	char words[sizeof tiff->words];
	(void)handle;
	(void)module;
	if (tiff->words[0] != '\0')
		return 1;
	vsnprintf(words, sizeof words, format, list);
	size_t named = strncmp(words, NAMELESS ": ", strlen(NAMELESS ": ")) == 0
			       ? strlen(NAMELESS ": ")
			       : 0;
	snprintf(tiff->words, sizeof tiff->words, "%s", words + named);
	return 1;
}

static bool any_in(const char *words, const char *const *parts)
{
	for (; *parts != NULL; parts++)
		if (strstr(words, *parts) != NULL)
			return true;
	return false;
}

/* Scanners have tags of their own, order them at will, and forget zeros behind words: harmless, as
 * long as it is no tag that the pixels hang on. All else that libtiff warns of is not. */
static bool harmless(const char *words)
{
	static const char *const small[] = {"legacy Deflate",
					    "Old-style LZW",
					    "nknown field with tag",
					    "not sorted in ascending",
					    "null byte",
					    "tag ignored",
					    "tag trimmed",
					    NULL};
	static const char *const vital[] = {"IO error",
					    "\"ImageWidth",
					    "\"ImageLength",
					    "\"BitsPer",
					    "\"SamplesPer",
					    "\"Compression",
					    "\"Photometric",
					    "\"FillOrder",
					    "\"Orientation",
					    "\"Planar",
					    "\"RowsPer",
					    "\"Strip",
					    "\"Group",
					    "\"Predictor",
					    "\"JPEG",
					    "\"YCbCr",
					    NULL};
	return any_in(words, small) && !any_in(words, vital);
}

static int warn(TIFF *handle, void *self, const char *module, const char *format, va_list list)
{
	char words[256];
	va_list copy;
	va_copy(copy, list);
	vsnprintf(words, sizeof words, format, copy);
	va_end(copy);
	return harmless(words) ? 1 : complain(handle, self, module, format, list);
}

static enum status bad_page(const struct tiff *tiff, int page, const char *why)
{
	return fail(tiff->job, E_INPUT, "%s: page %d: %s: scan it again", tiff->path, page, why);
}

static enum status damaged(const struct tiff *tiff, int page)
{
	return bad_page(
		tiff, page,
		TEXT_OF(tiff->job, _("the file is damaged or cut short (%s)"), tiff->words));
}

static enum status sound(const struct tiff *tiff, int page)
{
	return tiff->words[0] == '\0' ? OK : damaged(tiff, page);
}

/* ---- walking the directories -------------------- */

static int coding_row(uint16_t coding)
{
	for (int i = 0; i < (int)(sizeof codings / sizeof *codings); i++)
		if (codings[i].number == coding)
			return i;
	return -1;
}

/* 0 when the file does not say, or says what no scanner does. */
static double dpi_of(TIFF *handle, uint32_t tag)
{
	float value = 0;
	uint16_t unit = RESUNIT_INCH;
	TIFFGetFieldDefaulted(handle, TIFFTAG_RESOLUTIONUNIT, &unit);
	if (unit == RESUNIT_NONE || !TIFFGetField(handle, tag, &value) || !isfinite(value))
		return 0;
	double dpi = unit == RESUNIT_CENTIMETER ? (double)value * 2.54 : (double)value;
	return dpi < 72 || dpi > 1200 ? 0 : dpi;
}

/* One of the two speaks for both. */
static void note_dpi(TIFF *handle, struct tiff_page *page)
{
	double x = dpi_of(handle, TIFFTAG_XRESOLUTION), y = dpi_of(handle, TIFFTAG_YRESOLUTION);
	page->xdpi = x > 0 ? x : y > 0 ? y : 300;
	page->ydpi = y > 0 ? y : page->xdpi;
}

/* Eight ways to lay a sheet on the glass: mirrored or not, then turned. */
static void note_orientation(TIFF *handle, struct directory *d)
{
	static const struct {
		int turn;
		bool mirrored;
	} ways[] = {[ORIENTATION_TOPLEFT] = {0, false},	   [ORIENTATION_TOPRIGHT] = {0, true},
		    [ORIENTATION_BOTRIGHT] = {180, false}, [ORIENTATION_BOTLEFT] = {180, true},
		    [ORIENTATION_LEFTTOP] = {270, true},   [ORIENTATION_RIGHTTOP] = {90, false},
		    [ORIENTATION_RIGHTBOT] = {90, true},   [ORIENTATION_LEFTBOT] = {270, false}};
	uint16_t o = ORIENTATION_TOPLEFT;
	TIFFGetFieldDefaulted(handle, TIFFTAG_ORIENTATION, &o);
	if (o >= sizeof ways / sizeof *ways)
		o = ORIENTATION_TOPLEFT;
	d->page.turn = ways[o].turn;
	d->mirrored = ways[o].mirrored;
}

static const char *pixels_wrong(const struct directory *d, uint16_t bits, uint16_t samples,
				uint16_t planar)
{
	if (!(samples == 1 && (bits == 1 || bits == 8)) && !(samples == 3 && bits == 8))
		return _("only black and white, grey or RGB of 8 bits are read");
	if (samples == 3 && planar != PLANARCONFIG_CONTIG)
		return _("colours in separate planes are not read");
	if (samples == 1 && d->photometric > PHOTOMETRIC_MINISBLACK)
		return _("colour palettes are not read");
	if (samples == 3 && d->photometric != PHOTOMETRIC_RGB &&
	    d->photometric != PHOTOMETRIC_YCBCR)
		return _("this colour space is not read");
	return NULL;
}

static const char *size_wrong(uint32_t w, uint32_t h)
{
	if (w < 16 || h < 16)
		return _("smaller than 16 pixels");
	if (w > TIFF_SIDE || h > TIFF_SIDE || (uint64_t)w * h > TIFF_PIXELS)
		return _("larger than any sheet of paper");
	return NULL;
}

/* What the directory claims against what the file holds, before any pixel memory is taken. */
static const char *strips_wrong(const struct tiff *tiff, const struct directory *d,
				uint64_t unpacked)
{
	uint64_t *counts = NULL, *offsets = NULL, sum = 0;
	uint32_t strips = TIFFNumberOfStrips(tiff->handle);
	if (TIFFIsTiled(tiff->handle))
		return _("tiles instead of strips");
	if (unpacked > UNPACKED || strips == 0)
		return _("larger than any sheet of paper");
	if (!TIFFGetField(tiff->handle, TIFFTAG_STRIPBYTECOUNTS, &counts) || counts == NULL ||
	    !TIFFGetField(tiff->handle, TIFFTAG_STRIPOFFSETS, &offsets) || offsets == NULL)
		return _("it does not say where its pixels are");
	for (uint32_t i = 0; i < strips; i++)
		if (counts[i] > tiff->size || offsets[i] > tiff->size - counts[i] ||
		    (sum += counts[i]) > tiff->size)
			return _("the file is cut short");
	if (sum == 0 || (codings[coding_row(d->coding)].packs && unpacked / sum > RATIO))
		return _("it unpacks to far more than it holds");
	return NULL;
}

static enum status note_page(struct tiff *tiff)
{
	TIFF *handle = tiff->handle;
	uint32_t w = 0, h = 0;
	uint16_t bits = 1, samples = 1, planar = PLANARCONFIG_CONTIG;
	tiff->pages = APPEND(tiff, tiff->pages, &tiff->count, struct directory);
	struct directory *d = &tiff->pages[tiff->count - 1];
	TIFFGetField(handle, TIFFTAG_IMAGEWIDTH, &w);
	TIFFGetField(handle, TIFFTAG_IMAGELENGTH, &h);
	TIFFGetFieldDefaulted(handle, TIFFTAG_BITSPERSAMPLE, &bits);
	TIFFGetFieldDefaulted(handle, TIFFTAG_SAMPLESPERPIXEL, &samples);
	TIFFGetFieldDefaulted(handle, TIFFTAG_PLANARCONFIG, &planar);
	TIFFGetFieldDefaulted(handle, TIFFTAG_COMPRESSION, &d->coding);
	TIFFGetFieldDefaulted(handle, TIFFTAG_FILLORDER, &d->fill);
	TIFFGetFieldDefaulted(handle, TIFFTAG_ROWSPERSTRIP, &d->rows_per_strip);
	d->photometric = PHOTOMETRIC_MINISWHITE;
	TIFFGetField(handle, TIFFTAG_PHOTOMETRIC, &d->photometric);
	d->offset = TIFFCurrentDirOffset(handle);
	const char *why = size_wrong(w, h);
	if (why == NULL && coding_row(d->coding) < 0)
		why = _("this compression is not read");
	if (why == NULL)
		why = pixels_wrong(d, bits, samples, planar);
	if (why == NULL)
		why = strips_wrong(tiff, d, (uint64_t)h * (((uint64_t)w * bits * samples + 7) / 8));
	if (why != NULL)
		return bad_page(tiff, tiff->count, why);
	d->page.width = (int)w;
	d->page.height = (int)h;
	d->page.depth = bits * samples;
	d->page.coding = codings[coding_row(d->coding)].name;
	note_dpi(handle, &d->page);
	note_orientation(handle, d);
	return OK;
}

/* TIFFReadDirectory notices a directory that comes twice; going by offsets would not. */
static enum status walk(struct tiff *tiff)
{
	do {
		if (tiff->count == TIFF_PAGES)
			return fail(tiff->job, E_INPUT, "%s: more than %d pages: scan in parts",
				    tiff->path, TIFF_PAGES);
		TRY(note_page(tiff)); /* our words before libtiff's */
		TRY(sound(tiff, tiff->count));
	} while (TIFFReadDirectory(tiff->handle));
	return sound(tiff, tiff->count + 1);
}

static int tiff_close(struct tiff *tiff)
{
	if (tiff->handle != NULL)
		TIFFClose(tiff->handle);
	return 0;
}

static TIFF *open_handle(struct tiff *tiff, int fd, const char *mode)
{
	TIFFOpenOptions *options = must(TIFFOpenOptionsAlloc());
	TIFFOpenOptionsSetMaxSingleMemAlloc(options, UNPACKED);
	TIFFOpenOptionsSetErrorHandlerExtR(options, complain, tiff);
	TIFFOpenOptionsSetWarningHandlerExtR(options, warn, tiff);
	TIFF *handle = TIFFFdOpenExt(fd, NAMELESS, mode, options);
	TIFFOpenOptionsFree(options);
	return handle;
}

enum status tiff_open(struct job *job, const char *path, struct tiff **out)
{
	struct tiff *tiff = NEW(job, struct tiff);
	int fd;
	tiff->job = job;
	tiff->path = COPY(tiff, path);
	TRY(file_open(job, path, &fd, &tiff->size));
	/* "h": read the header first, so that our own words tell what it is not */
	tiff->handle = open_handle(tiff, fd, "rmh");
	if (tiff->handle == NULL) {
		close(fd);
		return fail(job, E_INPUT,
			    "%s: this is not a TIFF file: give a scan in the TIFF format", path);
	}
	talloc_set_destructor(tiff, tiff_close);
	if (!TIFFReadDirectory(tiff->handle)) {
		TRY(sound(tiff, 1));
		return bad_page(tiff, 1, _("there is no page in it"));
	}
	TRY(walk(tiff));
	*out = tiff;
	return OK;
}

int tiff_count(const struct tiff *tiff)
{
	return tiff->count;
}

struct tiff_page tiff_page(const struct tiff *tiff, int page)
{
	return tiff->pages[page - 1].page;
}

/* ---- pixels -------------------- */

/* Rows of a file are bytes, rows of a PIX are words with the first pixel in the highest bits. */
static void words_of_row(const uint8_t *from, l_uint32 *to, size_t bytes, uint32_t flip)
{
	l_uint32 word;
	for (; bytes >= 4; bytes -= 4, from += 4) {
		memcpy(&word, from, 4);
		*to++ = be32toh(word) ^ flip;
	}
	if (bytes == 0)
		return;
	word = 0;
	memcpy(&word, from, bytes);
	*to = (be32toh(word) ^ flip) & ~(0xffffffffU >> (8 * bytes));
}

/* Bits behind the last pixel are paper, so that they never count as ink. */
static void clear_behind(l_uint32 *row, int w)
{
	if (w % 32 != 0)
		row[w / 32] &= ~(0xffffffffU >> (w % 32));
}

static void row_to_pix(const struct directory *d, const uint8_t *from, l_uint32 *to, int w)
{
	bool white_is_zero = d->photometric == PHOTOMETRIC_MINISWHITE;
	if (d->page.depth == 24) {
		for (int x = 0; x < w; x++)
			composeRGBPixel(from[3 * x], from[3 * x + 1], from[3 * x + 2], to + x);
		return;
	}
	bool bits = d->page.depth == 1;
	words_of_row(from, to, (size_t)(bits ? (w + 7) / 8 : w),
		     (bits ? !white_is_zero : white_is_zero) ? 0xffffffffU : 0);
	if (bits)
		clear_behind(to, w);
}

static enum status read_strip(struct tiff *tiff, int page, uint32_t strip, uint8_t *buffer,
			      tmsize_t room, PIX *pix)
{
	const struct directory *d = &tiff->pages[page - 1];
	tmsize_t stride = TIFFScanlineSize(tiff->handle);
	tmsize_t got = TIFFReadEncodedStrip(tiff->handle, strip, buffer, room);
	TRY(sound(tiff, page));
	uint32_t top = strip * d->rows_per_strip, rows = d->rows_per_strip;
	if (top >= (uint32_t)d->page.height)
		return OK;
	if (rows > (uint32_t)d->page.height - top)
		rows = (uint32_t)d->page.height - top;
	if (got < stride * (tmsize_t)rows)
		return bad_page(tiff, page, _("the file is cut short"));
	l_int32 wpl = pixGetWpl(pix);
	for (uint32_t r = 0; r < rows; r++)
		row_to_pix(d, buffer + (tmsize_t)r * stride,
			   pixGetData(pix) + (size_t)(top + r) * (size_t)wpl, d->page.width);
	return OK;
}

static enum status read_strips(struct job *job, struct tiff *tiff, int page, PIX *pix)
{
	struct directory *d = &tiff->pages[page - 1];
	TIFF *handle = tiff->handle;
	if (d->rows_per_strip == 0 || d->rows_per_strip > (uint32_t)d->page.height)
		d->rows_per_strip = (uint32_t)d->page.height;
	if (d->coding == COMPRESSION_JPEG && d->page.depth == 24)
		TIFFSetField(handle, TIFFTAG_JPEGCOLORMODE, JPEGCOLORMODE_RGB);
	else if (d->photometric == PHOTOMETRIC_YCBCR)
		return bad_page(tiff, page, _("this colour space is not read"));
	tmsize_t room = TIFFStripSize(handle);
	if (room <= 0 || room > UNPACKED ||
	    TIFFScanlineSize(handle) * 8 < (tmsize_t)d->page.width * d->page.depth)
		return bad_page(tiff, page, _("larger than any sheet of paper"));
	uint8_t *buffer = must(talloc_size(job, (size_t)room));
	uint32_t strips = TIFFNumberOfStrips(handle);
	for (uint32_t strip = 0; strip < strips; strip++)
		TRY(read_strip(tiff, page, strip, buffer, room, pix));
	talloc_free(buffer);
	return OK;
}

enum status tiff_read(struct job *job, struct tiff *tiff, int page, PIX **out)
{
	const struct directory *d = &tiff->pages[page - 1];
	const struct tiff_page *p = &d->page;
	tiff->words[0] = '\0';
	if (!TIFFSetSubDirectory(tiff->handle, d->offset))
		return damaged(tiff, page);
	PIX *pix = image_own(job, pixCreate(p->width, p->height, p->depth == 24 ? 32 : p->depth));
	pixSetResolution(pix, (int)lround(p->xdpi), (int)lround(p->ydpi));
	TRY(read_strips(job, tiff, page, pix));
	if (d->mirrored)
		must(pixFlipLR(pix, pix));
	*out = p->turn == 0 ? pix : image_own(job, pixRotateOrth(pix, p->turn / 90));
	return OK;
}

/* ---- cutting out, bit by bit -------------------- */

/* The system's words where it has some, else libtiff's. */
static enum status unwritten(struct job *job, const char *path, const char *words)
{
	return errno != 0 ? fail_errno(job, path) : fail(job, E_SYSTEM, "%s: %s", path, words);
}

static void copy_tags(TIFF *in, TIFF *out)
{
	/* the size goes before the coding, which reckons with it from the second page on */
	static const uint32_t sides[] = {TIFFTAG_IMAGEWIDTH, TIFFTAG_IMAGELENGTH};
	static const uint32_t longs[] = {TIFFTAG_ROWSPERSTRIP, TIFFTAG_GROUP3OPTIONS,
					 TIFFTAG_GROUP4OPTIONS};
	static const uint32_t shorts[] = {
		TIFFTAG_BITSPERSAMPLE, TIFFTAG_SAMPLESPERPIXEL, TIFFTAG_COMPRESSION,
		TIFFTAG_PHOTOMETRIC,   TIFFTAG_FILLORDER,	TIFFTAG_PLANARCONFIG,
		TIFFTAG_ORIENTATION,   TIFFTAG_RESOLUTIONUNIT,	TIFFTAG_PREDICTOR};
	static const uint32_t floats[] = {TIFFTAG_XRESOLUTION, TIFFTAG_YRESOLUTION};
	static const uint32_t words[] = {
		TIFFTAG_MAKE,	   TIFFTAG_MODEL,	    TIFFTAG_SOFTWARE, TIFFTAG_DATETIME,
		TIFFTAG_ARTIST,	   TIFFTAG_HOSTCOMPUTER,    TIFFTAG_PAGENAME, TIFFTAG_DOCUMENTNAME,
		TIFFTAG_COPYRIGHT, TIFFTAG_IMAGEDESCRIPTION};
	uint32_t l;
	uint16_t s, t;
	float f;
	for (size_t i = 0; i < sizeof sides / sizeof *sides; i++)
		if (TIFFGetField(in, sides[i], &l))
			TIFFSetField(out, sides[i], l);
	for (size_t i = 0; i < sizeof shorts / sizeof *shorts; i++)
		if (TIFFGetField(in, shorts[i], &s))
			TIFFSetField(out, shorts[i], s);
	for (size_t i = 0; i < sizeof longs / sizeof *longs; i++)
		if (TIFFGetField(in, longs[i], &l))
			TIFFSetField(out, longs[i], l);
	for (size_t i = 0; i < sizeof floats / sizeof *floats; i++)
		if (TIFFGetField(in, floats[i], &f))
			TIFFSetField(out, floats[i], f);
	if (TIFFGetField(in, TIFFTAG_YCBCRSUBSAMPLING, &s, &t))
		TIFFSetField(out, TIFFTAG_YCBCRSUBSAMPLING, s, t);
	void *block;
	float *range;
	char *text;
	if (TIFFGetField(in, TIFFTAG_JPEGTABLES, &l, &block))
		TIFFSetField(out, TIFFTAG_JPEGTABLES, l, block);
	if (TIFFGetField(in, TIFFTAG_ICCPROFILE, &l, &block))
		TIFFSetField(out, TIFFTAG_ICCPROFILE, l, block);
	if (TIFFGetField(in, TIFFTAG_REFERENCEBLACKWHITE, &range))
		TIFFSetField(out, TIFFTAG_REFERENCEBLACKWHITE, range);
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (TIFFGetField(in, words[i], &text))
			TIFFSetField(out, words[i], text);
}

static enum status copy_page(struct job *job, struct tiff *tiff, int page, struct tiff *to)
{
	TIFF *out = to->handle;
	tiff->words[0] = '\0';
	if (!TIFFSetSubDirectory(tiff->handle, tiff->pages[page - 1].offset))
		return damaged(tiff, page);
	copy_tags(tiff->handle, out);
	uint32_t strips = TIFFNumberOfStrips(tiff->handle);
	for (uint32_t i = 0; i < strips; i++) {
		uint64_t size = TIFFGetStrileByteCount(tiff->handle, i);
		if (size > tiff->size)
			return bad_page(tiff, page, _("the file is cut short"));
		uint8_t *bytes = must(talloc_size(job, size + 1));
		if (TIFFReadRawStrip(tiff->handle, i, bytes, (tmsize_t)size) != (tmsize_t)size)
			return bad_page(tiff, page, _("the file is cut short"));
		errno = 0;
		if (TIFFWriteRawStrip(out, i, bytes, (tmsize_t)size) != (tmsize_t)size)
			return unwritten(job, to->path, to->words);
		talloc_free(bytes);
	}
	errno = 0;
	if (!TIFFWriteDirectory(out))
		return unwritten(job, to->path, to->words);
	return sound(tiff, page);
}

static enum status create(struct job *job, const char *path, struct tiff **out)
{
	struct tiff *tiff = NEW(job, struct tiff);
	tiff->job = job;
	tiff->path = COPY(tiff, path);
	int fd = open(path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0640);
	if (fd < 0)
		return fail_errno(job, path);
	tiff->handle = open_handle(tiff, fd, "wl");
	if (tiff->handle == NULL) {
		close(fd);
		return fail(job, E_SYSTEM, "%s: %s", path, tiff->words);
	}
	talloc_set_destructor(tiff, tiff_close);
	*out = tiff;
	return OK;
}

/* Closing writes the last directory; what it could not write it tells by its handler. */
static enum status finish(struct job *job, struct tiff *tiff)
{
	errno = 0;
	TIFFClose(tiff->handle);
	tiff->handle = NULL;
	if (tiff->words[0] == '\0')
		return OK;
	return unwritten(job, tiff->path, tiff->words);
}

enum status tiff_cut(struct job *job, struct tiff *tiff, const int *pages, int count,
		     const char *path)
{
	struct job *below = job_below(job);
	struct tiff *out;
	TRY(create(below, path, &out));
	for (int i = 0; i < count; i++)
		TRY(copy_page(below, tiff, pages[i], out));
	TRY(finish(below, out));
	talloc_free(below);
	return OK;
}

/* ---- writing one page -------------------- */

static void describe(TIFF *handle, PIX *pix, double xdpi, double ydpi, int quality)
{
	int depth = pixGetDepth(pix);
	TIFFSetField(handle, TIFFTAG_IMAGEWIDTH, (uint32_t)pixGetWidth(pix));
	TIFFSetField(handle, TIFFTAG_IMAGELENGTH, (uint32_t)pixGetHeight(pix));
	TIFFSetField(handle, TIFFTAG_ROWSPERSTRIP, (uint32_t)pixGetHeight(pix));
	TIFFSetField(handle, TIFFTAG_BITSPERSAMPLE, depth == 1 ? 1 : 8);
	TIFFSetField(handle, TIFFTAG_SAMPLESPERPIXEL, depth == 32 ? 3 : 1);
	TIFFSetField(handle, TIFFTAG_PLANARCONFIG, PLANARCONFIG_CONTIG);
	TIFFSetField(handle, TIFFTAG_ORIENTATION, ORIENTATION_TOPLEFT);
	TIFFSetField(handle, TIFFTAG_RESOLUTIONUNIT, RESUNIT_INCH);
	TIFFSetField(handle, TIFFTAG_XRESOLUTION, xdpi);
	TIFFSetField(handle, TIFFTAG_YRESOLUTION, ydpi);
	if (depth == 1) {
		TIFFSetField(handle, TIFFTAG_COMPRESSION, COMPRESSION_CCITTFAX4);
		TIFFSetField(handle, TIFFTAG_PHOTOMETRIC, PHOTOMETRIC_MINISWHITE);
		return;
	}
	TIFFSetField(handle, TIFFTAG_COMPRESSION, COMPRESSION_JPEG);
	TIFFSetField(handle, TIFFTAG_PHOTOMETRIC,
		     depth == 32 ? PHOTOMETRIC_YCBCR : PHOTOMETRIC_MINISBLACK);
	TIFFSetField(handle, TIFFTAG_JPEGQUALITY, quality);
	TIFFSetField(handle, TIFFTAG_JPEGTABLESMODE, 0); /* a whole JPEG in the strip */
	if (depth == 32)
		TIFFSetField(handle, TIFFTAG_JPEGCOLORMODE, JPEGCOLORMODE_RGB);
}

static void row_of_words(const l_uint32 *from, uint8_t *to, size_t bytes)
{
	for (; bytes > 0; bytes -= bytes < 4 ? bytes : 4, to += 4) {
		l_uint32 word = htobe32(*from++);
		memcpy(to, &word, bytes < 4 ? bytes : 4);
	}
}

static void row_of_colours(const l_uint32 *from, uint8_t *to, int w)
{
	for (int x = 0, r, g, b; x < w; x++) {
		extractRGBValues(from[x], &r, &g, &b);
		to[3 * x] = (uint8_t)r;
		to[3 * x + 1] = (uint8_t)g;
		to[3 * x + 2] = (uint8_t)b;
	}
}

static uint8_t *plain_rows(struct job *job, PIX *pix, size_t stride)
{
	uint8_t *rows = must(talloc_size(job, stride * (size_t)pixGetHeight(pix)));
	for (int y = 0; y < pixGetHeight(pix); y++) {
		const l_uint32 *line = pixGetData(pix) + (size_t)y * (size_t)pixGetWpl(pix);
		if (pixGetDepth(pix) == 32)
			row_of_colours(line, rows + (size_t)y * stride, pixGetWidth(pix));
		else
			row_of_words(line, rows + (size_t)y * stride, stride);
	}
	return rows;
}

enum status tiff_write(struct job *job, const char *path, PIX *pix, double xdpi, double ydpi,
		       int quality)
{
	struct job *below = job_below(job);
	struct tiff *tiff;
	TRY(create(below, path, &tiff));
	describe(tiff->handle, pix, xdpi, ydpi, quality);
	tmsize_t stride = TIFFScanlineSize(tiff->handle);
	uint8_t *rows = plain_rows(below, pix, (size_t)stride);
	errno = 0;
	if (TIFFWriteEncodedStrip(tiff->handle, 0, rows, stride * pixGetHeight(pix)) < 0)
		return unwritten(job, path, tiff->words);
	TRY(finish(below, tiff));
	talloc_free(below);
	return OK;
}

enum status tiff_strip(struct job *job, struct tiff *tiff, int page, const char **coding,
		       uint8_t **bytes, size_t *size, bool *white_is_zero)
{
	const struct directory *d = &tiff->pages[page - 1];
	tiff->words[0] = '\0';
	if (!TIFFSetSubDirectory(tiff->handle, d->offset))
		return damaged(tiff, page);
	void *tables;
	uint32_t ntables;
	bool whole = !TIFFGetField(tiff->handle, TIFFTAG_JPEGTABLES, &ntables, &tables);
	if (TIFFNumberOfStrips(tiff->handle) != 1 || !whole ||
	    (d->coding != COMPRESSION_CCITTFAX4 && d->coding != COMPRESSION_JPEG))
		return bad_page(tiff, page, _("it is not one strip of G4 or JPEG"));
	*size = TIFFGetStrileByteCount(tiff->handle, 0);
	*bytes = must(talloc_size(job, *size + 1));
	if (TIFFReadRawStrip(tiff->handle, 0, *bytes, (tmsize_t)*size) != (tmsize_t)*size)
		return bad_page(tiff, page, _("the file is cut short"));
	if (d->coding == COMPRESSION_CCITTFAX4 && d->fill == FILLORDER_LSB2MSB)
		TIFFReverseBits(*bytes, (tmsize_t)*size);
	*coding = d->page.coding;
	*white_is_zero = d->photometric == PHOTOMETRIC_MINISWHITE;
	return OK;
}
