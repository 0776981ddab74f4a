/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pages in shapes that scanners seldom give: tiles, palettes, planes, colours of print, samples of
 * any number of bits. They are read whole: grey, RGB and CMYK by the first eight bits of each
 * sample, all else by libtiff's own conversion (TIFFRGBAImage), which knows fewer numbers of bits
 * and gives tiles of 16 bits wrongly. JBIG is left out: its decoder takes memory as a header of its
 * own says, and aborts. */
#include "base/tiff-file.h"

#include "base/image.h"
#include <endian.h>
#include <leptonica/allheaders.h>

static bool is_grey(const struct directory *d)
{
	return d->photometric <= PHOTOMETRIC_MINISBLACK || d->photometric == PHOTOMETRIC_LOGL;
}

int tiff_odd_depth(const struct directory *d)
{
	return !is_grey(d) ? 24 : d->bits == 1 && d->samples == 1 ? 1 : 8;
}

/* Samples of a pixel that count: grey, RGB, or CMYK. */
static int colours_of(const struct directory *d)
{
	return is_grey(d) ? 1 : d->photometric == PHOTOMETRIC_SEPARATED ? 4 : 3;
}

/* What libtiff converts: TIFFRGBAImageOK says more than there is. */
static bool is_known(TIFF *handle)
{
	TIFFRGBAImage image;
	char words[1024];
	if (!TIFFRGBAImageOK(handle, words) || !TIFFRGBAImageBegin(&image, handle, 1, words))
		return false;
	TIFFRGBAImageEnd(&image);
	return true;
}

/* Grey, RGB or CMYK in whole numbers. */
static bool is_samples(TIFF *handle, const struct directory *d)
{
	uint16_t format = SAMPLEFORMAT_UINT;
	TIFFGetFieldDefaulted(handle, TIFFTAG_SAMPLEFORMAT, &format);
	return format == SAMPLEFORMAT_UINT && d->bits > 0 && d->bits <= 32 &&
	       (d->photometric <= PHOTOMETRIC_RGB || d->photometric == PHOTOMETRIC_SEPARATED) &&
	       d->samples == colours_of(d);
}

const char *tiff_odd_wrong(TIFF *handle, const struct directory *d)
{
	if (d->photometric == PHOTOMETRIC_YCBCR && d->coding != COMPRESSION_JPEG)
		return _("this colour space is not read");
	if ((uint64_t)d->width * (uint64_t)d->height * 4 > TIFF_UNPACKED ||
	    (TIFFIsTiled(handle) ? TIFFTileSize64(handle) : TIFFStripSize64(handle)) >
		    TIFF_UNPACKED)
		return _("larger than any sheet of paper");
	if (!is_samples(handle, d) && !is_known(handle))
		return _("pixels of this kind are not read");
	return NULL;
}

/* --- by libtiff --- */

/* Of a pixel as libtiff gives it, red in the lowest byte; what shows through is white paper. Its
 * colours are what is left of them, but of grey they are not: STRAIGHT. */
static l_uint32 on_paper(uint32_t given, bool straight)
{
	uint32_t share = TIFFGetA(given), whole = straight ? share : 255;
	uint32_t parts[3] = {TIFFGetR(given), TIFFGetG(given), TIFFGetB(given)};
	l_uint32 pixel;
	for (int i = 0; i < 3; i++) {
		parts[i] = parts[i] * whole / 255 + 255 - share;
		parts[i] = parts[i] > 255 ? 255 : parts[i];
	}
	composeRGBPixel((int)parts[0], (int)parts[1], (int)parts[2], &pixel);
	return pixel;
}

/* Of tiles without coding libtiff thinks that they are cut short when its own buffer, whose size it
 * rounds, is not as large as a tile: it is lent one that is. */
