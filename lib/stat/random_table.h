/* Random tables with given margins. */
#ifndef SVY_STAT_RANDOM_TABLE_H
#define SVY_STAT_RANDOM_TABLE_H

#include <stddef.h>

#include "base/random.h"

/*
 * How many of n drawn from `total` are good, `good` of which are; all whole,
 * up to 4e9.  By inversion from the mode, or, where the spread is large, by
 * ratio of uniforms with an exact acceptance test.
 *
 * Stadlober (1990), J. Comput. Appl. Math. 31, 181-189.
 */
double svy_random_hypergeometric(struct svy_random *random, double total, double good, double n);

/*
 * A random table with these margins, with the probability that it has under
 * independence.
 *
 * row, col  rows, cols whole numbers >= 0 with the same sum n
 * left      cols numbers of scratch space
 * out       rows x cols, row-major
 *
 * Patefield (1981), Applied Statistics 30, 91-97 (AS 159): cell by cell, each
 * hypergeometric given those before it.
 */
void svy_random_table(struct svy_random *random, const double *row, const double *col, size_t rows, size_t cols,
                      double *left, double *out);

#endif
