/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "archive/check.h"
#include "archive/bag.h"
#include "base/file.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

enum { DEPTH = 32, FILES = 100000, TAG_BYTES = 16 << 20, MANIFESTS = 16 };

struct seen {
	const char *name; /* from the top of the bag */
	int64_t size;
	unsigned named; /* a bit for each manifest that names it */
	bool hashed;
	char sha256[OBJECT_NAME], sha512[SHA512_NAME];
};

struct manifest {
	const char *name, *kind; /* "sha256" */
	bool tags;
};

struct check {
	struct job *job;
	const char *dir;
	struct remarks *remarks;
	struct seen *files; /* sorted by name once the walk is done */
	int nfiles;
	struct manifest manifests[MANIFESTS];
	int nmanifests;
};

const char *shown(void *owner, const char *name)
{
	char *out = must(talloc_strdup(owner, name));
	for (char *p = out; *p != '\0'; p++)
		if ((unsigned char)*p < ' ' || *p == 0x7f)
			*p = '?';
	return out;
}

enum status remarks_end(struct job *job, const struct remarks *remarks, const char *what)
{
	int errors = remarks_errors(remarks);
	return errors == 0 ? OK : fail(job, E_INPUT, "%s: %d errors found", what, errors);
}

static void wrong(struct check *check, const char *text, const char *remedy)
{
	remark(check->remarks, ERROR, 0, 0, text, remedy);
}

static void wrong_file(struct check *check, const char *fault, const char *name, const char *remedy)
{
	wrong(check, TEXT_OF(check->job, "%s: %s", shown(check->job, name), fault), remedy);
}

static const char *another_copy(void)
{
	return _("take it from another copy of the bag");
}

/* --- what is there --- */

static enum status walk(struct check *check, const char *folder, int depth);

static enum status walk_one(struct check *check, const char *name, int depth)
{
	const char *path = TEXT_OF(check->job, "%s/%s", check->dir, name);
	struct stat st;
	if (lstat(path, &st) != 0)
		return fail_errno(check->job, path);
	if (S_ISDIR(st.st_mode))
		return walk(check, name, depth + 1);
	if (S_ISLNK(st.st_mode))
		wrong_file(check, _("a link, which may lead anywhere"), name,
			   _("put the file itself in its place"));
	else if (!S_ISREG(st.st_mode))
		wrong_file(check, _("neither file nor folder"), name, _("remove it"));
	else if (check->nfiles == FILES)
		return fail(check->job, E_INPUT, "%s: more than %d files", check->dir, FILES);
	else {
		check->files = APPEND(check->job, check->files, &check->nfiles, struct seen);
		check->files[check->nfiles - 1].name = COPY(check->job, name);
		check->files[check->nfiles - 1].size = st.st_size;
	}
	return OK;
}

static enum status walk(struct check *check, const char *folder, int depth)
{
	const char **names;
	int count;
	if (depth > DEPTH) {
		wrong_file(check, _("folders are too deep in one another"), folder, NULL);
		return OK;
	}
	const char *path = *folder == '\0' ? check->dir
					   : TEXT_OF(check->job, "%s/%s", check->dir, folder);
	TRY(folder_list(check->job, path, &names, &count));
	for (int i = 0; i < count; i++)
		TRY(walk_one(check,
			     *folder == '\0' ? names[i]
					     : TEXT_OF(check->job, "%s/%s", folder, names[i]),
			     depth));
	return OK;
}

static int by_name(const void *a, const void *b)
{
	return strcmp(((const struct seen *)a)->name, ((const struct seen *)b)->name);
}

static struct seen *seen_file(const struct check *check, const char *name)
{
	struct seen wanted = {.name = name};
	return check->nfiles == 0 ? NULL
				  : bsearch(&wanted, check->files, (size_t)check->nfiles,
					    sizeof *check->files, by_name);
}

/* The lines of a tag file at the top of the bag; NULL, with a remark, when it cannot be had. */
static char *tag_text(struct check *check, const char *name)
{
	char *text;
	size_t size;
	const char *path = TEXT_OF(check->job, "%s/%s", check->dir, name);
	if (seen_file(check, name) == NULL) {
		wrong_file(check, _("missing"), name, another_copy());
		return NULL;
	}
	if (file_read(check->job, path, TAG_BYTES, &text, &size) != OK) {
		wrong(check, COPY(check->job, job_fault(check->job)), another_copy());
		return NULL;
	}
	return text;
}

