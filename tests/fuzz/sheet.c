/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A sheet that a taken-over reader left, as the register takes it. */
#include "register/letter.h"

#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct job *job = job_new();
	const char *path = fuzz_file(bytes, size);
	struct letter letter = {.number = 1, .pages = 1, .sheet = path, .original = path};
	if (letter_read(job, "/work", 50, &letter) == OK)
		(void)letter_who(job, &letter);
	talloc_free(job);
	return 0;
}
