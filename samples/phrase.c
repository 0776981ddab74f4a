/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/job.h"
#include "samples/phrases.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

/* The end of a brace group that begins behind TEXT's brace: at its closing brace. */
static const char *group_end(const char *text)
{
	for (int depth = 0; *text != '\0'; text++) {
		if (*text == '}' && depth-- == 0)
			break;
		if (*text == '{')
			depth++;
	}
	assert(*text == '}');
	return text;
}

/* The next SIGN outside of inner braces, or END. */
static const char *at_sign(const char *text, const char *end, char sign)
{
	for (int depth = 0; text < end; text++) {
		if (*text == sign && depth == 0)
			return text;
		depth += (*text == '{') - (*text == '}');
	}
	return end;
}

/* Part number N (from 0) of the parts of TEXT between SIGNs; the last one when there are fewer. */
static const char *part(void *owner, const char *text, const char *end, char sign, int n)
{
	const char *stop = at_sign(text, end, sign);
	while (n-- > 0 && stop < end) {
		text = stop + 1;
		stop = at_sign(text, end, sign);
	}
	return must(talloc_strndup(owner, text, (size_t)(stop - text)));
}

static int parts(const char *text, const char *end, char sign)
{
	int n = 1;
	while ((text = at_sign(text, end, sign)) < end) {
		text++;
		n++;
	}
	return n;
}

static const char *number(const struct slots *s, const char *range)
{
	int low, high;
	int read = sscanf(range, "#%d-%d", &low, &high);
	assert(read == 2);
	(void)read;
	return TEXT_OF(s->owner, "%d", chance_in(s->chance, low, high));
}

static const char *expand(const struct slots *s, const char *text);

static const char *group(const struct slots *s, const char *text, const char *end)
{
	int alternatives = parts(text, end, '|');
	if (alternatives > 1) {
		int n = chance_in(s->chance, 0, alternatives - 1);
		return expand(s, part(s->owner, text, end, '|', n));
	}
	if (parts(text, end, '/') > 1)
		return expand(s, part(s->owner, text, end, '/', s->form));
	const char *name = must(talloc_strndup(s->owner, text, (size_t)(end - text)));
	const char *value = *name == '#' ? number(s, name) : s->slot(s, name);
	if (value == NULL)
		fprintf(stderr, "paint: no slot {%s}\n", name);
	assert(value != NULL);
	return value;
}

static const char *expand(const struct slots *s, const char *text)
{
	char *out = must(talloc_strdup(s->owner, ""));
	for (const char *brace; (brace = strchr(text, '{')) != NULL;) {
		const char *end = group_end(brace + 1);
		out = must(talloc_strndup_append(out, text, (size_t)(brace - text)));
		out = must(talloc_strdup_append(out, group(s, brace + 1, end)));
		text = end + 1;
	}
	return must(talloc_strdup_append(out, text));
}

/* An empty alternative leaves two blanks, or one before a full stop. */
static void blanks_mend(char *text)
{
	char *to = text;
	for (const char *from = text; *from != '\0'; from++) {
		bool spare = *from == ' ' &&
			     (to == text || from[1] == '\0' || strchr(" .,;:", from[1]) != NULL);
		if (!spare)
			*to++ = *from;
	}
	*to = '\0';
}

const char *phrase_make(const struct slots *slots, const char *text)
{
	char *out = must(talloc_strdup(slots->owner, expand(slots, text)));
	blanks_mend(out);
	return out;
}
