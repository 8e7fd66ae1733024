/*
 * Matrices of coded answers: from the rows of a table to a gsl_matrix, or to rows of CSV.
 *
 * What the columns are is a coding (data/coding.h).  A row in which the answer to any coded
 * variable is missing is kept, with NaN (an empty cell) in the columns of that variable and of
 * its interactions; or dropped; or refused.
 */
#ifndef SVY_DATA_MATRIX_H
#define SVY_DATA_MATRIX_H

#include <gsl/gsl_matrix.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/notes.h"
#include "base/status.h"
#include "base/text.h"
#include "data/coding.h"
#include "data/table.h"

enum svy_missing_rows { SVY_ROWS_KEEP, SVY_ROWS_DROP, SVY_ROWS_REFUSE };

/* "keep" "drop" "refuse" */
bool svy_missing_rows_from_name(const char *name, enum svy_missing_rows *out);

/*
 * A matrix of numbers.  Starts as {0}; clear with svy_coded_clear().
 *
 * values  n_rows x n_columns, the columns named coding->names; NULL where either is 0, since
 *         GSL has no empty matrix
 * rows    n_rows: which row of the table each is
 */
struct svy_coded {
	size_t n_rows, n_columns;
	gsl_matrix *values;
	size_t *rows;
};

/*
 * Code the rows of a table that are in the mask (NULL: all).
 *
 * SVY_EINPUT at file and line: a missing answer where these are refused, with its reason; a
 * category that is no level of the coding.  *out is written only on success.
 */
enum svy_code svy_coded_make(const struct svy_coding *coding, const struct svy_table *table, const bool *mask,
                             enum svy_missing_rows missing, struct svy_coded *out,
                             struct svy_status *status) SVY_MUST_USE;

void svy_coded_clear(struct svy_coded *coded);

/*
 * Rows as CSV, block after block of a table; memory does not grow with them.
 *
 * The text of a term of categories is made once for each combination of their levels, so that
 * a row is mostly copied.
 */
struct svy_coding_writer;

/*
 * The coding is borrowed, and has its names.  kept: n_kept columns of the table, used as text,
 * that stand before the coded ones as they are in the file; copied.  delimiter: comma, or tab.
 *
 * SVY_EUSAGE: a kept column has the name of a coded one; no column at all.
 */
enum svy_code svy_coding_writer_new(const struct svy_coding *coding, const struct svy_table *table, const size_t *kept,
                                    size_t n_kept, enum svy_missing_rows missing, char delimiter,
                                    struct svy_coding_writer **out, struct svy_status *status) SVY_MUST_USE;

/* Append the line of names. */
void svy_coding_writer_header(const struct svy_coding_writer *writer, struct svy_text *out);

/* Append those of the rows begin .. end - 1 of the table that are in the mask (NULL: all).  Fails as
 * svy_coded_make(), and leaves rows before the failing one in out. */
enum svy_code svy_coding_writer_rows(struct svy_coding_writer *writer, const struct svy_table *table, const bool *mask,
                                     size_t begin, size_t end, struct svy_text *out,
                                     struct svy_status *status) SVY_MUST_USE;

/* What was missing: "2 of 20 rows left out; missing: sex refused 2, age no-answer 1". */
void svy_coding_writer_note(const struct svy_coding_writer *writer, struct svy_notes *notes);

void svy_coding_writer_free(struct svy_coding_writer *writer);

/*
 * What the columns stand for, as CSV, a line for each number:
 *
 *     column,variable,kind,value,label,number
 *
 * for every column of a factor, each level (value, label) and its number in this column; for a
 * standardised one the mean and the standard deviation (value `mean`, `sd`).  The column of an
 * interaction has one line of kind `interaction`, whose variable is the term, a:b.
 */
void svy_coding_legend(const struct svy_coding *coding, struct svy_text *out);

#endif
