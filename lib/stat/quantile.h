/*
 * Quantiles: inverses of the tails of stat/distribution.h.
 *
 * By safeguarded Newton on the tail that is asked for, so that a small
 * probability keeps its digits; the answer is checked back.  GSL's own inverses
 * fail without a word at large df.  NaN outside the domain.
 */
#ifndef SVY_STAT_QUANTILE_H
#define SVY_STAT_QUANTILE_H

/* z with P(Z > z) = q, 0 <= q <= 1; 0 gives Inf, 1 -Inf. */
double svy_normal_upper_quantile(double q);

/* t with P(T > t) = q; df > 0, may be infinite. */
double svy_t_upper_quantile(double q, double df);

/* x with P(X > x) = q, and with P(X <= x) = p; df > 0. */
double svy_chisq_upper_quantile(double q, double df);
double svy_chisq_lower_quantile(double p, double df);

/* x with P(X <= x) = p, and with P(X > x) = q; a, b > 0. */
double svy_beta_lower_quantile(double p, double a, double b);
double svy_beta_upper_quantile(double q, double a, double b);

#endif
