/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/job.h"

#include "base/plain.h"
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

struct job {
	struct job *top;	  /* holds the fault and the clock for all its kin */
	const char *fault, *fact; /* of the top job: as it is said, as it is stored */
	int64_t fixed;		  /* milliseconds, or 0 for the running clock */
};

void *must(void *memory)
{
	if (memory == NULL) {
		fputs("skrynka: out of memory\n", stderr);
		abort();
	}
	return memory;
}

/* A pool hides from the sanitizer what is used after it was freed. */
#ifdef __SANITIZE_ADDRESS__
enum { POOLED = 0 };
#else
enum { POOLED = 1 };
#endif

enum { ROOM = 8192 };

void *scratch_new(void *owner)
{
	return must(POOLED ? talloc_pool(owner, ROOM) : talloc_new(owner));
}

const char *copied(void *owner, const char *text)
{
	return text == NULL ? NULL : COPY(owner, text);
}

void *append(void *owner, void *array, int *count, size_t size, const char *type)
{
	size_t room = array == NULL ? 0 : talloc_get_size(array) / size;
	if ((size_t)*count == room) {
		unsigned wanted = room == 0 ? 4 : (unsigned)room * 2;
		array = must(_talloc_realloc_array(owner, array, size, wanted, type));
	}
	memset((char *)array + (size_t)*count * size, 0, size);
	++*count;
	return array;
}

static void kyiv(void)
{
	setenv("TZ", "Europe/Kyiv", 1);
	tzset();
}

/* A moment that cannot be read is ignored: only tests and dry runs set it. */
static int64_t fixed_moment(void)
{
	const char *text = getenv("SKRYNKA_NOW");
	struct tm tm = {.tm_isdst = -1};
	if (text == NULL)
		return 0;
	const char *end = strptime(text, "%Y-%m-%dT%H:%M", &tm);
	if (end == NULL)
		return 0;
	if (*end == ':')
		end = strptime(end, ":%S", &tm);
	return end == NULL || *end != '\0' ? 0 : (int64_t)mktime(&tm) * 1000;
}

struct job *job_new(void)
{
	struct job *job = NEW(NULL, struct job);
	kyiv();
	job->top = job;
	job->fault = COPY(job, "");
	job->fact = COPY(job, "");
	job->fixed = fixed_moment();
	return job;
}

struct job *job_below(struct job *parent)
{
	struct job *job = POOLED ? must(talloc_pooled_object(parent, struct job, 64, ROOM))
				 : NEW(parent, struct job);
	*job = (struct job){.top = parent->top};
	return job;
}

/* They quote what people typed and files hold. WORDS may be made from those before, which go only
 * now: a job that lives long and sees many faults keeps one. */
static void keep(struct job *top, const char **kept, const char *words)
{
	const char *line = plain_line(top, words);
	talloc_free((void *)(uintptr_t)*kept);
	talloc_free((void *)(uintptr_t)words);
	*kept = line;
}

static const char *words_of(struct job *top, const char *format, va_list list)
{
	va_list again;
	va_copy(again, list);
	const char *words = must(talloc_vasprintf(top, format, again));
	va_end(again);
	return words;
}

enum status fail(struct job *job, enum status status, const char *format, ...)
{
	struct job *top = job->top;
	va_list list;
	va_start(list, format);
	const char *fact = words_of(top, FACT_(format), list);
	keep(top, &top->fault, words_of(top, _(format), list));
	keep(top, &top->fact, fact);
	va_end(list);
	return status;
}

enum status fail_at(struct job *job, enum status status, const char *format, ...)
{
	struct job *top = job->top;
	va_list list;
	va_start(list, format);
	const char *said = words_of(top, _(format), list),
		   *fact = words_of(top, FACT_(format), list);
	keep(top, &top->fault, TEXT_OF(top, "%s: %s", said, top->fault));
	keep(top, &top->fact, TEXT_OF(top, "%s: %s", fact, top->fact));
	talloc_free((void *)(uintptr_t)said);
	talloc_free((void *)(uintptr_t)fact);
	va_end(list);
	return status;
}

const char *job_fault(const struct job *job)
{
	return job->top->fault;
}

int64_t job_now(const struct job *job)
{
	struct timespec now;
	if (job->top->fixed != 0)
		return job->top->fixed;
	clock_gettime(CLOCK_REALTIME, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static struct tm in_kyiv(int64_t now)
{
	time_t seconds = (time_t)(now / 1000);
	struct tm tm;
	localtime_r(&seconds, &tm);
	return tm;
}

void job_hold(struct job *job, int64_t now)
{
	job->top->fixed = now;
}

struct day moment_day(int64_t now)
{
	struct tm tm = in_kyiv(now);
	return day_of(tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday);
}

int64_t day_moment(struct day day)
{
	int year, month, date;
	day_parts(day, &year, &month, &date);
	struct tm tm = {
		.tm_year = year - 1900, .tm_mon = month - 1, .tm_mday = date, .tm_isdst = -1};
	return (int64_t)mktime(&tm) * 1000;
}

struct day job_today(const struct job *job)
{
	return moment_day(job_now(job));
}

const char *moment_iso(void *owner, int64_t now)
{
	struct tm tm = in_kyiv(now);
	char text[32];
	strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%S%z", &tm);
	int digits = (int)strlen(text) - 2;
	return TEXT_OF(owner, "%.*s:%s", digits, text, text + digits);
}

const char *job_fact(const struct job *job)
{
	return job->top->fact;
}
