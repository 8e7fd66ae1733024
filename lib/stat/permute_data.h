/*
 * The arrangements of the forms that data can have (stat/sample.h), each with a statistic of
 * such data.  Frequencies are expanded: at most SVY_PERMUTE_MAX numbers in all.
 */
#ifndef SVY_STAT_PERMUTE_DATA_H
#define SVY_STAT_PERMUTE_DATA_H

#include "stat/permute.h"

#define SVY_PERMUTE_MAX 1e7

/* Statistics of rearranged data; NaN where there is none.  Called on many threads. */
typedef enum svy_code svy_sample_statistic(const void *state, const struct svy_sample *sample, double *out,
                                           struct svy_status *status);
typedef enum svy_code svy_matched_statistic(const void *state, const struct svy_matched *matched, double *out,
                                            struct svy_status *status);
typedef enum svy_code svy_blocks_statistic(const void *state, const struct svy_blocks *blocks, double *out,
                                           struct svy_status *status);

/* What all of them give besides p: *all and *n as of svy_permute().  SVY_EDOMAIN  too many
 * numbers. */
struct svy_permuted {
	bool all;
	double n;
};

/* The labels of the groups rearranged among all numbers: n! / (n_1! ... n_k!). */
enum svy_code svy_permute_groups(const struct svy_sample *sample, svy_sample_statistic *statistic, const void *state,
                                 const struct svy_permute_options *options, struct svy_test *out,
                                 struct svy_permuted *how, struct svy_status *status) SVY_MUST_USE;

/* Each number of the only group reflected at mu or not: 2^n. */
enum svy_code svy_permute_signs(const struct svy_sample *sample, double mu, svy_sample_statistic *statistic,
                                const void *state, const struct svy_permute_options *options, struct svy_test *out,
                                struct svy_permuted *how, struct svy_status *status) SVY_MUST_USE;

/* The two of each pair exchanged or not, but for their difference mu: 2^n. */
enum svy_code svy_permute_pairs(const struct svy_matched *matched, double mu, svy_matched_statistic *statistic,
                                const void *state, const struct svy_permute_options *options, struct svy_test *out,
                                struct svy_permuted *how, struct svy_status *status) SVY_MUST_USE;

/* The second numbers rearranged against the first: n!. */
enum svy_code svy_permute_partners(const struct svy_matched *matched, svy_matched_statistic *statistic,
                                   const void *state, const struct svy_permute_options *options,
                                   struct svy_test *out, struct svy_permuted *how,
                                   struct svy_status *status) SVY_MUST_USE;

/* The k numbers of each respondent rearranged among themselves: (k!)^n. */
enum svy_code svy_permute_blocks(const struct svy_blocks *blocks, svy_blocks_statistic *statistic, const void *state,
                                 const struct svy_permute_options *options, struct svy_test *out,
                                 struct svy_permuted *how, struct svy_status *status) SVY_MUST_USE;

#endif
