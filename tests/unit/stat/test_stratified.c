#include <math.h>
#include <string.h>

#include "stat/stratified.h"
#include "tests/support/check.h"

static const double admissions[24] = {512, 313, 89, 19, 353, 207, 17, 8, 120, 205, 202, 391,
                                      138, 279, 131, 244, 53, 138, 94, 299, 22, 351, 24, 317};
static const double wide[12] = {1, 2, 3, 4, 5, 6, 7, 8, 9, 1, 2, 3};

static struct svy_strata *make(const double *n, size_t k, size_t rows, size_t cols)
{
	struct svy_strata *strata = NULL;
	check_ok(svy_strata_new(n, k, rows, cols, &strata, NULL), NULL);
	return strata;
}

static struct svy_test cmh(const double *n, size_t k, bool corrected)
{
	struct svy_strata *strata = make(n, k, 2, 2);
	struct svy_test test;
	check_ok(svy_cmh(strata, corrected, 0.95, &test, NULL), NULL);
	svy_strata_free(strata);
	return test;
}

static struct svy_test exact(const double *n, size_t k, enum svy_alternative alternative, bool midp)
{
	struct svy_strata *strata = make(n, k, 2, 2);
	struct svy_test test;
	check_ok(svy_cmh_exact(strata, alternative, midp, 0.95, &test, NULL), NULL);
	svy_strata_free(strata);
	return test;
}

static struct svy_test general(const double *n, size_t k, size_t rows, size_t cols, enum svy_cmh_kind kind)
{
	struct svy_strata *strata = make(n, k, rows, cols);
	struct svy_test test;
	check_ok(svy_cmh_general(strata, kind, NULL, NULL, &test, NULL), NULL);
	svy_strata_free(strata);
	return test;
}

static void sex_hardly_matters_within_departments(void **state)
{
	(void)state;
	struct svy_test test = cmh(admissions, 6, false);
	assert_string_equal(test.test, "cmh");
	check_rel(test.statistic, 1.52460666, 1e-8); /* R 4.2.2 mantelhaen.test */
	check_rel(test.estimate, 0.9046968283, 1e-9);
	check_rel(test.low, 0.7719074, 1e-6);
	check_rel(test.high, 1.0603298, 1e-6);
	assert_string_equal(test.note, "");
	check_rel(cmh(admissions, 6, true).statistic, 1.4269462, 1e-7);
	assert_string_equal(cmh(admissions, 6, true).test, "cmh-cc");
	check_contains(cmh(admissions, 6, true).method, "continuity");
}

static void the_correction_never_turns_the_difference_round(void **state)
{
	/* ad - bc = 1 of 20: the difference is 0.05.  R leaves the correction out there, and p is 0.84 */
	static const double n[4] = {5, 4, 6, 5};
	(void)state;
	check_close(cmh(n, 1, true).statistic, 0, 0);
	check_close(cmh(n, 1, true).p, 1, 0);
	assert_true(cmh(n, 1, false).statistic > 0);
}

static void few_respondents_are_noted(void **state)
{
	static const double tea[4] = {3, 1, 1, 3};
	(void)state;
	check_contains(cmh(tea, 1, false).note, "the Mantel-Fleiss criterion is 2.0, below 5: use cmh-exact");
	/* the first cell is large, but the last one is small: 7 7/102 */
	static const double corner[4] = {90, 5, 5, 2};
	check_contains(cmh(corner, 1, false).note, "criterion is 0.5");
	static const double none[8] = {0, 50, 40, 30, 0, 20, 10, 70};
	check_contains(cmh(none, 2, false).note, "no upper limit of the odds ratio");
	check_close(cmh(none, 2, false).estimate, 0, 0);
}

static void the_exact_test_of_one_stratum_is_tea_tasting(void **state)
{
	static const double tea[4] = {3, 1, 1, 3}, corner[8] = {4, 0, 0, 5, 3, 0, 0, 2};
	(void)state;
	struct svy_test test = exact(tea, 1, SVY_TWO_SIDED, false);
	assert_string_equal(test.test, "cmh-exact");
	check_rel(test.p, 34.0 / 70, 1e-13);
	check_rel(test.attainable_p, 2.0 / 70, 1e-13);
	check_close(test.statistic, 3, 0);
	check_rel(test.attainable_less, 1.0 / 70, 1e-13);
	check_rel(test.attainable_greater, 1.0 / 70, 1e-13);
	check_rel(exact(tea, 1, SVY_LESS, false).p, 69.0 / 70, 1e-13);
	check_rel(exact(tea, 1, SVY_LESS, false).attainable_p, 1.0 / 70, 1e-13);
	check_close(exact(tea, 1, SVY_LESS, false).low, 0, 0);
	check_rel(exact(tea, 1, SVY_GREATER, true).p, 9.0 / 70, 1e-13);
	assert_string_equal(exact(tea, 1, SVY_TWO_SIDED, true).test, "cmh-midp");
	check_rel(exact(tea, 1, SVY_TWO_SIDED, true).p, 18.0 / 70, 1e-13);
	test = exact(corner, 2, SVY_TWO_SIDED, false);
	check_rel(test.p, 1.0 / 126 / 10, 1e-13); /* 1 of C(9, 4) and of C(5, 2) */
	check_close(test.estimate, INFINITY, 0);
	check_close(test.high, INFINITY, 0);
	assert_true(test.low > 1 && isfinite(test.low));
}

