/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Export and verify against a register of this file's own, so that every oddity can be had. */
#include "archive/archive.h"
#include "base/file.h"
#include "base/image.h"
#include "base/tiff.h"

#include <leptonica/allheaders.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
/* after the four above */
#include <cmocka.h>
/* cmocka has a macro fail() too: ours is called (fail)(…) here */

enum { MOST = 8, WIDE = 1240, TALL = 1754 };

/* What the register of this file answers. */
static struct {
	struct card card;
	struct page pages[MOST];
	struct given marks[MOST];
	struct record records[MOST];
	struct user users[MOST];
	int npages, nmarks, nrecords, nusers, presses;
	bool unresolved, forbidden;
} answer;

enum status card_read(struct job *job, struct office *office, int64_t casefile, struct card *out)
{
	(void)job, (void)office, (void)casefile;
	*out = answer.card;
	return OK;
}

enum status case_history(struct job *job, struct office *office, int64_t casefile,
			 struct record **out, int *count)
{
	(void)job, (void)office, (void)casefile;
	*out = answer.records;
	*count = answer.nrecords;
	return OK;
}

enum status case_terms(struct job *job, struct office *office, int64_t casefile, struct kept **out,
		       int *count)
{
	static struct kept terms[] = {
		{1000, "consideration", "Розгляд", {20180}, "15 днів:\nст. 20"},
		{2000, "consideration", NULL, {20210}, "подовжено"}};
	(void)job, (void)office, (void)casefile;
	*out = terms;
	*count = 2;
	return OK;
}

enum status case_procedure(struct job *job, struct office *office, int64_t casefile,
			   const char **xml)
{
	(void)job, (void)office, (void)casefile;
	*xml = "<scxml/>\n";
	return OK;
}

enum status case_pages(struct job *job, struct office *office, int64_t casefile, struct page **out,
		       int *count)
{
	(void)job, (void)office, (void)casefile;
	*out = answer.pages;
	*count = answer.npages;
	return OK;
}

enum status case_marks(struct job *job, struct office *office, int64_t casefile, struct given **out,
		       int *count)
{
	(void)job, (void)office, (void)casefile;
	*out = answer.marks;
	*count = answer.nmarks;
	return OK;
}

enum status marks_press(struct job *job, struct office *office,
			void (*progress)(void *self, int done, int count), void *self)
{
	(void)job, (void)office, (void)progress, (void)self;
	answer.presses++;
	for (int i = 0; i < answer.nmarks; i++)
		answer.marks[i].pressed = true;
	return OK;
}

enum status case_notices(struct job *job, struct office *office, int64_t casefile,
			 struct notice **out, int *count)
{
	static struct notice notice = {"applicant", "extension", "Шановна Ганно!\n\tСтрок…", 1000};
	(void)job, (void)office, (void)casefile;
	*out = &notice;
	*count = 1;
	return OK;
}

enum status user_list(struct job *job, struct office *office, struct user **out, int *count)
{
	(void)job, (void)office;
	*out = answer.users;
	*count = answer.nusers;
	return OK;
}

enum status case_resolved(struct job *job, struct office *office, int64_t casefile)
{
	(void)office, (void)casefile;
	return answer.unresolved ? (fail)(job, E_REFUSED, "the case is not resolved") : OK;
}

enum status case_open(struct job *job, struct office *office, int64_t casefile)
{
	(void)office, (void)casefile;
	return answer.forbidden ? (fail)(job, E_REFUSED, "not yours") : OK;
}

/* --- an office with one case --- */

struct desk {
	struct job *job;
	const char *folder, *dir;
	struct office office;
};

static const char *store(struct desk *desk, const void *bytes, size_t size, const char *kind)
{
	char name[OBJECT_NAME];
	assert_int_equal(object_add(desk->job, desk->office.home, bytes, size, name), OK);
	assert_int_equal(object_note(desk->job, desk->office.home, name, kind, "x/y"), OK);
	return COPY(desk->job, name);
}

