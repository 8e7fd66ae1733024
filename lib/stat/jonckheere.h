/* Whether a number rises from group to group: Jonckheere and Terpstra. */
#ifndef SVY_STAT_JONCKHEERE_H
#define SVY_STAT_JONCKHEERE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/status.h"
#include "stat/ordered.h"
#include "stat/sample.h"
#include "stat/test.h"

/*
 * The Jonckheere-Terpstra test of k ordered groups.
 *
 *     J = sum over groups g < h of pairs x in g, y in h: 1 where x < y, 1/2 where x = y
 *     z = (J - E) / sqrt(V)     E = (N^2 - sum n_g^2) / 4     V with all terms for ties
 *
 * sample  groups in their order; a group may be empty
 * greater the number rises from group to group
 * out     statistic z; estimate J over the number of pairs of different groups: the share
 *         in which the later group has the higher number, ties half.  The note has J and E
 *
 * With two groups it is the Mann-Whitney test, without continuity correction.  Fewer than
 * two groups with respondents, or all numbers the same: NaN with the reason.
 *
 * Jonckheere (1954), Biometrika 41, 133-145; Hollander, Wolfe and Chicken (2014),
 * Nonparametric Statistical Methods, 3rd ed., section 6.2, equation 6.19.
 */
enum svy_code svy_jonckheere(const struct svy_sample *sample, enum svy_alternative alternative, struct svy_test *out,
                             struct svy_status *status) SVY_MUST_USE;

/*
 * The same with the exact distribution of J given the groups' sizes and the ties; two-sided
 * |J - E| at least as large.
 *
 * options  NULL: the defaults
 *
 * SVY_EDOMAIN  more than SVY_EXACT_MAX respondents
 */
enum svy_code svy_jonckheere_exact(const struct svy_sample *sample, enum svy_alternative alternative,
                                   const struct svy_ordered_options *options, struct svy_test *out,
                                   struct svy_status *status) SVY_MUST_USE;

/*
 * A table as a sample: ordered rows are the groups, ordered columns the values 1, 2, 3, ...
 * *out is the caller's to clear.
 *
 * SVY_EDOMAIN  a count is negative, not finite or not whole, more than SVY_SAMPLE_MAX
 */
enum svy_code svy_sample_from_table(const double *n, size_t rows, size_t cols, struct svy_sample *out,
                                    struct svy_status *status) SVY_MUST_USE;

#endif
