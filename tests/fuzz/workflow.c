/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A procedure from others: checked, told in sentences, compared with itself. */
#include "engine/engine.h"
#include "fuzz.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct job *job = job_new();
	const char *xml = must(talloc_strndup(job, (const char *)bytes, size));
	struct sentence *lines;
	struct difference *difference;
	int count;
	size = strlen(xml);
	(void)chart_check(job, "fuzz", xml, size, NULL, remarks_new(job, "fuzz"));
	if (chart_explain(job, "fuzz", xml, size, NULL, &lines, &count) == OK) {
		const struct definition same = {"fuzz", xml, size};
		(void)chart_diff(job, &same, &same, NULL, &difference, &lines, &count);
	}
	talloc_free(job);
	return 0;
}