/* Lines may end in LF, CR or both; an empty one ends nothing. */
static char *next_line(char **rest)
{
	return strtok_r(NULL, "\r\n", rest);
}

/* --- manifests --- */

/* Relative, below the top, nothing that a shell or a system reads as another place. */
static bool plain_path(const char *path)
{
	if (*path == '/' || *path == '~' || *path == '\0')
		return false;
	for (const char *part = path; part != NULL; part = strchr(part, '/')) {
		part += part != path;
		size_t length = strcspn(part, "/");
		if (length == 0 || strncmp(part, "..", length > 2 ? length : 2) == 0 ||
		    (length == 1 && *part == '.'))
			return false;
	}
	return true;
}

static enum status compare(struct check *check, const struct manifest *manifest, struct seen *file,
			   const char *sum)
{
	bool small = strcmp(manifest->kind, "sha256") == 0;
	if (!small && strcmp(manifest->kind, "sha512") != 0)
		return OK;
	if (!file->hashed)
		TRY(file_hash(check->job, TEXT_OF(check->job, "%s/%s", check->dir, file->name),
			      file->sha256, file->sha512, NULL));
	file->hashed = true;
	if (strcasecmp(sum, small ? file->sha256 : file->sha512) != 0)
		wrong(check,
		      TEXT_OF(check->job, _("%s: altered: its checksum is not that of %s"),
			      shown(check->job, file->name), manifest->name),
		      another_copy());
	return OK;
}

static bool good_sum(const char *kind, const char *sum)
{
	size_t length = strspn(sum, "0123456789abcdefABCDEF");
	size_t wanted = strcmp(kind, "sha256") == 0   ? OBJECT_NAME - 1
			: strcmp(kind, "sha512") == 0 ? SHA512_NAME - 1
						      : length;
	return length > 0 && length == wanted && sum[length] == '\0';
}

/* One line taken apart and judged before its name is used: "SUM  NAME" or "SUM *NAME". */
static enum status check_line(struct check *check, int m, int number, char *line)
{
	const struct manifest *manifest = &check->manifests[m];
	const char *fault = NULL;
	char *name = line + strcspn(line, " \t");
	if (*name != '\0')
		*name++ = '\0';
	name += strspn(name, " \t");
	name += *name == '*';
	bag_name_read(name);
	struct seen *file = NULL;
	if (!good_sum(manifest->kind, line) || *name == '\0')
		fault = _("no checksum and name");
	else if (!plain_path(name))
		fault = _("leads out of the bag or is no plain path");
	else if ((strncmp(name, "data/", 5) == 0) == manifest->tags)
		fault = manifest->tags ? _("inside data/") : _("outside data/");
	else if ((file = seen_file(check, name)) == NULL)
		wrong_file(check, _("missing"), name, another_copy());
	else if (file->named & 1U << m)
		fault = _("named twice");
	if (fault != NULL)
		wrong(check,
		      TEXT_OF(check->job, _("%s, line %d: %s: %s"), manifest->name, number,
			      shown(check->job, name), fault),
		      another_copy());
	if (fault != NULL || file == NULL)
		return OK;
	file->named |= 1U << m;
	return compare(check, manifest, file, line);
}

static enum status check_manifest(struct check *check, int m)
{
	char *rest = tag_text(check, check->manifests[m].name);
	if (rest == NULL)
		return OK;
	int number = 1;
	for (char *line = strtok_r(rest, "\r\n", &rest); line != NULL; line = next_line(&rest))
		TRY(check_line(check, m, number++, line));
	return OK;
}

/* "manifest-sha256.txt" and the like, at the top. */
static void find_manifests(struct check *check)
{
	for (int i = 0; i < check->nfiles && check->nmanifests < MANIFESTS; i++) {
		const char *name = check->files[i].name;
		bool tags = strncmp(name, "tag", 3) == 0;
		const char *dash = name + (tags ? 3 : 0);
		size_t length = strlen(dash);
		if (strncmp(dash, "manifest-", 9) != 0 || length < 14 ||
		    strcmp(dash + length - 4, ".txt") != 0 || strchr(dash, '/') != NULL)
			continue;
		const char *kind = must(talloc_strndup(check->job, dash + 9, length - 13));
		check->manifests[check->nmanifests++] = (struct manifest){name, kind, tags};
		if (strcmp(kind, "sha256") != 0 && strcmp(kind, "sha512") != 0)
			remark(check->remarks, WARNING, 0, 0,
			       TEXT_OF(check->job, _("%s: its checksums cannot be checked here"),
				       name),
			       _("check them with another program"));
	}
}

