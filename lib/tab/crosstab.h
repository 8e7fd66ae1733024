/*
 * Tables made of counts: rows by columns, a table for each combination of the
 * layer variables' categories; a one-way table is one with a single column.
 */
#ifndef SVY_TAB_CROSSTAB_H
#define SVY_TAB_CROSSTAB_H

#include <stdbool.h>
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
	const char *value; /* borrowed from the variable; of a net: words that say what it is of */
	const char *label;
	bool missing; /* shown, but outside the base */
	const struct svy_net *net; /* a subtotal, in no margin; NULL: it is none.  Borrowed from the count */
};

/* Categories of row and column that the codebook declares are all there, met or
 * not; others, those of layers, and missing values, only where a row of the
 * domain has them. */
struct svy_levels {
	struct svy_level *level; /* categories first, in order, then missing values, then nets */
	size_t n;
	size_t n_valid; /* those in the base: the first ones */
	size_t *order;  /* n: in which they are shown, each net before its categories */
	unsigned *depth; /* beside it: how many nets a level stands beneath */
};

/* Respondents, and under sampling weights the sum of weights and of their
 * squares (exact sums, rounded once; 0 without weights). */
struct svy_tally {
	uint64_t n;
	double w, w2;
};

/*
 * One table.  cell is (rows + 1) x (cols + 1), row-major: the last row and the
 * last column are the margins, the last cell of all the whole table.  Margins
 * are over valid levels only: a level that is merely shown has cells, and its
 * own margin over the valid levels of the other variable.
 *
 * Where a variable has several answers (variable.several) a respondent is in the
 * cell of each choice that was ticked; a margin over its choices counts
 * respondents in the base, once each, and is not the sum of the cells.
 */
struct svy_crosstab {
	size_t rows, cols; /* levels, shown ones too */
	struct svy_tally *cell;
	struct svy_tally *unanswered; /* 3 x as many as cell; see svy_crosstab_base(); NULL: none */
};

struct svy_left_out {
	char *reason; /* "rank: refused" */
	uint64_t n;   /* rows of the file */
};

/* All tables of one analysis. */
struct svy_crosstabs {
	size_t k;                  /* variables: row, col, layers; 1: row alone */
	bool weighted;             /* by sampling weights */
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
 * variables  k, as in the table that was counted; they must outlive the result,
 *            which borrows values and labels
 * kind       as in the count
 *
 * A row is left out for the first of its variables, in the given order, whose
 * answer is missing and not included (under `show` it is shown in the cells,
 * and still counted as left out).
 *
 * *out is the caller's to free.  SVY_EUSAGE: more than 2^20 cells over all tables.
 */
enum svy_code svy_crosstabs_make(const struct svy_count *count, const struct svy_variable *const *variables, size_t k,
                                 enum svy_weight_kind kind, const struct svy_missing_policy *policy,
                                 struct svy_crosstabs **out, struct svy_status *status) SVY_MUST_USE;

/* Indices into a table's cells; i = rows or j = cols is the margin. */
static inline const struct svy_tally *svy_crosstab_cell(const struct svy_crosstab *table, size_t i, size_t j)
{
	return &table->cell[i * (table->cols + 1) + j];
}

/*
 * What a cell's share is of: those in its row, in its column, or in the table.
 * Of single answers these are the margins.  Of a choice that some respondents in
 * the base did not answer, while they answered others of its set, these are left
 * out.  Shown missing levels have the margin of their own row or column.
 */
enum svy_base { SVY_BASE_ROW, SVY_BASE_COL, SVY_BASE_ALL };
struct svy_tally svy_crosstab_base(const struct svy_crosstab *table, size_t i, size_t j, enum svy_base base);

/*
 * A net of several answers beside its choices tells who is in it and did not tick one of
 * them: the fewest of these, those whom nobody is like left out; 0: there are none.
 *
 * v  of which variable (0 row, 1 column) the cell's level is a net
 */
uint64_t svy_crosstabs_apart(const struct svy_crosstabs *tables, const struct svy_variable *variable, size_t table,
                             int v, size_t i, size_t j);

/* The level of a layer variable (0 for the first layer) that a table is for. */
const struct svy_level *svy_crosstabs_layer(const struct svy_crosstabs *tables, size_t table, size_t layer);

/* The columns of one analysis. */
struct svy_columns {
	const size_t *column;
	size_t k;
};

/* How many of the table's rows (in the mask; NULL: all) are in the base of at least
 * one of n analyses: have an answer that is in the base in all of its columns. */
uint64_t svy_rows_used(const struct svy_table *table, const struct svy_columns *analyses, size_t n,
                       const struct svy_missing_policy *policy, const bool *mask);

void svy_crosstabs_free(struct svy_crosstabs *tables);

#endif
