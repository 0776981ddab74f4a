/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The home: objects that are written once, names that are no paths. */
#include "base/home.h"
#include "base/file.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#define ABC "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
#define ABC512                                                                                     \
	"ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"                         \
	"2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f"

struct place {
	struct job *job;
	struct home *home;
	const char *folder;
};

static int start(void **state)
{
	char folder[] = "/tmp/skrynka-home.XXXXXX";
	if (mkdtemp(folder) == NULL)
		return -1;
	struct job *job = job_new();
	struct place *p = NEW(job, struct place);
	p->job = job;
	p->folder = COPY(p, folder);
	*state = p;
	return home_open(job, TEXT_OF(job, "%s/office", folder), true, &p->home) != OK;
}

static int end(void **state)
{
	struct place *p = *state;
	struct job *last = job_new();
	enum status status = folder_remove(last, p->folder);
	talloc_free(p->job);
	return talloc_free(last) != 0 || status != OK;
}

static const char *in(struct place *p, const char *name)
{
	return TEXT_OF(p, "%s/%s", p->folder, name);
}

/* How many files stand in objects/, temporary ones too. */
static int objects(struct place *p)
{
	const char **names, **below;
	int count, more, sum = 0;
	const char *path = home_file(p, p->home, "objects");
	assert_int_equal(folder_list(p->job, path, &names, &count), OK);
	for (int i = 0; i < count; i++) {
		struct stat st;
		const char *one = TEXT_OF(p, "%s/%s", path, names[i]);
		assert_int_equal(stat(one, &st), 0);
		if (S_ISDIR(st.st_mode))
			assert_int_equal(folder_list(p->job, one, &below, &more), OK);
		sum += S_ISDIR(st.st_mode) ? more : 1;
	}
	return sum;
}

static void written_once(void **state)
{
	struct place *p = *state;
	char name[OBJECT_NAME], again[OBJECT_NAME], other[OBJECT_NAME];
	struct stat first, second;
	assert_int_equal(object_add(p->job, p->home, "abc", 3, name), OK);
	assert_string_equal(name, ABC);
	assert_int_equal(stat(object_path(p, p->home, name), &first), 0);
	assert_int_equal(first.st_mode & 07777, 0440);
	assert_int_equal(object_check(p->job, p->home, name), OK);

	assert_int_equal(file_write(p->job, in(p, "a.tif"), "abc", 3), OK);
	assert_int_equal(object_add_file(p->job, p->home, in(p, "a.tif"), again), OK);
	assert_string_equal(again, ABC);
	assert_int_equal(object_add(p->job, p->home, "abc", 3, again), OK);
	assert_int_equal(stat(object_path(p, p->home, name), &second), 0);
	assert_int_equal(first.st_ino, second.st_ino);

	assert_int_equal(file_write(p->job, in(p, "b.tif"), "abcd", 4), OK);
	assert_int_equal(object_add_file(p->job, p->home, in(p, "b.tif"), other), OK);
	assert_int_equal(stat(object_path(p, p->home, other), &second), 0);
	assert_int_equal(second.st_mode & 07777, 0440);
	assert_int_equal(object_add(p->job, p->home, NULL, 0, other), OK);
	assert_int_equal(objects(p), 3);
}

static void noted_once(void **state)
{
	struct place *p = *state;
	char name[OBJECT_NAME];
	struct rows *rows;
	assert_int_equal(object_add(p->job, p->home, "abc", 3, name), OK);
	for (int i = 0; i < 2; i++)
		assert_int_equal(object_note(p->job, p->home, name, i == 0 ? "original" : "derived",
					     "image/tiff"),
				 OK);
	assert_int_equal(
		db_one(p->job, p->home->db, &rows,
		       SQL("SELECT kind, size, (SELECT count(*) FROM object) FROM object")),
		OK);
	assert_string_equal(row_text(rows, 0), "original");
	assert_int_equal(row_int(rows, 1), 3);
	assert_int_equal(row_int(rows, 2), 1);
	name[5] = name[5] == '0' ? '1' : '0';
	assert_int_equal(object_note(p->job, p->home, name, "original", "image/tiff"), E_ABSENT);
}

