/*
 * The mean of numbers and the sum of squares about it, exact until they are rounded
 * once: any order and any split of the numbers gives the same bits, and a mean that is
 * large beside the spread costs no digits.
 */
#ifndef SVY_BASE_SPREAD_H
#define SVY_BASE_SPREAD_H

#include <stdbool.h>
#include <stdint.h>

#include "base/sum.h"

/* Starts as {0}.  Nothing to free. */
struct svy_spread {
	uint64_t n;       /* numbers whose weight is not 0 */
	double low, high; /* the smallest and the largest of them, where n > 0 */
	struct svy_sum w, wx, wxx;
};

/* Undefined is NaN: weights that are all 0, what is beyond the largest double. */
struct svy_spread_of {
	double w;         /* sum of weights */
	double mean;      /* sum w x / w, rounded to the nearest double */
	double mean_rest; /* what the rounding left: mean + mean_rest has the digits of two doubles */
	double ss;        /* sum w (x - mean)^2 about the unrounded mean; 0 only where all numbers are the same */
};

/* Add a finite number with a weight >= 0; 1 where there are no weights. */
void svy_spread_add(struct svy_spread *spread, double x, double w);

void svy_spread_merge(struct svy_spread *into, const struct svy_spread *from);

void svy_spread_finish(const struct svy_spread *spread, struct svy_spread_of *out);

/*
 * The standard deviation sqrt(ss / w * n / (n - 1)); NaN where n < 2 or all numbers are
 * the same.  counts: the weights count rows, and n is their sum; otherwise it is the
 * number of rows with a weight, and the sd estimates that of the population, as svyvar()
 * of R's survey package does (Lumley 2010, Complex Surveys, section 2.3).
 */
double svy_spread_sd(const struct svy_spread *spread, bool counts);

#endif
