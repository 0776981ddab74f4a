/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A page in JPEG as a file of its own, byte for byte as the scanner coded it. Each strip is a whole
 * small JPEG (TIFF Technical Note 2); joined, each becomes a restart interval (ITU T.81, B.2.4.4):
 * coding begins anew after a restart mark just as it does in a new strip. */
#include "base/tiff-file.h"

#include <string.h>

enum {
	SOF0 = 0xc0,
	SOF1 = 0xc1,
	SOF2 = 0xc2,
	DHT = 0xc4,
	RST0 = 0xd0,
	SOI = 0xd8,
	EOI = 0xd9,
	SOS = 0xda,
	DQT = 0xdb,
	DRI = 0xdd
};

/* What stands where in a strip, or in the tables. */
struct parts {
	const uint8_t *bytes;
	size_t size;
	size_t sof, sos; /* of their marks; 0: none */
	size_t scan;	 /* of the first coded byte */
	size_t end;	 /* of the mark that ends it */
	bool restarts;	 /* it has restart marks of its own */
};

static unsigned two(const uint8_t *at)
{
	return (unsigned)at[0] << 8 | at[1];
}

/* The next mark after coded bytes, of which FF 00 is one. */
static size_t scan_end(const struct parts *p, size_t at)
{
	for (; at + 1 < p->size; at++)
		if (p->bytes[at] == 0xff && p->bytes[at + 1] != 0 && p->bytes[at + 1] != 0xff)
			return at;
	return p->size;
}

/* False: it is not built as it should be. */
static bool parts_find(struct parts *p)
{
	size_t at = 2;
	if (p->size < 4 || p->bytes[0] != 0xff || p->bytes[1] != SOI)
		return false;
	while (at + 1 < p->size && p->bytes[at] == 0xff) {
		uint8_t mark = p->bytes[at + 1];
		if (mark == 0xff) { /* a filler */
			at++;
			continue;
		}
		p->end = at;
		if (mark == EOI)
			return true;
		if (at + 4 > p->size || at + 2 + two(p->bytes + at + 2) > p->size)
			return false;
		p->restarts = p->restarts || mark == DRI;
		if (mark == SOF0 || mark == SOF1 || mark == SOF2)
			p->sof = at;
		at += 2 + two(p->bytes + at + 2);
		if (mark != SOS)
			continue;
		p->sos = p->end;
		p->scan = at;
		p->end = scan_end(p, at);
		return p->sof != 0 && p->end > at;
	}
	return false;
}

/* Of one frame: rows and columns, and how many a coded unit covers. */
struct frame {
	unsigned height, width, samples, across, down;
};

static bool frame_read(const struct parts *p, struct frame *out)
{
	const uint8_t *sof = p->bytes + p->sof;
	if (p->sof + 10 > p->size)
		return false;
	unsigned length = two(sof + 2), parts = sof[9];
	if (sof[4] != 8 || length != 8 + 3 * parts || (parts != 1 && parts != 3))
		return false;
	*out = (struct frame){two(sof + 5), two(sof + 7), parts, 8, 8};
	for (unsigned i = 0; parts == 3 && i < parts; i++) {
		unsigned across = 8U * (sof[11 + 3 * i] >> 4), down = 8U * (sof[11 + 3 * i] & 15);
		out->across = across > out->across ? across : out->across;
		out->down = down > out->down ? down : out->down;
	}
	return out->across <= 32 && out->down <= 32;
}

static enum status strip_read(struct job *job, struct tiff *tiff, int page, uint32_t i,
			      struct parts *out)
{
	size_t size;
	uint8_t *bytes;
	TRY(tiff_coded(job, tiff, page, i, &bytes, &size));
	*out = (struct parts){.bytes = bytes, .size = size};
	return OK;
}

/* The file being put together. */
struct sink {
	uint8_t *bytes;
	size_t size;
};

static void pour(struct sink *sink, const uint8_t *bytes, size_t size)
{
	memcpy(sink->bytes + sink->size, bytes, size);
	sink->size += size;
}

static void pour_mark(struct sink *sink, uint8_t mark)
{
	pour(sink, (const uint8_t[]){0xff, mark}, 2);
}

/* The same tables and the same frame but for its height: all between the beginning and the coded
 * bytes. */
static bool alike(const struct parts *a, const struct parts *b)
{
	if (a->scan != b->scan || a->sof != b->sof)
		return false;
	return memcmp(a->bytes, b->bytes, a->sof + 5) == 0 &&
	       memcmp(a->bytes + a->sof + 7, b->bytes + a->sof + 7, a->scan - a->sof - 7) == 0;
}

static bool ends(const struct parts *p)
{
	return p->end == p->size || p->bytes[p->end + 1] == EOI;
}

/* Whether strip I can be a restart interval after the first. */
static bool joins(const struct directory *d, const struct parts *first, const struct parts *p,
		  uint32_t i)
{
	struct frame frame;
	uint32_t left = (uint32_t)d->height - i * d->rows_per_strip;
	uint32_t rows = left < d->rows_per_strip ? left : d->rows_per_strip;
	return frame_read(p, &frame) && frame.height == rows && !p->restarts &&
	       p->bytes[p->sof + 1] != SOF2 && ends(p) && alike(first, p);
}

