#include <math.h>
#include <stdio.h>
#include <string.h>

#include "report/effects.h"
#include "tests/support/check.h"
#include "tests/support/samples.h"

static const char *const LABELS[] = {"North", "South", "West"};

/* The tests of a list, of numbers by group or of the form that fits. */
static struct svy_trials trials_of(const char *list, size_t n_variables)
{
	struct svy_trials trials;
	check_ok(svy_trials_choose(list, false, n_variables, false, &trials, NULL), NULL);
	return trials;
}

static const char *text_at(const struct svy_rtable *table, size_t row)
{
	return table->rows[row].values[0].text;
}

/* Names in the table of effects, with commas between; "" where there is no table. */
static void run(const char *list, const char *tests, size_t n_variables, const struct svy_trial_data *data,
                char out[200])
{
	const struct svy_trial_options options = {.level = 0.95, .mu = NAN};
	struct svy_trials trials = trials_of(tests, n_variables);
	struct svy_result *result;
	check_ok(svy_result_new(&result, NULL), NULL);
	check_ok(svy_effects_run(list, &trials, data, &options, result, NULL), NULL);
	out[0] = 0;
	for (size_t i = 0; result->n_tables && i < result->tables[0]->n_rows; i++)
		snprintf(out + strlen(out), 200 - strlen(out), "%s%s", i ? "," : "", text_at(result->tables[0], i));
	svy_result_free(result);
	svy_trials_clear(&trials);
}

static struct svy_trial_data two_groups(void)
{
	static const struct svy_group_moments moments[] = {{3, 7.0 / 3, 0, 14.0 / 3}, {3, 19.0 / 3, 0, 56.0 / 3}};
	static const double x[] = {1, 2, 4, 3, 9, 7};
	static const size_t group[] = {0, 0, 0, 1, 1, 1};
	struct svy_trial_data data = {.form = SVY_FORM_GROUPS, .k = 2, .moments = moments, .label = LABELS};
	data.sample = sample_of(x, group, 6, 2);
	return data;
}

static void effects_belong_to_tests(void **state)
{
	(void)state;
	struct svy_trial_data data = two_groups();
	char names[200];
	run(NULL, "t-welch", 2, &data, names);
	assert_string_equal(names, "cohen-d,hedges-g,glass-delta");
	run(NULL, "permutation-mann-whitney,t-pooled", 2, &data, names);
	assert_string_equal(names, "cohen-d,hedges-g,glass-delta,a,cliff-delta,rank-biserial");
	run(NULL, "levene", 2, &data, names);
	assert_string_equal(names, "");
	run("none", "t-welch", 2, &data, names);
	assert_string_equal(names, "");
	run("omega2,a", "t-welch", 2, &data, names);
	assert_string_equal(names, "omega2,a");
	run("all", "levene", 2, &data, names);
	assert_string_equal(names, "cohen-d,hedges-g,glass-delta,eta2,omega2,epsilon2,a,cliff-delta,rank-biserial,"
	                           "epsilon2-h,eta2-h");
	svy_sample_clear(&data.sample);
}

static void every_test_named_is_there(void **state)
{
	(void)state;
	const struct svy_effect_trial *effect;
	for (size_t i = 0; (effect = svy_effect_trial_at(i)); i++) {
		char name[60];
		int length;
		for (const char *at = effect->tests; sscanf(at, "%59s%n", name, &length) == 1; at += length) {
			const struct svy_trial *trial = svy_trial_named(name);
			assert_non_null(trial);
			assert_true(trial->forms & effect->forms);
		}
	}
}

static void every_effect_has_its_name_and_forms(void **state)
{
	(void)state;
	const double x[] = {1, 2, 4, 3, 9, 7}, y[] = {2, 2, 3, 5, 8, 9}, counts[] = {7, 9, 13, 8};
	const struct svy_trial_options options = {.level = 0.95, .mu = NAN};
	const struct svy_effect_trial *effect;
	struct svy_trial_data data = two_groups();
	size_t n = 0;
	data.matched = (struct svy_matched){x, y, NULL, 6};
	data.blocks = (struct svy_blocks){x, NULL, 2, 3};
	data.count = counts;
	data.n_categories = 2;
	for (; (effect = svy_effect_trial_at(n)); n++)
		for (int bit = 0; bit < SVY_N_FORMS; bit++) {
			struct svy_measure measure;
			data.form = (enum svy_form)(1 << bit);
			if (!(effect->forms & (unsigned)data.form))
				continue;
			check_ok(effect->run(&data, &options, &measure, NULL), NULL);
			assert_string_equal(measure.measure, effect->name);
			assert_true(isfinite(measure.estimate) && measure.method[0]);
			assert_true(strlen(measure.method) < sizeof measure.method - 1);
		}
	assert_int_equal(n, 18);
	svy_sample_clear(&data.sample);
}

