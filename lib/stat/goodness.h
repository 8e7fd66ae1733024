/* Whether counts of categories follow given shares. */
#ifndef SVY_STAT_GOODNESS_H
#define SVY_STAT_GOODNESS_H

#include <stddef.h>

#include "base/status.h"
#include "stat/monte_carlo.h"
#include "stat/test.h"

enum svy_fit_kind { SVY_FIT_CHISQ, SVY_FIT_LR };

/*
 * Chi-squared goodness of fit: `chisq-fit`, `lr-fit`.      e_i = n share_i
 *
 *     chisq-fit  X^2 = sum (o - e)^2 / e
 *     lr-fit     G^2 = 2 sum o log(o / e)             (0 log 0 = 0)
 *
 * n      k counts
 * share  k numbers >= 0, as proportions or as parts (9 : 3 : 3 : 1), which are divided by
 *        their sum, with a note where it is not 1; NULL: equal
 * out    statistic, df, p, log_p, smallest_expected.  Written only on success
 *
 * A category of share 0 is left out with a note and does not count in df; if it was observed
 * the statistic is infinite and p 0, with a note.  Fewer than two categories left, or nobody
 * in any: NaN with the reason.
 *
 * SVY_EDOMAIN  a count or a share is negative or not finite, all shares are 0
 *
 * Pearson (1900), Philos. Mag. 50, 157-175; Read and Cressie (1988), Goodness-of-Fit
 * Statistics for Discrete Multivariate Data, chapter 2.
 */
enum svy_code svy_fit(const double *n, const double *share, size_t k, enum svy_fit_kind kind, struct svy_test *out,
                      struct svy_status *status) SVY_MUST_USE;

/*
 * The exact multinomial test: `multinomial`.
 *
 * p  the sum of the probabilities of all outcomes of n respondents in k categories that are
 *    at most as probable as the observed one, ties within SVY_TIE_SLACK: outcomes are counted
 *    category by category, the last two at once, and whole branches that are or are not
 *    that improbable at once.  Where that takes too long p is a Monte Carlo one, (hits + 1) /
 *    (replicates + 1), p_low p_high its 99% Clopper-Pearson interval; method says which
 *
 * n, share  as in svy_fit(); n whole, SVY_EXACT_MAX in all at most
 * options   of the Monte Carlo; NULL: the defaults, with SVY_DEFAULT_SEED
 * seconds   about how long it may take before Monte Carlo takes over; 0:
 *           SVY_MULTINOMIAL_SECONDS
 * out       p, log_p, attainable_p, smallest_expected.  Written only on success
 *
 * Shares of 0 and degenerate counts as in svy_fit().
 *
 * SVY_EDOMAIN  as svy_fit(), n not whole or too many, or too many replicates
 *
 * Cressie and Read (1989), International Statistical Review 57, 19-43; Bejerano, Friedman
 * and Tishby (2004), J. Comput. Biol. 11, 867-886, for whole branches at once.
 */
enum svy_code svy_multinomial(const double *n, const double *share, size_t k, const struct svy_monte_carlo *options,
                              double seconds, struct svy_test *out, struct svy_status *status) SVY_MUST_USE;

/* Time is counted in steps, about so many a second. */
#define SVY_MULTINOMIAL_RATE 1e7
#define SVY_MULTINOMIAL_SECONDS 10

/* Counts and shares of the categories that have a share, by ascending share, and what was
 * left out.  Owned; clear with svy_shares_clear(), which accepts {0}. */
struct svy_shares {
	size_t k, left_out;
	double *n, *part, *share; /* part as it was given, 1 where equal; share = part / sum */
	double sum;               /* of the parts */
	double total;             /* respondents, all */
	bool equal;               /* no shares were given */
	bool excluded;            /* a category without a share was observed */
};
enum svy_code svy_shares_new(const double *n, const double *share, size_t k, struct svy_shares *out,
                             struct svy_status *status) SVY_MUST_USE;
void svy_shares_clear(struct svy_shares *shares);

/* Note what was left out or divided, and why there is no test; false where there is none (or
 * its p is 0, which is put). */
bool svy_shares_note(const struct svy_shares *shares, struct svy_test *out);

#endif
