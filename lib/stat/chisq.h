/*
 * Tests of independence in a table of counts, its expected counts and its
 * residuals.
 *
 * Counts are of respondents.  Sums of sampling weights have expected counts and
 * residuals too, but no p that means anything: the caller must not ask.
 */
#ifndef SVY_STAT_CHISQ_H
#define SVY_STAT_CHISQ_H

#include <stdbool.h>
#include <stddef.h>

#include "base/status.h"
#include "stat/test.h"

enum svy_chisq_kind { SVY_CHISQ_PEARSON, SVY_CHISQ_LR, SVY_CHISQ_YATES };

/*
 * Chi-squared tests of independence.   e_ij = r_i c_j / n
 *
 *     pearson  X^2 = sum (o - e)^2 / e
 *     lr       G^2 = 2 sum o log(o / e)           (0 log 0 = 0)
 *     yates    sum (|o - e| - min(1/2, |o - e|))^2 / e,  2 x 2 only
 *
 * n    rows x cols, row-major, finite and >= 0
 * out  written only on success: statistic, df, p, log_p, smallest_expected
 *
 * Empty rows and columns are left out, with a note, and do not count in df.
 * Fewer than two rows or columns left, or Yates of a table that is then not
 * 2 x 2: NaN, and the note says so.
 *
 * SVY_EDOMAIN  a count is negative or not finite
 *
 * Agresti (2013), Categorical Data Analysis, 3rd ed., section 3.2.1; Yates
 * (1934), Suppl. J. R. Stat. Soc. 1, 217-235.
 */
enum svy_code svy_chisq(const double *n, size_t rows, size_t cols, enum svy_chisq_kind kind, struct svy_test *out,
                        struct svy_status *status) SVY_MUST_USE;

/*
 * Expected counts r_i c_j / n.
 *
 * out  rows x cols: 0 in an empty row or column, NaN throughout an empty table
 *
 * SVY_EDOMAIN  as above
 */
enum svy_code svy_expected(const double *n, size_t rows, size_t cols, double *out,
                           struct svy_status *status) SVY_MUST_USE;

enum svy_residual_kind { SVY_RESIDUAL_RAW, SVY_RESIDUAL_PEARSON, SVY_RESIDUAL_ADJUSTED };

/*
 * Residuals.
 *
 *     raw       o - e
 *     pearson   (o - e) / sqrt(e)
 *     adjusted  (o - e) / sqrt(e (1 - r_i / n) (1 - c_j / n))
 *
 * The adjusted residual is asymptotically standard normal under independence.
 *
 * out  rows x cols; NaN where the divisor is 0: in an empty row or column, and
 *      (adjusted) in a row or column that holds everything
 *
 * SVY_EDOMAIN  as above
 *
 * Haberman (1973), Biometrics 29, 205-220, equation 2.
 */
enum svy_code svy_residuals(const double *n, size_t rows, size_t cols, enum svy_residual_kind kind, double *out,
                            struct svy_status *status) SVY_MUST_USE;

/*
 * Linear-by-linear association.   M^2 = (n - 1) r^2, one degree of freedom,
 * with r the correlation of the scores over the respondents; estimate is r.
 *
 * row_scores, col_scores  rows, cols numbers; NULL: 1, 2, 3, ...  Any increasing
 *                         linear change of scores gives the same answer.
 *
 * No variation in the scores of rows or columns, or n < 2: NaN with the reason.
 *
 * SVY_EDOMAIN  a count as above, or a score that is not finite
 *
 * Agresti (2013), section 3.4.1; Mantel (1963), JASA 58, 690-700.
 */
enum svy_code svy_linear_by_linear(const double *n, size_t rows, size_t cols, const double *row_scores,
                                   const double *col_scores, struct svy_test *out,
                                   struct svy_status *status) SVY_MUST_USE;

#endif
