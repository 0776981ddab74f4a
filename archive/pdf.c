/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "archive/pdf.h"
#include "archive/layer.h"
#include "archive/slim.h"
#include "base/file.h"

#include <qpdf/qpdf-c.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The glyphless font comes with Tesseract, the profiles with icc-profiles-free. */
static const char tessdata[] = "/usr/share/tesseract-ocr/5/tessdata";
static const char profiles[] = "/usr/share/color/icc";
enum { RESOURCE = 1 << 20, CODES = 65536 };

struct bookmark {
	qpdf_oh page;
	const char *title;
};

struct pdf {
	struct job *job;
	qpdf_data qpdf;
	qpdf_oh font;
	bool colour;
	qpdf_oh *drawings;
	struct bookmark *bookmarks;
	struct profile {
		char *bytes;
		size_t size;
	} profiles[2]; /* of a grey device, of the screen */
	int ndrawings, nbookmarks;
};

static int pdf_close(struct pdf *pdf)
{
	qpdf_cleanup(&pdf->qpdf);
	return 0;
}

static enum status pdf_fault(struct job *job, struct pdf *pdf)
{
	if (!qpdf_has_error(pdf->qpdf))
		return OK;
	qpdf_error error = qpdf_get_error(pdf->qpdf);
	return fail(job, E_SYSTEM, "cannot make the pdf: %s",
		    qpdf_get_error_full_text(pdf->qpdf, error));
}

/* --- objects: what has no reference in it is written as PDF source --- */

static qpdf_oh dict(struct pdf *pdf, const char *source)
{
	return qpdf_oh_parse(pdf->qpdf, source);
}

static void put(struct pdf *pdf, qpdf_oh in, const char *key, qpdf_oh value)
{
	qpdf_oh_replace_key(pdf->qpdf, in, key, value);
}

static qpdf_oh indirect(struct pdf *pdf, qpdf_oh object)
{
	return qpdf_make_indirect_object(pdf->qpdf, object);
}

static qpdf_oh text_string(struct pdf *pdf, const char *utf8)
{
	return qpdf_oh_new_unicode_string(pdf->qpdf, utf8);
}

/* A stream with the keys of SOURCE; FILTER is how the bytes are coded already, or NULL. */
static qpdf_oh stream(struct pdf *pdf, const char *source, const char *filter, const char *parms,
		      const void *bytes, size_t size)
{
	qpdf_oh null = qpdf_oh_new_null(pdf->qpdf);
	qpdf_oh out = qpdf_oh_new_stream(pdf->qpdf);
	qpdf_oh keys = dict(pdf, source), into = qpdf_oh_get_dict(pdf->qpdf, out);
	qpdf_oh_begin_dict_key_iter(pdf->qpdf, keys);
	while (qpdf_oh_dict_more_keys(pdf->qpdf)) {
		const char *key = qpdf_oh_dict_next_key(pdf->qpdf);
		put(pdf, into, key, qpdf_oh_get_key(pdf->qpdf, keys, key));
	}
	qpdf_oh_replace_stream_data(pdf->qpdf, out, bytes, size,
				    filter == NULL ? null : dict(pdf, filter),
				    parms == NULL ? null : dict(pdf, parms));
	return out;
}

static qpdf_oh text_stream(struct pdf *pdf, const char *source, const char *text)
{
	return stream(pdf, source, NULL, NULL, text, strlen(text));
}

/* --- the font --- */

static enum status read_font(struct job *job, char **bytes, size_t *size)
{
	const char *prefix = getenv("TESSDATA_PREFIX");
	const char *path = TEXT_OF(job, "%s/pdf.ttf", prefix == NULL ? tessdata : prefix);
	if (!file_exists(path))
		path = TEXT_OF(job, "%s/pdf.ttf", tessdata);
	return file_read(job, path, RESOURCE, bytes, size);
}

/* Every code shows the one glyph: half an em of nothing. */
static qpdf_oh glyph_map(struct pdf *pdf)
{
	uint8_t *map = NEW_ARRAY(pdf->job, uint8_t, 2 * CODES);
	for (int i = 0; i < CODES; i++)
		map[2 * i + 1] = 1;
	qpdf_oh out = stream(pdf, "<< >>", NULL, NULL, map, 2 * CODES);
	talloc_free(map);
	return indirect(pdf, out);
}

