/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "archive/layer.h"
#include "archive/pdf-inside.h"
#include "archive/slim.h"

#include <stdlib.h>
#include <string.h>

static int reader_close(qpdf_data *held)
{
	qpdf_cleanup(held);
	return 0;
}

/* Whether all that the drawing uses is ink that covers: "/a0 << /CA 1 /ca 1 >>", as Cairo has it.
 */
static bool plain_ink(qpdf_data in, qpdf_oh uses)
{
	qpdf_oh_begin_dict_key_iter(in, uses);
	while (qpdf_oh_dict_more_keys(in)) {
		const char *key = qpdf_oh_dict_next_key(in);
		const char *value = qpdf_oh_unparse_resolved(in, qpdf_oh_get_key(in, uses, key));
		if (strcmp(value, "<< /CA 1 /ca 1 >>") != 0)
			return false;
	}
	return true;
}

static bool plain_drawing(void *owner, qpdf_data in, qpdf_oh page)
{
	qpdf_oh uses = qpdf_oh_get_key(in, page, "/Resources");
	const char **keys = NULL;
	int count = 0;
	qpdf_oh_begin_dict_key_iter(in, uses);
	while (qpdf_oh_dict_more_keys(in)) {
		keys = APPEND(owner, keys, &count, const char *);
		keys[count - 1] = COPY(owner, qpdf_oh_dict_next_key(in));
	}
	for (int i = 0; i < count; i++)
		if (strcmp(keys[i], "/ExtGState") != 0 ||
		    !plain_ink(in, qpdf_oh_get_key(in, uses, keys[i])))
			return false;
	return true;
}

static qpdf_oh form(struct pdf *pdf, const char *content, const char *inks, double w, double h)
{
	const char *keys = TEXT_OF(pdf,
				   "<< /Type /XObject /Subtype /Form /BBox [0 0 %s %s] "
				   "/Resources << /ProcSet [/PDF] /ExtGState %s >> >>",
				   pdf_number(pdf, w), pdf_number(pdf, h), inks);
	return pdf_indirect(pdf, pdf_text_stream(pdf, keys, content));
}

enum status pdf_drawing(struct job *job, struct pdf *pdf, const void *bytes, size_t size, double w,
			double h, int *out)
{
	qpdf_data *held = NEW(job, qpdf_data);
	unsigned char *content = NULL;
	size_t length = 0;
	qpdf_data in = *held = must(qpdf_init());
	talloc_set_destructor(held, reader_close);
	qpdf_silence_errors(in);
	if (qpdf_read_memory(in, "drawing", bytes, size, NULL) & QPDF_ERRORS)
		return fail(job, E_INPUT, "the drawing is no pdf");
	qpdf_oh page = qpdf_get_page_n(in, 0);
	if (!plain_drawing(job, in, page))
		return fail(job, E_INPUT, "the drawing is not of opaque lines and faces alone");
	if (qpdf_oh_get_page_content_data(in, page, &content, &length) & QPDF_ERRORS)
		return fail(job, E_INPUT, "the drawing is no pdf");
	qpdf_oh inks = qpdf_oh_get_key(in, qpdf_oh_get_key(in, page, "/Resources"), "/ExtGState");
	const char *words = qpdf_oh_is_dictionary(in, inks) ? qpdf_oh_unparse_resolved(in, inks)
							    : "<< >>";
	pdf->drawings = APPEND(pdf, pdf->drawings, &pdf->ndrawings, qpdf_oh);
	pdf->drawings[pdf->ndrawings - 1] = form(
		pdf, slim_content(job, (const char *)content, length), words, w, h);
	free(content);
	*out = pdf->ndrawings - 1;
	return pdf_fault(job, pdf);
}
