/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "register/code.h"

#include "base/job.h"
#include "stamps/stamps.h"
#include <ctype.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#define STICKER "skrynka:letter:"

enum { EDRPOU = 8, MOST = 1000000 };

/* Eight digits and the character AFTER them; *REST: what follows. */
static bool office_read(void *owner, const char *text, char after, struct code *out,
			const char **rest)
{
	if (strspn(text, "0123456789") != EDRPOU || text[EDRPOU] != after)
		return false;
	out->office = must(talloc_strndup(owner, text, EDRPOU));
	*rest = text + EDRPOU + 1;
	return true;
}

static bool number_read(const char *text, int64_t most, int64_t *out)
{
	char *end;
	if (!isdigit((unsigned char)*text))
		return false;
	*out = strtoll(text, &end, 10);
	return *end == '\0' && *out > 0 && *out <= most;
}

static bool count_read(const char *text, int *out)
{
	int64_t number;
	if (!number_read(text, MOST, &number))
		return false;
	*out = (int)number;
	return true;
}

static bool field_read(struct code *out, const char *name, const char *value)
{
	const char **text = strcmp(name, "channel") == 0 ? &out->channel
			    : strcmp(name, "box") == 0	 ? &out->box
			    : strcmp(name, "clerk") == 0 ? &out->clerk
			    : strcmp(name, "act") == 0	 ? &out->act
							 : NULL;
	if (text != NULL)
		*text = value;
	else if (strcmp(name, "letters") == 0)
		return count_read(value, &out->letters);
	else if (strcmp(name, "sheets") == 0)
		return count_read(value, &out->sheets);
	return true; /* a word of a later program changes nothing of the others */
}

static bool fields_read(void *owner, const char *text, struct code *out)
{
	char *save = NULL, *copy = must(talloc_strdup(owner, text));
	for (char *at = strtok_r(copy, ";", &save); at != NULL; at = strtok_r(NULL, ";", &save)) {
		char *equals = strchr(at, '=');
		if (equals == NULL || equals[1] == '\0')
			return false;
		*equals = '\0';
		if (!field_read(out, at, equals + 1))
			return false;
	}
	return true;
}

static bool index_read(void *owner, const char *text, struct code *out)
{
	const char *rest, *slash;
	if (!office_read(owner, text, '/', out, &rest))
		return false;
	slash = strchr(rest, '/');
	if (slash == NULL || slash - rest != 4 ||
	    !count_read(must(talloc_strndup(owner, rest, 4)), &out->year))
		return false;
	out->index = COPY(owner, slash + 1);
	return *out->index != '\0';
}

struct code code_read(void *owner, const char *text)
{
	const char *rest;
	struct code out = {.kind = CODE_OTHER}, other = out;
	if (strcmp(text, SEPARATOR_TEXT) == 0)
		return (struct code){.kind = CODE_SEPARATOR};
	if (strncmp(text, HEADER_TEXT, strlen(HEADER_TEXT)) == 0) {
		out.kind = CODE_HEADER;
		bool read = office_read(owner, text + strlen(HEADER_TEXT), ':', &out, &rest);
		return read && fields_read(owner, rest, &out) ? out : other;
	}
	if (strncmp(text, STICKER, strlen(STICKER)) == 0) {
		out.kind = CODE_STICKER;
		bool read = office_read(owner, text + strlen(STICKER), ':', &out, &rest);
		return read && number_read(rest, INT64_C(1000000000), &out.sticker) ? out : other;
	}
	out.kind = CODE_INDEX;
	return index_read(owner, text, &out) ? out : other;
}

static void add(char **text, const char *name, const char *value)
{
	if (value != NULL && *value != '\0')
		*text = must(talloc_asprintf_append_buffer(
			*text, "%s%s=%s", strchr(*text, '=') == NULL ? "" : ";", name, value));
}

static void add_count(char **text, const char *name, int value)
{
	char digits[16];
	snprintf(digits, sizeof digits, "%d", value);
	if (value > 0)
		add(text, name, digits);
}

static const char *header_write(void *owner, const struct code *code)
{
	char *text = must(talloc_asprintf(owner, HEADER_TEXT "%s:", code->office));
	add(&text, "channel", code->channel);
	add(&text, "box", code->box);
	add(&text, "clerk", code->clerk);
	add_count(&text, "letters", code->letters);
	add_count(&text, "sheets", code->sheets);
	add(&text, "act", code->act);
	return text;
}

const char *code_write(void *owner, const struct code *code)
{
	switch (code->kind) {
	case CODE_SEPARATOR:
		return SEPARATOR_TEXT;
	case CODE_HEADER:
		return header_write(owner, code);
	case CODE_STICKER:
		return TEXT_OF(owner, STICKER "%s:%lld", code->office, (long long)code->sticker);
	case CODE_INDEX:
		return TEXT_OF(owner, "%s/%04d/%s", code->office, code->year, code->index);
	default:
		return "";
	}
}
