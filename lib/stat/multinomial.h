/* Random numbers of respondents per category. */
#ifndef SVY_STAT_MULTINOMIAL_H
#define SVY_STAT_MULTINOMIAL_H

#include <stddef.h>

#include "base/random.h"

/*
 * How many of n succeed, each with probability p; n whole, up to 4e9, and
 * 0 <= p <= 1.  By inversion from the mode, or, where the spread is large, by
 * ratio of uniforms with an exact acceptance test.
 *
 * Stadlober (1990), J. Comput. Appl. Math. 31, 181-189.
 */
double svy_random_binomial(struct svy_random *random, double n, double p);

/*
 * n respondents drawn with replacement from cells with these weights.
 *
 * weight  cells numbers >= 0, not all 0; counts, for a bootstrap
 * out     cells whole numbers whose sum is n
 *
 * Cell by cell, each binomial given those before it.
 */
void svy_random_multinomial(struct svy_random *random, double n, const double *weight, size_t cells, double *out);

#endif
