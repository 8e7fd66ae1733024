/*
 * The margins of a table of counts, and the table without its empty rows and
 * columns: declared categories may be empty, and no test can use them.
 */
#ifndef SVY_STAT_MARGINS_H
#define SVY_STAT_MARGINS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/status.h"

/*
 * A copy of a table without empty rows and columns.  Sums are exact, rounded
 * once, so they do not depend on the order of rows and columns.
 */
struct svy_margins {
	size_t rows, cols;             /* not empty */
	size_t empty_rows, empty_cols; /* left out */
	size_t *row_index, *col_index; /* of row i, column j in the table that was given */
	double *count;                 /* rows x cols, row-major */
	double *row, *col;             /* sums */
	double n;                      /* sum of all */
	bool whole;                    /* every count is a whole number */
};

/*
 * n  rows x cols, row-major
 *
 * *out is the caller's to free with svy_margins_free().
 *
 * SVY_EDOMAIN  a count is negative or not finite, or their sum is not finite
 */
enum svy_code svy_margins_new(const double *n, size_t rows, size_t cols, struct svy_margins **out,
                              struct svy_status *status) SVY_MUST_USE;
void svy_margins_free(struct svy_margins *margins);

/* Why there is nothing to test in this table ("only one row that is not empty"
 * ...); NULL where there are at least two rows and two columns. */
const char *svy_margins_reason(const struct svy_margins *margins);

/* "1 empty row and 2 empty columns left out", for a note; false where none was. */
bool svy_margins_note(const struct svy_margins *margins, char *out, size_t size);

#endif
