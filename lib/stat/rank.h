/*
 * Midranks, and what the tests that are made of them share.
 *
 * Equal values take the mean of the ranks that they cover.  Rank sums and terms of ties
 * are kept in two doubles (base/dd.h), because t^3 of 1e9 equal values has 27 digits.
 */
#ifndef SVY_STAT_RANK_H
#define SVY_STAT_RANK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/dd.h"
#include "base/random.h"
#include "base/status.h"
#include "stat/monte_carlo.h"
#include "stat/sample.h"
#include "stat/test.h"

enum svy_rank_form {
	SVY_RANK_NORMAL,    /* normal approximation, variance of the ties */
	SVY_RANK_CORRECTED, /* the same with a correction for continuity: half a rank */
	SVY_RANK_EXACT      /* the conditional distribution given the ties, or drawn from it */
};

/* Elementary steps that an exact distribution may take before values are drawn instead;
 * steps, not seconds, so that every machine gives the same answer. */
#define SVY_RANK_WORK 2e9

struct svy_rank_options {
	enum svy_alternative alternative;
	double level;                /* of the interval, 0.95 */
	double work;                 /* of the exact form; 0: SVY_RANK_WORK */
	struct svy_monte_carlo draw; /* where that is not enough */
	double mu;                   /* signed-rank, sign: the median that is tested */
	bool pratt;                  /* signed-rank: zeros are ranked before they are left out */
};

/* SVY_EDOMAIN: level not in (0, 1), mu not finite, work negative, too many draws. */
enum svy_code svy_rank_options_check(const struct svy_rank_options *options, struct svy_status *status) SVY_MUST_USE;

/*
 * Rank sums of the k groups of a sample of N values.
 *
 *     excess_i  2 R_i - n_i (N + 1)             R_i the sum of midranks of group i
 *     spread    N^3 - N - sum (t^3 - t)         12 times the sum of squares of all midranks
 *                                               about their mean; 0 where all are tied
 *
 * Owned; free with svy_rank_sums_clear(), which accepts {0}.
 */
struct svy_rank_sums {
	struct svy_dd *excess;
	struct svy_dd spread;
};
enum svy_code svy_rank_sums_make(const struct svy_sample *sample, struct svy_rank_sums *out,
                                 struct svy_status *status) SVY_MUST_USE;
void svy_rank_sums_clear(struct svy_rank_sums *sums);

/* The mean midrank of a group; NaN where it is empty. */
double svy_rank_mean(const struct svy_sample *sample, const struct svy_rank_sums *sums, size_t group);

/* t^3 - t, and x (x + 1) (2 x + 1) = 6 (1^2 + ... + x^2), of whole numbers. */
struct svy_dd svy_rank_cube(double t);
struct svy_dd svy_rank_square_sum(double x);

/*
 * p and log_p of a deviation from the mean, by the normal approximation.
 *
 *     z = (deviation - c) / sd       c = 0, or 1/2 towards the mean (SVY_RANK_CORRECTED)
 *
 * Two-sided, the correction does not go beyond the mean: p is at most 1.
 */
void svy_rank_normal(double deviation, double sd, enum svy_rank_form form, enum svy_alternative alternative,
                     struct svy_test *out);

/* Whether a random arrangement is at least as far out as the observed one. */
typedef bool svy_rank_hit(const void *state, struct svy_random *random);

/*
 * p by drawing arrangements: svy_monte_carlo_p() of those that hit.
 *
 * options    B = draw.replicates; 0: SVY_MONTE_CARLO_REPLICATES, fewer where these take longer
 *            than `work` allows (one draws `steps` numbers), but 999 at least
 * out        its test names the stream of random numbers
 * *draws     B
 */
enum svy_code svy_rank_simulate(const struct svy_rank_options *options, size_t steps, svy_rank_hit *hit,
                                const void *state, struct svy_test *out, uint64_t *draws,
                                struct svy_status *status) SVY_MUST_USE;

#endif
