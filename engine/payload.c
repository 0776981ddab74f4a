/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/payload.h"

#include "base/file.h"
#include "engine/data.h"
#include "engine/verb.h"

/* --- reading --- */

static struct param *param_add(struct reader *reader, struct payload *payload, const char *name,
			       const struct node *node)
{
	payload->params = APPEND(reader->job, payload->params, &payload->nparams, struct param);
	struct param *param = &payload->params[payload->nparams - 1];
	*param = (struct param){.name = name, .line = node_line(node)};
	if (name == NULL || !xml_name(name))
		complain(reader, node, NULL, _("write name=\"…\", a latin word"),
			 _("this parameter has no name"));
	return param;
}

static void param_read(struct reader *reader, struct payload *payload, const struct node *node)
{
	const char *expr = node_attr(node, "expr"), *place = node_attr(node, "location");
	struct param *param = param_add(reader, payload, node_attr(node, "name"), node);
	param->place = expr == NULL;
	param->expr = read_expr(reader, node, param->place ? "location" : "expr",
				expr != NULL ? expr : place);
	if ((expr == NULL) == (place == NULL))
		complain(reader, node, NULL, NULL, _("<%s> wants either %s or %s"), "param", "expr",
			 "location");
}

/* Names of variables, with or without their $. */
static void namelist_read(struct reader *reader, struct payload *payload, const struct node *node)
{
	const char **names;
	int count = split_words(reader->job, node_attr(node, "namelist"), &names);
	for (int i = 0; i < count; i++) {
		const char *name = names[i] + (*names[i] == '$');
		struct param *param = param_add(reader, payload, name, node);
		param->place = true;
		param->expr = read_expr(reader, node, "namelist",
					TEXT_OF(reader->job, "$%s", name));
	}
}

static void content_take(struct reader *reader, struct payload *payload, const struct node *node)
{
	if (payload->content != NULL || payload->nparams > 0)
		complain(reader, node, NULL, _("remove one of them"),
			 _("an event carries either content or parameters"));
	payload->content = node;
	payload->expr = read_expr(reader, node, "expr", node_attr(node, "expr"));
}

struct payload *payload_read(struct reader *reader, const struct node *node)
{
	struct payload *payload = NEW(reader->job, struct payload);
	namelist_read(reader, payload, node);
	for (struct node *n = node_first(node, NULL); n != NULL; n = node_next(n, NULL)) {
		if (node_is(n, SCXML_SPACE, "param"))
			param_read(reader, payload, n);
		else if (node_is(n, SCXML_SPACE, "content"))
			content_take(reader, payload, n);
		else
			complain(reader, n, NULL, _("remove it, or mend its name"),
				 _("<%s> may not stand in %s"), node_name(n), node_name(node));
	}
	return payload->nparams > 0 || payload->content != NULL ? payload : NULL;
}

static const char *source_path(struct reader *reader, const char *src)
{
	const char *definition = reader->remarks->file, *slash = strrchr(definition, '/');
	if (strncmp(src, "file:", 5) == 0)
		src += 5;
	if (*src == '.' || strchr(src, '/') != NULL)
		return NULL;
	if (slash == NULL)
		return COPY(reader->job, src);
	return TEXT_OF(reader->job, "%.*s/%s", (int)(slash - definition), definition, src);
}

const struct node *source_read(struct reader *reader, const struct node *node)
{
	enum { LIMIT = 1 << 20 };
	struct doc *doc, *holder = doc_new(reader->job, NULL, "data");
	char *bytes = NULL;
	size_t size;
	const char *path = source_path(reader, node_attr(node, "src"));
	if (!reader->lenient || path == NULL ||
	    file_read(reader->job, path, LIMIT, &bytes, &size) != OK)
		complain(reader, node, "src", _("write the value into the definition"),
			 _("%s: this source cannot be read"), node_attr(node, "src"));
	else if (xml_read(reader->job, path, bytes, size, &doc) == OK)
		node_graft(doc_root(holder), doc_root(doc));
	else
		node_put(doc_root(holder), bytes);
	return doc_root(holder);
}

/* --- values --- */

static bool find_value(struct session *session, const struct param *param, struct found *found)
{
	session->line = param->line;
	if (!evaluate(session, param->expr, found))
		return false;
	if (!param->place || (found->nodes && found->nhits > 0))
		return true;
	raise_error(session, "error.execution", _("the place to take a value from is not there"));
	return false;
}

static bool put_params(struct session *session, const struct payload *payload, struct node *data,
		       bool all)
{
	for (int i = 0; i < payload->nparams; i++) {
		struct found found;
		bool there = find_value(session, &payload->params[i], &found);
		if (there)
			data_put(session, node_add(data, payload->params[i].name, NULL), &found);
		else if (all)
			return false;
	}
	return true;
}

static bool put_content(struct session *session, const struct payload *payload, struct node *data)
{
	struct found found;
	if (payload->expr == NULL) {
		data_put_inline(session, data, payload->content);
		return true;
	}
	if (!evaluate(session, payload->expr, &found))
		return false;
	data_put(session, data, &found);
	return true;
}

static bool lay_out(struct session *session, const struct payload *payload, bool all,
		    const char **out)
{
	*out = NULL;
	if (payload == NULL)
		return true;
	struct node *data = node_add(doc_root(session->system), "data", NULL);
	bool whole = payload->content != NULL ? put_content(session, payload, data)
					      : put_params(session, payload, data, all);
	if (whole)
		*out = node_xml(session->scratch, data);
	node_cut(data);
	return whole;
}

bool payload_text(struct session *session, const struct payload *payload, const char **out)
{
	return lay_out(session, payload, true, out);
}

const char *donedata(struct session *session, const struct payload *payload)
{
	const char *text;
	lay_out(session, payload, false, &text);
	return text;
}
