#include "tab/keep.h"
#include "tab/count.h"
#include "tests/support/check.h"
#include "tests/support/numbers.h"

enum { N = 5 };
static const int32_t GROUPS[N] = {1, 0, 1, 1, 0};
static const double X[N] = {5, 2, -0.0, 5, 2}, W[N] = {2, 1, 4, 3, 0};
static const bool MASK[N] = {true, true, false, true, true};
static const size_t COLUMNS[] = {NUMBERS_GROUP, NUMBERS_X};

static struct svy_keep *keep_rows(enum svy_weight_kind kind, const bool *mask)
{
	struct svy_table *table = numbers_new(N, 2, GROUPS, X, W);
	struct svy_keep *keep;
	check_ok(svy_keep_new(2, kind, &keep, NULL), NULL);
	check_ok(svy_keep_add(keep, table, COLUMNS, kind == SVY_WEIGHT_NONE ? SVY_NO_COLUMN : NUMBERS_WEIGHT, mask, NULL),
	         NULL);
	rows_free(table);
	return keep;
}

static void rows_are_put_in_order_and_joined(void **state)
{
	struct svy_keep *keep = keep_rows(SVY_WEIGHT_FREQUENCY, MASK);
	struct svy_kept kept;
	(void)state;
	check_ok(svy_keep_finish(keep, &kept, NULL), NULL);
	assert_int_equal(kept.size, 2);
	assert_int_equal(kept.k, 2);
	assert_int_equal(kept.n[0], 1); /* a weight of 0 is nobody */
	check_close(kept.x[0], 0, 0);
	check_close(kept.x[1], 2, 0);
	assert_int_equal(kept.n[1], 5);
	check_close(kept.x[3], 5, 0);
	svy_kept_clear(&kept);
	svy_keep_free(keep);
}

static void parts_merge(void **state)
{
	struct svy_keep *keep = keep_rows(SVY_WEIGHT_NONE, NULL), *other = keep_rows(SVY_WEIGHT_NONE, NULL);
	struct svy_kept kept;
	(void)state;
	check_ok(svy_keep_merge(keep, other, NULL), NULL);
	check_ok(svy_keep_finish(keep, &kept, NULL), NULL);
	assert_int_equal(kept.size, 3);
	for (size_t i = 0; i < 3; i++)
		assert_int_equal(kept.n[i], i == 1 ? 2 : 4);
	svy_kept_clear(&kept);
	svy_keep_free(keep);
	svy_keep_free(other);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rows_are_put_in_order_and_joined),
		cmocka_unit_test(parts_merge),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
