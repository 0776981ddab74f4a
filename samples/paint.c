/* SPDX-License-Identifier: GPL-3.0-or-later */
/* paint: paper as it comes to a council, with its truth, as much of it as is wanted. */
#include "samples/batch.h"
#include "samples/score.h"

#include <fontconfig/fontconfig.h>
#include <getopt.h>
#include <pango/pangocairo.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char usage[] =
	"paint --letters N [options] -o DIR   paints DIR/batch.tif and DIR/truth.xml\n"
	"paint --set NAME [options] -o DIR    the same from a fixed list: box, grey, typed, hand,\n"
	"                                     collective, unsigned, repeat, request\n"
	"paint --score TRUTH READ             character errors of two texts, or folders of them\n"
	"  --seed S          another seed, other letters (1)\n"
	"  --dpi N           dots per inch (300)\n"
	"  --grey, --bilevel JPEG grey, or two levels in G4 (the default)\n"
	"  --separators      a separator sheet before each letter\n"
	"  --small PT        type smaller by so many points\n"
	"  --hand PERCENT    share of letters written by hand (20)\n"
	"  --backs PERCENT   share of letters whose blank backs are scanned too (15)\n"
	"  --turned PERCENT  share of letters that lie turned (6)\n"
	"  --benefits PERCENT  share of letters whose writer claims a benefit (0)\n"
	"  --columns         paragraphs in two columns\n"
	"  --corner          all in print from house associations, letterheads in the left corner\n"
	"  --photo           light of a telephone: it falls off, a shadow lies on the page\n"
	"  --skew TENTHS     pages askew by up to so many tenths of a degree (20)\n"
	"  --dust PERMILLE   dots in a thousand that are wrong, in two levels\n"
	"  --day YYYY-MM-DD  day of the scanning (2026-11-20)\n"
	"  --pages-dir DIR   each page as DIR/NNNN.tif with its text NNNN.txt as well\n"
	"  --fonts DIR       more hands, see samples/fonts.sh\n";

static const struct option options[] = {
	{"letters", required_argument, NULL, 'n'},
	{"set", required_argument, NULL, 'e'},
	{"seed", required_argument, NULL, 's'},
	{"dpi", required_argument, NULL, 'd'},
	{"grey", no_argument, NULL, 'g'},
	{"bilevel", no_argument, NULL, 'b'},
	{"separators", no_argument, NULL, 'q'},
	{"small", required_argument, NULL, 'm'},
	{"hand", required_argument, NULL, 'H'},
	{"backs", required_argument, NULL, 'B'},
	{"turned", required_argument, NULL, 'T'},
	{"benefits", required_argument, NULL, 'N'},
	{"columns", no_argument, NULL, 'C'},
	{"corner", no_argument, NULL, 'R'},
	{"photo", no_argument, NULL, 'P'},
	{"skew", required_argument, NULL, 'S'},
	{"dust", required_argument, NULL, 'U'},
	{"day", required_argument, NULL, 'D'},
	{"pages-dir", required_argument, NULL, 'p'},
	{"fonts", required_argument, NULL, 'f'},
	{"output", required_argument, NULL, 'o'},
	{NULL, 0, NULL, 0},
};

/* A whole number between LOW and HIGH. */
static enum status number(struct job *job, const char *text, int low, int high, int *out)
{
	char *end;
	long value = strtol(text, &end, 10);
	if (*text == '\0' || *end != '\0' || value < low || value > high)
		return fail(job, E_USAGE, "a number from %d to %d is wanted, not %s", low, high,
			    text);
	*out = (int)value;
	return OK;
}

static enum status set_take(struct job *job, const char *name, struct wish *w)
{
	w->set = set_find(name);
	if (w->set == NULL)
		return fail(job, E_USAGE, "no such set of letters: %s", name);
	w->letters = w->set->count;
	w->grey = w->set->grey;
	w->separators = w->set->separators;
	return OK;
}

static enum status fonts_take(struct job *job, const char *folder)
{
	if (!FcConfigAppFontAddDir(NULL, (const FcChar8 *)folder))
		return fail(job, E_ABSENT, "no fonts in %s", folder);
	return OK;
}

static enum status option_take(struct job *job, int option, const char *value, struct wish *w)
{
	int n = 0;
	switch (option) {
	case 'n':
		return number(job, value, 1, 1000000, &w->letters);
	case 'e':
		return set_take(job, value, w);
	case 's':
		TRY(number(job, value, 0, 2147483647, &n));
		w->seed = (uint64_t)n;
		return OK;
	case 'd':
		return number(job, value, 75, 1200, &w->dpi);
	case 'g':
	case 'b':
		w->grey = option == 'g';
		return OK;
	case 'q':
		w->separators = true;
		return OK;
	case 'm':
		TRY(number(job, value, 0, 5, &n));
		w->smaller = n;
		return OK;
	case 'H':
		return number(job, value, 0, 100, &w->hand);
	case 'B':
		return number(job, value, 0, 100, &w->backs);
	case 'T':
		return number(job, value, 0, 100, &w->turned);
	case 'N':
		return number(job, value, 0, 100, &w->benefits);
	case 'C':
		w->columns = true;
		return OK;
	case 'R':
		w->corner = true;
		return OK;
	case 'P':
		w->photo = true;
		return OK;
	case 'S':
		return number(job, value, 0, 150, &w->skew);
	case 'U':
		return number(job, value, 0, 100, &w->dust);
	case 'D':
		return day_read(value, &w->day) ? OK : fail(job, E_USAGE, "not a day: %s", value);
	case 'p':
		w->pages = value;
		return OK;
	case 'f':
		return fonts_take(job, value);
	case 'o':
		w->to = value;
		return OK;
	default:
		return fail(job, E_USAGE, "see paint --help");
	}
}

static enum status run(struct job *job, int argc, char **argv)
{
	struct wish w = {.seed = 1, .dpi = 300, .hand = 20, .backs = 15, .turned = 6};
	w.day = day_of(2026, 11, 20);
	for (int c; (c = getopt_long(argc, argv, "o:", options, NULL)) != -1;)
		TRY(option_take(job, c, optarg, &w));
	if (w.to == NULL || w.letters == 0 || optind < argc) {
		fputs(usage, stderr);
		return fail(job, E_USAGE, "a number of letters and a folder are wanted");
	}
	return batch_paint(job, &w);
}

/* The libraries keep what they know of fonts until they are told: a leak finder sees nothing else
 * then. */
static void fonts_free(void)
{
	pango_cairo_font_map_set_default(NULL);
	cairo_debug_reset_static_data();
	FcFini();
}

int main(int argc, char **argv)
{
	struct job *job = job_new();
	if (argc == 2 && strcmp(argv[1], "--help") == 0) {
		fputs(usage, stdout);
		talloc_free(job);
		return 0;
	}
	bool scoring = argc == 4 && strcmp(argv[1], "--score") == 0;
	enum status status = scoring ? score_print(job, argv[2], argv[3]) : run(job, argc, argv);
	if (status != OK)
		fprintf(stderr, "paint: %s\n", job_fault(job));
	talloc_free(job);
	fonts_free();
	return status_exit(status);
}
