/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "archive/layer.h"
#include "archive/pdf-inside.h"
#include "base/file.h"

#include <string.h>

static int pdf_close(struct pdf *pdf)
{
	qpdf_cleanup(&pdf->qpdf);
	return 0;
}

enum status pdf_fault(struct job *job, struct pdf *pdf)
{
	if (!qpdf_has_error(pdf->qpdf))
		return OK;
	qpdf_error error = qpdf_get_error(pdf->qpdf);
	return fail(job, E_SYSTEM, "cannot make the pdf: %s",
		    qpdf_get_error_full_text(pdf->qpdf, error));
}

/* --- objects --- */

qpdf_oh pdf_dict(struct pdf *pdf, const char *source)
{
	return qpdf_oh_parse(pdf->qpdf, source);
}

void pdf_put(struct pdf *pdf, qpdf_oh in, const char *key, qpdf_oh value)
{
	qpdf_oh_replace_key(pdf->qpdf, in, key, value);
}

qpdf_oh pdf_indirect(struct pdf *pdf, qpdf_oh object)
{
	return qpdf_make_indirect_object(pdf->qpdf, object);
}

qpdf_oh pdf_text_string(struct pdf *pdf, const char *utf8)
{
	return qpdf_oh_new_unicode_string(pdf->qpdf, utf8);
}

qpdf_oh pdf_stream(struct pdf *pdf, const char *source, const char *filter, const char *parms,
		   const void *bytes, size_t size)
{
	qpdf_oh null = qpdf_oh_new_null(pdf->qpdf);
	qpdf_oh out = qpdf_oh_new_stream(pdf->qpdf);
	qpdf_oh keys = pdf_dict(pdf, source), into = qpdf_oh_get_dict(pdf->qpdf, out);
	qpdf_oh_begin_dict_key_iter(pdf->qpdf, keys);
	while (qpdf_oh_dict_more_keys(pdf->qpdf)) {
		const char *key = qpdf_oh_dict_next_key(pdf->qpdf);
		pdf_put(pdf, into, key, qpdf_oh_get_key(pdf->qpdf, keys, key));
	}
	qpdf_oh_replace_stream_data(pdf->qpdf, out, bytes, size,
				    filter == NULL ? null : pdf_dict(pdf, filter),
				    parms == NULL ? null : pdf_dict(pdf, parms));
	return out;
}

qpdf_oh pdf_text_stream(struct pdf *pdf, const char *source, const char *text)
{
	return pdf_stream(pdf, source, NULL, NULL, text, strlen(text));
}

/* --- a document --- */

enum status pdf_new(struct job *job, const struct pdf_about *about, struct pdf **out)
{
	struct pdf *pdf = NEW(job, struct pdf);
	pdf->job = job;
	pdf->qpdf = must(qpdf_init());
	talloc_set_destructor(pdf, pdf_close);
	qpdf_silence_errors(pdf->qpdf);
	qpdf_set_suppress_warnings(pdf->qpdf, QPDF_TRUE);
	qpdf_empty_pdf(pdf->qpdf);
	TRY(pdf_make_font(job, pdf));
	TRY(pdf_read_profiles(job, pdf));
	pdf_describe(pdf, about);
	*out = pdf;
	return pdf_fault(job, pdf);
}

/* --- pages --- */

static qpdf_oh pictures(struct job *job, struct pdf *pdf, const struct pdf_page *page)
{
	qpdf_oh out = pdf_dict(pdf, "<< >>");
	if (page->image.bytes != NULL)
		pdf_put(pdf, out, "/I", pdf_make_image(job, pdf, &page->image));
	for (int i = 0; i < page->nmarks; i++)
		pdf_put(pdf, out, TEXT_OF(job, "/M%d", i), pdf->drawings[page->marks[i].drawing]);
	return out;
}

static void note_title(struct pdf *pdf, const struct pdf_page *page, qpdf_oh out)
{
	if (page->title == NULL)
		return;
	pdf->bookmarks = APPEND(pdf, pdf->bookmarks, &pdf->nbookmarks, struct bookmark);
	pdf->bookmarks[pdf->nbookmarks - 1] = (struct bookmark){out, COPY(pdf, page->title)};
}

