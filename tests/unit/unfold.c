/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is believed of a picture: Exif, its resolution; the text that a PDF tells. */
#include "base/file.h"
#include "unfold/pdf.h"
#include "unfold/stack.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* ---- Exif ------------------------------------------------------------------------------ */

struct exif {
	int orientation;
	double x, y;
};

static struct exif read_exif(const uint8_t *bytes, size_t size)
{
	/* exactly so many bytes, so that a sanitizer sees who reads on */
	uint8_t *exact = must(talloc_memdup(NULL, bytes, size));
	struct exif found = {1, 0, 0};
	exif_read(exact, size, &found.orientation, &found.x, &found.y);
	talloc_free(exact);
	return found;
}

/* Four tags, the second byte order: 0x112 = 6, X and Y = 300/2, unit = inch. */
static const uint8_t big[] = {
	'M',  'M',  0, 42, 0, 0, 0, 8,	  0, 4,	       /* four entries */
	0x01, 0x12, 0, 3,  0, 0, 0, 1,	  0, 6, 0, 0,  /* orientation */
	0x01, 0x1a, 0, 5,  0, 0, 0, 1,	  0, 0, 0, 62, /* X at 62 */
	0x01, 0x1b, 0, 5,  0, 0, 0, 1,	  0, 0, 0, 62, /* Y there too */
	0x01, 0x28, 0, 3,  0, 0, 0, 1,	  0, 2, 0, 0,  /* inch */
	0,    0,    0, 0,  0, 0, 1, 0x2c, 0, 0, 0, 2,  /* 300/2 */
};

static const uint8_t little[] =
	{
		'I',  'I',  42, 0, 8,	0, 0, 0, 3,  0, 0x12, 0x01,
		3,    0,    1,	0, 0,	0, 3, 0, 0,  0, /* upside down */
		0x1a, 0x01, 5,	0, 1,	0, 0, 0, 50, 0, 0,    0,
		0x28, 0x01, 3,	0, 1,	0, 0, 0, 3,  0, 0,    0, /* centimetre */
		0,    0,    0,	0, 118, 0, 0, 0, 1,  0, 0,    0,
};

static void exif_tags(void **state)
{
	(void)state;
	struct exif found = read_exif(big, sizeof big);
	assert_int_equal(found.orientation, 6);
	assert_true(found.x == 150 && found.y == 150);
	found = read_exif(little, sizeof little);
	assert_int_equal(found.orientation, 3);
	assert_true(found.x == 0); /* Y is not told: neither is believed */
}

static void exif_centimetres(void **state)
{
	uint8_t bytes[sizeof big];
	(void)state;
	memcpy(bytes, big, sizeof big);
	bytes[55] = 3;
	struct exif found = read_exif(bytes, sizeof bytes);
	assert_true(found.x > 380.9 && found.x < 381.1);
	found = (struct exif){1, 96, 96}; /* what the file says elsewhere counts */
	exif_read(bytes, sizeof bytes, &found.orientation, &found.x, &found.y);
	assert_true(found.x == 96 && found.orientation == 6);
}

/* Cut anywhere, each byte changed to each of some: nothing behind it is read, nothing is made up.
 */
static void exif_lies(void **state)
{
	static const uint8_t values[] = {0, 1, 0x7f, 0x80, 0xff};
	(void)state;
	for (size_t size = 0; size < sizeof big; size++)
		(void)read_exif(big, size);
	for (size_t at = 0; at < sizeof big; at++)
		for (size_t i = 0; i < sizeof values; i++) {
			uint8_t bytes[sizeof big];
			memcpy(bytes, big, sizeof big);
			bytes[at] = values[i];
			struct exif found = read_exif(bytes, sizeof bytes);
			assert_in_range(found.orientation, 1, 8);
			assert_true(found.x >= 0 && found.y >= 0);
		}
}

/* ---- resolution ------------------------------------------------------------------------ */

static void lies_are(double x, double y, int w, int h, double dpi, int assumed)
{
	struct stack stack = {0};
	struct tiff_lies lies = stack_lies(&stack, x, y, w, h, 6);
	assert_true(lies.xdpi == dpi);
	assert_int_equal(lies.orientation, 6);
	assert_int_equal(stack.assumed, assumed);
}

