/* A table of codes by hand, for tests of what stands behind the reader. */
#ifndef SVY_TESTS_SUPPORT_ROWS_H
#define SVY_TESTS_SUPPORT_ROWS_H

#include "data/table.h"

/*
 * k variables named a, b, c ... with n_categories[v] categories "1", "2" ...
 * (declared) and missing values "R" (refused) and "N" (not-asked), and a number
 * column behind them when weights is not NULL.
 *
 * codes    n_rows x k, row-major; borrowed by no one
 * weights  n_rows, or NULL
 */
struct svy_table *rows_new(size_t n_rows, size_t k, const size_t *n_categories, const int32_t *codes,
                           const double *weights);
void rows_free(struct svy_table *table);

#endif
