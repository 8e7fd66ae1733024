/*
 * Exact distributions of rank sums, with ties: of m scores drawn without replacement
 * (Mann-Whitney), and of scores each with a sign of its own (signed rank).
 *
 * Scores are whole numbers, doubled midranks for instance.  The lower tail is summed from
 * its own terms, block of tied scores by block, and only over partial sums that can still
 * end on either side of the limit: what is certain to be inside is added at once, what is
 * certain to be outside is dropped.  The upper tail is the lower one of mirrored scores.
 *
 * Streitberg and Rohmel (1986), "Exact distributions for permutations and rank tests",
 * Statistical Software Newsletter 12, 10-17, for the sums by shifting; Mehta, Patel and
 * Tsiatis (1984), Biometrics 40, 819-825, for the bounds.
 */
#ifndef SVY_STAT_RANK_EXACT_H
#define SVY_STAT_RANK_EXACT_H

#include <stddef.h>
#include <stdint.h>

#include "base/random.h"
#include "base/status.h"

/* Elements that an exact or drawn distribution may have: sums of doubled ranks stay whole
 * numbers of 63 bits. */
#define SVY_RANK_EXACT_MAX (INT64_C(1) << 30)

/* One distinct score, and how many elements have it. */
struct svy_tied_score {
	int64_t score, n;
};

/* Distinct scores, ascending, >= 0, each n > 0.  Borrowed. */
struct svy_scores {
	const struct svy_tied_score *block;
	size_t size;
};

struct svy_tail {
	double p, log_p; /* log_p is good where p underflows */
};

/* Elementary steps that the tail below takes; infinite where its memory (128 MB) is not
 * enough. */
double svy_draw_work(const struct svy_scores *scores, int64_t m, int64_t limit);
double svy_sign_work(const struct svy_scores *scores, int64_t limit);

/* P(sum <= limit) of m elements drawn without replacement.  0 <= m <= all of them. */
enum svy_code svy_draw_lower(const struct svy_scores *scores, int64_t m, int64_t limit, struct svy_tail *out,
                             struct svy_status *status) SVY_MUST_USE;

/* P(sum <= limit) where each element counts with probability 1/2. */
enum svy_code svy_sign_lower(const struct svy_scores *scores, int64_t limit, struct svy_tail *out,
                             struct svy_status *status) SVY_MUST_USE;

/* The smallest probability of one end: of the m smallest elements being those drawn. */
double svy_draw_least_log(const struct svy_scores *scores, int64_t m);

/* A random such sum. */
int64_t svy_draw_random(const struct svy_scores *scores, int64_t m, struct svy_random *random);
int64_t svy_sign_random(const struct svy_scores *scores, struct svy_random *random);

/*
 * The critical value without ties: the largest k for which P(X <= k - 1) <= alpha, 0 where
 * there is none; probabilities tie within SVY_TIE_SLACK.
 *
 *     draw  X = U of m and n different values       sign  X = V of n different values
 *
 * work  steps allowed
 * out   -1 where they are not enough
 */
enum svy_code svy_draw_critical(int64_t m, int64_t n, double alpha, double work, int64_t *out,
                                struct svy_status *status) SVY_MUST_USE;
enum svy_code svy_sign_critical(int64_t n, double alpha, double work, int64_t *out,
                                struct svy_status *status) SVY_MUST_USE;

#endif
