/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Searchable PDF: what qpdf, poppler and the eye of a program say of it. */
#include "archive/layer.h"
#include "base/file.h"
#include "base/home.h"
#include "base/tiff.h"

#include <leptonica/allheaders.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
/* after the four above */
#include <cmocka.h>

static const char *const letter[] = {
	"Голові Щасливської ОТГ № 12/К-401 від 05.03.2025",
	"Ґанок під'їзду, що на вул. Європейській, 7-а, зруйновано.",
	"Її величність — «їжакова гать»; єдиний щоденник ґудзика...",
	"Прошу: ААА ннн ссс 1111 ... iiii llll (копія) e-mail: ivan.koval@example.org",
	"а б в г ґ д е є ж з и і ї й к л м н о п р с т у ф х ц ч ш щ ь ю я",
	"З повагою, О'Коннор-Дем'яненко Ґеорґій Їжакевич",
};
enum { LINES = sizeof letter / sizeof *letter };

struct sample {
	struct job *job;
	const char *folder;
};

static int set_up(void **state)
{
	struct sample *sample = calloc(1, sizeof *sample);
	char folder[] = "/tmp/skrynka-pdf-XXXXXX";
	assert_non_null(mkdtemp(folder));
	sample->job = job_new();
	sample->folder = COPY(sample->job, folder);
	*state = sample;
	return 0;
}

static int tear_down(void **state)
{
	struct sample *sample = *state;
	folder_remove(sample->job, sample->folder);
	talloc_free(sample->job);
	free(sample);
	return 0;
}

/* --- a page with a black bar where each word stands --- */

static int letters(const char *word)
{
	int n = 0;
	for (; *word != '\0'; word++)
		n += (*word & 0xc0) != 0x80;
	return n;
}

static struct pdf_line line_of(struct job *job, const char *text, int x, int y, int h)
{
	struct pdf_line line = {{x, y, 0, h}, NULL, 0};
	char *copy = must(talloc_strdup(job, text)), *rest = NULL;
	for (char *word = strtok_r(copy, " ", &rest); word; word = strtok_r(NULL, " ", &rest)) {
		int w = letters(word) * h * 2 / 5;
		line.words = APPEND(job, line.words, &line.count, struct pdf_word);
		line.words[line.count - 1] = (struct pdf_word){{x, y + h / 4, w, h / 2}, word, 90};
		x += w + h / 5;
	}
	line.box.w = x - line.box.x;
	return line;
}

static struct Pix *picture(struct job *job, const struct pdf_page *page)
{
	PIX *pix = image_own(job, pixCreate(page->width, page->height, 1));
	for (int i = 0; i < page->count; i++)
		for (int k = 0; k < page->lines[i].count; k++) {
			struct box b = page->lines[i].words[k].box;
			pixRasterop(pix, b.x, b.y, b.w, b.h, PIX_SET, NULL, 0, 0);
		}
	return page->image.depth == 1
		       ? pix
		       : image_own(job, page->image.depth == 8
						? pixConvert1To8(NULL, pix, 255, 0)
						: pixConvert1To32(NULL, pix, 0xffffff00, 0));
}

/* Through a TIFF of ours, as pages come. */
static void code(struct sample *sample, struct pdf_page *page)
{
	struct job *job = sample->job;
	struct tiff *tiff;
	uint8_t *bytes;
	const char *path = TEXT_OF(job, "%s/page.tif", sample->folder);
	assert_int_equal(tiff_write(job, path, picture(job, page), page->xdpi, page->ydpi, 75), OK);
	assert_int_equal(tiff_open(job, path, &tiff), OK);
	assert_int_equal(tiff_strip(job, tiff, 1, &page->image.coding, &bytes, &page->image.size,
				    &page->image.white_is_zero),
			 OK);
	page->image.bytes = bytes;
	page->image.width = page->width;
	page->image.height = page->height;
	assert_int_equal(tiff_page(tiff, 1).depth, page->image.depth);
}

