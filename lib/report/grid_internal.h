/* One table while its grids are made: what lists and cross layouts share.  Private to
 * report/grid*.c. */
#ifndef SVY_REPORT_GRID_INTERNAL_H
#define SVY_REPORT_GRID_INTERNAL_H

#include "report/grid.h"

struct svy_maker {
	const struct svy_rtable *table;
	struct svy_numerals numerals;
	double *rounded;    /* see svy_round_wholes(); NULL: each value by itself */
	size_t *fields;     /* to show */
	size_t n_fields;
	size_t *long_field; /* sentences, that stand below; room as for fields */
	size_t n_long;
	size_t stub;        /* fields at the beginning that name the row */
	bool failed;
};

/* rows x cols empty cells, of which head lines are the head. */
bool svy_grid_start(struct svy_grid *grid, size_t rows, size_t cols, size_t head);

/* Set a cell; takes the text over, NULL being a failure. */
void svy_grid_put(struct svy_maker *maker, struct svy_grid *grid, size_t row, size_t col, char *text);

/* col_percent -> col percent.  The caller frees it. */
char *svy_grid_name(const char *field);

/* A value of a row, as rounded; "" for null.  Appended. */
void svy_grid_format(const struct svy_maker *maker, size_t row, size_t field, struct svy_text *out);

/* The number of a note, the same words once; 0 without memory. */
size_t svy_grid_note(struct svy_grid *grid, const char *text);

/* The text of a field that is text, else "". */
const char *svy_grid_text(const struct svy_rtable *table, size_t row, const char *field);

/* The number of a field; NaN where it has none. */
double svy_grid_number(const struct svy_rtable *table, size_t row, const char *field);

/* Whether a field is null in all rows. */
bool svy_grid_is_empty(const struct svy_rtable *table, size_t field);

/* The grids of a table with row and col.  False without memory. */
bool svy_grids_cross(struct svy_maker *maker, struct svy_grids *grids);

/* The grid of rows from..to of one sub-table, added. */
struct svy_grid *svy_grids_add(struct svy_grids *grids, const struct svy_rtable *table, size_t row, bool first);

/* --- cross layouts ---------------------------------------------------------- */

/* Levels of a row or column variable, each by the first row that has it; totals apart. */
struct svy_axis {
	const char *field;
	bool down;
	size_t *first;
	size_t n, capacity;
	size_t base;   /* number of the first one among those of all axes */
	size_t *place; /* of each: its line or column in the grid; SIZE_MAX: it is not shown */
};

/* Consecutive rows of one row variable, one column variable, one nest. */
struct svy_piece {
	size_t from, to;
	size_t block, band;
};

/* Whether the row holds a total down the column field (`down`) or across. */
bool svy_grid_is_total(const struct svy_rtable *table, size_t row, bool down);

/* A sub-table: blocks of rows, one for each row variable, and bands of columns. */
struct svy_cross_grid {
	struct svy_maker *maker;
	const struct svy_rtable *table;
	struct svy_grid *grid;
	const struct svy_piece *piece; /* those of this sub-table */
	size_t n_pieces;
	struct svy_axis *block, *band;
	size_t n_blocks, n_bands;
	size_t n_rows, n_cols; /* levels over all blocks, bands */
	size_t *source;        /* n_rows x n_cols: 1 + the row of the table, 0: none */
	bool shared;           /* one Total for all columns that are not nested */
	const char **item;     /* lines of each level */
	size_t n_items;
};

/* grid_axes.c.  All pieces of the table, those of one sub-table together, in the order in
 * which sub-tables begin; the caller frees them; NULL without memory. */
struct svy_piece *svy_grid_pieces(const struct svy_rtable *table, size_t *n);
/* Whether two rows are of the same sub-table. */
bool svy_grid_same_sub(const struct svy_rtable *table, size_t a, size_t b);
/* Blocks and bands of the pieces, with all their levels; then `source`. */
bool svy_grid_axes(struct svy_cross_grid *cross, struct svy_piece *piece);
bool svy_grid_sources(struct svy_cross_grid *cross);
/* 1 + the row of the table that has this cell; 0: none. */
size_t svy_grid_source(const struct svy_cross_grid *cross, const struct svy_axis *block, size_t i,
                       const struct svy_axis *band, size_t j);
/* The level that is the total; n where there is none. */
size_t svy_grid_total(const struct svy_cross_grid *cross, const struct svy_axis *axis);

/* grid_places.c.  Whether all bands that are not nested have the same totals. */
bool svy_grid_share_total(const struct svy_cross_grid *cross);
/* Place the columns from `at` on; returns where they end. */
size_t svy_grid_place_columns(struct svy_cross_grid *cross, size_t at);
/* Place the lines of a block from *at on, its heading and base left room for; *at moves
 * behind it.  False without memory. */
bool svy_grid_place_block(const struct svy_cross_grid *cross, struct svy_axis *block, size_t *at);

/* grid_cells.c.  Fill the lines from..to of a block. */
void svy_grid_fill_block(struct svy_cross_grid *cross, const struct svy_axis *block, size_t from, size_t to);

/* grid_head.c.  The text of the head, and its spans; returns nothing, maker->failed tells. */
void svy_grid_head(struct svy_cross_grid *cross);
/* How many lines it has. */
size_t svy_grid_head_lines(const struct svy_cross_grid *cross);
/* How many variables nest the columns of a band. */
size_t svy_grid_depth(const struct svy_cross_grid *cross, size_t band);
/* The column of the grid that the one Total of all bands has; SIZE_MAX: there is none. */
size_t svy_grid_shared_column(const struct svy_cross_grid *cross);

#endif
