/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the document says of itself, twice: Info and XMP must agree (ISO 19005-1, 6.7.3) */
#include "archive/pdf-inside.h"
#include "base/file.h"

#include <stdio.h>
#include <string.h>

/* They come with icc-profiles-free. */
static const char profiles[] = "/usr/share/color/icc";

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
	return pdf_indirect(pdf, pdf_text_stream(pdf, "<< /Type /Metadata /Subtype /XML >>", text));
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

void pdf_describe(struct pdf *pdf, const struct pdf_about *about)
{
	qpdf_oh info = pdf_dict(pdf, "<< /Producer (Skrynka) >>");
	qpdf_oh root = qpdf_get_root(pdf->qpdf);
	struct pdf_about said = *about;
	const char *made = info_date(pdf, about->made);
	if (made != NULL)
		pdf_put(pdf, info, "/CreationDate", qpdf_oh_new_string(pdf->qpdf, made));
	else
		said.made = NULL;
	if (about->title != NULL)
		pdf_put(pdf, info, "/Title", pdf_text_string(pdf, about->title));
	if (about->author != NULL)
		pdf_put(pdf, info, "/Author", pdf_text_string(pdf, about->author));
	if (about->index != NULL)
		pdf_put(pdf, info, "/Keywords", pdf_text_string(pdf, about->index));
	pdf_put(pdf, qpdf_get_trailer(pdf->qpdf), "/Info", pdf_indirect(pdf, info));
	pdf_put(pdf, root, "/Metadata", xmp(pdf, &said));
	pdf_put(pdf, root, "/Lang", pdf_text_string(pdf, "uk-UA"));
	pdf_put(pdf, root, "/ViewerPreferences", pdf_dict(pdf, "<< /DisplayDocTitle true >>"));
}

enum status pdf_read_profiles(struct job *job, struct pdf *pdf)
{
	for (int i = 0; i < 2; i++)
		TRY(file_read(job, TEXT_OF(job, "%s/%s.icc", profiles, i ? "sRGB" : "Gray"),
			      PDF_RESOURCE, &pdf->profiles[i].bytes, &pdf->profiles[i].size));
	return OK;
}

/* Grey and 1-bit pages mean a grey device; one page in colour makes it the screen's RGB for all. */
void pdf_put_intent(struct job *job, struct pdf *pdf)
{
	const char *name = pdf->colour ? "sRGB" : "Gray";
	const char *keys = pdf->colour ? "<< /N 3 >>" : "<< /N 1 >>";
	const struct profile *profile = &pdf->profiles[pdf->colour];
	qpdf_oh intent = pdf_dict(pdf, TEXT_OF(job,
					       "<< /Type /OutputIntent /S /GTS_PDFA1 "
					       "/OutputConditionIdentifier (%s) /Info (%s) >>",
					       name, name));
	pdf_put(pdf, intent, "/DestOutputProfile",
		pdf_indirect(pdf,
			     pdf_stream(pdf, keys, NULL, NULL, profile->bytes, profile->size)));
	pdf_put(pdf, qpdf_get_root(pdf->qpdf), "/OutputIntents",
		qpdf_oh_wrap_in_array(pdf->qpdf, pdf_indirect(pdf, intent)));
}
