/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What differs between councils and procedures ask for: names and defaults are those of the shipped
 * office.xml, values those of the office. */
#include "base/file.h"
#include "register/settings.h"

static struct parameter *find(const struct settings *settings, const char *name)
{
	for (int i = 0; i < settings->nparameters; i++)
		if (strcmp(settings->parameters[i].name, name) == 0)
			return &settings->parameters[i];
	return NULL;
}

static bool is_number(const char *text)
{
	size_t digits = strspn(text, "0123456789");
	return digits > 0 && digits <= 9 && text[digits] == '\0';
}

static bool is_answer(const char *text)
{
	return strcmp(text, "yes") == 0 || strcmp(text, "no") == 0;
}

static bool is_one_of(const char *value, const char *choices)
{
	size_t length = strlen(value);
	for (const char *p = strstr(choices, value); length > 0 && p != NULL;
	     p = strstr(p + 1, value))
		if ((p == choices || p[-1] == ' ') && (p[length] == ' ' || p[length] == '\0'))
			return true;
	return false;
}

/* A value of the same form as the default; what is none of these forms is words. */
static bool fits(const char *value, const struct parameter *parameter)
{
	struct span span, wanted;
	const char *model = parameter->value;
	if (*parameter->choices != '\0')
		return is_one_of(value, parameter->choices);
	if (span_read(model, &wanted))
		return span_read(value, &span) && span.back == wanted.back;
	if (is_number(model))
		return is_number(value);
	return !is_answer(model) || is_answer(value);
}

bool parameter_known(const struct settings *settings, const char *name)
{
	size_t length = strcspn(name, " ");
	for (int i = 0; i < settings->nparameters; i++) {
		const struct parameter *p = &settings->parameters[i];
		if (strncmp(p->name, name, length) == 0 && p->name[length] == '\0')
			return name[length] == '\0' || fits(name + length + 1, p);
	}
	return false;
}

static void settle_terms(struct settings *settings, const struct parameter *parameter)
{
	struct terms *terms = settings->terms;
	for (int i = 0; i < terms->count; i++) {
		struct term *term = &terms->list[i];
		if (term->parameter != NULL && strcmp(term->parameter, parameter->name) == 0)
			span_read(parameter->value, &term->span);
	}
}

enum status parameters_ship(struct job *job, struct settings *settings)
{
	struct doc *doc;
	const char *path;
	TRY(data_file(job, NULL, "workflows", "office.xml", &path));
	TRY(xml_read_file(job, path, &doc));
	struct node *list = node_first(doc_root(doc), "parameters");
	struct node *n = list == NULL ? NULL : node_first(list, "parameter");
	for (; n != NULL; n = node_next(n, "parameter")) {
		settings->parameters = APPEND(settings, settings->parameters,
					      &settings->nparameters, struct parameter);
		struct parameter *last = &settings->parameters[settings->nparameters - 1];
		*last = (struct parameter){node_copy(settings, n, "name", ""),
					   node_copy(settings, n, "value", ""),
					   node_copy(settings, n, "choices", "")};
		settle_terms(settings, last);
	}
	return OK;
}

static const char *all_names(struct job *job, const struct settings *settings)
{
	const char *names = "";
	for (int i = 0; i < settings->nparameters; i++)
		names = TEXT_OF(job, "%s%s%s", names, *names == '\0' ? "" : " ",
				settings->parameters[i].name);
	return names;
}

static void read_one(const struct node *node, struct settings *settings, struct remarks *remarks)
{
	const char *name = node_attr(node, "name"), *value = node_attr(node, "value");
	struct parameter *parameter = find(settings, name);
	struct job *job = remarks->job;
	if (parameter == NULL)
		remark(remarks, ERROR, node_line(node), 0,
		       TEXT_OF(job, _("unknown parameter: %s"), name),
		       TEXT_OF(job, _("known here are: %s"), all_names(job, settings)));
	else if (!fits(value, parameter))
		remark(remarks, ERROR, node_line(node), 0,
		       TEXT_OF(job, _("parameter %s: \"%s\" cannot be its value"), name, value),
		       *parameter->choices != '\0'
			       ? TEXT_OF(job, _("write one of: %s"), parameter->choices)
			       : TEXT_OF(job, _("write it in the same way as \"%s\""),
					 parameter->value));
	else {
		parameter->value = COPY(settings, value);
		settle_terms(settings, parameter);
	}
}

void parameters_read(const struct node *parameters, struct settings *settings,
		     struct remarks *remarks)
{
	struct node *n = parameters == NULL ? NULL : node_first(parameters, "parameter");
	for (; n != NULL; n = node_next(n, "parameter"))
		read_one(n, settings, remarks);
}