static struct pdf_page page_of(struct sample *sample, int depth, double xdpi, double ydpi, int more)
{
	struct pdf_line *lines = NEW_ARRAY(sample->job, struct pdf_line, LINES);
	int h = (int)(ydpi / 5);
	for (int i = 0; i < LINES; i++)
		lines[i] = line_of(sample->job, letter[i], (int)(xdpi * 0.6),
				   (int)ydpi + i * h * 3 / 2, h);
	struct pdf_page page = {.image.depth = depth,
				.width = (int)(xdpi * 14),
				.height = (int)(ydpi * 11.7) + more,
				.xdpi = xdpi,
				.ydpi = ydpi,
				.lines = lines,
				.count = LINES};
	code(sample, &page);
	return page;
}

static const char *written(struct sample *sample, const char *name, const struct pdf_page *pages,
			   int count)
{
	struct pdf *pdf;
	const struct pdf_about about = {"Справа К-12 <Ґ&Ї>", "Щасливська рада", "К-12",
					"2026-11-20T00:00:00+02:00"};
	const char *path = TEXT_OF(sample->job, "%s/%s", sample->folder, name);
	assert_int_equal(pdf_new(sample->job, &about, &pdf), OK);
	for (int i = 0; i < count; i++)
		assert_int_equal(pdf_add(sample->job, pdf, &pages[i]), OK);
	assert_int_equal(pdf_write(sample->job, pdf, path), OK);
	return path;
}

/* --- other programs --- */

static const char *output(struct job *job, const char *command)
{
	char *out = must(talloc_strdup(job, "")), chunk[4096];
	FILE *pipe = popen(command, "r");
	for (size_t n; (n = fread(chunk, 1, sizeof chunk, pipe)) > 0;)
		out = must(talloc_strndup_append_buffer(out, chunk, n));
	if (pclose(pipe) != 0)
		fail_msg("%s: %s", command, out);
	return out;
}

static const char *joined(struct job *job, const char *text)
{
	char *out = must(talloc_strdup(job, "")), *rest = NULL;
	char *copy = must(talloc_strdup(job, text));
	for (char *w = strtok_r(copy, " \n\f", &rest); w; w = strtok_r(NULL, " \n\f", &rest))
		out = must(talloc_asprintf_append_buffer(out, "%s\n", w));
	return out;
}

static const char *words_of(struct job *job, const struct pdf_page *page)
{
	char *out = must(talloc_strdup(job, ""));
	for (int i = 0; i < page->count; i++)
		for (int k = 0; k < page->lines[i].count; k++)
			out = must(talloc_asprintf_append_buffer(out, "%s\n",
								 page->lines[i].words[k].text));
	return out;
}

static void check_words(struct sample *sample, const char *path, const char *wanted)
{
	const char *plain = output(sample->job, TEXT_OF(sample->job, "pdftotext %s -", path));
	const char *raw = output(sample->job, TEXT_OF(sample->job, "pdftotext -raw %s -", path));
	assert_string_equal(joined(sample->job, plain), wanted);
	assert_string_equal(joined(sample->job, raw), wanted);
}

static void check_file(struct sample *sample, const char *path)
{
	const char *said = output(sample->job, TEXT_OF(sample->job, "qpdf --check %s 2>&1", path));
	assert_non_null(strstr(said, "No syntax or stream encoding errors"));
	assert_null(strstr(said, "WARNING"));
	assert_non_null(strstr(said, "PDF Version: 1.4"));
}

/* --- tests --- */

static void words_survive(void **state)
{
	struct sample *sample = *state;
	struct pdf_page pages[] = {
		page_of(sample, 1, 300, 300, 0),   page_of(sample, 8, 200, 200, 0),
		page_of(sample, 24, 150, 150, 0),  page_of(sample, 1, 204, 98, 0),
		page_of(sample, 1, 300, 300, 250),
	};
	for (int i = 0; i < 5; i++) {
		const char *path = written(sample, "one.pdf", &pages[i], 1);
		check_file(sample, path);
		check_words(sample, path, words_of(sample->job, &pages[i]));
	}
	check_file(sample, written(sample, "all.pdf", pages, 5));
}

/* Boxes as a bad scan gives them: touching, overlapping, out of order, without width, off the page.
 */
