/*
 * Adjusted p-values of a family of tests: by how much a p-value has to be raised
 * because it was not the only chance to find something.
 *
 * An adjusted p-value at or below alpha is significant with the error rate of the
 * whole family at alpha: the chance of any false rejection for bonferroni, holm,
 * hochberg, hommel and sidak, the expected share of false ones among the rejected
 * for bh and by.
 */
#ifndef SVY_STAT_ADJUST_H
#define SVY_STAT_ADJUST_H

#include <stdbool.h>
#include <stddef.h>

#include "base/status.h"

enum svy_adjust_kind {
	SVY_ADJUST_NONE,
	SVY_ADJUST_BONFERRONI,
	SVY_ADJUST_HOLM,
	SVY_ADJUST_HOCHBERG,
	SVY_ADJUST_HOMMEL,
	SVY_ADJUST_SIDAK,
	SVY_ADJUST_BH,
	SVY_ADJUST_BY,
	SVY_ADJUST_TARONE, /* needs more than p: svy_adjust_tarone() */
	SVY_N_ADJUSTS
};

/* "none" "bonferroni" "holm" "hochberg" "hommel" "sidak" "bh" "by" "tarone" */
const char *svy_adjust_name(enum svy_adjust_kind kind);

/* SVY_EUSAGE: an unknown name, with the nearest; option is its name for the
 * message ("--adjust"). */
enum svy_code svy_adjust_from_name(const char *option, const char *name, enum svy_adjust_kind *out,
                                   struct svy_status *status) SVY_MUST_USE;

/*
 * Adjust the p-values of one family.  p(1) <= ... <= p(m) in ascending order:
 *
 *     none        p(i)
 *     bonferroni  m p(i)
 *     holm        max over j <= i of (m - j + 1) p(j)
 *     hochberg    min over j >= i of (m - j + 1) p(j)
 *     hommel      the largest Simes p-value, min over k of s q(k) / k, of any s of
 *                 the tests with i among them (q ascending)
 *     sidak       1 - (1 - p(i))^m, in one step
 *     bh          min over j >= i of m p(j) / j
 *     by          (1 + 1/2 + ... + 1/m) times bh
 *
 * each at most 1.  bonferroni and holm hold whatever the tests have to do with each
 * other, and so does by; sidak, hochberg, hommel and bh hold for independent tests
 * and most kinds of positive dependence.
 *
 * p    n values in 0..1; NaN: no test, left out of the family and of m
 * out  n values, NaN where p is; may be p itself
 *
 * Equal p-values get equal adjusted ones, and the order of the input does not matter.
 * Time n log n, hommel n^2.
 *
 * SVY_EDOMAIN  a value outside 0..1, with its number from 1; tarone
 *
 * Dunn (1961), JASA 56, 52-64; Holm (1979), Scand. J. Stat. 6, 65-70; Hochberg
 * (1988), Biometrika 75, 800-802; Hommel (1988), Biometrika 75, 383-386, as adjusted
 * p-values in Wright (1992), Biometrics 48, 1005-1013; Sidak (1967), JASA 62,
 * 626-633; Benjamini and Hochberg (1995), J. R. Stat. Soc. B 57, 289-300; Benjamini
 * and Yekutieli (2001), Ann. Stat. 29, 1165-1188.
 */
enum svy_code svy_adjust(enum svy_adjust_kind kind, const double *p, size_t n, double *out,
                         struct svy_status *status) SVY_MUST_USE;

/*
 * Bonferroni's adjustment of discrete tests, over those alone that could be significant.
 *
 * A test whose margins allow no p at or below alpha / k can never be rejected at that level,
 * and takes nothing from the error rate of the family.  With m(k) tests whose attainable p is
 * at most alpha / k, K is the smallest k >= m(k):
 *
 *     K p(i)   at most 1, of the m(K) tests with attainable p <= alpha / K
 *
 * p, attainable  n values in 0..1 each; a NaN in either: no test, left out
 * out            n values; NaN of what was left out and of tests that cannot be rejected; may
 *                be p itself
 * *family        K;  0 where there is no test
 *
 * SVY_EDOMAIN  a value outside 0..1, alpha not in (0, 1)
 *
 * Tarone (1990), Biometrics 46, 515-522, section 2.
 */
enum svy_code svy_adjust_tarone(const double *p, const double *attainable, size_t n, double alpha, double *out,
                                size_t *family, struct svy_status *status) SVY_MUST_USE;

#endif
