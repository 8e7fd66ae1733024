#include <math.h>

#include "stat/sign.h"
#include "tests/support/check.h"

static struct svy_test test_of(const double *x, const uint64_t *n, size_t size, struct svy_rank_options options)
{
	const struct svy_matched data = {x, NULL, n, size};
	struct svy_test test;
	check_ok(svy_sign(&data, &options, &test, NULL), NULL);
	return test;
}

/* Eight above, two below, one 0; p = 2 (1 + 10 + 45) / 1024.  Of eleven values the second from
 * each end: 1 - 2 (1 + 11) / 2048 is 98.83%. */
static void by_hand(void **state)
{
	(void)state;
	static const double x[] = {-2, -1, 0, 1, 2, 3, 4, 5, 6, 7, 8};
	struct svy_rank_options options = {.level = 0.95};
	struct svy_test test = test_of(x, NULL, 11, options);
	check_close(test.statistic, 8, 0);
	check_rel(test.p, 112.0 / 1024, 1e-13);
	check_rel(test.attainable_p, 2.0 / 1024, 1e-15);
	check_close(test.estimate, 3, 0);
	check_close(test.low, -1, 0);
	check_close(test.high, 7, 0);
	check_contains(test.method, "order statistic 2 from each end of 11: 98.83%");
	check_contains(test.note, "1 of 11 differences is 0, left out");
	options.alternative = SVY_LESS;
	options.mu = 8;
	test = test_of(x, NULL, 11, options);
	check_close(test.statistic, 0, 0);
	check_rel(test.p, 1.0 / 1024, 1e-13);
	check_close(test.low, -INFINITY, 0);
	check_close(test.high, 6, 0); /* 1 - 67 / 2048 */
	check_contains(test.method, "order statistic 3 from above of 11: 96.73%");
}

static void few_reach_no_level(void **state)
{
	(void)state;
	static const double x[] = {1, 2, 4};
	struct svy_test test = test_of(x, NULL, 3, (struct svy_rank_options){.level = 0.95});
	check_close(test.low, -INFINITY, 0);
	check_close(test.high, INFINITY, 0);
	check_contains(test.note, "level");
	check_rel(test.p, 0.25, 1e-15);
}

static void frequencies_and_small_p(void **state)
{
	(void)state;
	static const double x[] = {-1, 1};
	static const uint64_t n[] = {0, 4000}, even[] = {4, 4};
	struct svy_test test = test_of(x, n, 2, (struct svy_rank_options){.level = 0.95});
	check_close(test.p, 0, 0);
	check_rel(test.log_p, -3999 * log(2), 1e-12);
	check_close(test_of(x, even, 2, (struct svy_rank_options){.level = 0.95}).p, 1, 0);
}

static void what_has_no_answer_says_why(void **state)
{
	(void)state;
	static const double x[] = {0, 0, NAN};
	struct svy_status status = {0};
	struct svy_test test = test_of(x, NULL, 2, (struct svy_rank_options){.level = 0.95});
	check_close(test.p, NAN, 0);
	check_close(test.estimate, 0, 0);
	check_contains(test.note, "no difference is above or below");
	check_contains(test_of(x, NULL, 0, (struct svy_rank_options){.level = 0.95}).note, "there are no values");
	const struct svy_matched bad = {x, NULL, NULL, 3};
	const struct svy_rank_options options = {.level = 0.95};
	check_fails(svy_sign(&bad, &options, &test, &status), SVY_EDOMAIN, &status, "value 3");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(by_hand),
		cmocka_unit_test(few_reach_no_level),
		cmocka_unit_test(frequencies_and_small_p),
		cmocka_unit_test(what_has_no_answer_says_why),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