static const char *store_page(struct desk *desk, int depth, int height, int ink)
{
	PIX *pix = image_own(desk->job, pixCreate(WIDE, height, depth));
	const char *path = TEXT_OF(desk->job, "%s/page.tif", desk->folder);
	char *bytes;
	size_t size;
	if (depth == 8)
		pixSetAll(pix);
	if (ink > 0)
		pixRasterop(pix, 200, 300, ink, 20, depth == 1 ? PIX_SET : PIX_CLR, NULL, 0, 0);
	assert_int_equal(tiff_write(desk->job, path, pix, 150, 150, 75), OK);
	assert_int_equal(file_read(desk->job, path, 1 << 24, &bytes, &size), OK);
	return store(desk, bytes, size, "derived");
}

static const char *store_sheet(struct desk *desk)
{
	const char *form =
		"<sheet xmlns='urn:skrynka:sheet:1' program='skrynka' engine='x' models='y' "
		"letter='1'>"
		"<page n='1' source='1' image='001-01.tif' width='%d' height='%d' xdpi='150' "
		"ydpi='150' depth='1' kind='text' turn='0' skew='0.2'>"
		"<line x='200' y='300' w='330' h='40'>"
		"<word x='200' y='305' w='150' h='30' c='95'>Ґанок</word>"
		"<word x='370' y='305' w='60' h='30' c='90'>№ 7</word></line>"
		"<line x='200' y='380' w='300' h='40'>"
		"<word x='200' y='385' w='300' h='30' c='80'>щоденник</word></line></page>"
		"<page n='2' source='2' image='001-02.tif' width='%d' height='%d' xdpi='150' "
		"ydpi='150' depth='1' kind='blank' turn='180' skew='0'/></sheet>";
	const char *text = TEXT_OF(desk->job, form, WIDE, TALL, WIDE, TALL);
	return store(desk, text, strlen(text), "derived");
}

static void add_page(struct desk *desk, const char *original, int n, const char *kind,
		     const char *image, const char *stamped)
{
	answer.pages[answer.npages] = (struct page){.id = answer.npages + 1,
						    .number = answer.npages + 1,
						    .original = original,
						    .original_page = n,
						    .image = image,
						    .stamped = stamped,
						    .kind = kind,
						    .turn = n == 2 ? 180 : 0,
						    .skew = n == 2 ? 0 : -0.25,
						    .sheet = store_sheet(desk)};
	answer.npages++;
}

static void fill(struct desk *desk)
{
	static const struct pair data[] = {{"lead", "kovalenko"}, {"empty", NULL}};
	static struct topic topics[] = {{"2.1", "Ремонт <доріг> & мостів"}, {"7", ""}};
	const char *first = store(desk, "first letter", 12, "original");
	const char *second = store(desk, "second letter", 13, "original");
	memset(&answer, 0, sizeof answer);
	answer.card = (struct card){.casefile = 12,
				    .index = "К-12",
				    .arrived = day_of(2025, 3, 5),
				    .registered = day_of(2025, 3, 6),
				    .procedure = "written-appeal",
				    .states = "До справи",
				    .applicant = "КОВАЛЬ Ганна & <сини>",
				    .kind = "complaint",
				    .patronymic = " ",
				    .summary = "Ганок\x01 зруйновано\nдавно",
				    .outcome = "9.1",
				    .applicants = 3,
				    .lead = "kovalenko",
				    .topics = topics,
				    .ntopics = 2,
				    .due_set = true,
				    .due = day_of(2025, 4, 4)};
	answer.records[0] = (struct record){
		1741168800000, "head", "resolve", "Резолюція", true, NULL, "Виконання", data, 2};
	answer.records[1] = (struct record){1741168900000, NULL, "due.passed", NULL, false,
					    "не зараз",	   NULL, NULL,	       0};
	answer.nrecords = 2;
	answer.users[0] = (struct user){"head", "Іван ГОЛОВА", "head", NULL};
	answer.users[1] = (struct user){"kovalenko", "Олена КОВАЛЕНКО", "executor", NULL};
	answer.users[2] = (struct user){"stranger", "Чужа ЛЮДИНА", "executor", NULL};
	answer.nusers = 3;
	answer.marks[0] = (struct given){"registration", "Штамп", 1,	"registrar",
					 1741168800000,	 NULL,	  true, 900,
					 1700,		 300,	  120,	"strip"};
	answer.nmarks = 1;
	add_page(desk, first, 1, "text", store_page(desk, 1, TALL, 150),
		 store_page(desk, 1, TALL + 200, 160));
	add_page(desk, second, 1, "text", store_page(desk, 8, TALL, 150), NULL);
	add_page(desk, first, 2, "blank", store_page(desk, 1, TALL, 0), NULL);
}

