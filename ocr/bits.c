/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ocr/bits.h"

#include <leptonica/allheaders.h>

/* A word is 32 dots, the leftmost in its highest bit. */
struct rows {
	l_uint32 *data;
	int words, count;
};

static struct rows rows_of(PIX *bits)
{
	pixSetPadBits(bits, 0);
	return (struct rows){pixGetData(bits), pixGetWpl(bits), pixGetHeight(bits)};
}

static l_uint32 *row_at(struct rows rows, int y)
{
	return rows.data + (size_t)y * (size_t)rows.words;
}

/* --- runs --- */

/* Dots stay where there is one STEP further down, or to the right, as well. */
static void keep_down(struct rows rows, int step)
{
	for (int y = 0; y < rows.count; y++) {
		l_uint32 *row = row_at(rows, y);
		for (int i = 0; i < rows.words; i++)
			row[i] &= y + step < rows.count ? row[i + step * rows.words] : 0;
	}
}

static void keep_across(struct rows rows, int step)
{
	int whole = step / 32, part = step % 32;
	for (int y = 0; y < rows.count; y++) {
		l_uint32 *row = row_at(rows, y);
		for (int i = 0; i < rows.words; i++) {
			l_uint64 here = i + whole < rows.words ? row[i + whole] : 0;
			l_uint64 next = i + whole + 1 < rows.words ? row[i + whole + 1] : 0;
			row[i] &= (l_uint32)((here << 32 | next) >> (32 - part));
		}
	}
}

/* Each dot makes another, STEP further down, or to the right. */
static void spread_down(struct rows rows, int step)
{
	for (int y = rows.count - 1; y >= step; y--) {
		l_uint32 *row = row_at(rows, y);
		const l_uint32 *from = row_at(rows, y - step);
		for (int i = 0; i < rows.words; i++)
			row[i] |= from[i];
	}
}

static void spread_across(struct rows rows, int step)
{
	int whole = step / 32, part = step % 32;
	for (int y = 0; y < rows.count; y++) {
		l_uint32 *row = row_at(rows, y);
		for (int i = rows.words - 1; i >= whole; i--) {
			l_uint64 here = row[i - whole], before = i > whole ? row[i - whole - 1] : 0;
			row[i] |= (l_uint32)((before << 32 | here) >> part);
		}
	}
}

/* Each step doubles what is known: an opening by a brick would take as many steps as it is long. */
static void in_steps(struct rows rows, int length, void (*step_by)(struct rows rows, int step))
{
	for (int have = 1, step; have < length; have += step) {
		step = have < length - have ? have : length - have;
		step_by(rows, step);
	}
}

PIX *bits_runs(PIX *bits, int length, bool down)
{
	PIX *runs = must(pixCopy(NULL, bits));
	struct rows rows = rows_of(runs);
	in_steps(rows, length, down ? keep_down : keep_across);
	in_steps(rows, length, down ? spread_down : spread_across);
	pixSetPadBits(runs, 0);
	return runs;
}

/* --- specks --- */

/* The neighbours to the left and right of the dots of word I. */
static l_uint32 beside(const l_uint32 *row, int words, int i)
{
	l_uint32 before = i > 0 ? row[i - 1] << 31 : 0;
	l_uint32 after = i + 1 < words ? row[i + 1] >> 31 : 0;
	return row[i] >> 1 | before | row[i] << 1 | after;
}

/* In place: a dot that was cut was no neighbour of another. */
void bits_cut_specks(PIX *bits)
{
	struct rows rows = rows_of(bits);
	for (int y = 0; y < rows.count; y++) {
		l_uint32 *row = row_at(rows, y);
		const l_uint32 *above = y > 0 ? row - rows.words : NULL;
		const l_uint32 *below = y + 1 < rows.count ? row + rows.words : NULL;
		for (int i = 0; i < rows.words; i++) {
			if (row[i] == 0)
				continue;
			l_uint32 near = beside(row, rows.words, i);
			if (above != NULL)
				near |= above[i] | beside(above, rows.words, i);
			if (below != NULL)
				near |= below[i] | beside(below, rows.words, i);
			row[i] &= near;
		}
	}
}

