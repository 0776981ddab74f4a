/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ocr/rule.h"

#include "base/image.h"
#include "ocr/bits.h"
#include "ocr/paper.h"
#include <leptonica/allheaders.h>
#include <stdbool.h>

enum { COARSE = 90 }; /* dots an inch */

/* Of the runs those pieces that are as long as that. */
static PIX *long_of(PIX *runs, int length, bool down)
{
	l_int32 changed;
	return must(pixSelectBySize(runs, length, length, 8,
				    down ? L_SELECT_HEIGHT : L_SELECT_WIDTH, L_SELECT_IF_GTE,
				    &changed));
}

/* What may be cut of a line: ink less than THIN px thick. EDGED: only of a line that comes from an
 * edge of the page. */
struct cut {
	int factor, thin;
	bool down, edged;
};

static bool is_edged(PIX *lines, BOX *at, bool down)
{
	l_int32 x, y, w, h, side = down ? pixGetHeight(lines) : pixGetWidth(lines);
	boxGetGeometry(at, &x, &y, &w, &h);
	return (down ? y : x) < side / 25 || (down ? y + h : x + w) > side - side / 25;
}

static void piece_cut(PIX *bits, PIX *line, BOX *at, struct cut cut)
{
	l_int32 x, y, w, h, f = cut.factor, room = cut.thin / f + 1;
	boxGetGeometry(at, &x, &y, &w, &h);
	x = x > room ? x - room : 0;
	y = y > room ? y - room : 0;
	BOX *coarse = must(boxCreate(x, y, w + 2 * room, h + 2 * room));
	BOX *fine = must(boxTransform(coarse, 0, 0, (float)f, (float)f));
	PIX *mask = must(pixClipRectangle(line, coarse, NULL));
	PIX *full = must(pixExpandReplicate(mask, f));
	PIX *part = must(pixClipRectangle(bits, fine, NULL));
	PIX *thick = bits_runs(part, cut.thin, !cut.down);
	pixSubtract(full, full, thick);
	pixRasterop(bits, x * f, y * f, pixGetWidth(full), pixGetHeight(full),
		    PIX_NOT(PIX_SRC) & PIX_DST, full, 0, 0);
	boxDestroy(&coarse);
	boxDestroy(&fine);
	pixDestroy(&mask);
	pixDestroy(&full);
	pixDestroy(&part);
	pixDestroy(&thick);
}

static int lines_cut(PIX *bits, PIX *lines, struct cut cut)
{
	BOXA *boxes = must(pixConnCompBB(lines, 8));
	int count = boxaGetCount(boxes);
	for (int i = 0; i < count; i++) {
		BOX *at = boxaGetBox(boxes, i, L_CLONE);
		if (!cut.edged || is_edged(lines, at, cut.down))
			piece_cut(bits, lines, at, cut);
		boxDestroy(&at);
	}
	boxaDestroy(&boxes);
	return count;
}

void rule_cut_streaks(PIX *bits, int dpi)
{
	enum { THIN = 5 };
	int factor;
	PIX *coarse = paper_coarse(bits, dpi, COARSE, 1, &factor);
	PIX *thick = must(pixDilateBrick(NULL, coarse, 3, 3));
	for (int down = 0; down < 2; down++) {
		int side = down ? pixGetHeight(thick) : pixGetWidth(thick);
		PIX *runs = bits_runs(thick, dpi / factor / 2, down);
		PIX *streak = long_of(runs, side * 6 / 10, down);
		lines_cut(bits, streak, (struct cut){factor, THIN, down, true});
		pixDestroy(&runs);
		pixDestroy(&streak);
	}
	pixDestroy(&thick);
	pixDestroy(&coarse);
}

/* No stroke of a letter is as long as 10 mm; a rule is twice that, and less than 1 mm thick. */
static PIX *rules_of(PIX *coarse, int dpi, bool down)
{
	PIX *runs = bits_runs(coarse, dpi * 10 / 25, down);
	PIX *rules = long_of(runs, dpi * 20 / 25, down);
	pixDilateBrick(runs, rules, 3, 3);
	pixDestroy(&rules);
	return runs;
}

/* What is left of a fold: dots and dashes too thin for letters, in a row of 25 mm and more. */
static PIX *dots_of(PIX *coarse, int dpi, bool down)
{
	int gap = dpi * 2 / 25, thin = dpi * 6 / 250;
	PIX *tall = bits_runs(coarse, thin, !down);
	PIX *letters = must(pixSeedfillBinary(NULL, tall, coarse, 8));
	PIX *dots = must(pixSubtract(NULL, coarse, letters));
	PIX *near = must(pixDilateBrick(NULL, dots, down ? 5 : gap, down ? gap : 5));
	PIX *rows = bits_runs(near, dpi, down);
	pixAnd(dots, dots, rows);
	pixDestroy(&tall);
	pixDestroy(&letters);
	pixDestroy(&near);
	pixDestroy(&rows);
	return dots;
}

PIX *rule_remove(void *owner, PIX *bits, int dpi)
{
	int factor, count = 0;
	PIX *coarse = paper_coarse(bits, dpi, COARSE, 1, &factor), *out = must(pixCopy(NULL, bits));
	for (int down = 0; down < 2; down++) {
		PIX *rules = rules_of(coarse, dpi / factor, down);
		PIX *dots = dots_of(coarse, dpi / factor, down);
		count += lines_cut(out, rules, (struct cut){factor, dpi / 20, down, false});
		count += lines_cut(out, dots, (struct cut){factor, dpi / 20, down, false});
		pixDestroy(&rules);
		pixDestroy(&dots);
	}
	pixDestroy(&coarse);
	image_own(owner, out);
	return count == 0 ? bits : out;
}
