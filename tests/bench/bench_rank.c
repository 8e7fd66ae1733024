/*
 * Mann-Whitney of 1,000,000 different values in two groups: sorting them, and the test with
 * the Hodges-Lehmann shift and its interval, which R's wilcox.test(x, y) leaves out.  Beside
 * it, in the same run, R: see bench_rank.sh.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/random.h"
#include "stat/mann_whitney.h"

enum { VALUES = 1000000, RUNS = 3 };

static double now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec * 1e-6;
}

int main(void)
{
	struct svy_run *runs = malloc(VALUES * sizeof *runs);
	struct svy_random random;
	double sorting = HUGE_VAL, testing = HUGE_VAL;
	if (!runs)
		return 1;
	svy_random_start(&random, 1, "bench-rank", 0);
	for (size_t i = 0; i < VALUES; i++)
		runs[i] = (struct svy_run){svy_random_normal(&random) + (i % 2 ? 0.002 : 0), i % 2, 1};
	for (int run = 0; run < RUNS; run++) {
		const struct svy_rank_options options = {.level = 0.95};
		struct svy_sample sample;
		struct svy_test test;
		double start = now();
		if (svy_sample_make(runs, VALUES, 2, &sample, NULL) != SVY_OK)
			return 1;
		sorting = fmin(sorting, now() - start);
		start = now();
		if (svy_mann_whitney(&sample, SVY_RANK_NORMAL, &options, &test, NULL) != SVY_OK)
			return 1;
		testing = fmin(testing, now() - start);
		svy_sample_clear(&sample);
	}
	free(runs);
	printf("sorting\t%.1f\ntest, estimate and interval\t%.1f\n", sorting, testing);
	return 0;
}
