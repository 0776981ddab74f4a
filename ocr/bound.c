/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ocr/bound.h"

#include <dlfcn.h>
#include <leptonica/allheaders.h>
#include <stdbool.h>

/* ---- of Leptonica ----------------------------------------------------------------------------
 * Tesseract packs each line of text as PNG in memory and unpacks it again. Without compression:
 * the same pixels for a twentieth of the work. */
static bool packs_plainly;

int pixWriteMem(l_uint8 **bytes, size_t *size, PIX *pix, l_int32 format);

int pixWriteMem(l_uint8 **bytes, size_t *size, PIX *pix, l_int32 format)
{
	static l_int32 (*real)(l_uint8 **, size_t *, PIX *, l_int32);
	if (packs_plainly && format == IFF_PNG)
		return pixWriteMemSpix(bytes, size, pix);
	if (real == NULL)
		*(void **)&real = dlsym(RTLD_NEXT, "pixWriteMem");
	return real == NULL ? 1 : real(bytes, size, pix, format);
}

void bound_begin(void)
{
	packs_plainly = true;
}

/* ---- of libgomp (its ABI) --------------------------------------------------------------------
 * Tesseract parts each step of its network among threads. A reader is one of several processes,
 * each of one thread; but even with one, libgomp ends each step by a call of the kernel that wakes
 * the threads it does not have: a seventh of all the time of reading. And its threads would not
 * outlive a fork. Here the same parts are done one after the other. */
void GOMP_parallel(void (*step)(void *), void *data, unsigned threads, unsigned flags);
void GOMP_parallel_sections(void (*step)(void *), void *data, unsigned threads, unsigned count,
			    unsigned flags);
unsigned GOMP_sections_next(void);
void GOMP_sections_end_nowait(void);

void GOMP_parallel(void (*step)(void *), void *data, unsigned threads, unsigned flags)
{
	(void)threads;
	(void)flags;
	step(data);
}

static struct sections {
	unsigned last, count;
} sections;

void GOMP_parallel_sections(void (*step)(void *), void *data, unsigned threads, unsigned count,
			    unsigned flags)
{
	const struct sections outer = sections;
	(void)threads;
	(void)flags;
	sections = (struct sections){0, count};
	step(data);
	sections = outer;
}

/* They are numbered from 1; 0: there are no more. */
unsigned GOMP_sections_next(void)
{
	return sections.last < sections.count ? ++sections.last : 0;
}

void GOMP_sections_end_nowait(void)
{
}