static struct desk *desk_at(const char *folder)
{
	struct desk *desk = calloc(1, sizeof *desk);
	desk->job = job_new();
	desk->folder = COPY(desk->job, folder);
	desk->dir = TEXT_OF(desk->job, "%s/К-12", folder);
	const char *home = TEXT_OF(desk->job, "%s/home", folder);
	assert_int_equal(home_open(desk->job, home, true, &desk->office.home), OK);
	desk->office.name = "Щасливська рада";
	desk->office.edrpou = "04000000";
	fill(desk);
	return desk;
}

static int set_up(void **state)
{
	char folder[] = "/tmp/skrynka-export-XXXXXX";
	assert_non_null(mkdtemp(folder));
	*state = desk_at(folder);
	return 0;
}

static int tear_down(void **state)
{
	struct desk *desk = *state;
	folder_remove(desk->job, desk->folder);
	talloc_free(desk->job);
	free(desk);
	return 0;
}

static void run(struct desk *desk, const char *command)
{
	const char *line = TEXT_OF(desk->job, "cd %s && { %s; }", desk->folder, command);
	if (system(line) != 0)
		fail_msg("%s", line);
}

static enum status export(struct desk *desk) {
	struct job *below = job_below(desk->job);
	enum status status = archive_export(below, &desk->office, 12, desk->dir);
	talloc_free(below);
	return status;
}

static enum status verify(struct desk *desk, struct remarks **remarks)
{
	*remarks = remarks_new(desk->job, "К-12");
	return archive_verify(desk->job, desk->dir, *remarks);
}

static void exported(struct desk *desk)
{
	struct remarks *remarks;
	if (export(desk) != OK)
		fail_msg("%s", job_fault(desk->job));
	if (verify(desk, &remarks) != OK || remarks->count > 0) {
		remarks_print(remarks, stderr);
		fail_msg("%s", job_fault(desk->job));
	}
}

/* --- export --- */

static void whole_case(void **state)
{
	struct desk *desk = *state;
	exported(desk);
	run(desk, "cd К-12 && sha256sum -c --quiet --strict manifest-sha256.txt && "
		  "sha512sum -c --quiet --strict tagmanifest-sha512.txt");
	run(desk, "cd К-12/data && xmllint --noout --nonet --schema casefile.xsd casefile.xml "
		  "2>/dev/null");
	run(desk,
	    "cd К-12/data && test \"$(cat original/001.tif)\" = 'first letter' && "
	    "test \"$(cat original/002.tif)\" = 'second letter' && ! test -e original/003.tif");
	run(desk, "cd К-12/data && test \"$(cat text/001.txt)\" = \"Ґанок №7\nщоденник\" && "
		  "test -e text/003.txt && ! test -s text/003.txt");
	run(desk, "test \"$(pdftotext -raw К-12/data/casefile.pdf - | tr -s ' \\n\\f' ' ')\" = "
		  "'Ґанок №7 щоденник Ґанок №7 щоденник '");
	run(desk, "qpdf --check К-12/data/casefile.pdf >/dev/null && "
		  "test \"$(qpdf --show-npages К-12/data/casefile.pdf)\" = 3");
	run(desk, "tiffinfo К-12/data/pages/001.tif 2>/dev/null | grep -q 'Image Length: 1954'");
	run(desk, "grep -q 'СПРАВА К-12, КОВАЛЬ' К-12/data/README.txt && "
		  "! grep -q '[{}]' К-12/data/README.txt");
}

static void nobody_else_may_read(void **state)
{
	struct desk *desk = *state;
	exported(desk);
	run(desk, "test -z \"$(find К-12 -perm /007)\"");
}

