/* Cross layouts: which line and column of the grid each level has. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "report/grid_internal.h"
#include "report/order.h"

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
	size_t total_a = svy_grid_total(cross, a), total_b = svy_grid_total(cross, b);
	for (size_t k = 0; k < cross->n_blocks; k++)
		for (size_t i = 0; i < cross->block[k].n; i++) {
			size_t row_a = svy_grid_source(cross, &cross->block[k], i, a, total_a);
			size_t row_b = svy_grid_source(cross, &cross->block[k], i, b, total_b);
			if (!row_a || !row_b || !same_value(cross->table, row_a - 1, row_b - 1, "n") ||
			    !same_value(cross->table, row_a - 1, row_b - 1, "weighted_n"))
				return false;
		}
	return true;
}

bool svy_grid_share_total(const struct svy_cross_grid *cross)
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
size_t svy_grid_place_columns(struct svy_cross_grid *cross, size_t at)
{
	enum svy_totals totals = cross->table->totals;
	size_t shared = SIZE_MAX;
	if (cross->shared && totals == SVY_TOTALS_BEFORE)
		shared = at++;
	for (size_t b = 0; b < cross->n_bands; b++) {
		struct svy_axis *band = &cross->band[b];
		size_t total = svy_grid_total(cross, band);
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
			cross->band[b].place[svy_grid_total(cross, &cross->band[b])] = shared;
			break;
		}
	return at;
}

size_t svy_grid_shared_column(const struct svy_cross_grid *cross)
{
	for (size_t b = 0; b < cross->n_bands && cross->shared; b++)
		if (svy_grid_depth(cross, b) == 0)
			return cross->band[b].place[svy_grid_total(cross, &cross->band[b])];
	return SIZE_MAX;
}

/* The column that rows are sorted by: of the first band that has it. */
static bool find_sort_column(const struct svy_cross_grid *cross, const struct svy_axis **band, size_t *column)
{
	const struct svy_rtable *table = cross->table;
	for (size_t b = 0; b < cross->n_bands; b++) {
		*band = &cross->band[b];
		*column = svy_grid_total(cross, *band);
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

/* Whether a level of the rows is a missing answer that is shown: its total is outside. */
static bool is_outside(const struct svy_cross_grid *cross, const struct svy_axis *block, size_t i)
{
	size_t source = svy_grid_source(cross, block, i, &cross->band[0], svy_grid_total(cross, &cross->band[0]));
	return source && cross->table->rows[source - 1].outside;
}

/* The levels of a block but its total, in the order in which they stand: *n of them. */
static bool order_block(const struct svy_cross_grid *cross, const struct svy_axis *block, size_t *order, size_t *n)
{
	const struct svy_rtable *table = cross->table;
	const struct svy_axis *band = NULL;
	struct svy_order_row *rows = svy_array_new(block->n, sizeof *rows);
	size_t *level = svy_array_new(block->n, sizeof *level), column = 0, total = svy_grid_total(cross, block);
	bool sorted = table->sort && find_sort_column(cross, &band, &column);
	*n = 0;
	for (size_t i = 0; i < block->n && rows && level; i++) {
		if (i == total)
			continue;
		size_t source = sorted ? svy_grid_source(cross, block, i, band, column) : 0;
		double key = source ? svy_grid_number(table, source - 1, table->sort) : NAN;
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
bool svy_grid_place_block(const struct svy_cross_grid *cross, struct svy_axis *block, size_t *at)
{
	enum svy_totals totals = cross->table->totals;
	size_t *order = svy_array_new(block->n, sizeof *order), n = 0, total = svy_grid_total(cross, block);
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
