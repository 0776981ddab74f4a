/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "archive/layer.h"

#include "base/median.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { SIDE = 14400 };

/* Measured against poppler on 12 letters: letters of 0.6 of the line's height and a gap of 0.2 em
 * before the next word neither break nor join a word; taller ones broke two of 3083. */
static const double TALL = 0.6, GAP = 0.2, WIDE_GAP = 0.45, COLUMN_GAP = 0.5;
/* Poppler takes equal letters nearer than 0.1 em for one letter printed bold. */
static const double NARROW = 0.2;
static const double GLYPH = 0.5;
static const double BASE = 0.8; /* of the line's height from above */

/* From px of the image to points of the page; y grows upwards in a PDF. */
struct frame {
	double x, y, width, height;
};

static struct frame frame_of(const struct pdf_page *page)
{
	double wide = page->width * 72 / page->xdpi, tall = page->height * 72 / page->ydpi;
	double fit = fmin(1, SIDE / fmax(wide, tall));
	return (struct frame){72 / page->xdpi * fit, 72 / page->ydpi * fit, wide * fit, tall * fit};
}

struct paper paper_of(const struct pdf_page *page)
{
	struct frame frame = frame_of(page);
	return (struct paper){fmax(3, frame.width), fmax(3, frame.height)};
}

const char *pdf_number(void *owner, double value)
{
	long long thousandths = llround(value * 1000), part = llabs(thousandths) % 1000;
	const char *sign = thousandths < 0 ? "-" : "";
	long long whole = llabs(thousandths) / 1000;
	int digits = part == 0 ? 0 : part % 100 == 0 ? 1 : part % 10 == 0 ? 2 : 3;
	if (digits == 0)
		return TEXT_OF(owner, "%s%lld", sign, whole);
	part /= digits == 1 ? 100 : digits == 2 ? 10 : 1;
	return TEXT_OF(owner, "%s%lld.%0*lld", sign, whole, digits, part);
}

static void add(char **text, const char *more)
{
	*text = must(talloc_strdup_append_buffer(*text, more));
}

static void add_numbers(char **text, const double *numbers, int count)
{
	for (int i = 0; i < count; i++) {
		const char *number = pdf_number(NULL, numbers[i]);
		add(text, number);
		add(text, " ");
		talloc_free((void *)number);
	}
}

/* The next character; what cannot stand in two bytes, or is no text, becomes U+FFFD. */
static unsigned next_code(const char **text)
{
	const unsigned char *s = (const unsigned char *)*text;
	int more = *s < 0x80 ? 0 : *s >= 0xf0 ? 3 : *s >= 0xe0 ? 2 : *s >= 0xc0 ? 1 : -1;
	unsigned code = more <= 0 ? *s : *s & (0x3fU >> more);
	for (int i = 1; i <= more; i++) {
		if ((s[i] & 0xc0) != 0x80) {
			*text += i;
			return 0xfffd;
		}
		code = code << 6 | (s[i] & 0x3fU);
	}
	*text += more < 0 ? 1 : more + 1;
	bool text_code = more >= 0 && code > 0x20 && code != 0x7f && code < 0xfffd;
	return text_code && !(code >= 0xd800 && code < 0xe000) ? code : 0xfffd;
}

static int letters(const char *text)
{
	int count = 0;
	while (*text != '\0') {
		next_code(&text);
		count++;
	}
	return count;
}

/* What is left before the next word, in em. A line of single letters poppler takes for one word in
 * wide print unless 0.4 em lie between them; else 0.03 would do. */
static double line_gap(const struct pdf_line *line)
{
	for (int i = 0; i < line->count; i++)
		if (letters(line->words[i].text) > 1)
			return GAP;
	return WIDE_GAP;
}

/* Words one above the other, as noise and sideways print give them. */
static bool stacked(const struct box *a, const struct box *b)
{
	int apart = abs(2 * a->y + a->h - 2 * b->y - b->h);
	return apart > (a->h > b->h ? a->h : b->h);
}

/* From the beginning of a word to that of the next; 0: nothing stands after it. */
static double word_room(const struct pdf_line *line, int i)
{
	if (i + 1 == line->count || stacked(&line->words[i].box, &line->words[i + 1].box))
		return 0;
	return fmax(0, line->words[i + 1].box.x - line->words[i].box.x);
}

/* How wide a word is drawn, in px: as on paper, but short of the word after it, and not so short
 * that poppler takes the gap for one between columns. A gap wider than a line is high is one. */
static double word_width(const struct pdf_line *line, int i, double size)
{
	double width = fmax(1, line->words[i].box.w), room = word_room(line, i);
	double gap = line_gap(line) * size, most = COLUMN_GAP * size;
	if (room == 0)
		return width;
	if (room - width > most && room - width < line->box.h)
		return room - most;
	return fmin(width, fmax(room - gap, room / 2));
}

/* Of the words: their heights, or where their boxes end. */
static int line_median(const struct pdf_line *line, bool ends)
{
	int *values = NEW_ARRAY(NULL, int, line->count);
	for (int i = 0; i < line->count; i++)
		values[i] = line->words[i].box.h + (ends ? line->words[i].box.y : 0);
	int median = median_of(values, line->count);
	talloc_free(values);
	return median;
}

/* A sprawling word makes the box of a handwritten line reach into its neighbours, and poppler mixes
 * them: then the line is as high as most of its words. */
