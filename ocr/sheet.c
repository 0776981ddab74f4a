/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ocr/sheet.h"

#include "base/file.h"
#include "base/reach.h"
#include <fcntl.h>
#include <stdio.h>
#include <string.h>

static const char *const kinds[] = {
	[KIND_TEXT] = "text",		[KIND_BLANK] = "blank",	  [KIND_UNREAD] = "unread",
	[KIND_SEPARATOR] = "separator", [KIND_HEADER] = "header",
};

const char *kind_word(enum kind kind)
{
	return kinds[kind];
}

enum kind kind_of(const char *word)
{
	for (enum kind kind = KIND_TEXT; kind <= KIND_HEADER; kind++)
		if (word != NULL && strcmp(kinds[kind], word) == 0)
			return kind;
	return KIND_UNREAD;
}

/* The folder of work is thrown away after a crash, so nothing is synced; but a worker may die while
 * it writes. */
enum status sheet_save(struct job *job, const struct doc *doc, const char *path)
{
	const char *draft = TEXT_OF(job, "%s.part", path), *text = doc_text(job, doc, true);
	int fd = reach_open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0640);
	FILE *out = fd < 0 ? NULL : fdopen(fd, "w");
	if (out == NULL)
		return fail_errno(job, draft);
	bool written = fputs(text, out) >= 0;
	if (fclose(out) != 0 || !written || reach_rename(draft, path) != 0)
		return fail_errno(job, path);
	return OK;
}

static void set_box(struct node *node, struct box box)
{
	node_set_int(node, "x", box.x);
	node_set_int(node, "y", box.y);
	node_set_int(node, "w", box.w);
	node_set_int(node, "h", box.h);
}

static struct box box_of(const struct node *node)
{
	return (struct box){(int)node_int(node, "x", 0), (int)node_int(node, "y", 0),
			    (int)node_int(node, "w", 0), (int)node_int(node, "h", 0)};
}

static void add_line(struct node *page, const struct line *line)
{
	struct node *node = node_add(page, "line", NULL);
	set_box(node, line->box);
	for (int i = 0; i < line->count; i++) {
		struct node *word = node_add(node, "word", line->words[i].text);
		set_box(word, line->words[i].box);
		node_set_real(word, "c", line->words[i].confidence, 0);
	}
}

static void add_mark(struct node *page, const struct ink *ink)
{
	struct node *node = node_add(page, "mark", NULL);
	node_set(node, "kind", ink->seal ? "seal" : "signature");
	set_box(node, ink->box);
}

void sheet_doubt(struct node *page, const struct doubt *doubt)
{
	struct node *node = node_add(page, "remark", doubt->words);
	node_set(node, "severity", "warning");
	node_set(node, "about", doubt->about);
}

struct doc *sheet_page(struct job *job, const struct page *page)
{
	struct doc *doc = doc_new(job, SHEET_SPACE, "page");
	struct node *node = doc_root(doc);
	node_set_int(node, "source", page->source);
	node_set_int(node, "width", page->width);
	node_set_int(node, "height", page->height);
	node_set_real(node, "xdpi", page->xdpi, 2);
	node_set_real(node, "ydpi", page->ydpi, 2);
	node_set_int(node, "depth", page->depth);
	node_set(node, "kind", kind_word(page->kind));
	node_set_int(node, "turn", page->turn);
	node_set_real(node, "skew", page->skew, 2);
	if (page->lines.count > 0)
		node_set_real(node, "confidence", page->confidence, 1);
	if (page->origin != NULL)
		node_set(node, "origin", page->origin);
	if (page->fault != NULL)
		node_set(node, "fault", page->fault);
	for (int i = 0; i < page->doubts.count; i++)
		sheet_doubt(node, &page->doubts.list[i]);
	for (int i = 0; i < page->codes.count; i++)
		node_add(node, "code", page->codes.list[i]);
	for (int i = 0; i < page->inks.count; i++)
		add_mark(node, &page->inks.list[i]);
	for (int i = 0; i < page->lines.count; i++)
		add_line(node, &page->lines.list[i]);
	return doc;
}

static struct line line_read(void *owner, const struct node *node)
{
	struct line line = {.box = box_of(node)};
	for (struct node *at = node_first(node, "word"); at != NULL; at = node_next(at, "word")) {
		line.words = APPEND(owner, line.words, &line.count, struct word);
		line.words[line.count - 1] = (struct word){
			.box = box_of(at),
			.confidence = node_real(at, "c", 0),
			.text = node_text(owner, at),
		};
	}
	return line;
}

struct lines sheet_lines(void *owner, const struct node *page)
{
	struct lines lines = {0};
	for (struct node *at = node_first(page, "line"); at != NULL; at = node_next(at, "line")) {
		lines.list = APPEND(owner, lines.list, &lines.count, struct line);
		lines.list[lines.count - 1] = line_read(owner, at);
	}
	return lines;
}

struct box sheet_mark(const struct node *page)
{
	struct box box = {0, 0, 0, 0};
	for (struct node *at = node_first(page, "mark"); at != NULL; at = node_next(at, "mark"))
		box = box_around(box, box_of(at));
	return box;
}

struct words sheet_words(void *owner, const struct node *page)
{
	struct words words = {0};
	struct lines lines = sheet_lines(owner, page);
	for (int i = 0; i < lines.count; i++)
		for (int k = 0; k < lines.list[i].count; k++) {
			words.list = APPEND(owner, words.list, &words.count, struct word);
			words.list[words.count - 1] = lines.list[i].words[k];
		}
	return words;
}

void sheet_field(struct node *sheet, const struct field *field)
{
	struct node *node = node_add(sheet, "field", field->value);
	node_set(node, "name", field->name);
	if (field->page > 0) {
		node_set_int(node, "page", field->page);
		set_box(node, field->box);
	}
	node_set_real(node, "confidence", field->confidence, 0);
}
