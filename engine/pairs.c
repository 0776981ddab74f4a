/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/pairs.h"

#include <jansson.h>

static int json_close(json_t **json)
{
	json_decref(*json);
	return 0;
}

/* A reference that ends with OWNER. */
static void json_own(void *owner, json_t *json)
{
	json_t **holder = NEW(owner, json_t *);
	*holder = must(json);
	talloc_set_destructor(holder, json_close);
}

/* Broken UTF-8 cannot stand in JSON; what a person typed must still not be lost as a whole. */
static json_t *text_json(const char *text)
{
	json_t *json = json_string(text);
	return json != NULL ? json : json_string("\xEF\xBF\xBD");
}

const char *pairs_text(void *owner, const struct pair *pairs, int count)
{
	json_t *object = must(json_object());
	for (int i = 0; i < count; i++)
		if (pairs[i].value != NULL)
			json_object_set_new(object, pairs[i].name, text_json(pairs[i].value));
	char *text = must(json_dumps(object, JSON_COMPACT));
	const char *copy = COPY(owner, text);
	free(text);
	json_decref(object);
	return copy;
}

static const char *scalar(void *owner, const json_t *value)
{
	if (json_is_string(value))
		return COPY(owner, json_string_value(value));
	if (json_is_integer(value))
		return TEXT_OF(owner, "%lld", (long long)json_integer_value(value));
	if (json_is_boolean(value))
		return json_is_true(value) ? "true" : "false";
	return NULL;
}

static const char *member(void *owner, const json_t *value)
{
	const char *text = "";
	if (!json_is_array(value))
		return scalar(owner, value);
	for (size_t i = 0; i < json_array_size(value); i++) {
		const char *one = scalar(owner, json_array_get(value, i));
		if (one == NULL)
			return NULL;
		text = TEXT_OF(owner, "%s%s%s", text, *text == '\0' ? "" : " ", one);
	}
	return text;
}

enum status pairs_read(struct job *job, const char *text, struct pair **out, int *count)
{
	json_error_t error;
	const char *name;
	json_t *value;
	json_t *object = json_loads(text, JSON_REJECT_DUPLICATES, &error);
	*count = 0;
	*out = NULL;
	if (object == NULL)
		return fail(job, E_INPUT, "not JSON: %s (column %d)", error.text, error.column);
	json_own(job, object);
	if (!json_is_object(object))
		return fail(job, E_INPUT, "write an object: {\"name\": \"value\"}");
	json_object_foreach(object, name, value)
	{
		const char *words = member(job, value);
		if (words == NULL)
			return fail(job, E_INPUT, "the value of \"%s\" is neither text nor a list",
				    name);
		*out = APPEND(job, *out, count, struct pair);
		(*out)[*count - 1] = (struct pair){COPY(job, name), words};
	}
	return OK;
}
