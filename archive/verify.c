/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "archive/archive.h"
#include "archive/casefile.h"
#include "archive/check.h"
#include "base/file.h"
#include "base/xml.h"

#include <string.h>
#include <sys/stat.h>

/* --- a bag --- */

static void wrong(struct remarks *remarks, const char *text)
{
	remark(remarks, ERROR, 0, 0, text, _("take it from another copy of the bag"));
}

/* A file that casefile.xml names by its SHA-256. Its path was held against the schema before. */
static enum status check_named(struct job *job, const char *dir, const struct node *page,
			       const char *which, struct remarks *remarks)
{
	char found[OBJECT_NAME];
	const char *name = node_attr(page, which);
	const char *wanted = node_attr(page, TEXT_OF(job, "%s-sha256", which));
	const char *path = TEXT_OF(job, "%s/data/%s", dir, name);
	if (!file_exists(path)) {
		wrong(remarks, TEXT_OF(job, _("data/casefile.xml, page %lld: there is no %s"),
				       (long long)node_int(page, "n", 0), name));
		return OK;
	}
	TRY(file_hash(job, path, found, NULL, NULL));
	if (strcmp(found, wanted) != 0)
		wrong(remarks,
		      TEXT_OF(job, _("data/casefile.xml, page %lld: %s is not the file it means"),
			      (long long)node_int(page, "n", 0), name));
	return OK;
}

static enum status check_pages(struct job *job, const char *dir, const struct doc *doc,
			       struct remarks *remarks)
{
	const struct node *pages = node_first(doc_root(doc), "pages");
	const struct node *told = node_first(doc_root(doc), "told");
	if (told != NULL)
		TRY(check_named(job, dir, told, "original", remarks));
	struct node *page = pages == NULL ? NULL : node_first(pages, "page");
	const char *before = "";
	for (; page != NULL; page = node_next(page, "page")) {
		const char *original = node_attr(page, "original");
		bool first = strcmp(original, before) != 0;
		if (first)
			TRY(check_named(job, dir, page, "original", remarks));
		if (first && node_attr(page, "sheet") != NULL)
			TRY(check_named(job, dir, page, "sheet", remarks));
		TRY(check_named(job, dir, page, "image", remarks));
		before = original;
	}
	const struct node *given = node_first(doc_root(doc), "given");
	struct node *file = given == NULL ? NULL : node_first(given, "file");
	for (; file != NULL; file = node_next(file, "file"))
		if (node_attr(file, "original") != NULL)
			TRY(check_named(job, dir, file, "original", remarks));
	const struct node *readings = node_first(doc_root(doc), "readings");
	struct node *reading = readings == NULL ? NULL : node_first(readings, "reading");
	for (; reading != NULL; reading = node_next(reading, "reading"))
		TRY(check_named(job, dir, reading, "sheet", remarks));
	return OK;
}

/* Remarks of the schema have lines of their own file. */
static enum status check_schema(struct job *job, struct doc *doc, struct remarks *remarks)
{
	struct remarks *found = remarks_new(job, "casefile.xml");
	const char *xsd;
	TRY(data_file(job, NULL, "xsd", "casefile.xsd", &xsd));
	enum status status = xml_valid(job, doc, xsd, found);
	for (int i = 0; i < found->count; i++)
		wrong(remarks, TEXT_OF(job, _("data/casefile.xml, line %d: %s"),
				       found->list[i].line, shown(job, found->list[i].text)));
	return status;
}

static enum status check_casefile(struct job *job, const char *dir, struct remarks *remarks)
{
	const char *path = TEXT_OF(job, "%s/data/casefile.xml", dir);
	struct doc *doc;
	struct stat st;
	if (lstat(path, &st) != 0 || !S_ISREG(st.st_mode)) {
		wrong(remarks, _("data/casefile.xml: missing: this is not a case file of Skrynka"));
		return OK;
	}
	enum status status = xml_read_file(job, path, &doc);
	if (status == E_INPUT)
		wrong(remarks, shown(job, job_fault(job)));
	if (status != OK)
		return status == E_INPUT ? OK : status;
	status = check_schema(job, doc, remarks);
	if (status != OK)
		return status == E_INPUT ? OK : status;
	return check_pages(job, dir, doc, remarks);
}