static void what_the_xml_holds(void **state)
{
	struct desk *desk = *state;
	exported(desk);
	run(desk, "grep -q 'Олена КОВАЛЕНКО' К-12/data/casefile.xml && "
		  "! grep -q 'Чужа' К-12/data/casefile.xml");
	run(desk, "grep -q 'Ремонт &lt;доріг&gt; &amp; мостів' К-12/data/casefile.xml && "
		  "! grep -q '<patronymic' К-12/data/casefile.xml");
	run(desk, "grep -q 'at=\"2025-03-05T12:00:00+02:00\"' К-12/data/casefile.xml");
}

static void bare_case(void **state)
{
	struct desk *desk = *state;
	memset(&answer, 0, sizeof answer);
	answer.card = (struct card){.casefile = 12,
				    .procedure = "x",
				    .arrived = day_of(2025, 3, 5),
				    .registered = day_of(2025, 3, 5)};
	exported(desk);
	run(desk, "! test -e К-12/data/casefile.pdf");
}

static void refused(void **state)
{
	struct desk *desk = *state;
	answer.unresolved = true;
	assert_int_equal(export(desk), E_REFUSED);
	answer.unresolved = false;
	answer.forbidden = true;
	assert_int_equal(export(desk), E_REFUSED);
	answer.forbidden = false;
	run(desk, "test -z \"$(ls | grep К-12)\"");
	exported(desk);
	assert_int_equal(export(desk), E_REFUSED);
}

static void spoil(struct desk *desk, const char *object)
{
	const char *path = object_path(desk->job, desk->office.home, object);
	run(desk, TEXT_OF(desk->job, "chmod u+w %s && echo x >> %s", path, path));
}

static void altered_object(void **state)
{
	struct desk *desk = *state;
	spoil(desk, answer.pages[0].original);
	assert_int_equal(export(desk), E_SYSTEM);
	assert_non_null(strstr(job_fault(desk->job), "was altered"));
	run(desk, "test -z \"$(ls | grep К-12)\"");
}

static void wrong_sheet(void **state)
{
	struct desk *desk = *state;
	answer.pages[0].stamped = store_page(desk, 1, TALL - 10, 10);
	assert_int_equal(export(desk), E_SYSTEM);
	answer.pages[0].stamped = NULL;
	answer.pages[0].original_page = 9;
	assert_int_equal(export(desk), E_SYSTEM);
}

static void marks_are_pressed_first(void **state)
{
	struct desk *desk = *state;
	answer.marks[0].pressed = false;
	exported(desk);
	assert_int_equal(answer.presses, 1);
}

static long long now_us(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000000LL + t.tv_nsec / 1000;
}

/* This program again, as main does it below: a database is not carried over a fork. */
static pid_t start_export(const struct desk *desk)
{
	pid_t child = fork();
	if (child == 0) {
		execl("/proc/self/exe", "export", desk->folder, (char *)NULL);
		_exit(127);
	}
	return child;
}

static int export_at(const char *folder)
{
	struct desk *desk = desk_at(folder);
	enum status status = export(desk);
	talloc_free(desk->job);
	free(desk);
	return status_exit(status);
}

/* Killed at moments spread over a whole run; the next run always ends well and leaves nothing
 * beside the bag. */
static void killed_at_any_time(void **state)
{
	enum { MOMENTS = 16 };
	struct desk *desk = *state;
	long long start = now_us();
	int killed = 0, result;
	waitpid(start_export(desk), &result, 0);
	assert_int_equal(result, 0);
	long long whole = now_us() - start;
	for (int i = 0; i < MOMENTS; i++) {
		run(desk, "rm -rf К-12");
		pid_t child = start_export(desk);
		usleep((useconds_t)(whole * i / MOMENTS));
		kill(child, SIGKILL);
		waitpid(child, &result, 0);
		killed += WIFSIGNALED(result);
		run(desk, "rm -rf К-12");
		exported(desk);
		run(desk, "test \"$(ls | grep К-12)\" = К-12");
	}
	assert_true(killed >= MOMENTS / 4);
}

/* --- verify --- */

#define REMAKE                                                                                     \
	"for n in 256 512; do find data -type f | xargs sha${n}sum > manifest-sha$n.txt;"          \
	" done; for n in 256 512; do sha${n}sum bag*.txt manifest-*.txt > "                        \
	"tagmanifest-sha$n.txt; done; sed -i /Oxum/d bag-info.txt; "                               \
	"for n in 256 512; do sha${n}sum bag*.txt manifest-*.txt > tagmanifest-sha$n.txt; done"