static void bad_boxes(void **state)
{
	struct sample *sample = *state;
	struct pdf_page page = page_of(sample, 1, 300, 300, 0);
	struct pdf_word *w = page.lines[1].words;
	w[0].box.w = w[1].box.x - w[0].box.x;
	w[1].box.w = w[2].box.x + 20 - w[1].box.x;
	w[3].box.w = 0;
	w[4].box.w = 3000;
	page.lines[4].words[3].box.x = page.lines[4].words[2].box.x;
	page.lines[5].words[3].box.x = page.width + 40;
	((struct pdf_line *)page.lines)[5].box.y = page.height + 90;
	const char *path = written(sample, "bad.pdf", &page, 1);
	const char *raw = output(sample->job, TEXT_OF(sample->job, "pdftotext -raw %s -", path));
	check_file(sample, path);
	assert_string_equal(joined(sample->job, raw), words_of(sample->job, &page));
}

/* A typewriter leaves gaps that poppler would take for those between columns. */
static void wide_gaps(void **state)
{
	struct sample *sample = *state;
	struct pdf_page page = page_of(sample, 1, 300, 300, 0);
	for (int i = 0; i < page.count; i++)
		for (int k = 0; k < page.lines[i].count; k++)
			page.lines[i].words[k].box.x += k * 30;
	check_words(sample, written(sample, "wide.pdf", &page, 1), words_of(sample->job, &page));
}

/* Words as high as three lines must not draw the words of other lines in. */
static void sprawling_words(void **state)
{
	struct sample *sample = *state;
	struct pdf_page page = page_of(sample, 1, 300, 300, 0);
	for (int i = 1; i < page.count; i++) {
		struct pdf_line *line = (struct pdf_line *)&page.lines[i];
		line->words[1].box.y -= i % 2 == 0 ? 80 : 0;
		line->words[1].box.h = 160;
		line->box.y = line->words[1].box.y;
		line->box.h = 160;
	}
	check_words(sample, written(sample, "tall.pdf", &page, 1), words_of(sample->job, &page));
}

static void broken_text(void **state)
{
	struct sample *sample = *state;
	struct pdf_page page = page_of(sample, 1, 300, 300, 0);
	page.count = 1;
	page.lines[0].words[0].text = "а\xd0";
	page.lines[0].words[1].text = "\xff";
	page.lines[0].words[2].text = "x\xf0\x9f\x98\x80y";
	page.lines[0].words[3].text = "";
	const char *path = written(sample, "broken.pdf", &page, 1);
	check_words(sample, path,
		    "а\xef\xbf\xbd\n\xef\xbf\xbd\nx\xef\xbf\xbdy\n12/К-401\nвід\n05.03.2025\n");
}

/* The strip under a stamped page must not move the words: same place from above. */
static const char *first_box(struct sample *sample, struct pdf_page *page)
{
	const char *path = written(sample, "box.pdf", page, 1);
	const char *command = TEXT_OF(sample->job, "pdftotext -bbox %s - | grep -m1 '<word'", path);
	return output(sample->job, command);
}

static void strip_below(void **state)
{
	struct sample *sample = *state;
	struct pdf_page plain = page_of(sample, 1, 300, 300, 0);
	struct pdf_page longer = page_of(sample, 1, 300, 300, 300);
	const char *a = first_box(sample, &plain), *b = first_box(sample, &longer);
	double x1, y1, x2, y2;
	assert_string_equal(a, b);
	assert_int_equal(sscanf(a, " <word xMin=\"%lf\" yMin=\"%lf\" xMax=\"%lf\" yMax=\"%lf\"",
				&x1, &y1, &x2, &y2),
			 4);
	struct box box = plain.lines[0].words[0].box;
	double k = 300.0 / 72;
	assert_true(x1 * k > box.x - 2 && x1 * k < box.x + 2);
	assert_true(x2 * k > box.x + box.w * 0.9 && x2 * k < box.x + box.w + 2);
	assert_true(y1 * k > plain.lines[0].box.y && y2 * k < plain.lines[0].box.y + 60);
}