static void rows_have_limits_notes_and_a_seed(void **state)
{
	(void)state;
	struct svy_trial_data data = two_groups();
	const struct svy_trial_options options = {.level = 0.95, .mu = NAN, .seed = 77};
	struct svy_trials trials = trials_of("t-welch", 2);
	struct svy_result *result;
	check_ok(svy_result_new(&result, NULL), NULL);
	check_ok(svy_effects_run("cohen-d", &trials, &data, &options, result, NULL), NULL);
	const struct svy_rtable *table = result->tables[0];
	assert_string_equal(table->name, "effects");
	check_rel(table->rows[0].values[1].real, -4 / sqrt(70.0 / 12), 1e-14);
	assert_true(table->rows[0].values[3].real < table->rows[0].values[4].real);
	check_contains(table->rows[0].values[5].text, "non-central t");
	check_contains(table->rows[0].note, "\"North\" against \"South\"");
	assert_false(result->has_seed);
	check_ok(svy_effects_run("eta2-h", &trials, &data, &options, result, NULL), NULL);
	assert_true(result->has_seed && result->seed == 77);
	svy_result_free(result);
	svy_trials_clear(&trials);
	svy_sample_clear(&data.sample);
}

static void an_event_is_of_two_groups_and_of_any_categories(void **state)
{
	(void)state;
	const double counts[] = {5, 3, 2}, table[] = {5, 3, 2, 1, 2, 3};
	struct svy_trial_data data = {.form = SVY_FORM_CATEGORY, .k = 3, .count = counts, .n_categories = 3};
	char names[200];
	run(NULL, "binomial,chisq-fit", 1, &data, names);
	assert_string_equal(names, "cohen-w,cohen-h");
	data = (struct svy_trial_data){.form = SVY_FORM_SHARES, .k = 3, .count = table, .n_categories = 2, .label = LABELS};
	run("all", "z-proportions", 2, &data, names);
	assert_string_equal(names, "cohen-w");
}

static void what_does_not_suit_is_refused(void **state)
{
	(void)state;
	struct svy_status status = {0};
	struct svy_trial_data data = two_groups();
	const struct svy_trial_options options = {.level = 0.95, .mu = NAN};
	struct svy_trials trials = trials_of("anova", 2), none = trials_of(NULL, 2);
	struct svy_result *result;
	check_ok(svy_result_new(&result, NULL), NULL);
	data.k = 3;
	check_fails(svy_effects_run("cohen-d", &trials, &data, &options, result, &status), SVY_EUSAGE, &status,
	            "--effects: cohen-d: it is for two groups, here are 3: use omega2");
	check_fails(svy_effects_run("d-z", &trials, &data, &options, result, &status), SVY_EUSAGE, &status,
	            "it is not of a number by group");
	check_fails(svy_effects_check("cohn-d", &trials, &status), SVY_EUSAGE, &status, "did you mean \"cohen-d\"?");
	check_fails(svy_effects_check("", &trials, &status), SVY_EUSAGE, &status, "empty list");
	check_fails(svy_effects_check("eta2", &none, &status), SVY_EUSAGE, &status, "for tests");
	check_ok(svy_effects_check("none", &none, &status), &status);
	check_ok(svy_effects_check(NULL, &none, &status), &status);
	check_ok(svy_effects_check("d-z,eta2", &trials, &status), &status);
	svy_result_free(result);
	svy_trials_clear(&trials);
	svy_trials_clear(&none);
	svy_sample_clear(&data.sample);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(effects_belong_to_tests),
		cmocka_unit_test(every_test_named_is_there),
		cmocka_unit_test(every_effect_has_its_name_and_forms),
		cmocka_unit_test(rows_have_limits_notes_and_a_seed),
		cmocka_unit_test(an_event_is_of_two_groups_and_of_any_categories),
		cmocka_unit_test(what_does_not_suit_is_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
