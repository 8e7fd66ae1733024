#include "report/share.h"

#include <math.h>

#include "tests/support/check.h"

static const struct svy_rfield FIELDS[] = {
	{"se", SVY_PERCENT, SVY_AS_PERCENT}, {"low", SVY_PERCENT, SVY_AS_PERCENT}, {"high", SVY_PERCENT, SVY_AS_PERCENT}};

/* The row's se, low and high; NaN where null. */
static void errors_of(const struct svy_tally *part, const struct svy_tally *base, bool weighted,
                      const struct svy_share_options *options, double out[3])
{
	struct svy_status status = {0};
	struct svy_result *result;
	check_ok(svy_result_new(&result, &status), &status);
	struct svy_rtable *table = svy_result_table(result, "t", "T", FIELDS, 3);
	svy_row_begin(table, 0);
	check_ok(svy_share_error(table, part, base, weighted, options, &status), &status);
	for (size_t i = 0; i < 3; i++) {
		const struct svy_value *value = svy_row_value(table, 0, FIELDS[i].name);
		out[i] = value->kind == SVY_REAL ? value->real : NAN;
		if (value->kind == SVY_REAL)
			assert_int_equal(value->base, base->n);
	}
	svy_result_free(result);
}

/* 5 of 20: Wilson limits as in tests/reference/stat/interval.csv; se by Lohr 2.22. */
static void counts_have_the_interval_that_was_asked_for(void **state)
{
	const struct svy_share_options none = {.level = 0.95, .rows = 20};
	const struct svy_share_options wilson = {true, SVY_INTERVAL_WILSON, 0.95, false, 20};
	const struct svy_tally part = {.n = 5}, base = {.n = 20}, empty = {.n = 0};
	double out[3];
	(void)state;
	errors_of(&part, &base, false, &none, out);
	assert_true(isnan(out[0]) && isnan(out[1]) && isnan(out[2]));
	errors_of(&part, &base, false, &wilson, out);
	check_rel(out[0], 100 * sqrt(0.25 * 0.75 / 19), 1e-14);
	check_close(out[1], 11.186170, 1e-6);
	check_close(out[2], 46.870088, 1e-6);
	errors_of(&empty, &empty, false, &wilson, out);
	assert_true(isnan(out[0]));
}

/* Weights of 1 give the error of counts; a design that cannot be followed none. */
static void weights_have_a_linearised_error(void **state)
{
	const struct svy_share_options plain = {.level = 0.95, .rows = 20};
	const struct svy_share_options no = {.level = 0.95, .no_errors = true, .rows = 20};
	const struct svy_tally part = {5, 5, 5}, base = {20, 20, 20}, zero = {20, 0, 0};
	double out[3];
	(void)state;
	errors_of(&part, &base, true, &plain, out);
	check_rel(out[0], 100 * sqrt(0.25 * 0.75 / 19), 1e-12);
	assert_true(out[1] > 0 && out[1] < 25 && out[2] > 25);
	errors_of(&part, &base, true, &no, out);
	assert_true(isnan(out[0]));
	errors_of(&part, &zero, true, &plain, out);
	assert_true(isnan(out[0]));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(counts_have_the_interval_that_was_asked_for),
		cmocka_unit_test(weights_have_a_linearised_error),
	};
	return cmocka_run_group_tests_name("report/share", tests, NULL, NULL);
}
