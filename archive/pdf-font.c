/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "archive/pdf-inside.h"
#include "base/file.h"

#include <stdlib.h>
#include <string.h>

/* The glyphless font comes with Tesseract. */
static const char tessdata[] = "/usr/share/tesseract-ocr/5/tessdata";
enum { CODES = 65536 };

static enum status read_font(struct job *job, char **bytes, size_t *size)
{
	const char *prefix = getenv("TESSDATA_PREFIX");
	const char *path = TEXT_OF(job, "%s/pdf.ttf", prefix == NULL ? tessdata : prefix);
	if (!file_exists(path))
		path = TEXT_OF(job, "%s/pdf.ttf", tessdata);
	return file_read(job, path, PDF_RESOURCE, bytes, size);
}

/* Every code shows the one glyph: half an em of nothing. */
static qpdf_oh glyph_map(struct pdf *pdf)
{
	uint8_t *map = NEW_ARRAY(pdf->job, uint8_t, 2 * CODES);
	for (int i = 0; i < CODES; i++)
		map[2 * i + 1] = 1;
	qpdf_oh out = pdf_stream(pdf, "<< >>", NULL, NULL, map, 2 * CODES);
	talloc_free(map);
	return pdf_indirect(pdf, out);
}

/* Codes are UTF-16 themselves. A range may not cross its first byte: one for each ROW of codes that
 * is used. */
static char *add_range(char *text, int row)
{
	int first = row == 0 ? 0x20 : 0, last = row == 0xff ? 0xfd : 0xff;
	return must(talloc_asprintf_append_buffer(text,
						  "1 beginbfrange\n<%02X%02X> <%02X%02X> "
						  "<%02X%02X>\nendbfrange\n",
						  row, first, row, last, row, first));
}

void pdf_map_font(struct pdf *pdf)
{
	char *text = must(talloc_strdup(
		pdf->job,
		"/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
		"/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
		"/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
		"1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"));
	pdf->rows[0] = true; /* the space */
	for (int row = 0; row < LAYER_ROWS; row++)
		if (pdf->rows[row])
			text = add_range(text, row);
	text = must(talloc_strdup_append_buffer(
		text, "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"));
	pdf_put(pdf, pdf->font, "/ToUnicode",
		pdf_indirect(pdf, pdf_text_stream(pdf, "<< >>", text)));
	talloc_free(text);
}

static qpdf_oh font_descriptor(struct pdf *pdf, const char *bytes, size_t size)
{
	const char *keys = TEXT_OF(pdf->job, "<< /Length1 %zu >>", size);
	qpdf_oh out = pdf_dict(pdf,
			       "<< /Type /FontDescriptor /FontName /GlyphLessFont /Flags 5 "
			       "/FontBBox [0 0 500 1000] /ItalicAngle 0 /Ascent 1000 /Descent -1 "
			       "/CapHeight 1000 /StemV 80 >>");
	pdf_put(pdf, out, "/FontFile2",
		pdf_indirect(pdf, pdf_stream(pdf, keys, NULL, NULL, bytes, size)));
	return pdf_indirect(pdf, out);
}

enum status pdf_make_font(struct job *job, struct pdf *pdf)
{
	char *bytes;
	size_t size;
	TRY(read_font(job, &bytes, &size));
	qpdf_oh cid = pdf_dict(pdf,
			       "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /GlyphLessFont "
			       "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) "
			       "/Supplement 0 >> /DW 500 >>");
	pdf_put(pdf, cid, "/FontDescriptor", font_descriptor(pdf, bytes, size));
	pdf_put(pdf, cid, "/CIDToGIDMap", glyph_map(pdf));
	qpdf_oh font = pdf_dict(pdf, "<< /Type /Font /Subtype /Type0 /BaseFont /GlyphLessFont "
				     "/Encoding /Identity-H >>");
	pdf_put(pdf, font, "/DescendantFonts",
		qpdf_oh_wrap_in_array(pdf->qpdf, pdf_indirect(pdf, cid)));
	pdf->font = pdf_indirect(pdf, font);
	return OK;
}
