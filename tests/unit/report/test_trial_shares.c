#include <math.h>
#include <string.h>

#include "report/trial.h"
#include "tests/support/check.h"

static struct svy_test run(const char *name, const struct svy_trial_data *data, struct svy_trial_options options)
{
	struct svy_trial_family family = svy_share_trials();
	struct svy_status status = {0};
	struct svy_test test;
	svy_test_init(&test, "none");
	for (size_t i = 0; i < family.n; i++)
		if (strcmp(family.trial[i].name, name) == 0)
			check_ok(family.trial[i].run(data, &options, &test, &status), &status);
	assert_string_equal(test.test, name);
	return test;
}

static const struct svy_trial_options PLAIN = {.level = 0.95, .mu = NAN, .permutations = 1000, .seed = 1};

/* Conover's plants: R 4.2.2, example of binom.test. */
static void event_and_share(void **state)
{
	(void)state;
	const double count[] = {682, 243};
	const char *const category[] = {"giant", "dwarf"};
	const struct svy_trial_data data = {.form = SVY_FORM_CATEGORY, .k = 2, .count = count, .n_categories = 2,
	                                    .category = category};
	struct svy_trial_options options = PLAIN;
	options.mu = 0.25;
	options.event = 1;
	struct svy_test test = run("binomial", &data, options);
	check_close(test.statistic, 243, 0);
	check_close(test.p, 0.3825, 5e-5);
	check_close(run("binomial", &data, PLAIN).statistic, 682, 0); /* the first, against 0.5 */
	check_contains(run("binomial", &data, PLAIN).method, "proportion of 0.5");
	check_rel(run("multinomial", &data, PLAIN).p, run("binomial", &data, PLAIN).p, 1e-10);
}

static void few_are_doubted(void **state)
{
	(void)state;
	const double count[] = {1, 2, 4, 1}, share[] = {0.25, 0.25, 0.25, 0.25};
	const struct svy_trial_data data = {.form = SVY_FORM_CATEGORY, .k = 4, .count = count, .n_categories = 4};
	struct svy_trial_options options = PLAIN;
	options.expected = share;
	check_close(run("chisq-fit", &data, options).statistic, 3, 1e-14);
	check_contains(run("chisq-fit", &data, options).note, "smallest expected count 2.0: multinomial is exact");
	check_contains(run("lr-fit", &data, options).note, "multinomial is exact");
	check_contains(run("multinomial", &data, options).method, "given shares");
	assert_string_equal(run("multinomial", &data, options).note, "");
}

/* Newcombe's 56 of 70 and 48 of 80. */
static void two_groups(void **state)
{
	(void)state;
	const double count[] = {56, 48, 14, 32}, few[] = {2, 1, 3, 3};
	struct svy_trial_data data = {.form = SVY_FORM_SHARES, .k = 2, .count = count, .n_categories = 2};
	struct svy_trial_options options = PLAIN;
	check_close(run("z-proportions", &data, options).estimate, 0.2, 1e-15);
	check_close(run("z-proportions", &data, options).low, 0.0524, 5e-5);
	options.event = 1;
	check_close(run("z-proportions-cc", &data, options).estimate, -0.2, 1e-15);
	data.count = few;
	check_contains(run("z-proportions", &data, options).note, "svy-cross --tests fisher");
	double k, n;
	svy_trial_event(&data, 1, 1, &k, &n);
	check_close(k, 3, 0);
	check_close(n, 4, 0);
	svy_trial_event(&data, 0, 2, &k, &n); /* no third group */
	check_close(k + n, 0, 0);
	data.k = 1; /* one group only */
	check_contains(run("z-proportions", &data, options).note, "a group is empty");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(event_and_share),
		cmocka_unit_test(few_are_doubted),
		cmocka_unit_test(two_groups),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
