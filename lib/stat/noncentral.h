/* The non-central chi-squared distribution. */
#ifndef SVY_STAT_NONCENTRAL_H
#define SVY_STAT_NONCENTRAL_H

/*
 * Tails of the non-central chi-squared distribution: the chi-squared ones with
 * df + 2 k degrees of freedom, k Poisson with mean lambda / 2.
 *
 * x, df > 0, lambda >= 0; NaN otherwise.  Relative accuracy about 1e-12 for tails
 * above 1e-15, absolute below.  The cost grows with sqrt(lambda).
 *
 * Johnson, Kotz and Balakrishnan (1995), Continuous Univariate Distributions 2,
 * 2nd ed., equation 29.3.
 */
double svy_noncentral_chisq_lower(double x, double df, double lambda);
double svy_noncentral_chisq_upper(double x, double df, double lambda);

/*
 * The lambda with P(X > x) = q, and with P(X <= x) = p: limits of an interval for
 * lambda where x was observed.  0 where even lambda 0 gives more than q, or less
 * than p.
 *
 * Smithson (2003), Confidence Intervals, chapter 4 (Sage, QASS 140).
 */
double svy_noncentral_lambda_upper(double q, double x, double df);
double svy_noncentral_lambda_lower(double p, double x, double df);

#endif
