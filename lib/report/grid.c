#include "report/grid.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/text.h"
#include "report/format.h"
#include "report/grid_internal.h"
#include "report/order.h"
#include "report/whole.h"

static void clear_grid(struct svy_grid *grid)
{
	for (size_t i = 0; grid->cell && i < grid->rows * grid->cols; i++)
		free(grid->cell[i]);
	for (size_t i = 0; i < grid->n_notes; i++)
		free(grid->note[i]);
	free(grid->cell);
	free(grid->span);
	free(grid->wide);
	free(grid->indent);
	free(grid->note);
	free(grid->title);
	free(grid->heading);
}

void svy_grids_clear(struct svy_grids *grids)
{
	for (size_t i = 0; i < grids->n; i++)
		clear_grid(&grids->grid[i]);
	free(grids->grid);
	*grids = (struct svy_grids){0};
}

bool svy_grid_start(struct svy_grid *grid, size_t rows, size_t cols, size_t head)
{
	grid->cell = svy_array_new(rows * cols, sizeof *grid->cell);
	grid->span = svy_array_new(head * cols, sizeof *grid->span);
	grid->wide = svy_array_new(rows, sizeof *grid->wide);
	grid->indent = svy_array_new(rows, sizeof *grid->indent);
	bool ok = grid->cell && grid->span && grid->wide && grid->indent;
	grid->rows = ok ? rows : 0;
	grid->cols = cols;
	grid->head = head;
	for (size_t i = 0; i < head * cols && ok; i++)
		grid->span[i] = 1;
	for (size_t i = 0; i < rows * cols && ok; i++)
		ok = (grid->cell[i] = svy_text_copy("")) != NULL;
	return ok;
}

void svy_grid_put(struct svy_maker *maker, struct svy_grid *grid, size_t row, size_t col, char *text)
{
	maker->failed = maker->failed || !text;
	if (!text)
		return;
	free(grid->cell[row * grid->cols + col]);
	grid->cell[row * grid->cols + col] = text;
}

char *svy_grid_name(const char *field)
{
	char *name = svy_text_copy(field);
	for (char *c = name; c && *c; c++)
		*c = *c == '_' ? ' ' : *c;
	return name;
}

char *svy_grid_flat_head(const struct svy_grid *grid, size_t col)
{
	struct svy_text text = {0};
	for (size_t line = 0; line < grid->head; line++) {
		size_t from = col;
		while (from > 0 && grid->span[line * grid->cols + from] == 0)
			from--;
		const char *cell = svy_grid_cell(grid, line, from);
		if (*cell)
			svy_text_printf(&text, "%s%s", text.length ? ": " : "", cell);
	}
	return svy_text_take(&text);
}

size_t svy_grid_note(struct svy_grid *grid, const char *text)
{
	size_t room = grid->n_notes;
	for (size_t i = 0; i < grid->n_notes; i++)
		if (strcmp(grid->note[i], text) == 0)
			return i + 1;
	char *copy = svy_text_copy(text);
	if (!copy || !svy_array_reserve(&grid->note, &room, grid->n_notes + 1, sizeof *grid->note)) {
		free(copy);
		return 0;
	}
	grid->note[grid->n_notes++] = copy;
	return grid->n_notes;
}

void svy_grid_format(const struct svy_maker *maker, size_t row, size_t field, struct svy_text *out)
{
	const struct svy_rtable *table = maker->table;
	struct svy_value value = table->rows[row].values[field];
	size_t at = row * table->n_fields + field;
	if (maker->rounded && !isnan(maker->rounded[at]))
		value.real = maker->rounded[at];
	svy_format_value(&value, table->fields[field].style, &maker->numerals, out);
}

const char *svy_grid_text(const struct svy_rtable *table, size_t row, const char *field)
{
	const struct svy_value *value = svy_row_value(table, row, field);
	return value && value->kind == SVY_TEXT ? value->text : "";
}

/* --- which rows, which fields ---------------------------------------------- */

static bool same_layer(const struct svy_rtable *table, size_t a, size_t b)
{
	for (size_t i = 0; i < table->n_layers; i++)
		if (strcmp(svy_grid_text(table, a, table->layers[i]), svy_grid_text(table, b, table->layers[i])) != 0)
			return false;
	return true;
}

static bool is_named(char *const *names, size_t n, const char *name)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(names[i], name) == 0)
			return true;
	return false;
}

bool svy_grid_is_empty(const struct svy_rtable *table, size_t field)
{
	for (size_t i = 0; i < table->n_rows; i++)
		if (table->rows[i].values[field].kind != SVY_NULL)
			return false;
	return table->n_rows > 0;
}

/* The fields that the layout shows, or all but layers and what is null
 * throughout; the note has no column of its own. */