static unsigned manifest_bits(const struct check *check, bool tags)
{
	unsigned bits = 0;
	for (int m = 0; m < check->nmanifests; m++)
		bits |= check->manifests[m].tags == tags ? 1U << m : 0;
	return bits;
}

/* Every manifest of the payload must name every file of it; tag files need be named in none. */
static void check_named(struct check *check, const struct seen *file)
{
	unsigned tags = manifest_bits(check, true);
	bool payload = strncmp(file->name, "data/", 5) == 0;
	for (int m = 0; payload && m < check->nmanifests; m++)
		if (!check->manifests[m].tags && !(file->named & 1U << m))
			wrong(check,
			      TEXT_OF(check->job, _("%s: not named in %s"),
				      shown(check->job, file->name), check->manifests[m].name),
			      _("remove it, or find out who put it there"));
	bool manifest = strncmp(file->name, "tagmanifest-", 12) == 0;
	if (!payload && !manifest && tags != 0 && (file->named & tags) == 0)
		remark(check->remarks, WARNING, 0, 0,
		       TEXT_OF(check->job, _("%s: no manifest vouches for it"),
			       shown(check->job, file->name)),
		       NULL);
}

static enum status check_manifests(struct check *check)
{
	find_manifests(check);
	if (manifest_bits(check, false) == 0)
		wrong(check, _("no manifest of the files in data/"), another_copy());
	if (manifest_bits(check, true) == 0)
		remark(check->remarks, WARNING, 0, 0, _("no manifest of the tag files"), NULL);
	for (int m = 0; m < check->nmanifests; m++)
		TRY(check_manifest(check, m));
	for (int i = 0; i < check->nfiles && manifest_bits(check, false) != 0; i++)
		check_named(check, &check->files[i]);
	return OK;
}

/* --- tag files --- */

static void check_declaration(struct check *check)
{
	char *rest = tag_text(check, "bagit.txt");
	if (rest == NULL)
		return;
	const char *first = strtok_r(rest, "\r\n", &rest), *second = next_line(&rest);
	bool known = first != NULL && (strcmp(first, "BagIt-Version: 1.0") == 0 ||
				       strcmp(first, "BagIt-Version: 0.97") == 0);
	if (!known || second == NULL || next_line(&rest) != NULL ||
	    strcmp(second, "Tag-File-Character-Encoding: UTF-8") != 0)
		wrong(check, _("bagit.txt: not that of a bag of version 1.0 in UTF-8"),
		      another_copy());
}

static void check_oxum(struct check *check, const char *value)
{
	long long octets = 0, count = 0;
	char *end = NULL;
	for (int i = 0; i < check->nfiles; i++)
		if (strncmp(check->files[i].name, "data/", 5) == 0) {
			octets += check->files[i].size;
			count++;
		}
	bool same = strtoll(value, &end, 10) == octets && *end == '.' &&
		    strtoll(end + 1, &end, 10) == count && *end == '\0';
	if (!same)
		wrong(check,
		      TEXT_OF(check->job,
			      _("bag-info.txt: Payload-Oxum is %s, but there are %lld.%lld"),
			      shown(check->job, value), octets, count),
		      another_copy());
}

static void check_info(struct check *check)
{
	static const char label[] = "Payload-Oxum:";
	char *rest = seen_file(check, "bag-info.txt") ? tag_text(check, "bag-info.txt") : NULL;
	if (rest == NULL)
		return;
	for (char *line = strtok_r(rest, "\r\n", &rest); line != NULL; line = next_line(&rest))
		if (strncasecmp(line, label, sizeof label - 1) == 0) {
			line += sizeof label - 1;
			check_oxum(check, line + strspn(line, " \t"));
		}
}

enum status bag_check(struct job *job, const char *dir, struct remarks *remarks)
{
	struct check check = {.job = job_below(job), .dir = dir, .remarks = remarks};
	TRY(walk(&check, "", 0));
	if (check.nfiles > 0)
		qsort(check.files, (size_t)check.nfiles, sizeof *check.files, by_name);
	check_declaration(&check);
	if (seen_file(&check, "fetch.txt") != NULL)
		wrong(&check, _("fetch.txt: parts of the bag lie elsewhere"),
		      _("fetch them and remove fetch.txt"));
	TRY(check_manifests(&check));
	check_info(&check);
	talloc_free(check.job);
	return remarks_end(job, remarks, dir);
}
