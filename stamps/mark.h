/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A mark: an SVG file whose user unit is the millimetre (width="62mm" height="26mm" viewBox="0 0 62
 * 26"), with a Ukrainian <title>, {name} blanks, and words of our own in the namespace
 * urn:skrynka:mark:1: on the root   m:near="right bottom"  left|middle|right, top|middle|bottom:
 * where it wants to stand m:margin="10mm"        from the edges of the page, there; else 10mm
 *                 m:clear="1.5mm"        least distance to any ink; else 1.5mm
 *                 m:reach="80mm"         free paper farther off than this yields to the margin;
 * else any will do m:beside="registration" next to that mark, when it stands on the same page
 *   <m:text x y width height size least="1.6" font="PT Sans" align="left|middle|right"
 * cut="no|yes">words</m:text> <m:qr x y size value="{index}"/>     a square of SIZE mm, quiet zone
 * and all, modules of 0.5 mm or more They become paths, the last in their parent, and take its
 * colour. */
#ifndef STAMPS_MARK_H
#define STAMPS_MARK_H

#include "base/pair.h"
#include "stamps/paper.h"

#define MARK_SPACE "urn:skrynka:mark:1"

struct mark {
	const char *name;   /* of the file, without folder and ".svg" */
	const char *title;  /* what people call it */
	const char *svg;    /* plain SVG, ready to draw */
	const char *beside; /* the name of the mark it wants to be next to, or NULL */
	struct wish wish;   /* its size, too */
};

/* The text of the file with its blanks filled; E_INPUT when a blank has no value. BLANKS NULL: they
 * stay as they are, to look at the form itself. */
enum status mark_fill(struct job *job, const char *file, const struct pair *blanks, int nblanks,
		      const char **text);

/* A form: like a mark, but it is printed where it is told to be, and as large as a sheet of A4 at
 * the most. */
struct form {
	const char *svg;      /* plain SVG, ready to draw */
	double width, height; /* mm */
};
enum status form_read(struct job *job, const char *file, const char *text, struct form *out);

/* Reads a filled text; FILE is for faults: E_INPUT with "FILE:line: …". */
enum status mark_read(struct job *job, const char *file, const char *text, struct mark *out);

#endif
