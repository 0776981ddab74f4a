/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Exported cases and the home spoilt in every way: each is told. */
#include "tests/unit/export.h"

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
		run(desk, TEXT_OF(desk->job, "rm -r К-12; cp -r good К-12; cd К-12; { %s; }; %s",
				  harms[i].command, REMAKE));
		enum status status = verify(desk, &remarks);
		if (harms[i].words == NULL ? status != OK
					   : status != E_INPUT || !told(remarks, harms[i].words)) {
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
	assert_int_equal(archive_verify_home(desk->job, &office, remarks, count_up, seen), wanted);
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
			  object_path(desk->job, office.home, answer.pages[1].image)));
	assert_int_equal(remarks_errors(home_remarks(desk, E_INPUT)), 2);
}

int main(int argc, char **argv)
{
	if (argc > 2 && strcmp(argv[1], "--cage") == 0)
		return cage_main(argc - 2, argv + 2);
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(every_harm_is_told, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_home, set_up, tear_down),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