/* Codes are UTF-16 themselves. A range may not cross its first byte, nor a block hold more than
 * 100. */
static qpdf_oh unicode_map(struct pdf *pdf)
{
	enum { BLOCK = 62, BLOCKS = 4 }; /* 256 rows of codes less the 8 of surrogates */
	char *text = must(talloc_strdup(
		pdf->job,
		"/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
		"/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
		"/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
		"1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"));
	for (int block = 0, row = 0; block < BLOCKS; block++) {
		text = must(talloc_asprintf_append_buffer(text, "%d beginbfrange\n", BLOCK));
		for (int i = 0; i < BLOCK; i++, row++) {
			row = row == 0xd8 ? 0xe0 : row;
			int first = row == 0 ? 0x20 : 0, last = row == 0xff ? 0xfd : 0xff;
			text = must(talloc_asprintf_append_buffer(
				text, "<%02X%02X> <%02X%02X> <%02X%02X>\n", row, first, row, last,
				row, first));
		}
		text = must(talloc_strdup_append_buffer(text, "endbfrange\n"));
	}
	text = must(talloc_strdup_append_buffer(
		text, "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"));
	qpdf_oh out = indirect(pdf, text_stream(pdf, "<< >>", text));
	talloc_free(text);
	return out;
}

static qpdf_oh font_descriptor(struct pdf *pdf, const char *bytes, size_t size)
{
	const char *keys = TEXT_OF(pdf->job, "<< /Length1 %zu >>", size);
	qpdf_oh out = dict(pdf, "<< /Type /FontDescriptor /FontName /GlyphLessFont /Flags 5 "
				"/FontBBox [0 0 500 1000] /ItalicAngle 0 /Ascent 1000 /Descent -1 "
				"/CapHeight 1000 /StemV 80 >>");
	put(pdf, out, "/FontFile2", indirect(pdf, stream(pdf, keys, NULL, NULL, bytes, size)));
	return indirect(pdf, out);
}

static enum status make_font(struct job *job, struct pdf *pdf)
{
	char *bytes;
	size_t size;
	TRY(read_font(job, &bytes, &size));
	qpdf_oh cid = dict(pdf, "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /GlyphLessFont "
				"/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) "
				"/Supplement 0 >> /DW 500 >>");
	put(pdf, cid, "/FontDescriptor", font_descriptor(pdf, bytes, size));
	put(pdf, cid, "/CIDToGIDMap", glyph_map(pdf));
	qpdf_oh font = dict(pdf, "<< /Type /Font /Subtype /Type0 /BaseFont /GlyphLessFont "
				 "/Encoding /Identity-H >>");
	put(pdf, font, "/DescendantFonts", qpdf_oh_wrap_in_array(pdf->qpdf, indirect(pdf, cid)));
	put(pdf, font, "/ToUnicode", unicode_map(pdf));
	pdf->font = indirect(pdf, font);
	return OK;
}

/* --- what the document says of itself, twice: Info and XMP must agree (ISO 19005-1, 6.7.3) --- */

static const char *escaped(void *owner, const char *text)
{
	char *out = must(talloc_strdup(owner, ""));
	for (; *text != '\0'; text++) {
		const char *entity = *text == '&' ? "&amp;" : *text == '<' ? "&lt;" : "&gt;";
		if (strchr("&<>", *text) != NULL)
			out = must(talloc_strdup_append_buffer(out, entity));
		else
			out = must(talloc_strndup_append_buffer(
				out, (unsigned char)*text < ' ' ? " " : text, 1));
	}
	return out;
}

static const char *xmp_part(struct pdf *pdf, const char *value, const char *before,
			    const char *after)
{
	if (value == NULL)
		return "";
	return TEXT_OF(pdf->job, "%s%s%s\n", before, escaped(pdf->job, value), after);
}

