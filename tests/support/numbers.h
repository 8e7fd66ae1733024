/* A number by group, by hand. */
#ifndef SVY_TESTS_SUPPORT_NUMBERS_H
#define SVY_TESTS_SUPPORT_NUMBERS_H

#include "tests/support/rows.h"

enum { NUMBERS_GROUP, NUMBERS_X, NUMBERS_WEIGHT }; /* columns */

/*
 * A table of n rows: a category with n_groups declared values "1", "2" ..., a number x,
 * and a weight where weights is not NULL.  A NaN in x is missing (refused).  Free with
 * rows_free().
 */
struct svy_table *numbers_new(size_t n, size_t n_groups, const int32_t *groups, const double *x,
                              const double *weights);

#endif
