/* The family of tests of ranks. */
#include <math.h>
#include <string.h>

#include "report/trial.h"
#include "tests/support/check.h"
#include "tests/support/samples.h"

static const double X[] = {1, 2, 4, 3, 9, 7}, Y[] = {2, 2, 3, 5, 8, 9};
static const struct svy_trial_options OPTIONS = {.level = 0.95, .mu = NAN, .permutations = 100000, .budget = 10};

static struct svy_test run(const char *name, struct svy_trial_data *data, const struct svy_trial_options *options)
{
	const struct svy_trial *trial = svy_trial_named(name);
	struct svy_test test;
	assert_non_null(trial);
	check_ok(trial->run(data, options, &test, NULL), NULL);
	assert_string_equal(test.test, name);
	return test;
}

static void every_test_runs_under_its_name(void **state)
{
	(void)state;
	const size_t group[] = {0, 0, 0, 1, 1, 1};
	struct svy_trial_data data = {.k = 2, .matched = {X, Y, NULL, 6}, .blocks = {X, NULL, 3, 2}};
	struct svy_trial_family family = svy_rank_trials();
	data.sample = sample_of(X, group, 6, 2);
	for (size_t i = 0; i < family.n; i++) {
		const struct svy_trial *trial = &family.trial[i];
		data.form = (enum svy_form)(trial->forms & ~(unsigned)SVY_FORM_ONE);
		assert_true(run(trial->name, &data, &OPTIONS).p > 0);
		assert_true(!trial->exact || svy_trial_named(trial->exact));
	}
	svy_sample_clear(&data.sample);
}

static void one_number_is_tested_against_mu(void **state)
{
	(void)state;
	const size_t group[] = {0, 0, 0, 0, 0, 0};
	struct svy_trial_options options = OPTIONS;
	struct svy_trial_data data = {.form = SVY_FORM_ONE, .k = 1, .sample = sample_of(X, group, 6, 1)};
	check_close(run("sign", &data, &options).statistic, 6, 0);
	options.mu = 3;
	check_close(run("sign", &data, &options).statistic, 3, 0);
	check_close(run("signed-rank", &data, &options).statistic, 10.5, 0); /* -2 -1 1 0 6 4: ranks 1.5 + 5 + 4 */
	options.pratt = true;
	check_contains(run("signed-rank-exact", &data, &options).note, "Pratt");
	svy_sample_clear(&data.sample);
}

static void one_group_alone_has_an_answer(void **state)
{
	(void)state;
	static const char *const names[] = {"mann-whitney", "mann-whitney-cc", "mann-whitney-exact", "ks-two",
	                                    "median-exact"};
	const size_t group[] = {0, 0, 0, 0, 0, 0};
	struct svy_trial_data data = {.form = SVY_FORM_GROUPS, .k = 1, .sample = sample_of(X, group, 6, 1)};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		struct svy_test test = run(names[i], &data, &OPTIONS);
		check_close(test.p, NAN, 0);
		assert_true(*test.note);
	}
	svy_sample_clear(&data.sample);
}

static void the_budget_decides_what_is_drawn(void **state)
{
	(void)state;
	const size_t group[] = {0, 0, 0, 1, 1, 1};
	struct svy_trial_options options = OPTIONS;
	struct svy_trial_data data = {.form = SVY_FORM_GROUPS, .k = 2, .sample = sample_of(X, group, 6, 2)};
	check_contains(run("mann-whitney-exact", &data, &options).method, "exact given the ties");
	options.budget = 1e-9;
	options.permutations = 1234;
	check_contains(run("mann-whitney-exact", &data, &options).method, "Monte Carlo, 1234 arrangements");
	check_contains(run("ks-two", &data, &options).method, "exact");
	options.exact = true;
	check_contains(run("ks-two", &data, &options).method, "asymptotic");
	svy_sample_clear(&data.sample);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_test_runs_under_its_name),
		cmocka_unit_test(one_number_is_tested_against_mu),
		cmocka_unit_test(one_group_alone_has_an_answer),
		cmocka_unit_test(the_budget_decides_what_is_drawn),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
