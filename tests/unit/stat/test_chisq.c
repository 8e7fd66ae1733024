#include <math.h>

#include "stat/chisq.h"
#include "tests/support/check.h"

/* Berkeley 1973 admissions, sex by outcome (Bickel, Hammel and O'Connell 1975). */
static const double admissions[4] = {1198, 1493, 557, 1278};
/* Hair by eye colour (Snee 1974, The American Statistician 28). */
static const double hair_eye[16] = {68, 20, 15, 5, 119, 84, 54, 29, 26, 17, 14, 14, 7, 94, 10, 16};

static void chi_squared_of_admissions(void **state)
{
	struct svy_status status = {0};
	struct svy_test test;
	(void)state;
	/* R 4.2.2 chisq.test(correct = FALSE), and with correct = TRUE */
	check_ok(svy_chisq(admissions, 2, 2, SVY_CHISQ_PEARSON, &test, &status), &status);
	check_rel(test.statistic, 92.2052804115276, 1e-14);
	check_rel(test.p, 7.81360038899464e-22, 1e-12);
	check_rel(test.log_p, log(7.81360038899464e-22), 1e-12);
	check_close(test.df, 1, 0);
	assert_string_equal(test.test, "pearson");
	assert_string_equal(test.note, "");
	check_ok(svy_chisq(admissions, 2, 2, SVY_CHISQ_YATES, &test, &status), &status);
	check_rel(test.statistic, 91.60959786, 1e-9);
	svy_status_clear(&status);
}

static void empty_rows_and_columns_do_not_count(void **state)
{
	static const double with_empty[12] = {1198, 0, 1493, 0, 0, 0, 557, 0, 1278, 0, 0, 0};
	struct svy_status status = {0};
	struct svy_test test;
	(void)state;
	check_ok(svy_chisq(with_empty, 4, 3, SVY_CHISQ_PEARSON, &test, &status), &status);
	check_rel(test.statistic, 92.2052804115276, 1e-14); /* R, as above */
	check_close(test.df, 1, 0);
	assert_string_equal(test.note, "2 empty rows and 1 empty column left out");
	check_ok(svy_chisq(with_empty, 4, 3, SVY_CHISQ_YATES, &test, &status), &status);
	check_rel(test.statistic, 91.60959786, 1e-9);
	svy_status_clear(&status);
}

static void a_table_with_nothing_to_compare_is_undefined_with_a_reason(void **state)
{
	static const struct {
		double n[4];
		size_t rows, cols;
		const char *reason;
	} cases[] = {{{0, 0, 0, 0}, 2, 2, "the table is empty"},
	             {{3, 4, 0, 0}, 2, 2, "only one row that is not empty"},
	             {{3, 0, 4, 0}, 2, 2, "only one column that is not empty"},
	             {{0, 0, 0, 7}, 2, 2, "only one row and one column"},
	             {{3, 4, 5, 6}, 1, 4, "only one row that is not empty"},
	             {{3, 4, 5, 6}, 4, 1, "only one column that is not empty"}};
	struct svy_status status = {0};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		for (int kind = SVY_CHISQ_PEARSON; kind <= SVY_CHISQ_YATES; kind++) {
			struct svy_test test;
			check_ok(svy_chisq(cases[i].n, cases[i].rows, cases[i].cols, (enum svy_chisq_kind)kind, &test, &status),
			         &status);
			check_close(test.statistic, NAN, 0);
			check_close(test.p, NAN, 0);
			check_close(test.df, NAN, 0);
			check_contains(test.note, cases[i].reason);
		}
	}
	svy_status_clear(&status);
}

static void perfect_independence_is_a_result(void **state)
{
	static const double n[6] = {10, 20, 30, 20, 40, 60};
	struct svy_status status = {0};
	struct svy_test test;
	(void)state;
	for (int kind = SVY_CHISQ_PEARSON; kind <= SVY_CHISQ_LR; kind++) {
		check_ok(svy_chisq(n, 2, 3, (enum svy_chisq_kind)kind, &test, &status), &status);
		check_close(test.statistic, 0, 0);
		check_close(test.p, 1, 0);
		check_close(test.smallest_expected, 10, 1e-14);
	}
	svy_status_clear(&status);
}

static void yates_is_for_two_by_two_and_never_corrects_past_zero(void **state)
{
	static const double nearly[4] = {10, 10, 10, 11};
	struct svy_status status = {0};
	struct svy_test test;
	(void)state;
	check_ok(svy_chisq(hair_eye, 4, 4, SVY_CHISQ_YATES, &test, &status), &status);
	check_close(test.p, NAN, 0);
	check_contains(test.note, "2 rows and 2 columns");
	/* |o - e| = 10/41 is under one half: the corrected statistic is 0 */
	check_ok(svy_chisq(nearly, 2, 2, SVY_CHISQ_YATES, &test, &status), &status);
	check_close(test.statistic, 0, 0);
	check_close(test.p, 1, 0);
	svy_status_clear(&status);
}

static void log_p_goes_on_where_p_underflows(void **state)
{
	static const double n[4] = {4e8, 1e8, 1e8, 4e8};
	struct svy_status status = {0};
	struct svy_test test;
	(void)state;
	check_ok(svy_chisq(n, 2, 2, SVY_CHISQ_PEARSON, &test, &status), &status);
	check_rel(test.statistic, 3.6e8, 1e-14); /* n phi^2, phi = 0.6 */
	check_close(test.p, 0, 0);
	/* mpmath 1.2.1: log(erfc(sqrt(3.6e8 / 2))) */
	check_rel(test.log_p, -180000010.07659865013, 1e-14);
	svy_status_clear(&status);
}

