/* The families of tests of means and of variances. */
#include <math.h>
#include <string.h>

#include "report/trial.h"
#include "tests/support/check.h"
#include "tests/support/samples.h"

static const struct svy_trial *named(struct svy_trial_family family, const char *name)
{
	for (size_t i = 0; i < family.n; i++)
		if (strcmp(family.trial[i].name, name) == 0)
			return &family.trial[i];
	fail_msg("there is no %s", name);
	return NULL;
}

static struct svy_test run(const struct svy_trial *trial, const struct svy_trial_data *data,
                           const struct svy_trial_options *options)
{
	struct svy_test test;
	check_ok(trial->run(data, options, &test, NULL), NULL);
	assert_string_equal(test.test, trial->name);
	return test;
}

static void every_test_runs_under_its_name(void **state)
{
	(void)state;
	const double x[] = {1, 2, 4, 3, 9, 7}, counts[] = {7, 9, 13, 8}, y[] = {2, 2, 3, 5, 8, 9};
	const size_t group[] = {0, 0, 0, 1, 1, 1};
	const struct svy_group_moments moments[] = {{3, 7.0 / 3, 0, 14.0 / 3}, {3, 19.0 / 3, 0, 56.0 / 3}};
	const struct svy_trial_options options = {.level = 0.95, .mu = NAN, .low = -0.3, .high = 0.3};
	struct svy_trial_data data = {.k = 2, .moments = moments, .matched = {x, y, NULL, 6}, .count = counts,
	                              .n_categories = 2};
	data.sample = sample_of(x, group, 6, 2);
	const struct svy_trial_family families[] = {svy_mean_trials(), svy_variance_trials()};
	for (int f = 0; f < 2; f++)
		for (size_t i = 0; i < families[f].n; i++) {
			const struct svy_trial *trial = &families[f].trial[i];
			data.form = (enum svy_form)trial->forms;
			assert_true(run(trial, &data, &options).p > 0);
			assert_ptr_equal(svy_trial_named(trial->name), trial);
			assert_true(!(trial->asks & SVY_ASKS_EQUIVALENCE) == (strncmp(trial->name, "tost-", 5) != 0));
		}
	svy_sample_clear(&data.sample);
}

static void margins_are_about_the_value_tested(void **state)
{
	(void)state;
	const struct svy_group_moments moments = {20, 10.1, 0, 9};
	const double counts[] = {52, 48};
	const struct svy_trial_data mean = {.form = SVY_FORM_ONE, .k = 1, .moments = &moments};
	const struct svy_trial_data share = {.form = SVY_FORM_CATEGORY, .k = 2, .count = counts, .n_categories = 2};
	struct svy_trial_options options = {.level = 0.95, .mu = 10, .low = -1, .high = 1};
	check_contains(run(named(svy_mean_trials(), "tost-one"), &mean, &options).method, "within 9 and 11");
	options = (struct svy_trial_options){.level = 0.95, .mu = NAN, .low = -0.1, .high = 0.1, .event = 1};
	struct svy_test test = run(named(svy_mean_trials(), "tost-proportion"), &share, &options);
	check_contains(test.method, "within 0.4 and 0.6");
	check_close(test.estimate, 0.48, 1e-15);
}

static void the_event_of_two_groups_is_counted_in_each(void **state)
{
	(void)state;
	/* two answers by two groups, row by row */
	const double counts[] = {56, 48, 14, 32};
	const struct svy_trial_data shares = {.form = SVY_FORM_SHARES, .k = 2, .count = counts, .n_categories = 2};
	const struct svy_trial_options options = {.level = 0.975, .mu = NAN, .low = -0.1, .high = 0.1};
	struct svy_test test = run(named(svy_mean_trials(), "tost-proportions"), &shares, &options);
	check_close(test.estimate, 0.2, 1e-15);
	check_close(test.low, 0.0533, 5e-5); /* Newcombe 1998, table II, method 5 */
}

static void one_group_is_not_two(void **state)
{
	(void)state;
	const struct svy_group_moments moments = {20, 10.1, 0, 9};
	const struct svy_trial_data data = {.form = SVY_FORM_GROUPS, .k = 1, .moments = &moments};
	const struct svy_trial_options options = {.level = 0.95, .mu = NAN};
	check_contains(run(named(svy_mean_trials(), "t-welch"), &data, &options).note, "fewer than two groups");
}

static void more_than_two_groups_are_told_what_to_use(void **state)
{
	(void)state;
	const struct svy_trial_data three = {.form = SVY_FORM_GROUPS, .k = 3};
	struct svy_trial_unfit unfit;
	assert_string_equal(svy_trial_unfit(named(svy_mean_trials(), "t-welch"), &three, &unfit),
	                    "is for two groups, here are 3: use anova-welch, or choose two, as with --where 'GROUP = A,B'");
	assert_string_equal(svy_trial_unfit(named(svy_mean_trials(), "tost-welch"), &three, &unfit),
	                    "is for two groups, here are 3: choose two, as with --where 'GROUP = A,B'");
	assert_null(svy_trial_unfit(named(svy_mean_trials(), "anova"), &three, &unfit));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_test_runs_under_its_name),
		cmocka_unit_test(margins_are_about_the_value_tested),
		cmocka_unit_test(the_event_of_two_groups_is_counted_in_each),
		cmocka_unit_test(one_group_is_not_two),
		cmocka_unit_test(more_than_two_groups_are_told_what_to_use),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
