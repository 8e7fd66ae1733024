/* Cross layouts: blocks of rows by bands of columns. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/text.h"
#include "report/grid_internal.h"
#include "report/order.h"
#include "report/show.h"

/* --- pieces --------------------------------------------------------------- */

static bool same_text(const struct svy_rtable *table, size_t a, size_t b, const char *field)
{
	return !field || strcmp(svy_grid_text(table, a, field), svy_grid_text(table, b, field)) == 0;
}

static bool same_texts(const struct svy_rtable *table, size_t a, size_t b, char *const *fields, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (!same_text(table, a, b, fields[i]))
			return false;
	return true;
}

static bool same_sub(const struct svy_rtable *table, size_t a, size_t b)
{
	return same_texts(table, a, b, table->layers, table->n_layers);
}

static bool same_band(const struct svy_rtable *table, size_t a, size_t b)
{
	return same_text(table, a, b, table->col_part) && same_texts(table, a, b, table->spans, table->n_spans);
}

static bool same_piece(const struct svy_rtable *table, size_t a, size_t b)
{
	return same_text(table, a, b, table->row_part) && same_band(table, a, b) && same_sub(table, a, b);
}

/* All pieces of the table, those of one sub-table together, in the order in which
 * sub-tables begin. */
static struct svy_piece *list_pieces(const struct svy_rtable *table, size_t *n)
{
	struct svy_piece *found = svy_array_new(table->n_rows, sizeof *found);
	struct svy_piece *sorted = svy_array_new(table->n_rows, sizeof *sorted);
	size_t n_found = 0;
	*n = 0;
	for (size_t i = 0; i < table->n_rows && found; i++)
		if (i && same_piece(table, i - 1, i))
			found[n_found - 1].to = i + 1;
		else
			found[n_found++] = (struct svy_piece){.from = i, .to = i + 1};
	for (size_t i = 0; i < n_found && sorted; i++)
		for (size_t j = i; j < n_found && found[i].to; j++)
			if (j == i || (found[j].to && same_sub(table, found[i].from, found[j].from))) {
				sorted[(*n)++] = found[j];
				found[j].to = j == i ? found[j].to : 0; /* taken */
			}
	free(found);
	return sorted;
}

/* --- axes ----------------------------------------------------------------- */

/* The field `margin` says which is a total, because a category may be called Total
 * too: row, col, all; net-row and net-col where the other variable has a net. */
bool svy_grid_is_total(const struct svy_rtable *table, size_t row, bool down)
{
	const char *margin = svy_grid_text(table, row, "margin");
	margin += strncmp(margin, "net-", 4) == 0 ? 4 : 0;
	return strcmp(margin, "all") == 0 || strcmp(margin, down ? "col" : "row") == 0;
}

static bool on_level(const struct svy_rtable *table, const struct svy_axis *axis, size_t a, size_t b)
{
	return same_text(table, a, b, axis->field) &&
	       svy_grid_is_total(table, a, axis->down) == svy_grid_is_total(table, b, axis->down);
}

static size_t find_level(const struct svy_rtable *table, const struct svy_axis *axis, size_t row)
{
	size_t i = 0;
	while (i < axis->n && !on_level(table, axis, axis->first[i], row))
		i++;
	return i;
}

static bool add_level(const struct svy_rtable *table, struct svy_axis *axis, size_t row)
{
	if (find_level(table, axis, row) < axis->n)
		return true;
	if (!svy_array_reserve(&axis->first, &axis->capacity, axis->n + 1, sizeof *axis->first))
		return false;
	axis->first[axis->n++] = row;
	return true;
}

static size_t find_total(const struct svy_cross_grid *cross, const struct svy_axis *axis)
{
	size_t i = 0;
	while (i < axis->n && !svy_grid_is_total(cross->table, axis->first[i], axis->down))
		i++;
	return i;
}

/* --- blocks and bands ----------------------------------------------------- */

static bool same_block(const struct svy_rtable *table, size_t a, size_t b)
{
	return same_text(table, a, b, table->row_part);
}

/* Which of the axes the row belongs to, by the first row of each; a new one where there
 * is none. */
static size_t find_axis(const struct svy_rtable *table, struct svy_axis *axes, size_t *n, size_t row, bool down)
{
	size_t i = 0;
	while (i < *n && !(down ? same_block : same_band)(table, axes[i].first[0], row))
		i++;
	if (i == *n)
		axes[(*n)++] = (struct svy_axis){.field = down ? table->row_name : table->col_name, .down = down};
	return i;
}

