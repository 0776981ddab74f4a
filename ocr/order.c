/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ocr/words.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum { COLUMN_LINES = 8 }; /* fewer full lines side by side are a heading or a table */

struct box box_around(struct box a, struct box b)
{
	if (a.w == 0 || b.w == 0)
		return a.w == 0 ? b : a;
	int right = a.x + a.w > b.x + b.w ? a.x + a.w : b.x + b.w;
	int bottom = a.y + a.h > b.y + b.h ? a.y + a.h : b.y + b.h;
	int x = a.x < b.x ? a.x : b.x, y = a.y < b.y ? a.y : b.y;
	return (struct box){x, y, right - x, bottom - y};
}

void words_add(void *owner, struct words *words, struct words more)
{
	for (int i = 0; i < more.count; i++) {
		words->list = APPEND(owner, words->list, &words->count, struct word);
		words->list[words->count - 1] = more.list[i];
	}
}

static int by_number(const void *a, const void *b)
{
	return *(const int *)a - *(const int *)b;
}

int words_height(struct words words)
{
	if (words.count == 0)
		return 1;
	int *heights = NEW_ARRAY(NULL, int, words.count);
	for (int i = 0; i < words.count; i++)
		heights[i] = words.list[i].box.h;
	qsort(heights, (size_t)words.count, sizeof *heights, by_number);
	int median = heights[words.count / 2];
	talloc_free(heights);
	return median < 1 ? 1 : median;
}

double words_confidence(struct words words)
{
	double sum = 0, letters = 0;
	for (int i = 0; i < words.count; i++) {
		double length = (double)strlen(words.list[i].text);
		sum += words.list[i].confidence * length;
		letters += length;
	}
	return letters > 0 ? sum / letters : 0;
}

const char *line_text(void *owner, const struct line *line)
{
	char *text = must(talloc_strdup(owner, ""));
	for (int i = 0; i < line->count; i++)
		text = must(
			talloc_asprintf_append(text, i == 0 ? "%s" : " %s", line->words[i].text));
	return text;
}

/* --- words to rows --- */

/* Words that the reader gave one after the other, close together and level: their order is the
 * reader's, whatever their boxes say, which may reach over those of their neighbours. */
struct piece {
	const struct word *words;
	int count;
};

struct row {
	double middle; /* about its last tall word: rows may run a little downhill */
	int right;
	struct line line;
};

struct rows {
	struct row *list;
	int count;
};

static double middle_of(struct box box)
{
	return box.y + box.h / 2.0;
}

static double distance(double a, double b)
{
	return a < b ? b - a : a - b;
}

/* Within the box of the word before it, in the reader's own line: its boxes are at fault. */
static bool is_within(const struct word *before, const struct word *word)
{
	struct box a = before->box, b = word->box;
	return before->row > 0 && before->row == word->row && b.x >= a.x &&
	       b.x + b.w <= a.x + a.w + 2 && b.y + b.h > a.y && b.y < a.y + a.h;
}

/* One word that came as several: житлово - комунального. */
static bool is_torn(const struct word *before, const struct word *word)
{
	return is_within(before, word) &&
	       (*word->text == '-' || before->text[strlen(before->text) - 1] == '-');
}

/* Does B go on where A ends? */
static bool goes_on(struct box a, struct box b, double height)
{
	int top = a.y > b.y ? a.y : b.y, low = a.h < b.h ? a.h : b.h;
	int bottom = a.y + a.h < b.y + b.h ? a.y + a.h : b.y + b.h;
	return (bottom - top) * 5 > low * 2 && b.x > a.x && b.x + b.w / 2 > a.x + a.w / 2 &&
	       b.x - a.x - a.w < 2 * height;
}

/* The words with the torn ones whole again. */
static struct words words_whole(void *owner, struct words words)
{
	struct words whole = {NEW_ARRAY(owner, struct word, words.count), 0};
	for (int i = 0; i < words.count; i++) {
		struct word word = words.list[i], *last = whole.list + whole.count - 1;
		if (whole.count == 0 || !is_torn(last, &word)) {
			whole.list[whole.count++] = word;
			continue;
		}
		last->text = TEXT_OF(owner, "%s%s", last->text, word.text);
		last->confidence = last->confidence > word.confidence ? last->confidence
								      : word.confidence;
	}
	return whole;
}

static struct piece *pieces_of(void *owner, struct words words, double height, int *count)
{
	struct piece *list = NULL;
	*count = 0;
	for (int i = 0; i < words.count; i++) {
		const struct word *word = &words.list[i];
		if (i > 0 &&
		    (is_within(word - 1, word) || goes_on(word[-1].box, word->box, height))) {
			list[*count - 1].count++;
			continue;
		}
		list = APPEND(owner, list, count, struct piece);
		list[*count - 1] = (struct piece){&words.list[i], 1};
	}
	return list;
}

static int by_left(const void *a, const void *b)
{
	struct box first = ((const struct piece *)a)->words->box;
	struct box second = ((const struct piece *)b)->words->box;
	return first.x != second.x ? first.x - second.x : first.y - second.y;
}

static struct row *row_for(struct rows *rows, struct box box, double height)
{
	struct row *best = NULL;
	double least = 0.55 * height;
	for (int i = 0; i < rows->count; i++) {
		struct row *row = &rows->list[i];
		double off = distance(middle_of(box), row->middle);
		if (off < least && box.x + box.w / 2 > row->right - height) {
			least = off;
			best = row;
		}
	}
	return best;
}

/* A comma or a dash says little about where its line runs, nor does a box that took in more than
 * its word. */
