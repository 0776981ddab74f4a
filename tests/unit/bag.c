/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bags: made, checked by coreutils, spoilt in every way and checked by ours. */
#include "archive/bag.h"
#include "archive/check.h"
#include "tests/unit/desk.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>

static const char *in(struct desk *desk, const char *name)
{
	return TEXT_OF(desk->job, "%s/%s", desk->dir, name);
}

static struct bag *begun(struct desk *desk, struct job *job)
{
	struct bag *bag;
	assert_int_equal(bag_new(job, desk->dir, &bag), OK);
	bag_tell(bag, "Source-Organization", "Щасливська\nрада");
	bag_tell(bag, "Nothing", NULL);
	run(desk, "printf 'scan' > scan.tif");
	const char *path, *scan = TEXT_OF(job, "%s/scan.tif", desk->folder);
	assert_int_equal(bag_copy(job, bag, "original/001.tif", scan, NULL), OK);
	assert_int_equal(bag_put(job, bag, "text/001.txt", "текст\n", 11, NULL), OK);
	assert_int_equal(bag_path(job, bag, "odd/50%\nname", &path), OK);
	assert_int_equal(file_write(job, path, "x", 1), OK);
	assert_int_equal(bag_take(job, bag, "odd/50%\nname", NULL), OK);
	return bag;
}

static int set_up(void **state)
{
	struct desk *desk = desk_new("deep/К-12");
	struct job *job = job_new();
	assert_int_equal(bag_close(job, begun(desk, job)), OK);
	talloc_free(job);
	*state = desk;
	return 0;
}

static const char *text_in(struct desk *desk, const char *name)
{
	char *bytes;
	size_t size;
	assert_int_equal(file_read(desk->job, in(desk, name), 1 << 20, &bytes, &size), OK);
	return bytes;
}

static void tag_files(void **state)
{
	struct desk *desk = *state;
	assert_string_equal(text_in(desk, "bagit.txt"),
			    "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n");
	const char *info = text_in(desk, "bag-info.txt");
	assert_non_null(strstr(info, "Source-Organization: Щасливська рада\nBagging-Date: 20"));
	assert_non_null(strstr(info, "\nPayload-Oxum: 16.3\n"));
	assert_non_null(strstr(text_in(desk, "manifest-sha256.txt"), "  data/odd/50%25%0Aname\n"));
}

/* The one odd name is for BagIt alone; coreutils writes it in another way. */
static void coreutils_agree(void **state)
{
	struct desk *desk = *state;
	run(desk, "cd deep/К-12 && for n in 256 512; do grep -v odd/ manifest-sha$n.txt | "
		  "sha${n}sum -c --strict --quiet - && "
		  "sha${n}sum -c --strict --quiet tagmanifest-sha$n.txt || exit 1; done");
}

static void names_go_and_come(void **state)
{
	struct desk *desk = *state;
	char *coded = must(talloc_strdup(desk->job, bag_name(desk->job, "a%0A\r\n%")));
	assert_string_equal(coded, "a%250A%0D%0A%25");
	bag_name_read(coded);
	assert_string_equal(coded, "a%0A\r\n%");
}

static void never_over_another(void **state)
{
	struct desk *desk = *state;
	struct bag *bag;
	assert_int_equal(bag_new(desk->job, in(desk, ""), &bag), E_REFUSED);
	assert_non_null(strstr(job_fault(desk->job), "is there already"));
}

static void failed_leaves_nothing(void **state)
{
	struct desk *desk = *state;
	struct job *job = job_below(desk->job);
	run(desk, "rm -r deep/К-12");
	begun(desk, job);
	run(desk, "test -d deep/К-12.skrynka-part/data");
	talloc_free(job);
	run(desk, "test -z \"$(ls -A deep)\"");
}

static void killed_is_cleared(void **state)
{
	struct desk *desk = *state;
	struct job *job = job_below(desk->job);
	run(desk, "mv deep/К-12 deep/К-12.skrynka-part; echo rest > "
		  "deep/К-12.skrynka-part/data/rest");
	assert_int_equal(bag_close(job, begun(desk, job)), OK);
	run(desk, "test ! -e deep/К-12/data/rest && test ! -e deep/К-12.skrynka-part");
}

static void one_at_a_time(void **state)
{
	struct desk *desk = *state;
	struct bag *bag;
	run(desk, "mv deep/К-12 deep/К-12.skrynka-part");
	int fd = open(TEXT_OF(desk->job, "%s.skrynka-part", desk->dir), O_RDONLY | O_DIRECTORY);
	assert_int_equal(flock(fd, LOCK_EX | LOCK_NB), 0);
	assert_int_equal(bag_new(desk->job, desk->dir, &bag), E_BUSY);
	close(fd);
}

static void missing_source(void **state)
{
	struct desk *desk = *state;
	struct bag *bag;
	run(desk, "rm -r deep/К-12");
	assert_int_equal(bag_new(desk->job, desk->dir, &bag), OK);
	assert_int_equal(bag_copy(desk->job, bag, "a", "/nonexistent", NULL), E_ABSENT);
}

/* --- checking --- */

struct harm {
	const char *command; /* in the bag */
	const char *words;   /* that some error must hold; NULL: no error at all */
};

