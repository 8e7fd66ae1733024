/*
 * The K tables of a stratified analysis: the same rows and columns in each stratum.
 *
 * A stratum informs about the association only where both variables vary in it: two
 * rows and two columns that are not empty, and more than one respondent.  The others
 * are left out of the tests, and a note counts them.
 */
#ifndef SVY_STAT_STRATA_H
#define SVY_STAT_STRATA_H

#include <stdbool.h>
#include <stddef.h>

#include "base/status.h"
#include "stat/margins.h"

/* A stratum of 2 x 2: a b / c d, its rows, columns and all. */
struct svy_four {
	double a, b, c, d, r1, r2, c1, c2, n;
	bool informs;
};

struct svy_strata {
	size_t k;
	struct svy_margins **table; /* of each stratum, without its own empty rows and columns */
	struct svy_margins *all;    /* of the sum over the strata */
	struct svy_four *four;      /* k of them where `all` is 2 x 2; NULL: it is not */
	size_t informs;             /* how many strata do */
	bool whole;                 /* every count is a whole number */
};

/* Respondents in all strata together. */
#define SVY_STRATA_MAX 9007199254740992.0

/*
 * n  k x rows x cols: one table after the other, each row-major
 *
 * *out is the caller's to free with svy_strata_free().  k = 0 is a sum that is empty.
 *
 * SVY_EDOMAIN  a count is negative or not finite, more than SVY_STRATA_MAX respondents
 */
enum svy_code svy_strata_new(const double *n, size_t k, size_t rows, size_t cols, struct svy_strata **out,
                             struct svy_status *status) SVY_MUST_USE;
void svy_strata_free(struct svy_strata *strata);

/* Whether both variables vary in this stratum. */
bool svy_strata_table_informs(const struct svy_margins *table);

/* Why there is nothing to test ("only one row that is not empty", "no stratum has two
 * rows and two columns that are not empty"); NULL: at least one stratum informs. */
const char *svy_strata_reason(const struct svy_strata *strata);

/* The same where every stratum must be 2 x 2, too. */
const char *svy_strata_four_reason(const struct svy_strata *strata);

/* Whether it is more than two rows or columns that stand in the way. */
bool svy_strata_wide(const struct svy_strata *strata);

/* "1 empty row left out; 2 of 6 strata say nothing: ...", for a note; false: nothing is left out. */
bool svy_strata_note(const struct svy_strata *strata, char *out, size_t size);

/* x y - v w without losing digits where it is near 0; ad - bc of a table, for one. */
double svy_determinant(double x, double y, double v, double w);

#endif
