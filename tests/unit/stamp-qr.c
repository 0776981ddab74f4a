/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The code of a stamp says the index whatever letter it begins with: readers guess at bytes that do
 * not name their alphabet, and «С-11» came back as «苤-11». */
#include "base/job.h"
#include "stamps/qr.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <zbar.h>

#include <cmocka.h>

enum { MOST = 45, DOTS = 4 };

/* Its runs of dark squares, "M3 0h5v1h-5z" each, in ink on white. */
static void ink(const char *path, uint8_t *dots, int side)
{
	int x, y, run;
	memset(dots, 255, (size_t)side * (size_t)side);
	for (; path != NULL && sscanf(path, "M%d %dh%dv1", &x, &y, &run) == 3;
	     path = strchr(path + 1, 'M'))
		for (int row = y * DOTS; row < (y + 1) * DOTS; row++)
			memset(dots + row * side + x * DOTS, 0, (size_t)(run * DOTS));
}

static const char *read_back(struct job *job, const struct qr *qr)
{
	int side = qr->side * DOTS;
	size_t size = (size_t)side * (size_t)side;
	uint8_t *dots = NEW_ARRAY(job, uint8_t, size);
	ink(qr->path, dots, side);
	zbar_image_scanner_t *scanner = zbar_image_scanner_create();
	zbar_image_t *image = zbar_image_create();
	zbar_image_set_format(image, zbar_fourcc('Y', '8', '0', '0'));
	zbar_image_set_size(image, (unsigned)side, (unsigned)side);
	zbar_image_set_data(image, dots, size, NULL);
	zbar_scan_image(scanner, image);
	const zbar_symbol_t *symbol = zbar_image_first_symbol(image);
	const char *text = COPY(job, symbol == NULL ? "" : zbar_symbol_get_data(symbol));
	zbar_image_destroy(image);
	zbar_image_scanner_destroy(scanner);
	return text;
}

static void every_letter(void **state)
{
	static const char *const indices[] = {
		"А-1",	"Б-22",	  "В-3",   "Г-7",     "Ґ-5", "Д-6",  "Е-11",	    "Є-4",
		"Ж-1",	"З-8",	  "И-9",   "І-10",    "Ї-2", "Й-1",  "К-401/01-15", "Л-1/2",
		"М-1",	"Н-2027", "О-12",  "П-10",    "Р-4", "С-11", "Т-8",	    "У-1",
		"Ф-2",	"Х-3",	  "Ц-4",   "Ч-2",     "Ш-1", "Щ-7",  "Ю-5",	    "Я-1",
		"КО-3", "БП-8",	  "ЗПІ-1", "02-15/4", "1"};
	struct job *job = *state;
	for (size_t i = 0; i < sizeof indices / sizeof *indices; i++) {
		struct qr qr;
		assert_int_equal(qr_make(job, indices[i], MOST, &qr), OK);
		assert_string_equal(read_back(job, &qr), indices[i]);
	}
}

static void too_long(void **state)
{
	struct job *job = *state;
	struct qr qr;
	assert_int_equal(qr_make(job, "К-401/01-15, К-402/01-15, К-403/01-15", 30, &qr), E_INPUT);
	assert_int_equal(qr_make(job, "", MOST, &qr), E_INPUT);
}

static int start(void **state)
{
	*state = job_new();
	return 0;
}

static int end(void **state)
{
	return talloc_free(*state);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(every_letter, start, end),
		cmocka_unit_test_setup_teardown(too_long, start, end),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
