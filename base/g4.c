/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/g4.h"

#include "base/job.h"
#include "base/runs.h"
#include <stdbool.h>

/* BITS right-aligned, LENGTH of them. */
struct code {
	uint16_t bits;
	uint8_t length;
};

enum { MAKEUP = 63, LONG = 1792, LONGEST = 2560 };

/* T.4, tables 2 and 3a: runs of 0 to 63 dots, behind them those of 64, 128 … 1728; white, black. */
static const struct code short_runs[2][64 + 27] = {
	{{0x35, 8}, {0x7, 6},  {0x7, 4},  {0x8, 4},  {0xb, 4},	{0xc, 4},  {0xe, 4},  {0xf, 4},
	 {0x13, 5}, {0x14, 5}, {0x7, 5},  {0x8, 5},  {0x8, 6},	{0x3, 6},  {0x34, 6}, {0x35, 6},
	 {0x2a, 6}, {0x2b, 6}, {0x27, 7}, {0xc, 7},  {0x8, 7},	{0x17, 7}, {0x3, 7},  {0x4, 7},
	 {0x28, 7}, {0x2b, 7}, {0x13, 7}, {0x24, 7}, {0x18, 7}, {0x2, 8},  {0x3, 8},  {0x1a, 8},
	 {0x1b, 8}, {0x12, 8}, {0x13, 8}, {0x14, 8}, {0x15, 8}, {0x16, 8}, {0x17, 8}, {0x28, 8},
	 {0x29, 8}, {0x2a, 8}, {0x2b, 8}, {0x2c, 8}, {0x2d, 8}, {0x4, 8},  {0x5, 8},  {0xa, 8},
	 {0xb, 8},  {0x52, 8}, {0x53, 8}, {0x54, 8}, {0x55, 8}, {0x24, 8}, {0x25, 8}, {0x58, 8},
	 {0x59, 8}, {0x5a, 8}, {0x5b, 8}, {0x4a, 8}, {0x4b, 8}, {0x32, 8}, {0x33, 8}, {0x34, 8},
	 {0x1b, 5}, {0x12, 5}, {0x17, 6}, {0x37, 7}, {0x36, 8}, {0x37, 8}, {0x64, 8}, {0x65, 8},
	 {0x68, 8}, {0x67, 8}, {0xcc, 9}, {0xcd, 9}, {0xd2, 9}, {0xd3, 9}, {0xd4, 9}, {0xd5, 9},
	 {0xd6, 9}, {0xd7, 9}, {0xd8, 9}, {0xd9, 9}, {0xda, 9}, {0xdb, 9}, {0x98, 9}, {0x99, 9},
	 {0x9a, 9}, {0x18, 6}, {0x9b, 9}},
	{{0x37, 10}, {0x2, 3},	 {0x3, 2},   {0x2, 2},	 {0x3, 3},   {0x3, 4},	 {0x2, 4},
	 {0x3, 5},   {0x5, 6},	 {0x4, 6},   {0x4, 7},	 {0x5, 7},   {0x7, 7},	 {0x4, 8},
	 {0x7, 8},   {0x18, 9},	 {0x17, 10}, {0x18, 10}, {0x8, 10},  {0x67, 11}, {0x68, 11},
	 {0x6c, 11}, {0x37, 11}, {0x28, 11}, {0x17, 11}, {0x18, 11}, {0xca, 12}, {0xcb, 12},
	 {0xcc, 12}, {0xcd, 12}, {0x68, 12}, {0x69, 12}, {0x6a, 12}, {0x6b, 12}, {0xd2, 12},
	 {0xd3, 12}, {0xd4, 12}, {0xd5, 12}, {0xd6, 12}, {0xd7, 12}, {0x6c, 12}, {0x6d, 12},
	 {0xda, 12}, {0xdb, 12}, {0x54, 12}, {0x55, 12}, {0x56, 12}, {0x57, 12}, {0x64, 12},
	 {0x65, 12}, {0x52, 12}, {0x53, 12}, {0x24, 12}, {0x37, 12}, {0x38, 12}, {0x27, 12},
	 {0x28, 12}, {0x58, 12}, {0x59, 12}, {0x2b, 12}, {0x2c, 12}, {0x5a, 12}, {0x66, 12},
	 {0x67, 12}, {0xf, 10},	 {0xc8, 12}, {0xc9, 12}, {0x5b, 12}, {0x33, 12}, {0x34, 12},
	 {0x35, 12}, {0x6c, 13}, {0x6d, 13}, {0x4a, 13}, {0x4b, 13}, {0x4c, 13}, {0x4d, 13},
	 {0x72, 13}, {0x73, 13}, {0x74, 13}, {0x75, 13}, {0x76, 13}, {0x77, 13}, {0x52, 13},
	 {0x53, 13}, {0x54, 13}, {0x55, 13}, {0x5a, 13}, {0x5b, 13}, {0x64, 13}, {0x65, 13}},
};

/* T.4, table 3b: 1792, 1856 … 2560 dots, of either colour. */
static const struct code long_runs[13] = {
	{0x8, 11},  {0xc, 11},	{0xd, 11},  {0x12, 12}, {0x13, 12}, {0x14, 12}, {0x15, 12},
	{0x16, 12}, {0x17, 12}, {0x1c, 12}, {0x1d, 12}, {0x1e, 12}, {0x1f, 12}};

