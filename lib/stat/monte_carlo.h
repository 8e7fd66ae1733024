/* What tests that draw at random share. */
#ifndef SVY_STAT_MONTE_CARLO_H
#define SVY_STAT_MONTE_CARLO_H

#include <stdint.h>

#include "base/status.h"
#include "stat/test.h"

struct svy_monte_carlo {
	uint64_t replicates; /* 0: SVY_MONTE_CARLO_REPLICATES; at most SVY_MONTE_CARLO_MAX */
	uint64_t seed;
	unsigned threads; /* 0: all cores.  Does not change the result */
};
#define SVY_MONTE_CARLO_REPLICATES UINT64_C(100000)
#define SVY_MONTE_CARLO_MAX 1e12
#define SVY_MONTE_CARLO_LEVEL 0.99

/*
 * p of a test in which `hits` of `replicates` random arrangements were at least as extreme as
 * the observed one: p = (hits + 1) / (replicates + 1), which counts the observed one, with
 * log_p, and in p_low p_high the 99% Clopper-Pearson interval of the exact p.
 *
 * SVY_EDOMAIN  more hits than replicates, or no replicate
 *
 * Davison and Hinkley (1997), Bootstrap Methods and their Application, section 4.2.2;
 * Phipson and Smyth (2010), Stat. Appl. Genet. Mol. Biol. 9, 39.
 */
enum svy_code svy_monte_carlo_p(double hits, double replicates, struct svy_test *out,
                                struct svy_status *status) SVY_MUST_USE;

#endif
