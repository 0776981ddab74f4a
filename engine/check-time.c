/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An expression that a step would give up because it takes too long is tried here, on as many
 * elements as a case may have. */
#include "engine/check.h"

enum { ROWS = 300 };

/* Rows, as lists of people and papers are kept, an element within each. */
static struct node *large_case(struct job *job)
{
	struct node *root = doc_root(doc_new(job, NULL, "data"));
	for (int i = 0; i < ROWS; i++)
		node_add(node_add(root, "e", NULL), "e", "1");
	return root;
}

static struct node *any_variable(void *root, const char *name)
{
	(void)name;
	return root;
}

static bool in_no_state(void *root, const char *id)
{
	(void)root;
	(void)id;
	return false;
}

void check_time(struct checker *checker, const struct xpath *expr, const struct node *node,
		const char *attr)
{
	if (checker->sample == NULL) {
		struct node *root = large_case(checker->job);
		struct names names = {root, any_variable, in_no_state};
		checker->sample = scope_new(checker->job, root, names);
	}
	if (xpath_too_long(expr, checker->sample))
		finding(checker, ERROR, node, attr,
			_("a [] within a [] looks through all elements for each of them: ask "
			  "in a simpler way"),
			_("in a case of some hundreds of elements it takes too long: %s"),
			xpath_text(expr));
}
