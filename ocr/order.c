/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ocr/words.h"

#include "base/median.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum {
	COLUMN_LINES = 8, /* fewer lines side by side are a heading or a table, … */
	APART_LINES = 4,  /* … or than these, when they stand well apart */
	CORNER_LINES = 3, /* of a letterhead in the corner, the addressee beside it … */
	MOST_LINES = 8	  /* … who takes no more than these */
};
static const double FULL = 0.6; /* share of its column that a line of text fills */

void words_add(void *owner, struct words *words, struct words more)
{
	for (int i = 0; i < more.count; i++) {
		words->list = APPEND(owner, words->list, &words->count, struct word);
		words->list[words->count - 1] = more.list[i];
	}
}

int words_height(struct words words)
{
	if (words.count == 0)
		return 1;
	int *heights = NEW_ARRAY(NULL, int, words.count);
	for (int i = 0; i < words.count; i++)
		heights[i] = words.list[i].box.h;
	int median = median_of(heights, words.count);
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

static int gap_width(struct gap gap)
{
	return gap.to - gap.from;
}

/* The widest part of FRAME where LINE has no word. */
static struct gap line_gap(const struct line *line, struct gap frame)
{
	struct gap best = {0, 0};
	int from = frame.from;
	for (int i = 0; i <= line->count; i++) {
		int to = i < line->count ? line->words[i].box.x : frame.to;
		struct gap gap = {from, to < frame.to ? to : frame.to};
		if (gap_width(gap) > gap_width(best))
			best = gap;
		if (i < line->count && line->words[i].box.x + line->words[i].box.w > from)
			from = line->words[i].box.x + line->words[i].box.w;
	}
	return best;
}

/* Lines with something on both sides of a gap, or on one. */
struct block {
	const struct line *lines;
	int count;
	struct gap gutter;
};

/* One side of a block. */
struct side {
	struct box box;
	int lines, words, numbers;
	int first, last; /* px: the least and the most where its lines begin */
	double filled;	 /* px, all lines together */
};

static bool is_number(const char *text)
{
	size_t digits = strspn(text, "0123456789.,-–/()");
	return digits == strlen(text);
}

static struct side side_of(const struct block *block, bool left)
{
	struct side side = {.first = 1 << 30};
	for (int i = 0; i < block->count; i++) {
		struct box whole = {0, 0, 0, 0};
		const struct line *line = &block->lines[i];
		for (int j = 0; j < line->count; j++) {
			if ((line->words[j].box.x < block->gutter.from) != left)
				continue;
			whole = box_around(whole, line->words[j].box);
			side.words++;
			side.numbers += is_number(line->words[j].text);
		}
		if (whole.w == 0)
			continue;
		side.box = box_around(side.box, whole);
		side.lines++;
		side.first = whole.x < side.first ? whole.x : side.first;
		side.last = whole.x > side.last ? whole.x : side.last;
		side.filled += whole.w;
	}
	return side;
}

static bool is_full(const struct side *side)
{
	return side->filled > FULL * side->lines * side->box.w;
}

/* Cells do not fill their columns, or hold numbers: a table is read row by row. */
static bool are_columns(const struct block *block, int height)
{
	struct side left = side_of(block, true), right = side_of(block, false);
	int least = gap_width(block->gutter) > 2 * height ? APART_LINES : COLUMN_LINES;
	int width = left.box.w < right.box.w ? left.box.w : right.box.w;
	int whole = right.box.x + right.box.w - left.box.x;
	if (gap_width(block->gutter) * 2 > width)
		return false;
	return left.lines >= least && right.lines >= least - 1 && width * 4 > whole &&
	       left.numbers * 2 < left.words && right.numbers * 2 < right.words && is_full(&left) &&
	       is_full(&right);
}

/* The name of an office, and beside it to whom it writes, from one edge on. */
static bool is_corner(const struct block *block, int height)
{
	struct side left = side_of(block, true), right = side_of(block, false);
	return left.lines >= CORNER_LINES && right.lines >= CORNER_LINES - 1 &&
	       right.lines <= MOST_LINES && left.numbers * 2 < left.words &&
	       right.numbers * 3 < right.words && right.last - right.first < height &&
	       left.box.w * 5 > right.box.x - left.box.x && gap_width(block->gutter) > height;
}

/* From the line AT on as many as leave one gap free, and stand no farther apart than PITCH lets
 * them. */
static struct block block_at(const struct line *lines, int count, int at, struct gap gutter,
			     double pitch, int height)
{
	struct block block = {&lines[at], 1, gutter};
	for (int i = at + 1; i < count; i++) {
		struct gap gap = line_gap(&lines[i], block.gutter);
		double off = middle_of(lines[i].box) - middle_of(lines[i - 1].box);
		if (gap_width(gap) < height || off > 1.7 * pitch)
			break;
		block.gutter = gap;
		block.count++;
	}
	return block;
}

/* The middle of the distances from line to line: half of them are smaller. */
static double pitch_of(void *owner, struct lines lines)
{
	int *offs = NEW_ARRAY(owner, int, lines.count + 1), count = 0;
	for (int i = 1; i < lines.count; i++)
		offs[count++] = (int)(middle_of(lines.list[i].box) -
				      middle_of(lines.list[i - 1].box));
	int pitch = count > 0 ? median_of(offs, count) : 1;
	talloc_free(offs);
	return pitch;
}

/* At most one line above, on one side of the gap. */
static bool at_top(struct lines rows, int at, struct gap gutter)
{
	struct box first = rows.list[0].box;
	return at == 0 || (at == 1 && (first.x + first.w <= gutter.to || first.x >= gutter.from));
}

/* The block of columns that begins with the line AT; no lines when there is none. */
static struct block columns_at(struct lines rows, int at, double pitch, int height)
{
	struct line *line = &rows.list[at];
	for (int i = 1; i < line->count; i++) {
		struct box before = line->words[i - 1].box;
		struct gap gap = {before.x + before.w, line->words[i].box.x};
		if (gap_width(gap) < height)
			continue;
		struct block block = block_at(rows.list, rows.count, at, gap, pitch, height);
		if (are_columns(&block, height) ||
		    (at_top(rows, at, block.gutter) && is_corner(&block, height)))
			return block;
	}
	return (struct block){NULL, 0, {0, 0}};
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
	double pitch = pitch_of(owner, rows);
	for (int i = 0; i < rows.count;) {
		struct block block = columns_at(rows, i, pitch, height);
		if (block.count == 0) {
			line_part(owner, &out, &rows.list[i++], 1 << 30, true);
			continue;
		}
		for (int j = 0; j < block.count; j++)
			line_part(owner, &out, &block.lines[j], block.gutter.from, true);
		for (int j = 0; j < block.count; j++)
			line_part(owner, &out, &block.lines[j], block.gutter.from, false);
		i += block.count;
	}
	return out;
}
