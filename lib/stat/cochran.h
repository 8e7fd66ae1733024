/* Several yes-or-no answers of the same respondents: Cochran's Q, and which differ. */
#ifndef SVY_STAT_COCHRAN_H
#define SVY_STAT_COCHRAN_H

#include <stddef.h>

#include "base/status.h"
#include "stat/compare.h"
#include "stat/paired.h"
#include "stat/sample.h"
#include "stat/test.h"

/*
 * Cochran's Q: all k answers have the same share of yes.
 *
 *     Q = (k - 1) sum over a < b of (C_a - C_b)^2 / sum R (k - R)
 *
 * C_a counts yes of answer a, R those of a respondent; df = k - 1.  With two answers Q is
 * McNemar's chi-squared.
 *
 * blocks  two different values in all; which of them is yes makes no difference.  A
 *         pattern of answers may be given once with its frequency
 * out     statistic, df, p, log_p
 *
 * Nobody, one answer, one value only, or nobody whose answers differ: NaN with the reason.
 *
 * SVY_EDOMAIN  a third value, a value that is not finite, more than SVY_SAMPLE_MAX
 *              respondents
 *
 * Cochran (1950), Biometrika 37, 256-266; Agresti (2013), Categorical Data Analysis, 3rd
 * ed., section 13.2.
 */
enum svy_code svy_cochran_q(const struct svy_blocks *blocks, struct svy_test *out,
                            struct svy_status *status) SVY_MUST_USE;

/*
 * Every pair of the k answers by McNemar's test, two-sided.
 *
 * adjust  over the pairs that are tested
 * out     svy_n_pairs(k), ordered by a, then b: estimate is the share of yes in a less that
 *         in b, yes the higher of the two values; se its Wald error; statistic z of mcnemar
 *         and mcnemar-cc, NaN of the others
 *
 * Errors as above.
 */
enum svy_code svy_cochran_pairs(const struct svy_blocks *blocks, enum svy_mcnemar_kind kind,
                                enum svy_adjust_kind adjust, struct svy_pair *out,
                                struct svy_status *status) SVY_MUST_USE;

#endif
