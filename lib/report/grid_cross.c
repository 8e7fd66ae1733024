/* Cross layouts: blocks of rows by bands of columns. */
#include <stdlib.h>

#include "base/array.h"
#include "report/grid_internal.h"

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
		if (!svy_grid_is_empty(table, i))
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
	bool ok = end && choose_items(cross) && svy_grid_axes(cross, piece) && svy_grid_sources(cross);
	if (ok) {
		size_t stub = cross->n_items > 1 ? 2 : 1, lines = svy_grid_head_lines(cross), at = lines;
		cross->shared = svy_grid_share_total(cross);
		cross->grid->stub = stub;
		size_t cols = svy_grid_place_columns(cross, stub);
		for (size_t k = 0; k < cross->n_blocks && ok; k++) {
			ok = svy_grid_place_block(cross, &cross->block[k], &at);
			end[k] = at;
		}
		ok = ok && svy_grid_start(cross->grid, at, cols, lines);
	}
	if (ok) {
		size_t at = cross->grid->head;
		svy_grid_head(cross);
		for (size_t k = 0; k < cross->n_blocks; k++) {
			svy_grid_fill_block(cross, &cross->block[k], at, end[k]);
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
	struct svy_piece *piece = svy_grid_pieces(table, &n);
	bool ok = piece != NULL;
	while (from < n && ok) {
		size_t to = from + 1;
		while (to < n && svy_grid_same_sub(table, piece[from].from, piece[to].from))
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
