/* The mean of a tail over what is not known of a standard deviation. */
#ifndef SVY_STAT_SCALE_MEAN_H
#define SVY_STAT_SCALE_MEAN_H

#include <stdbool.h>

/* The logarithm of a tail where the standard deviation was estimated as s times what it is, s >= 0. */
typedef double svy_log_tail(double s, const void *context);

/*
 * log E tail(S), S^2 chi-squared with df degrees of freedom, divided by df: what becomes
 * of a tail of normal variables that are divided by an estimated standard deviation.
 *
 * log_tail  of a tail that only rises or only falls with s, and log-concave in s;
 *           context is passed on to it
 * rises     which of the two
 * df        > 0, may be infinite: then it is log_tail(1).  NaN otherwise
 *
 * By the integral over log s, where the integrand has one top; it is found first, and
 * all is computed in proportion to it, so that the smallest of tails keep their digits.
 * Relative accuracy of the tail about 1e-13, worse by as much as the logarithm is large.
 * Some 300 to 1000 calls of log_tail.
 */
double svy_scale_mean_log(svy_log_tail *log_tail, const void *context, bool rises, double df);

#endif
