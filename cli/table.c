/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/table.h"

#include "base/plain.h"
#include "cli/fold.h"
#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

enum { WIDEST = 60, LEAST = 8, GAP = 2 }; /* letters shown of a cell */

struct table {
	const struct column *columns;
	int ncolumns, nrows;
	const char ***rows;
};

struct table *table_new(struct job *job, const struct column *columns)
{
	struct table *table = NEW(job, struct table);
	table->columns = columns;
	while (columns[table->ncolumns].key != NULL)
		table->ncolumns++;
	return table;
}

void table_row(struct table *table, const char *const *values)
{
	table->rows = APPEND(table, table->rows, &table->nrows, const char **);
	const char **row = NEW_ARRAY(table->rows, const char *, table->ncolumns);
	for (int i = 0; i < table->ncolumns; i++)
		row[i] = values[i] == NULL ? NULL : COPY(row, values[i]);
	table->rows[table->nrows - 1] = row;
}

int text_width(const char *text)
{
	int width = 0;
	mbstate_t state = {0};
	while (*text != '\0') {
		wchar_t c;
		size_t n = mbrtowc(&c, text, MB_CUR_MAX, &state);
		if (n == 0 || n > MB_CUR_MAX)
			return width + (int)strlen(text);
		int w = wcwidth(c);
		width += w < 0 ? 1 : w;
		text += n;
	}
	return width;
}

static void put_cell(const char *text, int width, bool right, bool last)
{
	int spaces = width - text_width(text);
	if (right)
		printf("%*s", spaces > 0 ? spaces : 0, "");
	fputs(text, stdout);
	if (!last)
		printf("%*s  ", !right && spaces > 0 ? spaces : 0, "");
}

static int last_shown(const struct table *table)
{
	int last = 0;
	for (int c = 0; c < table->ncolumns; c++)
		if (table->columns[c].title != NULL)
			last = c;
	return last;
}

/* A long summary would push the columns behind it off the screen. */
static const char *cut_short(const struct table *table, const char *text, int width)
{
	const char *end = text;
	if (text_width(text) <= width)
		return text;
	for (int i = 0; *end != '\0' && i < width - 1; i++)
		for (end++; (*end & 0xc0) == 0x80;)
			end++;
	return TEXT_OF(table, "%.*s…", (int)(end - text), text);
}

static const char *shown(const struct table *table, int row, int column, int width)
{
	if (row < 0)
		return table->columns[column].title;
	if (table->rows[row][column] == NULL)
		return "—";
	return cut_short(table, plain_line(table, table->rows[row][column]), width);
}

/* The widest give way until all fit; a heading is always whole. */
static void fit(const struct table *table, int *width, int last)
{
	for (;;) {
		int sum = -GAP, widest = 0;
		for (int c = 0; c <= last; c++) {
			sum += width[c] + (width[c] > 0 ? GAP : 0);
			bool gives = width[c] > LEAST &&
				     width[c] > text_width(table->columns[c].title);
			if (gives && width[c] > width[widest])
				widest = c;
		}
		if (sum <= fold_width() || width[widest] <= LEAST ||
		    width[widest] <= text_width(table->columns[widest].title))
			return;
		width[widest]--;
	}
}

static void measure(const struct table *table, int *width, int last)
{
	for (int c = 0; c <= last; c++)
		for (int r = -1; table->columns[c].title != NULL && r < table->nrows; r++) {
			int wide = text_width(shown(table, r, c, WIDEST));
			width[c] = wide > width[c] ? wide : width[c];
		}
	fit(table, width, last);
}

static void print_columns(const struct table *table)
{
	int width[32] = {0}, last = last_shown(table);
	measure(table, width, last);
	for (int r = -1; r < table->nrows; r++) {
		for (int c = 0; c <= last; c++)
			if (table->columns[c].title != NULL)
				put_cell(shown(table, r, c, width[c]), width[c],
					 table->columns[c].number, c == last);
		putchar('\n');
	}
}

static json_t *json_value(const struct column *column, const char *text)
{
	if (text == NULL)
		return json_null();
	if (column->number)
		return json_integer(atoll(text));
	json_t *string = json_string(text);
	return string != NULL ? string : json_string("\xEF\xBF\xBD");
}

static void print_json(const struct table *table)
{
	json_t *list = json_array();
	for (int r = 0; r < table->nrows; r++) {
		json_t *object = json_object();
		for (int c = 0; c < table->ncolumns; c++)
			json_object_set_new(object, table->columns[c].key,
					    json_value(&table->columns[c], table->rows[r][c]));
		json_array_append_new(list, object);
	}
	json_dumpf(list, stdout, JSON_INDENT(2));
	putchar('\n');
	json_decref(list);
}

void table_print(const struct table *table, bool json, const char *empty)
{
	if (json)
		print_json(table);
	else if (table->nrows == 0)
		fprintf(stderr, "%s\n", empty);
	else
		print_columns(table);
	fflush(stdout); /* what is said about it to stderr comes after it */
}
