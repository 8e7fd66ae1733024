/*
 * Is the odds ratio the same in all strata?
 */
#ifndef SVY_STAT_HOMOGENEITY_H
#define SVY_STAT_HOMOGENEITY_H

#include "base/status.h"
#include "stat/strata.h"
#include "stat/test.h"

enum svy_homogeneity_kind { SVY_BRESLOW_DAY, SVY_TARONE, SVY_WOOLF };

/*
 * Homogeneity of the odds ratios of 2 x 2 tables a b / c d.
 *
 *     breslow-day  sum (a - A)^2 / v       v = 1 / (1/A + 1/B + 1/C + 1/D)
 *                  A B / C D: the table with the stratum's margins whose odds ratio is
 *                  the Mantel-Haenszel one
 *     tarone       the same less (sum (a - A))^2 / sum v
 *     woolf        sum w (log or - mean)^2  w = 1 / (1/a + 1/b + 1/c + 1/d), mean
 *                  weighted by w; with a 0 anywhere 1/2 is added to all cells of all
 *                  strata, and the method says so
 *
 * out  statistic, p, log_p, df = strata that inform - 1; estimate: the common odds ratio
 *      (Mantel-Haenszel, or exp(mean)).  A note says where the smallest of A, B, C, D is
 *      below 5: the tests are for large strata
 *
 * Strata with an empty row or column say nothing and are left out before, with a note.
 * Fewer than two left, or a Mantel-Haenszel odds ratio of 0 or infinity (breslow-day,
 * tarone), or strata that are not 2 x 2: NaN with the reason.
 *
 * Breslow and Day (1980), Statistical Methods in Cancer Research I, section 4.4; Tarone
 * (1985), Biometrika 72, 91-95; Woolf (1955), Ann. Hum. Genet. 19, 251-253.
 */
enum svy_code svy_homogeneity(const struct svy_strata *strata, enum svy_homogeneity_kind kind, struct svy_test *out,
                              struct svy_status *status) SVY_MUST_USE;

#endif
