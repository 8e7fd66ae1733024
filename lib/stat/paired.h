/*
 * Two yes-or-no answers of the same respondents: before and after, two coders, matched
 * pairs.
 *
 * Only the pairs that disagree say anything about a change: of the table a b / c d, with
 * the same two categories in rows and columns, b and c.
 */
#ifndef SVY_STAT_PAIRED_H
#define SVY_STAT_PAIRED_H

#include <stddef.h>

#include "base/status.h"
#include "stat/measure.h"
#include "stat/test.h"

enum svy_mcnemar_kind { SVY_MCNEMAR, SVY_MCNEMAR_CC, SVY_MCNEMAR_EXACT, SVY_MCNEMAR_MIDP, SVY_N_MCNEMARS };

/* "mcnemar" "mcnemar-cc" "mcnemar-exact" "mcnemar-midp" */
const char *svy_mcnemar_name(enum svy_mcnemar_kind kind);

/*
 * McNemar's tests that a category is as frequent in the rows as in the columns, and the
 * matched odds ratio b / c.
 *
 *     mcnemar        (b - c)^2 / (b + c), one degree of freedom
 *     mcnemar-cc     (|b - c| - min(1, |b - c|))^2 / (b + c)
 *     mcnemar-exact  b is binomial of b + c with 1/2; two-sided: twice the smaller tail,
 *                    at most 1, which is minimum likelihood because 1/2 is symmetric
 *     mcnemar-midp   the same with half the probability of b, and of c where two-sided
 *
 * n       k x k, row-major, the same category in row i and column i; k is 2
 * greater b / c is above 1: the first category is more frequent in the rows
 * out     statistic, df  of mcnemar and -cc: chi-squared, 1; one-sided the signed root z
 *                        and no df.  None of the exact ones
 *         estimate       b / c, the conditional maximum-likelihood odds ratio
 *         low high       exact: odds of the Clopper-Pearson limits of b of b + c;
 *                        mcnemar-midp: each tail counts half of b.  One-sided with a
 *                        one-sided alternative
 *         attainable_p   exact ones: the smallest p that b + c allow; attainable_less and
 *                        attainable_greater of the one-sided tests
 *         smallest_expected  (b + c) / 2, not of the exact ones
 *
 * No pair that disagrees: NaN with the reason.
 *
 * SVY_EUSAGE   k is not 2: bowker and stuart-maxwell take more
 * SVY_EDOMAIN  a count is negative or not finite, b or c is not whole, level not in (0, 1)
 *
 * McNemar (1947), Psychometrika 12, 153-157; Edwards (1948), Psychometrika 13, 185-187;
 * Fagerland, Lydersen and Laake (2013), BMC Med. Res. Methodol. 13, 91, for mid-p;
 * Agresti (2013), Categorical Data Analysis, 3rd ed., section 11.1, and 11.2.2 for b / c.
 */
enum svy_code svy_mcnemar(const double *n, size_t k, enum svy_mcnemar_kind kind, enum svy_alternative alternative,
                          double level, struct svy_test *out, struct svy_status *status) SVY_MUST_USE;

enum svy_paired_kind { SVY_OR_PAIRED, SVY_RD_PAIRED, SVY_RD_PAIRED_TANGO, SVY_RD_PAIRED_WALD };

/*
 * Measures of a change between two answers, p1 = (a + b) / n, p2 = (a + c) / n.
 *
 *     SVY_OR_PAIRED         b / c      exact, as svy_mcnemar(); log_se sqrt(1/b + 1/c)
 *     SVY_RD_PAIRED         p1 - p2    from Wilson limits                Newcombe, method 10
 *     SVY_RD_PAIRED_TANGO   p1 - p2    the differences that a score test does not reject
 *     SVY_RD_PAIRED_WALD    p1 - p2    +- z ase
 *
 *     ase                   sqrt(b + c - (b - c)^2 / n) / n
 *
 * Newcombe takes the square roots of  d1^2 - 2 phi d1 d2 + d2^2  from and to p1 - p2, with
 * the distances d of p1 and p2 from their limits and phi from ad - bc, less n / 2 where it
 * is above n / 2 and 0 where it is from 0 to n / 2.
 *
 * n     a b c d
 * out   "or-paired" or "rd-paired"; written only on success
 *
 * b / c without a pair that disagrees, and an empty table: NaN with the reason.
 *
 * SVY_EDOMAIN  a count is negative or not finite (b / c: not whole), level not in (0, 1)
 *
 * Newcombe (1998), Stat. Med. 17, 2635-2650; Tango (1998), Stat. Med. 17, 891-908.
 */
enum svy_code svy_paired_measure(const double n[4], enum svy_paired_kind kind, double level, struct svy_measure *out,
                                 struct svy_status *status) SVY_MUST_USE;

#endif
