#include <math.h>

#include "stat/kendall.h"
#include "tests/support/check.h"

static struct svy_test correlate(const struct svy_matched *data, enum svy_exactness exactness,
                                 enum svy_alternative alternative)
{
	const struct svy_correlate_options options = {0.95, alternative, exactness, 0.5};
	struct svy_status status = {0};
	struct svy_test test;
	check_ok(svy_kendall(data, &options, &test, &status), &status);
	return test;
}

/* Hollander and Wolfe (1973), tuna; R 4.2.2, example of cor.test. */
static const double X[] = {44.4, 45.9, 41.9, 53.3, 44.7, 44.1, 50.7, 45.2, 60.1};
static const double Y[] = {2.6, 3.1, 2.5, 5.0, 3.6, 4.0, 5.2, 2.8, 3.8};
static const struct svy_matched TUNA = {X, Y, NULL, 9};

static void tuna_as_published(void **state)
{
	(void)state;
	struct svy_test test = correlate(&TUNA, SVY_EXACT_IF_SMALL, SVY_TWO_SIDED);
	check_rel(test.estimate, 16.0 / 36, 1e-15);
	check_close(test.statistic, 16, 0);
	check_close(test.p, 0.1194, 5e-5);
	check_close(correlate(&TUNA, SVY_EXACT_IF_SMALL, SVY_GREATER).p, 0.05972, 5e-6);
	check_rel(test.attainable_p, 2.0 / 362880, 1e-12);
	check_contains(test.method, "exact distribution of S;");
	test = correlate(&TUNA, SVY_EXACT_NEVER, SVY_TWO_SIDED);
	check_rel(test.statistic, 16 / sqrt(92), 1e-14); /* 9 x 8 x 23 / 18 */
	check_contains(test.method, "not corrected for continuity");
	assert_true(isnan(test.attainable_p));
}

/* scipy issues 11175 (p above 1), 11246 (171 and more gave 0). */
static void no_p_is_above_1_or_lost(void **state)
{
	(void)state;
	enum { N = 400 };
	double x[N], y[N];
	for (size_t i = 0; i < N; i++) {
		x[i] = (double)i;
		y[i] = (double)(i ^ 1);
	}
	for (size_t n = 2; n <= 200; n += 2) {
		double z[N];
		const struct svy_matched data = {x, z, NULL, n};
		for (size_t i = 0; i < n; i++) /* S near 0 */
			z[i] = i % 4 == 0 || i % 4 == 3 ? x[i] : -x[i];
		struct svy_test test = correlate(&data, SVY_EXACT_IF_SMALL, SVY_TWO_SIDED);
		assert_true(test.p > 0 && test.p <= 1);
	}
	const struct svy_matched all = {x, y, NULL, N};
	struct svy_test test = correlate(&all, SVY_EXACT_IF_POSSIBLE, SVY_TWO_SIDED);
	assert_true(test.log_p < -1000 && isfinite(test.log_p));
	check_close(test.p, 0, 0);
}

static void two_and_three(void **state)
{
	(void)state;
	const double x[] = {1, 2, 3}, y[] = {4, 5, 6};
	const struct svy_matched two = {x, y, NULL, 2}, three = {x, y, NULL, 3};
	struct svy_test test = correlate(&two, SVY_EXACT_IF_SMALL, SVY_TWO_SIDED);
	check_close(test.p, 1, 0);
	check_close(test.estimate, 1, 0);
	check_contains(test.note, "perfect association");
	check_rel(correlate(&three, SVY_EXACT_IF_SMALL, SVY_TWO_SIDED).p, 1.0 / 3, 1e-14);
	check_rel(correlate(&three, SVY_EXACT_IF_SMALL, SVY_GREATER).p, 1.0 / 6, 1e-14);
	check_close(correlate(&three, SVY_EXACT_IF_SMALL, SVY_LESS).p, 1, 1e-14);
	check_rel(correlate(&two, SVY_EXACT_NEVER, SVY_TWO_SIDED).statistic, 1, 1e-14);
}

/* Frequencies up to 2^53 in all: no count of pairs overflows (scipy issue 18139). */
static void very_many_do_not_overflow(void **state)
{
	(void)state;
	const double x[] = {1, 1, 2, 2}, y[] = {1, 2, 1, 2};
	const uint64_t quarter = UINT64_C(1) << 51, n[] = {quarter, quarter - 1000000000, quarter, quarter};
	const struct svy_matched data = {x, y, n, 4};
	struct svy_test test = correlate(&data, SVY_EXACT_IF_SMALL, SVY_TWO_SIDED);
	/* phi of the table: (ad - bc) / sqrt(...) is d / 4 for a small d = 1e9 / 2^51 */
	check_rel(test.estimate, 1e9 / 0x1p53, 1e-6);
	/* tau-b^2 (n - 1) is Pearson's chi-squared, z^2, of a 2 x 2 table (up to (n - 1) / n) */
	check_rel(test.statistic, test.estimate * 0x1p26 * sqrt(2), 1e-6);
	assert_true(test.p > 0 && test.p < 1e-20);
	const uint64_t more[] = {quarter, quarter, quarter, quarter + 1};
	const struct svy_matched too_many = {x, y, more, 4};
	const struct svy_correlate_options options = {.level = 0.95};
	struct svy_status status = {0};
	check_fails(svy_kendall(&too_many, &options, &test, &status), SVY_EDOMAIN, &status, "more than");
}

