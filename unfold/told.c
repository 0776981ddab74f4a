/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unfold/pdf.h"

#include "base/file.h"
#include "base/reach.h"
#include "base/xml.h"

#include <fcntl.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#define SHEET_SPACE "urn:skrynka:sheet:1"
enum { WORDS = 20000, LONGEST = 400 /* bytes of a word */ };

struct told {
	struct doc *doc;
	struct node *line;
	char word[LONGEST];
	size_t size;
	double x1, y1, x2, y2;
	int words, letters, strange;
};

struct told *told_new(struct job *job)
{
	struct told *told = NEW(job, struct told);
	told->doc = doc_new(job, SHEET_SPACE, "page");
	told->line = node_add(doc_root(told->doc), "line", NULL);
	return told;
}

static void end_word(struct told *told)
{
	if (told->size > 0 && told->words < WORDS && told->x2 > told->x1 && told->y2 > told->y1) {
		told->word[told->size] = '\0';
		struct node *word = node_add(told->line, "word", told->word);
		node_set_int(word, "x", lrint(fmax(told->x1, 0)));
		node_set_int(word, "y", lrint(fmax(told->y1, 0)));
		node_set_int(word, "w", lrint(ceil(told->x2 - told->x1)));
		node_set_int(word, "h", lrint(ceil(told->y2 - told->y1)));
		node_set_int(word, "c", 100);
		told->words++;
	}
	told->size = 0;
}

static bool is_blank(uint32_t c)
{
	return c <= 0x20 || c == 0xa0 || (c >= 0x2000 && c <= 0x200b) || c == 0x3000;
}

/* Where letters of Ukrainian, of English and their signs do not stand. «Çàÿâà» is «Заява» read in
 * the wrong table. */
static bool is_strange(uint32_t c)
{
	return (c >= 0x7f && c < 0xa0) || (c >= 0xc0 && c < 0x2b0) || (c >= 0xe000 && c < 0xf900) ||
	       c == 0xfffd || c >= 0x10000;
}

static bool fits(double x1, double y1, double x2, double y2)
{
	return x2 >= x1 && y2 >= y1 && x1 > -TIFF_SIDE && y1 > -TIFF_SIDE && x2 < TIFF_SIDE &&
	       y2 < TIFF_SIDE;
}

void told_letter(struct told *told, const char *at, int size, uint32_t code, double x1, double y1,
		 double x2, double y2)
{
	if (is_blank(code) || told->size + (size_t)size >= LONGEST || !fits(x1, y1, x2, y2)) {
		end_word(told);
		return;
	}
	if (told->size == 0) {
		told->x1 = x1;
		told->y1 = y1;
		told->x2 = x2;
		told->y2 = y2;
	}
	told->x1 = fmin(told->x1, x1);
	told->y1 = fmin(told->y1, y1);
	told->x2 = fmax(told->x2, x2);
	told->y2 = fmax(told->y2, y2);
	memcpy(told->word + told->size, at, (size_t)size);
	told->size += (size_t)size;
	told->letters++;
	told->strange += is_strange(code);
}

enum status told_leave(struct job *job, struct told *told, const char *path)
{
	end_word(told);
	if (told->words == 0 || told->strange * 20 > told->letters)
		return OK;
	const char *text = doc_text(job, told->doc, false);
	int fd = reach_open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0640);
	if (fd < 0)
		return fail_errno(job, path);
	FILE *out = must(fdopen(fd, "w"));
	bool written = fputs(text, out) >= 0;
	return fclose(out) == 0 && written ? OK : fail_errno(job, path);
}

const char *told_name(const struct stack *stack)
{
	return strcmp(stack->name, "batch") == 0 ? "given" : stack->name;
}
