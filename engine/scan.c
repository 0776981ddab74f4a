/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/scan.h"

#include <ctype.h>
#include <string.h>

static bool in_name(char c)
{
	return isalnum((unsigned char)c) || c == '_' || c == '-' || c == '.' || (c & 0x80) != 0;
}

size_t scan_name(const char *text)
{
	size_t length = 0;
	while (in_name(text[length]))
		length++;
	return length;
}

/* The end of a literal that begins at TEXT, past its closing quote. */
static const char *literal_end(const char *text)
{
	const char *end = strchr(text + 1, *text);
	return end == NULL ? text + strlen(text) : end + 1;
}

static bool is_node_test(const char *name, size_t length)
{
	static const char *const tests[] = {"node", "text", "comment", "processing-instruction",
					    "and",  "or",   "div",     "mod"};
	for (int i = 0; i < 8; i++)
		if (strlen(tests[i]) == length && strncmp(tests[i], name, length) == 0)
			return true;
	return false;
}

static const char *state_in(void *owner, const char *bracket)
{
	const char *quote = bracket + 1 + strspn(bracket + 1, " \t\n");
	if (*quote != '\'' && *quote != '"')
		return NULL;
	return must(talloc_strndup(owner, quote + 1, (size_t)(literal_end(quote) - quote - 2)));
}

static const char *parameter_of(void *owner, const char *name)
{
	static const char place[] = "_x/office/";
	const size_t skipped = sizeof place - 1;
	if (strncmp(name, place, skipped) != 0)
		return NULL;
	return must(talloc_strndup(owner, name + skipped, scan_name(name + skipped)));
}

static const char *name_meant(void *owner, const char *name, size_t length, bool variable,
			      enum scan what)
{
	const char *bracket = name + length + strspn(name + length, " \t\n");
	bool call = !variable && *bracket == '(' && !is_node_test(name, length);
	if ((what == SCAN_VARIABLES && variable) || (what == SCAN_FUNCTIONS && call))
		return must(talloc_strndup(owner, name, length));
	if (what == SCAN_STATES && call && length == 2 && strncmp(name, "In", 2) == 0)
		return state_in(owner, bracket);
	return what == SCAN_PARAMETERS && variable ? parameter_of(owner, name) : NULL;
}

int scan_names(void *owner, const char *expr, enum scan what, const char ***out)
{
	int count = 0;
	*out = NULL;
	for (const char *p = expr; *p != '\0';) {
		if (*p == '\'' || *p == '"') {
			p = literal_end(p);
			continue;
		}
		bool variable = *p == '$';
		const char *name = variable ? p + 1 : p;
		size_t length = scan_name(name);
		const char *meant = length == 0 ? NULL
						: name_meant(owner, name, length, variable, what);
		if (meant != NULL) {
			*out = APPEND(owner, *out, &count, const char *);
			(*out)[count - 1] = meant;
		}
		p = length == 0 ? p + 1 : name + length;
	}
	return count;
}

static bool is_word(const char *from, const char *end, const char *word)
{
	return strlen(word) == (size_t)(end - from) && strncmp(from, word, strlen(word)) == 0;
}

/* Whether the operand after END is taken as a truth: it begins the expression or a predicate, or
 * follows and, or, or a bracket that is no other function's than not() and boolean(). */
static bool truth_follows(const char *expr, const char *end)
{
	while (end > expr && isspace((unsigned char)end[-1]))
		end--;
	bool bracket = end > expr && end[-1] == '(';
	if (end == expr || end[-1] == '[')
		return true;
	for (end -= bracket; bracket && end > expr && isspace((unsigned char)end[-1]);)
		end--;
	const char *from = end;
	while (from > expr && in_name(from[-1]))
		from--;
	return is_word(from, end, "and") || is_word(from, end, "or") ||
	       (bracket &&
		(from == end || is_word(from, end, "not") || is_word(from, end, "boolean")));
}

static bool truth_ends(const char *next)
{
	next += strspn(next, " \t\r\n");
	const char *end = next + scan_name(next);
	return *next == '\0' || *next == ')' || *next == ']' || is_word(next, end, "and") ||
	       is_word(next, end, "or");
}

const char *scan_bare_variable(void *owner, const char *expr)
{
	for (const char *p = expr; *p != '\0';) {
		if (*p == '\'' || *p == '"') {
			p = literal_end(p);
			continue;
		}
		const char *end = p + 1 + scan_name(p + 1);
		if (*p == '$' && truth_follows(expr, p) && truth_ends(end))
			return must(talloc_strndup(owner, p, (size_t)(end - p)));
		p++;
	}
	return NULL;
}

static bool in_operand(char c)
{
	return in_name(c) || (c != '\0' && strchr("$/@:*[]()", c) != NULL);
}

/* Walks back from the operator over the operand: names, steps and closed predicates … */
static const char *operand_start(const char *expr, const char *operator)
{
	int depth = 0;
	const char *p = operator;
	while (p > expr && p[-1] == ' ')
		p--;
	for (; p > expr; p--) {
		char c = p[-1];
		depth += c == ']' || c == ')';
		depth -= c == '[' || c == '(';
		if (depth < 0 || (depth == 0 && !in_operand(c)))
			break;
	}
	return p;
}

/* … and on from it, past the bracket that closes last. */
static const char *operand_end(const char *start)
{
	int depth = 0;
	const char *p = start;
	for (; *p != '\0'; p++) {
		depth += *p == '[' || *p == '(';
		depth -= *p == ']' || *p == ')';
		if (depth < 0 || (depth == 0 && !in_operand(*p)))
			break;
	}
	return p;
}

/* What the program lends is one of each, but users that were told. */
static bool is_path_of_many(const char *start, const char *end)
{
	static const char *const single[] = {"$_event", "$_x", "count(", "string(", "not("};
	size_t length = (size_t)(end - start);
	for (int i = 0; i < 5; i++)
		if (strncmp(start, single[i], strlen(single[i])) == 0)
			return i == 0 && memmem(start, length, "/e/", 3) != NULL;
	return memchr(start, '/', length) != NULL;
}

bool scan_existential(const char *expr)
{
	for (const char *p = expr; *p != '\0';) {
		if (*p == '\'' || *p == '"') {
			p = literal_end(p);
			continue;
		}
		const char *right = p + 2;
		if (p[0] != '!' || p[1] != '=') {
			p++;
			continue;
		}
		right += strspn(right, " \t\r\n");
		if (is_path_of_many(operand_start(expr, p), p) ||
		    is_path_of_many(right, operand_end(right)))
			return true;
		p = right;
	}
	return false;
}
