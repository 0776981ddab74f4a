/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A QR code as the outline of its dark squares: the only face to libqrencode. */
#ifndef STAMPS_QR_H
#define STAMPS_QR_H

#include "base/job.h"

enum { QR_QUIET = 4 }; /* modules of free paper on each side (ISO/IEC 18004) */

struct qr {
	int side;	  /* modules, with the quiet zone */
	const char *path; /* SVG path data, one module is one unit */
};

/* TEXT (UTF-8) in the smallest code at error correction M, raised as far as that size allows;
 * E_INPUT when the code would need more than MOST modules a side. */
enum status qr_make(struct job *job, const char *text, int most, struct qr *out);

#endif
