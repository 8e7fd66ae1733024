/*
 * How much better one variable is predicted when the other is known: measures for
 * categories in any order.
 */
#ifndef SVY_STAT_PREDICTION_H
#define SVY_STAT_PREDICTION_H

#include "base/status.h"
#include "stat/margins.h"
#include "stat/measure.h"

/*
 * Goodman and Kruskal's lambda and tau, and the uncertainty coefficient (Theil).
 * For the column predicted from the row:
 *
 *     lambda-col  (sum_i max_j n_ij - max_j c_j) / (n - max_j c_j)
 *     tau-col     (sum_ij n_ij^2 / r_i - sum_j c_j^2 / n) / (n - sum_j c_j^2 / n)
 *     u-col       sum_ij n_ij log(n n_ij / (r_i c_j)) / -sum_j c_j log(c_j / n)
 *
 * `-row` is the same of the transposed table.  lambda and u are both numerators
 * added over both denominators added; symmetric tau is not defined.
 *
 * m     at least two rows and two columns
 * kind  one of these
 * out   initialised by svy_measure_init(); written only on success
 *
 * ase by the delta method.  Lambda has no slope where modal categories tie: then
 * ase and se0 are NaN with the reason.  Its statistic is estimate / se0 as other
 * programs print it, without p: where lambda is 0 the ratio is not normal.  tau
 * and u are 0 only under independence, where their variance is 0 to first order:
 * no se0; Pearson's and the likelihood-ratio test are the tests.
 *
 * Goodman and Kruskal (1954), JASA 49, 732-764, and (1963), JASA 58, 310-364;
 * Theil (1970), Am. J. Sociol. 76, 103-154; Agresti (2013), section 2.4.
 */
enum svy_code svy_prediction(const struct svy_margins *m, enum svy_measure_kind kind,
                             const struct svy_measure_options *options, struct svy_measure *out,
                             struct svy_status *status) SVY_MUST_USE;

#endif
