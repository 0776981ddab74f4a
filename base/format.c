/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/format.h"

#include "base/file.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

enum { HEAD = 1100, PDF_WITHIN = 1024 };

static const struct {
	const char *type, *ending;
} formats[] = {
	[FORMAT_UNKNOWN] = {"application/octet-stream", "bin"},
	[FORMAT_TIFF] = {"image/tiff", "tif"},
	[FORMAT_PDF] = {"application/pdf", "pdf"},
	[FORMAT_JPEG] = {"image/jpeg", "jpg"},
	[FORMAT_PNG] = {"image/png", "png"},
	[FORMAT_WEBP] = {"image/webp", "webp"},
	[FORMAT_JP2] = {"image/jp2", "jp2"},
	[FORMAT_HEIF] = {"image/heif", "heic"},
	[FORMAT_ZIP] = {"application/zip", "zip"},
	[FORMAT_DOC] = {"application/x-ole-storage", "doc"},
};

static const struct {
	size_t at, size;
	const char *bytes;
	enum format format;
} signs[] = {
	{0, 4, "II*\0", FORMAT_TIFF},
	{0, 4, "MM\0*", FORMAT_TIFF},
	{0, 4, "II+\0", FORMAT_TIFF},
	{0, 4, "MM\0+", FORMAT_TIFF},
	{0, 3, "\xff\xd8\xff", FORMAT_JPEG},
	{0, 8, "\x89PNG\r\n\x1a\n", FORMAT_PNG},
	{8, 4, "WEBP", FORMAT_WEBP},
	{4, 8, "jP  \r\n\x87\n", FORMAT_JP2},
	{0, 4, "\xff\x4f\xff\x51", FORMAT_JP2},
	{4, 8, "ftypheic", FORMAT_HEIF},
	{4, 8, "ftypheix", FORMAT_HEIF},
	{4, 8, "ftypmif1", FORMAT_HEIF},
	{4, 8, "ftypavif", FORMAT_HEIF},
	{0, 4, "PK\3\4", FORMAT_ZIP},
	{0, 8, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", FORMAT_DOC},
};

/* A PDF may have some bytes of a mail or of a printer before it: readers allow a kilobyte. */
enum format format_of(const void *head, size_t size)
{
	const char *bytes = head;
	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
		if (signs[i].at + signs[i].size <= size &&
		    memcmp(bytes + signs[i].at, signs[i].bytes, signs[i].size) == 0)
			return signs[i].format;
	size_t within = size < PDF_WITHIN ? size : PDF_WITHIN;
	return memmem(bytes, within, "%PDF-", 5) != NULL ? FORMAT_PDF : FORMAT_UNKNOWN;
}

enum status file_format(struct job *job, const char *path, enum format *out)
{
	char head[HEAD];
	uint64_t size;
	size_t got = 0;
	int fd;
	struct job *below = job_below(job);
	TRY(file_open(below, path, &fd, &size));
	fd_own(below, fd);
	for (ssize_t n = 1; n != 0 && got<sizeof head; got += n> 0 ? (size_t)n : 0) {
		n = read(fd, head + got, sizeof head - got);
		if (n < 0 && errno != EINTR)
			return fail_errno(job, path);
	}
	talloc_free(below);
	*out = format_of(head, got);
	return OK;
}

const char *format_type(enum format format)
{
	return formats[format].type;
}

const char *format_ending(enum format format)
{
	return formats[format].ending;
}

enum status format_check(struct job *job, const char *name, enum format format)
{
	switch (format) {
	case FORMAT_UNKNOWN:
		return fail(job, E_INPUT,
			    "%s: this is no scan: give a TIFF, PDF, JPEG, PNG, WebP or JPEG 2000 "
			    "file",
			    name);
	case FORMAT_HEIF:
		return fail(job, E_INPUT,
			    "%s: a picture of this kind (HEIC, AVIF) is not read: save it as JPEG",
			    name);
	case FORMAT_ZIP:
	case FORMAT_DOC:
		return fail(job, E_INPUT,
			    "%s: a document or an archive of another program: print it to a PDF, "
			    "or unpack it, and give that",
			    name);
	default:
		return OK;
	}
}
