/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The day of a deadline. Law and calendar are the host's; the engine only adds plain days. */
#include "engine/timer.h"

#include <stdlib.h>

/* Stored by an office; only said when a chart is stepped by hand. */
#define WHY_(host, english) ((host) != NULL ? FACT_(english) : _(english))

bool days_read(const char *text, int *out)
{
	char *end;
	long days = strtol(text, &end, 10);
	if (end == text || days < 0 || days > 36500 || (*end != '\0' && strcmp(end, "d") != 0))
		return false;
	*out = (int)days;
	return true;
}

static const char *asked(const struct effect *effect, const char *name)
{
	return pair_value(effect->fields, effect->nfields, name);
}

static enum status day_field(struct job *job, const struct effect *effect, const char *name,
			     struct day fallback, struct day *out)
{
	const char *text = asked(effect, name);
	*out = fallback;
	if (text == NULL || *text == '\0' || day_read(text, out))
		return OK;
	return fail(job, E_REFUSED, "deadline %s: %s=\"%s\" is no day", asked(effect, "id"), name,
		    text);
}

static enum status plain_due(struct job *job, const char *spec, struct day from, struct day *due,
			     const char **why)
{
	char text[DAY_TEXT];
	int days;
	if (!days_read(spec, &days))
		return fail(job, E_INPUT, "the term \"%s\" needs an office to be worked out", spec);
	*due = day_add(from, days);
	*why = TEXT_OF(job, _("%d days from %s"), days, day_ua(from, text));
	return OK;
}

/* With an office the term of law counts; days= beside term= is for stepping by hand without one. */
static enum status term_due(struct job *job, const struct host *host, int64_t casefile,
			    const struct effect *effect, struct day from, struct day *due,
			    const char **why)
{
	const char *term = asked(effect, "term"), *spec = asked(effect, "spec");
	const char *days = asked(effect, "days");
	bool office = host != NULL && host->due != NULL;
	if (spec == NULL && days != NULL)
		spec = TEXT_OF(job, "%sd", days);
	if (office)
		return host->due(host->self, job, casefile, term, term != NULL ? NULL : spec, from,
				 due, why);
	return plain_due(job, spec != NULL ? spec : term, from, due, why);
}

static bool has_term(const struct effect *effect)
{
	return asked(effect, "term") != NULL || asked(effect, "spec") != NULL ||
	       asked(effect, "days") != NULL;
}

/* So many days before another deadline; when that is past, at once. */
static enum status date_before(struct job *job, const struct host *host, int64_t casefile,
			       const struct effect *effect, struct day today, struct day before,
			       struct dated *out)
{
	char text[DAY_TEXT];
	int days = 0;
	const char *words = asked(effect, "days");
	if (host != NULL && host->due != NULL && asked(effect, "term") != NULL) {
		TRY(term_due(job, host, casefile, effect, before, &out->due, &out->why));
	} else if (words != NULL && days_read(words, &days)) {
		out->due = day_add(before, -days);
		out->why = TEXT_OF(job, WHY_(host, "%d days before %s"), days,
				   day_ua(before, text));
	} else {
		return fail(job, E_SYSTEM, "deadline %s: before= wants days= or term=", out->id);
	}
	if (day_cmp(out->due, today) >= 0)
		return OK;
	out->due = today;
	out->why = TEXT_OF(job, WHY_(host, "%s; that has passed, so today"), out->why);
	return OK;
}

const char *derivation_line(struct job *job, const char *derivation)
{
	char *line = must(talloc_strdup(job, ""));
	while (*derivation != '\0') {
		size_t n = strcspn(derivation, "\n");
		line = must(talloc_asprintf_append_buffer(line, "%s%.*s", *line == '\0' ? "" : "; ",
							  (int)n, derivation));
		derivation += n + (derivation[n] != '\0');
	}
	return line;
}

static enum status date_chosen(struct job *job, const struct host *host,
			       const struct effect *effect, struct day limit, const char *limit_why,
			       struct dated *out)
{
	char chosen[DAY_TEXT], latest[DAY_TEXT];
	TRY(day_field(job, effect, "on", (struct day){0}, &out->due));
	out->why = TEXT_OF(job, WHY_(host, "the day was chosen: %s"), day_ua(out->due, chosen));
	if (limit_why == NULL)
		return OK;
	if (day_cmp(out->due, limit) > 0)
		return fail(job, E_REFUSED,
			    "%s is later than the law allows: %s at the latest (%s)", chosen,
			    day_ua(limit, latest), derivation_line(job, limit_why));
	out->why = TEXT_OF(job, WHY_(host, "%s; at the latest %s (%s)"), out->why,
			   day_ua(limit, latest), limit_why);
	return OK;
}

static enum status date_warning(struct job *job, const struct effect *effect, struct dated *out)
{
	int days;
	const char *warn = asked(effect, "warn");
	out->warn_event = asked(effect, "warn-event");
	out->has_warning = warn != NULL && out->warn_event != NULL;
	if (!out->has_warning)
		return OK;
	if (!days_read(warn, &days))
		return fail(job, E_SYSTEM, "deadline %s: warn=\"%s\" is no number of days", out->id,
			    warn);
	out->warns = day_add(out->due, -days);
	return OK;
}

enum status deadline_date(struct job *job, const struct host *host, int64_t casefile,
			  struct day today, const struct effect *effect, struct day before,
			  struct dated *out)
{
	struct day from;
	const char *on = asked(effect, "on");
	*out = (struct dated){.id = asked(effect, "id"),
			      .title = asked(effect, "title"),
			      .event = asked(effect, "event")};
	TRY(day_field(job, effect, "from", today, &from));
	if (asked(effect, "before") != NULL) {
		TRY(date_before(job, host, casefile, effect, today, before, out));
		return date_warning(job, effect, out);
	}
	if (has_term(effect))
		TRY(term_due(job, host, casefile, effect, from, &out->due, &out->why));
	if (on != NULL && *on != '\0')
		TRY(date_chosen(job, host, effect, out->due, out->why, out));
	else if (!has_term(effect))
		return fail(job, E_REFUSED, "deadline %s: choose a day", out->id);
	return date_warning(job, effect, out);
}
