/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Marks on painted letters, through the cage: where they stand, how large they are, what they leave
 * alone. */
#include "tests/unit/stamps.h"

#include "base/home.h"
#include "base/tiff.h"
#include <math.h>
#include <pango/pangocairo.h>
#include <zbar.h>

const struct room rooms[] = {{.name = "press",
			      .run = stamps_room,
			      .load = stamps_room_load,
			      .leaves = LOCK_FORKS | LOCK_TREES},
			     {.name = NULL}};

/* ---- a painted letter --------------------------------------------------------------------------
 */

static const char *letter(struct job *job)
{
	char *text = must(talloc_strdup(job, ""));
	for (int i = 0; i < 80; i++)
		text = must(talloc_strdup_append(text, "Прошу відремонтувати дорогу на вулиці "
						       "Зеленій, бо їхати нею вже не можна. "));
	return text;
}

static void write_text(struct story *s, cairo_t *pen)
{
	PangoLayout *layout = pango_cairo_create_layout(pen);
	PangoFontDescription *font = pango_font_description_from_string("PT Serif");
	pango_font_description_set_absolute_size(font, 4.2 * PANGO_SCALE);
	pango_layout_set_font_description(layout, font);
	pango_layout_set_width(layout, (int)((210 - s->left - s->right) * PANGO_SCALE));
	pango_layout_set_text(layout, letter(s->job), -1);
	cairo_rectangle(pen, 0, 0, 210, 297 - s->foot);
	cairo_clip(pen);
	cairo_move_to(pen, s->left, s->top);
	pango_cairo_show_layout(pen, layout);
	pango_font_description_free(font);
	g_object_unref(layout);
}

/* Grey paper is not white and has a shadow, as scans do. */
static void copy_row(l_uint32 *to, const uint32_t *from, int w, int depth)
{
	for (int x = 0; x < w; x++) {
		int grey = (int)(from[x] & 255), paper = grey * 4 / 5 + 20 + x * 20 / w;
		if (depth == 1 && grey < 140)
			SET_DATA_BIT(to, x);
		if (depth == 8)
			SET_DATA_BYTE(to, x, paper);
		if (depth == 32)
			composeRGBPixel(paper, paper, paper * 9 / 10, to + x);
	}
}

static PIX *paint(struct story *s)
{
	int w = (int)lround(210 * s->xdpi / 25.4), h = (int)lround(297 * s->ydpi / 25.4);
	cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, w, h);
	cairo_t *pen = cairo_create(surface);
	cairo_set_source_rgb(pen, 1, 1, 1);
	cairo_paint(pen);
	cairo_set_source_rgb(pen, 0, 0, 0);
	cairo_scale(pen, s->xdpi / 25.4, s->ydpi / 25.4);
	write_text(s, pen);
	cairo_surface_flush(surface);
	PIX *pix = image_own(s->job, pixCreate(w, h, s->depth));
	for (int y = 0; y < h; y++)
		copy_row(pixGetData(pix) + (size_t)y * (size_t)pixGetWpl(pix),
			 (const uint32_t *)(void *)(cairo_image_surface_get_data(surface) +
						    y * cairo_image_surface_get_stride(surface)),
			 w, s->depth);
	cairo_destroy(pen);
	cairo_surface_destroy(surface);
	return pix;
}

/* ---- the press ---------------------------------------------------------------------------------
 */

/* The painted letter as a scan lying as TURN says, marked with the first N marks. */
static void press(struct story *s, int turn, int n)
{
	static const char *const names[] = {"registration", "copy", "in-person"};
	bool across = turn % 180 == 90;
	s->in = paint(s);
	PIX *lying = turn == 0 ? s->in : image_own(s->job, pixRotateOrth(s->in, 4 - turn / 90));
	assert_int_equal(tiff_write(s->job, at(s, "in.tif"), lying, across ? s->ydpi : s->xdpi,
				    across ? s->xdpi : s->ydpi, 90),
			 OK);
	for (int i = 0; i < n; i++)
		s->stamps[i] = (struct stamp){
			.file = mark(s, names[i]), .blanks = blanks, .nblanks = BLANKS};
	s->page = (struct stamped){.source = at(s, "in.tif"),
				   .page = 1,
				   .turn = turn,
				   .stamps = s->stamps,
				   .nstamps = n,
				   .out = at(s, "out.tif")};
	assert_int_equal(stamps_press(s->job, &s->page, 1, NULL, NULL), OK);
	if (s->page.fault != NULL)
		fail_msg("%s", s->page.fault);
	struct tiff *tiff;
	assert_int_equal(tiff_open(s->job, s->page.out, &tiff), OK);
	assert_int_equal(tiff_read(s->job, tiff, 1, &s->out), OK);
	struct tiff_page info = tiff_page(tiff, 1);
	assert_int_equal(info.depth, s->depth == 32 ? 24 : s->depth);
	assert_string_equal(info.coding, s->depth == 1 ? "g4" : "jpeg");
	assert_true(fabs(info.xdpi - s->xdpi) < 0.01 && fabs(info.ydpi - s->ydpi) < 0.01);
}

