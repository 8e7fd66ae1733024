#include <math.h>

#include "stat/prediction.h"
#include "tests/support/check.h"
#include "tests/support/measures.h"

static struct svy_measure measure(const double *n, size_t rows, size_t cols, enum svy_measure_kind kind)
{
	return measure_of(svy_prediction, n, rows, cols, kind);
}

static void row_measures_predict_the_row(void **state)
{
	/* rows are known from the columns without error, columns not from the rows */
	static const double n[6] = {4, 3, 0, 0, 0, 5};
	(void)state;
	check_rel(measure(n, 2, 3, SVY_MEASURE_LAMBDA_ROW).estimate, 1, 1e-15);
	check_rel(measure(n, 2, 3, SVY_MEASURE_TAU_ROW).estimate, 1, 1e-14);
	check_rel(measure(n, 2, 3, SVY_MEASURE_U_ROW).estimate, 1, 1e-14);
	check_rel(measure(n, 2, 3, SVY_MEASURE_LAMBDA_COL).estimate, 4.0 / 7, 1e-15); /* (4 + 5 - 5) / (12 - 5) */
	assert_true(measure(n, 2, 3, SVY_MEASURE_TAU_COL).estimate < 1);
	assert_true(measure(n, 2, 3, SVY_MEASURE_U_COL).estimate < 1);
}

static void modal_ties_leave_lambda_without_errors(void **state)
{
	static const double row[6] = {4, 4, 1, 2, 1, 7}, margin[4] = {5, 3, 1, 3}, none[4] = {6, 3, 1, 3};
	(void)state;
	struct svy_measure m = measure(row, 2, 3, SVY_MEASURE_LAMBDA_COL);
	check_rel(m.estimate, 3.0 / 11, 1e-15);
	check_close(m.ase, NAN, 0);
	check_close(m.se0, NAN, 0);
	check_close(m.high, NAN, 0);
	check_contains(m.note, "modal categories tie");
	check_contains(measure(margin, 2, 2, SVY_MEASURE_LAMBDA_COL).note, "modal categories tie");
	m = measure(none, 2, 2, SVY_MEASURE_LAMBDA_COL);
	assert_true(m.ase > 0 && m.se0 > 0 && m.statistic > 0);
	check_close(m.p, NAN, 0);
	check_contains(m.note, "not normal");
}

static void lambda_zero_has_no_errors(void **state)
{
	static const double n[4] = {9, 2, 8, 3};
	(void)state;
	struct svy_measure m = measure(n, 2, 2, SVY_MEASURE_LAMBDA_COL);
	check_close(m.estimate, 0, 0);
	check_close(m.ase, NAN, 0);
	check_contains(m.note, "no standard error at 0");
}

/* Sums of weights, whose margins are rounded: it was 1e-16 with an error of 1e-17. */
static void lambda_zero_is_zero_of_weights_too(void **state)
{
	static const double n[6] = {0.1, 0.2, 0.7, 0.3, 0.1, 0.9};
	(void)state;
	for (double scale = 1; scale < 50; scale += 0.7) {
		double scaled[6];
		for (size_t k = 0; k < 6; k++)
			scaled[k] = scale * n[k];
		struct svy_measure m = measure(scaled, 2, 3, SVY_MEASURE_LAMBDA_COL);
		check_close(m.estimate, 0, 0);
		check_close(m.ase, NAN, 0);
		check_close(m.high, NAN, 0);
	}
}

static void tau_and_u_have_no_test_of_their_own(void **state)
{
	static const double n[4] = {9, 2, 8, 5}, flat[4] = {2, 4, 3, 6};
	(void)state;
	struct svy_measure tau = measure(n, 2, 2, SVY_MEASURE_TAU_COL), u = measure(n, 2, 2, SVY_MEASURE_U);
	assert_true(tau.ase > 0 && u.ase > 0);
	check_close(tau.se0, NAN, 0);
	check_close(u.p, NAN, 0);
	check_contains(tau.note, "test with pearson");
	check_contains(u.note, "test with lr");
	u = measure(flat, 2, 2, SVY_MEASURE_U);
	check_close(u.estimate, 0, 1e-15);
	check_close(u.ase, NAN, 0);
}

/* Rounding of the slopes is not a standard error: it was 3e-18. */
static void independence_has_no_errors(void **state)
{
	static const double n[2][9] = {{18, 9, 27, 38, 19, 57, 14, 7, 21}, {108, 144, 90, 60, 80, 50, 66, 88, 55}};
	(void)state;
	for (size_t i = 0; i < 2; i++)
		for (int kind = SVY_MEASURE_TAU_ROW; kind <= SVY_MEASURE_U; kind++) {
			struct svy_measure m = measure(n[i], 3, 3, (enum svy_measure_kind)kind);
			check_close(m.estimate, 0, 0);
			check_close(m.ase, NAN, 0);
			check_close(m.low, NAN, 0);
			check_contains(m.note, "no standard error at 0");
		}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(row_measures_predict_the_row),
		cmocka_unit_test(modal_ties_leave_lambda_without_errors),
		cmocka_unit_test(lambda_zero_has_no_errors),
		cmocka_unit_test(lambda_zero_is_zero_of_weights_too),
		cmocka_unit_test(tau_and_u_have_no_test_of_their_own),
		cmocka_unit_test(independence_has_no_errors),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
