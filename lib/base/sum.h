/*
 * Exact, order-free, mergeable sums of doubles.
 *
 * A superaccumulator holds the exact sum as a wide fixed-point number, so the
 * rounded result depends only on which numbers were added: not on their order,
 * not on how they were split among threads, files or machines.
 *
 * Neal, R. M. (2015), "Fast exact summation using small and large
 * superaccumulators", arXiv:1505.05571, the small accumulator of section 2.
 */
#ifndef SVY_BASE_SUM_H
#define SVY_BASE_SUM_H

#include <stddef.h>
#include <stdint.h>

enum { SVY_SUM_CHUNKS = 67 };

/* Starts as {0}, which is the empty sum.  Nothing to free.  Not to be read
 * from outside: its chunks are not normalised. */
struct svy_sum {
	int64_t chunk[SVY_SUM_CHUNKS];
	uint32_t pending; /* additions since carries were last propagated */
	uint8_t special;  /* bits: a +Inf, a -Inf, a NaN was added */
};

void svy_sum_add(struct svy_sum *sum, double x);

/* Add x[0..n-1]. */
void svy_sum_add_all(struct svy_sum *sum, const double *x, size_t n);

/* Add the exact product a * b (not its rounded value), unless the product
 * overflows or its low half underflows (|a b| below 2^-969), where it is the
 * rounded product that is added. */
void svy_sum_add_product(struct svy_sum *sum, double a, double b);

void svy_sum_merge(struct svy_sum *into, const struct svy_sum *from);

/* The exact sum, rounded once to the nearest double (ties to even).  NaN where
 * a NaN or both infinities were added; +-Inf where one was, or on overflow. */
double svy_sum_value(const struct svy_sum *sum);

#endif