/* --- pieces --- */

/* Ink from column X to the one before END. */
struct run {
	int x, end;
	int piece;
};

/* A piece that was found to be a part of an earlier one says of which; its box is there. */
struct piece {
	int part_of; /* itself, when it stands */
	struct box box;
};

struct pieces {
	struct piece *list;
	int count;
};

/* Where ink begins and ends, row by row: at the dots that differ from the one before them. */
static int runs_of(const l_uint32 *row, int words, int width, struct run *runs)
{
	int count = 0;
	bool inside = false;
	l_uint32 last = 0;
	for (int i = 0; i < words; i++) {
		l_uint32 turns = row[i] ^ (row[i] >> 1 | last << 31);
		last = row[i] & 1;
		while (turns != 0) {
			int at = __builtin_clz(turns);
			turns &= ~(0x80000000U >> at);
			if (inside)
				runs[count++].end = 32 * i + at;
			else
				runs[count].x = 32 * i + at;
			inside = !inside;
		}
	}
	if (inside)
		runs[count++].end = width;
	return count;
}

static int whole_of(struct pieces *pieces, int i)
{
	struct piece *list = pieces->list;
	while (list[i].part_of != i)
		i = list[i].part_of = list[list[i].part_of].part_of;
	return i;
}

static void widen(struct piece *piece, struct box by)
{
	piece->box = box_around(piece->box, by);
}

/* The earlier takes the later in. */
static int join(struct pieces *pieces, int a, int b)
{
	a = whole_of(pieces, a);
	b = whole_of(pieces, b);
	int first = a < b ? a : b, later = a < b ? b : a;
	pieces->list[later].part_of = first;
	widen(&pieces->list[first], pieces->list[later].box);
	return first;
}

/* The runs of row Y belong to the pieces whose runs in the row ABOVE touch them, if only by a
 * corner. */
static void row_join(void *owner, struct pieces *pieces, const struct run *above, int nabove,
		     struct run *runs, int count, int y)
{
	for (int i = 0, from = 0; i < count; i++) {
		runs[i].piece = -1;
		while (from < nabove && above[from].end < runs[i].x)
			from++;
		for (int k = from; k < nabove && above[k].x <= runs[i].end; k++)
			runs[i].piece = runs[i].piece < 0
						? whole_of(pieces, above[k].piece)
						: join(pieces, runs[i].piece, above[k].piece);
		if (runs[i].piece < 0) {
			pieces->list = APPEND(owner, pieces->list, &pieces->count, struct piece);
			runs[i].piece = pieces->count - 1;
			pieces->list[runs[i].piece].part_of = runs[i].piece;
		}
		widen(&pieces->list[runs[i].piece],
		      (struct box){runs[i].x, y, runs[i].end - runs[i].x, 1});
	}
}

struct box *bits_boxes(void *owner, PIX *bits, int *count)
{
	void *own = talloc_new(NULL);
	struct rows rows = rows_of(bits);
	struct pieces pieces = {0};
	int width = pixGetWidth(bits), nabove = 0;
	struct run *above = NEW_ARRAY(own, struct run, width / 2 + 1);
	struct run *runs = NEW_ARRAY(own, struct run, width / 2 + 1);
	for (int y = 0; y < rows.count; y++) {
		int n = runs_of(row_at(rows, y), rows.words, width, runs);
		row_join(own, &pieces, above, nabove, runs, n, y);
		struct run *free = above;
		above = runs;
		runs = free;
		nabove = n;
	}
	struct box *boxes = NEW_ARRAY(owner, struct box, pieces.count);
	*count = 0;
	for (int i = 0; i < pieces.count; i++)
		if (pieces.list[i].part_of == i)
			boxes[(*count)++] = pieces.list[i].box;
	talloc_free(own);
	return boxes;
}
