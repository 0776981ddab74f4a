/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stamps/qr.h"

#include <qrencode.h>
#include <stdbool.h>
#include <string.h>

static int code_free(QRcode **held)
{
	QRcode_free(*held);
	return 0;
}

/* Bytes that do not say that they are UTF-8 are guessed at: readers make Shift_JIS of some
 * Cyrillic. */
static QRcode *encoded(QRinput *input, const char *text)
{
	enum { UTF8_ECI = 26 };
	if (QRinput_appendECIheader(input, UTF8_ECI) != 0 ||
	    QRinput_append(input, QR_MODE_8, (int)strlen(text), (const unsigned char *)text) != 0)
		return NULL;
	return QRcode_encodeInput(input);
}

static QRcode *code_of(struct job *job, const char *text, QRecLevel level)
{
	QRinput *input = QRinput_new2(0, level);
	QRcode *code = input == NULL ? NULL : encoded(input, text);
	QRinput_free(input);
	if (code == NULL)
		return NULL;
	QRcode **held = NEW(job, QRcode *);
	*held = code;
	talloc_set_destructor(held, code_free);
	return code;
}

/* The same size of code may carry more correction: no reason not to use it. */
static QRcode *strongest(struct job *job, const char *text)
{
	QRcode *code = code_of(job, text, QR_ECLEVEL_M);
	for (QRecLevel level = QR_ECLEVEL_Q; code != NULL && level <= QR_ECLEVEL_H; level++) {
		QRcode *next = code_of(job, text, level);
		if (next == NULL || next->width > code->width)
			break;
		code = next;
	}
	return code;
}

/* Each run of dark squares in a row is one rectangle. */
static const char *outline(struct job *job, const QRcode *code)
{
	char *path = must(talloc_strdup(job, ""));
	for (int y = 0; y < code->width; y++)
		for (int x = 0; x < code->width;) {
			int run = 0;
			while (x + run < code->width && (code->data[y * code->width + x + run] & 1))
				run++;
			if (run > 0)
				path = must(talloc_asprintf_append_buffer(path, "M%d %dh%dv1h-%dz",
									  x + QR_QUIET,
									  y + QR_QUIET, run, run));
			x += run > 0 ? run : 1;
		}
	return path;
}

enum status qr_make(struct job *job, const char *text, int most, struct qr *out)
{
	QRcode *code = *text == '\0' ? NULL : strongest(job, text);
	if (code == NULL || code->width + 2 * QR_QUIET > most)
		return fail(job, E_INPUT, "“%s” does not fit the QR code of the mark", text);
	out->side = code->width + 2 * QR_QUIET;
	out->path = outline(job, code);
	return OK;
}