enum status archive_verify(struct job *job, const char *dir, struct remarks *remarks)
{
	struct job *below = job_below(job);
	enum status status = bag_check(below, dir, remarks);
	if (status != OK && status != E_INPUT)
		return status;
	TRY(check_casefile(below, dir, remarks));
	talloc_free(below);
	return remarks_end(job, remarks, dir);
}

/* --- a home --- */

struct round {
	struct job *job;
	const struct home *home;
	struct remarks *remarks;
	void (*progress)(void *self, int done, int count);
	void *self;
};

static const char *from_backup(void)
{
	return _("bring it back from a copy of the office");
}

/* What a person can mend is a remark; a disk that cannot be read ends the round. */
static void check_object(struct round *round, const char *name)
{
	struct job *below = job_below(round->job);
	enum status status = object_check(below, round->home, name);
	if (status == E_ABSENT)
		remark(round->remarks, ERROR, 0, 0,
		       TEXT_OF(below, _("object %s: the file is missing"), name), from_backup());
	else if (status != OK)
		remark(round->remarks, ERROR, 0, 0, job_fault(below), from_backup());
	talloc_free(below);
}

static enum status object_names(struct job *job, struct db *db, const char ***out, int *count)
{
	struct rows *rows;
	const char **names = NULL;
	*count = 0;
	TRY(db_query(job, db, &rows, SQL("SELECT name FROM object ORDER BY name")));
	while (db_next(rows)) {
		names = APPEND(job, names, count, const char *);
		names[*count - 1] = row_text(rows, 0);
	}
	*out = names;
	return db_end(rows);
}

static int place_of(const char *const *names, int count, const char *name)
{
	int low = 0;
	while (count > low) {
		int middle = low + (count - low) / 2, order = strcmp(names[middle], name);
		if (order == 0)
			return middle;
		*(order < 0 ? &low : &count) = order < 0 ? middle + 1 : middle;
	}
	return -1;
}

/* A run that is killed leaves files that no row names: harmless, but a person may wonder. */
static enum status check_strays(struct round *round, const char *const *names, int count)
{
	const char *objects = home_file(round->job, round->home, "objects");
	const char **folders, **files;
	int nfolders, nfiles, strays = 0;
	TRY(folder_list(round->job, objects, &folders, &nfolders));
	for (int i = 0; i < nfolders; i++) {
		const char *folder = TEXT_OF(round->job, "%s/%s", objects, folders[i]);
		if (strlen(folders[i]) != 2) {
			strays++;
			continue;
		}
		TRY(folder_list(round->job, folder, &files, &nfiles));
		for (int k = 0; k < nfiles; k++) {
			const char *name = TEXT_OF(round->job, "%s%s", folders[i], files[k]);
			strays += place_of(names, count, name) < 0;
		}
	}
	if (strays > 0)
		remark(round->remarks, NOTE, 0, 0,
		       TEXT_OF(round->job, _("objects: %d files that no record names"), strays),
		       _("they are left from work that was cut short, and do no harm"));
	return OK;
}

static enum status check_objects(struct round *round)
{
	const char **names;
	int count;
	TRY(object_names(round->job, round->home->db, &names, &count));
	for (int i = 0; i < count; i++) {
		check_object(round, names[i]);
		if (round->progress != NULL)
			round->progress(round->self, i + 1, count);
	}
	return check_strays(round, names, count);
}

enum status archive_verify_home(struct job *job, struct office *office, struct remarks *remarks,
				void (*progress)(void *self, int done, int count), void *self)
{
	struct job *below = job_below(job);
	struct round round = {below, office->home, remarks, progress, self};
	if (db_check(below, office->home->db) != OK)
		remark(remarks, ERROR, 0, 0, job_fault(below), from_backup());
	TRY(check_objects(&round));
	talloc_free(below);
	return remarks_end(job, remarks, office->home->path);
}
