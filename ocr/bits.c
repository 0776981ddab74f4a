/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ocr/bits.h"

#include "base/runs.h"
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

/* --- straight runs --- */

static void run_set(l_uint32 *row, struct run run)
{
	int first = run.x / 32, last = run.end / 32;
	l_uint32 from = 0xffffffffU >> run.x % 32, till = ~(0xffffffffU >> run.end % 32);
	if (first == last) {
		row[first] |= from & till;
		return;
	}
	row[first] |= from;
	for (int i = first + 1; i < last; i++)
		row[i] = 0xffffffffU;
	if (till != 0)
		row[last] |= till;
}

/* Of a picture as wide: what reaches beyond it is cut. */
static struct run run_within(PIX *bits, int x, int end)
{
	int width = pixGetWidth(bits);
	return (struct run){x < 0 ? 0 : x, end > width ? width : end};
}

PIX *bits_near(PIX *bits, int across, int down)
{
	PIX *out = must(pixCreateTemplate(bits));
	struct run *runs = NEW_ARRAY(NULL, struct run, runs_most(pixGetWidth(bits)));
	struct rows from = rows_of(bits), rows = rows_of(out);
	for (int y = 0; y < rows.count; y++) {
		int count = runs_of(row_at(from, y), pixGetWidth(bits), runs);
		int first = y - down / 2, last = first + down;
		for (int i = 0; i < count; i++) {
			struct run run = run_within(bits, runs[i].x - across / 2,
						    runs[i].end - across / 2 + across - 1);
			for (int at = first < 0 ? 0 : first; at < last && at < rows.count; at++)
				run_set(row_at(rows, at), run);
		}
	}
	talloc_free(runs);
	return out;
}

static void keep_long(PIX *bits, int length, PIX *out)
{
	struct run *runs = NEW_ARRAY(NULL, struct run, runs_most(pixGetWidth(bits)));
	struct rows from = rows_of(bits), rows = rows_of(out);
	for (int y = 0; y < rows.count; y++) {
		int count = runs_of(row_at(from, y), pixGetWidth(bits), runs);
		for (int i = 0; i < count; i++)
			if (runs[i].end - runs[i].x >= length)
				run_set(row_at(rows, y), runs[i]);
	}
	talloc_free(runs);
}

/* A run of LENGTH covers one of the blocks that are half as high, wherever it begins. *COLUMNS: the
 * words that have such a one; as a rule there are none. */
static void find_tall(struct rows rows, int length, bool *columns)
{
	int block = (length + 1) / 2;
	l_uint32 *all = NEW_ARRAY(NULL, l_uint32, rows.words), any = 0;
	for (int y = 0; y + block <= rows.count; y += block) {
		for (int k = 0; k < block && (k == 0 || any != 0); k++) {
			const l_uint32 *row = row_at(rows, y + k);
			any = 0;
			for (int i = 0; i < rows.words; i++)
				any |= all[i] = k == 0 ? row[i] : all[i] & row[i];
		}
		for (int i = 0; i < rows.words && any != 0; i++)
			columns[i] = columns[i] || all[i] != 0;
	}
	talloc_free(all);
}

/* Of each dot what is as well STEP further down. */
static void keep_down(l_uint32 *column, int count, int step)
{
	for (int y = 0; y < count; y++)
		column[y] &= y + step < count ? column[y + step] : 0;
}

/* Each dot makes another, STEP further down. */
static void spread_down(l_uint32 *column, int count, int step)
{
	for (int y = count - 1; y >= step; y--)
		column[y] |= column[y - step];
}

/* Each step doubles what is known: an opening by a brick would take as many steps as it is long. */
static void in_steps(l_uint32 *column, int count, int length,
		     void (*step_by)(l_uint32 *column, int count, int step))
{
	for (int have = 1, step; have < length; have += step) {
		step = have < length - have ? have : length - have;
		step_by(column, count, step);
	}
}

static void keep_tall(PIX *bits, int length, PIX *out)
{
	struct rows in = rows_of(bits), to = rows_of(out);
	bool *tall = NEW_ARRAY(NULL, bool, in.words);
	l_uint32 *column = NEW_ARRAY(tall, l_uint32, in.count);
	find_tall(in, length, tall);
	for (int i = 0; i < in.words; i++) {
		if (!tall[i])
			continue;
		for (int y = 0; y < in.count; y++)
			column[y] = row_at(in, y)[i];
		in_steps(column, in.count, length, keep_down);
		in_steps(column, in.count, length, spread_down);
		for (int y = 0; y < in.count; y++)
			row_at(to, y)[i] = column[y];
	}
	talloc_free(tall);
}

PIX *bits_runs(PIX *bits, int length, bool down)
{
	PIX *out = must(pixCreateTemplate(bits));
	(down ? keep_tall : keep_long)(bits, length, out);
	return out;
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

/* The runs of a row, and of which pieces they are. */
struct line {
	struct run *runs;
	int *pieces, count;
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
static void row_join(void *owner, struct pieces *pieces, struct line above, struct line line, int y)
{
	for (int i = 0, from = 0; i < line.count; i++) {
		struct run run = line.runs[i];
		int piece = -1;
		while (from < above.count && above.runs[from].end < run.x)
			from++;
		for (int k = from; k < above.count && above.runs[k].x <= run.end; k++)
			piece = piece < 0 ? whole_of(pieces, above.pieces[k])
					  : join(pieces, piece, above.pieces[k]);
		if (piece < 0) {
			pieces->list = APPEND(owner, pieces->list, &pieces->count, struct piece);
			piece = pieces->count - 1;
			pieces->list[piece].part_of = piece;
		}
		line.pieces[i] = piece;
		widen(&pieces->list[piece], (struct box){run.x, y, run.end - run.x, 1});
	}
}

static struct line line_for(void *owner, PIX *bits)
{
	int most = runs_most(pixGetWidth(bits));
	return (struct line){NEW_ARRAY(owner, struct run, most), NEW_ARRAY(owner, int, most), 0};
}

struct box *bits_boxes(void *owner, PIX *bits, int *count)
{
	void *own = talloc_new(NULL);
	struct pieces pieces = {0};
	struct line above = line_for(own, bits), line = line_for(own, bits);
	struct rows rows = rows_of(bits);
	for (int y = 0; y < rows.count; y++) {
		line.count = runs_of(row_at(rows, y), pixGetWidth(bits), line.runs);
		row_join(own, &pieces, above, line, y);
		struct line free = above;
		above = line;
		line = free;
	}
	struct box *boxes = NEW_ARRAY(owner, struct box, pieces.count);
	*count = 0;
	for (int i = 0; i < pieces.count; i++)
		if (pieces.list[i].part_of == i)
			boxes[(*count)++] = pieces.list[i].box;
	talloc_free(own);
	return boxes;
}
