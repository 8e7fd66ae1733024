/* Two independent proportions compared. */
#ifndef SVY_STAT_PROPORTIONS_H
#define SVY_STAT_PROPORTIONS_H

#include <stdbool.h>

#include "base/status.h"
#include "stat/test.h"

/*
 * The pooled z test of two proportions: `z-proportions`, and with Yates's correction
 * `z-proportions-cc`.
 *
 *     z = (p1 - p2) / sqrt(p (1 - p) (1 / n1 + 1 / n2))      p = (k1 + k2) / (n1 + n2)
 *     corrected: |p1 - p2| less min((1 / n1 + 1 / n2) / 2, |p1 - p2|)
 *
 * z^2 is Pearson's chi-squared (Yates's) of the 2 x 2 table.
 *
 * k, n  2 each, 0 <= k <= n: events and respondents of both groups
 * out   statistic z, p; estimate p1 - p2; low high Newcombe's hybrid score interval,
 *       uncorrected in both tests, one-sided with a one-sided alternative; smallest_expected.
 *       Written only on success
 *
 * An empty group, nobody or everybody with the event: NaN with the reason.
 *
 * SVY_EDOMAIN  not as above, or level not in (0, 1)
 *
 * Agresti (2013), section 3.1; Fleiss, Levin and Paik (2003), Statistical Methods for Rates and
 * Proportions, 3rd ed., section 3.1; Newcombe (1998), Stat. Med. 17, 873-890, method 10.
 */
enum svy_code svy_z_proportions(const double k[2], const double n[2], bool corrected, enum svy_alternative alternative,
                                double level, struct svy_test *out, struct svy_status *status) SVY_MUST_USE;

#endif
