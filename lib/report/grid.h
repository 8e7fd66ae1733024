/*
 * A table as people read it: rows and columns of text.
 *
 * A result's table becomes one grid, or one for each value of its layers.  A
 * cross layout has the row variable down, the column variable across, and one
 * line for each field or template that is shown; several row variables are stacked,
 * several column variables stand side by side, under a head of several lines.  A
 * list has a column for each field.  What is null throughout is left out.  Notes
 * stand below, numbered.
 */
#ifndef SVY_REPORT_GRID_H
#define SVY_REPORT_GRID_H

#include <stdbool.h>

#include "base/status.h"
#include "report/render.h"
#include "report/result.h"

struct svy_grid {
	char *title;   /* of the table; NULL: the one before is continued */
	char *heading; /* of the layer, "" where there is none */
	size_t rows, cols;
	size_t stub;   /* columns that name the row: to the left */
	size_t head;   /* lines of the head, at least 1 */
	char **cell;   /* rows x cols; the head first */
	size_t *span;  /* head x cols: over how many columns a cell of the head stands; 0: the one to the left is over it */
	bool *wide;    /* of each row: it is one text, over all columns */
	unsigned *indent; /* of each row: how many nets it stands beneath */
	char **note;   /* numbered from 1, as [1] in the cells */
	size_t n_notes;
};

struct svy_grids {
	struct svy_grid *grid;
	size_t n, capacity;
};

/* Owned by the caller; clear with svy_grids_clear(). */
enum svy_code svy_grids_make(const struct svy_result *result, const struct svy_render_options *options,
                             struct svy_grids *out, struct svy_status *status) SVY_MUST_USE;
void svy_grids_clear(struct svy_grids *grids);

static inline const char *svy_grid_cell(const struct svy_grid *grid, size_t row, size_t col)
{
	return grid->cell[row * grid->cols + col];
}

/* Over how many columns a cell stands; 0: the one to the left is over it. */
static inline size_t svy_grid_span(const struct svy_grid *grid, size_t row, size_t col)
{
	if (grid->wide[row])
		return col == 0 ? grid->cols : 0;
	return row < grid->head ? grid->span[row * grid->cols + col] : 1;
}

/* The lines of a column's head as one, "Sex: Women", for formats without spans.  The
 * caller frees it; NULL without memory. */
char *svy_grid_flat_head(const struct svy_grid *grid, size_t col);

/* Numbers and notes stand to the right, names to the left. */
static inline bool svy_grid_is_left(const struct svy_grid *grid, size_t col)
{
	return col < grid->stub;
}

#endif
