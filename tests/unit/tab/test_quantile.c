#include <math.h>

#include "tab/count.h"
#include "tab/quantile.h"
#include "tests/support/check.h"
#include "tests/support/numbers.h"

static struct svy_ordered ordered_of(enum svy_weight_kind kind, size_t n, const int32_t *groups, const double *x,
                                     const double *weights)
{
	struct svy_table *table = numbers_new(n, 3, groups, x, weights);
	struct svy_status status = {0};
	struct svy_values *values;
	struct svy_ordered ordered;
	check_ok(svy_values_new(kind, &values, &status), &status);
	check_ok(svy_values_add(values, table, NUMBERS_X, NUMBERS_GROUP, weights ? NUMBERS_WEIGHT : SVY_NO_COLUMN, NULL,
	                        &status), &status);
	check_ok(svy_values_finish(values, &ordered, &status), &status);
	svy_values_free(values);
	rows_free(table);
	return ordered;
}

/* R: quantile(c(15, 20, 35, 40, 50, 7), c(0, .25, .4, .5, .75, 1)), type 7. */
static void quantiles_are_of_type_7(void **state)
{
	const int32_t groups[6] = {0};
	const double x[] = {15, 20, 35, 40, 50, 7};
	const double p[] = {0, 0.25, 0.4, 0.5, 0.75, 1}, expected[] = {7, 16.25, 20, 27.5, 38.75, 50};
	struct svy_ordered ordered = ordered_of(SVY_WEIGHT_NONE, 6, groups, x, NULL);
	(void)state;
	for (size_t i = 0; i < 6; i++)
		check_rel(svy_ordered_quantile(&ordered, 0, p[i]), expected[i], 1e-14);
	check_close(svy_ordered_quantile(&ordered, 1, 0.5), NAN, 0);
	svy_ordered_clear(&ordered);
	assert_null(ordered.value);
}

static void the_largest_numbers_do_not_overflow(void **state)
{
	const int32_t groups[2] = {0};
	const double x[] = {-1.5e308, 1.5e308};
	struct svy_ordered ordered = ordered_of(SVY_WEIGHT_NONE, 2, groups, x, NULL);
	(void)state;
	check_close(svy_ordered_quantile(&ordered, 0, 0.5), 0, 0);
	check_rel(svy_ordered_quantile(&ordered, 0, 0.75), 0.75e308, 1e-15);
	svy_ordered_clear(&ordered);
}

/* R: rank(c(3, 1, 3, 2, 3, 1)) is 5 1.5 5 3 5 1.5. */
static void equal_values_share_their_rank(void **state)
{
	const int32_t groups[] = {0, 0, 1, 1, -1, 0};
	const double x[] = {3, 1, 3, 2, 3, 1};
	struct svy_ordered ordered = ordered_of(SVY_WEIGHT_NONE, 6, groups, x, NULL);
	(void)state;
	check_rel(svy_ordered_mean_rank(&ordered, 0), (5 + 1.5 + 1.5) / 3, 1e-15);
	check_close(svy_ordered_mean_rank(&ordered, 1), 4, 0);
	check_close(svy_ordered_mean_rank(&ordered, -1), 5, 0);
	check_close(svy_ordered_mean_rank(&ordered, SVY_ALL_GROUPS), 3.5, 0);
	check_close(svy_ordered_mean_rank(&ordered, 2), NAN, 0);
	check_close(svy_ordered_quantile(&ordered, SVY_ALL_GROUPS, 0.5), 2.5, 0);
	svy_ordered_clear(&ordered);
}

static void a_weight_repeats_and_0_is_no_value(void **state)
{
	const int32_t groups[3] = {0};
	const double x[] = {5, 1, 9}, w[] = {3, 1, 0};
	struct svy_ordered ordered = ordered_of(SVY_WEIGHT_FREQUENCY, 3, groups, x, w);
	(void)state;
	assert_int_equal(ordered.n, 2);
	check_close(svy_ordered_quantile(&ordered, 0, 1), 5, 0);
	check_close(svy_ordered_quantile(&ordered, 0, 0.25), 4, 0); /* of 1 5 5 5 */
	check_close(svy_ordered_mean_rank(&ordered, 0), 2.5, 0);
	svy_ordered_clear(&ordered);
}