static void row_take(void *owner, struct row *row, struct word word, double height)
{
	struct line *line = &row->line;
	double off = middle_of(word.box) - row->middle, most = 0.2 * height;
	if (line->count == 0)
		row->middle = middle_of(word.box);
	else if (word.box.h * 2 > height && word.box.h * 2 < height * 3)
		row->middle += off > most ? most : off < -most ? -most : off;
	if (word.box.x + word.box.w > row->right)
		row->right = word.box.x + word.box.w;
	line->box = box_around(line->box, word.box);
	line->words = APPEND(owner, line->words, &line->count, struct word);
	line->words[line->count - 1] = word;
}

static struct rows rows_of(void *owner, struct words words)
{
	struct rows rows = {0};
	double height = words_height(words);
	int count;
	struct piece *pieces = pieces_of(owner, words, height, &count);
	if (count > 0)
		qsort(pieces, (size_t)count, sizeof *pieces, by_left);
	for (int i = 0; i < count; i++) {
		struct row *row = row_for(&rows, pieces[i].words->box, height);
		if (row == NULL) {
			rows.list = APPEND(owner, rows.list, &rows.count, struct row);
			row = &rows.list[rows.count - 1];
		}
		for (int j = 0; j < pieces[i].count; j++)
			row_take(owner, row, pieces[i].words[j], height);
	}
	talloc_free(pieces);
	return rows;
}

static int by_middle(const void *a, const void *b)
{
	double first = middle_of(((const struct line *)a)->box);
	double second = middle_of(((const struct line *)b)->box);
	return (first > second) - (first < second);
}

static struct lines lines_of(void *owner, struct rows rows)
{
	struct lines lines = {NEW_ARRAY(owner, struct line, rows.count), rows.count};
	for (int i = 0; i < rows.count; i++)
		lines.list[i] = rows.list[i].line;
	if (lines.count > 0)
		qsort(lines.list, (size_t)lines.count, sizeof *lines.list, by_middle);
	return lines;
}

/* --- columns --- */

struct gap {
	int from, to; /* px, empty when from >= to */
};

static struct gap gap_common(struct gap a, struct gap b)
{
	return (struct gap){a.from > b.from ? a.from : b.from, a.to < b.to ? a.to : b.to};
}

/* The widest gap of LINE within FRAME. */
static struct gap line_gap(const struct line *line, struct gap frame)
{
	struct gap best = {0, 0};
	for (int i = 1; i < line->count; i++) {
		struct box left = line->words[i - 1].box;
		struct gap gap = gap_common(frame,
					    (struct gap){left.x + left.w, line->words[i].box.x});
		if (gap.to - gap.from > best.to - best.from)
			best = gap;
	}
	return best;
}

/* How full the lines are between two edges: 1 when every line reaches from one to the other. */
static double fill_of(const struct line *lines, int count, int from, int to)
{
	double covered = 0;
	for (int i = 0; i < count; i++) {
		struct box whole = {0, 0, 0, 0};
		for (int j = 0; j < lines[i].count; j++) {
			struct box box = lines[i].words[j].box;
			if (box.x + box.w / 2 >= from && box.x + box.w / 2 < to)
				whole = box_around(whole, box);
		}
		covered += whole.w;
	}
	return to > from ? covered / count / (to - from) : 0;
}

/* How many lines from the first on have one gap in common, which is left in *gutter. */
static int gutter_run(const struct line *lines, int count, int height, struct gap *gutter)
{
	struct gap common = {0, 1 << 30};
	int run = 0;
	for (; run < count; run++) {
		struct gap gap = line_gap(&lines[run], common);
		if (gap.to - gap.from < height)
			break;
		common = gap;
	}
	*gutter = common;
	return run;
}

static bool is_gutter(const struct line *lines, int count, struct gap gutter)
{
	struct box whole = {0, 0, 0, 0};
	for (int i = 0; i < count; i++)
		whole = box_around(whole, lines[i].box);
	int right = whole.x + whole.w;
	if (gutter.from - whole.x < whole.w / 4 || right - gutter.to < whole.w / 4)
		return false;
	return fill_of(lines, count, whole.x, gutter.from) > 0.75 &&
	       fill_of(lines, count, gutter.to, right) > 0.75;
}

/* Puts the words of LINE that stand left (or right) of X into a line of their own. */
static void line_part(void *owner, struct lines *out, const struct line *line, int x, bool left)
{
	struct line part = {0};
	for (int i = 0; i < line->count; i++) {
		if ((line->words[i].box.x < x) != left)
			continue;
		part.words = APPEND(owner, part.words, &part.count, struct word);
		part.words[part.count - 1] = line->words[i];
		part.box = box_around(part.box, line->words[i].box);
	}
	if (part.count == 0)
		return;
	out->list = APPEND(owner, out->list, &out->count, struct line);
	out->list[out->count - 1] = part;
}

struct lines lines_order(void *owner, struct words words)
{
	words = words_whole(owner, words);
	struct lines rows = lines_of(owner, rows_of(owner, words)), out = {0};
	int height = words_height(words);
	for (int i = 0; i < rows.count;) {
		struct gap gutter;
		int run = gutter_run(&rows.list[i], rows.count - i, height, &gutter);
		if (run < COLUMN_LINES || !is_gutter(&rows.list[i], run, gutter)) {
			line_part(owner, &out, &rows.list[i++], 1 << 30, true);
			continue;
		}
		for (int j = i; j < i + run; j++)
			line_part(owner, &out, &rows.list[j], gutter.from, true);
		for (int j = i; j < i + run; j++)
			line_part(owner, &out, &rows.list[j], gutter.from, false);
		i += run;
	}
	return out;
}
