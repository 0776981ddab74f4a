/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "samples/score.h"

#include <glib.h>
#include <stdlib.h>
#include <string.h>

static gunichar folded(gunichar c)
{
	switch (c) {
	case 0x2018: /* single quotes, primes and the letter apostrophe */
	case 0x2019:
	case 0x201B:
	case 0x02BC:
	case 0x2032:
	case '`':
		return '\'';
	case 0x201C:
	case 0x201D:
	case 0x201E:
	case 0x00AB:
	case 0x00BB:
		return '"';
	case 0x2010: /* hyphens, dashes, minus */
	case 0x2011:
	case 0x2012:
	case 0x2013:
	case 0x2014:
	case 0x2015:
	case 0x2212:
		return '-';
	default:
		return c;
	}
}

/* The characters that count. Blanks at both ends are dropped. */
static enum status characters(struct job *job, const char *text, gunichar **out, int *count)
{
	if (!g_utf8_validate(text, -1, NULL))
		return fail(job, E_INPUT, "a text is not UTF-8");
	char *nfc = g_utf8_normalize(text, -1, G_NORMALIZE_NFC);
	*out = NEW_ARRAY(job, gunichar, strlen(nfc) + 1);
	*count = 0;
	bool blank = false;
	for (const char *p = nfc; *p != '\0'; p = g_utf8_next_char(p)) {
		gunichar c = g_utf8_get_char(p);
		if (g_unichar_isspace(c)) {
			blank = *count > 0;
			continue;
		}
		if (blank)
			(*out)[(*count)++] = ' ';
		blank = false;
		(*out)[(*count)++] = folded(c);
	}
	g_free(nfc);
	return OK;
}

/* Where a character of the pattern stands: a bit for each place, 64 to a word. */
struct places {
	gunichar *letters; /* sorted, each once */
	int count, words;
	uint64_t *bits; /* words for each letter, then words of zeros for all others */
};

static int letters_compare(const void *a, const void *b)
{
	gunichar x = *(const gunichar *)a, y = *(const gunichar *)b;
	return x < y ? -1 : x > y;
}

static const uint64_t *places_of(const struct places *p, gunichar c)
{
	const gunichar *found = bsearch(&c, p->letters, (size_t)p->count, sizeof c,
					letters_compare);
	int at = found == NULL ? p->count : (int)(found - p->letters);
	return p->bits + (size_t)at * (size_t)p->words;
}

static struct places places_make(struct job *job, const gunichar *pattern, int length)
{
	struct places p = {.words = (length + 63) / 64};
	p.letters = NEW_ARRAY(job, gunichar, length);
	memcpy(p.letters, pattern, (size_t)length * sizeof *pattern);
	qsort(p.letters, (size_t)length, sizeof *p.letters, letters_compare);
	for (int i = 0; i < length; i++)
		if (p.count == 0 || p.letters[i] != p.letters[p.count - 1])
			p.letters[p.count++] = p.letters[i];
	p.bits = NEW_ARRAY(job, uint64_t, (size_t)(p.count + 1) * (size_t)p.words);
	for (int i = 0; i < length; i++) {
		uint64_t *bits = (uint64_t *)places_of(&p, pattern[i]);
		bits[i / 64] |= UINT64_C(1) << (i % 64);
	}
	return p;
}

/* 64 rows of one column: where the distance rises and falls from row to row. */
struct word {
	uint64_t rises, falls;
};

/* Advances a word by one column (Myers 1999 in Hyyro's form). IN is the step of the distance along
 * the row above, -1, 0 or 1; the same for row LAST of the word is given back. */
static int word_step(struct word *w, uint64_t equal, int in, int last)
{
	uint64_t vertical = equal | w->falls;
	equal |= in < 0;
	uint64_t zero = (((equal & w->rises) + w->rises) ^ w->rises) | equal;
	uint64_t up = w->falls | ~(zero | w->rises), down = w->rises & zero;
	int out = (int)(up >> last & 1) - (int)(down >> last & 1);
	up = up << 1 | (in > 0);
	down = down << 1 | (in < 0);
	w->rises = down | ~(vertical | up);
	w->falls = up & vertical;
	return out;
}

static int distance(struct job *job, const gunichar *a, int a_length, const gunichar *b,
		    int b_length)
{
	if (a_length == 0 || b_length == 0)
		return a_length + b_length;
	struct places places = places_make(job, a, a_length);
	struct word *words = NEW_ARRAY(job, struct word, places.words);
	int result = a_length;
	for (int i = 0; i < places.words; i++)
		words[i].rises = ~UINT64_C(0);
	for (int j = 0; j < b_length; j++) {
		const uint64_t *equal = places_of(&places, b[j]);
		int step = 1; /* the top row rises with each column: all of B may be put in */
		for (int i = 0; i < places.words; i++) {
			bool end = i == places.words - 1;
			step = word_step(&words[i], equal[i], step, end ? (a_length - 1) % 64 : 63);
		}
		result += step;
	}
	return result;
}

enum status score_texts(struct job *parent, const char *truth, const char *read, struct score *out)
{
	struct job *job = job_below(parent);
	gunichar *a, *b;
	int a_length, b_length;
	TRY(characters(job, truth, &a, &a_length));
	TRY(characters(job, read, &b, &b_length));
	*out = (struct score){a_length, distance(job, a, a_length, b, b_length)};
	talloc_free(job);
	return OK;
}
