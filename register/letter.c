/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "register/letter.h"

#include "register/text.h"

#define SHEET_SPACE "urn:skrynka:sheet:1"

enum { LETTERS = 100000, PAGES = 10000 };

static enum status open_doc(struct job *job, const char *path, const char *schema, struct doc **doc)
{
	const char *xsd;
	TRY(data_file(job, NULL, "xsd", schema, &xsd));
	TRY(xml_read_file(job, path, doc));
	return xml_valid(job, *doc, xsd, NULL);
}

/* A name from the jail becomes a path only if it is plain. */
static enum status plain_path(struct job *job, const char *work, const char *name, const char **out)
{
	size_t n = strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-.");
	if (n == 0 || n > 64 || name[n] != '\0' || name[0] == '.')
		return fail(job, E_SYSTEM, "the reader named a file \"%s\"", name);
	*out = TEXT_OF(job, "%s/%s", work, name);
	return OK;
}

static enum status list_letters(struct job *job, const char *work, const struct node *batch,
				struct letter **out, int *count)
{
	struct node *n = node_first(batch, "letter");
	for (; n != NULL && *count < LETTERS; n = node_next(n, "letter")) {
		*out = APPEND(job, *out, count, struct letter);
		struct letter *letter = &(*out)[*count - 1];
		letter->number = (int)node_int(n, "n", *count);
		letter->pages = (int)node_int(n, "pages", 0);
		TRY(plain_path(job, work, node_attr(n, "sheet"), &letter->sheet));
		TRY(plain_path(job, work, node_attr(n, "original"), &letter->original));
	}
	return OK;
}

enum status letters_read(struct job *job, const char *work, struct letter **out, int *count)
{
	struct doc *doc;
	struct job *below = job_below(job);
	*out = NULL;
	*count = 0;
	enum status status = open_doc(below, TEXT_OF(below, "%s/batch.xml", work), "batch.xsd",
				      &doc);
	if (status == OK)
		status = list_letters(job, work, doc_root(doc), out, count);
	talloc_free(below);
	return status;
}

const char *letter_field(const struct letter *letter, const char *name)
{
	return pair_value(letter->proposed, letter->nproposed, name);
}

void letter_propose(struct job *job, struct letter *letter, const char *name, const char *value)
{
	struct pair *pair = NULL;
	for (int i = 0; i < letter->nproposed; i++)
		if (strcmp(letter->proposed[i].name, name) == 0)
			pair = &letter->proposed[i];
	if (pair == NULL) {
		letter->proposed = APPEND(job, letter->proposed, &letter->nproposed, struct pair);
		pair = &letter->proposed[letter->nproposed - 1];
	}
	*pair = (struct pair){COPY(job, name), COPY(job, value)};
}

/* What the sheet calls a field, and the card. */
static const char *card_name(const char *name)
{
	if (strcmp(name, "date") == 0)
		return "signed-on";
	return strcmp(name, "repeat") == 0 ? "sign" : name;
}

static void read_field(struct job *job, const struct node *node, int confidence,
		       struct letter *letter)
{
	const char *name = node_attr(node, "name"), *value = node_text(job, node);
	bool sure = node_real(node, "confidence", 0) >= confidence;
	if (letter_field(letter, card_name(name)) != NULL || *value == '\0')
		return;
	letter_propose(job, letter, card_name(name),
		       strcmp(name, "repeat") == 0 ? "repeat" : value);
	if (strcmp(name, "surname") == 0 && sure)
		letter->named = true;
	if (strcmp(name, "kind") == 0 && sure)
		letter->request = strcmp(value, "request") == 0;
	if (strcmp(name, "subject") == 0 && strcmp(value, "individual") != 0)
		letter->named = true;
}

static void read_words(struct job *job, const struct node *page, char **words)
{
	for (struct node *l = node_first(page, "line"); l != NULL; l = node_next(l, "line"))
		for (struct node *w = node_first(l, "word"); w != NULL; w = node_next(w, "word"))
			*words = must(
				talloc_asprintf_append_buffer(*words, "%s ", node_text(job, w)));
}

static const char *doubt_of(struct job *job, const struct node *page)
{
	const char *words = strcmp(node_attr(page, "kind"), "unread") == 0 ? "unread" : "";
	for (struct node *at = node_first(page, "remark"); at != NULL; at = node_next(at, "remark"))
		if (node_attr(at, "about") != NULL)
			words = TEXT_OF(job, "%s%s%s", words, *words == '\0' ? "" : " ",
					node_attr(at, "about"));
	return *words == '\0' ? NULL : words;
}

static enum status read_page(struct job *job, const char *work, const struct node *node,
			     struct letter *letter, int *count)
{
	letter->page = APPEND(job, letter->page, count, struct letter_page);
	struct letter_page *page = &letter->page[*count - 1];
	page->number = (int)node_int(node, "n", 0);
	page->kind = COPY(job, node_attr(node, "kind"));
	page->turn = (int)node_int(node, "turn", 0);
	page->skew = node_real(node, "skew", 0);
	page->doubt = doubt_of(job, node);
	if (page->number != *count || *count > PAGES)
		return fail(job, E_SYSTEM, "letter %d: page %d is out of order", letter->number,
			    page->number);
	return plain_path(job, work, node_attr(node, "image"), &page->image);
}

enum status letter_read(struct job *job, const char *work, int confidence, struct letter *letter)
{
	struct doc *doc;
	char *words = must(talloc_strdup(job, ""));
	int count = 0;
	TRY(open_doc(job, letter->sheet, "sheet.xsd", &doc));
	for (struct node *n = node_first(doc_root(doc), NULL); n != NULL; n = node_next(n, NULL)) {
		if (node_is(n, SHEET_SPACE, "field"))
			read_field(job, n, confidence, letter);
		if (!node_is(n, SHEET_SPACE, "page"))
			continue;
		TRY(read_page(job, work, n, letter, &count));
		read_words(job, n, &words);
	}
	letter->pages = count;
	letter->words = text_fold(job, words);
	return OK;
}

const char *letter_who(void *owner, const struct letter *letter)
{
	static const char *const parts[] = {"surname", "given-name", "patronymic"};
	char *who = must(talloc_strdup(owner, ""));
	for (int i = 0; i < 3; i++)
		if (letter_field(letter, parts[i]) != NULL)
			who = must(talloc_asprintf_append_buffer(who, "%s%s", *who ? " " : "",
								 letter_field(letter, parts[i])));
	return *who == '\0' ? NULL : who;
}
