#include <string.h>

#include "report/cross_trial.h"
#include "stat/stratified.h"
#include "tests/support/check.h"
#include "tests/support/crosses.h"

static const size_t TWO[] = {2, 2, 2}, WIDE[] = {2, 3}, SQUARE[] = {3, 3};
static const double COUNTS[] = {3, 1, 1, 3, 2, 2, 5, 6, 9};

static const char *unfit(unsigned needs, size_t k, const size_t *sizes, enum svy_weight_kind kind)
{
	static struct svy_cross_unfit text;
	struct svy_cross_matrices matrices = {0};
	struct crosses c;
	crosses_new(&c, k, sizes, COUNTS, kind);
	check_ok(svy_cross_matrices(&c.cross, &matrices, NULL), NULL);
	const char *why = svy_cross_trial_unfit(needs, "use another", &c.cross, &matrices, true, &text);
	svy_cross_matrices_clear(&matrices);
	crosses_free(&c);
	return why;
}

static void needs_are_looked_at(void **state)
{
	const enum svy_weight_kind f = SVY_WEIGHT_FREQUENCY;
	(void)state;
	assert_null(unfit(SVY_TRIAL_FOUR | SVY_TRIAL_WHOLE, 2, TWO, f));
	assert_string_equal(unfit(SVY_TRIAL_FOUR, 2, WIDE, f), "is for 2 x 2 tables: use another");
	assert_null(unfit(SVY_TRIAL_TWO, 2, WIDE, f));
	assert_string_equal(unfit(SVY_TRIAL_TWO, 2, SQUARE, f), "is for two rows or two columns: use another");
	check_contains(unfit(0, 2, TWO, SVY_WEIGHT_SAMPLING), "rao-scott");
	check_contains(unfit(SVY_TRIAL_STRATA, 2, TWO, f), "is over strata");
	check_contains(unfit(SVY_TRIAL_ORDER, 2, SQUARE, f), "order");
}

static void what_takes_few_respondents_refuses_many(void **state)
{
	static const double MANY[] = {3000, 3000, 3000, 3000};
	struct svy_cross_matrices matrices = {0};
	struct svy_cross_unfit text;
	struct crosses c;
	(void)state;
	crosses_new(&c, 2, TWO, MANY, SVY_WEIGHT_FREQUENCY);
	check_ok(svy_cross_matrices(&c.cross, &matrices, NULL), NULL);
	check_contains(svy_cross_trial_unfit(SVY_TRIAL_SMALL, "", &c.cross, &matrices, true, &text),
	               "at most 10000 respondents: use fisher");
	assert_null(svy_cross_trial_unfit(SVY_TRIAL_WHOLE, "", &c.cross, &matrices, true, &text));
	svy_cross_matrices_clear(&matrices);
	crosses_free(&c);
}

static void two_categories_need_no_order(void **state)
{
	const enum svy_weight_kind f = SVY_WEIGHT_FREQUENCY;
	(void)state;
	assert_null(unfit(SVY_TRIAL_ORDER_ROWS | SVY_TRIAL_ORDER_COLS, 2, TWO, f));
	assert_null(unfit(SVY_TRIAL_ORDER_ROWS, 2, WIDE, f));
	check_contains(unfit(SVY_TRIAL_ORDER_COLS, 2, WIDE, f), "needs ordered columns");
	check_contains(unfit(SVY_TRIAL_ORDER_ROWS, 2, SQUARE, f), "needs ordered rows");
}

