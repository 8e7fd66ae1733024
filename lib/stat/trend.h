/*
 * A trend across ordered categories: of a share (Cochran and Armitage), of scores in rows
 * and columns.
 */
#ifndef SVY_STAT_TREND_H
#define SVY_STAT_TREND_H

#include <stdbool.h>
#include <stddef.h>

#include "base/status.h"
#include "stat/ordered.h"
#include "stat/test.h"

/*
 * Cochran and Armitage's test that a share p changes linearly with the score x of k ordered
 * groups.
 *
 *     b = sum n_i (x_i - mean) p_i / sum n_i (x_i - mean)^2
 *     z = b sqrt(sum n_i (x_i - mean)^2 / (p (1 - p)))        z^2 = N r^2
 *
 * n       rows x cols, row-major: k groups as rows and two columns, of which the first is
 *         the event, as for or, rr and rd; or two rows, the first the event, and k columns.
 *         2 x 2: either way the same
 * row_scores, col_scores  of the groups: rows, cols numbers; NULL: 1, 2, 3, ...  Those of
 *         the two categories are not used
 * greater the share of the first category rises with the scores
 * out     statistic, df  z^2 and 1; one-sided z and no df
 *         estimate       b, the slope; low high  Wald interval,
 *                        se^2 = sum n_i (x_i - mean)^2 p_i (1 - p_i) / (sum n_i (x_i - mean)^2)^2
 *
 * Empty rows and columns are left out with a note.  Neither two rows nor two columns left,
 * or scores that do not vary: NaN with the reason.
 *
 * SVY_EDOMAIN  a count is negative or not finite, a score is not finite, level not in (0, 1)
 *
 * Cochran (1954), Biometrics 10, 417-451; Armitage (1955), Biometrics 11, 375-386; Agresti
 * (2013), Categorical Data Analysis, 3rd ed., section 5.3.5; Fagerland, Lydersen and Laake
 * (2017), Statistical Analysis of Contingency Tables, section 5.7, for the interval.
 */
enum svy_code svy_trend(const double *n, size_t rows, size_t cols, const double *row_scores, const double *col_scores,
                        enum svy_alternative alternative, double level, struct svy_test *out,
                        struct svy_status *status) SVY_MUST_USE;

/*
 * The exact test: the sum of the scores of those with the event, given both margins;
 * two-sided |T - E(T)| at least as large.
 *
 * options  NULL: the defaults
 * out      p and what svy_ordered_p() writes; statistic z, estimate b
 *
 * SVY_EDOMAIN  also counts that are not whole, more than SVY_EXACT_MAX respondents
 */
enum svy_code svy_trend_exact(const double *n, size_t rows, size_t cols, const double *row_scores,
                              const double *col_scores, enum svy_alternative alternative,
                              const struct svy_ordered_options *options, struct svy_test *out,
                              struct svy_status *status) SVY_MUST_USE;

/*
 * The exact linear-by-linear test: the sum of u_i v_j over respondents, given both margins;
 * two-sided |T - E(T)| at least as large.  Scores as in svy_linear_by_linear(); greater: T
 * is above its mean, a positive r.
 *
 * out  p and what svy_ordered_p() writes; statistic sqrt(n - 1) r, estimate r
 *
 * Errors as of svy_trend_exact().  Agresti, Mehta and Patel (1990), JASA 85, 453-458.
 */
enum svy_code svy_linear_exact(const double *n, size_t rows, size_t cols, const double *row_scores,
                               const double *col_scores, enum svy_alternative alternative,
                               const struct svy_ordered_options *options, struct svy_test *out,
                               struct svy_status *status) SVY_MUST_USE;

#endif