/* Whoever alters a bag and its sums too is still held against the schema and the sums in
 * casefile.xml. */
static const struct {
	const char *command, *words;
} harms[] = {
	{"true", NULL},
	{"rm data/casefile.xml", "data/casefile.xml: missing"},
	{"sed -i 's/<card>/<cart>/' data/casefile.xml", "casefile.xml"},
	{"sed -i 's/<arrived>.*</<arrived>yesterday</' data/casefile.xml", "yesterday"},
	{"sed -i 's/ page=\"1\"/ page=\"77\"/' data/casefile.xml", "77"},
	{"sed -i 's|image=\"pages/|image=\"../pages/|' data/casefile.xml", "../pages"},
	{"cp data/pages/002.tif data/pages/001.tif", "pages/001.tif is not the file it means"},
	{"rm data/original/002.tif", "there is no original/002.tif"},
};

static void every_harm_is_told(void **state)
{
	struct desk *desk = *state;
	exported(desk);
	run(desk, "cp -r К-12 good");
	for (size_t i = 0; i < sizeof harms / sizeof *harms; i++) {
		struct remarks *remarks;
		bool told = false;
		run(desk, TEXT_OF(desk->job, "rm -r К-12; cp -r good К-12; cd К-12; { %s; }; %s",
				  harms[i].command, REMAKE));
		enum status status = verify(desk, &remarks);
		for (int k = 0; k < remarks->count; k++)
			told = told || (harms[i].words != NULL &&
					strstr(remarks->list[k].text, harms[i].words) != NULL);
		if (harms[i].words == NULL ? status != OK : status != E_INPUT || !told) {
			remarks_print(remarks, stderr);
			fail_msg("%s: %d", harms[i].command, status);
		}
	}
}

static void count_up(void *self, int done, int count)
{
	int *seen = self;
	seen[0] = done;
	seen[1] = count;
}

static struct remarks *home_remarks(struct desk *desk, enum status wanted)
{
	struct remarks *remarks = remarks_new(desk->job, "home");
	int seen[2] = {0, 0};
	assert_int_equal(archive_verify_home(desk->job, &desk->office, remarks, count_up, seen),
			 wanted);
	assert_true(seen[0] > 0 && seen[0] == seen[1]);
	return remarks;
}

static void a_home(void **state)
{
	struct desk *desk = *state;
	assert_int_equal(home_remarks(desk, OK)->count, 0);
	run(desk, "echo stray > home/objects/1-0.tmp; mkdir -p home/objects/ab; echo stray > "
		  "home/objects/ab/c");
	struct remarks *remarks = home_remarks(desk, OK);
	assert_int_equal(remarks->count, 1);
	assert_int_equal(remarks->list[0].severity, NOTE);
	assert_non_null(strstr(remarks->list[0].text, "2 files"));
	spoil(desk, answer.pages[0].original);
	run(desk, TEXT_OF(desk->job, "rm -f %s",
			  object_path(desk->job, desk->office.home, answer.pages[1].image)));
	assert_int_equal(remarks_errors(home_remarks(desk, E_INPUT)), 2);
}

int main(int argc, char **argv)
{
	if (argc == 2)
		return export_at(argv[1]);
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(whole_case, set_up, tear_down),
		cmocka_unit_test_setup_teardown(nobody_else_may_read, set_up, tear_down),
		cmocka_unit_test_setup_teardown(what_the_xml_holds, set_up, tear_down),
		cmocka_unit_test_setup_teardown(bare_case, set_up, tear_down),
		cmocka_unit_test_setup_teardown(refused, set_up, tear_down),
		cmocka_unit_test_setup_teardown(altered_object, set_up, tear_down),
		cmocka_unit_test_setup_teardown(wrong_sheet, set_up, tear_down),
		cmocka_unit_test_setup_teardown(marks_are_pressed_first, set_up, tear_down),
		cmocka_unit_test_setup_teardown(killed_at_any_time, set_up, tear_down),
		cmocka_unit_test_setup_teardown(every_harm_is_told, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_home, set_up, tear_down),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests_name("export", tests, NULL, NULL);
}