static void alter(struct place *p, const char *name)
{
	const char *path = object_path(p, p->home, name);
	assert_int_equal(chmod(path, 0640), 0);
	FILE *file = fopen(path, "r+");
	fputc('A', file);
	fclose(file);
}

static void altered(void **state)
{
	struct place *p = *state;
	char name[OBJECT_NAME];
	assert_int_equal(object_add(p->job, p->home, "abc", 3, name), OK);
	assert_int_equal(file_write(p->job, in(p, "a.tif"), "abc", 3), OK);
	alter(p, name);
	assert_int_equal(object_check(p->job, p->home, name), E_SYSTEM);
	assert_non_null(strstr(job_fault(p->job), "altered"));
	/* nobody is told that it is stored */
	assert_int_equal(object_add(p->job, p->home, "abc", 3, name), E_SYSTEM);
	assert_int_equal(object_add_file(p->job, p->home, in(p, "a.tif"), name), E_SYSTEM);
	assert_int_equal(objects(p), 1);
	assert_int_equal(unlink(object_path(p, p->home, name)), 0);
	assert_int_equal(object_check(p->job, p->home, name), E_ABSENT);
}

static void not_files(void **state)
{
	struct place *p = *state;
	char name[OBJECT_NAME];
	assert_int_equal(mkfifo(in(p, "pipe"), 0600), 0);
	const char *const paths[] = {in(p, "pipe"), p->folder, "/dev/zero"};
	alarm(20);
	for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
		assert_int_equal(object_add_file(p->job, p->home, paths[i], name), E_INPUT);
		assert_int_equal(file_hash(p->job, paths[i], name, NULL, NULL), E_INPUT);
	}
	alarm(0);
	assert_int_equal(object_add_file(p->job, p->home, in(p, "none"), name), E_ABSENT);
	assert_int_equal(objects(p), 0);
}

static void full_disk(void **state)
{
	struct place *p = *state;
	char name[OBJECT_NAME];
	char *large = NEW_ARRAY(p, char, 1 << 20);
	struct rlimit before, small;
	assert_int_equal(file_write(p->job, in(p, "a.tif"), large, 1 << 20), OK);
	signal(SIGXFSZ, SIG_IGN);
	getrlimit(RLIMIT_FSIZE, &before);
	small = (struct rlimit){300000, before.rlim_max};
	setrlimit(RLIMIT_FSIZE, &small);
	enum status bytes = object_add(p->job, p->home, large, 1 << 20, name);
	enum status file = object_add_file(p->job, p->home, in(p, "a.tif"), name);
	setrlimit(RLIMIT_FSIZE, &before);
	assert_int_equal(bytes, E_BUSY);
	assert_int_equal(file, E_BUSY);
	assert_non_null(strstr(job_fault(p->job), "full"));
	assert_int_equal(objects(p), 0);
}

static void read_only(void **state)
{
	struct place *p = *state;
	char name[OBJECT_NAME];
	const char *objects_folder = home_file(p, p->home, "objects");
	assert_int_equal(chmod(p->folder, 0755), 0);
	assert_int_equal(chmod(p->home->path, 0755), 0);
	assert_int_equal(chmod(objects_folder, 0555), 0);
	bool root = geteuid() == 0;
	assert_true(!root || seteuid(65534) == 0);
	enum status status = object_add(p->job, p->home, "abc", 3, name);
	assert_true(!root || seteuid(0) == 0);
	assert_int_equal(chmod(objects_folder, 0755), 0);
	assert_int_equal(status, E_REFUSED);
	assert_non_null(strstr(job_fault(p->job), "access is not allowed"));
}

