#include <math.h>

#include "stat/kendall.h"
#include "stat/permute_kendall.h"
#include "tests/support/check.h"

static const struct svy_permute_options PLAIN = {.stream = "test"};

/* Exact Kendall goes over the same orders. */
static void it_is_the_exact_test(void **state)
{
	static const double X[] = {1, 2, 2, 4, 5, 6, 7}, Y[] = {2, 1, 1, 5, 3, 7, 3};
	const struct svy_correlate_options exact = {.level = 0.95, .exactness = SVY_EXACT_IF_POSSIBLE, .budget = 10};
	(void)state;
	for (size_t n = 3; n <= 7; n++) {
		const struct svy_matched data = {X, Y, NULL, n};
		struct svy_permuted how;
		struct svy_test test, other;
		svy_test_init(&test, "test");
		check_ok(svy_permute_kendall(&data, &PLAIN, &test, &how, NULL), NULL);
		check_ok(svy_kendall(&data, &exact, &other, NULL), NULL);
		assert_true(how.all);
		check_rel(test.p, other.p, 1e-12);
	}
}

static void frequencies_are_rows(void **state)
{
	static const double X[] = {1, 1, 2, 3, 3, 4}, Y[] = {2, 2, 1, 4, 4, 1}, X1[] = {3, 1, 4, 2}, Y1[] = {4, 2, 1, 1};
	static const uint64_t N1[] = {2, 2, 1, 1};
	const struct svy_matched rows = {X, Y, NULL, 6}, counted = {X1, Y1, N1, 4};
	struct svy_permuted how;
	struct svy_test a, b;
	(void)state;
	svy_test_init(&a, "test");
	svy_test_init(&b, "test");
	check_ok(svy_permute_kendall(&rows, &PLAIN, &a, &how, NULL), NULL);
	check_close(how.n, 720, 0);
	check_ok(svy_permute_kendall(&counted, &PLAIN, &b, &how, NULL), NULL);
	check_close(a.p, b.p, 0);
}

static void too_many_are_refused(void **state)
{
	static const double X[] = {1, 2}, Y[] = {2, 1};
	static const uint64_t N[] = {20000000, 1};
	const struct svy_matched data = {X, Y, N, 2};
	struct svy_status status = {0};
	struct svy_permuted how;
	struct svy_test test = {.p = 7};
	(void)state;
	check_fails(svy_permute_kendall(&data, &PLAIN, &test, &how, &status), SVY_EDOMAIN, &status, "at most 10000000");
	check_close(test.p, 7, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(it_is_the_exact_test),
		cmocka_unit_test(frequencies_are_rows),
		cmocka_unit_test(too_many_are_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
