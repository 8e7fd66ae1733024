#include <math.h>

#include "stat/table_draws.h"
#include "tests/support/check.h"

static bool first_is(const void *state, const double *table, double *scratch)
{
	scratch[0] = table[0]; /* there is room to work in */
	return scratch[0] == *(const double *)state;
}

static struct svy_margins *margins(const double n[4])
{
	struct svy_margins *m;
	check_ok(svy_margins_new(n, 2, 2, &m, NULL), NULL);
	return m;
}

/* Tea tasting: three right of four has 16 of 70 ways. */
static void the_share_is_that_of_the_tables(void **state)
{
	const double n[4] = {3, 1, 1, 3}, three = 3, nine = 9;
	const struct svy_monte_carlo options = {.replicates = 50000, .seed = 5};
	struct svy_margins *m = margins(n);
	struct svy_test test;
	(void)state;
	svy_test_init(&test, "x");
	check_ok(svy_draw_tables(m, &options, "x", first_is, &three, &test, NULL), NULL);
	assert_true(test.p_low < 16.0 / 70 && 16.0 / 70 < test.p_high);
	check_close(test.p, 16.0 / 70, 0.01);
	check_ok(svy_draw_tables(m, &options, "x", first_is, &nine, &test, NULL), NULL);
	check_rel(test.p, 1.0 / 50001, 1e-14);
	svy_margins_free(m);
}

static void threads_change_nothing(void **state)
{
	const double n[4] = {9, 4, 3, 8}, six = 6;
	struct svy_margins *m = margins(n);
	double first = 0;
	(void)state;
	for (unsigned threads = 1; threads <= 7; threads += 3) {
		const struct svy_monte_carlo options = {.replicates = 10000, .seed = 5, .threads = threads};
		struct svy_test test;
		svy_test_init(&test, "x");
		check_ok(svy_draw_tables(m, &options, "x", first_is, &six, &test, NULL), NULL);
		if (threads == 1)
			first = test.p;
		check_close(test.p, first, 0);
	}
	svy_margins_free(m);
}

static void bad_requests_are_refused(void **state)
{
	const double n[4] = {0.5, 4, 3, 8}, whole[4] = {1, 4, 3, 8}, many[4] = {3e9, 1, 1, 3e9}, six = 6;
	const struct svy_monte_carlo options = {.replicates = UINT64_C(2000000000000)};
	struct svy_status status = {0};
	struct svy_test test;
	struct svy_margins *m = margins(n);
	(void)state;
	svy_test_init(&test, "x");
	check_fails(svy_draw_tables(m, NULL, "x", first_is, &six, &test, &status), SVY_EDOMAIN, &status, "whole");
	svy_margins_free(m);
	m = margins(many);
	check_fails(svy_draw_tables(m, NULL, "x", first_is, &six, &test, &status), SVY_EDOMAIN, &status, "4000000000");
	svy_margins_free(m);
	m = margins(whole);
	check_fails(svy_draw_tables(m, &options, "x", first_is, &six, &test, &status), SVY_EDOMAIN, &status,
	            "random tables");
	svy_margins_free(m);
	assert_true(isnan(test.p));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_share_is_that_of_the_tables),
		cmocka_unit_test(threads_change_nothing),
		cmocka_unit_test(bad_requests_are_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
