#include "report/grid.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/text.h"
#include "report/format.h"

/* One table while its grids are made. */
struct maker {
	const struct svy_rtable *table;
	const struct svy_render_options *options;
	size_t *fields; /* to show */
	size_t n_fields;
	size_t *long_field; /* sentences, that stand below; room as for fields */
	size_t n_long;
	size_t stub; /* fields at the beginning that name the row */
	bool failed;
};

static void clear_grid(struct svy_grid *grid)
{
	for (size_t i = 0; grid->cell && i < grid->rows * grid->cols; i++)
		free(grid->cell[i]);
	for (size_t i = 0; i < grid->n_notes; i++)
		free(grid->note[i]);
	free(grid->cell);
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

static bool start_cells(struct svy_grid *grid, size_t rows, size_t cols)
{
	grid->cell = svy_array_new(rows * cols, sizeof *grid->cell);
	grid->rows = grid->cell ? rows : 0;
	grid->cols = cols;
	return grid->cell != NULL;
}

static void put(struct maker *maker, struct svy_grid *grid, size_t row, size_t col, char *text)
{
	free(grid->cell[row * grid->cols + col]);
	grid->cell[row * grid->cols + col] = text;
	maker->failed = maker->failed || !text;
}

/* col_percent -> col percent */
static char *name_of(const char *field)
{
	char *name = svy_text_copy(field);
	for (char *c = name; c && *c; c++)
		*c = *c == '_' ? ' ' : *c;
	return name;
}

/* The number of a note, the same words once; 0 without memory. */
static size_t number_note(struct svy_grid *grid, const char *text)
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

/* A value; a missing one is a dash, with the row's note. */
static char *show_value(struct maker *maker, struct svy_grid *grid, const struct svy_row *row, size_t field)
{
	const struct svy_value *value = &row->values[field];
	struct svy_text text = {0};
	if (value->kind == SVY_NULL && row->note)
		svy_text_printf(&text, "- [%zu]", number_note(grid, row->note));
	else if (value->kind == SVY_NULL)
		svy_text_putc(&text, '-');
	else
		svy_format_value(value, maker->table->fields[field].style, maker->options->digits, &text);
	return svy_text_take(&text);
}

/* --- which rows, which fields ---------------------------------------------- */

static const char *text_at(const struct svy_rtable *table, size_t row, const char *field)
{
	const struct svy_value *value = svy_row_value(table, row, field);
	return value && value->kind == SVY_TEXT ? value->text : "";
}

static bool same_layer(const struct svy_rtable *table, size_t a, size_t b)
{
	for (size_t i = 0; i < table->n_layers; i++)
		if (strcmp(text_at(table, a, table->layers[i]), text_at(table, b, table->layers[i])) != 0)
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

static bool is_empty(const struct svy_rtable *table, size_t field)
{
	for (size_t i = 0; i < table->n_rows; i++)
		if (table->rows[i].values[field].kind != SVY_NULL)
			return false;
	return table->n_rows > 0;
}

/* The fields that the layout shows, or all but layers and what is null
 * throughout; the note has no column of its own. */
static bool choose_fields(struct maker *maker)
{
	const struct svy_rtable *table = maker->table;
	maker->fields = svy_array_new(table->n_fields + table->n_show, sizeof *maker->fields);
	maker->long_field = svy_array_new(table->n_fields + table->n_show, sizeof *maker->long_field);
	if (!maker->fields || !maker->long_field)
		return false;
	for (size_t i = 0; i < table->n_show; i++) {
		size_t field;
		if (svy_rtable_field(table, table->show[i], &field) && (table->row_name || !is_empty(table, field)))
			maker->fields[maker->n_fields++] = field;
	}
	for (size_t i = 0; table->n_show == 0 && i + 1 < table->n_fields; i++)
		if (!is_named(table->layers, table->n_layers, table->fields[i].name) && !is_empty(table, i))
			maker->fields[maker->n_fields++] = i;
	return true;
}

static char *make_heading(const struct svy_rtable *table, size_t row)
{
	struct svy_text text = {0};
	for (size_t i = 0; i < table->n_layers; i++)
		svy_text_printf(&text, "%s%s: %s", i ? ", " : "", table->layers[i], text_at(table, row, table->layers[i]));
	return svy_text_take(&text);
}

/* --- lists ---------------------------------------------------------------- */

enum { LONG_TEXT = 28 }; /* columns: what is longer stands below, as a note */

static bool is_text(const struct maker *maker, size_t column)
{
	return maker->table->fields[maker->fields[column]].style == SVY_AS_TEXT;
}

/* The names that begin a row stay; sentences behind the numbers, such as the
 * method of a test, go below. */
static void move_long_texts(struct maker *maker)
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
static char *join_notes(const struct maker *maker, const struct svy_row *row)
{
	struct svy_text text = {0};
	for (size_t i = 0; i < maker->n_long; i++)
		if (row->values[maker->long_field[i]].kind == SVY_TEXT)
			svy_text_printf(&text, "%s%s", text.length ? "; " : "", row->values[maker->long_field[i]].text);
	if (row->note)
		svy_text_printf(&text, "%s%s", text.length ? "; " : "", row->note);
	return svy_text_take(&text);
}

static bool has_notes(const struct maker *maker, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++)
		if (maker->table->rows[i].note)
			return true;
	return maker->n_long > 0;
}

static void fill_note(struct maker *maker, struct svy_grid *grid, const struct svy_row *row, size_t line)
{
	char *note = join_notes(maker, row);
	if (note)
		put(maker, grid, line, maker->n_fields,
		    *note ? svy_text_format("[%zu]", number_note(grid, note)) : svy_text_copy(""));
	else
		maker->failed = true;
	free(note);
}

static void fill_list(struct maker *maker, struct svy_grid *grid, size_t from, size_t to)
{
	const struct svy_rtable *table = maker->table;
	bool notes = has_notes(maker, from, to);
	if (!start_cells(grid, to - from + 1, maker->n_fields + notes)) {
		maker->failed = true;
		return;
	}
	grid->stub = maker->stub;
	for (size_t j = 0; j < maker->n_fields; j++)
		put(maker, grid, 0, j, name_of(table->fields[maker->fields[j]].name));
	if (notes)
		put(maker, grid, 0, maker->n_fields, svy_text_copy(""));
	for (size_t i = from; i < to; i++) {
		const struct svy_row *row = &table->rows[i];
		for (size_t j = 0; j < maker->n_fields; j++) {
			const struct svy_row without_note = {.values = row->values};
			put(maker, grid, i - from + 1, j, show_value(maker, grid, &without_note, maker->fields[j]));
		}
		if (notes)
			fill_note(maker, grid, row, i - from + 1);
	}
}

/* --- crosses -------------------------------------------------------------- */

/* Whether the row holds a total down the column field (`down`) or across; the
 * field `margin` says so, because a category may be called Total too. */
static bool is_total(const struct svy_rtable *table, size_t row, bool down)
{
	const char *margin = text_at(table, row, "margin");
	return strcmp(margin, "all") == 0 || strcmp(margin, down ? "col" : "row") == 0;
}

/* The row and column variable's levels, each by the first row that has it. */
struct axis {
	const char *field;
	bool down;
	size_t *first;
	size_t n;
};

static bool on_level(const struct svy_rtable *table, const struct axis *axis, size_t a, size_t b)
{
	return strcmp(text_at(table, a, axis->field), text_at(table, b, axis->field)) == 0 &&
	       is_total(table, a, axis->down) == is_total(table, b, axis->down);
}

static size_t find_level(const struct svy_rtable *table, const struct axis *axis, size_t row)
{
	size_t i = 0;
	while (i < axis->n && !on_level(table, axis, axis->first[i], row))
		i++;
	return i;
}

static bool list_levels(const struct svy_rtable *table, struct axis *axis, size_t from, size_t to)
{
	axis->first = svy_array_new(to - from, sizeof *axis->first);
	for (size_t i = from; axis->first && i < to; i++)
		if (find_level(table, axis, i) == axis->n)
			axis->first[axis->n++] = i;
	return axis->first != NULL;
}

/* A level as the head names it: with its letter where columns are compared. */
static char *name_column(const struct svy_rtable *table, size_t row, const char *field)
{
	size_t index;
	const char *letter = svy_rtable_field(table, "letter", &index) ? text_at(table, row, "letter") : "";
	const char *name = text_at(table, row, field);
	return *letter ? svy_text_format("%s (%s)", name, letter) : svy_text_copy(name);
}

static void fill_head(struct maker *maker, struct svy_grid *grid, const struct axis *down, const struct axis *across)
{
	const struct svy_rtable *table = maker->table;
	bool many = maker->n_fields > 1;
	put(maker, grid, 0, 0, svy_text_copy(table->row_title ? table->row_title : down->field));
	if (many)
		put(maker, grid, 0, 1, svy_text_copy(""));
	for (size_t j = 0; j < across->n; j++)
		put(maker, grid, 0, grid->stub + j, name_column(table, across->first[j], across->field));
	for (size_t i = 0; i < down->n; i++)
		for (size_t f = 0; f < maker->n_fields; f++) {
			size_t line = 1 + i * maker->n_fields + f;
			put(maker, grid, line, 0, svy_text_copy(f ? "" : text_at(table, down->first[i], down->field)));
			if (many)
				put(maker, grid, line, 1, name_of(table->fields[maker->fields[f]].name));
		}
}

static void fill_cross(struct maker *maker, struct svy_grid *grid, size_t from, size_t to)
{
	const struct svy_rtable *table = maker->table;
	struct axis down = {table->row_name, true, NULL, 0}, across = {table->col_name, false, NULL, 0};
	if (!list_levels(table, &down, from, to) || !list_levels(table, &across, from, to)) {
		maker->failed = true;
	} else {
		grid->stub = maker->n_fields > 1 ? 2 : 1;
		if (!start_cells(grid, 1 + down.n * maker->n_fields, grid->stub + across.n))
			maker->failed = true;
	}
	if (!maker->failed)
		fill_head(maker, grid, &down, &across);
	for (size_t r = from; r < to && !maker->failed; r++)
		for (size_t f = 0; f < maker->n_fields; f++)
			put(maker, grid, 1 + find_level(table, &down, r) * maker->n_fields + f,
			    grid->stub + find_level(table, &across, r),
			    show_value(maker, grid, &table->rows[r], maker->fields[f]));
	for (size_t i = 0; i < grid->rows * grid->cols && !maker->failed; i++)
		if (!grid->cell[i] && !(grid->cell[i] = svy_text_copy("")))
			maker->failed = true;
	free(down.first);
	free(across.first);
}

/* --- all ------------------------------------------------------------------ */

static bool add_grid(struct maker *maker, struct svy_grids *grids, size_t from, size_t to)
{
	const struct svy_rtable *table = maker->table;
	struct svy_grid grid = {0};
	bool cross = table->row_name && table->col_name && to > from;
	if (!svy_array_reserve(&grids->grid, &grids->capacity, grids->n + 1, sizeof *grids->grid))
		return false;
	if (from == 0)
		grid.title = svy_text_copy(table->title ? table->title : table->name);
	grid.heading = table->n_layers && to > from ? make_heading(table, from) : svy_text_copy("");
	maker->failed = maker->failed || !grid.heading;
	if (cross)
		fill_cross(maker, &grid, from, to);
	else
		fill_list(maker, &grid, from, to);
	grids->grid[grids->n++] = grid;
	return !maker->failed;
}

static bool add_table(const struct svy_rtable *table, const struct svy_render_options *options,
                      struct svy_grids *grids)
{
	struct maker maker = {.table = table, .options = options};
	bool ok = choose_fields(&maker);
	size_t from = 0;
	if (ok && !(table->row_name && table->col_name))
		move_long_texts(&maker);
	if (ok && table->n_rows == 0)
		ok = add_grid(&maker, grids, 0, 0);
	for (size_t i = 1; ok && from < table->n_rows; i++)
		if (i == table->n_rows || !same_layer(table, i, from)) {
			ok = add_grid(&maker, grids, from, i);
			from = i;
		}
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