static void bad_counts_are_refused_and_nothing_is_written(void **state)
{
	static const double bad[3] = {-1, NAN, INFINITY};
	struct svy_status status = {0};
	(void)state;
	for (size_t i = 0; i < 3; i++) {
		double n[4] = {1, 2, 3, bad[i]}, out[4] = {9, 9, 9, 9};
		struct svy_test test = {.p = 9};
		check_fails(svy_chisq(n, 2, 2, SVY_CHISQ_LR, &test, &status), SVY_EDOMAIN, &status, "row 2, column 2");
		check_close(test.p, 9, 0);
		check_fails(svy_expected(n, 2, 2, out, &status), SVY_EDOMAIN, &status, "count");
		check_fails(svy_residuals(n, 2, 2, SVY_RESIDUAL_RAW, out, &status), SVY_EDOMAIN, &status, "count");
		check_close(out[0], 9, 0);
		check_fails(svy_linear_by_linear(n, 2, 2, NULL, NULL, &test, &status), SVY_EDOMAIN, &status, "count");
		check_close(test.p, 9, 0);
	}
}

static void residuals_of_hair_and_eyes(void **state)
{
	struct svy_status status = {0};
	double out[16];
	(void)state;
	/* Black-brown and blond-blue, R 4.2.2 chisq.test()$stdres */
	check_ok(svy_residuals(hair_eye, 4, 4, SVY_RESIDUAL_ADJUSTED, out, &status), &status);
	check_close(out[0], 6.1365197, 5e-8);
	check_close(out[13], 9.9675501, 5e-8);
	/* by hand: 68 - 108 * 220 / 592 */
	check_ok(svy_residuals(hair_eye, 4, 4, SVY_RESIDUAL_RAW, out, &status), &status);
	check_rel(out[0], 68 - 108.0 * 220 / 592, 1e-14);
	check_ok(svy_expected(hair_eye, 4, 4, out, &status), &status);
	check_rel(out[0], 108.0 * 220 / 592, 1e-15);
	svy_status_clear(&status);
}

static void residuals_without_a_divisor_are_undefined(void **state)
{
	static const double n[6] = {3, 4, 0, 0, 0, 0};
	struct svy_status status = {0};
	double out[6];
	(void)state;
	check_ok(svy_residuals(n, 2, 3, SVY_RESIDUAL_ADJUSTED, out, &status), &status);
	for (size_t k = 0; k < 6; k++)
		check_close(out[k], NAN, 0);
	check_ok(svy_residuals(n, 2, 3, SVY_RESIDUAL_PEARSON, out, &status), &status);
	check_close(out[0], 0, 0);
	check_close(out[2], NAN, 0);
	check_close(out[3], NAN, 0);
	check_ok(svy_residuals(n, 2, 3, SVY_RESIDUAL_RAW, out, &status), &status);
	check_close(out[2], 0, 0);
	check_ok(svy_expected(n, 2, 3, out, &status), &status);
	check_close(out[0], 3, 1e-15);
	check_close(out[3], 0, 0);
	svy_status_clear(&status);
}

static void an_empty_table_expects_nothing_that_is_known(void **state)
{
	static const double n[4] = {0, 0, 0, 0};
	struct svy_status status = {0};
	double out[4] = {0, 0, 0, 0};
	(void)state;
	check_ok(svy_expected(n, 2, 2, out, &status), &status);
	check_close(out[0], NAN, 0);
	check_ok(svy_residuals(n, 2, 2, SVY_RESIDUAL_RAW, out, &status), &status);
	check_close(out[3], NAN, 0);
	svy_status_clear(&status);
}

static void linear_by_linear_of_the_arthritis_trial(void **state)
{
	/* Koch and Edwards (1988), treatment by improvement; coin 1.4-2 lbl_test Z */
	static const double n[6] = {29, 7, 7, 13, 7, 21};
	struct svy_status status = {0};
	struct svy_test test;
	(void)state;
	check_ok(svy_linear_by_linear(n, 2, 3, NULL, NULL, &test, &status), &status);
	check_close(sqrt(test.statistic), 3.585947258, 5e-10);
	check_close(test.p, .000335856839, 5e-13);
	assert_true(test.estimate > 0);
	svy_status_clear(&status);
}

static void scores_that_do_not_vary_give_no_correlation(void **state)
{
	static const double n[6] = {1, 2, 3, 4, 5, 6}, same[3] = {0.1, 0.1, 0.1}, bad[3] = {1, NAN, 3};
	struct svy_status status = {0};
	struct svy_test test;
	(void)state;
	check_ok(svy_linear_by_linear(n, 2, 3, NULL, same, &test, &status), &status);
	check_close(test.p, NAN, 0);
	check_contains(test.note, "do not vary");
	check_fails(svy_linear_by_linear(n, 2, 3, NULL, bad, &test, &status), SVY_EDOMAIN, &status,
	            "score 2 of the columns");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(chi_squared_of_admissions),
		cmocka_unit_test(empty_rows_and_columns_do_not_count),
		cmocka_unit_test(a_table_with_nothing_to_compare_is_undefined_with_a_reason),
		cmocka_unit_test(perfect_independence_is_a_result),
		cmocka_unit_test(yates_is_for_two_by_two_and_never_corrects_past_zero),
		cmocka_unit_test(log_p_goes_on_where_p_underflows),
		cmocka_unit_test(bad_counts_are_refused_and_nothing_is_written),
		cmocka_unit_test(residuals_of_hair_and_eyes),
		cmocka_unit_test(residuals_without_a_divisor_are_undefined),
		cmocka_unit_test(an_empty_table_expects_nothing_that_is_known),
		cmocka_unit_test(linear_by_linear_of_the_arthritis_trial),
		cmocka_unit_test(scores_that_do_not_vary_give_no_correlation),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
