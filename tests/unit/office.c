/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The settings of an office and its law: wrong ones are told with file and line. */
#include "tests/unit/office.h"

static enum status set(struct bench *p, const char *from, const char *to)
{
	const char *path = TEXT_OF(p->job, "%s/office.xml", p->home);
	struct office *office;
	char *bytes;
	size_t size;
	must_be_ok(p->job, file_read(p->job, path, 1 << 20, &bytes, &size));
	char *at = strstr(bytes, from);
	assert_non_null(at);
	const char *text = TEXT_OF(p->job, "%.*s%s%s", (int)(at - bytes), bytes, to,
				   at + strlen(from));
	write_text(p, path, text);
	enum status status = office_open(p->job, p->home, "admin", &office);
	write_text(p, path, bytes);
	return status;
}

/* The line of office.xml on which the first TEXT begins. */
static int line_of(struct bench *p, const char *text)
{
	char *bytes;
	size_t size;
	int line = 1;
	must_be_ok(p->job, file_read(p->job, TEXT_OF(p->job, "%s/office.xml", p->home), 1 << 20,
				     &bytes, &size));
	for (const char *c = bytes; c < strstr(bytes, text); c++)
		line += *c == '\n';
	return line;
}

static void test_wrong_settings(void **state)
{
	struct bench *p = *state;
	const char *where = TEXT_OF(p->job,
				    "office.xml:%d: mask=\"{leter}-{number}\": "
				    "unknown blank {leter}: known are",
				    line_of(p, "<index name=\"appeals\""));
	assert_int_equal(set(p, "{letter}-{number}\" counter", "{leter}-{number}\" counter"),
			 E_INPUT);
	assert_non_null(strstr(job_fault(p->job), where));
	assert_int_equal(set(p, "month-mode=\"", "month=\""), E_INPUT);
	assert_non_null(strstr(job_fault(p->job), "unknown setting month="));
	assert_int_equal(set(p, "<boxes>", "<colour/><boxes>"), E_INPUT);
	assert_non_null(strstr(job_fault(p->job), "unknown setting <colour>"));
	assert_int_equal(set(p, "channel=\"post\"", "channel=\"pigeon\""), E_INPUT);
	assert_int_equal(set(p, "edrpou=\"01234567\"", "edrpou=\"1\""), E_INPUT);
	assert_int_equal(set(p, "<calendar/>", "<calendar/><"), E_INPUT);
	assert_int_equal(set(p, "\"earlier\"", "\"30-days\""), OK);
	assert_int_equal(office_init(p->job, &(struct founding){.home = p->home, .name = "Інша"}),
			 E_REFUSED);
}

static void test_terms(void **state)
{
	struct bench *p = *state;
	struct day due;
	const char *why;
	must_be_ok(p->job, term_find(p->job, p->office, "15d", day_of(2017, 12, 1), &due, &why));
	assert_int_equal(day_cmp(due, day_of(2017, 12, 18)), 0);
	assert_non_null(strstr(why, "перенесено на 18.12.2017"));
	must_be_ok(p->job, term_find(p->job, p->office, "appeal", day_of(2024, 8, 24), &due, &why));
	assert_int_equal(day_cmp(due, day_of(2024, 9, 23)), 0);
	assert_int_equal(term_find(p->job, p->office, "15x", day_of(2024, 8, 24), &due, &why),
			 E_INPUT);
	struct office *law;
	must_be_ok(p->job, office_law(p->job, NULL, &law));
	must_be_ok(p->job, term_find(p->job, law, "1m", day_of(2024, 8, 24), &due, &why));
	assert_int_equal(day_cmp(due, day_of(2024, 9, 24)), 0);
	const struct host *host = office_host(law);
	assert_true(host->known(host->self, KNOWN_TERM, "appeal"));
	assert_true(host->known(host->self, KNOWN_ROLE, "deputy"));
	assert_true(host->known(host->self, KNOWN_MARK, "registration"));
	assert_true(host->known(host->self, KNOWN_TEMPLATE, "extended"));
	assert_true(host->known(host->self, KNOWN_FIELD, "given-name"));
	assert_false(host->known(host->self, KNOWN_MARK, "../copy"));
	assert_false(host->known(host->self, KNOWN_FIELD, "colour"));
}

/* The office's own files of the law are told with file and line. */
static void test_wrong_law(void **state)
{
	struct bench *p = *state;
	static const struct {
		const char *file, *text, *fault;
	} cases[] = {
		{"calendar",
		 "<calendar xmlns='urn:skrynka:calendar:1' off-weekdays='6 7'>\n"
		 "<year number='2015' order='x' off='02-30' working=''/></calendar>",
		 "calendar.xml:2: 2015-02-30 is no day: mend the date"},
		{"calendar",
		 "<calendar xmlns='urn:skrynka:calendar:1' off-weekdays='6 7'>\n"
		 "<year number='2015' order='x' off='' working=''/>\n"
		 "<year number='2017' order='x' off='' working=''/></calendar>",
		 "calendar.xml:3: the year 2017 is out of order"},
		{"calendar",
		 "<calendar xmlns='urn:skrynka:calendar:1' "
		 "off-weekdays='1 2 3 4 5 6 7'/>",
		 "calendar.xml:1: "},
		{"classifier",
		 "<classifier xmlns='urn:skrynka:classifier:1'><list name='a' title='A'>\n"
		 "<item code='1' title='x'/>\n<item code='1' title='y'/></list></classifier>",
		 "classifier.xml:3: code 1 of a stands twice"},
		{"terms", "<terms/>", "terms.xml:1: "},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const char *path = TEXT_OF(p->job, "%s/workflows/%s.xml", p->home, cases[i].file);
		struct office *office;
		write_text(p, path, cases[i].text);
		assert_int_equal(office_open(p->job, p->home, "admin", &office), E_INPUT);
		if (strstr(job_fault(p->job), cases[i].fault) == NULL)
			fail_msg("%s", job_fault(p->job));
		remove(path);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_wrong_settings),
		cmocka_unit_test(test_wrong_law),
		cmocka_unit_test(test_terms),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests_name("office", tests, setup, teardown);
}
