/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a file is, told by its first bytes, never by its name. */
#ifndef BASE_FORMAT_H
#define BASE_FORMAT_H

#include "base/job.h"
#include <stdbool.h>
#include <stddef.h>

enum format {
	FORMAT_UNKNOWN,
	FORMAT_TIFF,
	FORMAT_PDF,
	FORMAT_JPEG,
	FORMAT_PNG,
	FORMAT_WEBP,
	FORMAT_JP2, /* JPEG 2000: a file or a bare codestream */
	FORMAT_HEIF,
	FORMAT_ZIP, /* also documents of office programs */
	FORMAT_DOC, /* of the old ones */
};

/* HEAD: the first SIZE bytes of it; 1100 are enough. */
enum format format_of(const void *head, size_t size);
/* Of a regular file; E_ABSENT, E_INPUT as file_open. */
enum status file_format(struct job *job, const char *path, enum format *out);

const char *format_type(enum format format);   /* media type */
const char *format_ending(enum format format); /* of file names, without the dot */

/* OK when pages can be taken out of it, else E_INPUT with what to do; NAME is for the words. */
enum status format_check(struct job *job, const char *name, enum format format);

#endif
