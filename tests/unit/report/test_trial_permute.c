#include <math.h>

#include "report/trial_permute.h"
#include "tests/support/check.h"

static const struct svy_trial_options PLAIN = {.level = 0.95, .mu = NAN, .permutations = 100000, .seed = 1};

static struct svy_test run(const char *name, const struct svy_trial_data *data, const struct svy_trial_options *options)
{
	const struct svy_trial *trial = svy_trial_named(name);
	struct svy_test test;
	assert_non_null(trial);
	check_ok(svy_trial_permute(trial, data, options, &test, NULL), NULL);
	assert_string_equal(test.test, name);
	return test;
}

/* 1 2 3 against 5 6 8: of the twenty ways two are as far apart. */
static void groups_have_all_their_arrangements(void **state)
{
	static const char *const NAMES[] = {"permutation-t-pooled",     "permutation-t-welch",
	                                    "permutation-anova",        "permutation-anova-welch",
	                                    "permutation-mann-whitney", "permutation-kruskal-wallis",
	                                    "permutation-ks-two",       "permutation-median"};
	static const char *const LABELS[] = {"A", "B"};
	const struct svy_group_moments moments[] = {{3, 2, 0, 2}, {3, 19.0 / 3, 0, 14.0 / 3}};
	const double x[] = {1, 2, 3, 5, 6, 8};
	struct svy_trial_data data = {.form = SVY_FORM_GROUPS, .k = 2, .label = LABELS, .moments = moments};
	struct svy_run runs[6];
	(void)state;
	for (size_t i = 0; i < 6; i++)
		runs[i] = (struct svy_run){x[i], i / 3, 1};
	check_ok(svy_sample_make(runs, 6, 2, &data.sample, NULL), NULL);
	for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++) {
		struct svy_test test = run(NAMES[i], &data, &PLAIN);
		check_rel(test.p, 0.1, 1e-12);
		check_contains(test.method, "all 20 arrangements");
		assert_true(isnan(test.low));
	}
	check_rel(run("permutation-t-pooled", &data, &PLAIN).estimate, 2 - 19.0 / 3, 1e-14);
	svy_sample_clear(&data.sample);
}

static void one_group_alone_has_no_p(void **state)
{
	static const char *const NAMES[] = {"permutation-t-pooled", "permutation-anova", "permutation-mann-whitney",
	                                    "permutation-median"};
	static const char *const LABELS[] = {"A"};
	const struct svy_group_moments moments[] = {{2, 1.5, 0, 0.5}};
	const struct svy_run runs[] = {{1, 0, 1}, {2, 0, 1}};
	struct svy_trial_data data = {.form = SVY_FORM_GROUPS, .k = 1, .label = LABELS, .moments = moments};
	(void)state;
	check_ok(svy_sample_make(runs, 2, 1, &data.sample, NULL), NULL);
	for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++) {
		struct svy_test test = run(NAMES[i], &data, &PLAIN);
		assert_true(isnan(test.p));
		assert_true(*test.note);
	}
	svy_sample_clear(&data.sample);
}

/* Two groups that do not vary: Welch's t has no value, and that arrangement is the most extreme. */
static void what_has_no_statistic_is_extreme(void **state)
{
	static const char *const LABELS[] = {"A", "B"};
	const struct svy_group_moments moments[] = {{4, 1.5, 0, 3}, {4, 2.5, 0, 3}};
	const struct svy_run runs[] = {{1, 0, 3}, {1, 1, 1}, {3, 0, 1}, {3, 1, 3}};
	struct svy_trial_data data = {.form = SVY_FORM_GROUPS, .k = 2, .label = LABELS, .moments = moments};
	(void)state;
	check_ok(svy_sample_make(runs, 4, 2, &data.sample, NULL), NULL);
	/* Of seventy, two without variance, and twice sixteen like this one. */
	check_rel(run("permutation-t-welch", &data, &PLAIN).p, 34.0 / 70, 1e-12);
	svy_sample_clear(&data.sample);
}

static void pairs_and_one_sample_by_signs(void **state)
{
	const double x[] = {3, 4, 6, 9}, y[] = {1, 1, 2, 4};
	static const char *const LABELS[] = {"x", "y"};
	const struct svy_trial_data pairs = {.form = SVY_FORM_PAIRED, .k = 2, .label = LABELS,
	                                     .matched = {x, y, NULL, 4}, .blocks = {NULL, NULL, 0, 2}};
	struct svy_trial_options options = PLAIN;
	(void)state;
	check_rel(run("permutation-t-paired", &pairs, &PLAIN).p, 2.0 / 16, 1e-12);
	check_rel(run("permutation-sign", &pairs, &PLAIN).p, 2.0 / 16, 1e-12);
	options.alternative = SVY_GREATER;
	check_rel(run("permutation-signed-rank", &pairs, &options).p, 1.0 / 16, 1e-12);
	options.mu = 2; /* differences 0 1 2 3: three that have a sign */
	check_rel(run("permutation-t-paired", &pairs, &options).p, 1.0 / 8, 1e-12);
}

static void many_arrangements_are_drawn(void **state)
{
	const double x[] = {3, 4, 6, 9}, y[] = {1, 1, 2, 4};
	const struct svy_trial_data pairs = {.form = SVY_FORM_RELATED, .k = 2, .matched = {x, y, NULL, 4}};
	struct svy_trial_options options = PLAIN;
	(void)state;
	check_rel(run("permutation-pearson-r", &pairs, &options).p, 2.0 / 24, 1e-12); /* the tied 1s exchanged */
	options.permutations = 20;
	struct svy_test test = run("permutation-pearson-r", &pairs, &options);
	check_contains(test.method, "Monte Carlo, 20 arrangements, 99% interval of p");
	assert_true(test.p_low <= 2.0 / 24 && test.p_high >= 2.0 / 24);
}

/* The usual number is reduced by the budget where each takes long; a number asked for is not. */
static void the_budget_is_held(void **state)
{
	double x[20], y[20];
	const struct svy_trial_data pairs = {.form = SVY_FORM_RELATED, .k = 2, .matched = {x, y, NULL, 20}};
	struct svy_trial_options options = PLAIN;
	(void)state;
	for (int i = 0; i < 20; i++) {
		x[i] = i;
		y[i] = i * 7 % 20;
	}
	options.permutations = 0;
	options.budget = 20 * 2000 / SVY_TRIAL_STEPS;
	check_contains(run("permutation-pearson-r", &pairs, &options).method, "Carlo, 2000 arr");
	options.budget = 0;
	check_contains(run("permutation-pearson-r", &pairs, &options).method, "Carlo, 500 arr");
	options.permutations = 700;
	check_contains(run("permutation-pearson-r", &pairs, &options).method, "Carlo, 700 arr");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(groups_have_all_their_arrangements),
		cmocka_unit_test(one_group_alone_has_no_p),
		cmocka_unit_test(what_has_no_statistic_is_extreme),
		cmocka_unit_test(pairs_and_one_sample_by_signs),
		cmocka_unit_test(many_arrangements_are_drawn),
		cmocka_unit_test(the_budget_is_held),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
