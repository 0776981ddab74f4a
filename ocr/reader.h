/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The reader of letters: the only face to Tesseract. Opened once, before workers are forked: they
 * share its models. One thread; never two pages at a time. */
#ifndef OCR_READER_H
#define OCR_READER_H

#include "ocr/words.h"

struct reader;

/* Loads the models. When they are not installed the reader is blind: *BLIND says so, reader_read
 * fails with these words, reader_glance is content with any page. *BLIND is NULL else. */
enum status reader_open(struct job *job, struct reader **out, const char **blind);
const char *reader_engine(const struct reader *reader); /* name and version */
const char *reader_models(const struct reader *reader); /* "none" when blind */

/* Reads an upright page (1 bit or 8 bit grey) of DPI dots an inch: words in the reader's own order,
 * boxes in px of PIX. */
enum status reader_read(struct job *job, struct reader *reader, struct Pix *pix, int dpi,
			struct words *out);

/* Reads the one line of text in BOX, px of PIX, that a reading of the whole page passed by. */
enum status reader_line(struct job *job, struct reader *reader, struct Pix *pix, int dpi,
			struct box box, struct words *out);

/* How sure it is of a few lines of text cut out of a page: 0 to 100. Cheap: tells which way is up.
 */
enum status reader_glance(struct job *job, struct reader *reader, struct Pix *pix, int dpi,
			  double *sure);

#endif
