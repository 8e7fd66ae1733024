/*
 * Fisher's exact test of tables of any size (Freeman and Halton), all tables with
 * the observed margins taken into account.
 */
#ifndef SVY_STAT_EXACT_TABLE_H
#define SVY_STAT_EXACT_TABLE_H

#include <stddef.h>

#include "base/status.h"
#include "stat/monte_carlo.h"
#include "stat/test.h"

#define SVY_EXACT_SECONDS 10.0
#define SVY_EXACT_BYTES 1e9

/* What may be used before random tables take over. */
struct svy_exact_options {
	double seconds;                    /* 0: SVY_EXACT_SECONDS; may be infinite */
	double bytes;                      /* 0: SVY_EXACT_BYTES */
	struct svy_monte_carlo monte_carlo; /* what takes over; its threads are those of both */
};

/*
 * The Fisher-Freeman-Halton test of independence.
 *
 *     p = sum of P(t) over all tables t with the observed margins and
 *         P(t) <= P(observed), ties within SVY_TIE_SLACK
 *
 * n        rows x cols whole counts of respondents, SVY_EXACT_MAX at most in all
 * options  NULL: the defaults, with SVY_DEFAULT_SEED
 * out      p, log_p
 *          attainable_p  the smallest p that these margins allow, the probability of
 *                        the tables that tie with the least probable one; NaN, with
 *                        a note, where the margins are so many and large that it
 *                        would take long, and after random tables
 *          p_low p_high  where random tables took over: 99% interval of p; else NaN
 *          method        says which of the two it was; how fast the machine is may
 *                        decide, but nothing else changes p
 *
 * Empty rows and columns are left out with a note; fewer than two of either: NaN
 * with the reason.  2 x 2: as svy_fisher(), which also gives the odds ratio.
 *
 * SVY_EDOMAIN  a count is negative, not finite or not whole, too many respondents,
 *              a budget below 0 or NaN, too many random tables
 *
 * The longer side is cut into two halves.  For each half, and each set of sums that
 * it can have along the shorter side (in whatever order), the values of the product
 * of factorials are listed with the number of half tables that have them; then the
 * halves are joined.  What counts, or does not, however the rest is filled is not
 * listed; of the former only the probability is kept.  Time and memory grow with the number of different
 * products, not of tables: 6 x 6 tables of 100, of which there are some 10^17, take
 * seconds.
 *
 * Freeman and Halton (1951), Biometrika 38, 141-149.  The network of Mehta and Patel
 * (1983), JASA 78, 427-434, with the keys of Clarkson, Fan and Joe (1993), ACM TOMS
 * 19, 484-488, cut in the middle as Horowitz and Sahni (1974), J. ACM 21, 277-292,
 * cut the knapsack.
 */
enum svy_code svy_fisher_table(const double *n, size_t rows, size_t cols, const struct svy_exact_options *options,
                               struct svy_test *out, struct svy_status *status) SVY_MUST_USE;

/* The same with the mid-p: half the probability of all tables that tie with the observed
 * one is left out.  Of random tables, p_low and p_high bound it whatever the share of ties. */
enum svy_code svy_fisher_table_midp(const double *n, size_t rows, size_t cols,
                                    const struct svy_exact_options *options, struct svy_test *out,
                                    struct svy_status *status) SVY_MUST_USE;

#endif
