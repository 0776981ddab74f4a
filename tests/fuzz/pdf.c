/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A PDF as it was given: its pictures, its text, its pages drawn. */
#include "unfold/pdf.h"
#include "base/file.h"
#include "fuzz.h"

#include <leptonica/allheaders.h>
#include <stdlib.h>

static char work[] = "/tmp/skrynka-fuzz.XXXXXX";

static void tidy(void)
{
	struct job *job = job_new();
	(void)folder_remove(job, work);
	talloc_free(job);
}

static void once(void)
{
	static bool done;
	if (done)
		return;
	done = true;
	if (mkdtemp(work) == NULL)
		abort();
	atexit(tidy);
	pdf_load();
	setMsgSeverity(L_SEVERITY_NONE);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	once();
	struct job *job = job_new();
	const struct source source = {"given.pdf", bytes, size};
	struct stack stack = {.work = work, .name = "batch"};
	if (tiff_begin(job, TEXT_OF(job, "%s/batch.tif", work), &stack.tiff) != OK)
		return 1;
	if (stack_pdf(job, &stack, &source) == OK)
		(void)tiff_end(job, stack.tiff);
	talloc_free(job);
	return 0;
}
