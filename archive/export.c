/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "archive/archive.h"
#include "archive/bag.h"
#include "archive/casefile.h"
#include "archive/pdf.h"
#include "archive/sheet.h"
#include "base/file.h"
#include "base/tiff.h"

#include <string.h>

enum { DATA_FILE = 1 << 20 };

struct export
{
	struct office *office;
	struct casefile *casefile;
	struct bag *bag;
	struct pdf *pdf;
};

/* --- files of pages --- */

/* The sum that the copying gave is the proof that the object is what its name says. */
static enum status put_object(struct job *job, struct export *export, const char *name,
			      const char *object)
{
	struct bag_sum sum;
	const char *path = object_path(job, export->office->home, object);
	TRY(bag_copy(job, export->bag, name, path, &sum));
	if (strcmp(sum.sha256, object) != 0)
		return fail(job, E_SYSTEM, "%s: the file was altered: bring it back from a copy",
			    path);
	return OK;
}

/* The words of a page; a page without a sheet was never read, and what was read of one that a
 * person has turned since stands elsewhere, if it is words at all: the sheet keeps it. */
static enum status read_words(struct job *job, const struct export *export, const struct leaf *leaf,
			      struct reading *out)
{
	struct doc *sheet;
	*out = (struct reading){.count = 0};
	if (leaf->page.sheet == NULL)
		return OK;
	const char *path = object_path(job, export->office->home, leaf->page.sheet);
	TRY(xml_read_file(job, path, &sheet));
	TRY(reading_of(job, sheet, leaf->page.original_page, out));
	if (out->turn != leaf->page.turn)
		*out = (struct reading){.count = 0};
	return OK;
}

/* A stamped page may be longer than what was read, by the strip under it, but never another page.
 */
static enum status add_to_pdf(struct job *job, struct export *export, const struct leaf *leaf,
			      const struct reading *reading)
{
	struct tiff *tiff;
	uint8_t *bytes;
	struct pdf_page page = {.lines = reading->lines, .count = reading->count};
	const char *path;
	TRY(bag_path(job, export->bag, leaf->image, &path));
	TRY(tiff_open(job, path, &tiff));
	struct tiff_page form = tiff_page(tiff, 1);
	TRY(tiff_strip(job, tiff, 1, &page.coding, &bytes, &page.size, &page.white_is_zero));
	if (page.count > 0 && (form.width != reading->width || form.height < reading->height))
		return fail(job, E_SYSTEM, "its image is not the one that was read");
	page.bytes = bytes;
	page.depth = form.depth;
	page.width = form.width;
	page.height = form.height;
	page.xdpi = form.xdpi;
	page.ydpi = form.ydpi;
	return pdf_add(job, export->pdf, &page);
}

static bool first_of_letter(const struct casefile *casefile, int n)
{
	for (int i = 0; i < n; i++)
		if (strcmp(casefile->leaves[i].original, casefile->leaves[n].original) == 0)
			return false;
	return true;
}

static enum status put_leaf(struct job *job, struct export *export, int i)
{
	const struct leaf *leaf = &export->casefile->leaves[i];
	struct reading reading;
	bool first = first_of_letter(export->casefile, i);
	if (first)
		TRY(put_object(job, export, leaf->original, leaf->page.original));
	if (first && leaf->sheet != NULL)
		TRY(put_object(job, export, leaf->sheet, leaf->page.sheet));
	TRY(put_object(job, export, leaf->image, leaf->shown));
	TRY(read_words(job, export, leaf, &reading));
	const char *text = reading_text(job, &reading);
	TRY(bag_put(job, export->bag, leaf->text, text, strlen(text), NULL));
	return add_to_pdf(job, export, leaf, &reading);
}

static const char *title(struct job *job, const struct card *card)
{
	const char *index = card->index == NULL ? TEXT_OF(job, "%lld", (long long)card->casefile)
						: card->index;
	return card->applicant == NULL ? index : TEXT_OF(job, "%s, %s", index, card->applicant);
}

static enum status put_pages(struct job *job, struct export *export)
{
	const struct casefile *casefile = export->casefile;
	const char *path;
	if (casefile->nleaves == 0)
		return OK;
	TRY(pdf_new(job, title(job, &casefile->card), export->office->name, &export->pdf));
	for (int i = 0; i < casefile->nleaves; i++) {
		struct job *below = job_below(job);
		enum status status = put_leaf(below, export, i);
		talloc_free(below);
		if (status != OK)
			return fail_at(job, status, "page %d", casefile->leaves[i].page.number);
	}
	TRY(bag_path(job, export->bag, "casefile.pdf", &path));
	TRY(pdf_write(job, export->pdf, path));
	return bag_take(job, export->bag, "casefile.pdf", NULL);
}