/* Blocks and bands of the pieces, with all their levels. */
static bool list_axes(struct svy_cross_grid *cross, struct svy_piece *piece)
{
	const struct svy_rtable *table = cross->table;
	cross->block = svy_array_new(cross->n_pieces, sizeof *cross->block);
	cross->band = svy_array_new(cross->n_pieces, sizeof *cross->band);
	bool ok = cross->block && cross->band;
	for (size_t p = 0; p < cross->n_pieces && ok; p++) {
		piece[p].block = find_axis(table, cross->block, &cross->n_blocks, piece[p].from, true);
		piece[p].band = find_axis(table, cross->band, &cross->n_bands, piece[p].from, false);
		for (size_t r = piece[p].from; r < piece[p].to && ok; r++)
			ok = add_level(table, &cross->block[piece[p].block], r) && add_level(table, &cross->band[piece[p].band], r);
	}
	return ok;
}

static bool number_levels(struct svy_axis *axes, size_t n, size_t *n_levels)
{
	bool ok = true;
	for (size_t i = 0; i < n; i++) {
		axes[i].base = *n_levels;
		*n_levels += axes[i].n;
		axes[i].place = svy_array_new(axes[i].n, sizeof *axes[i].place);
		ok = ok && axes[i].place;
	}
	return ok;
}

static bool find_sources(struct svy_cross_grid *cross)
{
	bool ok = number_levels(cross->block, cross->n_blocks, &cross->n_rows);
	ok = number_levels(cross->band, cross->n_bands, &cross->n_cols) && ok;
	cross->source = svy_array_new(cross->n_rows * cross->n_cols, sizeof *cross->source);
	for (size_t p = 0; p < cross->n_pieces && ok && cross->source; p++) {
		const struct svy_axis *block = &cross->block[cross->piece[p].block], *band = &cross->band[cross->piece[p].band];
		for (size_t r = cross->piece[p].from; r < cross->piece[p].to; r++)
			cross->source[(block->base + find_level(cross->table, block, r)) * cross->n_cols + band->base +
			              find_level(cross->table, band, r)] = r + 1;
	}
	return ok && cross->source;
}

/* 1 + the row of the table that has this cell; 0: none. */
static size_t source_of(const struct svy_cross_grid *cross, const struct svy_axis *block, size_t i,
                        const struct svy_axis *band, size_t j)
{
	if (i >= block->n || j >= band->n)
		return 0;
	return cross->source[(block->base + i) * cross->n_cols + band->base + j];
}

/* --- one Total for all ----------------------------------------------------- */

static bool same_value(const struct svy_rtable *table, size_t a, size_t b, const char *field)
{
	const struct svy_value *x = svy_row_value(table, a, field), *y = svy_row_value(table, b, field);
	if (!x || !y)
		return true;
	return x->kind == y->kind && x->count == y->count && !(x->real < y->real) && !(x->real > y->real);
}

/* Whether two bands have the same totals of their rows: the same bases. */
static bool same_totals(const struct svy_cross_grid *cross, const struct svy_axis *a, const struct svy_axis *b)
{
	size_t total_a = find_total(cross, a), total_b = find_total(cross, b);
	for (size_t k = 0; k < cross->n_blocks; k++)
		for (size_t i = 0; i < cross->block[k].n; i++) {
			size_t row_a = source_of(cross, &cross->block[k], i, a, total_a);
			size_t row_b = source_of(cross, &cross->block[k], i, b, total_b);
			if (!row_a || !row_b || !same_value(cross->table, row_a - 1, row_b - 1, "n") ||
			    !same_value(cross->table, row_a - 1, row_b - 1, "weighted_n"))
				return false;
		}
	return true;
}

static bool share_total(const struct svy_cross_grid *cross)
{
	size_t first = cross->n_bands, n = 0;
	for (size_t b = 0; b < cross->n_bands; b++) {
		if (svy_grid_depth(cross, b))
			continue;
		if (n++ == 0)
			first = b;
		else if (!same_totals(cross, &cross->band[first], &cross->band[b]))
			return false;
	}
	return n > 1 && cross->table->totals != SVY_TOTALS_NONE;
}

/* --- places ---------------------------------------------------------------- */

