/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/pairs.h"

#include "base/xml.h"

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
	if (json_is_real(value))
		return TEXT_OF(owner, "%.15g", json_real_value(value));
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

static enum status object_read(struct job *job, const char *text, json_t **out)
{
	json_error_t error;
	*out = json_loads(text, JSON_REJECT_DUPLICATES, &error);
	if (*out == NULL)
		return fail(job, E_INPUT, "not JSON: %s (column %d)", error.text, error.column);
	json_own(job, *out);
	if (!json_is_object(*out))
		return fail(job, E_INPUT, "write an object: {\"name\": \"value\"}");
	return OK;
}

enum status pairs_read(struct job *job, const char *text, struct pair **out, int *count)
{
	const char *name;
	json_t *value, *object;
	*count = 0;
	*out = NULL;
	TRY(object_read(job, text, &object));
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

/* --- nested --- */

enum { MAX_DEPTH = 32 };

static enum status put_value(struct job *job, struct node *to, const json_t *value, int depth);

static enum status put_members(struct job *job, struct node *to, const json_t *object, int depth)
{
	const char *name;
	json_t *value;
	json_object_foreach((json_t *)(uintptr_t)object, name, value)
	{
		if (!xml_name(name))
			return fail(job, E_INPUT, "\"%s\" is no name: write a latin word", name);
		TRY(put_value(job, node_add(to, name, NULL), value, depth));
	}
	return OK;
}

static enum status put_value(struct job *job, struct node *to, const json_t *value, int depth)
{
	if (depth >= MAX_DEPTH)
		return fail(job, E_INPUT, "the data are nested deeper than %d", (int)MAX_DEPTH);
	if (json_is_object(value))
		return put_members(job, to, value, depth + 1);
	for (size_t i = 0; json_is_array(value) && i < json_array_size(value); i++)
		TRY(put_value(job, node_add(to, "e", NULL), json_array_get(value, i), depth + 1));
	const char *text = scalar(job, value);
	if (text != NULL)
		node_put(to, text);
	return OK;
}

enum status body_read(struct job *job, const char *text, const char **out)
{
	json_t *object;
	struct doc *doc = doc_new(job, NULL, "data");
	TRY(object_read(job, text, &object));
	TRY(put_members(job, doc_root(doc), object, 0));
	*out = node_xml(job, doc_root(doc));
	talloc_free(doc);
	return OK;
}