static bool choose_fields(struct svy_maker *maker)
{
	const struct svy_rtable *table = maker->table;
	maker->fields = svy_array_new(table->n_fields + table->n_show, sizeof *maker->fields);
	maker->long_field = svy_array_new(table->n_fields + table->n_show, sizeof *maker->long_field);
	if (!maker->fields || !maker->long_field)
		return false;
	for (size_t i = 0; i < table->n_show; i++) {
		size_t field;
		if (svy_rtable_field(table, table->show[i], &field) && !svy_grid_is_empty(table, field))
			maker->fields[maker->n_fields++] = field;
	}
	for (size_t i = 0; table->n_show == 0 && i + 1 < table->n_fields; i++)
		if (!is_named(table->layers, table->n_layers, table->fields[i].name) && !svy_grid_is_empty(table, i))
			maker->fields[maker->n_fields++] = i;
	return true;
}

static char *make_heading(const struct svy_rtable *table, size_t row)
{
	struct svy_text text = {0};
	for (size_t i = 0; i < table->n_layers; i++)
		svy_text_printf(&text, "%s%s: %s", i ? ", " : "", table->layers[i],
		                svy_grid_text(table, row, table->layers[i]));
	return svy_text_take(&text);
}

/* --- lists ---------------------------------------------------------------- */

enum { LONG_TEXT = 28 }; /* columns: what is longer stands below, as a note */

static bool is_text(const struct svy_maker *maker, size_t column)
{
	return maker->table->fields[maker->fields[column]].style == SVY_AS_TEXT;
}

/* The names that begin a row stay; sentences behind the numbers, such as the
 * method of a test, go below. */
static void move_long_texts(struct svy_maker *maker)
{
	size_t kept = 0;
	while (maker->stub < maker->n_fields && is_text(maker, maker->stub))
		maker->stub++;
	for (size_t j = 0; j < maker->n_fields; j++) {
		size_t widest = 0;
		for (size_t i = 0; j >= maker->stub && is_text(maker, j) && i < maker->table->n_rows; i++) {
			const struct svy_value *value = &maker->table->rows[i].values[maker->fields[j]];
			size_t width = value->kind == SVY_TEXT ? svy_utf8_width(value->text) : 0;
			widest = width > widest ? width : widest;
		}
		if (widest > LONG_TEXT)
			maker->long_field[maker->n_long++] = maker->fields[j];
		else
			maker->fields[kept++] = maker->fields[j];
	}
	maker->n_fields = kept;
}

/* The row's sentences and note, as one; the caller frees it; "" for none. */
static char *join_notes(const struct svy_maker *maker, const struct svy_row *row)
{
	struct svy_text text = {0};
	for (size_t i = 0; i < maker->n_long; i++)
		if (row->values[maker->long_field[i]].kind == SVY_TEXT)
			svy_text_printf(&text, "%s%s", text.length ? "; " : "", row->values[maker->long_field[i]].text);
	if (row->note)
		svy_text_printf(&text, "%s%s", text.length ? "; " : "", row->note);
	return svy_text_take(&text);
}

static bool has_notes(const struct svy_maker *maker, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++)
		if (maker->table->rows[i].note)
			return true;
	return maker->n_long > 0;
}

static void fill_note(struct svy_maker *maker, struct svy_grid *grid, const struct svy_row *row, size_t line)
{
	char *note = join_notes(maker, row);
	if (note)
		svy_grid_put(maker, grid, line, maker->n_fields,
		             *note ? svy_text_format("[%zu]", svy_grid_note(grid, note)) : svy_text_copy(""));
	else
		maker->failed = true;
	free(note);
}

static void fill_row(struct svy_maker *maker, struct svy_grid *grid, size_t row, size_t line, bool notes)
{
	grid->indent[line] = maker->table->rows[row].depth;
	for (size_t j = 0; j < maker->n_fields; j++) {
		struct svy_text text = {0};
		if (maker->table->rows[row].values[maker->fields[j]].kind == SVY_NULL)
			svy_text_putc(&text, '-');
		else
			svy_grid_format(maker, row, maker->fields[j], &text);
		svy_grid_put(maker, grid, line, j, svy_text_take(&text));
	}
	if (notes)
		fill_note(maker, grid, &maker->table->rows[row], line);
}

static bool is_list_total(const struct svy_rtable *table, size_t row)
{
	return strcmp(svy_grid_text(table, row, "kind"), "total") == 0;
}

double svy_grid_number(const struct svy_rtable *table, size_t row, const char *field)
{
	const struct svy_value *value = svy_row_value(table, row, field);
	if (!value || value->kind == SVY_NULL || value->kind == SVY_TEXT)
		return NAN;
	return value->kind == SVY_COUNT ? (double)value->count : value->real;
}

/* The rows from..to but the totals, in the order in which they stand. */
static bool order_list(const struct svy_rtable *table, size_t from, size_t to, size_t *order, size_t *n)
{
	struct svy_order_row *rows = svy_array_new(to - from, sizeof *rows);
	size_t *row = svy_array_new(to - from, sizeof *row);
	bool ok = rows && row;
	*n = 0;
	for (size_t i = from; i < to && ok; i++)
		if (!is_list_total(table, i)) {
			rows[*n] = (struct svy_order_row){table->sort ? svy_grid_number(table, i, table->sort) : NAN,
			                                  table->rows[i].depth, table->rows[i].outside && table->sort};
			row[(*n)++] = i;
		}
	if (ok)
		svy_order_rows(rows, *n, table->ascending, order);
	for (size_t i = 0; i < *n && ok; i++)
		order[i] = row[order[i]];
	free(rows);
	free(row);
	return ok;
}

