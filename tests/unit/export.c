/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is exported, to whom, and what a kill leaves. */
#include "tests/unit/export.h"

#include <signal.h>
#include <sys/wait.h>
#include <time.h>

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
	run(desk, "cd К-12/data && grep -q 'CONTENT=\"№7\"' alto/001.xml && "
		  "xmllint --noout --nonet --schema \"$SKRYNKA_DATA/xsd/alto.xsd\" alto/00?.xml "
		  "2>/dev/null");
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
	struct desk *desk = office_at(folder);
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

int main(int argc, char **argv)
{
	if (argc > 2 && strcmp(argv[1], "--cage") == 0)
		return cage_main(argc - 2, argv + 2);
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
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
