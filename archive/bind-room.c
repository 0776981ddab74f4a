/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The room "bind": pages as bind.c asks for them become a PDF. */
#include "archive/archive.h"
#include "archive/sheet.h"
#include "base/reach.h"
#include "base/tiff.h"
#include "stamps/stamps.h"

#include <libgen.h>
#include <math.h>
#include <string.h>

/* What stays at hand from page to page. */
struct binding {
	struct job *job;
	const struct node *asked;
	struct pdf *pdf;
	struct drawn {
		const char *text; /* of what was asked */
		int drawing;
		double width, height; /* mm */
	} * drawn;
	int ndrawn;
	const char *scan_path, *sheet_path; /* opened last */
	struct tiff *scan;
	struct doc *sheet;
};

/* --- words --- */

static enum status sheet_open(struct binding *binding, const char *path)
{
	if (binding->sheet_path != NULL && strcmp(binding->sheet_path, path) == 0)
		return OK;
	TRY(xml_read_file(binding->job, path, &binding->sheet));
	binding->sheet_path = path;
	return OK;
}

static enum status read_words(struct job *job, struct binding *binding, const struct node *asked,
			      struct reading *out)
{
	const char *path = node_attr(asked, "sheet");
	*out = (struct reading){.count = 0};
	if (path == NULL)
		return OK;
	TRY(sheet_open(binding, path));
	return reading_standing(job, binding->sheet, (int)node_int(asked, "original-page", 0),
				(int)node_int(asked, "turn", 0), out);
}

/* --- the picture --- */

static enum status scan_open(struct binding *binding, const char *path)
{
	if (binding->scan_path != NULL && strcmp(binding->scan_path, path) == 0)
		return OK;
	binding->scan_path = NULL;
	TRY(tiff_open(binding->job, path, &binding->scan));
	binding->scan_path = path;
	return OK;
}

/* The scan's own JPEG bytes, laid upright. None: it is coded otherwise. */
static enum status own_bytes(struct job *job, struct binding *binding, const struct node *asked,
			     struct pdf_image *out)
{
	int n = (int)node_int(asked, "original-page", 0);
	struct tiff_jpeg jpeg;
	if (scan_open(binding, node_attr(asked, "original")) != OK || n < 1 ||
	    n > tiff_count(binding->scan))
		return OK;
	struct tiff_page form = tiff_page(binding->scan, n);
	TRY(tiff_jpeg(job, binding->scan, n, &jpeg));
	if (jpeg.bytes == NULL)
		return OK;
	struct lie lie = {jpeg.width, jpeg.height, form.mirrored,
			  (form.turn + (int)node_int(asked, "turn", 0)) % 360,
			  node_real(asked, "skew", 0)};
	*out = (struct pdf_image){.coding = "jpeg",
				  .bytes = jpeg.bytes,
				  .size = jpeg.size,
				  .white_is_zero = jpeg.white_is_zero,
				  .rgb = jpeg.rgb,
				  .depth = form.depth,
				  .width = jpeg.columns,
				  .height = jpeg.rows,
				  .place = lie_matrix(&lie)};
	return OK;
}

/* A picture made by us: one strip. That of a page that could not even be unpacked is as it came,
 * and may be none: then the paper stays white, and the bookmark says where to look. */
static enum status made_bytes(struct job *job, struct tiff *tiff, struct pdf_image *out)
{
	struct tiff_page form = tiff_page(tiff, 1);
	uint8_t *bytes;
	*out = (struct pdf_image){.depth = form.depth, .width = form.width, .height = form.height};
	out->place = (struct matrix){form.width, 0, 0, -form.height, 0, form.height};
	TRY(tiff_strip(job, tiff, 1, &out->coding, &bytes, &out->size, &out->white_is_zero));
	out->bytes = bytes;
	return OK;
}

/* --- marks --- */

/* Drawn once, however many pages carry it. */
static enum status draw(struct binding *binding, const struct node *asked, struct drawn *out)
{
	struct pair *blanks = NULL;
	struct stamp stamp = {.file = node_attr(asked, "file")};
	struct outline outline;
	if (stamp.file == NULL)
		return E_ABSENT;
	char *text = must(talloc_strdup(binding->job, stamp.file));
	for (struct node *b = node_first(asked, "blank"); b != NULL; b = node_next(b, "blank")) {
		blanks = APPEND(binding->job, blanks, &stamp.nblanks, struct pair);
		blanks[stamp.nblanks - 1] = (struct pair){node_attr(b, "name"),
							  node_attr(b, "value")};
		text = must(talloc_asprintf_append(text, "\n%s=%s", node_attr(b, "name"),
						   node_attr(b, "value")));
	}
	for (int i = 0; i < binding->ndrawn; i++)
		if (strcmp(binding->drawn[i].text, text) == 0) {
			*out = binding->drawn[i];
			return OK;
		}
	stamp.blanks = blanks == NULL ? NEW_ARRAY(binding->job, struct pair, 1) : blanks;
	TRY(stamps_outline(binding->job, &stamp, &outline));
	*out = (struct drawn){text, 0, outline.width, outline.height};
	TRY(pdf_drawing(binding->job, binding->pdf, outline.pdf, outline.size,
			outline.width * 72 / 25.4, outline.height * 72 / 25.4, &out->drawing));
	binding->drawn = APPEND(binding->job, binding->drawn, &binding->ndrawn, struct drawn);
	binding->drawn[binding->ndrawn - 1] = *out;
	return OK;
}

