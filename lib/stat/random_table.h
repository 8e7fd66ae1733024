/* Random tables with given margins. */
#ifndef SVY_STAT_RANDOM_TABLE_H
#define SVY_STAT_RANDOM_TABLE_H

#include <stddef.h>
#include <stdint.h>

#include "base/random.h"
#include "base/status.h"

/*
 * How many of n drawn from `total` are good, `good` of which are; all whole,
 * up to 4e9.  By inversion from the mode, or, where the spread is large, by
 * ratio of uniforms with an exact acceptance test.
 *
 * Stadlober (1990), J. Comput. Appl. Math. 31, 181-189.
 */
double svy_random_hypergeometric(struct svy_random *random, double total, double good, double n);

/* Margins of tables that are to be drawn, one table for each stratum, and factorials for
 * their probabilities.  Many threads may draw from one. */
struct svy_random_table_plan;

/*
 * row   strata x rows whole numbers >= 0
 * col   strata x cols, of each stratum with the same sum as the rows; up to 4e9
 *
 * *out is the caller's to free with svy_random_table_plan_free().
 */
enum svy_code svy_random_table_plan_new(const double *row, const double *col, size_t strata, size_t rows, size_t cols,
                                        struct svy_random_table_plan **out, struct svy_status *status) SVY_MUST_USE;
void svy_random_table_plan_free(struct svy_random_table_plan *plan);

/*
 * A random table of each stratum, with the probability that it has under
 * independence.
 *
 * left  cols numbers of scratch space
 * out   strata x rows x cols, row-major
 *
 * Patefield (1981), Applied Statistics 30, 91-97 (AS 159): cell by cell, each
 * hypergeometric given those before it.
 */
void svy_random_table(const struct svy_random_table_plan *plan, struct svy_random *random, int64_t *left, double *out);

#endif
