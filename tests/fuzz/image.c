/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A picture as it was given (JPEG, PNG, WebP, JPEG 2000), taken apart into a TIFF. */
#include "base/format.h"
#include "fuzz.h"
#include "unfold/stack.h"

#include <leptonica/allheaders.h>
#include <stdio.h>
#include <sys/mman.h>

/* Where the pages go. */
static const char *away(void)
{
	static char path[32];
	if (path[0] == '\0')
		snprintf(path, sizeof path, "/proc/self/fd/%d", memfd_create("tiff", MFD_CLOEXEC));
	return path;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct job *job = job_new();
	const struct source source = {"given", bytes, size};
	struct stack stack = {.name = "batch"};
	enum format format = format_of(bytes, size);
	setMsgSeverity(L_SEVERITY_NONE);
	if (tiff_begin(job, away(), &stack.tiff) != OK)
		return 1;
	enum status status = E_INPUT;
	if (format == FORMAT_JPEG)
		status = stack_jpeg(job, &stack, &source, 0, NULL);
	else if (format == FORMAT_PNG || format == FORMAT_WEBP || format == FORMAT_JP2)
		status = stack_picture(job, &stack, &source);
	if (status == OK)
		(void)tiff_end(job, stack.tiff);
	talloc_free(job);
	return 0;
}
