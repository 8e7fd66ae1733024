/*
 * Tail areas and point probabilities, good in the far tails and for parameters
 * up to 1e9, with logarithms where they underflow.
 *
 * Lower and upper tails are two functions (`_lower`, `_upper`): the small one is
 * computed directly, never as 1 minus the other.  Relative accuracy about 1e-13,
 * worse by as much as the logarithm is large.
 *
 * Loader (2000), "Fast and accurate computation of binomial probabilities", for
 * the point probabilities; series and continued fractions of the incomplete
 * gamma and beta functions after DLMF 8.7.1, 8.9.2 and 8.17.22 for the tails.
 */
#ifndef SVY_STAT_DISTRIBUTION_H
#define SVY_STAT_DISTRIBUTION_H

/* log(x!) - [log(2 pi x)/2 + x log x - x], x > 0: the error of Stirling's formula. */
double svy_stirling_error(double x);

/* x log(x / m) + m - x >= 0, the deviance term, x >= 0, m > 0.  difference is
 * x - m, given because the caller may know it better than by subtraction. */
double svy_deviance(double x, double m, double difference);

/* log(exp a + exp b), and log(1 - exp a), both good in their tails. */
double svy_log_sum(double a, double b);
double svy_log_rest(double a);

/* Normal. */
double svy_normal_lower(double z);
double svy_normal_upper(double z);
double svy_normal_upper_log(double z);

/* P(z < Z <= z + width), width >= 0: with all digits where it is small. */
double svy_normal_between(double z, double width);

/* Chi-squared, df > 0 (need not be whole); x <= 0 is all of the upper tail. */
double svy_chisq_lower(double x, double df);
double svy_chisq_upper(double x, double df);
double svy_chisq_lower_log(double x, double df);
double svy_chisq_upper_log(double x, double df);
double svy_chisq_density_log(double x, double df);

/* Student's t, df > 0, infinite df: normal. */
double svy_t_lower(double t, double df);
double svy_t_upper(double t, double df);
double svy_t_upper_log(double t, double df); /* t > 0 */
double svy_t_density_log(double t, double df);

/* F, df1, df2 > 0; f <= 0 is all of the upper tail. */
double svy_f_upper(double f, double df1, double df2);
double svy_f_upper_log(double f, double df1, double df2);

/* Beta, a, b > 0, 0 <= x <= 1. */
double svy_beta_lower(double x, double a, double b);
double svy_beta_upper(double x, double a, double b);
double svy_beta_lower_log(double x, double a, double b);
double svy_beta_upper_log(double x, double a, double b);
double svy_beta_density_log(double x, double a, double b); /* 0 < x < 1 */

/* log P(X = k) of the binomial; k and n whole. -Inf outside 0..n. */
double svy_binomial_log(double k, double n, double p);

/* log P(X = k) where n are drawn from `total`, `good` of which are good; all
 * whole.  -Inf outside the support. */
double svy_hypergeometric_log(double k, double total, double good, double n);

#endif
