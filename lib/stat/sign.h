/* The sign test, and the interval of a median that belongs to it. */
#ifndef SVY_STAT_SIGN_H
#define SVY_STAT_SIGN_H

#include "base/status.h"
#include "stat/rank.h"
#include "stat/sample.h"
#include "stat/test.h"

/*
 * Whether differences lie above mu as often as below ("sign").
 *
 * data     pairs, differences x - y; y NULL: one group, of x.  What ties with mu: see
 *          svy_distances_make()
 * options  alternative, level, mu
 * out      statistic  how many are above mu
 *          p          binomial with probability 1/2, exact; two-sided by minimum likelihood,
 *                     here twice the smaller tail
 *          greater: more above than below
 *          estimate   the median of all differences, zeros too
 *          low high   order statistics of all differences: the k-th from each end, k the
 *                     largest for which P(B <= k - 1) <= alpha, B binomial (n, 1/2); the
 *                     method names k and the level that they really have
 *          attainable_p  the smallest p that so many differences allow, _less and _greater
 *
 * No difference that is not zero: no p, with the reason.  A note counts the zeros.
 *
 * SVY_EDOMAIN  as svy_signed_rank()
 *
 * Hollander, Wolfe and Chicken (2014), Nonparametric Statistical Methods, 3rd ed., sections
 * 3.4 to 3.6.
 */
enum svy_code svy_sign(const struct svy_matched *data, const struct svy_rank_options *options,
                       struct svy_test *out, struct svy_status *status) SVY_MUST_USE;

#endif