/* What stands for both manifests is done to both, so that the one finding wanted is left. */
#define BOTH(edit) "for m in manifest-sha*.txt; do " edit "; done;" RETAG
#define RETAG                                                                                      \
	"for n in 256 512; do sha${n}sum bag*.txt manifest-*.txt > tagmanifest-sha$n.txt; done"
#define LINE(path) BOTH("echo \"$(head -n1 $m | cut -d' ' -f1)  " path "\" >> $m")

static const struct harm harms[] = {
	{"true", NULL},
	{"rm data/text/001.txt", "data/text/001.txt: missing"},
	{"printf scam > data/original/001.tif", "data/original/001.tif: altered"},
	{"echo more > data/more.txt", "data/more.txt: not named"},
	{"ln -s /etc/passwd data/link", "data/link: a link"},
	{"mkfifo data/pipe", "data/pipe: neither"},
	{"rm data/text/001.txt; ln -s /etc/passwd data/text/001.txt", "data/text/001.txt: a link"},
	{"rm bagit.txt", "bagit.txt: missing"},
	{"echo BagIt-Version: 9 > bagit.txt;" RETAG, "bagit.txt: not"},
	{"rm manifest-*.txt tagmanifest-*.txt", "no manifest"},
	{"rm tagmanifest-*.txt", NULL},
	{"sed -i s/Щасл/Нещ/ bag-info.txt", "bag-info.txt: altered"},
	{"sed -i s/Oxum:.*/Oxum:\\ 17.3/ bag-info.txt;" RETAG, "Payload-Oxum"},
	{"sed -i s/Oxum:.*/Oxum:\\ many/ bag-info.txt;" RETAG, "Payload-Oxum"},
	{LINE("data/../../scan.tif"), "leads out of the bag"},
	{LINE("/etc/passwd"), "leads out of the bag"},
	{LINE("~/x"), "leads out of the bag"},
	{LINE("data//text/001.txt"), "leads out of the bag"},
	{LINE("bagit.txt"), "outside data/"},
	{BOTH("head -n1 $m >> $m"), "named twice"},
	{BOTH("echo nonsense >> $m"), "no checksum and name"},
	{BOTH("echo 'abcd  data/x' >> $m"), "no checksum and name"},
	{BOTH("sed -i 1d $m"), "not named"},
	{"sed -i 1d manifest-sha512.txt;" RETAG, "not named in manifest-sha512.txt"},
	{"sed -i 's/^\\(..\\)/\\U\\1/' manifest-sha256.txt;" RETAG, NULL},
	{"sed -i 's/  / */' manifest-sha256.txt;" RETAG, NULL},
	{"sed -i 's/$/\\r/' manifest-sha256.txt;" RETAG, NULL},
	{"touch fetch.txt", "fetch.txt"},
	{"cp manifest-sha256.txt manifest-md9.txt;" RETAG, NULL},
	{"head -c 20000000 /dev/zero > manifest-sha256.txt", "larger than"},
	{"for i in $(seq 40); do mkdir d; cd d; done", "deep"},
};

static void every_harm_is_told(void **state)
{
	struct desk *desk = *state;
	run(desk, "cp -r deep/К-12 good");
	for (size_t i = 0; i < sizeof harms / sizeof *harms; i++) {
		struct job *job = job_below(desk->job);
		struct remarks *remarks = remarks_new(job, "К-12");
		run(desk, "rm -rf deep/К-12 && cp -r good deep/К-12");
		run(desk, TEXT_OF(job, "cd deep/К-12 && { %s; }", harms[i].command));
		enum status status = bag_check(job, desk->dir, remarks);
		bool wanted = harms[i].words == NULL
				      ? status == OK
				      : status == E_INPUT && told(remarks, harms[i].words);
		if (!wanted) {
			remarks_print(remarks, stderr);
			fail_msg("%s: status %d %s", harms[i].command, status, job_fault(job));
		}
		talloc_free(job);
	}
}

static void no_bag_at_all(void **state)
{
	struct desk *desk = *state;
	struct remarks *remarks = remarks_new(desk->job, "x");
	assert_int_equal(bag_check(desk->job, "/nonexistent", remarks), E_ABSENT);
	assert_int_equal(bag_check(desk->job, desk->folder, remarks), E_INPUT);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(tag_files, set_up, tear_down),
		cmocka_unit_test_setup_teardown(coreutils_agree, set_up, tear_down),
		cmocka_unit_test_setup_teardown(names_go_and_come, set_up, tear_down),
		cmocka_unit_test_setup_teardown(never_over_another, set_up, tear_down),
		cmocka_unit_test_setup_teardown(failed_leaves_nothing, set_up, tear_down),
		cmocka_unit_test_setup_teardown(killed_is_cleared, set_up, tear_down),
		cmocka_unit_test_setup_teardown(one_at_a_time, set_up, tear_down),
		cmocka_unit_test_setup_teardown(missing_source, set_up, tear_down),
		cmocka_unit_test_setup_teardown(every_harm_is_told, set_up, tear_down),
		cmocka_unit_test_setup_teardown(no_bag_at_all, set_up, tear_down),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests_name("bag", tests, NULL, NULL);
}