/* --- what explains them --- */

static enum status put_data(struct job *job, struct export *export, const char *folder,
			    const char *name)
{
	const char *path;
	TRY(data_file(job, export->office->home, folder, name, &path));
	return bag_copy(job, export->bag, name, path, NULL);
}

/* The text with {name} replaced by its value. */
static const char *filled(struct job *job, const char *text, const struct pair *blanks, int count)
{
	char *out = must(talloc_strdup(job, ""));
	for (const char *open; (open = strchr(text, '{')) != NULL;) {
		const char *close = strchr(open, '}');
		if (close == NULL)
			break;
		const char *name = must(talloc_strndup(job, open + 1, (size_t)(close - open - 1)));
		const char *value = pair_value(blanks, count, name);
		out = must(talloc_strndup_append_buffer(out, text, (size_t)(open - text)));
		out = must(talloc_strdup_append_buffer(out, value == NULL ? "" : value));
		text = close + 1;
	}
	return talloc_strdup_append_buffer(out, text);
}

static enum status put_readme(struct job *job, struct export *export)
{
	char *text, day[DAY_TEXT];
	size_t size;
	const char *path;
	const struct pair blanks[] = {
		{"index", title(job, &export->casefile->card)},
		{"office", export->office->name},
		{"day", day_ua(job_today(job), day)},
	};
	TRY(data_file(job, export->office->home, "xsd", "casefile-readme.txt", &path));
	TRY(file_read(job, path, DATA_FILE, &text, &size));
	const char *readme = must((char *)filled(job, text, blanks, 3));
	return bag_put(job, export->bag, "README.txt", readme, strlen(readme), NULL);
}

/* What stands for the paper: pages with their sheets, or what was told. */
static enum status put_originals(struct job *job, struct export *export)
{
	if (export->casefile->told == NULL) {
		TRY(put_data(job, export, "xsd", "sheet.xsd"));
		return put_pages(job, export);
	}
	TRY(put_data(job, export, "xsd", "told.xsd"));
	return put_object(job, export, TOLD_FILE, export->casefile->told);
}

static enum status put_record(struct job *job, struct export *export)
{
	const char *xsd, *text;
	TRY(data_file(job, NULL, "xsd", "casefile.xsd", &xsd));
	TRY(casefile_text(job, export->office, export->casefile, xsd, &text));
	TRY(bag_put(job, export->bag, "casefile.xml", text, strlen(text), NULL));
	TRY(bag_copy(job, export->bag, "casefile.xsd", xsd, NULL));
	TRY(put_data(job, export, "workflows", "classifier.xml"));
	const char *procedure = export->casefile->procedure;
	TRY(bag_put(job, export->bag, "procedure.scxml", procedure, strlen(procedure), NULL));
	return put_readme(job, export);
}

static void tell(struct job *job, struct export *export)
{
	const struct card *card = &export->casefile->card;
	bag_tell(export->bag, "Source-Organization", export->office->name);
	bag_tell(export->bag, "External-Identifier", card->index);
	bag_tell(export->bag, "Internal-Sender-Identifier",
		 TEXT_OF(job, "%lld", (long long)card->casefile));
	bag_tell(export->bag, "External-Description", card->summary);
}

/* Personal data has left the office: that is to be answered for. */
static enum status note(struct job *job, const struct export *export, const char *dir)
{
	const struct user *user = export->office->user;
	const char *about = TEXT_OF(job, "%lld", (long long)export->casefile->card.casefile);
	return db_exec(job, export->office->home->db,
		       SQL("INSERT INTO audit(at, person, act, about, words) "
			   "VALUES(?1, ?2, 'export', ?3, ?4)"),
		       INT(job_now(job)), TEXT(user == NULL ? NULL : user->id), TEXT(about),
		       TEXT(dir));
}

/* A child of its own for the bag: it must be dropped before the job that names its files is. */
enum status archive_export(struct job *job, struct office *office, int64_t casefile,
			   const char *dir)
{
	struct job *below = job_below(job);
	struct export export = {.office = office};
	TRY(case_open(below, office, casefile));
	TRY(case_resolved(below, office, casefile));
	TRY(casefile_read(below, office, casefile, &export.casefile));
	TRY(bag_new(below, dir, &export.bag));
	TRY(put_originals(below, &export));
	TRY(put_record(below, &export));
	tell(below, &export);
	TRY(note(below, &export, dir));
	TRY(bag_close(below, export.bag));
	talloc_free(below);
	return OK;
}
