#include <math.h>
#include <string.h>

#include "report/trials.h"
#include "tests/support/check.h"

static struct svy_status status;
static const double X[] = {1, 2, 3, 5, 6, 8};

static void choose(const char *list, bool exact, size_t n, bool paired, const char *refusal)
{
	struct svy_trials trials = {0};
	check_fails(svy_trials_choose(list, exact, n, paired, &trials, &status), SVY_EUSAGE, &status, refusal);
	assert_null(trials.trial);
}

static void names_fix_the_form(void **state)
{
	struct svy_trials trials;
	(void)state;
	check_ok(svy_trials_choose("t-welch,anova,t-welch", false, 2, false, &trials, NULL), NULL);
	assert_int_equal(trials.n, 2);
	assert_int_equal(trials.form, SVY_FORM_GROUPS);
	svy_trials_clear(&trials);
	check_ok(svy_trials_choose("t-paired", false, 2, true, &trials, NULL), NULL);
	assert_int_equal(trials.form, SVY_FORM_PAIRED);
	svy_trials_clear(&trials);
	check_ok(svy_trials_choose(NULL, false, 2, true, &trials, NULL), NULL);
	assert_int_equal(trials.form, SVY_FORM_BLOCKS);
	check_ok(svy_trials_choose(NULL, false, 1, false, &trials, NULL), NULL);
	assert_int_equal(trials.form, SVY_FORM_ONE);
}

static void what_cannot_be_is_refused(void **state)
{
	(void)state;
	choose("t-welsh", false, 2, false, "did you mean \"t-welch\"");
	choose("", false, 2, false, "an empty list");
	choose("t-welch,t-paired", false, 2, false, "in two commands");
	choose("t-welch", false, 1, false, "name OUTCOME and GROUP");
	choose("t-welch", false, 2, true, "leave out --paired");
	choose("t-one", false, 2, false, "name one variable");
	choose("t-paired", false, 3, false, "name two outcomes");
	choose("t-welch", true, 2, false, "t-welch has no exact form");
	choose(NULL, true, 2, false, "--exact is for tests");
}

static void options_belong_to_tests(void **state)
{
	struct svy_trials none = {0}, trials;
	(void)state;
	check_ok(svy_trials_choose("anova", false, 2, false, &trials, NULL), NULL);
	check_ok(svy_trials_check(&trials, 0, NULL), NULL);
	check_fails(svy_trials_check(&trials, SVY_ASKS_SIDES, &status), SVY_EUSAGE, &status, "--alternative: none");
	svy_trials_clear(&trials);
	check_fails(svy_trials_check(&none, SVY_ASKS_MU, &status), SVY_EUSAGE, &status, "--mu is for tests");
	check_ok(svy_trials_choose("tost-welch", false, 2, false, &trials, NULL), NULL);
	check_fails(svy_trials_check(&trials, 0, &status), SVY_EUSAGE, &status, "--equivalence");
	check_ok(svy_trials_check(&trials, SVY_ASKS_EQUIVALENCE, NULL), NULL);
	svy_trials_clear(&trials);
}

static void rows_are_written(void **state)
{
	static const char *const LABELS[] = {"A", "B"};
	const struct svy_group_moments moments[] = {{3, 2, 0, 2}, {3, 19.0 / 3, 0, 14.0 / 3}};
	const struct svy_trial_options options = {.level = 0.95, .mu = NAN, .seed = 1, .permutations = 100};
	struct svy_trial_options shifted = options;
	struct svy_trial_data data = {.form = SVY_FORM_GROUPS, .k = 2, .label = LABELS, .moments = moments};
	struct svy_run runs[6];
	struct svy_trials trials;
	struct svy_result *result, *moved;
	(void)state;
	for (size_t i = 0; i < 6; i++)
		runs[i] = (struct svy_run){X[i], i / 3, 1};
	check_ok(svy_sample_make(runs, 6, 2, &data.sample, NULL), NULL);
	check_ok(svy_trials_choose("t-pooled,permutation-t-pooled", false, 2, false, &trials, NULL), NULL);
	check_ok(svy_result_new(&result, NULL), NULL);
	check_ok(svy_trials_run(&trials, &data, &options, result, NULL), NULL);
	const struct svy_rtable *table = svy_result_find(result, "tests");
	assert_int_equal(table->n_rows, 2);
	check_rel(svy_row_value(table, 1, "p")->real, 0.1, 1e-15);
	assert_string_equal(table->rows[0].note, "\"A\" against \"B\"");
	assert_true(result->has_seed);
	/* what is of t-pooled alone leaves the other as it was, and is said */
	shifted.mu = 1;
	check_ok(svy_result_new(&moved, NULL), NULL);
	check_ok(svy_trials_run(&trials, &data, &shifted, moved, NULL), NULL);
	table = svy_result_find(moved, "tests");
	assert_true(fabs(svy_row_value(table, 0, "statistic")->real - svy_row_value(table, 1, "statistic")->real) > 0.1);
	check_rel(svy_row_value(table, 1, "p")->real, 0.1, 1e-15);
	assert_string_equal(table->rows[0].note, "\"A\" against \"B\"");
	assert_string_equal(table->rows[1].note,
	                    "cannot be tested at the level 0.05: no p below 0.1 is attainable; \"A\" against \"B\"; "
	                    "--mu is not of this test");
	svy_result_free(moved);
	check_ok(svy_trials_suitable(&data, result, NULL), NULL);
	assert_true(svy_result_find(result, "suitable")->n_rows > 5);
	data.k = 3;
	check_fails(svy_trials_run(&trials, &data, &options, result, &status), SVY_EUSAGE, &status, "is for two groups");
	svy_result_free(result);
	svy_trials_clear(&trials);
	svy_sample_clear(&data.sample);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_fix_the_form),
		cmocka_unit_test(what_cannot_be_is_refused),
		cmocka_unit_test(options_belong_to_tests),
		cmocka_unit_test(rows_are_written),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
