#include "tab/count.h"
#include "tests/support/check.h"
#include "tests/support/rows.h"

static const size_t SIZES[] = {2, 3};
/* Codes below 0 are missing: -1 refused, -2 not asked. */
static const int32_t CODES[] = {0, 0, 1, 2, 0, 0, -1, 2, 1, -2, 0, 0};

static struct svy_count *count_of(enum svy_weight_kind kind, const double *weights, const bool *mask, size_t k)
{
	struct svy_table *table = rows_new(6, 2, SIZES, CODES, weights);
	struct svy_status status = {0};
	struct svy_count *count;
	check_ok(svy_count_new(k, kind, &count, &status), &status);
	check_ok(svy_count_add(count, table, (const size_t[]){0, 1}, weights ? 2 : SVY_NO_COLUMN, mask, &status), &status);
	rows_free(table);
	return count;
}

static void is_cell(const struct svy_count *count, size_t i, int32_t a, int32_t b, uint64_t rows, uint64_t n)
{
	struct svy_count_cell cell = svy_count_cell(count, i);
	assert_int_equal(cell.codes[0], a);
	assert_int_equal(cell.codes[1], b);
	assert_int_equal(cell.rows, rows);
	assert_int_equal(cell.n, n);
}

static void combinations_stand_in_the_order_they_are_met(void **state)
{
	struct svy_count *count = count_of(SVY_WEIGHT_NONE, NULL, NULL, 2);
	(void)state;
	assert_int_equal(svy_count_n_cells(count), 4);
	is_cell(count, 0, 0, 0, 3, 3);
	is_cell(count, 1, 1, 2, 1, 1);
	is_cell(count, 2, -1, 2, 1, 1);
	is_cell(count, 3, 1, -2, 1, 1);
	assert_null(svy_count_cell(count, 0).w);
	svy_count_free(count);
}

static void frequency_weights_are_respondents(void **state)
{
	const double weights[] = {2, 3, 0, 1, 4, 5};
	struct svy_count *count = count_of(SVY_WEIGHT_FREQUENCY, weights, NULL, 2);
	(void)state;
	is_cell(count, 0, 0, 0, 3, 7);
	is_cell(count, 1, 1, 2, 1, 3);
	is_cell(count, 3, 1, -2, 1, 4);
	svy_count_free(count);
}

static void sampling_weights_are_summed_beside_respondents(void **state)
{
	const double weights[] = {0.1, 0.5, 0.2, 1, 1, 0.3};
	struct svy_count *count = count_of(SVY_WEIGHT_SAMPLING, weights, NULL, 2);
	struct svy_count_cell cell = svy_count_cell(count, 0);
	(void)state;
	assert_int_equal(cell.n, 3);
	check_rel(svy_sum_value(cell.w), 0.6, 1e-15);
	check_rel(svy_sum_value(cell.w2), 0.14, 1e-15);
	svy_count_free(count);
}

static void a_mask_leaves_rows_out(void **state)
{
	const bool mask[] = {false, true, true, false, false, true};
	struct svy_count *count = count_of(SVY_WEIGHT_NONE, NULL, mask, 2);
	(void)state;
	assert_int_equal(svy_count_n_cells(count), 2);
	is_cell(count, 0, 1, 2, 1, 1);
	is_cell(count, 1, 0, 0, 2, 2);
	svy_count_free(count);
}

static void no_variables_are_one_combination(void **state)
{
	struct svy_count *count = count_of(SVY_WEIGHT_NONE, NULL, NULL, 0);
	(void)state;
	assert_int_equal(svy_count_n_cells(count), 1);
	assert_int_equal(svy_count_cell(count, 0).n, 6);
	svy_count_free(count);
}

static void merging_adds_cells_and_keeps_the_source(void **state)
{
	const bool mask[] = {true, true, false, false, false, false};
	struct svy_count *into = count_of(SVY_WEIGHT_NONE, NULL, mask, 2), *from = count_of(SVY_WEIGHT_NONE, NULL, NULL, 2);
	struct svy_status status = {0};
	(void)state;
	check_ok(svy_count_merge(into, from, &status), &status);
	assert_int_equal(svy_count_n_cells(into), 4);
	is_cell(into, 0, 0, 0, 4, 4);
	is_cell(into, 1, 1, 2, 2, 2);
	is_cell(from, 0, 0, 0, 3, 3);
	svy_count_free(into);
	svy_count_free(from);
}

/* 2048 times 2^53 is 2^64, which would wrap to 0. */
static void more_respondents_than_can_be_counted_are_refused(void **state)
{
	const double most[] = {0x1p53, 0, 0, 0, 0, 0}, more[] = {0x1p53, 0, 1, 0, 0, 0};
	struct svy_count *full = count_of(SVY_WEIGHT_FREQUENCY, most, NULL, 2);
	struct svy_table *table = rows_new(6, 2, SIZES, CODES, more);
	struct svy_status status = {0};
	(void)state;
	is_cell(full, 0, 0, 0, 3, UINT64_C(1) << 53);
	check_fails(svy_count_add(full, table, (const size_t[]){0, 1}, 2, NULL, &status), SVY_EINPUT, &status, "2^53");
	check_fails(svy_count_merge(full, full, &status), SVY_EINPUT, &status, "2^53");
	is_cell(full, 0, 0, 0, 3, UINT64_C(1) << 53);
	rows_free(table);
	svy_count_free(full);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(combinations_stand_in_the_order_they_are_met),
		cmocka_unit_test(frequency_weights_are_respondents),
		cmocka_unit_test(sampling_weights_are_summed_beside_respondents),
		cmocka_unit_test(a_mask_leaves_rows_out),
		cmocka_unit_test(no_variables_are_one_combination),
		cmocka_unit_test(merging_adds_cells_and_keeps_the_source),
		cmocka_unit_test(more_respondents_than_can_be_counted_are_refused),
	};
	return cmocka_run_group_tests_name("tab/count", tests, NULL, NULL);
}