/* The columns of the grid in their order; returns how many there are behind `at`. */
static size_t place_columns(struct svy_cross_grid *cross, size_t at)
{
	enum svy_totals totals = cross->table->totals;
	size_t shared = SIZE_MAX;
	if (cross->shared && totals == SVY_TOTALS_BEFORE)
		shared = at++;
	for (size_t b = 0; b < cross->n_bands; b++) {
		struct svy_axis *band = &cross->band[b];
		size_t total = find_total(cross, band);
		bool own = totals != SVY_TOTALS_NONE && total < band->n && !(cross->shared && svy_grid_depth(cross, b) == 0);
		if (own && totals == SVY_TOTALS_BEFORE)
			band->place[total] = at++;
		for (size_t j = 0; j < band->n; j++)
			if (j != total)
				band->place[j] = at++;
		if (own && totals == SVY_TOTALS_AFTER)
			band->place[total] = at++;
		else if (!own && total < band->n)
			band->place[total] = SIZE_MAX;
	}
	if (cross->shared && totals == SVY_TOTALS_AFTER)
		shared = at++;
	/* The first band that is not nested stands for all. */
	for (size_t b = 0; b < cross->n_bands && cross->shared; b++)
		if (svy_grid_depth(cross, b) == 0) {
			cross->band[b].place[find_total(cross, &cross->band[b])] = shared;
			break;
		}
	return at;
}

size_t svy_grid_shared_column(const struct svy_cross_grid *cross)
{
	for (size_t b = 0; b < cross->n_bands && cross->shared; b++)
		if (svy_grid_depth(cross, b) == 0)
			return cross->band[b].place[find_total(cross, &cross->band[b])];
	return SIZE_MAX;
}

/* The column that rows are sorted by: of the first band that has it. */
static bool find_sort_column(const struct svy_cross_grid *cross, const struct svy_axis **band, size_t *column)
{
	const struct svy_rtable *table = cross->table;
	for (size_t b = 0; b < cross->n_bands; b++) {
		*band = &cross->band[b];
		*column = find_total(cross, *band);
		for (size_t j = 0; j < (*band)->n && table->sort_column; j++)
			if (!svy_grid_is_total(table, (*band)->first[j], false) &&
			    strcmp(svy_grid_text(table, (*band)->first[j], table->col_name), table->sort_column) == 0) {
				*column = j;
				return true;
			}
		if (*column < (*band)->n && (!table->sort_column || strcmp(table->sort_column, "Total") == 0))
			return true;
	}
	return false;
}

static double number_of(const struct svy_rtable *table, size_t source, const char *field)
{
	const struct svy_value *value = source ? svy_row_value(table, source - 1, field) : NULL;
	if (!value || value->kind == SVY_NULL || value->kind == SVY_TEXT)
		return NAN;
	return value->kind == SVY_COUNT ? (double)value->count : value->real;
}

/* Whether a level of the rows is a missing answer that is shown: its total is outside. */
static bool is_outside(const struct svy_cross_grid *cross, const struct svy_axis *block, size_t i)
{
	size_t source = source_of(cross, block, i, &cross->band[0], find_total(cross, &cross->band[0]));
	return source && cross->table->rows[source - 1].outside;
}

/* The levels of a block but its total, in the order in which they stand: *n of them. */
static bool order_block(const struct svy_cross_grid *cross, const struct svy_axis *block, size_t *order, size_t *n)
{
	const struct svy_rtable *table = cross->table;
	const struct svy_axis *band = NULL;
	struct svy_order_row *rows = svy_array_new(block->n, sizeof *rows);
	size_t *level = svy_array_new(block->n, sizeof *level), column = 0, total = find_total(cross, block);
	bool sorted = table->sort && find_sort_column(cross, &band, &column);
	*n = 0;
	for (size_t i = 0; i < block->n && rows && level; i++) {
		if (i == total)
			continue;
		double key = sorted ? number_of(table, source_of(cross, block, i, band, column), table->sort) : NAN;
		rows[*n] = (struct svy_order_row){key, table->rows[block->first[i]].depth,
		                                  sorted && is_outside(cross, block, i)};
		level[(*n)++] = i;
	}
	if (rows && level)
		svy_order_rows(rows, *n, table->ascending, order);
	for (size_t i = 0; i < *n && rows && level; i++)
		order[i] = level[order[i]];
	bool ok = rows && level;
	free(rows);
	free(level);
	return ok;
}

/* The lines of a block from `at` on, its heading and base left room for; *at moves
 * behind it. */
static bool place_block(const struct svy_cross_grid *cross, struct svy_axis *block, size_t *at)
{
	enum svy_totals totals = cross->table->totals;
	size_t *order = svy_array_new(block->n, sizeof *order), n = 0, total = find_total(cross, block);
	bool ok = order && order_block(cross, block, order, &n);
	*at += cross->n_blocks > 1;
	if (total < block->n)
		block->place[total] = SIZE_MAX;
	if (total < block->n && totals == SVY_TOTALS_BEFORE) {
		block->place[total] = *at;
		*at += cross->n_items;
	}
	for (size_t i = 0; i < n && ok; i++, *at += cross->n_items)
		block->place[order[i]] = *at;
	if (total < block->n && totals == SVY_TOTALS_AFTER) {
		block->place[total] = *at;
		*at += cross->n_items;
	}
	*at += cross->table->base != NULL;
	free(order);
	return ok;
}