static void exact_where_it_is_possible(void **state)
{
	(void)state;
	enum { N = 3000 };
	static double x[N], y[N], z[N];
	for (size_t i = 0; i < N; i++) {
		x[i] = (double)i;
		y[i] = (double)(i * 7 % N);
		z[i] = (double)(i % 5);
	}
	const struct svy_matched some = {x, y, NULL, 201}, many = {x, y, NULL, N}, tied = {z, z, NULL, 16};
	check_contains(correlate(&some, SVY_EXACT_IF_SMALL, SVY_TWO_SIDED).method, "normal approximation of S,");
	check_contains(correlate(&some, SVY_EXACT_IF_POSSIBLE, SVY_TWO_SIDED).method, "exact");
	struct svy_test test = correlate(&many, SVY_EXACT_IF_POSSIBLE, SVY_TWO_SIDED);
	check_contains(test.method, "normal approximation");
	check_contains(test.note, "beyond the budget");
	check_contains(correlate(&tied, SVY_EXACT_IF_SMALL, SVY_TWO_SIDED).method, "variance for ties");
	check_contains(correlate(&tied, SVY_EXACT_IF_POSSIBLE, SVY_TWO_SIDED).method, "given the ties");
}

static void one_sided_limits(void **state)
{
	(void)state;
	struct svy_test two = correlate(&TUNA, SVY_EXACT_IF_SMALL, SVY_TWO_SIDED);
	struct svy_test less = correlate(&TUNA, SVY_EXACT_IF_SMALL, SVY_LESS);
	check_close(less.low, -1, 0);
	assert_true(less.high < two.high && less.high > less.estimate);
	check_close(correlate(&TUNA, SVY_EXACT_IF_SMALL, SVY_GREATER).high, 1, 0);
}

static void what_has_no_order_says_why(void **state)
{
	(void)state;
	const double same[] = {3, 3, 3}, bad[] = {1, NAN, 2};
	const struct svy_matched first = {same, X, NULL, 3}, second = {X, same, NULL, 3}, none = {X, Y, NULL, 1},
	                         broken = {X, bad, NULL, 3};
	check_contains(correlate(&first, SVY_EXACT_IF_SMALL, SVY_TWO_SIDED).note, "first number does not vary");
	check_contains(correlate(&second, SVY_EXACT_IF_SMALL, SVY_TWO_SIDED).note, "second number does not vary");
	struct svy_test test = correlate(&none, SVY_EXACT_IF_SMALL, SVY_TWO_SIDED);
	check_contains(test.note, "fewer than two");
	assert_true(isnan(test.p) && isnan(test.estimate));
	const struct svy_correlate_options options = {.level = 0.95}, wrong = {.level = 0};
	struct svy_status status = {0};
	test.p = 7;
	check_fails(svy_kendall(&broken, &options, &test, &status), SVY_EDOMAIN, &status, "pair 2");
	check_fails(svy_kendall(&TUNA, &wrong, &test, &status), SVY_EDOMAIN, &status, "level");
	check_close(test.p, 7, 0);
}

/* Without ties 1, 5, 14, 29 of 120 have up to 0, 1, 2, 3 discordant pairs (Kendall 1970, table of S);
 * with groups of 2 and 3: 1 1 2 2 2 1 1 of 10. */
static void inversions_by_hand(void **state)
{
	(void)state;
	const uint64_t ones[] = {1, 1, 1, 1, 1}, groups[] = {2, 3};
	const double untied[] = {1, 5, 14, 29}, tied[] = {1, 2, 4};
	double log_p;
	for (size_t k = 0; k < 4; k++) {
		check_ok(svy_inversions_log(ones, 5, k, &log_p, NULL), NULL);
		check_close(log_p, log(untied[k] / 120), 1e-13);
	}
	for (size_t k = 0; k < 3; k++) {
		check_ok(svy_inversions_log(groups, 2, k, &log_p, NULL), NULL);
		check_close(log_p, log(tied[k] / 10), 1e-13);
	}
}

/* In whole numbers of arbitrary length (Python), less log n!. */
static void inversions_of_many(void **state)
{
	(void)state;
	static uint64_t ones[2000];
	const struct {
		size_t n, k;
		double log_p;
	} known[] = {{1200, 3000, -4807.535876364509678679}, {1000, 40000, -1281.389969874358699659},
	             {2000, 10000, -7811.677053451035681561}};
	double log_p;
	for (size_t i = 0; i < 2000; i++)
		ones[i] = 1;
	for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
		check_ok(svy_inversions_log(ones, known[i].n, known[i].k, &log_p, NULL), NULL);
		check_close(log_p, known[i].log_p, 1e-10);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(tuna_as_published),
		cmocka_unit_test(no_p_is_above_1_or_lost),
		cmocka_unit_test(two_and_three),
		cmocka_unit_test(very_many_do_not_overflow),
		cmocka_unit_test(exact_where_it_is_possible),
		cmocka_unit_test(one_sided_limits),
		cmocka_unit_test(what_has_no_order_says_why),
		cmocka_unit_test(inversions_by_hand),
		cmocka_unit_test(inversions_of_many),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
