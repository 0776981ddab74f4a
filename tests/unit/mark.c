/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Marks by themselves: which files are marks, and where their words stand. */
#include "tests/unit/stamps.h"

static void shipped_marks_are_valid(void **state)
{
	static const struct pair titles[] = {{"registration", "Реєстраційний штамп"},
					     {"copy", "Копія"},
					     {"repeat", "Повторно"},
					     {"control", "Контроль"},
					     {"in-person", "Передано особисто"},
					     {"by-proxy", "Передано через уповноважену особу"}};
	struct story *s = *state;
	for (int i = 0; i < 6; i++) {
		const char *title;
		assert_int_equal(stamps_check(s->job, mark(s, titles[i].name), &title), OK);
		assert_string_equal(title, titles[i].value);
	}
}

static void bad_marks_are_refused(void **state)
{
#define ROOT(attributes, inside)                                                                   \
	"<svg xmlns='http://www.w3.org/2000/svg' xmlns:m='urn:skrynka:mark:1' " attributes         \
	">\n<title>Мітка</title>\n" inside "</svg>"
#define FINE "width='40mm' height='12mm' viewBox='0 0 40 12' m:near='left top'"
	static const struct pair marks[] = {
		{"mark.svg:1",
		 ROOT("width='40' height='12mm' viewBox='0 0 40 12' m:near='left top'", "")},
		{"mark.svg:1",
		 ROOT("width='40mm' height='12mm' viewBox='0 0 80 24' m:near='left top'", "")},
		{"mark.svg:1",
		 ROOT("width='400mm' height='12mm' viewBox='0 0 400 12' m:near='left top'", "")},
		{"mark.svg:1", ROOT("width='40mm' height='12mm' viewBox='0 0 40 12'", "")},
		{"mark.svg:1",
		 ROOT("width='40mm' height='12mm' viewBox='0 0 40 12' m:near='here'", "")},
		{"mark.svg:1", ROOT(FINE " m:margin='10'", "")},
		{"mark.svg:3", ROOT(FINE, "<m:word/>")},
		{"mark.svg:3",
		 ROOT(FINE, "<g><m:text x='1' y='1' width='10' height='5'>А</m:text></g>")},
		{"mark.svg:3",
		 ROOT(FINE, "<m:text x='0' y='0' width='2' height='2' size='2'>задовге</m:text>")},
		{"mark.svg:3", ROOT(FINE, "<m:qr x='0' y='0' size='12' value='К-1'/>")},
		{"title", "<svg xmlns='http://www.w3.org/2000/svg'/>"},
		{"SVG", "<html/>"},
		{"mark.svg:1", "<svg"},
	};
	struct story *s = *state;
	const char *file = at(s, "mark.svg"), *title;
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
		assert_int_equal(file_write(s->job, file, marks[i].value, strlen(marks[i].value)),
				 OK);
		assert_int_equal(stamps_check(s->job, file, &title), E_INPUT);
		if (strstr(job_fault(s->job), marks[i].name) == NULL)
			fail_msg("mark %zu: %s", i, job_fault(s->job));
	}
	const char *good = ROOT(FINE, "<style>path{fill:red}</style>");
	assert_int_equal(file_write(s->job, file, good, strlen(good)), OK);
	assert_int_equal(stamps_check(s->job, file, &title), OK);
}

/* A name of any length finds its place; an index is never cut. */
static void long_names(void **state)
{
	struct story *s = *state;
	const char *text, *file = mark(s, "registration");
	struct pair values[BLANKS] = {blanks[0], blanks[1], blanks[2], blanks[3]};
	struct mark m;
	char *name = must(talloc_strdup(s->job, ""));
	for (int i = 0; i < 30; i++) {
		name = must(talloc_strdup_append(name, "Департамент соціального захисту "));
		values[0].value = name;
		assert_int_equal(mark_fill(s->job, file, values, BLANKS, &text), OK);
		assert_int_equal(mark_read(s->job, file, text, &m), OK);
	}
	values[0].value = "Відьма\xff\x01<&>\"'{index}";
	assert_int_equal(mark_fill(s->job, file, values, BLANKS, &text), OK);
	assert_int_equal(mark_read(s->job, file, text, &m), OK);
	values[2].value = "К-123456789012345678901234567890123456789012345678901234567890";
	assert_int_equal(mark_fill(s->job, file, values, BLANKS, &text), OK);
	assert_int_equal(mark_read(s->job, file, text, &m), E_INPUT);
}

static int ink_of(const struct raster *r, double x, double y, double w, double h)
{
	int ink = 0;
	for (int j = raster_dots(y, 300); j < raster_dots(y + h, 300); j++)
		for (int i = raster_dots(x, 300); i < raster_dots(x + w, 300); i++)
			ink += (r->rgb[j * r->stride + i] & 255) < 128;
	return ink;
}

/* The words of the registration stamp stand in their rows; between the rows is paper. */
static void words_stay_in_their_boxes(void **state)
{
	static const double rows[][2] = {{2.2, 8.3}, {12.1, 6.2}, {20, 5.4}};
	static const double gaps[][2] = {{1.55, 0.6}, {10.6, 0.35}, {11.45, 0.6},
					 {18.4, 0.5}, {19.45, 0.5}, {25.5, 0.8}};
	struct story *s = *state;
	struct raster raster;
	struct mark m;
	const char *text, *file = mark(s, "registration");
	assert_int_equal(mark_fill(s->job, file, blanks, BLANKS, &text), OK);
	assert_int_equal(mark_read(s->job, file, text, &m), OK);
	assert_int_equal(raster_draw(s->job, s->job, m.svg, 66, 28, 300, 300, false, &raster), OK);
	for (int i = 0; i < 3; i++)
		assert_true(ink_of(&raster, 3, rows[i][0], 39, rows[i][1]) > 500);
	for (int i = 0; i < 6; i++)
		assert_int_equal(ink_of(&raster, 3, gaps[i][0], 39, gaps[i][1]), 0);
	assert_int_equal(ink_of(&raster, 1.6, 1.6, 1.3, 24.8), 0);
	assert_int_equal(ink_of(&raster, 42.1, 1.6, 3, 24.8), 0); /* and the quiet zone of the QR */
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(shipped_marks_are_valid),
		TEST(bad_marks_are_refused),
		TEST(long_names),
		TEST(words_stay_in_their_boxes),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
