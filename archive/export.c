/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "archive/alto.h"
#include "archive/archive.h"
#include "archive/bag.h"
#include "archive/bind.h"
#include "base/file.h"

#include <string.h>

enum { DATA_FILE = 1 << 20 };

struct export
{
	struct office *office;
	struct casefile *casefile;
	struct bag *bag;
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

static enum status put_words(struct job *job, struct export *export, const struct leaf *leaf)
{
	struct alto_page page = {.number = leaf->page.number, .image = leaf->image};
	const char *alto;
	TRY(leaf_read(job, export->office, leaf, &page.reading));
	const char *text = reading_text(job, &page.reading);
	TRY(bag_put(job, export->bag, leaf->text, text, strlen(text), NULL));
	TRY(alto_text(job, &page, 1, &alto));
	return bag_put(job, export->bag, leaf->alto, alto, strlen(alto), NULL);
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
	bool first = first_of_letter(export->casefile, i);
	if (first)
		TRY(put_object(job, export, leaf->original, leaf->page.original));
	if (first && leaf->sheet != NULL)
		TRY(put_object(job, export, leaf->sheet, leaf->page.sheet));
	TRY(put_object(job, export, leaf->image, leaf->shown));
	return put_words(job, export, leaf);
}

/* What was read before stays beside what is read now. */
static enum status put_older(struct job *job, struct export *export)
{
	const struct casefile *casefile = export->casefile;
	for (int i = 0; i + 1 < casefile->nreadings; i++)
		TRY(put_object(job, export, reading_path(job, casefile, i),
			       casefile->readings[i].sheet));
	return OK;
}

/* The files themselves that the letters came in, where they are more than their pages. */
static enum status put_origins(struct job *job, struct export *export)
{
	const struct casefile *casefile = export->casefile;
	for (int i = 0; i < casefile->norigins; i++)
		if (casefile->origins[i].file != NULL)
			TRY(put_object(job, export, casefile->origins[i].file,
				       casefile->origins[i].source.object));
	return OK;
}

static enum status put_pages(struct job *job, struct export *export)
{
	const struct casefile *casefile = export->casefile;
	const char *path;
	if (casefile->nleaves == 0)
		return OK;
	for (int i = 0; i < casefile->nleaves; i++) {
		struct job *below = job_below(job);
		enum status status = put_leaf(below, export, i);
		talloc_free(below);
		if (status != OK)
			return fail_at(job, status, "page %d", casefile->leaves[i].page.number);
	}
	TRY(put_older(job, export));
	TRY(put_origins(job, export));
	TRY(bag_path(job, export->bag, "casefile.pdf", &path));
	TRY(bind_pages(job, export->office, casefile, path));
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
		{"index", casefile_title(job, export->casefile)},
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
