/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Functions of other libraries that Tesseract calls, and that this program has in their stead: the
 * dynamic linker binds its calls to them. */
#ifndef SKRYNKA_OCR_BOUND_H
#define SKRYNKA_OCR_BOUND_H

/* From now on pictures that Tesseract keeps in memory are not compressed. Whoever calls this also
 * has the parallel parts of Tesseract run in one thread. */
void bound_begin(void);

#endif
