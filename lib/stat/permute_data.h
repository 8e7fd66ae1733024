/*
 * Permutation tests of data in groups, pairs and blocks (stat/sample.h).
 *
 * Frequencies are expanded: at most SVY_PERMUTE_MAX numbers in all.
 */
#ifndef SVY_STAT_PERMUTE_DATA_H
#define SVY_STAT_PERMUTE_DATA_H

#include "stat/permute.h"

#define SVY_PERMUTE_MAX 1e7

/* What is summed for each number. */
enum svy_permute_score {
	SVY_SCORE_RAW,  /* the number */
	SVY_SCORE_RANK, /* its rank, ties sharing their mean rank */
	SVY_SCORE_ABOVE /* whether it is above the median of all */
};

/* What all of them give besides p: *all and *n as of svy_permute().  SVY_EDOMAIN  too many
 * numbers. */
struct svy_permuted {
	bool all;
	double n;
};

/*
 * The labels of the groups rearranged among all numbers: n! / (n_1! ... n_k!) ways.  S_j: sum
 * of scores less their mean in group j.
 *
 *     two-sided by |S_1|, one-sided by S_1                            apart, of two groups
 *     sum of S_j^2 / n_j, which grows with F and H, large ones extreme    otherwise
 */
enum svy_code svy_permute_scores(const struct svy_sample *sample, enum svy_permute_score score, bool apart,
                                 const struct svy_permute_options *options, struct svy_test *out,
                                 struct svy_permuted *how, struct svy_status *status) SVY_MUST_USE;

/* The same with a statistic of its own, as of the rearranged sample; NaN where there is none.
 * Called on many threads. */
typedef enum svy_code svy_sample_statistic(const void *state, const struct svy_sample *sample, double *out,
                                           struct svy_status *status);
enum svy_code svy_permute_groups(const struct svy_sample *sample, svy_sample_statistic *statistic, const void *state,
                                 const struct svy_permute_options *options, struct svy_test *out,
                                 struct svy_permuted *how, struct svy_status *status) SVY_MUST_USE;

/*
 * The sign of each difference that is not 0 kept or turned: 2^n ways; the sum of sign times
 * score.  RAW: the size of the difference; RANK: the rank of its size; ABOVE: 1.
 *
 * x, n  differences from what is tested, and how often each occurs; NULL: once each
 */
enum svy_code svy_permute_signs(const double *x, const uint64_t *n, size_t size, enum svy_permute_score score,
                                const struct svy_permute_options *options, struct svy_test *out,
                                struct svy_permuted *how, struct svy_status *status) SVY_MUST_USE;

/* The second numbers rearranged against the first: n! ways; the sum of products of scores
 * less their means. */
enum svy_code svy_permute_partners(const struct svy_matched *matched, enum svy_permute_score score,
                                   const struct svy_permute_options *options, struct svy_test *out,
                                   struct svy_permuted *how, struct svy_status *status) SVY_MUST_USE;

/* The k numbers of each respondent rearranged among themselves: (k!)^n ways; the sum of the
 * squares of the k sums of scores, less their mean; ranks are those within the respondent. */
enum svy_code svy_permute_blocks(const struct svy_blocks *blocks, enum svy_permute_score score,
                                 const struct svy_permute_options *options, struct svy_test *out,
                                 struct svy_permuted *how, struct svy_status *status) SVY_MUST_USE;

#endif