static void a_tail_below_the_smallest_double_has_a_logarithm(void **state)
{
	/* every pair discordant the same way: 2^-2000 each way */
	double n[4 * 2000] = {0};
	(void)state;
	for (size_t h = 0; h < 2000; h++)
		n[4 * h] = n[4 * h + 3] = 1;
	struct svy_test test = exact(n, 2000, SVY_TWO_SIDED, false);
	check_close(test.p, 0, 0);
	check_rel(test.log_p, -1999 * log(2), 1e-13);
	check_close(exact(n, 2000, SVY_LESS, false).log_p, 0, 1e-15);
	check_rel(test.low, 1 / (pow(0.025, -1.0 / 2000) - 1), 1e-9); /* Clopper-Pearson at n of n, closed form */
}

static void too_many_values_are_not_tried(void **state)
{
	static const double n[4] = {4e5, 4e5, 4e5, 4e5};
	(void)state;
	struct svy_test test = exact(n, 1, SVY_TWO_SIDED, false);
	check_close(test.p, NAN, 0);
	check_contains(test.note, "more than 300000 values: use cmh");
}

static void degrees_of_freedom_are_the_rank(void **state)
{
	/* rows 1 2 with columns 1 2, and rows 3 4 with columns 3 4, meet nowhere */
	static const double n[32] = {5, 3, 0, 0, 2, 6, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
	                             0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 4, 1, 0, 0, 2, 8};
	(void)state;
	struct svy_test test = general(n, 2, 4, 4, SVY_CMH_GENERAL);
	check_close(test.df, 2, 0);
	check_contains(test.note, "2 degrees of freedom instead of 9");
	/* each block by itself has one: (n - 1)/n of Pearson's */
	double first = 15.0 / 16 * 16 * 24 * 24 / (8.0 * 8 * 7 * 9), second = 14.0 / 15 * 15 * 30 * 30 / (5.0 * 10 * 6 * 9);
	check_rel(test.statistic, first + second, 1e-12);
	check_close(general(n, 2, 4, 4, SVY_CMH_ANOVA).df, 2, 0);
	check_close(general(n, 2, 4, 4, SVY_CMH_CORRELATION).df, 1, 0);
	assert_string_equal(general(n, 2, 4, 4, SVY_CMH_CORRELATION).note, "");
}

static void a_small_category_costs_no_degree_of_freedom(void **state)
{
	/* the first row has 5 of 1.2e13; X^2 by hand is that of the first row, to 1e-12 */
	static const double n[9] = {4, 1, 0, 2e12, 2e12, 2e12, 2e12, 2e12, 2e12};
	(void)state;
	struct svy_test test = general(n, 1, 3, 3, SVY_CMH_GENERAL);
	check_close(test.df, 4, 0);
	check_rel(test.statistic, (16.0 + 1) / (5.0 / 3) - 5, 1e-9);
}

static void scores_that_do_not_vary_say_nothing(void **state)
{
	static const double n[12] = {3, 4, 0, 1, 2, 0, 5, 0, 6, 2, 0, 9}, same[3] = {1, 1, 7};
	struct svy_strata *strata = make(n, 2, 2, 3);
	struct svy_test test;
	(void)state;
	check_ok(svy_cmh_general(strata, SVY_CMH_ANOVA, NULL, same, &test, NULL), NULL);
	check_contains(test.note, "1 of 2 strata left out");
	check_close(test.df, 1, 0);
	/* the same of rows, and what is left is the plain correlation of one stratum */
	static const double rows[18] = {5, 1, 2, 0, 4, 3, 0, 0, 0, 2, 1, 1, 0, 0, 0, 3, 0, 4}, places[3] = {1, 7, 1};
	struct svy_strata *turned = make(rows, 2, 3, 3), *one = make(rows, 1, 3, 3);
	struct svy_test alone;
	check_ok(svy_cmh_general(turned, SVY_CMH_CORRELATION, places, NULL, &test, NULL), NULL);
	check_ok(svy_cmh_general(one, SVY_CMH_CORRELATION, places, NULL, &alone, NULL), NULL);
	check_contains(test.note, "1 of 2 strata left out");
	check_close(test.estimate, alone.estimate, 0);
	svy_strata_free(turned);
	svy_strata_free(one);
	check_ok(svy_cmh_general(strata, SVY_CMH_CORRELATION, same, (double[3]){4, 4, 4}, &test, NULL), NULL);
	check_close(test.p, NAN, 0);
	check_contains(test.note, "no stratum is left");
	svy_strata_free(strata);
}

