/*
 * Coding answers into the columns of a matrix.
 *
 * A factor is a variable and the numbers that stand for its levels: a row of a contrast
 * matrix (data/contrast.h) for each, or, for a number x, (x - mean) / sd.  A term is a factor
 * (its columns as they are) or an interaction of several (the products of a column of each;
 * that of the first factor changes fastest, as in R).  A coding is a list of terms, bound to
 * the columns of a table; data/matrix.h fills matrices and writes rows by it.
 *
 * Levels are the categories that are declared, in their order, empty ones too; without a
 * declaration those that were met, in order of first appearance.  An answer that is missing
 * is no level: its cells are NaN.
 *
 * Columns are called VARIABLE.VALUE (indicator, treatment, effect; helmert, by the level that
 * is compared with those before), VARIABLE.linear .quadratic .cubic .4 .5 ... (polynomial),
 * VARIABLE.z (standardised), VARIABLE (codes), and a:b for the product of a and b.
 *
 *     svy_coding_new(&coding, status);
 *     svy_coding_add_factor(coding, table, column, &spec, &sex, status);
 *     svy_coding_add_term(coding, &sex, 1, status);
 *     svy_coding_name(coding, false, status);
 */
#ifndef SVY_DATA_CODING_H
#define SVY_DATA_CODING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/notes.h"
#include "base/status.h"
#include "data/contrast.h"
#include "data/table.h"

/* Where the mistake is more likely than the wish. */
enum { SVY_MOST_LEVELS = 1000, SVY_MOST_CODED_COLUMNS = 100000 };

/*
 * How to code one variable.
 *
 * reference     value or label of the category that treatment and effect compare with and that
 *               indicator leaves out; NULL: what the codebook names; where that names none, the
 *               first for treatment, the last for effect, and indicator leaves none out
 * no_reference  do not ask the codebook
 * scores        for polynomial: n_scores numbers, one a level; NULL: 1, 2, 3 ...
 * used          where categories are not declared: which codes of the column are levels,
 *               n_used of them; NULL: all
 * mean, sd      for standardised; sd > 0, or NaN where there is none: then all cells are NaN
 */
struct svy_coding_spec {
	enum svy_coding_kind kind;
	const char *reference;
	bool no_reference;
	const double *scores;
	size_t n_scores;
	const bool *used;
	size_t n_used;
	double mean, sd;
};

struct svy_factor {
	char *name;
	size_t column; /* of the table */
	enum svy_coding_kind kind;
	size_t n_levels; /* 0 for standardised */
	struct svy_category *levels;
	size_t reference; /* SVY_NO_LEVEL: none */
	size_t n_columns;
	double *contrast; /* n_levels x n_columns, row-major */
	size_t n_codes;
	int32_t *level_of; /* code of the table -> level, -1: not a level */
	double mean, sd;
};

struct svy_term {
	size_t n_factors;
	size_t *factors;
	size_t first, n_columns; /* of the matrix */
};

/* To be read from outside, and changed by the functions below alone. */
struct svy_coding {
	size_t n_factors, factor_room;
	struct svy_factor *factors;
	size_t n_terms, term_room;
	struct svy_term *terms;
	size_t n_columns;
	char **names; /* n_columns; NULL before svy_coding_name() */
	struct svy_notes notes;
};

enum svy_code svy_coding_new(struct svy_coding **out, struct svy_status *status) SVY_MUST_USE;

/*
 * Add a factor for a column of the table; *index is its place among the factors.  All that is
 * needed of the table is copied; afterwards its categories may grow no further.
 *
 * A factor without columns (one level, or none) is noted, so is a reference that is the codebook's
 * where indicator leaves it out, and one that is only the first or last to appear.
 *
 * SVY_EUSAGE: polynomial where the categories are not ordered; codes or helmert where they are
 * not declared, so that their order is that of the file; a reference that is no category, or
 * for a kind that has none; scores of another number than the levels, the same twice, or for
 * another kind; more than SVY_MOST_LEVELS levels.
 */
enum svy_code svy_coding_add_factor(struct svy_coding *coding, const struct svy_table *table, size_t column,
                                    const struct svy_coding_spec *spec, size_t *index,
                                    struct svy_status *status) SVY_MUST_USE;

/* Add a term of n_factors >= 1 different factors.  SVY_EUSAGE: more columns than
 * SVY_MOST_CODED_COLUMNS. */
enum svy_code svy_coding_add_term(struct svy_coding *coding, const size_t *factors, size_t n_factors,
                                  struct svy_status *status) SVY_MUST_USE;

/* Name the columns, after the last term; labels: by the labels of categories, not their values.
 * SVY_EUSAGE: two columns of one name. */
enum svy_code svy_coding_name(struct svy_coding *coding, bool labels, struct svy_status *status) SVY_MUST_USE;

/* The name of column j of a factor alone, the caller's to free; NULL without memory. */
char *svy_factor_column_name(const struct svy_factor *factor, size_t j, bool labels);

/* The first factor whose answer is missing in this row of the table; SIZE_MAX where none is. */
size_t svy_coding_missing(const struct svy_coding *coding, const struct svy_table *table, size_t row);

/* SVY_EINPUT at file and line where a row begin .. end - 1 of the mask (NULL: any) has a category
 * that is no level: the table met it after the factors were made. */
enum svy_code svy_coding_check(const struct svy_coding *coding, const struct svy_table *table, const bool *mask,
                               size_t begin, size_t end, struct svy_status *status) SVY_MUST_USE;

/* Fill the n_columns cells of a term for a row of the table that svy_coding_check() has passed;
 * all NaN where an answer is missing. */
void svy_coding_term_cells(const struct svy_coding *coding, const struct svy_term *term, const struct svy_table *table,
                           size_t row, double *out);

/*
 * Cross the n cells in out with m more: out, with room for n m, gets every product, those of
 * cells[0] first.  cells NULL: all are missing, NaN.  Gives n m.
 */
size_t svy_coding_cross(double *out, size_t n, const double *cells, size_t m);

/*
 * The inverse: from the n_columns cells of a factor to its level.
 *
 * *level is SVY_NO_LEVEL where a cell is NaN, that is, where the answer is missing.  A factor
 * without columns has one level.
 *
 * SVY_EDOMAIN: no level has these numbers.
 */
enum svy_code svy_factor_level(const struct svy_factor *factor, const double *cells, size_t *level,
                               struct svy_status *status) SVY_MUST_USE;

/* The number that was standardised to z. */
double svy_factor_number(const struct svy_factor *factor, double z);

void svy_coding_free(struct svy_coding *coding);

#endif
