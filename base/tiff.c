/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The file itself: what libtiff complains of, opening, closing. */
#include "base/tiff-file.h"

#include "base/file.h"
#include "base/reach.h"
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define NAMELESS "scan"

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

enum status tiff_bad(const struct tiff *tiff, int page, const char *why)
{
	return fail(tiff->job, E_INPUT, "%s: page %d: %s: scan it again", tiff->path, page, why);
}

enum status tiff_damaged(const struct tiff *tiff, int page)
{
	return tiff_bad(
		tiff, page,
		TEXT_OF(tiff->job, _("the file is damaged or cut short (%s)"), tiff->words));
}

enum status tiff_sound(const struct tiff *tiff, int page)
{
	return tiff->words[0] == '\0' ? OK : tiff_damaged(tiff, page);
}

int tiff_close(struct tiff *tiff)
{
	if (tiff->handle != NULL)
		TIFFClose(tiff->handle);
	return 0;
}

/* ---- bytes of the file, for libtiff ------------------------------------------------ */

static tmsize_t take_bytes(thandle_t self, void *bytes, tmsize_t size)
{
	struct tiff *tiff = self;
	tmsize_t done = 0;
	for (ssize_t n; done < size; done += n) {
		n = pread(tiff->fd, (char *)bytes + done, (size_t)(size - done),
			  (off_t)tiff->at + done);
		if (n < 0 && errno == EINTR)
			n = 0;
		else if (n < 0)
			return -1;
		else if (n == 0)
			break;
	}
	tiff->at += (toff_t)done;
	return done;
}

static tmsize_t leave_bytes(thandle_t self, void *bytes, tmsize_t size)
{
	struct tiff *tiff = self;
	for (tmsize_t done = 0; done < size;) {
		ssize_t n = pwrite(tiff->fd, (char *)bytes + done, (size_t)(size - done),
				   (off_t)tiff->at + done);
		if (n < 0 && errno != EINTR)
			return -1;
		done += n < 0 ? 0 : n;
	}
	tiff->at += (toff_t)size;
	return size;
}

static toff_t size_of(thandle_t self)
{
	const struct tiff *tiff = self;
	struct stat st;
	return fstat(tiff->fd, &st) == 0 ? (toff_t)st.st_size : 0;
}

static toff_t move_to(thandle_t self, toff_t at, int from)
{
	struct tiff *tiff = self;
	tiff->at = at + (from == SEEK_CUR ? tiff->at : from == SEEK_END ? size_of(self) : 0);
	return tiff->at;
}

static int put_down(thandle_t self)
{
	const struct tiff *tiff = self;
	return close(tiff->fd);
}

TIFF *tiff_handle(struct tiff *tiff, const char *mode)
{
	TIFFOpenOptions *options = must(TIFFOpenOptionsAlloc());
	TIFFOpenOptionsSetMaxSingleMemAlloc(options, TIFF_UNPACKED);
	TIFFOpenOptionsSetErrorHandlerExtR(options, complain, tiff);
	TIFFOpenOptionsSetWarningHandlerExtR(options, warn, tiff);
	TIFF *handle = TIFFClientOpenExt(NAMELESS, mode, tiff, take_bytes, leave_bytes, move_to,
					 put_down, size_of, NULL, NULL, options);
	TIFFOpenOptionsFree(options);
	return handle;
}

uint32_t tiff_pieces(TIFF *handle)
{
	return TIFFIsTiled(handle) ? TIFFNumberOfTiles(handle) : TIFFNumberOfStrips(handle);
}

enum status tiff_coded(struct job *job, struct tiff *tiff, int page, uint32_t i, uint8_t **bytes,
		       size_t *size)
{
	*size = TIFFGetStrileByteCount(tiff->handle, i);
	if (*size > tiff->size)
		return tiff_bad(tiff, page, _("the file is cut short"));
	*bytes = must(talloc_size(job, *size + 1));
	if ((TIFFIsTiled(tiff->handle) ? TIFFReadRawTile : TIFFReadRawStrip)(
		    tiff->handle, i, *bytes, (tmsize_t)*size) != (tmsize_t)*size)
		return tiff_bad(tiff, page, _("the file is cut short"));
	return OK;
}

enum status tiff_unwritten(struct job *job, const char *path, const char *words)
{
	return errno != 0 ? fail_errno(job, path) : fail(job, E_SYSTEM, "%s: %s", path, words);
}

enum status tiff_begin(struct job *job, const char *path, struct tiff **out)
{
	struct tiff *tiff = NEW(job, struct tiff);
	tiff->job = job;
	tiff->path = COPY(tiff, path);
	tiff->fd = reach_open(path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0640);
	if (tiff->fd < 0)
		return fail_errno(job, path);
	tiff->handle = tiff_handle(tiff, "wl");
	if (tiff->handle == NULL) {
		close(tiff->fd);
		return fail(job, E_SYSTEM, "%s: %s", path, tiff->words);
	}
	talloc_set_destructor(tiff, tiff_close);
	*out = tiff;
	return OK;
}

/* Closing writes the last directory; what it could not write it tells by its handler. */
enum status tiff_end(struct job *job, struct tiff *tiff)
{
	errno = 0;
	TIFFClose(tiff->handle);
	tiff->handle = NULL;
	if (tiff->words[0] == '\0')
		return OK;
	return tiff_unwritten(job, tiff->path, tiff->words);
}
