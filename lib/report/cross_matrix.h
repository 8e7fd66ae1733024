/*
 * The tables of a cross-tabulation as matrices of counts, for tests and
 * measures: without the rows and columns that are empty in every table.
 */
#ifndef SVY_REPORT_CROSS_MATRIX_H
#define SVY_REPORT_CROSS_MATRIX_H

#include "report/cross.h"

/* Owned; clear with svy_cross_matrices_clear(). */
struct svy_cross_matrices {
	size_t rows, cols;
	size_t *row, *col; /* which levels they are */
	size_t n_tables;
	double *cells;     /* n_tables x rows x cols */
	double *row_score, *col_score; /* places in the order of the categories, from 1, empty ones counted: nobody in the
	                                  third of four does not bring the second and the fourth together */
	bool dropped;      /* there were empty ones */
	bool scaled;       /* sums of weights, each table scaled to its number of respondents */
};

enum svy_code svy_cross_matrices(const struct svy_cross *cross, struct svy_cross_matrices *out,
                                 struct svy_status *status) SVY_MUST_USE;

/*
 * Scale the sums of weights w of each table to its number of respondents, w n / sum w,
 * for tests on request that are not design-based; adds a note with n and the effective n
 * of each table.  A table whose weights are all 0 stays so.
 *
 * SVY_EUSAGE: there are no sampling weights.
 */
enum svy_code svy_cross_scale(const struct svy_cross *cross, struct svy_result *result,
                              struct svy_cross_matrices *matrices, struct svy_status *status) SVY_MUST_USE;
/* By what table t is scaled: n / sum w, 1 where all weights are 0. */
double svy_cross_scale_of(const struct svy_cross *cross, size_t t);

void svy_cross_matrices_clear(struct svy_cross_matrices *matrices);

/* Whether no table has more respondents than `most`. */
bool svy_cross_matrices_fit(const struct svy_cross_matrices *matrices, double most);

/* Table t.  Borrowed. */
static inline const double *svy_cross_matrix_of(const struct svy_cross_matrices *matrices, size_t t)
{
	return matrices->cells + t * matrices->rows * matrices->cols;
}

#endif
