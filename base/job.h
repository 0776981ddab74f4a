/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A job is one command, one request, one page. It owns, as a talloc context, all that is made under
 * it; it carries the fault and the clock. Freeing a job frees all of it; a child job is for a loop
 * over many things. Handles of foreign libraries get a talloc destructor on the line after they are
 * opened, so that TRY may return anywhere. */
#ifndef BASE_JOB_H
#define BASE_JOB_H

#include "base/day.h"
#include "base/status.h"
#include <libintl.h>
#include <stdint.h>
#include <talloc.h>

#define CATALOGUE   "skrynka"
#define _(english)  gettext(english)
#define N_(english) english /* translated where it is shown */
/* For what is stored: a fact of a Ukrainian office, whatever language this process speaks. */
#define FACT_(english) dgettext(CATALOGUE, english)

struct job;

/* A new job, or one below PARENT, which shares its clock and leaves its fault there. Free with
 * talloc_free. */
struct job *job_new(void);
struct job *job_below(struct job *parent);

/* Notes what happened: one line, lower case, no "error:"; FORMAT is an English literal and is
 * translated here. Returns STATUS, so that a caller writes: return fail(job, E_INPUT, "…"). */
enum status fail(struct job *job, enum status status, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* Adds a place before the fault: "page 3: …". Returns STATUS. */
enum status fail_at(struct job *job, enum status status, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* The words of the last fault of this job and its kin, until the next one; "" when there is none.
 */
const char *job_fault(const struct job *job);
/* The same fault as it is stored: in Ukrainian, whatever language was spoken. */
const char *job_fact(const struct job *job);

#define TRY(call)                                                                                  \
	do {                                                                                       \
		enum status try_status = (call);                                                   \
		if (try_status != OK)                                                              \
			return try_status;                                                         \
	} while (0)

/* Memory. Running out of it ends the process; transactions make that safe. */
void *must(void *memory);
#define NEW(owner, type)	  ((type *)must(talloc_zero((owner), type)))
#define NEW_ARRAY(owner, type, n) ((type *)must(talloc_zero_array((owner), type, (unsigned)(n))))
#define COPY(owner, string)	  ((const char *)must(talloc_strdup((owner), (string))))
const char *copied(void *owner, const char *text); /* COPY, or NULL of NULL */
#define TEXT_OF(owner, ...) ((const char *)must(talloc_asprintf((owner), __VA_ARGS__)))

/* A context under OWNER for many small things that go together: quick to give, freed as one. */
void *scratch_new(void *owner);

/* The array grown by one zeroed element; the count is raised. array = APPEND(owner, array, &n,
 * type) */
void *append(void *owner, void *array, int *count, size_t size, const char *type);
#define APPEND(owner, array, count, type)                                                          \
	((type *)append((owner), (array), (count), sizeof(type), #type))

/* The clock: milliseconds since 1970-01-01 UTC, or the fixed moment in $SKRYNKA_NOW
 * (YYYY-MM-DDTHH:MM[:SS] in Kyiv time, read once by job_new). */
int64_t job_now(const struct job *job);

/* Holds the clock of JOB and its kin at NOW from here on: for stepping by hand. */
void job_hold(struct job *job, int64_t now);

/* Today in Kyiv. */
struct day job_today(const struct job *job);

/* The day in Kyiv at a moment, and the moment at which a day begins there. */
struct day moment_day(int64_t now);
int64_t day_moment(struct day day);

/* The moment NOW as YYYY-MM-DDTHH:MM:SS+ZZ:ZZ in Kyiv, owned by OWNER. */
const char *moment_iso(void *owner, int64_t now);

#endif