static struct box line_body(const struct pdf_line *line)
{
	struct box body = line->box;
	int tall = line->count == 0 ? body.h : line_median(line, false);
	if (2 * body.h <= 3 * tall)
		return body;
	body.h = tall * 5 / 4;
	body.y = line_median(line, true) - body.h;
	return body;
}

/* In points. One size for the line, so that its words stay one line; small enough that no letter is
 * too narrow in it and no gap too small. */
static double line_size(const struct pdf_line *line, int high, const struct frame *frame)
{
	double gap = line_gap(line), tall = high * frame->y * TALL, size = tall;
	for (int i = 0; i < line->count; i++) {
		int n = letters(line->words[i].text);
		double room = word_room(line, i) * frame->x;
		double width = word_width(line, i, tall / frame->x) * frame->x;
		size = room > 0 ? fmin(size, room / 2 / gap) : size;
		size = n > 0 ? fmin(size, width / n / NARROW) : size;
	}
	return fmax(0.5, size);
}

static void add_word(char **text, const char *word)
{
	char code[8];
	add(text, "<");
	while (*word != '\0') {
		snprintf(code, sizeof code, "%04X", next_code(&word));
		add(text, code);
	}
	add(text, "0020> Tj\n"); /* the space ends the word for every reader */
}

/* Poppler leaves out what stands off the page. */
static double within(double value, double limit)
{
	return fmax(0, fmin(value, limit));
}

/* The pen stands where the last word began: on paper of hundredths of a point. */
static void move_pen(char **text, double x, double y, long pen[2])
{
	long to[2] = {lround(x * 100), lround(y * 100)};
	add_numbers(text,
		    (double[]){(double)(to[0] - pen[0]) / 100, (double)(to[1] - pen[1]) / 100}, 2);
	add(text, "Td ");
	pen[0] = to[0];
	pen[1] = to[1];
}

static void add_line(char **text, const struct pdf_line *line, const struct frame *frame,
		     long pen[2])
{
	struct box body = line_body(line);
	double size = line_size(line, body.h, frame);
	double base = frame->height - (body.y + body.h * BASE) * frame->y;
	add(text, "/F ");
	add_numbers(text, &size, 1);
	add(text, "Tf\n");
	for (int i = 0; i < line->count; i++) {
		const struct pdf_word *word = &line->words[i];
		int n = letters(word->text);
		if (n == 0)
			continue;
		double width = word_width(line, i, size / frame->x) * frame->x;
		double letter = fmax(width / n, NARROW * size);
		double stretch = round(100 * letter / (GLYPH * size));
		double x = within(word->box.x * frame->x, frame->width - letter * n);
		add_numbers(text, &stretch, 1);
		add(text, "Tz ");
		move_pen(text, x, within(base, frame->height), pen);
		add_word(text, word->text);
	}
}

/* From px of the page to points. */
static struct matrix to_points(const struct frame *frame)
{
	return (struct matrix){frame->x, 0, 0, -frame->y, 0, frame->height};
}

static void add_drawn(char **text, struct matrix place, const struct frame *frame, const char *name)
{
	struct matrix m = matrix_then(place, to_points(frame));
	add(text, "q\n");
	add_numbers(text, (double[]){m.a, m.b, m.c, m.d, m.e, m.f}, 6);
	add(text, "cm\n/");
	add(text, name);
	add(text, " Do\nQ\n");
}

static void add_image(char **text, const struct pdf_page *page, const struct frame *frame)
{
	static const struct matrix none;
	const struct matrix whole = {page->width, 0, 0, -page->height, 0, page->height};
	if (page->image.bytes != NULL)
		add_drawn(text,
			  memcmp(&page->image.place, &none, sizeof none) == 0 ? whole
									      : page->image.place,
			  frame, "I");
}

/* The dashed line that tells scanned paper from added. */
static void add_seam(char **text, const struct pdf_page *page, const struct frame *frame)
{
	double y = frame->height - page->added * frame->y;
	if (page->added == 0)
		return;
	add(text, "q\n0 G\n0.6 w\n[7 7] 0 d\n");
	add_numbers(text, (double[]){0, y}, 2);
	add(text, "m\n");
	add_numbers(text, (double[]){frame->width, y}, 2);
	add(text, "l S\nQ\n");
}

const char *layer_text(void *owner, const struct pdf_page *page)
{
	struct frame frame = frame_of(page);
	char *text = must(talloc_strdup(owner, ""));
	add_image(&text, page, &frame);
	add_seam(&text, page, &frame);
	for (int i = 0; i < page->nmarks; i++)
		add_drawn(&text, page->marks[i].place, &frame, TEXT_OF(owner, "M%d", i));
	long pen[2] = {0, 0};
	if (page->count > 0)
		add(&text, "BT\n3 Tr\n");
	for (int i = 0; i < page->count; i++)
		add_line(&text, &page->lines[i], &frame, pen);
	if (page->count > 0)
		add(&text, "ET\n");
	return text;
}

void layer_rows(const struct pdf_page *page, bool rows[LAYER_ROWS])
{
	for (int i = 0; i < page->count; i++)
		for (int j = 0; j < page->lines[i].count; j++)
			for (const char *text = page->lines[i].words[j].text; *text != '\0';)
				rows[next_code(&text) >> 8] = true;
}
