/*
 * Fisher's exact test of each table on standard input, one a line by tabs: name, rows, columns,
 * counts by spaces; the shortest of RUNS runs where they are short.  Prints, by tabs: name,
 * milliseconds, p, exact or Monte Carlo.
 *
 *     bench_exact SECONDS BYTES   the budget of each table
 *     bench_exact draw            instead 1,000,000 random tables of a table of 5 x 4, on one
 *                                 core, in milliseconds of processor time
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "stat/exact.h"
#include "stat/exact_table.h"

enum { CELLS = 400, RUNS = 3 };

static double read_clock(clockid_t clock)
{
	struct timespec t;
	clock_gettime(clock, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec * 1e-6;
}

static double now(void)
{
	return read_clock(CLOCK_MONOTONIC);
}

static int draw(void)
{
	static const double n[20] = {12, 7, 9, 4, 8, 15, 6, 11, 10, 9, 14, 7, 5, 12, 8, 13, 9, 6, 11, 10};
	const struct svy_monte_carlo options = {.replicates = 1000000, .seed = 1, .threads = 1};
	struct svy_test test;
	double start = read_clock(CLOCK_PROCESS_CPUTIME_ID);
	if (svy_fisher_monte_carlo(n, 5, 4, &options, &test, NULL) != SVY_OK)
		return 1;
	printf("svy_fisher_monte_carlo\t%.1f\t%.6f\n", read_clock(CLOCK_PROCESS_CPUTIME_ID) - start, test.p);
	return 0;
}

/* False where the line is not a table. */
static int read_table(char *line, const char **name, size_t *rows, size_t *cols, double *n)
{
	char *rest = line;
	size_t k = 0;
	*name = strtok_r(rest, "\t", &rest);
	char *r = strtok_r(rest, "\t", &rest), *c = r ? strtok_r(rest, "\t", &rest) : NULL;
	char *counts = c ? strtok_r(rest, "\t\n", &rest) : NULL;
	if (!counts)
		return 0;
	*rows = strtoul(r, NULL, 10);
	*cols = strtoul(c, NULL, 10);
	for (char *count = strtok_r(counts, " ", &counts); count && k < CELLS; count = strtok_r(counts, " ", &counts))
		n[k++] = strtod(count, NULL);
	return k > 0 && k == *rows * *cols;
}

int main(int argc, char **argv)
{
	struct svy_exact_options options = {.seconds = argc > 2 ? strtod(argv[1], NULL) : 0,
	                                    .bytes = argc > 2 ? strtod(argv[2], NULL) : 0};
	char line[8192];
	if (argc == 2 && strcmp(argv[1], "draw") == 0)
		return draw();
	while (fgets(line, sizeof line, stdin)) {
		struct svy_test test = {0};
		const char *name;
		size_t rows, cols;
		double n[CELLS], best = HUGE_VAL;
		if (!read_table(line, &name, &rows, &cols, n))
			continue;
		for (int run = 0; run < (best < 1000 || run == 0 ? RUNS : 0); run++) {
			double start = now();
			if (svy_fisher_table(n, rows, cols, &options, &test, NULL) != SVY_OK)
				return 1;
			best = fmin(best, now() - start);
		}
		printf("%s\t%.2f\t%.10g\t%s\n", name, best, test.p, strstr(test.method, "Monte Carlo") ? "drawn" : "exact");
		fflush(stdout);
	}
	return 0;
}
