/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A definition drawn: the only file that knows Graphviz. */
#include "engine/dot.h"
#include <graphviz/gvc.h>

/* What Graphviz says goes to a job at work, not to the terminal. */
static char *said;

static int listen(char *words)
{
	if (said != NULL)
		said = must(talloc_asprintf_append_buffer(said, "%s", words));
	return 0;
}

static enum status render(struct job *job, const char *dot, const char *format, const char **bytes,
			  size_t *length)
{
	GVC_t *context = gvContext();
	graph_t *graph = agmemread(dot);
	char *drawn = NULL, dpi[] = "dpi", print[] = "130";
	unsigned size = 0;
	if (graph != NULL && strcmp(format, "png") == 0)
		agattr(graph, AGRAPH, dpi, print);
	bool laid = graph != NULL && gvLayout(context, graph, "dot") == 0;
	bool done = laid && gvRenderData(context, graph, format, &drawn, &size) == 0;
	if (done)
		*bytes = must(talloc_memdup(job, drawn, size));
	*length = size;
	if (drawn != NULL)
		gvFreeRenderData(drawn);
	if (laid)
		gvFreeLayout(context, graph);
	if (graph != NULL)
		agclose(graph);
	gvFreeContext(context);
	return done && size > 0 ? OK : E_SYSTEM;
}

enum status chart_draw(struct job *job, const char *name, const char *xml, size_t size,
		       const struct sketch *sketch, enum picture kind, const char **bytes,
		       size_t *length)
{
	struct chart *chart;
	struct trail *trail = NULL;
	TRY(chart_read(job, name, xml, size, false, NULL, &chart));
	struct teller teller = {job, chart, sketch->host};
	if (sketch->entries != NULL)
		trail = trail_find(job, chart, sketch->entries, sketch->nentries, sketch->now);
	said = must(talloc_strdup(job, ""));
	agseterr(AGERR);
	agseterrf(listen);
	enum status status = render(job, dot_text(&teller, trail, sketch->note),
				    kind == PICTURE_PNG ? "png" : "svg", bytes, length);
	if (status != OK)
		fail(job, status, "%s: the picture could not be drawn: %s", name,
		     *said == '\0' ? _("is Graphviz installed whole?") : said);
	said = NULL;
	return status;
}
