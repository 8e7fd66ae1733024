/* What permutation tests have to obey. */
#include <math.h>

#include "base/random.h"
#include "stat/permute_data.h"
#include "stat/permute_table.h"
#include "tests/support/check.h"

enum { GROUPS = 3, EACH = 4, N = GROUPS * EACH };

static void draw_runs(uint64_t seed, struct svy_run *runs)
{
	struct svy_random random;
	svy_random_start(&random, seed, "law", 0);
	for (size_t i = 0; i < N; i++)
		runs[i] = (struct svy_run){(double)svy_random_below(&random, 6), i / EACH, 1};
}

static double p_of(const struct svy_run *runs, size_t n, size_t k, enum svy_permute_score score, bool apart)
{
	const struct svy_permute_options options = {.stream = "law"};
	struct svy_permuted how;
	struct svy_sample sample;
	struct svy_test test;
	svy_test_init(&test, "law");
	check_ok(svy_sample_make(runs, n, k, &sample, NULL), NULL);
	check_ok(svy_permute_scores(&sample, score, apart, &options, &test, &how, NULL), NULL);
	svy_sample_clear(&sample);
	assert_true(test.p >= 0 && test.p <= 1);
	return test.p;
}

/* Shift, scale and the order of the groups change nothing; of ranks no monotone change does. */
static void numbers_may_be_shifted(void **state)
{
	(void)state;
	for (uint64_t seed = 0; seed < 20; seed++) {
		struct svy_run runs[N], other[N];
		draw_runs(seed, runs);
		for (size_t i = 0; i < N; i++)
			other[i] = (struct svy_run){1e6 - 3 * runs[i].x, GROUPS - 1 - runs[i].group, 1};
		check_rel(p_of(other, N, GROUPS, SVY_SCORE_RAW, false), p_of(runs, N, GROUPS, SVY_SCORE_RAW, false), 1e-12);
		for (size_t i = 0; i < N; i++)
			other[i].x = exp(runs[i].x);
		check_rel(p_of(other, N, GROUPS, SVY_SCORE_RANK, false), p_of(runs, N, GROUPS, SVY_SCORE_RANK, false), 1e-12);
	}
}

/* Of two groups the sum of one and the squares of both say the same. */
static void two_groups_two_ways(void **state)
{
	(void)state;
	for (uint64_t seed = 0; seed < 20; seed++) {
		struct svy_run runs[N];
		draw_runs(seed, runs);
		for (size_t i = 0; i < N; i++)
			runs[i].group = i % 3 == 0;
		check_rel(p_of(runs, N, 2, SVY_SCORE_RAW, true), p_of(runs, N, 2, SVY_SCORE_RAW, false), 1e-12);
	}
}

/* Numbers that tie are a table: the labels of groups rearranged are its tables. */
static void a_sample_is_a_table(void **state)
{
	(void)state;
	for (uint64_t seed = 0; seed < 10; seed++) {
		const struct svy_permute_options options = {.stream = "law"};
		struct svy_permuted how;
		struct svy_run runs[N];
		struct svy_test test;
		double table[6 * 2] = {0};
		draw_runs(seed, runs);
		for (size_t i = 0; i < N; i++) {
			runs[i].group = i % 3 == 0;
			table[(size_t)runs[i].x * 2 + runs[i].group]++;
		}
		svy_test_init(&test, "law");
		check_ok(svy_permute_table(table, 6, 2, SVY_TABLE_LINEAR, NULL, NULL, &options, &test, &how, NULL), NULL);
		check_rel(test.p, p_of(runs, N, 2, SVY_SCORE_RAW, true), 1e-12);
	}
}

/* 99% intervals of random arrangements hold the p of all of them. */
static void intervals_cover(void **state)
{
	struct svy_run runs[N];
	struct svy_sample sample;
	int covered = 0;
	(void)state;
	draw_runs(7, runs);
	double exact = p_of(runs, N, GROUPS, SVY_SCORE_RAW, false);
	check_ok(svy_sample_make(runs, N, GROUPS, &sample, NULL), NULL);
	for (uint64_t seed = 0; seed < 1000; seed++) {
		const struct svy_permute_options options = {.stream = "law", .monte_carlo = {300, seed, 1}};
		struct svy_permuted how;
		struct svy_test test;
		svy_test_init(&test, "law");
		check_ok(svy_permute_scores(&sample, SVY_SCORE_RAW, false, &options, &test, &how, NULL), NULL);
		assert_false(how.all);
		covered += test.p_low <= exact && exact <= test.p_high;
	}
	svy_sample_clear(&sample);
	assert_true(covered >= 980);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(numbers_may_be_shifted),
		cmocka_unit_test(two_groups_two_ways),
		cmocka_unit_test(a_sample_is_a_table),
		cmocka_unit_test(intervals_cover),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