static void values_of_a_group_are_found(void **state)
{
	const struct svy_ordered_value values[] = {{3, 7, 1, 0}, {1, -2, 2, 0}, {3, 0, 1, 0}, {2, 7, 1, 0}, {3, 7, 4, 0}};
	const struct svy_ordered_value *of;
	struct svy_ordered ordered;
	size_t n;
	(void)state;
	check_ok(svy_ordered_make(values, 5, &ordered, NULL), NULL);
	assert_int_equal(ordered.n, 4);
	of = svy_ordered_group(&ordered, 7, &n);
	assert_int_equal(n, 2);
	assert_true(of[0].x == 2 && of[1].x == 3 && of[1].n == 5);
	check_close(of[1].rank, 6.5, 0); /* R: rank(c(1, 1, 2, 3, 3, 3, 3, 3, 3))[9] */
	of = svy_ordered_group(&ordered, -2, &n);
	assert_true(n == 1 && of->n == 2);
	(void)svy_ordered_group(&ordered, 1, &n);
	assert_int_equal(n, 0);
	of = svy_ordered_group(&ordered, SVY_ALL_GROUPS, &n);
	assert_true(n == 4 && of[3].group == 7);
	svy_ordered_clear(&ordered);
}

static void minus_zero_is_zero(void **state)
{
	const int32_t groups[2] = {0};
	const double x[] = {0.0, -0.0};
	struct svy_ordered ordered = ordered_of(SVY_WEIGHT_NONE, 2, groups, x, NULL);
	(void)state;
	assert_int_equal(ordered.n, 1);
	assert_int_equal(ordered.value[0].n, 2);
	assert_false(signbit(ordered.value[0].x));
	svy_ordered_clear(&ordered);
}

static void nothing_and_merging(void **state)
{
	struct svy_status status = {0};
	struct svy_values *a, *b;
	struct svy_ordered ordered;
	const int32_t groups[2] = {0};
	const double x[] = {1, 2};
	struct svy_table *table = numbers_new(2, 1, groups, x, NULL);
	(void)state;
	check_ok(svy_values_new(SVY_WEIGHT_NONE, &a, &status), &status);
	check_ok(svy_values_new(SVY_WEIGHT_NONE, &b, &status), &status);
	check_ok(svy_values_finish(a, &ordered, &status), &status);
	check_close(svy_ordered_quantile(&ordered, SVY_ALL_GROUPS, 0.5), NAN, 0);
	svy_ordered_clear(&ordered);
	check_ok(svy_values_add(b, table, NUMBERS_X, SVY_NO_COLUMN, SVY_NO_COLUMN, NULL, &status), &status);
	check_ok(svy_values_merge(a, b, &status), &status);
	check_ok(svy_values_merge(a, b, &status), &status);
	check_ok(svy_values_finish(a, &ordered, &status), &status);
	assert_int_equal(ordered.value[0].n, 2);
	svy_ordered_clear(&ordered);
	svy_values_free(a);
	svy_values_free(b);
	svy_values_free(NULL);
	rows_free(table);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(quantiles_are_of_type_7),
		cmocka_unit_test(the_largest_numbers_do_not_overflow),
		cmocka_unit_test(equal_values_share_their_rank),
		cmocka_unit_test(a_weight_repeats_and_0_is_no_value),
		cmocka_unit_test(values_of_a_group_are_found),
		cmocka_unit_test(minus_zero_is_zero),
		cmocka_unit_test(nothing_and_merging),
	};
	return cmocka_run_group_tests_name("tab/quantile", tests, NULL, NULL);
}
