/* The non-central chi-squared, F and t distributions. */
#ifndef SVY_STAT_NONCENTRAL_H
#define SVY_STAT_NONCENTRAL_H

/*
 * Tails of the non-central chi-squared distribution: the chi-squared ones with
 * df + 2 k degrees of freedom, k Poisson with mean lambda / 2.
 *
 * x, df > 0, lambda >= 0; NaN otherwise.  Both tails are computed, neither from the
 * other: relative accuracy about 1e-12.  The cost grows with sqrt(lambda).
 *
 * Johnson, Kotz and Balakrishnan (1995), Continuous Univariate Distributions 2,
 * 2nd ed., equation 29.3.
 */
double svy_noncentral_chisq_lower(double x, double df, double lambda);
double svy_noncentral_chisq_upper(double x, double df, double lambda);

/*
 * Tails of the non-central F distribution, of the ratio of a non-central chi-squared
 * variable to a chi-squared one, each divided by its degrees of freedom: as above, with
 * the beta distribution with df / 2 + k and df2 / 2 in place of the chi-squared one.
 *
 * df2 may be infinite; otherwise as above.
 *
 * The same, equation 30.10; Lenth (1987), Appl. Stat. 36, 241-244; Benton and
 * Krishnamoorthy (2003), Comput. Stat. Data Anal. 43, 249-267, for where to begin.
 */
double svy_noncentral_f_lower(double f, double df, double df2, double lambda);
double svy_noncentral_f_upper(double f, double df, double df2, double lambda);

/*
 * The lambda with P(X > x) = q, and with P(X <= x) = p: limits of an interval for
 * lambda where x was observed.  0 where even lambda 0 gives more than q, or less
 * than p.
 *
 * Smithson (2003), Confidence Intervals, chapter 4 (Sage, QASS 140).
 */
double svy_noncentral_lambda_upper(double q, double x, double df);
double svy_noncentral_lambda_lower(double p, double x, double df);
double svy_noncentral_f_lambda_upper(double q, double f, double df, double df2);
double svy_noncentral_f_lambda_lower(double p, double f, double df, double df2);

/*
 * Tails of the non-central t distribution, that of (Z + delta) / S: Z normal, S^2
 * chi-squared with df degrees of freedom and divided by them.
 *
 *     P(T > t) = E P(Z > t S - delta)
 *
 * df > 0, may be infinite; delta finite, of any sign; NaN otherwise.  Both tails are
 * integrals of what is positive (stat/scale_mean.h), for any delta and df: relative
 * accuracy about 1e-13 (1 + delta^2 / 1000).  A cost that does not grow.
 *
 * Johnson, Kotz and Balakrishnan (1995), equation 31.15.
 */
double svy_noncentral_t_lower(double t, double df, double delta);
double svy_noncentral_t_upper(double t, double df, double delta);

/*
 * The delta with P(T > t) = q, and with P(T <= t) = p: limits of an interval for delta
 * where t was observed; of any sign.  0 < q, p < 1, t finite; NaN otherwise.
 */
double svy_noncentral_delta_upper(double q, double t, double df);
double svy_noncentral_delta_lower(double p, double t, double df);

#endif
