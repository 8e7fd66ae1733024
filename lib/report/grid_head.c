/* The head of a cross layout: the variable, what nests its columns, its categories. */
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/text.h"
#include "report/grid_internal.h"

static const char *span_text(const struct svy_cross_grid *cross, size_t band, size_t span)
{
	return svy_grid_text(cross->table, cross->band[band].first[0], cross->table->spans[span]);
}

/* A variable that does not nest this band is null there. */
static bool is_nested_by(const struct svy_cross_grid *cross, size_t band, size_t span)
{
	return svy_row_value(cross->table, cross->band[band].first[0], cross->table->spans[span])->kind != SVY_NULL;
}

size_t svy_grid_depth(const struct svy_cross_grid *cross, size_t band)
{
	size_t depth = 0;
	for (size_t s = 0; s < cross->table->n_spans; s++)
		depth += is_nested_by(cross, band, s);
	return depth;
}

static size_t greatest_depth(const struct svy_cross_grid *cross)
{
	size_t most = 0;
	for (size_t b = 0; b < cross->n_bands; b++) {
		size_t depth = svy_grid_depth(cross, b);
		most = depth > most ? depth : most;
	}
	return most;
}

/* Whether two bands are of the same variable, nested by the same ones. */
static bool same_spec(const struct svy_cross_grid *cross, size_t a, size_t b)
{
	const struct svy_rtable *table = cross->table;
	if (table->col_part && strcmp(svy_grid_text(table, cross->band[a].first[0], table->col_part),
	                              svy_grid_text(table, cross->band[b].first[0], table->col_part)) != 0)
		return false;
	for (size_t s = 0; s < table->n_spans; s++)
		if (is_nested_by(cross, a, s) != is_nested_by(cross, b, s))
			return false;
	return true;
}

static bool has_titles(const struct svy_cross_grid *cross)
{
	for (size_t b = 1; b < cross->n_bands; b++)
		if (!same_spec(cross, 0, b))
			return true;
	return false;
}

size_t svy_grid_head_lines(const struct svy_cross_grid *cross)
{
	return has_titles(cross) + greatest_depth(cross) + 1;
}

/* Outer / Inner */
static char *make_title(const struct svy_cross_grid *cross, size_t band)
{
	const struct svy_rtable *table = cross->table;
	struct svy_text text = {0};
	for (size_t s = 0; s < table->n_spans; s++)
		if (is_nested_by(cross, band, s))
			svy_text_printf(&text, "%s / ", svy_rtable_title(table, table->spans[s]));
	svy_text_puts(&text, svy_rtable_title(table, svy_grid_text(table, cross->band[band].first[0], table->col_part)));
	return svy_text_take(&text);
}

/* A category; with its letter where columns are compared. */
static char *name_column(const struct svy_rtable *table, size_t row)
{
	size_t index;
	const char *letter = svy_rtable_field(table, "letter", &index) ? svy_grid_text(table, row, "letter") : "";
	const char *name = svy_grid_text(table, row, table->col_name);
	return *letter ? svy_text_format("%s (%s)", name, letter) : svy_text_copy(name);
}

/* The variable of span s of a band stands in line `line`: those of a band that is nested
 * less deep stand lower, next to its categories. */
static size_t find_span(const struct svy_cross_grid *cross, size_t band, size_t line)
{
	size_t at = cross->grid->head - 1 - svy_grid_depth(cross, band);
	for (size_t s = 0; s < cross->table->n_spans; s++)
		if (is_nested_by(cross, band, s) && at++ == line)
			return s;
	return SIZE_MAX;
}

/* Whether band b goes on under the cell that stands over band a in this line. */
static bool goes_on(const struct svy_cross_grid *cross, size_t line, size_t a, size_t b)
{
	if (a == b)
		return true;
	if (!same_spec(cross, a, b))
		return false;
	for (size_t above = 0; above <= line; above++) {
		size_t span = find_span(cross, a, above);
		if (span != SIZE_MAX && strcmp(span_text(cross, a, span), span_text(cross, b, span)) != 0)
			return false;
	}
	return true;
}

static char *name_cell(const struct svy_cross_grid *cross, size_t line, size_t band)
{
	size_t span = find_span(cross, band, line);
	if (span != SIZE_MAX)
		return svy_text_copy(span_text(cross, band, span));
	return line == 0 && has_titles(cross) ? make_title(cross, band) : svy_text_copy("");
}

/* The band of each column of the grid; n_bands where it is the one Total of all. */
static void list_bands(const struct svy_cross_grid *cross, size_t *band)
{
	for (size_t b = 0; b < cross->n_bands; b++)
		for (size_t j = 0; j < cross->band[b].n; j++)
			if (cross->band[b].place[j] != SIZE_MAX)
				band[cross->band[b].place[j]] = b;
	size_t shared = svy_grid_shared_column(cross);
	if (shared != SIZE_MAX)
		band[shared] = cross->n_bands;
}

static void fill_line(const struct svy_cross_grid *cross, const size_t *band, size_t line)
{
	struct svy_grid *grid = cross->grid;
	for (size_t from = grid->stub; from < grid->cols;) {
		size_t to = from + 1;
		if (band[from] < cross->n_bands) {
			while (to < grid->cols && band[to] < cross->n_bands && goes_on(cross, line, band[from], band[to]))
				to++;
			svy_grid_put(cross->maker, grid, line, from, name_cell(cross, line, band[from]));
		}
		grid->span[line * grid->cols + from] = to - from;
		for (size_t j = from + 1; j < to; j++)
			grid->span[line * grid->cols + j] = 0;
		from = to;
	}
}

/* The title of the one row variable. */
static const char *name_rows(const struct svy_cross_grid *cross)
{
	const struct svy_rtable *table = cross->table;
	if (table->row_part)
		return svy_rtable_title(table, svy_grid_text(table, cross->block[0].first[0], table->row_part));
	return table->row_title ? table->row_title : table->row_name;
}

void svy_grid_head(struct svy_cross_grid *cross)
{
	struct svy_grid *grid = cross->grid;
	const struct svy_rtable *table = cross->table;
	size_t last = grid->head - 1, *band = svy_array_new(grid->cols, sizeof *band);
	if (!band) {
		cross->maker->failed = true;
		return;
	}
	list_bands(cross, band);
	for (size_t line = 0; line < last; line++)
		fill_line(cross, band, line);
	for (size_t b = 0; b < cross->n_bands; b++)
		for (size_t j = 0; j < cross->band[b].n; j++)
			if (cross->band[b].place[j] != SIZE_MAX)
				svy_grid_put(cross->maker, grid, last, cross->band[b].place[j],
				             name_column(table, cross->band[b].first[j]));
	if (cross->n_blocks == 1)
		svy_grid_put(cross->maker, grid, last, 0, svy_text_copy(name_rows(cross)));
	free(band);
}
