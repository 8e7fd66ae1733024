/* Numbers of books and of whole arithmetic are in tests/reference/stat/trend.csv. */
#include <math.h>

#include "stat/jonckheere.h"
#include "tests/support/check.h"

static struct svy_sample from_table(const double *n, size_t rows, size_t cols)
{
	struct svy_sample sample;
	check_ok(svy_sample_from_table(n, rows, cols, &sample, NULL), NULL);
	return sample;
}

/* Hollander, Wolfe and Chicken (2014), example 6.2: pieces by knowledge of performance. */
static void knowledge_of_performance(void **state)
{
	static const double PIECES[3][6] = {{40, 35, 38, 43, 44, 41}, {38, 40, 47, 44, 40, 42}, {48, 40, 45, 43, 46, 44}};
	struct svy_run runs[18];
	struct svy_sample sample;
	struct svy_test test;
	(void)state;
	for (size_t i = 0; i < 18; i++)
		runs[i] = (struct svy_run){PIECES[i / 6][i % 6], i / 6, 1};
	check_ok(svy_sample_make(runs, 18, 3, &sample, NULL), NULL);
	check_ok(svy_jonckheere(&sample, SVY_GREATER, &test, NULL), NULL);
	assert_string_equal(test.note, "J 79, expected 54");
	check_rel(test.estimate, 79.0 / 108, 1e-14);
	check_close(test.statistic, 2.04, 0.005);
	check_contains(test.method, "one-sided");
	double z = test.statistic;
	check_ok(svy_jonckheere_exact(&sample, SVY_GREATER, NULL, &test, NULL), NULL);
	check_close(test.statistic, z, 0);
	assert_true(test.p > 0.02 && test.p < 0.022);
	/* J is greatest where the six lowest are in the first group, ...: 40 is tied over the
	 * border of the first, 43 or 44 over that of the second. */
	assert_true(test.attainable_greater < 1e-5 && test.attainable_greater == test.attainable_p);
	svy_sample_clear(&sample);
}

/* 1 2 3 in three groups: 6 orders. */
static void three_respondents(void **state)
{
	const double n[9] = {1, 0, 0, 0, 1, 0, 0, 0, 1};
	struct svy_sample sample = from_table(n, 3, 3);
	struct svy_test test;
	(void)state;
	check_ok(svy_jonckheere_exact(&sample, SVY_TWO_SIDED, NULL, &test, NULL), NULL);
	check_rel(test.p, 2.0 / 6, 1e-14);
	check_close(test.estimate, 1, 0);
	check_ok(svy_jonckheere_exact(&sample, SVY_GREATER, NULL, &test, NULL), NULL);
	check_rel(test.p, 1.0 / 6, 1e-14);
	check_ok(svy_jonckheere_exact(&sample, SVY_LESS, NULL, &test, NULL), NULL);
	check_rel(test.p, 1, 1e-14);
	/* Var J = (3 2 11 - 0) / 72 = 11 / 12: z = 1.5 / sqrt(11 / 12) */
	check_ok(svy_jonckheere(&sample, SVY_TWO_SIDED, &test, NULL), NULL);
	check_rel(test.statistic, 1.5 / sqrt(11.0 / 12), 1e-14);
	svy_sample_clear(&sample);
}

static void large_ties_keep_their_digits(void **state)
{
	/* All but one of 2e6 + 1 tie; J - E = (1e6 + 1) / 2 - 1 / 2 ..., by hand below. */
	const double n[4] = {1e6, 0, 1e6, 1};
	struct svy_sample sample = from_table(n, 2, 2);
	struct svy_test test;
	(void)state;
	check_ok(svy_jonckheere(&sample, SVY_GREATER, &test, NULL), NULL);
	/* S = 1e6, and it is hypergeometric: where the one of the higher value is, +1e6 with
	 * probability (1e6 + 1) / N, or -(1e6 + 1); variance 1e6 (1e6 + 1). */
	check_rel(test.statistic, 1e6 / sqrt(1e6 * (1e6 + 1)), 1e-12);
	svy_sample_clear(&sample);
}

static void what_cannot_be_tested_is_said(void **state)
{
	const double tied[4] = {3, 0, 4, 0}, one[4] = {3, 1, 0, 0}, none[4] = {0};
	const struct {
		const double *n;
		const char *note;
	} cases[] = {{tied, "all numbers are the same"}, {one, "only one group"}, {none, "no respondents"}};
	(void)state;
	for (size_t i = 0; i < 3; i++) {
		struct svy_sample sample = from_table(cases[i].n, 2, 2);
		struct svy_test test;
		check_ok(svy_jonckheere(&sample, SVY_TWO_SIDED, &test, NULL), NULL);
		assert_true(isnan(test.p) && isnan(test.statistic));
		check_contains(test.note, cases[i].note);
		check_ok(svy_jonckheere_exact(&sample, SVY_TWO_SIDED, NULL, &test, NULL), NULL);
		assert_true(isnan(test.p) && isnan(test.attainable_p));
		check_contains(test.note, cases[i].note);
		svy_sample_clear(&sample);
	}
}

static void bad_tables_are_refused(void **state)
{
	const double negative[2] = {1, -1}, fraction[2] = {0.5, 1}, nan[2] = {NAN, 1}, large[4] = {9e15, 1, 1, 9e15};
	const double many[4] = {3e9, 1, 1, 3e9};
	struct svy_status status = {0};
	struct svy_sample sample = {.k = 7};
	struct svy_test test = {.p = 7};
	(void)state;
	check_fails(svy_sample_from_table(negative, 1, 2, &sample, &status), SVY_EDOMAIN, &status, "-1");
	check_fails(svy_sample_from_table(fraction, 2, 1, &sample, &status), SVY_EDOMAIN, &status, "whole");
	check_fails(svy_sample_from_table(nan, 1, 2, &sample, &status), SVY_EDOMAIN, &status, "nan");
	check_fails(svy_sample_from_table(large, 2, 2, &sample, &status), SVY_EDOMAIN, &status, "respondents");
	assert_int_equal(sample.k, 7);
	sample = from_table(many, 2, 2);
	check_fails(svy_jonckheere_exact(&sample, SVY_LESS, NULL, &test, &status), SVY_EDOMAIN, &status, "4000000000");
	check_close(test.p, 7, 0);
	svy_sample_clear(&sample);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(knowledge_of_performance),
		cmocka_unit_test(three_respondents),
		cmocka_unit_test(large_ties_keep_their_digits),
		cmocka_unit_test(what_cannot_be_tested_is_said),
		cmocka_unit_test(bad_tables_are_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
