#include <math.h>
#include <string.h>

#include "report/frequencies.h"
#include "tab/count.h"
#include "tests/support/check.h"
#include "tests/support/rows.h"

static const size_t SIZES[] = {3};
/* Codes -1 refused, -2 not asked; nobody in the third category. */
static const int32_t CODES[] = {0, 1, 0, -1, -2, 0};

static struct svy_result *frequencies(const double *weights, enum svy_weight_kind kind,
                                      const struct svy_missing_policy *policy,
                                      const struct svy_share_options *options)
{
	struct svy_table *table = rows_new(6, 1, SIZES, CODES, weights);
	const struct svy_variable *variable = &table->columns[0].variable;
	struct svy_status status = {0};
	struct svy_count *count;
	struct svy_crosstabs *tables;
	struct svy_result *result;
	check_ok(svy_count_new(1, kind, &count, &status), &status);
	check_ok(svy_count_add(count, table, (const size_t[]){0}, weights ? 1 : SVY_NO_COLUMN, NULL, &status), &status);
	check_ok(svy_crosstabs_make(count, &variable, 1, kind, policy, &tables, &status), &status);
	check_ok(svy_result_new(&result, &status), &status);
	struct svy_rtable *rtable = svy_frequencies_table(
		result, &(struct svy_frequencies_shape){.title = "Variable A", .weighted = kind == SVY_WEIGHT_SAMPLING,
		                                          .responses = variable->several});
	check_ok(svy_frequencies_add(result, rtable, 0, variable, tables, options, &status), &status);
	svy_crosstabs_free(tables);
	svy_count_free(count);
	rows_free(table);
	return result;
}

static void is_row(const struct svy_result *result, size_t r, const char *kind, uint64_t n, double percent,
                   double valid)
{
	const struct svy_rtable *t = svy_result_find(result, "frequencies");
	assert_true(r < t->n_rows);
	assert_string_equal(svy_row_value(t, r, "kind")->text, kind);
	assert_int_equal(svy_row_value(t, r, "n")->count, n);
	check_close(svy_row_value(t, r, "percent")->real, percent, 1e-12);
	if (isnan(valid))
		assert_int_equal(svy_row_value(t, r, "valid_percent")->kind, SVY_NULL);
	else
		check_close(svy_row_value(t, r, "valid_percent")->real, valid, 1e-12);
}

static const struct svy_share_options PLAIN = {.level = 0.95, .rows = 6};

static void percentages_say_what_they_are_of(void **state)
{
	const struct svy_missing_policy exclude = {.what = SVY_MISSING_EXCLUDE}, show = {.what = SVY_MISSING_SHOW};
	struct svy_result *result = frequencies(NULL, SVY_WEIGHT_NONE, &exclude, &PLAIN);
	(void)state;
	is_row(result, 0, "valid", 3, 75, 75);
	is_row(result, 1, "valid", 1, 25, 25);
	is_row(result, 2, "valid", 0, 0, 0); /* declared, and nobody */
	is_row(result, 3, "total", 4, 100, 100);
	svy_result_free(result);
	result = frequencies(NULL, SVY_WEIGHT_NONE, &show, &PLAIN);
	is_row(result, 0, "valid", 3, 50, 75);
	is_row(result, 3, "missing", 1, 100.0 / 6, NAN);
	is_row(result, 4, "missing", 1, 100.0 / 6, NAN);
	is_row(result, 5, "total", 6, 100, 100);
	const struct svy_rtable *t = svy_result_find(result, "frequencies");
	check_contains(t->rows[3].note, "refused: outside the valid base");
	check_contains(t->rows[5].note, "valid n 4");
	check_close(svy_row_value(t, 1, "cumulative_percent")->real, 100, 1e-12);
	svy_result_free(result);
}

static void what_is_included_is_in_the_base(void **state)
{
	struct svy_missing_policy include;
	(void)state;
	assert_true(svy_missing_policy_parse("include", &include));
	struct svy_result *result = frequencies(NULL, SVY_WEIGHT_NONE, &include, &PLAIN);
	is_row(result, 0, "valid", 3, 60, 60);
	is_row(result, 3, "valid", 1, 20, 20); /* refused */
	is_row(result, 4, "total", 5, 100, 100);
	svy_result_free(result);
}

static void intervals_are_those_of_the_valid_percent(void **state)
{
	const struct svy_missing_policy exclude = {.what = SVY_MISSING_EXCLUDE};
	const struct svy_share_options wilson = {
		.has_interval = true, .interval = SVY_INTERVAL_WILSON, .level = 0.95, .rows = 6};
	struct svy_result *result = frequencies(NULL, SVY_WEIGHT_NONE, &exclude, &wilson);
	const struct svy_rtable *t = svy_result_find(result, "frequencies");
	double z2 = 1.959963984540054 * 1.959963984540054, k = 3, n = 4;
	double middle = (k + z2 / 2) / (n + z2), half = sqrt(z2) / (n + z2) * sqrt(k * (n - k) / n + z2 / 4);
	(void)state;
	check_rel(svy_row_value(t, 0, "low")->real, 100 * (middle - half), 1e-12);
	check_rel(svy_row_value(t, 0, "high")->real, 100 * (middle + half), 1e-12);
	check_rel(svy_row_value(t, 0, "se")->real, 25, 1e-12); /* sqrt(.75 x .25 / 3) */
	svy_result_free(result);
}

