/* SPDX-License-Identifier: GPL-3.0-or-later */
/* picture SCAN.tif PAGE OUT.jpg|png|webp|jp2 [progressive] [quiet] [exif=N] [WIDTHxHEIGHT]: a page
 * of a scan as a picture of another kind, in grey (PNG: as it is). exif=N: as a camera held that
 * way would keep it. quiet: without a resolution. WIDTHxHEIGHT: that much of it, from the upper
 * left corner. */
#include <leptonica/allheaders.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static PIX *page_of(const char *path, int page)
{
	PIXA *all = pixaReadMultipageTiff(path);
	return all == NULL ? NULL : pixaGetPix(all, page - 1, L_COPY);
}

static PIX *changed(PIX *pix, const char *word, int *progressive, int *orientation)
{
	int w, h;
	if (strcmp(word, "progressive") == 0)
		*progressive = 1;
	else if (strcmp(word, "quiet") == 0)
		pixSetResolution(pix, 0, 0);
	else if (sscanf(word, "exif=%d", orientation) == 1)
		return pixRotateOrth(pix, *orientation == 6 ? 3 : *orientation == 3 ? 2 : 1);
	else if (sscanf(word, "%dx%d", &w, &h) == 2)
		return pixClipRectangle(pix, boxCreate(0, 0, w, h), NULL);
	return pix;
}

/* A marker APP1 behind the first, with the one tag. */
static int add_exif(const char *path, int orientation)
{
	size_t size;
	l_uint8 *bytes = l_binaryRead(path, &size);
	unsigned char app[] = {0xff, 0xe1, 0, 34, 'E', 'x', 'i', 'f', 0, 0,
			       'M',  'M',  0, 42, 0,   0,   0,	 8,   0, 1,
			       1,    0x12, 0, 3,  0,   0,   0,	 1,   0, (unsigned char)orientation,
			       0,    0,	   0, 0,  0,   0};
	FILE *out = fopen(path, "w");
	if (bytes == NULL || out == NULL)
		return 1;
	fwrite(bytes, 1, 2, out);
	fwrite(app, 1, sizeof app, out);
	fwrite(bytes + 2, 1, size - 2, out);
	return fclose(out) != 0;
}

static int write_as(const char *path, PIX *pix, int progressive)
{
	const char *dot = strrchr(path, '.');
	if (strcmp(dot, ".png") == 0)
		return pixWritePng(path, pix, 0);
	PIX *grey = pixConvertTo8(pix, 0);
	pixCopyResolution(grey, pix);
	if (strcmp(dot, ".jpg") == 0)
		return pixWriteJpeg(path, grey, 85, progressive);
	PIX *colour = pixConvertTo32(grey);
	return strcmp(dot, ".webp") == 0 ? pixWriteWebP(path, colour, 85, 0)
					 : pixWriteJp2k(path, grey, 40, 4, 0, 0);
}

int main(int argc, char **argv)
{
	int progressive = 0, orientation = 0;
	PIX *pix = argc < 4 ? NULL : page_of(argv[1], atoi(argv[2]));
	for (int i = 4; i < argc && pix != NULL; i++)
		pix = changed(pix, argv[i], &progressive, &orientation);
	if (pix == NULL || write_as(argv[3], pix, progressive) != 0)
		return 1;
	return orientation > 0 ? add_exif(argv[3], orientation) : 0;
}
