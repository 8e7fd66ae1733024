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
	bool dropped;      /* there were empty ones */
};

enum svy_code svy_cross_matrices(const struct svy_cross *cross, struct svy_cross_matrices *out,
                                 struct svy_status *status) SVY_MUST_USE;
void svy_cross_matrices_clear(struct svy_cross_matrices *matrices);

/* Whether no table has more respondents than `most`. */
bool svy_cross_matrices_fit(const struct svy_cross_matrices *matrices, double most);

/* Table t.  Borrowed. */
static inline const double *svy_cross_matrix_of(const struct svy_cross_matrices *matrices, size_t t)
{
	return matrices->cells + t * matrices->rows * matrices->cols;
}

#endif
