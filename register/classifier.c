/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "register/classifier.h"
#include "register/terms.h"

static void read_item(const struct node *node, const char *list, struct classifier *classifier)
{
	classifier->items = APPEND(classifier, classifier->items, &classifier->count, struct item);
	classifier->items[classifier->count - 1] = (struct item){
		.list = list,
		.code = node_copy(classifier, node, "code", ""),
		.word = node_copy(classifier, node, "word", NULL),
		.law = node_copy(classifier, node, "law", node_attr(node, "code")),
		.title = node_copy(classifier, node, "title", ""),
		.from = node_day(node, "valid-from", ALWAYS_FROM),
		.till = node_day(node, "valid-to", ALWAYS_TILL),
	};
}

static bool same(const struct item *a, const struct item *b)
{
	return strcmp(a->list, b->list) == 0 && strcmp(a->code, b->code) == 0 &&
	       day_cmp(a->from, b->till) <= 0 && day_cmp(b->from, a->till) <= 0;
}

/* Two editions of one code must not be valid on the same day. */
static void check_editions(const struct classifier *classifier, const struct node *node,
			   struct remarks *remarks)
{
	const struct item *last = &classifier->items[classifier->count - 1];
	for (const struct item *i = classifier->items; i < last; i++)
		if (same(i, last))
			remark(remarks, ERROR, node_line(node), 0,
			       TEXT_OF(remarks->job, _("code %s of %s stands twice"), last->code,
				       last->list),
			       _("give the older one a valid-to before the valid-from of the "
				 "newer"));
}

enum status classifier_read(struct job *job, const struct doc *doc, struct remarks *remarks,
			    struct classifier **out)
{
	struct classifier *classifier = NEW(job, struct classifier);
	for (struct node *l = node_first(doc_root(doc), "list"); l != NULL;
	     l = node_next(l, "list")) {
		const char *list = node_copy(classifier, l, "name", "");
		for (struct node *n = node_first(l, "item"); n != NULL; n = node_next(n, "item")) {
			read_item(n, list, classifier);
			check_editions(classifier, n, remarks);
		}
	}
	*out = classifier;
	return OK;
}

const struct item *classifier_find(const struct classifier *classifier, const char *list,
				   const char *word, struct day day)
{
	for (int i = 0; i < classifier->count; i++) {
		const struct item *item = &classifier->items[i];
		bool named = strcmp(item->code, word) == 0 ||
			     (item->word != NULL && strcmp(item->word, word) == 0);
		if (named && strcmp(item->list, list) == 0 && day_cmp(item->from, day) <= 0 &&
		    day_cmp(day, item->till) <= 0)
			return item;
	}
	return NULL;
}