static int ink_in(PIX *pix, struct box b)
{
	BOX *box = boxCreate(b.x, b.y, b.w, b.h);
	l_int32 count = 0;
	PIX *part = pixClipRectangle(pix, box, NULL);
	if (part != NULL)
		pixCountPixels(part, &count, NULL);
	pixDestroy(&part);
	boxDestroy(&box);
	return count;
}

/* Every dot of ink of the letter is still there; none of it lies under a mark. */
static void assert_letter_whole(struct story *s)
{
	l_int32 lost;
	PIX *gone = pixSubtract(NULL, s->in, s->out);
	pixCountPixels(gone, &lost, NULL);
	pixDestroy(&gone);
	assert_int_equal(lost, 0);
	for (int i = 0; i < s->page.nstamps; i++) {
		assert_int_equal(ink_in(s->in, s->stamps[i].place), 0);
		assert_true(ink_in(s->out, s->stamps[i].place) > 100);
	}
}

static void assert_apart(struct box a, struct box b)
{
	assert_true(a.x + a.w <= b.x || b.x + b.w <= a.x || a.y + a.h <= b.y || b.y + b.h <= a.y);
}

/* ---- tests -------------------------------------------------------------------------------------
 */

static void on_free_paper(void **state)
{
	struct story *s = *state;
	press(s, 0, MARKS);
	assert_letter_whole(s);
	for (int i = 0; i < MARKS; i++)
		assert_int_equal(s->stamps[i].where, ON_FREE_PAPER);
	struct box reg = s->stamps[0].place, copy = s->stamps[1].place, own = s->stamps[2].place;
	assert_apart(reg, copy);
	assert_apart(reg, own);
	int w = pixGetWidth(s->out), h = pixGetHeight(s->out);
	assert_true(reg.x + reg.w > w * 0.9 && reg.y + reg.h > h * 0.9); /* lower right */
	assert_true(copy.x + copy.w > w * 0.9 && copy.y < h * 0.1);	 /* upper right */
	assert_true(abs(own.x - reg.x) < 30 && own.y + own.h <= reg.y && reg.y - own.y < 200);
}

static void true_to_size(void **state)
{
	static const double dpi[][2] = {{200, 200}, {300, 300}, {204, 196}, {300, 600}, {600, 600}};
	struct story *s = *state;
	for (int i = 0; i < 5; i++) {
		s->xdpi = dpi[i][0];
		s->ydpi = dpi[i][1];
		press(s, 0, 1);
		struct box b = s->stamps[0].place;
		assert_int_equal(b.w, (int)lround(66 * s->xdpi / 25.4));
		assert_int_equal(b.h, (int)lround(28 * s->ydpi / 25.4));
		/* the frame is 0.05 to 0.75 mm from the edge, all around */
		int mx = (int)lround(s->xdpi / 25.4), my = (int)lround(s->ydpi / 25.4);
		assert_true(ink_in(s->out, (struct box){b.x, b.y, mx, b.h}) > b.h * mx / 2);
		assert_true(ink_in(s->out, (struct box){b.x + b.w - mx, b.y, mx, b.h}) >
			    b.h * mx / 2);
		assert_true(ink_in(s->out, (struct box){b.x, b.y, b.w, my}) > b.w * my / 2);
		assert_true(ink_in(s->out, (struct box){b.x, b.y + b.h - my, b.w, my}) >
			    b.w * my / 2);
	}
}

