/*
 * Unconditional exact tests of a 2 x 2 table: the rows are two groups of fixed size, the
 * first column is the event, and nothing else is given.
 *
 * Under the hypothesis both groups have one proportion pi, which is not known.  A table is
 * as extreme as the observed one where a statistic says so, and p is the probability of
 * these tables under the pi that makes it largest:
 *
 *     p = max over pi of  sum over s of  P(S = s) q(s)      S ~ binomial(n1 + n2, pi)
 *
 * where q(s) is the (hypergeometric) probability of these tables among those with s
 * events.  The maximum is found by branch and bound (stat/supremum.h): in the logit theta
 * of pi the logarithm of the sum is a convex function less N log(1 + e^theta), so that
 * between two points it lies below a chord less that term.  p is within 1e-11 of the
 * maximum, relatively, and no pi can have been missed.
 *
 * The margin of the columns is not fixed: turning the table round gives another test.
 */
#ifndef SVY_STAT_UNCONDITIONAL_H
#define SVY_STAT_UNCONDITIONAL_H

#include "base/status.h"
#include "stat/test.h"

#define SVY_UNCONDITIONAL_MAX 10000

/*
 * Barnard's test with the score statistic.
 *
 *     z = (p1 - p2) / sqrt(p (1 - p) (1/n1 + 1/n2))     p = (x1 + x2) / (n1 + n2)
 *
 * n    n11 n12 n21 n22
 * out  statistic  z
 *      p          less: of tables with z at most the observed one; greater: at least;
 *                 two-sided: with |z| at least the observed one; ties within SVY_TIE_SLACK;
 *                 tables with no or with all events have z = 0
 *      estimate   p1 - p2
 *      attainable_p  the smallest p that these two sizes of groups allow; attainable_less,
 *                 attainable_greater of the one-sided tests
 *      method     names the pi of the maximum
 *
 * A row or column that is empty: NaN with the reason.
 *
 * SVY_EDOMAIN  a count is negative, not finite or not whole; more than
 *              SVY_UNCONDITIONAL_MAX respondents
 *
 * Cost: n^1.5 for the q(s), then some hundred sums of n terms.
 *
 * Barnard (1947), Biometrika 34, 123-138; Suissa and Shuster (1985), J. R. Stat. Soc. A
 * 148, 317-327; Mehta and Senchaudhuri (2003), Conditional versus unconditional exact
 * tests for comparing two binomials.
 */
enum svy_code svy_barnard(const double n[4], enum svy_alternative alternative, struct svy_test *out,
                          struct svy_status *status) SVY_MUST_USE;

/*
 * Boschloo's test: the statistic is Fisher's one-sided p, and small values are extreme.
 * p is never larger than Fisher's.
 *
 * The two-sided p is twice the smaller one-sided p, 1 at most, and statistic and method
 * are of that side.  Otherwise as above.
 *
 * Boschloo (1970), Statistica Neerlandica 24, 1-9.
 */
enum svy_code svy_boschloo(const double n[4], enum svy_alternative alternative, struct svy_test *out,
                           struct svy_status *status) SVY_MUST_USE;

#endif
