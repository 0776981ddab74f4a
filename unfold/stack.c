/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unfold/stack.h"

#include "base/cage.h"

#include <math.h>
#include <sys/resource.h>
#include <unistd.h>

enum { CPU_SECONDS = 60, WALL_SECONDS = 240 };
static const uint64_t ALL_PIXELS = 40000000000; /* 2000 pages of A4 at 400 dpi are 31 */

/* The clock of the processor runs on, so the limit moves with it. */
static void limit_time(void)
{
	struct rusage used;
	struct rlimit limit;
	getrusage(RUSAGE_SELF, &used);
	getrlimit(RLIMIT_CPU, &limit);
	limit.rlim_cur = (rlim_t)(used.ru_utime.tv_sec + used.ru_stime.tv_sec + CPU_SECONDS);
	if (limit.rlim_max != RLIM_INFINITY && limit.rlim_cur > limit.rlim_max)
		limit.rlim_cur = limit.rlim_max;
	setrlimit(RLIMIT_CPU, &limit);
	alarm(WALL_SECONDS);
}

enum status stack_bad(struct job *job, const struct source *source, int page, const char *why)
{
	return page > 0 ? fail(job, E_INPUT, "%s: page %d: %s", source->path, page, why)
			: fail(job, E_INPUT, "%s: %s", source->path, why);
}

enum status stack_page(struct job *job, struct stack *stack, const struct source *source, int page,
		       double width, double height, int bits)
{
	bool sane = width >= 0 && height >= 0 && width <= UINT32_MAX && height <= UINT32_MAX;
	const char *why = sane ? tiff_size_wrong((uint32_t)width, (uint32_t)height, bits)
			       : _("larger than any sheet of paper");
	if (why != NULL)
		return stack_bad(job, source, page, why);
	stack->pixels += (uint64_t)(width * height);
	if (stack->pages == TIFF_PAGES || stack->pixels > ALL_PIXELS)
		return fail(job, E_INPUT, "%s: more than %d pages: scan in parts", source->path,
			    TIFF_PAGES);
	stack->pages++;
	cage_say("at %d %s", page, source->path);
	limit_time();
	return OK;
}

struct tiff_lies stack_lies(struct stack *stack, double xdpi, double ydpi, int width, int height,
			    int orientation)
{
	const double coarsest = 100, finest = 1200, longest = 24, a4 = 297 / 25.4;
	double side = fmax(width, height);
	if (xdpi >= coarsest && xdpi <= finest && ydpi >= coarsest && ydpi <= finest &&
	    fmax(width / xdpi, height / ydpi) <= longest)
		return (struct tiff_lies){xdpi, ydpi, orientation};
	double dpi = round(fmin(fmax(side / a4, 72), finest));
	stack->assumed++;
	return (struct tiff_lies){dpi, dpi, orientation};
}

enum status stack_tiff(struct job *job, struct stack *stack, const char *path)
{
	struct tiff *tiff;
	const struct source source = {.path = path};
	TRY(tiff_open(job, path, &tiff));
	for (int i = 1; i <= tiff_count(tiff); i++) {
		struct tiff_page page = tiff_page(tiff, i);
		TRY(stack_page(job, stack, &source, i, page.width, page.height, page.depth));
		TRY(tiff_add(job, stack->tiff, tiff, i));
	}
	return OK;
}