static void resolution(void **state)
{
	(void)state;
	lies_are(300, 300, 2480, 3508, 300, 0);
	lies_are(200, 100, 1654, 1169, 200, 0); /* a fax */
	lies_are(0, 0, 2480, 3508, 300, 1);	/* not told: a sheet of A4 */
	lies_are(72, 72, 2480, 3508, 300, 1);	/* what cameras say */
	lies_are(300, 300, 9000, 3000, 770, 1); /* 30 inches: no sheet */
	lies_are(2400, 2400, 2480, 3508, 300, 1);
	lies_are(0, 0, 100, 100, 72, 1);
	lies_are(0, 0, 29000, 10, 1200, 1);
	lies_are(NAN, NAN, 2480, 3508, 300, 1);
}

/* ---- text of a PDF --------------------------------------------------------------------- */

static char folder[] = "/tmp/skrynka-unfold.XXXXXX";

static void say(struct told *told, const char *letter, uint32_t code, double x)
{
	told_letter(told, letter, (int)strlen(letter), code, x, 10, x + 8, 20);
}

/* The file that is left, "" when none is. */
static const char *left(struct job *job, struct told *told)
{
	char *text;
	size_t size;
	const char *path = TEXT_OF(job, "%s/told.xml", folder);
	assert_int_equal(told_leave(job, told, path), OK);
	if (!file_exists(path))
		return "";
	assert_int_equal(file_read(job, path, 1 << 20, &text, &size), OK);
	assert_int_equal(remove(path), 0);
	return text;
}

static void words(void **state)
{
	struct job *job = *state;
	struct told *told = told_new(job);
	say(told, "Ї", 0x407, 100);
	say(told, "ж", 0x436, 108);
	say(told, " ", ' ', 116);
	say(told, "&", '&', 120);
	say(told, "\xc2\xa0", 0xa0, 128);
	const char *text = left(job, told);
	assert_non_null(
		strstr(text, "<word x=\"100\" y=\"10\" w=\"16\" h=\"10\" c=\"100\">Їж</word>"));
	assert_non_null(strstr(text, ">&amp;</word>"));
	assert_string_equal(left(job, told_new(job)), "");
}

/* «Çàÿâà»: a font of an old program; one such letter in twenty is enough. */
static void strange(void **state)
{
	struct job *job = *state;
	for (int letters = 19; letters <= 21; letters++) {
		struct told *told = told_new(job);
		for (int i = 0; i < letters - 1; i++)
			say(told, "а", 0x430, i);
		say(told, "Ç", 0xc7, letters);
		assert_int_equal(left(job, told)[0] != '\0', letters >= 20);
	}
}

/* Boxes from anywhere; words without an end. */
static void hostile(void **state)
{
	struct job *job = *state;
	struct told *told = told_new(job);
	told_letter(told, "x", 1, 'x', NAN, NAN, NAN, NAN);
	told_letter(told, "x", 1, 'x', -1e300, 0, 1e300, 10);
	told_letter(told, "x", 1, 'x', 10, 10, 5, 5);
	told_letter(told, "x", 1, 'x', 10, 10, 10, 10); /* no area */
	assert_string_equal(left(job, told), "");
	told = told_new(job);
	for (int i = 0; i < 1000; i++)
		say(told, "w", 'w', 1);
	for (const char *w = left(job, told); (w = strstr(w, "<word")) != NULL; w++)
		assert_true(strcspn(strchr(w, '>') + 1, "<") < 400);
}

static int start(void **state)
{
	*state = job_new();
	return mkdtemp(folder) == NULL;
}

static int end(void **state)
{
	enum status status = folder_remove(*state, folder);
	strcpy(folder + sizeof folder - 7, "XXXXXX");
	return talloc_free(*state) != 0 || status != OK;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(exif_tags),
		cmocka_unit_test(exif_centimetres),
		cmocka_unit_test(exif_lies),
		cmocka_unit_test(resolution),
		cmocka_unit_test_setup_teardown(words, start, end),
		cmocka_unit_test_setup_teardown(strange, start, end),
		cmocka_unit_test_setup_teardown(hostile, start, end),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