static size_t fill_totals(struct svy_maker *maker, struct svy_grid *grid, size_t from, size_t to, size_t line,
                          bool notes)
{
	for (size_t i = from; i < to; i++)
		if (is_list_total(maker->table, i))
			fill_row(maker, grid, i, line++, notes);
	return line;
}

static size_t count_totals(const struct svy_rtable *table, size_t from, size_t to)
{
	size_t n = 0;
	for (size_t i = from; i < to; i++)
		n += is_list_total(table, i);
	return n;
}

static void fill_list(struct svy_maker *maker, struct svy_grid *grid, size_t from, size_t to)
{
	const struct svy_rtable *table = maker->table;
	size_t *order = svy_array_new(to - from, sizeof *order), n = 0, line = 1;
	size_t hidden = table->totals == SVY_TOTALS_NONE ? count_totals(table, from, to) : 0;
	bool notes = has_notes(maker, from, to);
	maker->failed = maker->failed || !order || !order_list(table, from, to, order, &n) ||
	                !svy_grid_start(grid, to - from - hidden + 1, maker->n_fields + notes, 1);
	grid->stub = maker->stub;
	for (size_t j = 0; j < maker->n_fields && !maker->failed; j++)
		svy_grid_put(maker, grid, 0, j, svy_grid_name(table->fields[maker->fields[j]].name));
	if (!maker->failed && table->totals == SVY_TOTALS_BEFORE)
		line = fill_totals(maker, grid, from, to, line, notes);
	for (size_t i = 0; i < n && !maker->failed; i++)
		fill_row(maker, grid, order[i], line++, notes);
	if (!maker->failed && table->totals == SVY_TOTALS_AFTER)
		fill_totals(maker, grid, from, to, line, notes);
	free(order);
}

/* --- all ------------------------------------------------------------------ */

struct svy_grid *svy_grids_add(struct svy_grids *grids, const struct svy_rtable *table, size_t row, bool first)
{
	if (!svy_array_reserve(&grids->grid, &grids->capacity, grids->n + 1, sizeof *grids->grid))
		return NULL;
	struct svy_grid *grid = &grids->grid[grids->n++];
	*grid = (struct svy_grid){0};
	if (first)
		grid->title = svy_text_copy(table->title ? table->title : table->name);
	grid->heading = table->n_layers && row < table->n_rows ? make_heading(table, row) : svy_text_copy("");
	return (first && !grid->title) || !grid->heading ? NULL : grid;
}

static bool add_list(struct svy_maker *maker, struct svy_grids *grids, size_t from, size_t to)
{
	struct svy_grid *grid = svy_grids_add(grids, maker->table, from, from == 0);
	if (grid)
		fill_list(maker, grid, from, to);
	return grid && !maker->failed;
}

static bool add_lists(struct svy_maker *maker, struct svy_grids *grids)
{
	const struct svy_rtable *table = maker->table;
	bool ok = choose_fields(maker);
	size_t from = 0;
	if (ok)
		move_long_texts(maker);
	if (ok && table->n_rows == 0)
		ok = add_list(maker, grids, 0, 0);
	for (size_t i = 1; ok && from < table->n_rows; i++)
		if (i == table->n_rows || !same_layer(table, i, from)) {
			ok = add_list(maker, grids, from, i);
			from = i;
		}
	return ok;
}

static bool add_table(const struct svy_rtable *table, const struct svy_render_options *options,
                      struct svy_grids *grids)
{
	struct svy_maker maker = {.table = table, .numerals = {options->digits, options->rounding, options->comma}};
	bool ok = true;
	if (options->rounding == SVY_ROUND_SUM) {
		maker.rounded = svy_round_wholes(table, svy_format_digits(SVY_AS_PERCENT, &maker.numerals));
		ok = maker.rounded != NULL;
	}
	if (ok)
		ok = table->row_name && table->col_name && table->n_rows ? svy_grids_cross(&maker, grids)
		                                                         : add_lists(&maker, grids);
	free(maker.rounded);
	free(maker.fields);
	free(maker.long_field);
	return ok;
}

enum svy_code svy_grids_make(const struct svy_result *result, const struct svy_render_options *options,
                             struct svy_grids *out, struct svy_status *status)
{
	struct svy_grids grids = {0};
	bool ok = true;
	for (size_t i = 0; i < result->n_tables && ok; i++)
		if (options->table ? strcmp(result->tables[i]->name, options->table) == 0 : !result->tables[i]->aside)
			ok = add_table(result->tables[i], options, &grids);
	if (!ok) {
		svy_grids_clear(&grids);
		return svy_fail_memory(status);
	}
	*out = grids;
	return SVY_OK;
}
