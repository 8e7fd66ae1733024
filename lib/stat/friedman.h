/* Friedman's test of repeated measures, and Kendall's coefficient of concordance. */
#ifndef SVY_STAT_FRIEDMAN_H
#define SVY_STAT_FRIEDMAN_H

#include "base/status.h"
#include "stat/sample.h"
#include "stat/test.h"

/*
 * Whether k measures of the same respondents have the same distribution, by their ranks
 * within each respondent ("friedman").
 *
 *     Q = (k - 1) sum (R_j - b (k + 1) / 2)^2 / A
 *     A = sum over all of (r - (k + 1) / 2)^2 = sum over blocks of (k^3 - k - sum (t^3 - t)) / 12
 *
 * b blocks, R_j the sum of the midranks of measure j.  Chi-squared with k - 1 degrees of
 * freedom.  A is smaller where there are ties: that is the correction.
 *
 * out  estimate  Kendall's W = Q / (b (k - 1)), with the same correction: 1 where all
 *                respondents put the measures in the same order without ties
 *
 * Fewer than two measures, no respondent, or every respondent all tied: no p, with the
 * reason.
 *
 * SVY_EDOMAIN  a value is not finite, more than SVY_SAMPLE_MAX respondents
 *
 * Friedman (1937), JASA 32, 675-701; Hollander, Wolfe and Chicken (2014), Nonparametric
 * Statistical Methods, 3rd ed., section 7.1; Kendall and Gibbons (1990), Rank Correlation
 * Methods, 5th ed., chapter 6.
 */
enum svy_code svy_friedman(const struct svy_blocks *blocks, struct svy_test *out,
                           struct svy_status *status) SVY_MUST_USE;

#endif
