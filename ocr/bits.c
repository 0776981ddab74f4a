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
