/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "archive/alto.h"
#include "base/home.h"

#include <string.h>

#define ALTO_SPACE   "http://www.loc.gov/standards/alto/ns-v4#"
#define ALTO_VERSION "4.4"

static void put_box(struct node *node, struct box box)
{
	node_set_int(node, "HPOS", box.x);
	node_set_int(node, "VPOS", box.y);
	node_set_int(node, "WIDTH", box.w);
	node_set_int(node, "HEIGHT", box.h);
}

static void put_word(struct node *line, const struct pdf_word *word)
{
	struct node *node = node_add(line, "String", NULL);
	put_box(node, word->box);
	node_set_real(node, "WC", word->sure / 100.0, 2);
	node_set(node, "CONTENT", word->text);
}

/* The white between two words of a line. */
static void put_space(struct node *line, const struct box *before, const struct box *after)
{
	int x = before->x + before->w, width = after->x - x;
	put_box(node_add(line, "SP", NULL),
		(struct box){x, before->y, width > 0 ? width : 0, before->h});
}

static void put_line(struct job *job, struct node *block, const struct pdf_line *line, int page,
		     int n)
{
	if (line->count == 0)
		return;
	struct node *node = node_add(block, "TextLine", NULL);
	node_set(node, "ID", TEXT_OF(job, "P%dL%d", page, n));
	put_box(node, line->box);
	for (int i = 0; i < line->count; i++) {
		if (i > 0)
			put_space(node, &line->words[i - 1].box, &line->words[i].box);
		put_word(node, &line->words[i]);
	}
}

static struct box space_of(const struct reading *reading)
{
	struct box all = {0, 0, 0, 0};
	for (int i = 0; i < reading->count; i++)
		all = box_around(all, reading->lines[i].box);
	return all;
}

static void put_page(struct job *job, struct node *layout, const struct alto_page *page)
{
	const struct reading *reading = &page->reading;
	struct node *node = node_add(layout, "Page", NULL);
	node_set(node, "ID", TEXT_OF(job, "P%d", page->number));
	node_set_int(node, "PHYSICAL_IMG_NR", page->number);
	if (reading->width > 0) {
		node_set_int(node, "WIDTH", reading->width);
		node_set_int(node, "HEIGHT", reading->height);
	}
	struct node *space = node_add(node, "PrintSpace", NULL);
	if (reading->count == 0)
		return;
	struct node *block = node_add(space, "TextBlock", NULL);
	node_set(block, "ID", TEXT_OF(job, "P%dB1", page->number));
	struct box all = space_of(reading);
	put_box(space, all);
	put_box(block, all);
	node_set(block, "LANG", "uk");
	for (int i = 0; i < reading->count; i++)
		put_line(job, block, &reading->lines[i], page->number, i + 1);
}

/* "tesseract 5.3.0": the name, and the version behind the blank. */
static void put_software(struct job *job, struct node *step, const char *engine)
{
	struct node *node = node_add(step, "processingSoftware", NULL);
	const char *blank = strchr(engine, ' ');
	node_add(node, "softwareName",
		 blank == NULL ? engine
			       : must(talloc_strndup(job, engine, (size_t)(blank - engine))));
	if (blank != NULL)
		node_add(node, "softwareVersion", blank + 1);
	node_add(node, "applicationDescription", "Skrynka");
}

static void put_description(struct job *job, struct node *root, const struct alto_page *pages,
			    int count)
{
	struct node *node = node_add(root, "Description", NULL);
	node_add(node, "MeasurementUnit", "pixel");
	if (count == 1 && pages[0].image != NULL)
		node_add(node_add(node, "sourceImageInformation", NULL), "fileName",
			 pages[0].image);
	if (count == 0 || pages[0].reading.engine == NULL)
		return;
	struct node *step = node_add(node, "Processing", NULL);
	node_set(step, "ID", "reading");
	node_add(step, "processingCategory", "contentGeneration");
	node_add(step, "processingStepSettings", pages[0].reading.models);
	put_software(job, step, pages[0].reading.engine);
}

enum status alto_text(struct job *job, const struct alto_page *pages, int count, const char **out)
{
	const char *xsd;
	struct doc *doc = doc_new(job, ALTO_SPACE, "alto");
	struct node *root = doc_root(doc);
	node_set(root, "SCHEMAVERSION", ALTO_VERSION);
	put_description(job, root, pages, count);
	struct node *layout = node_add(root, "Layout", NULL);
	for (int i = 0; i < count; i++)
		put_page(job, layout, &pages[i]);
	*out = doc_text(job, doc, true);
	TRY(data_file(job, NULL, "xsd", "alto.xsd", &xsd));
	return xml_valid(job, doc, xsd, NULL) == OK
		       ? OK
		       : fail_at(job, E_SYSTEM, "the ALTO to be written is not valid");
}
