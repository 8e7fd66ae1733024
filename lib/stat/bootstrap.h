/*
 * Bootstrap intervals: bias-corrected and accelerated (BCa).
 *
 * The data are items, each a number of respondents who are alike, and a statistic is a
 * function of these numbers: so that a frequency is as many rows, and a million answers on a
 * scale of five points cost no more than five.
 */
#ifndef SVY_STAT_BOOTSTRAP_H
#define SVY_STAT_BOOTSTRAP_H

#include <stddef.h>
#include <stdint.h>

#include "base/status.h"

/* Samples drawn: many, because limits of a biased statistic lie far out; fewer where there
 * are more than SVY_BOOTSTRAP_ITEMS items. */
enum { SVY_BOOTSTRAP_REPLICATES = 9999, SVY_BOOTSTRAP_FEWER = 1999, SVY_BOOTSTRAP_ITEMS = 20000 };

/* Borrowed. */
struct svy_bootstrap_data {
	const double *n;       /* of each item: whole, >= 0 */
	const size_t *stratum; /* of each item, below strata; NULL: there is one */
	size_t items, strata;
	const char *stream;    /* names the random numbers: "kendall-w" */
};

/* The statistic where the items occur n times; NaN where there is none.  scratch: doubles to
 * work in, of this thread alone.  Called on many threads. */
typedef double svy_bootstrap_statistic(const void *state, const double *n, double *scratch);

struct svy_bootstrap_options {
	double level;     /* 0.95 */
	uint64_t seed;
	unsigned threads; /* 0: all */
	size_t scratch;   /* doubles */
};

/* NaN where undefined, and then reason, a constant, says why; NULL otherwise. */
struct svy_bootstrap {
	double se;           /* standard deviation of the replicates */
	double low, high;
	double bias;         /* z0 */
	double acceleration; /* a */
	size_t replicates;   /* how many were drawn, and */
	size_t without;      /* how many of them have no value and were left out */
	const char *reason;
};

/*
 * The BCa interval of the statistic of these data.
 *
 *     low, high = quantiles Phi(z0 + (z0 -+ z) / (1 - a (z0 -+ z))) of the replicates
 *     z0  normal quantile of the share of replicates below the statistic, ties half
 *     a   = sum d^3 / (6 (sum d^2)^(3/2)),  d = (n_s - 1) / n_s (mean t(-i) - t(-i))
 *
 * A replicate draws, in each stratum of n_s respondents, n_s with replacement.  t(-i) is the
 * statistic without respondent i, of every respondent; where there are more than 2000 items,
 * of those of every second, third, ... item.  Quantiles are interpolated on the normal scale
 * between order statistics; one beyond the last replicate is that replicate.
 *
 * Replicate i takes the random numbers of (seed, stream, i): threads and the order of equal
 * items do not matter.
 *
 * All replicates the same, none with a value, all on one side of the statistic, more than 4e9
 * respondents in a stratum: no limits.
 *
 * SVY_EDOMAIN  an n is negative, not whole or not finite; level not in (0, 1)
 * Cost         (replicates + items, at most 2000) calls of the statistic, and as many draws
 *
 * Efron (1987), JASA 82, 171-185; DiCiccio and Efron (1996), Statist. Sci. 11, 189-228;
 * Davison and Hinkley (1997), Bootstrap Methods and their Application, sections 5.2.1 (the
 * interpolation) and 5.3.2 (several samples).
 */
enum svy_code svy_bootstrap(const struct svy_bootstrap_data *data, svy_bootstrap_statistic *statistic,
                            const void *state, const struct svy_bootstrap_options *options,
                            struct svy_bootstrap *out, struct svy_status *status) SVY_MUST_USE;

#endif