static bool convert_all(struct job *job, TIFF *handle, TIFFRGBAImage *image, uint32_t *out)
{
	uint16_t coding = COMPRESSION_NONE;
	TIFFGetFieldDefaulted(handle, TIFFTAG_COMPRESSION, &coding);
	tmsize_t size = TIFFIsTiled(handle) && coding == COMPRESSION_NONE ? TIFFTileSize(handle)
									  : 0;
	bool lent = size > 0;
	if (lent)
		TIFFReadBufferSetup(handle, must(talloc_size(job, (size_t)size)), size);
	bool whole = TIFFRGBAImageGet(image, out, image->width, image->height);
	if (lent)
		TIFFReadBufferSetup(handle, NULL, 1024);
	return whole;
}

static enum status convert(struct job *job, struct tiff *tiff, int page, PIX **out)
{
	const struct directory *d = &tiff->pages[page - 1];
	TIFFRGBAImage image;
	char words[1024];
	PIX *pix = image_own(job, pixCreate(d->width, d->height, 32));
	l_uint32 *pixels = pixGetData(pix);
	if (!TIFFRGBAImageBegin(&image, tiff->handle, 1, words))
		return tiff_bad(tiff, page, _("pixels of this kind are not read"));
	image.orientation = image.req_orientation = ORIENTATION_TOPLEFT;
	bool straight = is_grey(d) && image.alpha == EXTRASAMPLE_UNASSALPHA;
	bool whole = convert_all(job, tiff->handle, &image, pixels);
	TIFFRGBAImageEnd(&image);
	TRY(tiff_sound(tiff, page));
	if (!whole)
		return tiff_bad(tiff, page, _("the file is cut short"));
	for (size_t i = 0; i < (size_t)d->width * (size_t)d->height; i++)
		pixels[i] = on_paper(pixels[i], straight);
	*out = is_grey(d) ? image_own(job, pixGetRGBComponent(pix, COLOR_RED)) : pix;
	return OK;
}

/* --- by samples --- */

/* A tile, or a strip: of one plane, or of all. */
struct piece {
	uint32_t x, y, width, height; /* px of the page, before it is cut at the edge */
	uint16_t plane;
	tmsize_t stride; /* bytes of a row */
};

/* Sample I of a row as 8 bits. Whole bytes libtiff has put into the order of the machine; the byte
 * behind the row may be read. */
static int sample(const uint8_t *row, size_t i, unsigned bits)
{
	size_t at = i * bits, bytes = bits / 8;
	if (bits % 8 == 0)
		return row[i * bytes + (BYTE_ORDER == LITTLE_ENDIAN ? bytes - 1 : 0)];
	unsigned most = bits < 8 ? bits : 8, two = (unsigned)row[at / 8] << 8 | row[at / 8 + 1];
	unsigned mask = (1U << most) - 1, value = two >> (16 - at % 8 - most) & mask;
	return (int)(value * 255 / mask);
}

static void put(const struct directory *d, const struct piece *piece, const uint8_t *bytes,
		PIX *pix)
{
	bool planes = d->planar == PLANARCONFIG_SEPARATE;
	int colours = colours_of(d), flip = d->photometric == PHOTOMETRIC_MINISWHITE ? 255 : 0;
	size_t apart = planes ? 1 : d->samples;
	uint32_t w = (uint32_t)d->width - piece->x, h = (uint32_t)d->height - piece->y;
	w = w < piece->width ? w : piece->width;
	h = h < piece->height ? h : piece->height;
	for (uint32_t y = 0; y < h; y++, bytes += piece->stride) {
		l_uint32 *line = pixGetData(pix) + (piece->y + y) * (size_t)pixGetWpl(pix);
		for (uint32_t x = 0; x < w; x++)
			for (int c = 0; c < (planes ? 1 : colours); c++) {
				size_t to = piece->x + x;
				to = colours == 1 ? to
						  : 4 * to + (planes ? piece->plane : (size_t)c);
				int value = sample(bytes, x * apart + (size_t)c, d->bits);
				SET_DATA_BYTE(line, to, value ^ flip);
			}
	}
}

