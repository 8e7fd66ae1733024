/*
 * Tables made of counts: rows by columns, a table for each combination of the
 * layer variables' categories; a one-way table is one with a single column.
 */
#ifndef SVY_TAB_CROSSTAB_H
#define SVY_TAB_CROSSTAB_H

#include <stddef.h>
#include <stdint.h>

#include "base/status.h"
#include "data/missing.h"
#include "data/table.h"
#include "tab/count.h"

/* A row or column of a table: a category, or a missing value that is included
 * or shown. */
struct svy_level {
	int32_t code;
	const char *value;
	const char *label;
	bool missing; /* shown, but outside the base */
};

struct svy_levels {
	struct svy_level *level; /* categories first, in order, then missing values */
	size_t n;
	size_t n_valid; /* those in the base */
};

/* All cells of one table, row-major over valid and shown levels alike; margins
 * are over valid levels only. */
struct svy_crosstab {
	size_t rows, cols;
	uint64_t *n;   /* rows x cols */
	double *w;     /* rows x cols, sums of sampling weights; NULL without them */
	double *w2;    /* rows x cols, sums of their squares */
	uint64_t *row_n, *col_n;
	uint64_t all_n;
	double *row_w, *col_w, all_w; /* exact sums, rounded once; NULL and 0 without weights */
	double *row_w2, *col_w2, all_w2;
};

struct svy_left_out {
	char *reason; /* "rank: refused" */
	uint64_t n;   /* rows of the file */
};

/* All tables of one analysis. */
struct svy_crosstabs {
	size_t k;                  /* variables: row, col, layers */
	struct svy_levels *levels; /* k: row, col, then layers */
	size_t n_tables;           /* product of the layers' levels; 1 without layers */
	struct svy_crosstab *tables;
	uint64_t rows_domain, rows_used; /* rows of the file */
	struct svy_left_out *left_out;
	size_t n_left_out;
};

/*
 * Make the tables.
 *
 * count   over k >= 1 variables in the order row, col, layers; with k = 1 there
 *         is one column.  Layers take part with their categories (and included
 *         missing values) only.
 * variables  k, as in the table that was counted
 *
 * A row is left out for the first of its variables, in the given order, whose
 * answer is missing and not included (under `show` it is shown in the cells,
 * and still counted as left out).
 *
 * *out is the caller's to free.  SVY_EUSAGE: more than 2^24 cells.
 */
enum svy_code svy_crosstabs_make(const struct svy_count *count, const struct svy_variable *const *variables,
                                 const struct svy_missing_policy *policy, struct svy_crosstabs **out,
                                 struct svy_status *status) SVY_MUST_USE;

/* The levels of the layer variables (indices into levels[2..]) of a table. */
void svy_crosstabs_layer(const struct svy_crosstabs *tables, size_t table, size_t *level_of_layer);

void svy_crosstabs_free(struct svy_crosstabs *tables);

#endif
