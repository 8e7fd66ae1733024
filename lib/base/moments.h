/*
 * The number, mean and variance of numbers, exact until they are rounded once:
 * any order and any split of the numbers gives the same bits, and a mean that is
 * large beside the spread costs no digits.
 */
#ifndef SVY_BASE_MOMENTS_H
#define SVY_BASE_MOMENTS_H

#include <stdint.h>

#include "base/sum.h"

/* Starts as {0}.  Nothing to free. */
struct svy_moments {
	uint64_t n; /* numbers whose weight is not 0 */
	double low, high; /* the smallest and the largest of them, where n > 0 */
	struct svy_sum w, wx, wxx;
};

/* Add a finite number with a weight >= 0; 1 where there are no weights. */
void svy_moments_add(struct svy_moments *moments, double x, double w);

void svy_moments_merge(struct svy_moments *into, const struct svy_moments *from);

/* sum w x / sum w; NaN where the weights are all 0. */
double svy_moments_mean(const struct svy_moments *moments);

/*
 * The mean square about that mean, sum w (x - mean)^2 / sum w; never negative, and 0 only
 * where all numbers are the same.  NaN where the weights are all 0.
 *
 * Computed with 106 bits, of which it loses twice as many as the mean has more than the
 * spread: digits of it are missing only where the numbers differ in their last 20 bits or so.
 *
 * The sample variance is n / (n - 1) times this, with n the number of rows, or the sum
 * of weights that count rows.
 */
double svy_moments_mean_square(const struct svy_moments *moments);

#endif
