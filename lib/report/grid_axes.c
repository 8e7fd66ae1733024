/* Cross layouts: which rows of the table are of one cross-tabulation, and their levels. */
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "report/grid_internal.h"

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

bool svy_grid_same_sub(const struct svy_rtable *table, size_t a, size_t b)
{
	return same_texts(table, a, b, table->layers, table->n_layers);
}

static bool same_band(const struct svy_rtable *table, size_t a, size_t b)
{
	return same_text(table, a, b, table->col_part) && same_texts(table, a, b, table->spans, table->n_spans);
}

static bool same_piece(const struct svy_rtable *table, size_t a, size_t b)
{
	return same_text(table, a, b, table->row_part) && same_band(table, a, b) && svy_grid_same_sub(table, a, b);
}

/* All pieces of the table, those of one sub-table together, in the order in which
 * sub-tables begin. */
struct svy_piece *svy_grid_pieces(const struct svy_rtable *table, size_t *n)
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
			if (j == i || (found[j].to && svy_grid_same_sub(table, found[i].from, found[j].from))) {
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

size_t svy_grid_total(const struct svy_cross_grid *cross, const struct svy_axis *axis)
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
bool svy_grid_axes(struct svy_cross_grid *cross, struct svy_piece *piece)
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

bool svy_grid_sources(struct svy_cross_grid *cross)
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
size_t svy_grid_source(const struct svy_cross_grid *cross, const struct svy_axis *block, size_t i,
                        const struct svy_axis *band, size_t j)
{
	if (i >= block->n || j >= band->n)
		return 0;
	return cross->source[(block->base + i) * cross->n_cols + band->base + j];
}