/* A mark that reads upwards is as wide as it else is high. */
static bool turned(const struct drawn *drawn, const struct box *box, double xdpi)
{
	double wide = drawn->width * xdpi / 25.4, tall = drawn->height * xdpi / 25.4;
	return fabs(box->w - tall) < fabs(box->w - wide);
}

static enum status put_marks(struct job *job, struct binding *binding, const struct node *asked,
			     struct pdf_page *page)
{
	struct pdf_mark *marks = NULL;
	for (struct node *m = node_first(asked, "mark"); m != NULL; m = node_next(m, "mark")) {
		struct drawn drawn;
		struct box box = {(int)node_int(m, "x", 0), (int)node_int(m, "y", 0),
				  (int)node_int(m, "w", 0), (int)node_int(m, "h", 0)};
		TRY(draw(binding, m, &drawn));
		marks = APPEND(job, marks, &page->nmarks, struct pdf_mark);
		marks[page->nmarks - 1] = (struct pdf_mark){
			drawn.drawing, box_matrix(drawn.width * 72 / 25.4, drawn.height * 72 / 25.4,
						  box, turned(&drawn, &box, page->xdpi))};
	}
	page->marks = marks;
	return OK;
}

/* --- pages --- */

static void size_of(struct pdf_page *page, const struct tiff_page *form)
{
	page->width = form->width;
	page->height = form->height;
	page->xdpi = form->xdpi;
	page->ydpi = form->ydpi;
}

/* A mark that cannot be drawn in lines and faces is where it was pressed: in the stamped picture.
 */
static enum status stamped_page(struct job *job, struct binding *binding, const struct node *asked,
				struct pdf_page *page, bool *whole)
{
	struct tiff *tiff;
	const char *path = node_attr(asked, "stamped");
	*whole = false;
	if (path == NULL)
		return OK;
	TRY(tiff_open(job, path, &tiff));
	struct tiff_page form = tiff_page(tiff, 1);
	page->added = form.height > page->height ? page->height : 0;
	size_of(page, &form);
	if (put_marks(job, binding, asked, page) == OK)
		return OK;
	page->nmarks = page->added = 0;
	*whole = true;
	return made_bytes(job, tiff, &page->image);
}

static enum status picture(struct job *job, struct binding *binding, const struct node *asked,
			   struct pdf_page *page)
{
	struct tiff *tiff;
	bool whole;
	TRY(tiff_open(job, node_attr(asked, "image"), &tiff));
	struct tiff_page form = tiff_page(tiff, 1);
	size_of(page, &form);
	TRY(stamped_page(job, binding, asked, page, &whole));
	if (!whole && form.depth > 1)
		TRY(own_bytes(job, binding, asked, &page->image));
	if (page->image.bytes == NULL && made_bytes(job, tiff, &page->image) == E_SYSTEM)
		return E_SYSTEM;
	if (page->image.bytes == NULL)
		page->title = TEXT_OF(job, FACT_("%s: its picture is in original/"), page->title);
	return OK;
}

static enum status add_page(struct job *job, struct binding *binding, const struct node *asked)
{
	struct reading reading;
	struct pdf_page page = {.title = node_attr(asked, "title")};
	TRY(picture(job, binding, asked, &page));
	TRY(read_words(job, binding, asked, &reading));
	if (reading.count > 0 && (page.width != reading.width || page.height < reading.height))
		return fail(job, E_SYSTEM, "its image is not the one that was read");
	page.lines = reading.lines;
	page.count = reading.count;
	return pdf_add(job, binding->pdf, &page);
}

/* --- the room --- */

static enum status hand_page(struct job *job, const struct node *page)
{
	static const char *const names[] = {"original", "image", "stamped", "sheet"};
	for (int i = 0; i < 4; i++)
		if (node_attr(page, names[i]) != NULL)
			TRY(reach_file(job, node_attr(page, names[i])));
	for (struct node *m = node_first(page, "mark"); m != NULL; m = node_next(m, "mark"))
		if (node_attr(m, "file") != NULL)
			TRY(reach_file(job, node_attr(m, "file")));
	return OK;
}

enum status archive_room_load(struct job *job, int argc, char **argv, void **self)
{
	struct binding *binding = NEW(job, struct binding);
	struct doc *doc;
	*self = binding;
	if (argc != 3)
		return fail(job, E_USAGE, "bind REQUEST FILE");
	TRY(xml_read_file(job, argv[1], &doc));
	const struct node *root = binding->asked = doc_root(doc);
	const struct pdf_about about = {node_attr(root, "title"), node_attr(root, "author"),
					node_attr(root, "index"), node_attr(root, "made")};
	binding->job = job;
	TRY(pdf_new(job, &about, &binding->pdf));
	for (struct node *p = node_first(root, "page"); p != NULL; p = node_next(p, "page"))
		TRY(hand_page(job, p));
	stamps_load();
	char *folder = must(talloc_strdup(job, argv[2]));
	return reach_folder(job, dirname(folder));
}

enum status archive_room(struct job *job, int argc, char **argv, void *self)
{
	struct binding *binding = self;
	int n = 1;
	(void)argc;
	for (struct node *p = node_first(binding->asked, "page"); p != NULL;
	     p = node_next(p, "page"), n++) {
		struct job *below = job_below(job);
		enum status status = add_page(below, binding, p);
		talloc_free(below);
		if (status != OK)
			return fail_at(job, status, "page %d", n);
	}
	return pdf_write(job, binding->pdf, argv[2]);
}
