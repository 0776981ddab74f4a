/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What QR codes say: written and read back, and what is none of ours. */
#include "register/code.h"
#include "base/job.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
/* after the four above */
#include <cmocka.h>

static void there_and_back(void **state)
{
	struct job *job = job_new();
	struct code c = {.kind = CODE_HEADER,
			 .office = "01234567",
			 .channel = "box",
			 .box = "main",
			 .clerk = "olena",
			 .act = "3/2026",
			 .letters = 15,
			 .sheets = 40};
	(void)state;
	struct code h = code_read(job, code_write(job, &c));
	assert_int_equal(h.kind, CODE_HEADER);
	assert_string_equal(h.office, "01234567");
	assert_string_equal(h.channel, "box");
	assert_string_equal(h.box, "main");
	assert_string_equal(h.clerk, "olena");
	assert_string_equal(h.act, "3/2026");
	assert_int_equal(h.letters, 15);
	assert_int_equal(h.sheets, 40);
	c = (struct code){.kind = CODE_STICKER, .office = "12345678", .sticker = 1207};
	assert_int_equal(code_read(job, code_write(job, &c)).sticker, 1207);
	c = (struct code){
		.kind = CODE_INDEX, .office = "12345678", .year = 2026, .index = "К-12/1"};
	struct code i = code_read(job, code_write(job, &c));
	assert_int_equal(i.kind, CODE_INDEX);
	assert_int_equal(i.year, 2026);
	assert_string_equal(i.index, "К-12/1");
	assert_int_equal(code_read(job, "skrynka:separator").kind, CODE_SEPARATOR);
	talloc_free(job);
}

static void strangers(void **state)
{
	static const char *const texts[] = {"",
					    "https://example.org",
					    "К-12",
					    "12345678",
					    "12345678/2026",
					    "12345678/2026/",
					    "12345678/26/К-12",
					    "1234567/2026/К-12",
					    "skrynka:letter:12345678:",
					    "skrynka:letter:12345678:-1",
					    "skrynka:letter:12345678:0",
					    "skrynka:letter:12345678:99999999999999999999",
					    "skrynka:letter:1:1",
					    "skrynka:batch:12345678",
					    "skrynka:batch:12345678:letters",
					    "skrynka:batch:12345678:letters=many",
					    "skrynka:batch:12345678:letters=",
					    "skrynka:separator2"};
	struct job *job = job_new();
	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		assert_int_equal(code_read(job, texts[i]).kind, CODE_OTHER);
	talloc_free(job);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(there_and_back),
		cmocka_unit_test(strangers),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
