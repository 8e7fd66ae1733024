/*
 * Numbers to be tested: in groups, in pairs, in blocks.
 *
 * A frequency n is that many respondents with the same numbers: every test gives what it
 * would give for the repeated rows.
 */
#ifndef SVY_STAT_SAMPLE_H
#define SVY_STAT_SAMPLE_H

#include <stddef.h>
#include <stdint.h>

#include "base/status.h"

/* One value of one group, and how often it occurs there. */
struct svy_run {
	double x;
	size_t group; /* from 0 */
	uint64_t n;
};

/* Respondents in all that a sample may have: whole numbers up to here are exact. */
#define SVY_SAMPLE_MAX (UINT64_C(1) << 53)

/*
 * A number of k groups: runs ascending by x, then by group, each pair of both once, none
 * of n 0.  A group may be empty.  Owned; free with svy_sample_clear(), which accepts {0}.
 */
struct svy_sample {
	struct svy_run *run;
	size_t n_runs;
	size_t k;
	uint64_t *size; /* of each of the k groups */
	uint64_t n;     /* of all */
};

/*
 * Sort and join runs given in any order.
 *
 * SVY_EDOMAIN  x is not finite, a group is not below k, more than SVY_SAMPLE_MAX respondents
 */
enum svy_code svy_sample_make(const struct svy_run *runs, size_t n_runs, size_t k, struct svy_sample *out,
                              struct svy_status *status) SVY_MUST_USE;
void svy_sample_clear(struct svy_sample *sample);

/* Where the runs that tie with the one at `from` end; *ties: respondents in them. */
size_t svy_sample_ties(const struct svy_sample *sample, size_t from, uint64_t *ties);

/* The value of this rank, from 1; NaN above n.  The median: the mean of the two in the middle. */
double svy_sample_at(const struct svy_sample *sample, uint64_t rank);
double svy_sample_median(const struct svy_sample *sample);

/* Two numbers of each respondent.  Borrowed. */
struct svy_matched {
	const double *x, *y;
	const uint64_t *n; /* how often; NULL: once each */
	size_t size;
};

/* k numbers of each respondent, row by row.  Borrowed. */
struct svy_blocks {
	const double *x;   /* size x k */
	const uint64_t *n; /* how often; NULL: once each */
	size_t size, k;
};

#endif