static qpdf_oh xmp(struct pdf *pdf, const struct pdf_about *about)
{
	const char *text = TEXT_OF(
		pdf->job,
		"<?xpacket begin=\"\xef\xbb\xbf\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
		"<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
		"<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
		"<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "
		"xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\" "
		"xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" "
		"xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\">\n"
		"<pdfaid:part>1</pdfaid:part>\n<pdfaid:conformance>B</pdfaid:conformance>\n"
		"<pdf:Producer>Skrynka</pdf:Producer>\n%s%s%s%s%s%s"
		"</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"w\"?>\n",
		xmp_part(pdf, about->title, "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">",
			 "</rdf:li></rdf:Alt></dc:title>"),
		xmp_part(pdf, about->author, "<dc:creator><rdf:Seq><rdf:li>",
			 "</rdf:li></rdf:Seq></dc:creator>"),
		xmp_part(pdf, about->index, "<dc:identifier>", "</dc:identifier>"),
		xmp_part(pdf, about->index, "<pdf:Keywords>", "</pdf:Keywords>"),
		xmp_part(pdf, about->made, "<dc:date><rdf:Seq><rdf:li>",
			 "</rdf:li></rdf:Seq></dc:date>"),
		xmp_part(pdf, about->made, "<xmp:CreateDate>", "</xmp:CreateDate>"));
	return indirect(pdf, text_stream(pdf, "<< /Type /Metadata /Subtype /XML >>", text));
}

/* 2026-11-20T09:30:00+02:00 as the dictionary has it: D:20261120093000+02'00'. NULL: no moment. */
static const char *info_date(void *owner, const char *iso)
{
	int year, month, day, hour, minute, second, east, more;
	char sign;
	if (iso == NULL || sscanf(iso, "%4d-%2d-%2dT%2d:%2d:%2d%c%2d:%2d", &year, &month, &day,
				  &hour, &minute, &second, &sign, &east, &more) != 9)
		return NULL;
	return TEXT_OF(owner, "D:%04d%02d%02d%02d%02d%02d%c%02d'%02d'", year, month, day, hour,
		       minute, second, sign, east, more);
}

static void describe(struct pdf *pdf, const struct pdf_about *about)
{
	qpdf_oh info = dict(pdf, "<< /Producer (Skrynka) >>");
	qpdf_oh root = qpdf_get_root(pdf->qpdf);
	struct pdf_about said = *about;
	const char *made = info_date(pdf, about->made);
	if (made != NULL)
		put(pdf, info, "/CreationDate", qpdf_oh_new_string(pdf->qpdf, made));
	else
		said.made = NULL;
	if (about->title != NULL)
		put(pdf, info, "/Title", text_string(pdf, about->title));
	if (about->author != NULL)
		put(pdf, info, "/Author", text_string(pdf, about->author));
	if (about->index != NULL)
		put(pdf, info, "/Keywords", text_string(pdf, about->index));
	put(pdf, qpdf_get_trailer(pdf->qpdf), "/Info", indirect(pdf, info));
	put(pdf, root, "/Metadata", xmp(pdf, &said));
	put(pdf, root, "/Lang", text_string(pdf, "uk-UA"));
	put(pdf, root, "/ViewerPreferences", dict(pdf, "<< /DisplayDocTitle true >>"));
}

/* Grey and 1-bit pages mean a grey device; one page in colour makes it the screen's RGB for all. */
static void put_intent(struct job *job, struct pdf *pdf)
{
	const char *name = pdf->colour ? "sRGB" : "Gray";
	const char *keys = pdf->colour ? "<< /N 3 >>" : "<< /N 1 >>";
	const struct profile *profile = &pdf->profiles[pdf->colour];
	qpdf_oh intent = dict(pdf, TEXT_OF(job,
					   "<< /Type /OutputIntent /S /GTS_PDFA1 "
					   "/OutputConditionIdentifier (%s) /Info (%s) >>",
					   name, name));
	put(pdf, intent, "/DestOutputProfile",
	    indirect(pdf, stream(pdf, keys, NULL, NULL, profile->bytes, profile->size)));
	put(pdf, qpdf_get_root(pdf->qpdf), "/OutputIntents",
	    qpdf_oh_wrap_in_array(pdf->qpdf, indirect(pdf, intent)));
}

