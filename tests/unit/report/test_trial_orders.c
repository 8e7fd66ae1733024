/* The family of tests of ordered groups and of several answers. */
#include <math.h>
#include <string.h>

#include "report/trial.h"
#include "tests/support/check.h"

static const struct svy_trial *named(const char *name)
{
	struct svy_trial_family family = svy_order_trials();
	for (size_t i = 0; i < family.n; i++)
		if (strcmp(family.trial[i].name, name) == 0)
			return &family.trial[i];
	fail_msg("there is no %s", name);
	return NULL;
}

static struct svy_test run(const char *name, const struct svy_trial_data *data,
                           const struct svy_trial_options *options)
{
	struct svy_test test;
	check_ok(named(name)->run(data, options, &test, NULL), NULL);
	assert_string_equal(test.test, name);
	assert_ptr_equal(svy_trial_named(name), named(name));
	return test;
}

static void ordered_groups(void **state)
{
	const struct svy_run runs[] = {{1, 0, 1}, {2, 1, 1}, {3, 2, 1}};
	const struct svy_trial_options options = {.level = 0.95, .budget = 10, .alternative = SVY_GREATER};
	const struct svy_trial_options none = {.level = 0.95, .budget = 1e-12, .alternative = SVY_GREATER,
	                                       .permutations = 500, .seed = 1};
	struct svy_trial_data data = {.form = SVY_FORM_GROUPS, .k = 3};
	struct svy_trial_unfit unfit;
	(void)state;
	check_ok(svy_sample_make(runs, 3, 3, &data.sample, NULL), NULL);
	check_rel(run("jonckheere-exact", &data, &options).p, 1.0 / 6, 1e-13);
	check_contains(run("jonckheere-exact", &data, &none).method, "Monte Carlo, 500");
	assert_true(run("jonckheere", &data, &options).p < 0.1);
	check_contains(svy_trial_unfit(named("jonckheere"), &data, &unfit), "needs ordered groups");
	data.ordered = true;
	assert_null(svy_trial_unfit(named("jonckheere"), &data, &unfit));
	assert_string_equal(named("jonckheere")->exact, "jonckheere-exact");
	svy_sample_clear(&data.sample);
}

static void several_answers(void **state)
{
	const double x[] = {1, 1, 0, 0, 1, 0};
	const struct svy_trial_options options = {.level = 0.95};
	const struct svy_trial_data data = {.form = SVY_FORM_BLOCKS, .k = 3, .blocks = {x, NULL, 2, 3}};
	(void)state;
	/* C = 1 2 0: 2 (1 + 1 + 4) / (2 + 2) */
	check_rel(run("cochran-q", &data, &options).statistic, 3, 1e-14);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(ordered_groups),
		cmocka_unit_test(several_answers),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