static void hashes(void **state)
{
	struct place *p = *state;
	char small[OBJECT_NAME], large[SHA512_NAME];
	int64_t size = 0;
	assert_int_equal(file_write(p->job, in(p, "abc"), "abc", 3), OK);
	assert_int_equal(file_hash(p->job, in(p, "abc"), small, large, &size), OK);
	assert_string_equal(small, ABC);
	assert_string_equal(large, ABC512);
	assert_int_equal(size, 3);
	assert_int_equal(file_hash(p->job, in(p, "abc"), NULL, large, NULL), OK);
	assert_string_equal(large, ABC512);
}

static void names_are_no_paths(void **state)
{
	static const char *const names[] = {
		"",	      ".",	     "..",	   "../secret", "../../etc/passwd",
		"/etc/hosts", "a/../secret", "a/b",	   ".hidden",	"a\nb",
		"a b",	      "мітка.svg",   "copy.svg\n", "a\\b",	"%2e%2e%2fsecret",
		"~root",      "$HOME",	     "*",	   "none.svg",	"copy.svg/"};
	struct place *p = *state;
	const char *path = NULL;
	assert_int_equal(file_write(p->job, home_file(p, p->home, "stamps/secret"), "x", 1), OK);
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (data_file(p->job, p->home, "stamps/marks", names[i], &path) != E_ABSENT)
			fail_msg("taken as a name: \"%s\"", names[i]);
}

/* The office's own file goes before the shipped one. */
static void own_before_shipped(void **state)
{
	struct place *p = *state;
	const char *path, *shipped = in(p, "shipped"), *own;
	assert_int_equal(folder_make(p->job, TEXT_OF(p, "%s/stamps/marks", shipped)), OK);
	assert_int_equal(
		file_write(p->job, TEXT_OF(p, "%s/stamps/marks/a-1_B.svg", shipped), "", 0), OK);
	setenv("SKRYNKA_DATA", shipped, 1);
	assert_int_equal(data_file(p->job, p->home, "stamps/marks", "a-1_B.svg", &path), OK);
	assert_int_equal(strncmp(path, shipped, strlen(shipped)), 0);
	own = home_file(p, p->home, "stamps/marks/a-1_B.svg");
	assert_int_equal(file_write(p->job, own, "", 0), OK);
	assert_int_equal(data_file(p->job, p->home, "stamps/marks", "a-1_B.svg", &path), OK);
	assert_string_equal(path, own);
	assert_int_equal(data_file(p->job, NULL, "stamps/marks", "a-1_B.svg", &path), OK);
	assert_int_equal(strncmp(path, shipped, strlen(shipped)), 0);
	unsetenv("SKRYNKA_DATA");
	assert_int_equal(data_file(p->job, NULL, "xsd", "sheet.xsd", &path), OK);
}

static void found(void **state)
{
	struct place *p = *state;
	const char *path;
	struct home *home;
	setenv("HOME", "/h", 1);
	unsetenv("XDG_DATA_HOME");
	unsetenv("SKRYNKA_HOME");
	assert_int_equal(home_find(p->job, NULL, &path), OK);
	assert_string_equal(path, "/h/.local/share/skrynka");
	setenv("XDG_DATA_HOME", "/x", 1);
	assert_int_equal(home_find(p->job, "", &path), OK);
	assert_string_equal(path, "/x/skrynka");
	setenv("SKRYNKA_HOME", "/s", 1);
	assert_int_equal(home_find(p->job, NULL, &path), OK);
	assert_string_equal(path, "/s");
	assert_int_equal(home_find(p->job, "/g", &path), OK);
	assert_string_equal(path, "/g");
	unsetenv("XDG_DATA_HOME");
	unsetenv("SKRYNKA_HOME");
	unsetenv("HOME");
	assert_int_equal(home_find(p->job, NULL, &path), E_USAGE);
	assert_int_equal(home_open(p->job, in(p, "none"), false, &home), E_ABSENT);
	assert_false(file_exists(in(p, "none")));
	assert_int_equal(home_open(p->job, p->home->path, false, &home), OK);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, start, end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(written_once),	  TEST(noted_once), TEST(altered), TEST(not_files),
		TEST(full_disk),	  TEST(read_only),  TEST(hashes),  TEST(names_are_no_paths),
		TEST(own_before_shipped), TEST(found)};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