static void what_does_not_suit_has_a_reason(void **state)
{
	static const double nothing[8] = {0}, apart[8] = {3, 4, 0, 0, 0, 0, 5, 6};
	struct svy_test test;
	(void)state;
	struct svy_strata *strata = make(wide, 2, 2, 3);
	check_ok(svy_cmh(strata, false, 0.95, &test, NULL), NULL);
	check_contains(test.note, "for strata of 2 rows and 2 columns: use cmh-general");
	check_close(test.p, NAN, 0);
	check_ok(svy_cmh_exact(strata, SVY_TWO_SIDED, false, 0.95, &test, NULL), NULL);
	check_contains(test.note, "use cmh-general");
	svy_strata_free(strata);
	check_contains(cmh(nothing, 2, false).note, "empty");
	check_contains(exact(apart, 2, SVY_TWO_SIDED, false).note, "no stratum has two rows");
	for (int kind = SVY_CMH_GENERAL; kind <= SVY_CMH_CORRELATION; kind++) {
		check_close(general(apart, 2, 2, 2, (enum svy_cmh_kind)kind).p, NAN, 0);
		check_contains(general(apart, 2, 2, 2, (enum svy_cmh_kind)kind).note, "no stratum is left");
		check_contains(general(nothing, 2, 2, 2, (enum svy_cmh_kind)kind).note, "empty");
	}
}

static void a_table_too_wide_is_not_tried(void **state)
{
	static double n[46 * 46];
	(void)state;
	for (size_t i = 0; i < sizeof n / sizeof *n; i++)
		n[i] = 1;
	check_contains(general(n, 1, 46, 46, SVY_CMH_GENERAL).note, "more than 2000 degrees of freedom");
	check_close(general(n, 1, 46, 46, SVY_CMH_ANOVA).p, 1, 0);
}

static void bad_input_is_refused(void **state)
{
	static const double parts[4] = {1.5, 2, 3, 4}, bad[2] = {1, NAN};
	struct svy_status status = {0};
	struct svy_test test = {.p = 9};
	(void)state;
	struct svy_strata *strata = make(parts, 1, 2, 2);
	check_fails(svy_cmh_exact(strata, SVY_TWO_SIDED, false, 0.95, &test, &status), SVY_EDOMAIN, &status,
	            "whole counts");
	check_fails(svy_cmh(strata, false, 0, &test, &status), SVY_EDOMAIN, &status, "level");
	check_fails(svy_cmh_exact(strata, SVY_TWO_SIDED, false, NAN, &test, &status), SVY_EDOMAIN, &status, "level");
	check_fails(svy_cmh_general(strata, SVY_CMH_CORRELATION, bad, NULL, &test, &status), SVY_EDOMAIN, &status,
	            "score 2 of the rows");
	check_fails(svy_cmh_general(strata, SVY_CMH_ANOVA, NULL, bad, &test, &status), SVY_EDOMAIN, &status,
	            "score 2 of the columns");
	check_close(test.p, 9, 0);
	check_ok(svy_cmh(strata, false, 0.95, &test, &status), &status); /* scaled counts will do */
	svy_strata_free(strata);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sex_hardly_matters_within_departments),
		cmocka_unit_test(the_correction_never_turns_the_difference_round),
		cmocka_unit_test(few_respondents_are_noted),
		cmocka_unit_test(the_exact_test_of_one_stratum_is_tea_tasting),
		cmocka_unit_test(a_tail_below_the_smallest_double_has_a_logarithm),
		cmocka_unit_test(too_many_values_are_not_tried),
		cmocka_unit_test(degrees_of_freedom_are_the_rank),
		cmocka_unit_test(a_small_category_costs_no_degree_of_freedom),
		cmocka_unit_test(scores_that_do_not_vary_say_nothing),
		cmocka_unit_test(what_does_not_suit_has_a_reason),
		cmocka_unit_test(a_table_too_wide_is_not_tried),
		cmocka_unit_test(bad_input_is_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