enum status pdf_new(struct job *job, const struct pdf_about *about, struct pdf **out)
{
	struct pdf *pdf = NEW(job, struct pdf);
	pdf->job = job;
	pdf->qpdf = must(qpdf_init());
	talloc_set_destructor(pdf, pdf_close);
	qpdf_silence_errors(pdf->qpdf);
	qpdf_set_suppress_warnings(pdf->qpdf, QPDF_TRUE);
	qpdf_empty_pdf(pdf->qpdf);
	TRY(make_font(job, pdf));
	for (int i = 0; i < 2; i++)
		TRY(file_read(job, TEXT_OF(job, "%s/%s.icc", profiles, i ? "sRGB" : "Gray"),
			      RESOURCE, &pdf->profiles[i].bytes, &pdf->profiles[i].size));
	describe(pdf, about);
	*out = pdf;
	return pdf_fault(job, pdf);
}

/* --- drawings --- */

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
	return indirect(pdf, text_stream(pdf, keys, content));
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

/* --- pages --- */

static qpdf_oh image(struct job *job, struct pdf *pdf, const struct pdf_image *image)
{
	bool g4 = strcmp(image->coding, "g4") == 0;
	const char *keys = TEXT_OF(
		job,
		"<< /Type /XObject /Subtype /Image /Width %d /Height %d /BitsPerComponent %d "
		"/ColorSpace /%s %s>>",
		image->width, image->height, g4 ? 1 : 8,
		image->depth > 8 ? "DeviceRGB" : "DeviceGray",
		!g4 && image->white_is_zero ? "/Decode [1 0] " : "");
	const char *parms = TEXT_OF(job, "<< /K -1 /Columns %d /Rows %d /BlackIs1 %s >>",
				    image->width, image->height,
				    image->white_is_zero ? "false" : "true");
	const char *colours = image->rgb ? "<< /ColorTransform 0 >>" : NULL;
	return indirect(pdf, stream(pdf, keys, g4 ? "/CCITTFaxDecode" : "/DCTDecode",
				    g4 ? parms : colours, image->bytes, image->size));
}

static qpdf_oh pictures(struct job *job, struct pdf *pdf, const struct pdf_page *page)
{
	qpdf_oh out = dict(pdf, "<< >>");
	if (page->image.bytes != NULL)
		put(pdf, out, "/I", image(job, pdf, &page->image));
	for (int i = 0; i < page->nmarks; i++)
		put(pdf, out, TEXT_OF(job, "/M%d", i), pdf->drawings[page->marks[i].drawing]);
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
	qpdf_oh fonts = dict(pdf, "<< >>");
	qpdf_oh uses = dict(pdf, "<< /ProcSet [/PDF /Text /ImageB /ImageC] >>");
	qpdf_oh out = dict(pdf,
			   TEXT_OF(job, "<< /Type /Page /MediaBox [0 0 %s %s] >>",
				   pdf_number(job, paper.width), pdf_number(job, paper.height)));
	put(pdf, fonts, "/F", pdf->font);
	put(pdf, uses, "/Font", fonts);
	put(pdf, uses, "/XObject", pictures(job, pdf, page));
	put(pdf, out, "/Resources", uses);
	put(pdf, out, "/Contents", indirect(pdf, text_stream(pdf, "<< >>", layer_text(job, page))));
	out = indirect(pdf, out);
	qpdf_add_page(pdf->qpdf, pdf->qpdf, out, QPDF_FALSE);
	note_title(pdf, page, out);
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
	qpdf_oh all = indirect(pdf,
			       dict(pdf, TEXT_OF(pdf, "<< /Type /Outlines /Count %d >>", count)));
	for (int i = 0; i < count; i++) {
		qpdf_oh where = dict(pdf, "[ /Fit ]");
		qpdf_oh_insert_item(pdf->qpdf, where, 0, pdf->bookmarks[i].page);
		items[i] = indirect(pdf, dict(pdf, "<< >>"));
		put(pdf, items[i], "/Title", text_string(pdf, pdf->bookmarks[i].title));
		put(pdf, items[i], "/Parent", all);
		put(pdf, items[i], "/Dest", where);
		if (i > 0) {
			put(pdf, items[i], "/Prev", items[i - 1]);
			put(pdf, items[i - 1], "/Next", items[i]);
		}
	}
	put(pdf, all, "/First", items[0]);
	put(pdf, all, "/Last", items[count - 1]);
	put(pdf, qpdf_get_root(pdf->qpdf), "/Outlines", all);
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
	put_intent(job, pdf);
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