/* What a reader finds on the page where the registration stamp is, and around it. */
static const char *qr_of(struct story *s)
{
	struct box at_mark = s->stamps[0].place;
	BOX *box = boxCreate(at_mark.x - 100, at_mark.y - 100, at_mark.w + 200, at_mark.h + 200);
	PIX *part = image_own(s->job, pixClipRectangle(s->out, box, NULL));
	PIX *grey = image_own(s->job, pixConvertTo8(part, 0));
	int w = pixGetWidth(grey), h = pixGetHeight(grey);
	uint8_t *bytes = NEW_ARRAY(s->job, uint8_t, w * h);
	for (int y = 0; y < h; y++)
		for (int x = 0; x < w; x++)
			bytes[y * w + x] = GET_DATA_BYTE(pixGetData(grey) + y * pixGetWpl(grey), x);
	boxDestroy(&box);
	zbar_image_scanner_t *scanner = zbar_image_scanner_create();
	zbar_image_t *image = zbar_image_create();
	zbar_image_scanner_set_config(scanner, 0, ZBAR_CFG_ENABLE, 0);
	zbar_image_scanner_set_config(scanner, ZBAR_QRCODE, ZBAR_CFG_ENABLE, 1);
	zbar_image_set_format(image, zbar_fourcc('Y', '8', '0', '0'));
	zbar_image_set_size(image, (unsigned)w, (unsigned)h);
	zbar_image_set_data(image, bytes, (unsigned long)w * (unsigned long)h, NULL);
	zbar_scan_image(scanner, image);
	const zbar_symbol_t *symbol = zbar_image_first_symbol(image);
	const char *text = COPY(s->job, symbol == NULL ? "" : zbar_symbol_get_data(symbol));
	zbar_image_destroy(image);
	zbar_image_scanner_destroy(scanner);
	return text;
}

static void qr_reads_back(void **state)
{
	static const int dpi[] = {200, 300}, depth[] = {1, 8, 32};
	struct story *s = *state;
	for (int i = 0; i < 6; i++) {
		s->xdpi = s->ydpi = dpi[i / 3];
		s->depth = depth[i % 3];
		press(s, 0, MARKS);
		assert_string_equal(qr_of(s), CODE);
	}
}

static void grey_stays_below(void **state)
{
	struct story *s = *state;
	s->depth = 8;
	press(s, 0, MARKS);
	PIX *bits = image_bilevel(s->job, s->in);
	for (int i = 0; i < MARKS; i++)
		assert_int_equal(ink_in(bits, s->stamps[i].place), 0);
	/* JPEG moves values a little; nothing becomes lighter than that */
	PIX *lighter = image_own(s->job, pixSubtractGray(NULL, s->out, s->in));
	l_uint32 most;
	pixGetExtremeValue(lighter, 4, L_SELECT_MAX, NULL, NULL, NULL, (l_int32 *)&most);
	assert_true(most < 60);
}

static void scan_is_not_touched(void **state)
{
	struct story *s = *state;
	char before[OBJECT_NAME], after[OBJECT_NAME];
	press(s, 0, 1);
	assert_int_equal(file_hash(s->job, s->page.source, before, NULL, NULL), OK);
	assert_int_equal(stamps_press(s->job, &s->page, 1, NULL, NULL), OK);
	assert_int_equal(file_hash(s->job, s->page.source, after, NULL, NULL), OK);
	assert_string_equal(before, after);
}

static void same_data_same_bytes(void **state)
{
	struct story *s = *state;
	char first[OBJECT_NAME], again[OBJECT_NAME];
	for (int depth = 1; depth <= 8; depth += 7) {
		s->depth = depth;
		press(s, 0, MARKS);
		assert_int_equal(file_hash(s->job, s->page.out, first, NULL, NULL), OK);
		/* twice in one go, too: the second is drawn from what is kept */
		struct stamped two[2] = {s->page, s->page};
		two[1].out = at(s, "out2.tif");
		assert_int_equal(stamps_press(s->job, two, 2, NULL, NULL), OK);
		assert_int_equal(file_hash(s->job, two[0].out, again, NULL, NULL), OK);
		assert_string_equal(first, again);
		assert_int_equal(file_hash(s->job, two[1].out, again, NULL, NULL), OK);
		assert_string_equal(first, again);
	}
}

/* What is kept from one page is not drawn on another of other resolution. */
static void pages_of_all_resolutions(void **state)
{
	struct story *s = *state;
	char alone[OBJECT_NAME], after[OBJECT_NAME];
	s->xdpi = s->ydpi = 150;
	press(s, 0, 1);
	assert_int_equal(rename(at(s, "in.tif"), at(s, "coarse.tif")), 0);
	s->xdpi = s->ydpi = 300;
	press(s, 0, 1);
	assert_int_equal(file_hash(s->job, s->page.out, alone, NULL, NULL), OK);
	struct stamped both[2] = {s->page, s->page};
	both[0].source = at(s, "coarse.tif");
	both[0].out = at(s, "out2.tif");
	assert_int_equal(stamps_press(s->job, both, 2, NULL, NULL), OK);
	assert_int_equal(file_hash(s->job, both[1].out, after, NULL, NULL), OK);
	assert_string_equal(alone, after);
}

