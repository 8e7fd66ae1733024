#include <math.h>

#include "design/weight.h"
#include "tests/support/check.h"
#include "tests/support/rows.h"

static void kinds_have_names(void **state)
{
	enum svy_weight_kind kind = SVY_WEIGHT_NONE;
	(void)state;
	assert_true(svy_weight_kind_from_name("frequency", &kind));
	assert_int_equal(kind, SVY_WEIGHT_FREQUENCY);
	assert_true(svy_weight_kind_from_name("sampling", &kind));
	assert_int_equal(kind, SVY_WEIGHT_SAMPLING);
	assert_false(svy_weight_kind_from_name("Sampling", &kind));
	assert_false(svy_weight_kind_from_name("", &kind));
	assert_string_equal(svy_weight_kind_name(SVY_WEIGHT_SAMPLING), "sampling");
	assert_null(svy_weight_kind_name(SVY_WEIGHT_NONE));
}

static void check_one(double weight, enum svy_weight_kind kind, const char *complaint)
{
	static const size_t SIZES[] = {2};
	const double weights[3] = {1, weight, 0};
	struct svy_table *table = rows_new(3, 1, SIZES, (const int32_t[]){0, 1, 0}, weights);
	struct svy_status status = {0};
	size_t lines[3] = {2, 3, 4};
	table->lines = lines;
	table->columns[1].file_column = 4;
	if (complaint)
		check_fails(svy_weight_check(table, 1, kind, &status), SVY_EINPUT, &status, complaint);
	else
		check_ok(svy_weight_check(table, 1, kind, &status), &status);
	table->lines = NULL;
	rows_free(table);
}

static void weights_are_checked_by_their_kind(void **state)
{
	(void)state;
	check_one(3, SVY_WEIGHT_FREQUENCY, NULL);
	check_one(0, SVY_WEIGHT_FREQUENCY, NULL);
	check_one(0x1p53, SVY_WEIGHT_FREQUENCY, NULL);
	check_one(1.5, SVY_WEIGHT_SAMPLING, NULL);
	check_one(1.5, SVY_WEIGHT_FREQUENCY, "rows:3:5: b: a frequency weight is not a whole number");
	check_one(0x1p54, SVY_WEIGHT_FREQUENCY, "above 2^53");
	check_one(-1, SVY_WEIGHT_FREQUENCY, "rows:3:5: b: a weight is below 0");
	check_one(-1e-9, SVY_WEIGHT_SAMPLING, "a weight is below 0");
	check_one(NAN, SVY_WEIGHT_SAMPLING, "a weight is missing");
	check_one(INFINITY, SVY_WEIGHT_SAMPLING, "not finite");
}

static void effective_n_is_n_for_equal_weights(void **state)
{
	(void)state;
	check_rel(svy_effective_n(10 * 0.3, 10 * 0.3 * 0.3), 10, 1e-15);
	check_rel(svy_effective_n(1 + 2 + 3, 1 + 4 + 9), 36.0 / 14, 1e-15);
	check_close(svy_effective_n(0, 0), NAN, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(kinds_have_names),
		cmocka_unit_test(weights_are_checked_by_their_kind),
		cmocka_unit_test(effective_n_is_n_for_equal_weights),
	};
	return cmocka_run_group_tests_name("design/weight", tests, NULL, NULL);
}
