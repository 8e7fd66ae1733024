/* The studentised range: of k means, divided by an estimate of their standard deviation. */
#ifndef SVY_STAT_STUDENTISED_H
#define SVY_STAT_STUDENTISED_H

#include <stddef.h>

/*
 * Tails of the range of k independent standard normal variables, divided by S: S^2 is
 * chi-squared with df degrees of freedom and divided by them.
 *
 *     P(range > w) = k integral phi(z) (Q(z)^(k-1) - (Q(z) - Q(z + w))^(k-1)) dz
 *     P(Q > q) = E P(range > q S)
 *
 * q  >= 0; below, all is in the upper tail
 * k  >= 2; with 2 it is sqrt(2) |t|
 * df > 0, may be infinite
 *
 * NaN outside.  Both tails are integrals of what is positive: relative accuracy about
 * 1e-12, also where the tail is small.  Some 50 000 normal tails.
 *
 * Copenhaver and Holland (1988), J. Stat. Comput. Simul. 30, 1-15, for the integrals; R's
 * ptukey() follows them to an absolute 1e-10.
 */
double svy_studentised_upper(double q, size_t k, double df);
double svy_studentised_lower(double q, size_t k, double df);

/* The q with P(Q > q) = p, 0 < p < 1. */
double svy_studentised_upper_quantile(double p, size_t k, double df);

#endif
