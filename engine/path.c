/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/path.h"

#include "engine/scan.h"
#include <ctype.h>
#include <string.h>

enum kind { END, NAME, VARIABLE, LITERAL, OTHER };

struct token {
	enum kind kind;
	const char *from; /* of a literal or variable: past its quote or $ */
	size_t length;
};

struct words {
	void *owner;
	struct token *list; /* ends with END */
	int count;
};

static struct token token_at(const char *p)
{
	if (*p == '\'' || *p == '"') {
		const char *end = strchr(p + 1, *p);
		return (struct token){LITERAL, p + 1,
				      end == NULL ? strlen(p + 1) : (size_t)(end - p - 1)};
	}
	if (*p == '$')
		return (struct token){VARIABLE, p + 1, scan_name(p + 1)};
	if (isalpha((unsigned char)*p) || *p == '_' || (*p & 0x80) != 0)
		return (struct token){NAME, p, scan_name(p)};
	return (struct token){*p == '\0' ? END : OTHER, p, *p != '\0'};
}

static void words_read(struct words *words, const char *p)
{
	struct token token;
	do {
		p += strspn(p, " \t\r\n");
		token = token_at(p);
		words->list = APPEND(words->owner, words->list, &words->count, struct token);
		words->list[words->count - 1] = token;
		p = token.from + token.length +
		    (token.kind == LITERAL && token.from[token.length] != '\0');
	} while (token.kind != END);
}

static bool is(const struct token *token, char c)
{
	return token->kind == OTHER && *token->from == c;
}

static const char *word(const struct words *words, const struct token *token)
{
	return must(talloc_strndup(words->owner, token->from, token->length));
}

/* The literal after = or != at TOKEN, or NULL. */
static const char *compared(const struct words *words, const struct token *token)
{
	token += is(token, '!');
	if (!is(token, '=') || token[1].kind != LITERAL)
		return NULL;
	return word(words, &token[1]);
}

static bool is_operator(const struct token *token)
{
	static const char *const names[] = {"and", "or", "div", "mod"};
	for (int i = 0; i < 4; i++)
		if (strlen(names[i]) == token->length &&
		    strncmp(names[i], token->from, token->length) == 0)
			return true;
	return false;
}

static int path_read(const struct words *words, int i, struct path *out);

static int predicate_read(const struct words *words, int i, struct path *path)
{
	int depth = 0;
	const struct token *list = words->list;
	do {
		const struct token *t = &list[i];
		struct path inside;
		depth += is(t, '[') - is(t, ']');
		if (t->kind == VARIABLE) {
			i = path_read(words, i, &inside);
			continue;
		}
		bool call = is(&list[i + (t->kind != END)], '(');
		bool axis = is(&list[i + (t->kind != END)], ':');
		if (t->kind == NAME && !call && !axis && !is_operator(t)) {
			path->inner = APPEND(words->owner, path->inner, &path->ninner,
					     struct named);
			path->inner[path->ninner - 1] = (struct named){word(words, t),
								       compared(words, t + 1)};
		}
		i += t->kind != END;
	} while (depth > 0 && list[i].kind != END);
	return i;
}

static int step_read(const struct words *words, int i, struct path *path)
{
	const struct token *list = words->list;
	while (is(&list[i], '/') || is(&list[i], '@'))
		i++;
	if (list[i].kind == NAME && is(&list[i + 1], ':'))
		for (i++; is(&list[i], ':');)
			i++;
	if (list[i].kind == END)
		return i;
	bool call = list[i].kind == NAME && is(&list[i + 1], '(');
	path->steps = APPEND(words->owner, path->steps, &path->nsteps, const char *);
	path->steps[path->nsteps - 1] = list[i].kind == NAME && !call ? word(words, &list[i]) : "*";
	return i + (call ? 3 : 1);
}

/* From the variable at I; the token after the path. */
static int path_read(const struct words *words, int i, struct path *out)
{
	*out = (struct path){.variable = word(words, &words->list[i++])};
	while (i < words->count && (is(&words->list[i], '/') || is(&words->list[i], '[')))
		i = is(&words->list[i], '[') ? predicate_read(words, i, out)
					     : step_read(words, i, out);
	i = i < words->count ? i : words->count - 1;
	out->equals = compared(words, &words->list[i]);
	return i;
}

int path_scan(void *owner, const char *expr, struct path **out)
{
	struct words words = {owner, NULL, 0};
	int count = 0;
	*out = NULL;
	words_read(&words, expr);
	for (int i = 0; i < words.count; i++) {
		if (words.list[i].kind != VARIABLE)
			continue;
		*out = APPEND(owner, *out, &count, struct path);
		path_read(&words, i, &(*out)[count - 1]);
	}
	return count;
}

bool path_only(void *owner, const char *expr, struct path *out)
{
	struct words words = {owner, NULL, 0};
	words_read(&words, expr);
	const struct token *first = words.list;
	bool text = first->kind == NAME && first->length == 6 &&
		    strncmp(first->from, "string", 6) == 0 && is(&first[1], '(');
	int at = text ? 2 : 0;
	if (words.list[at].kind != VARIABLE)
		return false;
	at = path_read(&words, at, out);
	return words.list[at + (text && is(&words.list[at], ')'))].kind == END;
}

const char *path_stray(void *owner, const char *expr)
{
	struct words words = {owner, NULL, 0};
	struct path path;
	words_read(&words, expr);
	for (int i = 0; words.list[i].kind != END;) {
		const struct token *t = &words.list[i];
		bool call = t->kind == NAME && is(&t[1], '(');
		if (t->kind == NAME && !call && !is_operator(t))
			return word(&words, t);
		i = t->kind == VARIABLE ? path_read(&words, i, &path) : i + 1;
	}
	return NULL;
}

const char *path_literal(void *owner, const char *expr)
{
	struct words words = {owner, NULL, 0};
	words_read(&words, expr);
	if (words.list[0].kind != LITERAL || words.list[1].kind != END)
		return NULL;
	return word(&words, &words.list[0]);
}