/* --- cells ----------------------------------------------------------------- */

/* What stands where a number is null, with the row's note. */
static void put_null(struct svy_grid *grid, const struct svy_row *row, struct svy_text *out)
{
	svy_text_putc(out, '-');
	if (row->note)
		svy_text_printf(out, " [%zu]", svy_grid_note(grid, row->note));
}

static bool find_word(const struct svy_rtable *table, const struct svy_show_part *part, size_t *field)
{
	for (*field = 0; *field < table->n_fields; ++*field)
		if (strlen(table->fields[*field].name) == part->length &&
		    memcmp(table->fields[*field].name, part->text, part->length) == 0)
			return true;
	return false;
}

/* Letters that a cell does not have are blank, unless that says that they are hidden. */
static bool is_blank(const struct svy_rtable *table, size_t row, size_t field)
{
	return table->fields[field].style == SVY_AS_TEXT && table->rows[row].values[field].kind == SVY_NULL &&
	       (!table->rows[row].note || strncmp(svy_grid_text(table, row, "margin"), "net", 3) == 0);
}

static void trim(struct svy_text *text)
{
	while (text->length && text->bytes[text->length - 1] == ' ')
		text->bytes[--text->length] = '\0';
}

/* A template, its words replaced; *n_null of *n_numbers were null. */
static void put_template(const struct svy_maker *maker, size_t row, const char *item, size_t *n_null,
                         size_t *n_numbers, struct svy_text *out)
{
	struct svy_show_part part;
	while (svy_show_next(&item, &part)) {
		size_t field;
		if (!part.is_word || !find_word(maker->table, &part, &field)) {
			svy_text_put(out, part.text, part.length);
			continue;
		}
		if (is_blank(maker->table, row, field))
			continue;
		bool null = maker->table->rows[row].values[field].kind == SVY_NULL;
		++*n_numbers;
		*n_null += null;
		if (null)
			svy_text_putc(out, '-');
		else
			svy_grid_format(maker, row, field, out);
	}
}

static char *show_item(const struct svy_cross_grid *cross, size_t row, const char *item)
{
	struct svy_text text = {0};
	size_t n_null = 0, n_numbers = 0;
	put_template(cross->maker, row, item, &n_null, &n_numbers, &text);
	if (n_null && n_null == n_numbers) {
		svy_text_clear(&text);
		put_null(cross->grid, &cross->table->rows[row], &text);
	} else if (n_null && cross->table->rows[row].note) {
		trim(&text);
		svy_text_printf(&text, " [%zu]", svy_grid_note(cross->grid, cross->table->rows[row].note));
	}
	trim(&text);
	return svy_text_take(&text);
}

static void fill_cell(struct svy_cross_grid *cross, size_t row, size_t line, size_t column)
{
	for (size_t f = 0; f < cross->n_items; f++)
		svy_grid_put(cross->maker, cross->grid, line + f, column, show_item(cross, row, cross->item[f]));
}

static void fill_base(struct svy_cross_grid *cross, const struct svy_axis *block, const struct svy_axis *band,
                      size_t line)
{
	size_t field, total = find_total(cross, block);
	if (!cross->table->base || !svy_rtable_field(cross->table, cross->table->base, &field))
		return;
	for (size_t j = 0; j < band->n; j++) {
		size_t source = source_of(cross, block, total, band, j);
		if (source && band->place[j] != SIZE_MAX)
			svy_grid_put(cross->maker, cross->grid, line, band->place[j],
			             show_item(cross, source - 1, cross->table->base));
	}
}

static void name_base(struct svy_cross_grid *cross, size_t line)
{
	char *name = svy_grid_name(cross->table->base);
	bool two = cross->grid->stub > 1;
	svy_grid_put(cross->maker, cross->grid, line, 0,
	             two ? svy_text_copy("Base") : svy_text_format("Base (%s)", name ? name : ""));
	if (two)
		svy_grid_put(cross->maker, cross->grid, line, 1, svy_text_copy(name ? name : ""));
	free(name);
}