/* Ink is black in all codings, whatever the resolution, and stands where it stood. */
static void picture_is_kept(void **state)
{
	struct sample *sample = *state;
	int depths[] = {1, 8, 24};
	for (int i = 0; i < 3; i++) {
		struct pdf_page page = page_of(sample, depths[i], 150, 150, 0);
		const char *path = written(sample, "ink.pdf", &page, 1);
		output(sample->job,
		       TEXT_OF(sample->job, "pdftoppm -r 150 -gray -singlefile %s %s/ink", path,
			       sample->folder));
		PIX *seen = pixRead(TEXT_OF(sample->job, "%s/ink.pgm", sample->folder));
		struct box b = page.lines[0].words[0].box;
		l_uint32 ink = 255, paper = 0;
		pixGetPixel(seen, b.x + b.w / 2, b.y + b.h / 2, &ink);
		pixGetPixel(seen, b.x + b.w / 2, b.y - 12, &paper);
		assert_in_range(ink, 0, 20);
		assert_in_range(paper, 235, 255);
		assert_int_equal(pixGetWidth(seen), page.width);
		pixDestroy(&seen);
	}
}

/* The colours of the device: grey until a page or a mark speaks of others. */
static void intent(void **state)
{
	struct sample *sample = *state;
	int depths[] = {1, 8, 24};
	const char *found = "";
	for (int i = 0; i < 3; i++) {
		struct pdf_page page = page_of(sample, depths[i], 150, 150, 0);
		const char *path = written(sample, "intent.pdf", &page, 1);
		found = TEXT_OF(
			sample->job, "%s %s", found,
			output(sample->job,
			       TEXT_OF(sample->job, "grep -aoE '/Info .(Gray|sRGB)' %s", path)));
	}
	assert_string_equal(joined(sample->job, found),
			    "/Info\n(Gray\n/Info\n(Gray\n/Info\n(sRGB\n");
}

static void same_pages_same_bytes(void **state)
{
	struct sample *sample = *state;
	struct pdf_page page = page_of(sample, 1, 300, 300, 0);
	char one[OBJECT_NAME], two[OBJECT_NAME];
	const char *a = written(sample, "a.pdf", &page, 1), *b = written(sample, "b.pdf", &page, 1);
	assert_int_equal(file_hash(sample->job, a, one, NULL, NULL), OK);
	assert_int_equal(file_hash(sample->job, b, two, NULL, NULL), OK);
	assert_string_equal(one, two);
}

/* A comma between digits would be no PDF. */
static void numbers(void **state)
{
	static const struct {
		double value;
		const char *said;
	} cases[] = {{-12.3456, "-12.346"}, {0.05, "0.05"}, {-0.5, "-0.5"}, {7, "7"},
		     {-100, "-100"},	    {0, "0"},	    {-0.0002, "0"}, {1.9996, "2"}};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const char *said = pdf_number(NULL, cases[i].value);
		assert_string_equal(said, cases[i].said);
		talloc_free((void *)said);
	}
}

static void huge_page_fits(void **state)
{
	(void)state;
	struct pdf_page page = {.width = 30000, .height = 15000, .xdpi = 72, .ydpi = 72};
	assert_true(paper_of(&page).width == 14400 && paper_of(&page).height == 7200);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(words_survive, set_up, tear_down),
		cmocka_unit_test_setup_teardown(bad_boxes, set_up, tear_down),
		cmocka_unit_test_setup_teardown(wide_gaps, set_up, tear_down),
		cmocka_unit_test_setup_teardown(sprawling_words, set_up, tear_down),
		cmocka_unit_test_setup_teardown(broken_text, set_up, tear_down),
		cmocka_unit_test_setup_teardown(strip_below, set_up, tear_down),
		cmocka_unit_test_setup_teardown(picture_is_kept, set_up, tear_down),
		cmocka_unit_test_setup_teardown(intent, set_up, tear_down),
		cmocka_unit_test_setup_teardown(same_pages_same_bytes, set_up, tear_down),
		cmocka_unit_test(numbers),
		cmocka_unit_test(huge_page_fits),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests_name("pdf", tests, NULL, NULL);
}
