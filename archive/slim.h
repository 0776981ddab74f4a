/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef ARCHIVE_SLIM_H
#define ARCHIVE_SLIM_H

#include <stddef.h>

/* The content of a drawing (PDF 1.4, 4.4: operators of paths) in about half the bytes once it is
 * deflated: what is filled is told in whole steps of 1/25 point (1,800 dpi), face by face, each
 * from its own first corner, so that the same letter has the same bytes wherever it stands. What is
 * stroked, and all else, stays as it is. Pure. */
const char *slim_content(void *owner, const char *content, size_t size);

#endif