static void turned_scans_are_stamped_upright(void **state)
{
	struct story *s = *state;
	char upright[OBJECT_NAME], turned[OBJECT_NAME];
	s->ydpi = 200;
	press(s, 0, MARKS);
	assert_int_equal(file_hash(s->job, s->page.out, upright, NULL, NULL), OK);
	for (int turn = 90; turn < 360; turn += 90) {
		press(s, turn, MARKS);
		assert_int_equal(file_hash(s->job, s->page.out, turned, NULL, NULL), OK);
		assert_string_equal(upright, turned);
	}
}

static void wide_margin(void **state)
{
	struct story *s = *state;
	s->left = 34;
	s->right = s->top = s->foot = 4;
	press(s, 0, 1);
	assert_letter_whole(s);
	assert_int_equal(s->stamps[0].where, IN_MARGIN);
	assert_true(s->stamps[0].place.h > s->stamps[0].place.w);
	assert_string_equal(qr_of(s), CODE);
}

static void full_page(void **state)
{
	struct story *s = *state;
	s->left = s->right = s->top = s->foot = 4;
	press(s, 0, MARKS);
	int h = pixGetHeight(s->in);
	assert_true(pixGetHeight(s->out) > h);
	assert_int_equal(pixGetWidth(s->out), pixGetWidth(s->in));
	for (int i = 0; i < MARKS; i++) {
		struct box b = s->stamps[i].place;
		assert_int_equal(s->stamps[i].where, ON_ADDED_STRIP);
		assert_true(b.y >= h && b.y + b.h <= pixGetHeight(s->out));
		for (int k = 0; k < i; k++)
			assert_apart(b, s->stamps[k].place);
	}
	BOX *box = boxCreate(0, 0, pixGetWidth(s->in), h);
	PIX *top = image_own(s->job, pixClipRectangle(s->out, box, NULL));
	boxDestroy(&box);
	l_int32 same;
	pixEqual(top, s->in, &same);
	assert_true(same);
	assert_string_equal(qr_of(s), CODE);
}

/* One page each that cannot be made, between two that can. */
static void faults_stay_with_their_page(void **state)
{
	struct story *s = *state;
	press(s, 0, 1);
	assert_int_equal(file_write(s->job, at(s, "junk.tif"), "II*", 3), OK);
	assert_int_equal(file_write(s->job, at(s, "bad.svg"), "<svg>", 5), OK);
	struct stamped pages[7];
	struct stamp bad[2] = {s->stamps[0], s->stamps[0]};
	for (int i = 0; i < 7; i++) {
		pages[i] = s->page;
		pages[i].out = at(s, TEXT_OF(s->job, "out%d.tif", i));
	}
	pages[1].source = at(s, "nothing.tif");
	pages[2].page = 2;
	pages[3].source = at(s, "junk.tif");
	bad[0].file = at(s, "bad.svg");
	bad[1].nblanks = BLANKS - 1; /* without the index */
	pages[4].stamps = &bad[0];
	pages[5].stamps = &bad[1];
	assert_int_equal(stamps_press(s->job, pages, 7, NULL, NULL), OK);
	for (int i = 0; i < 7; i++) {
		bool fine = i == 0 || i == 6;
		assert_int_equal(pages[i].fault == NULL, fine);
		assert_int_equal(access(pages[i].out, F_OK) == 0, fine);
	}
	assert_non_null(strstr(pages[4].fault, "bad.svg:1"));
	assert_non_null(strstr(pages[5].fault, "{index}"));
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		TEST(on_free_paper),
		TEST(true_to_size),
		TEST(qr_reads_back),
		TEST(grey_stays_below),
		TEST(scan_is_not_touched),
		TEST(same_data_same_bytes),
		TEST(pages_of_all_resolutions),
		TEST(turned_scans_are_stamped_upright),
		TEST(wide_margin),
		TEST(full_page),
		TEST(faults_stay_with_their_page),
	};
	if (argc > 2 && strcmp(argv[1], "--cage") == 0)
		return cage_main(argc - 2, argv + 2);
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
