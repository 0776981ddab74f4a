/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Walking the directories: each is held against the limits before any pixel memory is taken. */
#include "base/tiff-file.h"

#include "base/file.h"
#include <math.h>
#include <unistd.h>

enum { RATIO = 1200 };
/* bytes of a page of pixels; dpi of a page made smaller */
enum { AT_MOST = 20 << 20, AT_LEAST = 200 };

static const struct {
	uint16_t number;
	const char *name;
	bool packs; /* its ratio is bounded: a blank G4 page is 2480:1 and good */
	bool odd;   /* no scanner's */
} codings[] = {
	{COMPRESSION_NONE, "none", false, false},
	{COMPRESSION_CCITTFAX4, "g4", false, false},
	{COMPRESSION_CCITTFAX3, "g3", false, false},
	{COMPRESSION_CCITTRLE, "g3", false, false},
	{COMPRESSION_LZW, "lzw", true, false},
	{COMPRESSION_ADOBE_DEFLATE, "deflate", true, false},
	{COMPRESSION_DEFLATE, "deflate", true, false},
	{COMPRESSION_PACKBITS, "packbits", true, false},
	{COMPRESSION_JPEG, "jpeg", false, false},
	{COMPRESSION_LZMA, "lzma", false, true},
	{COMPRESSION_ZSTD, "zstd", false, true},
	{COMPRESSION_WEBP, "webp", false, true},
	{COMPRESSION_LERC, "lerc", false, true},
	{COMPRESSION_PIXARLOG, "pixarlog", true, true},
	{COMPRESSION_SGILOG, "sgilog", false, true},
	{COMPRESSION_SGILOG24, "sgilog", false, true},
};

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
	d->page.mirrored = ways[o].mirrored;
}

/* Strips of black and white, grey or RGB of 8 bits: what scanners give. */
static bool is_plain(TIFF *handle, const struct directory *d)
{
	bool colours = d->photometric == PHOTOMETRIC_RGB ||
		       (d->photometric == PHOTOMETRIC_YCBCR && d->coding == COMPRESSION_JPEG);
	if (codings[coding_row(d->coding)].odd || TIFFIsTiled(handle) ||
	    (d->samples > 1 && d->planar != PLANARCONFIG_CONTIG))
		return false;
	return d->samples == 1
		       ? d->photometric <= PHOTOMETRIC_MINISBLACK && (d->bits == 1 || d->bits == 8)
		       : d->samples == 3 && d->bits == 8 && colours;
}

const char *tiff_size_wrong(uint32_t w, uint32_t h, int bits)
{
	if (w < 16 || h < 16)
		return _("smaller than 16 pixels");
	if (w > TIFF_SIDE || h > TIFF_SIDE || (uint64_t)w * h > TIFF_PIXELS ||
	    ((uint64_t)w * (uint64_t)bits + 7) / 8 * h > TIFF_UNPACKED)
		return _("larger than any sheet of paper");
	return NULL;
}

/* What the directory claims against what the file holds, before any pixel memory is taken. */
static const char *strips_wrong(const struct tiff *tiff, const struct directory *d,
				uint64_t unpacked)
{
	uint64_t *counts = NULL, *offsets = NULL, sum = 0;
	uint32_t strips = tiff_pieces(tiff->handle);
	if (unpacked > TIFF_UNPACKED || strips == 0)
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

/* Four bytes a dot of colour: at 600 dpi a sheet would fill 140 MB, and each turn of it as much. */
static void note_shrink(struct directory *d)
{
	struct tiff_page *p = &d->page;
	double bytes = p->depth == 1 ? 0 : (double)d->width * d->height * (p->depth == 24 ? 4 : 1);
	d->shrink = 1;
	while (bytes / d->shrink / d->shrink > AT_MOST &&
	       fmin(p->xdpi, p->ydpi) / d->shrink / 2 >= AT_LEAST)
		d->shrink *= 2;
	p->width = d->width / d->shrink;
	p->height = d->height / d->shrink;
	p->xdpi /= d->shrink;
	p->ydpi /= d->shrink;
}

static enum status note_page(struct tiff *tiff)
{
	TIFF *handle = tiff->handle;
	uint32_t w = 0, h = 0;
	tiff->pages = APPEND(tiff, tiff->pages, &tiff->count, struct directory);
	struct directory *d = &tiff->pages[tiff->count - 1];
	TIFFGetField(handle, TIFFTAG_IMAGEWIDTH, &w);
	TIFFGetField(handle, TIFFTAG_IMAGELENGTH, &h);
	TIFFGetFieldDefaulted(handle, TIFFTAG_BITSPERSAMPLE, &d->bits);
	TIFFGetFieldDefaulted(handle, TIFFTAG_SAMPLESPERPIXEL, &d->samples);
	TIFFGetFieldDefaulted(handle, TIFFTAG_PLANARCONFIG, &d->planar);
	TIFFGetFieldDefaulted(handle, TIFFTAG_COMPRESSION, &d->coding);
	TIFFGetFieldDefaulted(handle, TIFFTAG_FILLORDER, &d->fill);
	TIFFGetFieldDefaulted(handle, TIFFTAG_ROWSPERSTRIP, &d->rows_per_strip);
	d->photometric = PHOTOMETRIC_MINISWHITE;
	TIFFGetField(handle, TIFFTAG_PHOTOMETRIC, &d->photometric);
	d->offset = TIFFCurrentDirOffset(handle);
	const char *why = tiff_size_wrong(w, h, 1);
	if (why == NULL && coding_row(d->coding) < 0)
		why = _("this compression is not read");
	d->width = (int)w;
	d->height = (int)h;
	d->odd = why == NULL && !is_plain(handle, d);
	if (d->odd)
		why = tiff_odd_wrong(handle, d);
	if (why == NULL)
		why = strips_wrong(tiff, d,
				   (uint64_t)h * (((uint64_t)w * d->bits * d->samples + 7) / 8));
	if (why != NULL)
		return tiff_bad(tiff, tiff->count, why);
	d->page.depth = d->odd ? tiff_odd_depth(d) : d->bits * d->samples;
	d->page.coding = codings[coding_row(d->coding)].name;
	note_dpi(handle, &d->page);
	note_orientation(handle, d);
	note_shrink(d);
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
		TRY(tiff_sound(tiff, tiff->count));
	} while (TIFFReadDirectory(tiff->handle));
	return tiff_sound(tiff, tiff->count + 1);
}

enum status tiff_open(struct job *job, const char *path, struct tiff **out)
{
	struct tiff *tiff = NEW(job, struct tiff);
	tiff->job = job;
	tiff->path = COPY(tiff, path);
	TRY(file_open(job, path, &tiff->fd, &tiff->size));
	/* "h": read the header first, so that our own words tell what it is not */
	tiff->handle = tiff_handle(tiff, "rmh");
	if (tiff->handle == NULL) {
		close(tiff->fd);
		return fail(job, E_INPUT,
			    "%s: this is not a TIFF file: give a scan in the TIFF format", path);
	}
	talloc_set_destructor(tiff, tiff_close);
	if (!TIFFReadDirectory(tiff->handle)) {
		TRY(tiff_sound(tiff, 1));
		return tiff_bad(tiff, 1, _("there is no page in it"));
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
