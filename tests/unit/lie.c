/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A page turned by six numbers lies as image_upright lays it: a blot lands where its middle is
 * sent.
 */
#include "archive/lie.h"

#include <leptonica/allheaders.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
/* after the four above */
#include <cmocka.h>

enum { W = 400, H = 300, BLOT = 9 };
static const struct box places[] = {
	{40, 30, BLOT, BLOT}, {330, 60, BLOT, BLOT}, {150, 240, BLOT, BLOT}};

static double middle(PIX *pix, bool down)
{
	double sum = 0;
	l_int32 count = 0;
	for (int y = 0; y < pixGetHeight(pix); y++)
		for (int x = 0; x < pixGetWidth(pix); x++) {
			l_uint32 value = 0;
			pixGetPixel(pix, x, y, &value);
			sum += value == 0 ? 0 : (down ? y : x) + 0.5;
			count += value != 0;
		}
	assert_in_range(count, BLOT * BLOT - 12, BLOT * BLOT + 12);
	return sum / count;
}

static void check(struct job *job, struct box box, bool mirrored, int orientation, int turn,
		  double skew)
{
	PIX *pix = image_own(job, pixCreate(W, H, 1));
	pixRasterop(pix, box.x, box.y, box.w, box.h, PIX_SET, NULL, 0, 0);
	if (mirrored)
		pixFlipLR(pix, pix);
	PIX *stored = image_own(job, pixRotateOrth(pix, orientation / 90));
	PIX *out = image_upright(job, stored, turn, skew);
	struct lie lie = {W, H, mirrored, (orientation + turn) % 360, skew};
	struct matrix m = lie_matrix(&lie);
	double u = (box.x + BLOT / 2.0) / W, v = 1 - (box.y + BLOT / 2.0) / H;
	double x = m.a * u + m.c * v + m.e, y = m.b * u + m.d * v + m.f;
	if (fabs(x - middle(out, false)) > 1 || fabs(y - middle(out, true)) > 1)
		fail_msg("mirrored %d, %d, %d, %g: %g %g, not %g %g", mirrored, orientation, turn,
			 skew, x, y, middle(out, false), middle(out, true));
}

static void lies_as_drawn(void **state)
{
	static const double skews[] = {0, 2.5, -1.5, 0.01};
	(void)state;
	for (int mirrored = 0; mirrored < 2; mirrored++)
		for (int orientation = 0; orientation < 360; orientation += 90)
			for (int turn = 0; turn < 360; turn += 90)
				for (int i = 0; i < 4 * 3; i++) {
					struct job *job = job_new();
					check(job, places[i % 3], mirrored, orientation, turn,
					      skews[i / 3]);
					talloc_free(job);
				}
}

/* The lower left corner of a drawing, and the end of its foot. */
static void marks_fill_their_box(void **state)
{
	struct box box = {100, 50, 60, 20};
	struct matrix m = box_matrix(30, 10, box, false);
	(void)state;
	assert_true(m.e == 100 && m.f == 70 && 30 * m.a + m.e == 160 && 10 * m.d + m.f == 50);
	m = box_matrix(10, 30, box, true); /* reads upwards: its foot is the right side */
	assert_true(m.e == 160 && m.f == 70 && 10 * m.b + m.f == 50 && 30 * m.c + m.e == 100);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(lies_as_drawn),
					   cmocka_unit_test(marks_fill_their_box)};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests_name("lie", tests, NULL, NULL);
}
