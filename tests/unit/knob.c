/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words and numbers that drivers of SANE give their settings, as their sources have them. */
#include "scan/knob.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#define WORDS(...)                                                                                 \
	((struct knob){.kind = KNOB_WORD, .words = (const char *const[]){__VA_ARGS__, NULL}})
#define LIST(...) ((const char *const[]){__VA_ARGS__, NULL})

static void words(void **state)
{
	static const char *const nothing[] = {NULL};
	const struct knob brother = WORDS("FlatBed", "Automatic Document Feeder(left aligned)",
					  "Automatic Document Feeder(left aligned,Duplex)");
	const struct knob fujitsu = WORDS("ADF Front", "ADF Back", "ADF Duplex");
	const struct knob epson = WORDS("Binary", "Gray", "Color");
	const struct knob halftone = WORDS("Halftone", "Lineart", "Gray");
	(void)state;
	assert_string_equal(knob_word(&brother, LIST("adf", "feeder"), LIST("duplex")),
			    "Automatic Document Feeder(left aligned)");
	assert_string_equal(knob_word(&brother, LIST("adf duplex", "duplex"), nothing),
			    "Automatic Document Feeder(left aligned,Duplex)");
	assert_string_equal(knob_word(&brother, LIST("flatbed"), nothing), "FlatBed");
	assert_string_equal(
		knob_word(&fujitsu, LIST("adf front", "adf", "feeder"), LIST("duplex", "back")),
		"ADF Front");
	assert_string_equal(knob_word(&fujitsu, LIST("adf"), LIST("front", "back")), "ADF Duplex");
	assert_string_equal(knob_word(&epson, LIST("lineart", "binary"), nothing), "Binary");
	assert_string_equal(knob_word(&halftone, LIST("art", "tone"), LIST("half")), "Lineart");
	assert_null(knob_word(&epson, LIST("duplex"), nothing));
	assert_null(knob_word(&epson, LIST("gray"), LIST("gray")));
	assert_null(knob_word(&(struct knob){.kind = KNOB_WORD}, LIST("gray"), nothing));
	assert_null(knob_word(&(struct knob){.kind = KNOB_NUMBER}, LIST("gray"), nothing));
}

static void number_is(const struct knob *knob, double wanted, double expected)
{
	assert_true(knob_number(knob, wanted) == expected);
}

static void lists(void **state)
{
	static const double dpis[] = {600, 75, 150, 100, 1200, 200};
	const struct knob knob = {.kind = KNOB_NUMBER, .values = dpis, .count = 6};
	(void)state;
	number_is(&knob, 200, 200);
	number_is(&knob, 300, 600); /* not fewer dots than were asked for */
	number_is(&knob, 76, 100);
	number_is(&knob, 10, 75);
	number_is(&knob, 2400, 1200); /* the most there is */
}

static void ranges(void **state)
{
	struct knob knob = {.kind = KNOB_NUMBER, .ranged = true, .least = 50, .most = 600};
	(void)state;
	number_is(&knob, 300.5, 300.5);
	number_is(&knob, 20, 50);
	number_is(&knob, 1200, 600);
	knob.step = 50;
	number_is(&knob, 300, 300);
	number_is(&knob, 301, 350);
	knob.most = 620; /* which no step leads to */
	number_is(&knob, 610, 620);
	number_is(&(struct knob){.kind = KNOB_NUMBER}, 300, 300);
	number_is(&(struct knob){.kind = KNOB_NUMBER, .ranged = true, .least = 9, .most = 1}, 300,
		  300);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words),
		cmocka_unit_test(lists),
		cmocka_unit_test(ranges),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