/* A test over the strata takes all tables, whichever it is run at. */
static void strata_are_all_tables(void **state)
{
	const struct svy_cross_options options = {.level = 0.95};
	struct svy_cross_matrices matrices = {0};
	struct svy_strata *strata = NULL;
	struct svy_test expected, test;
	struct svy_measure measure;
	struct crosses c;
	(void)state;
	crosses_new(&c, 3, TWO, COUNTS, SVY_WEIGHT_FREQUENCY);
	check_ok(svy_cross_matrices(&c.cross, &matrices, NULL), NULL);
	check_ok(svy_strata_new(matrices.cells, 2, 2, 2, &strata, NULL), NULL);
	check_ok(svy_cmh(strata, false, 0.95, &expected, NULL), NULL);
	struct svy_cross_family family = svy_cross_strata_trials();
	assert_string_equal(family.trial[0].name, "cmh");
	for (size_t t = 0; t < 2; t++) {
		const struct svy_cross_case at = {&c.cross, &matrices, &options, t};
		check_ok(family.trial[0].run(&at, &test, NULL), NULL);
		check_close(test.statistic, expected.statistic, 0);
		assert_string_equal(svy_cross_strata_gauge_at(0)->name, "or-mh");
		check_ok(svy_cross_strata_gauge_at(0)->run(&at, &measure, NULL), NULL);
		check_close(measure.estimate, expected.estimate, 0);
	}
	svy_strata_free(strata);
	svy_cross_matrices_clear(&matrices);
	crosses_free(&c);
}

static void the_list_has_every_name_once(void **state)
{
	(void)state;
	size_t n = svy_cross_n_trials();
	assert_true(n > 0);
	assert_null(svy_cross_trial_at(n));
	assert_ptr_equal(svy_cross_trial_at(0), svy_cross_chisq_trials().trial);
	assert_string_equal(svy_cross_trial_at(0)->name, "pearson");
	assert_string_equal(svy_cross_exact_trials().trial[0].name, "fisher");
	assert_string_equal(svy_cross_permute_trials().trial[0].name, "permutation-pearson");
	for (size_t i = 0; i < n; i++)
		for (size_t j = 0; j < i; j++)
			assert_string_not_equal(svy_cross_trial_at(i)->name, svy_cross_trial_at(j)->name);
	for (size_t i = 0; svy_cross_gauge_at(i); i++)
		for (size_t j = 0; j < i; j++)
			assert_string_not_equal(svy_cross_gauge_at(i)->name, svy_cross_gauge_at(j)->name);
}

static void a_table_lacks_rows_as_empty_ones(void **state)
{
	static const size_t ONE[] = {2, 1};
	struct svy_cross_matrices matrices = {0};
	struct crosses c;
	double n[4];
	(void)state;
	crosses_new(&c, 2, ONE, COUNTS, SVY_WEIGHT_FREQUENCY);
	check_ok(svy_cross_matrices(&c.cross, &matrices, NULL), NULL);
	const struct svy_cross_case at = {&c.cross, &matrices, NULL, 0};
	svy_cross_case_four(&at, n);
	assert_true(is_close(n[0], 3, 0, false));
	assert_true(is_close(n[1], 0, 0, false));
	assert_true(is_close(n[2], 1, 0, false));
	assert_true(is_close(svy_cross_case_cells(&at)[1], 1, 0, false));
	svy_cross_matrices_clear(&matrices);
	crosses_free(&c);
}

static void what_is_over_all_tables_goes_with_any(void **state)
{
	struct crosses c;
	struct svy_result *result;
	(void)state;
	crosses_new(&c, 3, TWO, COUNTS, SVY_WEIGHT_FREQUENCY);
	check_ok(svy_result_new(&result, NULL), NULL);
	const struct svy_rfield fields[] = {{"x", SVY_KEY, SVY_AS_TEXT}};
	struct svy_rtable *table = svy_cross_table(&c.cross, result, "t", "T", fields, 1);
	svy_cross_trial_row(&c.cross, table, SVY_TRIAL_STRATA, 1);
	svy_cross_trial_row(&c.cross, table, 0, 1);
	assert_true(table->rows[0].group == SVY_GROUP_ALL);
	assert_int_equal(table->rows[0].values[0].kind, SVY_NULL);
	assert_int_equal(table->rows[1].group, svy_cross_group(&c.cross, 1));
	svy_result_free(result);
	crosses_free(&c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(needs_are_looked_at),
		cmocka_unit_test(what_takes_few_respondents_refuses_many),
		cmocka_unit_test(two_categories_need_no_order),
		cmocka_unit_test(strata_are_all_tables),
		cmocka_unit_test(the_list_has_every_name_once),
		cmocka_unit_test(a_table_lacks_rows_as_empty_ones),
		cmocka_unit_test(what_is_over_all_tables_goes_with_any),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
