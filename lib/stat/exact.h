/*
 * Fisher's exact test: 2 x 2 by summing, r x c by drawing tables.
 *
 * Given its margins, and under independence, the first cell of a 2 x 2 table is
 * hypergeometric.  Counts are whole numbers of respondents, SVY_EXACT_MAX at
 * most in all; sums of sampling weights are refused.
 */
#ifndef SVY_STAT_EXACT_H
#define SVY_STAT_EXACT_H

#include <stddef.h>
#include <stdint.h>

#include "base/status.h"
#include "stat/monte_carlo.h"

#define SVY_EXACT_MAX 4e9

/*
 * Which tables are as far from independence as the observed one, on either side: a
 * two-sided exact p is the sum of their probabilities.
 *
 *     minlike  those that are at most as probable as the observed one
 *     double   no tables: twice the smaller one-sided p, 1 at most
 *     blaker   the observed tail, and as much of the other as is no more probable
 */
enum svy_ordering { SVY_ORDER_MINLIKE, SVY_ORDER_DOUBLE, SVY_ORDER_BLAKER };

/* "minlike" "double" "blaker".  SVY_EUSAGE: another word; option is its name for the
 * message ("--two-sided"). */
const char *svy_ordering_name(enum svy_ordering ordering);
enum svy_code svy_ordering_from_name(const char *option, const char *name, enum svy_ordering *out,
                                     struct svy_status *status) SVY_MUST_USE;

/*
 * Fisher's exact test of a 2 x 2 table, and the conditional odds ratio.
 *
 * n         n11 n12 n21 n22
 * ordering  of the two-sided test; a one-sided one has no use for it
 * level     of the interval, 0.95
 * out    p         two-sided: by the ordering, ties within SVY_TIE_SLACK; less,
 *                  greater: the sum of the probabilities of the tables whose first
 *                  cell is at most, at least, the observed one
 *        estimate  the conditional maximum-likelihood odds ratio, 0 or infinite
 *                  where the first cell is as small or as large as it can be
 *        low high  exact central interval (each tail (1 - level) / 2); Blaker's
 *                  with his ordering (stat/blaker.h: the hull of what may have gaps);
 *                  one-sided with a one-sided alternative
 *        attainable_p  the smallest p that these margins allow; attainable_less and
 *                  attainable_greater of the one-sided tests
 *
 * A note says where interval and two-sided p disagree about an odds ratio of 1:
 * they come from different orderings of the tables, or 1 lies in a gap.
 * A row or column that is empty: NaN with the reason.
 *
 * SVY_EDOMAIN  a count is negative, not finite or not whole, too many
 *              respondents, level not in (0, 1)
 *
 * Fisher (1935), J. R. Stat. Soc. 98, 39-82; Cornfield (1956), Proc. 3rd
 * Berkeley Symp. 4, 135-148; Blaker (2000), The Canadian Journal of Statistics 28,
 * 783-798; Fay (2010), The R Journal 2(1), 53-58; Agresti (2013), sections 3.5.1 and 16.6.4.
 */
enum svy_code svy_fisher(const double n[4], enum svy_alternative alternative, enum svy_ordering ordering, double level,
                         struct svy_test *out, struct svy_status *status) SVY_MUST_USE;

/*
 * The same by minimum likelihood with the mid-p: half the probability of every table that ties with
 * the observed one is left out.  The interval is the mid-p one (each tail counts
 * half of the observed table).  Lancaster (1961), JASA 56, 223-234.
 */
enum svy_code svy_fisher_midp(const double n[4], enum svy_alternative alternative, double level,
                              struct svy_test *out, struct svy_status *status) SVY_MUST_USE;

/*
 * Fisher's test of an r x c table (Freeman-Halton) by Monte Carlo.
 *
 * Tables with the observed margins are drawn at random (Patefield 1981); with k
 * of B at most as probable as the observed one, p = (k + 1) / (B + 1), and
 * p_low p_high is the 99% Clopper-Pearson interval of the exact p from k of B.
 *
 * options  NULL: the defaults, with SVY_DEFAULT_SEED
 *
 * Empty rows and columns are left out with a note; fewer than two of either:
 * NaN with the reason.
 *
 * SVY_EDOMAIN  as above
 *
 * Freeman and Halton (1951), Biometrika 38, 141-149; Patefield (1981), Applied
 * Statistics 30, 91-97 (AS 159).
 */
enum svy_code svy_fisher_monte_carlo(const double *n, size_t rows, size_t cols,
                                     const struct svy_monte_carlo *options, struct svy_test *out,
                                     struct svy_status *status) SVY_MUST_USE;

#endif