/* A sampling weight of 1 gives the unweighted percentages, and sqrt(pq / (n - 1)). */
static void weights_of_one_change_nothing(void **state)
{
	const struct svy_missing_policy include = {.what = SVY_MISSING_INCLUDE, .included = {true, true, true, true, true}};
	const double ones[] = {1, 1, 1, 1, 1, 1};
	struct svy_result *result = frequencies(ones, SVY_WEIGHT_SAMPLING, &include, &PLAIN);
	const struct svy_rtable *t = svy_result_find(result, "frequencies");
	(void)state;
	is_row(result, 0, "valid", 3, 50, 50);
	check_close(svy_row_value(t, 0, "weighted_n")->real, 3, 0);
	check_rel(svy_row_value(t, 0, "se")->real, 100 * sqrt(0.25 / 5), 1e-12);
	check_contains(result->group_notes[0].text, "effective n (Kish) 6.0");
	svy_result_free(result);
}

/* Two of six refuse, and are in the sample all the same: survey 4.1-1, svymean and
 * svyciprop (logit, 5 degrees of freedom) of the subset that answers. */
static void who_is_outside_the_base_stays_in_the_sample(void **state)
{
	const struct svy_missing_policy exclude = {.what = SVY_MISSING_EXCLUDE};
	const double ones[] = {1, 1, 1, 1, 1, 1};
	struct svy_result *result = frequencies(ones, SVY_WEIGHT_SAMPLING, &exclude, &PLAIN);
	const struct svy_rtable *t = svy_result_find(result, "frequencies");
	(void)state;
	check_rel(svy_row_value(t, 0, "se")->real, 23.7170824512628, 1e-13);
	check_rel(svy_row_value(t, 0, "low")->real, 10.4056333659, 1e-10);
	check_rel(svy_row_value(t, 0, "high")->real, 98.7259785102, 1e-10);
	svy_result_free(result);
}

static void weighted_percentages_are_of_what_is_shown(void **state)
{
	const struct svy_missing_policy show = {.what = SVY_MISSING_SHOW};
	const double weights[] = {1, 2, 3, 4, 5, 6};
	struct svy_result *result = frequencies(weights, SVY_WEIGHT_SAMPLING, &show, &PLAIN);
	(void)state;
	is_row(result, 0, "valid", 3, 1000.0 / 21, 1000.0 / 12);
	is_row(result, 3, "missing", 1, 400.0 / 21, NAN);
	is_row(result, 5, "total", 6, 100, 100);
	svy_result_free(result);
}

static void weights_that_are_all_zero_say_so(void **state)
{
	const struct svy_missing_policy exclude = {.what = SVY_MISSING_EXCLUDE};
	const double zeros[6] = {0};
	struct svy_result *result = frequencies(zeros, SVY_WEIGHT_SAMPLING, &exclude, &PLAIN);
	const struct svy_rtable *t = svy_result_find(result, "frequencies");
	(void)state;
	assert_int_equal(svy_row_value(t, 0, "valid_percent")->kind, SVY_NULL);
	for (size_t i = 0; i < 4; i++)
		check_contains(t->rows[i].note, "all weights are zero");
	assert_int_equal(result->n_group_notes, 0);
	svy_result_free(result);
}

/* Three tenths, rounded one by one, add up to more than 0.3 rounded once. */
static void the_last_cumulative_percent_is_that_of_the_base(void **state)
{
	const struct svy_missing_policy include = {.what = SVY_MISSING_INCLUDE, .included = {true, true, true, true, true}};
	const double weights[] = {0.1, 0.1, 0.2, 0.1, 0.1, 0.3};
	struct svy_result *result = frequencies(weights, SVY_WEIGHT_SAMPLING, &include, &PLAIN);
	const struct svy_rtable *t = svy_result_find(result, "frequencies");
	double before = 0;
	(void)state;
	for (size_t i = 0; i + 1 < t->n_rows; i++) {
		double cumulative = svy_row_value(t, i, "cumulative_percent")->real;
		assert_true(cumulative >= before && cumulative <= 100);
		before = cumulative;
	}
	check_close(before, 100, 0);
	svy_result_free(result);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(percentages_say_what_they_are_of),
		cmocka_unit_test(what_is_included_is_in_the_base),
		cmocka_unit_test(intervals_are_those_of_the_valid_percent),
		cmocka_unit_test(weights_of_one_change_nothing),
		cmocka_unit_test(who_is_outside_the_base_stays_in_the_sample),
		cmocka_unit_test(weighted_percentages_are_of_what_is_shown),
		cmocka_unit_test(weights_that_are_all_zero_say_so),
		cmocka_unit_test(the_last_cumulative_percent_is_that_of_the_base),
	};
	return cmocka_run_group_tests_name("report/frequencies", tests, NULL, NULL);
}