/* One page: image, marks, words, and what they use. */
enum status pdf_add(struct job *job, struct pdf *pdf, const struct pdf_page *page)
{
	struct paper paper = paper_of(page);
	qpdf_oh fonts = pdf_dict(pdf, "<< >>");
	qpdf_oh uses = pdf_dict(pdf, "<< /ProcSet [/PDF /Text /ImageB /ImageC] >>");
	qpdf_oh out = pdf_dict(pdf, TEXT_OF(job, "<< /Type /Page /MediaBox [0 0 %s %s] >>",
					    pdf_number(job, paper.width),
					    pdf_number(job, paper.height)));
	pdf_put(pdf, fonts, "/F", pdf->font);
	pdf_put(pdf, uses, "/Font", fonts);
	pdf_put(pdf, uses, "/XObject", pictures(job, pdf, page));
	pdf_put(pdf, out, "/Resources", uses);
	pdf_put(pdf, out, "/Contents",
		pdf_indirect(pdf, pdf_text_stream(pdf, "<< >>", layer_text(job, page))));
	out = pdf_indirect(pdf, out);
	qpdf_add_page(pdf->qpdf, pdf->qpdf, out, QPDF_FALSE);
	note_title(pdf, page, out);
	layer_rows(page, pdf->rows);
	/* a drawing speaks of red, green and blue even where it is black */
	pdf->colour = pdf->colour || page->image.depth > 8 || page->nmarks > 0;
	return pdf_fault(job, pdf);
}

/* --- bookmarks --- */

static void put_bookmarks(struct pdf *pdf)
{
	int count = pdf->nbookmarks;
	qpdf_oh *items = NEW_ARRAY(pdf, qpdf_oh, count + 1);
	if (count == 0)
		return;
	qpdf_oh all = pdf_indirect(
		pdf, pdf_dict(pdf, TEXT_OF(pdf, "<< /Type /Outlines /Count %d >>", count)));
	for (int i = 0; i < count; i++) {
		qpdf_oh where = pdf_dict(pdf, "[ /Fit ]");
		qpdf_oh_insert_item(pdf->qpdf, where, 0, pdf->bookmarks[i].page);
		items[i] = pdf_indirect(pdf, pdf_dict(pdf, "<< >>"));
		pdf_put(pdf, items[i], "/Title", pdf_text_string(pdf, pdf->bookmarks[i].title));
		pdf_put(pdf, items[i], "/Parent", all);
		pdf_put(pdf, items[i], "/Dest", where);
		if (i > 0) {
			pdf_put(pdf, items[i], "/Prev", items[i - 1]);
			pdf_put(pdf, items[i - 1], "/Next", items[i]);
		}
	}
	pdf_put(pdf, all, "/First", items[0]);
	pdf_put(pdf, all, "/Last", items[count - 1]);
	pdf_put(pdf, qpdf_get_root(pdf->qpdf), "/Outlines", all);
}

/* By way of memory: in a cage only our own calls know how to make a file. */
static enum status pour(struct job *job, struct pdf *pdf, const char *path)
{
	int fd;
	TRY(file_fresh(job, path, 0640, &fd));
	fd_own(job, fd);
	return fd_write(job, path, fd, qpdf_get_buffer(pdf->qpdf),
			qpdf_get_buffer_length(pdf->qpdf));
}

enum status pdf_write(struct job *job, struct pdf *pdf, const char *path)
{
	put_bookmarks(pdf);
	pdf_map_font(pdf);
	pdf_put_intent(job, pdf);
	qpdf_init_write_memory(pdf->qpdf);
	TRY(pdf_fault(job, pdf));
	qpdf_force_pdf_version(pdf->qpdf, "1.4");
	qpdf_set_object_stream_mode(pdf->qpdf, qpdf_o_disable);
	qpdf_set_newline_before_endstream(pdf->qpdf, QPDF_TRUE);
	qpdf_set_deterministic_ID(pdf->qpdf, QPDF_TRUE);
	qpdf_write(pdf->qpdf);
	TRY(pdf_fault(job, pdf));
	return pour(job, pdf, path);
}