/* T.6, table 1: the changing element three dots left of the one above, to three dots right. */
static const struct code vertical[7] = {{0x2, 7}, {0x2, 6}, {0x2, 3}, {0x1, 1},
					{0x3, 3}, {0x3, 6}, {0x3, 7}};
static const struct code pass = {0x1, 4}, horizontal = {0x1, 3}, end_of_line = {0x1, 12};

/* --- bits, the first in the highest --- */

struct writer {
	void *owner;
	uint8_t *bytes;
	size_t size, room;
	uint64_t held; /* the last COUNT of them are not written yet, fewer than 32 */
	int count;
};

static void put(struct writer *out, struct code code)
{
	out->held = out->held << code.length | code.bits;
	out->count += code.length;
	if (out->count < 32)
		return;
	out->count -= 32;
	uint32_t word = (uint32_t)(out->held >> out->count);
	for (int i = 0; i < 4; i++)
		out->bytes[out->size++] = (uint8_t)(word >> (24 - 8 * i));
}

/* No dot takes more than 7 bits, and what is held fits as well. */
static void make_room(struct writer *out, int width)
{
	size_t need = out->size + (size_t)width + 64;
	if (need <= out->room)
		return;
	out->room = 2 * need;
	out->bytes = must(talloc_realloc_size(out->owner, out->bytes, out->room));
}

static void put_run(struct writer *out, int black, int length)
{
	const struct code *codes = short_runs[black];
	for (; length > LONGEST + 63; length -= LONGEST)
		put(out, long_runs[(LONGEST - LONG) / 64]);
	if (length >= LONG)
		put(out, long_runs[(length - LONG) / 64]);
	else if (length > 63)
		put(out, codes[MAKEUP + length / 64]);
	put(out, codes[length % 64]);
}

/* --- rows --- */

/* The columns where the colour changes, white first: an even one turns black. Behind the last there
 * are four of WIDTH. */
struct changes {
	int *at;
	int width;
};

static void changes_of(const uint32_t *row, int width, struct run *runs, struct changes *changes)
{
	int count = runs_of(row, width, runs), n = 2 * count;
	for (int i = 0; i < count; i++) {
		changes->at[2 * i] = runs[i].x;
		changes->at[2 * i + 1] = runs[i].end;
	}
	for (int i = 0; i < 4; i++)
		changes->at[n + i] = width;
}

/* Where the coding of a row stands: at a0, before the first dot at first. CHANGE: index of a1, the
 * next change of the row. ABOVE: of b1, the first change behind a0 of the row above that is of a1's
 * kind. */
struct stand {
	int a0, change, above;
};

static bool is_black(struct stand at)
{
	return at.change % 2 != 0;
}

static struct stand stand_at(int a0, int change, int above, struct changes changes)
{
	while (changes.at[above] <= a0 && changes.at[above] < changes.width)
		above += 2;
	return (struct stand){a0, change, above};
}

/* T.6, 2.2.3 */
static void put_row(struct writer *out, struct changes row, struct changes above)
{
	struct stand at = {-1, 0, 0};
	while (at.a0 < row.width) {
		const int *a = row.at + at.change, *b = above.at + at.above;
		int from = at.a0 < 0 ? 0 : at.a0, by = a[0] - b[0];
		if (b[1] < a[0]) {
			put(out, pass);
			at = stand_at(b[1], at.change, at.above, above);
		} else if (by >= -3 && by <= 3) {
			put(out, vertical[by + 3]);
			at = stand_at(a[0], at.change + 1, at.above + (at.above > 0 ? -1 : 1),
				      above);
		} else {
			put(out, horizontal);
			put_run(out, is_black(at), a[0] - from);
			put_run(out, !is_black(at), a[1] - a[0]);
			at = stand_at(a[1], at.change + 2, at.above, above);
		}
	}
}

static void put_end(struct writer *out)
{
	put(out, end_of_line);
	put(out, end_of_line);
	put(out, (struct code){0, (uint8_t)((32 - out->count % 32) % 32)});
}

static struct changes changes_new(void *owner, int width)
{
	struct changes changes = {NEW_ARRAY(owner, int, 2 * runs_most(width) + 4), width};
	for (int i = 0; i < 4; i++)
		changes.at[i] = width;
	return changes;
}

uint8_t *g4_code(void *owner, struct bitmap bitmap, size_t *size)
{
	void *own = talloc_new(NULL);
	struct run *runs = NEW_ARRAY(own, struct run, runs_most(bitmap.width));
	struct changes above = changes_new(own, bitmap.width), row = changes_new(own, bitmap.width);
	struct writer out = {.owner = owner};
	for (int y = 0; y < bitmap.height; y++) {
		changes_of(bitmap.rows + (size_t)y * (size_t)bitmap.words, bitmap.width, runs,
			   &row);
		make_room(&out, bitmap.width);
		put_row(&out, row, above);
		struct changes free = above;
		above = row;
		row = free;
	}
	make_room(&out, 0);
	size_t whole = out.size + (size_t)(out.count + 24 + 7) / 8;
	put_end(&out);
	*size = whole;
	talloc_free(own);
	return out.bytes;
}
