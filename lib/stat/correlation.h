/* Correlations of scores in a table of ordered categories. */
#ifndef SVY_STAT_CORRELATION_H
#define SVY_STAT_CORRELATION_H

#include "base/status.h"
#include "stat/margins.h"
#include "stat/measure.h"

/*
 * Pearson's r of scores, and Spearman's r, which is Pearson's of the mid-ranks
 * of the margins.
 *
 *     r = sum n_ij x_i y_j / sqrt(sum r_i x_i^2  sum c_j y_j^2)     x, y from their means
 *
 * m     at least two rows and two columns, in their order
 * kind  SVY_MEASURE_PEARSON_R (scores from options, by default the places 1, 2,
 *       3, ... in the table that was given, empty ones counted, as in
 *       svy_linear_by_linear()), SVY_MEASURE_SPEARMAN, or SVY_MEASURE_PHI of a
 *       2 x 2 table, which is r of any scores
 * out   initialised by svy_measure_init(); written only on success
 *
 * ase, se0, test and interval as in svy_ratio_measure(); Spearman's slopes know
 * that the ranks change with the margins.  NaN with the reason where the scores
 * do not vary.
 *
 * SVY_EDOMAIN  a score is not finite
 *
 * Brown and Benedetti (1977), JASA 72, 309-315; Agresti (2013), section 3.4.1.
 */
enum svy_code svy_correlation(const struct svy_margins *m, enum svy_measure_kind kind,
                              const struct svy_measure_options *options, struct svy_measure *out,
                              struct svy_status *status) SVY_MUST_USE;

#endif
