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

/* A row is one piece of memory, its texts behind their addresses: a listing may be long. */
void table_row(struct table *table, const char *const *values)
{
	size_t cells = sizeof(char *) * (size_t)table->ncolumns, size = cells;
	for (int i = 0; i < table->ncolumns; i++)
		size += values[i] == NULL ? 0 : strlen(values[i]) + 1;
	table->rows = APPEND(table, table->rows, &table->nrows, const char **);
	char *row = must(talloc_size(table->rows, size)), *text = row + cells;
	for (int i = 0; i < table->ncolumns; i++) {
		((const char **)row)[i] = values[i] == NULL ? NULL : text;
		if (values[i] != NULL)
			text = stpcpy(text, values[i]) + 1;
	}
	table->rows[table->nrows - 1] = (const char **)row;
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
static const char *cut_short(void *scratch, const char *text, int width)
{
	const char *end = text;
	if (text_width(text) <= width)
		return text;
	for (int i = 0; *end != '\0' && i < width - 1; i++)
		for (end++; (*end & 0xc0) == 0x80;)
			end++;
	return TEXT_OF(scratch, "%.*s…", (int)(end - text), text);
}

static const char *shown(const struct table *table, void *scratch, int row, int column, int width)
{
	if (row < 0)
		return table->columns[column].title;
	if (table->rows[row][column] == NULL)
		return "—";
	return cut_short(scratch, plain_line(scratch, table->rows[row][column]), width);
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
	for (int r = -1; r < table->nrows; r++) {
		void *scratch = scratch_new(NULL);
		for (int c = 0; c <= last; c++) {
			if (table->columns[c].title == NULL)
				continue;
			int wide = text_width(shown(table, scratch, r, c, WIDEST));
			width[c] = wide > width[c] ? wide : width[c];
		}
		talloc_free(scratch);
	}
	fit(table, width, last);
}

static void print_columns(const struct table *table)
{
	int width[32] = {0}, last = last_shown(table);
	measure(table, width, last);
	for (int r = -1; r < table->nrows; r++) {
		void *scratch = scratch_new(NULL);
		for (int c = 0; c <= last; c++)
			if (table->columns[c].title != NULL)
				put_cell(shown(table, scratch, r, c, width[c]), width[c],
					 table->columns[c].number, c == last);
		putchar('\n');
		talloc_free(scratch);
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

static void put_object(const struct table *table, const char *const *row)
{
	json_t *object = must(json_object());
	for (int c = 0; c < table->ncolumns; c++)
		json_object_set_new(object, table->columns[c].key,
				    json_value(&table->columns[c], row[c]));
	char *text = must(json_dumps(object, JSON_INDENT(2))), *rest = text, *line;
	json_decref(object);
	while ((line = strsep(&rest, "\n")) != NULL)
		printf("\n  %s", line);
	free(text);
}

/* As jansson writes an array, but an object at a time. */
static void print_json(const struct table *table)
{
	putchar('[');
	for (int r = 0; r < table->nrows; r++) {
		put_object(table, table->rows[r]);
		fputs(r + 1 < table->nrows ? "," : "\n", stdout);
	}
	puts("]");
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