static enum status read_piece(struct tiff *tiff, int page, const struct piece *piece,
			      uint8_t *bytes, tmsize_t room, PIX *pix)
{
	const struct directory *d = &tiff->pages[page - 1];
	TIFF *handle = tiff->handle;
	uint32_t left = (uint32_t)d->height - piece->y;
	bool tiles = TIFFIsTiled(handle);
	tmsize_t rows = tiles || left > piece->height ? piece->height : left;
	tmsize_t got = tiles ? TIFFReadEncodedTile(
				       handle,
				       TIFFComputeTile(handle, piece->x, piece->y, 0, piece->plane),
				       bytes, room)
			     : TIFFReadEncodedStrip(
				       handle, TIFFComputeStrip(handle, piece->y, piece->plane),
				       bytes, room);
	TRY(tiff_sound(tiff, page));
	if (got < rows * piece->stride)
		return tiff_bad(tiff, page, _("the file is cut short"));
	put(d, piece, bytes, pix);
	return OK;
}

static struct piece first_piece(TIFF *handle, const struct directory *d)
{
	struct piece piece = {.width = (uint32_t)d->width, .height = d->rows_per_strip};
	bool tiles = TIFFIsTiled(handle);
	if (tiles) {
		TIFFGetField(handle, TIFFTAG_TILEWIDTH, &piece.width);
		TIFFGetField(handle, TIFFTAG_TILELENGTH, &piece.height);
	}
	if (piece.height == 0 || piece.height > (uint32_t)d->height)
		piece.height = tiles ? piece.height : (uint32_t)d->height;
	piece.stride = tiles ? TIFFTileRowSize(handle) : TIFFScanlineSize(handle);
	return piece;
}

/* Ink takes light away, and black from all three. */
static void from_inks(PIX *pix)
{
	l_uint32 *pixels = pixGetData(pix);
	for (size_t i = 0; i < (size_t)pixGetWidth(pix) * (size_t)pixGetHeight(pix); i++) {
		int c, m, y, light = 255 - (int)(pixels[i] & 0xff);
		extractRGBValues(pixels[i], &c, &m, &y);
		composeRGBPixel((255 - c) * light / 255, (255 - m) * light / 255,
				(255 - y) * light / 255, &pixels[i]);
	}
}

static enum status read_samples(struct job *job, struct tiff *tiff, int page, PIX **out)
{
	const struct directory *d = &tiff->pages[page - 1];
	struct piece piece = first_piece(tiff->handle, d);
	tmsize_t room = TIFFIsTiled(tiff->handle) ? TIFFTileSize(tiff->handle)
						  : TIFFStripSize(tiff->handle);
	uint16_t planes = d->planar == PLANARCONFIG_SEPARATE ? (uint16_t)colours_of(d) : 1;
	if (room <= 0 || piece.stride <= 0 || piece.width == 0 || piece.height == 0)
		return tiff_bad(tiff, page, _("larger than any sheet of paper"));
	uint8_t *bytes = must(talloc_zero_size(job, (size_t)room + 1));
	*out = image_own(job, pixCreate(d->width, d->height, is_grey(d) ? 8 : 32));
	for (; piece.plane < planes; piece.plane++)
		for (piece.y = 0; piece.y < (uint32_t)d->height; piece.y += piece.height)
			for (piece.x = 0; piece.x < (uint32_t)d->width; piece.x += piece.width)
				TRY(read_piece(tiff, page, &piece, bytes, room, *out));
	if (d->photometric == PHOTOMETRIC_SEPARATED)
		from_inks(*out);
	talloc_free(bytes);
	return OK;
}

enum status tiff_odd_read(struct job *job, struct tiff *tiff, int page, PIX **out)
{
	const struct directory *d = &tiff->pages[page - 1];
	TRY((is_samples(tiff->handle, d) ? read_samples : convert)(job, tiff, page, out));
	if (d->page.depth == 1)
		*out = image_own(job, pixThresholdToBinary(*out, 128));
	return OK;
}
