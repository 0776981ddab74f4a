/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "archive/origin.h"

#include "base/format.h"

/* A TIFF is cut without touching what a scanner coded: its letter is its original. Of all else the
 * file itself is, and goes along, unless it holds letters of others. */
enum status origins_read(struct job *job, struct office *office, struct casefile *casefile)
{
	struct source *sources;
	int count;
	TRY(case_sources(job, office, casefile->card.casefile, &sources, &count));
	casefile->norigins = count;
	casefile->origins = NEW_ARRAY(job, struct origin, count + 1);
	for (int i = 0; i < count; i++) {
		enum format format;
		casefile->origins[i].source = sources[i];
		TRY(file_format(job, object_path(job, office->home, sources[i].object), &format));
		if (sources[i].own && format != FORMAT_TIFF)
			casefile->origins[i].file = TEXT_OF(job, "given/%03d.%s", i + 1,
							    format_ending(format));
	}
	return OK;
}

void origins_put(struct node *root, const struct casefile *casefile)
{
	struct node *in = casefile->norigins > 0 ? node_add(root, "given", NULL) : NULL;
	for (int i = 0; i < casefile->norigins; i++) {
		const struct origin *origin = &casefile->origins[i];
		struct node *file = node_add(in, "file", NULL);
		node_set_int(file, "n", i + 1);
		if (origin->source.name[0] != '\0')
			node_set(file, "name", origin->source.name);
		node_set(file, "type", origin->source.type);
		if (origin->file != NULL)
			node_set(file, "original", origin->file);
		node_set(file, "original-sha256", origin->source.object);
	}
}
