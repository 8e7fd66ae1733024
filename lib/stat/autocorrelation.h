/* Do numbers in a row resemble those before them? */
#ifndef SVY_STAT_AUTOCORRELATION_H
#define SVY_STAT_AUTOCORRELATION_H

#include <stddef.h>

/*
 * The autocorrelation of x[0..n-1] at a lag.
 *
 *     sum_i (x_i - m) (x_(i+lag) - m) / sum_i (x_i - m)^2        m the mean of all
 *
 * In double-double and exact sums.  NaN where numbers do not vary, are not finite, or are
 * not more than the lag.
 *
 * Box, Jenkins and Reinsel (1994), Time Series Analysis, 3rd ed., section 2.1.5.
 */
double svy_autocorrelation(const double *x, size_t n, size_t lag);

#endif
