/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ocr/missed.h"

#include "ocr/words.h"
#include <stdlib.h>

enum { LETTERS = 4 }; /* fewer are dust and the rests of a seal */

static bool is_inside(struct box mark, const struct box *boxes, int count)
{
	int x = mark.x + mark.w / 2, y = mark.y + mark.h / 2;
	for (int i = 0; i < count; i++)
		if (x >= boxes[i].x && x < boxes[i].x + boxes[i].w && y >= boxes[i].y &&
		    y < boxes[i].y + boxes[i].h)
			return true;
	return false;
}

struct marks missed_marks(void *owner, struct marks marks, const struct box *words, int count)
{
	struct marks missed = {.list = NEW_ARRAY(owner, struct box, marks.count),
			       .height = marks.height};
	for (int i = 0; i < marks.count; i++)
		if (!is_inside(marks.list[i], words, count))
			missed.list[missed.count++] = marks.list[i];
	return missed;
}

static int by_left(const void *a, const void *b)
{
	return ((const struct box *)a)->x - ((const struct box *)b)->x;
}

struct row {
	struct box box, last; /* of all its marks; of the last */
	int marks;
};

/* Level with the end of ROW and not far behind it. */
static bool goes_on(const struct row *row, struct box mark, int height)
{
	struct box last = row->last;
	int top = last.y > mark.y ? last.y : mark.y, end = last.x + last.w;
	int bottom = last.y + last.h < mark.y + mark.h ? last.y + last.h : mark.y + mark.h;
	int least = last.h < mark.h ? last.h : mark.h;
	return (bottom - top) * 2 > least && mark.x - end < 3 * height;
}

static struct row *rows_of(void *owner, struct marks missed, int *count)
{
	struct row *rows = NULL;
	*count = 0;
	for (int i = 0; i < missed.count; i++) {
		struct box mark = missed.list[i];
		int at = 0;
		if (mark.h * 2 < missed.height || mark.h > missed.height * 5 / 2)
			continue;
		while (at < *count && !goes_on(&rows[at], mark, missed.height))
			at++;
		if (at == *count) {
			rows = APPEND(owner, rows, count, struct row);
			rows[at] = (struct row){0};
		}
		rows[at].box = box_around(rows[at].box, mark);
		rows[at].last = mark;
		rows[at].marks++;
	}
	return rows;
}

struct box *missed_lines(void *owner, struct marks missed, int *count)
{
	int nrows;
	if (missed.count > 0)
		qsort(missed.list, (size_t)missed.count, sizeof *missed.list, by_left);
	struct row *rows = rows_of(owner, missed, &nrows);
	struct box *lines = NEW_ARRAY(owner, struct box, nrows);
	*count = 0;
	for (int i = 0; i < nrows; i++)
		if (rows[i].marks >= LETTERS && rows[i].box.h < missed.height * 4)
			lines[(*count)++] = rows[i].box;
	talloc_free(rows);
	return lines;
}
