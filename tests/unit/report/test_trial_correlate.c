#include <math.h>

#include "report/trial.h"
#include "tests/support/check.h"

/* Each is of two numbers; --exact and the side reach it. */
static void options_reach_the_tests(void **state)
{
	(void)state;
	double x[18], y[18];
	for (size_t i = 0; i < 18; i++) {
		x[i] = (double)i;
		y[i] = (double)(i * 7 % 18);
	}
	const struct svy_trial_data data = {.form = SVY_FORM_RELATED, .k = 2, .matched = {x, y, NULL, 18}};
	struct svy_trial_options options = {.level = 0.95, .mu = NAN, .alternative = SVY_GREATER};
	struct svy_trial_family family = svy_correlate_trials();
	assert_int_equal(family.n, 3);
	for (size_t i = 0; i < family.n; i++) {
		struct svy_test test, exact;
		assert_int_equal(family.trial[i].forms, SVY_FORM_RELATED);
		options.exact = false;
		check_ok(family.trial[i].run(&data, &options, &test, NULL), NULL);
		options.exact = true;
		check_ok(family.trial[i].run(&data, &options, &exact, NULL), NULL);
		assert_string_equal(test.test, family.trial[i].name);
		check_close(test.high, 1, 0);
		assert_int_equal(isnan(exact.attainable_p), i == 0);
		assert_int_equal(isnan(test.attainable_p), i != 2); /* Kendall's is exact of 18 anyway */
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(options_reach_the_tests),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