static void name_level(struct svy_cross_grid *cross, const struct svy_axis *block, size_t i)
{
	size_t line = block->place[i];
	svy_grid_put(cross->maker, cross->grid, line, 0,
	             svy_text_copy(svy_grid_text(cross->table, block->first[i], block->field)));
	cross->grid->indent[line] = cross->table->rows[block->first[i]].depth;
	for (size_t f = 0; f < cross->n_items && cross->grid->stub > 1; f++)
		svy_grid_put(cross->maker, cross->grid, line + f, 1, svy_grid_name(cross->item[f]));
}

static void fill_block(struct svy_cross_grid *cross, const struct svy_axis *block, size_t from, size_t to)
{
	const struct svy_rtable *table = cross->table;
	if (cross->n_blocks > 1) {
		cross->grid->wide[from] = true;
		svy_grid_put(cross->maker, cross->grid, from, 0,
		             svy_text_copy(svy_rtable_title(table, svy_grid_text(table, block->first[0], table->row_part))));
	}
	for (size_t i = 0; i < block->n; i++)
		if (block->place[i] != SIZE_MAX)
			name_level(cross, block, i);
	for (size_t b = 0; b < cross->n_bands; b++)
		for (size_t i = 0; i < block->n; i++)
			for (size_t j = 0; j < cross->band[b].n; j++) {
				size_t source = source_of(cross, block, i, &cross->band[b], j);
				if (source && block->place[i] != SIZE_MAX && cross->band[b].place[j] != SIZE_MAX)
					fill_cell(cross, source - 1, block->place[i], cross->band[b].place[j]);
			}
	for (size_t b = 0; b < cross->n_bands && table->base; b++)
		fill_base(cross, block, &cross->band[b], to - 1);
	if (table->base)
		name_base(cross, to - 1);
}

/* --- all -------------------------------------------------------------------- */

/* What the layout shows of each cell; without one, all numbers behind `margin`. */
static bool choose_items(struct svy_cross_grid *cross)
{
	const struct svy_rtable *table = cross->table;
	size_t margin = 0;
	cross->item = svy_array_new(table->n_fields + table->n_show, sizeof *cross->item);
	for (size_t i = 0; i < table->n_show && cross->item; i++)
		cross->item[cross->n_items++] = table->show[i];
	if (table->n_show || !cross->item)
		return cross->item != NULL;
	svy_rtable_field(table, "margin", &margin);
	for (size_t i = margin + 1; i + 1 < table->n_fields; i++)
		cross->item[cross->n_items++] = table->fields[i].name;
	return true;
}

static void clear_axes(struct svy_axis *axes, size_t n)
{
	for (size_t i = 0; axes && i < n; i++) {
		free(axes[i].first);
		free(axes[i].place);
	}
	free(axes);
}

static bool fill_sub(struct svy_cross_grid *cross, struct svy_piece *piece)
{
	size_t *end = svy_array_new(cross->n_pieces, sizeof *end);
	bool ok = end && choose_items(cross) && list_axes(cross, piece) && find_sources(cross);
	if (ok) {
		size_t stub = cross->n_items > 1 ? 2 : 1, lines = svy_grid_head_lines(cross), at = lines;
		cross->shared = share_total(cross);
		cross->grid->stub = stub;
		size_t cols = place_columns(cross, stub);
		for (size_t k = 0; k < cross->n_blocks && ok; k++) {
			ok = place_block(cross, &cross->block[k], &at);
			end[k] = at;
		}
		ok = ok && svy_grid_start(cross->grid, at, cols, lines);
	}
	if (ok) {
		size_t at = cross->grid->head;
		svy_grid_head(cross);
		for (size_t k = 0; k < cross->n_blocks; k++) {
			fill_block(cross, &cross->block[k], at, end[k]);
			at = end[k];
		}
	}
	free(end);
	return ok && !cross->maker->failed;
}

static void clear_sub(struct svy_cross_grid *cross)
{
	clear_axes(cross->block, cross->n_blocks);
	clear_axes(cross->band, cross->n_bands);
	free(cross->source);
	free(cross->item);
}

bool svy_grids_cross(struct svy_maker *maker, struct svy_grids *grids)
{
	const struct svy_rtable *table = maker->table;
	size_t n = 0, from = 0;
	struct svy_piece *piece = list_pieces(table, &n);
	bool ok = piece != NULL;
	while (from < n && ok) {
		size_t to = from + 1;
		while (to < n && same_sub(table, piece[from].from, piece[to].from))
			to++;
		struct svy_cross_grid cross = {.maker = maker, .table = table, .piece = piece + from, .n_pieces = to - from};
		cross.grid = svy_grids_add(grids, table, piece[from].from, from == 0);
		ok = cross.grid && fill_sub(&cross, piece + from);
		clear_sub(&cross);
		from = to;
	}
	free(piece);
	return ok;
}
