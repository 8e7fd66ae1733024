/*
 * Exact null distributions of rank correlations: all ways to match two sets of ranks,
 * ties and all.
 */
#ifndef SVY_STAT_MATCHING_H
#define SVY_STAT_MATCHING_H

#include <stddef.h>
#include <stdint.h>

#include "base/status.h"
#include "stat/test.h"

/* How often the numbers of both variables occur, in ascending order, none 0. */
struct svy_tied {
	const uint64_t *x, *y;
	size_t x_size, y_size;
	uint64_t total; /* respondents: the sum of each */
};

enum svy_matching_kind {
	SVY_MATCHING_PAIRS, /* S, concordant less discordant pairs */
	SVY_MATCHING_RANKS  /* sum of the products of (2 rank - (n + 1)): mean 0, whole numbers */
};

/* Probabilities of low, low + step, ...  Owned; clear with svy_null_clear(), which accepts
 * {0}. */
struct svy_null {
	int64_t low, step;
	size_t size; /* 0: there were more than could be worked through */
	double *p;
};
void svy_null_clear(struct svy_null *null);

/* Time is counted in steps, so that no machine gives another answer than the next: about so
 * many are done in a second. */
#define SVY_MATCHING_RATE 4e8
#define SVY_MATCHING_SECONDS 10

/* Steps in so many seconds; in SVY_MATCHING_SECONDS where they are 0. */
double svy_matching_steps(double seconds);

/*
 * The distribution of the statistic when each of the n! ways to match x with y is as
 * probable as any other.
 *
 * seconds  about how long it may take, 0: SVY_MATCHING_SECONDS; beyond it, or beyond some 512
 *          megabytes, out->size is 0
 * out      clear it
 *
 * x goes to its places group by group; a state is how much of each group of y is used.
 * There are prod (y_j + 1) of them, and each has the distribution of the sum so far: the
 * network of Mehta and Patel for a table whose rows and columns are the groups.
 *
 * Mehta and Patel (1983), JASA 78, 427-434; Klotz (1966), JASA 61, 772-787, for ranks with
 * ties.
 */
enum svy_code svy_matching_null(const struct svy_tied *tied, enum svy_matching_kind kind, double seconds,
                                struct svy_null *out, struct svy_status *status) SVY_MUST_USE;

/* The probability of a value as far as `value`: two-sided |V| >= |value|, less V <= value,
 * greater V >= value. */
double svy_null_p(const struct svy_null *null, int64_t value, enum svy_alternative alternative);

/* The smallest such probability that any value has: attainable_p of the test's alternative, and of
 * both directions. */
void svy_null_attain(const struct svy_null *null, struct svy_test *out);

#endif