/* Before the coded bytes: the beginning, tables, the frame with its full height, the interval. */
static void pour_head(struct sink *sink, const struct directory *d, const struct parts *tables,
		      const struct parts *first, const struct frame *frame)
{
	unsigned units = (frame->width + frame->across - 1) / frame->across *
			 (d->rows_per_strip / frame->down);
	const uint8_t interval[] = {0xff, DRI, 0, 4, (uint8_t)(units >> 8), (uint8_t)units};
	size_t sof = sink->size + first->sof;
	if (tables->size > 0) {
		pour(sink, tables->bytes, tables->end);
		sof += tables->end - 2;
		pour(sink, first->bytes + 2, first->sos - 2);
	} else {
		pour(sink, first->bytes, first->sos);
	}
	sink->bytes[sof + 5] = (uint8_t)(d->height >> 8);
	sink->bytes[sof + 6] = (uint8_t)d->height;
	pour(sink, interval, sizeof interval);
	pour(sink, first->bytes + first->sos, first->scan - first->sos);
}

/* Whether rows and columns of a strip make whole units, few enough for an interval. */
static bool parts_well(const struct directory *d, const struct frame *frame)
{
	uint64_t units = (uint64_t)(frame->width + frame->across - 1) / frame->across *
			 (d->rows_per_strip / frame->down);
	return d->rows_per_strip % frame->down == 0 && units <= 0xffff && d->height <= 0xffff;
}

static enum status join(struct job *job, struct tiff *tiff, int page, const struct parts *tables,
			struct sink *sink, bool *joined)
{
	const struct directory *d = &tiff->pages[page - 1];
	uint32_t strips = TIFFNumberOfStrips(tiff->handle);
	struct parts *all = NEW_ARRAY(job, struct parts, strips);
	struct frame frame;
	size_t size = tables->size + 16;
	*joined = false;
	for (uint32_t i = 0; i < strips; i++) {
		TRY(strip_read(job, tiff, page, i, &all[i]));
		if (!parts_find(&all[i]) || all[i].sos == 0 || !joins(d, &all[0], &all[i], i))
			return OK;
		size += all[i].size + 2;
	}
	frame_read(&all[0], &frame);
	if (!parts_well(d, &frame) || frame.width != (unsigned)d->width)
		return OK;
	sink->bytes = must(talloc_size(job, size));
	pour_head(sink, d, tables, &all[0], &frame);
	for (uint32_t i = 0; i < strips; i++) {
		if (i > 0)
			pour_mark(sink, (uint8_t)(RST0 + (i - 1) % 8));
		pour(sink, all[i].bytes + all[i].scan, all[i].end - all[i].scan);
	}
	pour_mark(sink, EOI);
	*joined = true;
	return OK;
}

/* One strip: its own bytes, with the tables behind its beginning when they stand elsewhere. */
static enum status lend(struct job *job, struct tiff *tiff, int page, const struct parts *tables,
			struct sink *sink, bool *joined)
{
	const struct directory *d = &tiff->pages[page - 1];
	struct parts strip;
	struct frame frame;
	TRY(strip_read(job, tiff, page, 0, &strip));
	*joined = parts_find(&strip) && strip.sos != 0 && frame_read(&strip, &frame) &&
		  frame.width == (unsigned)d->width && frame.height == (unsigned)d->height &&
		  frame.samples * 8 == (unsigned)d->page.depth;
	if (!*joined)
		return OK;
	sink->bytes = must(talloc_size(job, strip.size + tables->size));
	if (tables->size > 0)
		pour(sink, tables->bytes, tables->end);
	pour(sink, strip.bytes + (tables->size > 0 ? 2 : 0),
	     strip.size - (tables->size > 0 ? 2 : 0));
	return OK;
}

/* None are no fault; damaged ones are. */
static bool tables_find(struct tiff *tiff, struct parts *out)
{
	uint32_t size = 0;
	void *bytes = NULL;
	*out = (struct parts){0};
	if (!TIFFGetField(tiff->handle, TIFFTAG_JPEGTABLES, &size, &bytes) || size == 0)
		return true;
	*out = (struct parts){.bytes = bytes, .size = size};
	return parts_find(out) && out->sos == 0;
}

enum status tiff_jpeg(struct job *job, struct tiff *tiff, int page, struct tiff_jpeg *out)
{
	struct directory *d = &tiff->pages[page - 1];
	struct parts tables;
	struct sink sink = {0};
	bool joined;
	*out = (struct tiff_jpeg){.width = (double)d->width / d->shrink,
				  .height = (double)d->height / d->shrink,
				  .columns = d->width,
				  .rows = d->height,
				  .white_is_zero = d->photometric == PHOTOMETRIC_MINISWHITE,
				  .rgb = d->photometric == PHOTOMETRIC_RGB};
	if (d->coding != COMPRESSION_JPEG || d->odd)
		return OK;
	tiff->words[0] = '\0';
	if (!TIFFSetSubDirectory(tiff->handle, d->offset))
		return tiff_damaged(tiff, page);
	if (d->rows_per_strip == 0 || d->rows_per_strip > (uint32_t)d->height)
		d->rows_per_strip = (uint32_t)d->height;
	if (!tables_find(tiff, &tables))
		return OK;
	TRY(TIFFNumberOfStrips(tiff->handle) == 1 ? lend(job, tiff, page, &tables, &sink, &joined)
						  : join(job, tiff, page, &tables, &sink, &joined));
	if (joined) {
		out->bytes = sink.bytes;
		out->size = sink.size;
	}
	return tiff_sound(tiff, page);
}
