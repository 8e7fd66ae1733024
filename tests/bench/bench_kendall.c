/*
 * Kendall's tau-b with its test and interval, of 1,000,000 respondents without ties and with
 * many: the shortest of RUNS runs.  With a file name the pairs of the first go there, as raw
 * doubles, for another program.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/random.h"
#include "stat/kendall.h"

enum { N = 1000000, RUNS = 3 };

static double x[N], y[N];

static double now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec * 1e-6;
}

static double best_of(const struct svy_matched *data, struct svy_test *test)
{
	const struct svy_correlate_options options = {.level = 0.95};
	double best = HUGE_VAL;
	for (int run = 0; run < RUNS; run++) {
		double start = now();
		if (svy_kendall(data, &options, test, NULL) != SVY_OK)
			exit(1);
		best = fmin(best, now() - start);
	}
	return best;
}

static void write_pairs(const char *path)
{
	FILE *file = fopen(path, "wb");
	if (!file || fwrite(x, sizeof *x, N, file) != N || fwrite(y, sizeof *y, N, file) != N || fclose(file))
		exit(1);
}

int main(int argc, char **argv)
{
	const struct svy_matched data = {x, y, NULL, N};
	struct svy_random random;
	struct svy_test test;
	svy_random_start(&random, 1, "bench", 0);
	for (size_t i = 0; i < N; i++) {
		x[i] = svy_random_normal(&random);
		y[i] = x[i] / 2 + svy_random_normal(&random);
	}
	if (argc > 1)
		write_pairs(argv[1]);
	double best = best_of(&data, &test);
	printf("svy_kendall\t%.1f\t%.15g\n", best, test.estimate);
	for (size_t i = 0; i < N; i++) {
		x[i] = floor(4 * x[i]);
		y[i] = floor(4 * y[i]);
	}
	best = best_of(&data, &test);
	printf("svy_kendall, tied\t%.1f\t%.15g\n", best, test.estimate);
	return 0;
}
