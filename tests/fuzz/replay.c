/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Feeds a target with its corpus, file by file; one that ends the program fails the rest. */
#include "fuzz.h"

#include "base/file.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LARGEST = 16 << 20 };

static enum status replay(struct job *job, const char *folder, const char *name)
{
	char *bytes;
	size_t size;
	TRY(file_read(job, TEXT_OF(job, "%s/%s", folder, name), LARGEST, &bytes, &size));
	/* without the zero behind it, so that a sanitizer sees who reads on */
	uint8_t *exact = must(malloc(size + (size == 0)));
	memcpy(exact, bytes, size);
	LLVMFuzzerTestOneInput(exact, size);
	free(exact);
	return OK;
}

int main(int argc, char **argv)
{
	struct job *job = job_new();
	const char *top = getenv("TOP"), *slash = strrchr(argv[0], '/'), **names;
	const char *folder = TEXT_OF(job, "%s/tests/fuzz/corpus/%s", top == NULL ? "." : top,
				     slash == NULL ? argv[0] : slash + 1);
	int count, bad = 0;
	if (folder_list(job, argc > 1 ? argv[1] : folder, &names, &count) != OK || count == 0) {
		printf("Bail out! %s: no corpus %s\n", folder, job_fault(job));
		return 1;
	}
	for (int i = 0; i < count; i++) {
		bool ok = replay(job, argc > 1 ? argv[1] : folder, names[i]) == OK;
		bad += !ok;
		printf("%sok %d - %s\n", ok ? "" : "not ", i + 1, names[i]);
		fflush(stdout);
	}
	printf("1..%d\n", count);
	talloc_free(job);
	return bad != 0;
}
