/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ocr/rule.h"

#include "base/image.h"
#include "ocr/bits.h"
#include "ocr/paper.h"
#include <leptonica/allheaders.h>
#include <stdbool.h>

enum { COARSE = 90 }; /* dots an inch */

static int length_of(struct box b, bool down)
{
	return down ? b.h : b.w;
}

/* Of the runs those pieces that are as long as that: as a rule there are none. */
static PIX *long_of(PIX *runs, int length, bool down)
{
	int count;
	bool any = false;
	struct box *pieces = bits_boxes(NULL, runs, &count);
	for (int i = 0; i < count; i++)
		any = any || length_of(pieces[i], down) >= length;
	talloc_free(pieces);
	if (!any)
		return must(pixCreateTemplate(runs));
	return must(pixSelectBySize(runs, length, length, 8,
				    down ? L_SELECT_HEIGHT : L_SELECT_WIDTH, L_SELECT_IF_GTE,
				    NULL));
}

/* What may be cut of a line: ink less than THIN px thick. EDGED: only of a line that comes from an
 * edge of the page. */
struct cut {
	int factor, thin;
	bool down, edged;
};

static bool is_edged(PIX *lines, struct box b, bool down)
{
	int side = down ? pixGetHeight(lines) : pixGetWidth(lines), at = down ? b.y : b.x;
	return at < side / 25 || at + length_of(b, down) > side - side / 25;
}

static void piece_cut(PIX *bits, PIX *line, struct box at, struct cut cut)
{
	int f = cut.factor, room = cut.thin / f + 1;
	int x = at.x > room ? at.x - room : 0, y = at.y > room ? at.y - room : 0;
	struct box coarse = {x, y, at.w + 2 * room, at.h + 2 * room};
	PIX *mask = must(image_part(line, coarse)), *full = must(pixExpandReplicate(mask, f));
	PIX *part = must(image_part(bits, box_times(coarse, f)));
	PIX *thick = bits_runs(part, cut.thin, !cut.down);
	pixSubtract(full, full, thick);
	pixRasterop(bits, x * f, y * f, pixGetWidth(full), pixGetHeight(full),
		    PIX_NOT(PIX_SRC) & PIX_DST, full, 0, 0);
	pixDestroy(&mask);
	pixDestroy(&full);
	pixDestroy(&part);
	pixDestroy(&thick);
}

static int lines_cut(PIX *bits, PIX *lines, struct cut cut)
{
	int count;
	struct box *pieces = bits_boxes(NULL, lines, &count);
	for (int i = 0; i < count; i++)
		if (!cut.edged || is_edged(lines, pieces[i], cut.down))
			piece_cut(bits, lines, pieces[i], cut);
	talloc_free(pieces);
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
	PIX *wide = bits_near(rules, 3, 3);
	pixDestroy(&runs);
	pixDestroy(&rules);
	return wide;
}

/* What is left of a fold: dots and dashes too thin for letters, in a row of 25 mm and more. */
static PIX *dots_of(PIX *coarse, int dpi, bool down)
{
	int gap = dpi * 2 / 25, thin = dpi * 6 / 250;
	PIX *tall = bits_runs(coarse, thin, !down);
	PIX *letters = must(pixSeedfillBinary(NULL, tall, coarse, 8));
	PIX *dots = must(pixSubtract(NULL, coarse, letters));
	PIX *near = bits_near(dots, down ? 5 : gap, down ? gap : 5);
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
