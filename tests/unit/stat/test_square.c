/* Numbers of papers and of R are in tests/reference/stat/paired.csv. */
#include <math.h>

#include "stat/square.h"
#include "tests/support/check.h"

static struct svy_test square(const double *n, size_t k, enum svy_square_kind kind)
{
	struct svy_test test;
	check_ok(svy_square_test(n, k, kind, &test, NULL), NULL);
	return test;
}

static void empty_pairs_are_not_counted(void **state)
{
	const double n[16] = {596, 18, 6, 5, 0, 2, 0, 0, 0, 0, 42, 0, 11, 0, 0, 0}; /* Peterson et al. (2007) */
	(void)state;
	struct svy_test test = square(n, 4, SVY_SQUARE_BOWKER);
	check_rel(test.statistic, 18 + 6 + 36.0 / 16, 1e-14);
	check_close(test.df, 3, 0);
	check_close(test.smallest_expected, 3, 0);
	assert_string_equal(test.note, "3 of 6 pairs of cells are empty and not counted in df");
	assert_string_equal(test.test, "bowker");
	assert_string_equal(svy_square_name(SVY_SQUARE_BHAPKAR), "bhapkar");
}

/* Two parts, of categories 1 2 and 3 4, between which nobody changed: two McNemar tests. */
static void parts_are_tested_together(void **state)
{
	const double n[16] = {3, 1, 0, 0, 2, 5, 0, 0, 0, 0, 2, 4, 0, 0, 1, 0};
	(void)state;
	struct svy_test test = square(n, 4, SVY_SQUARE_STUART_MAXWELL);
	check_rel(test.statistic, 1.0 / 3 + 9.0 / 5, 1e-14);
	check_close(test.df, 2, 0);
	check_contains(test.note, "df 2, not 3");
	check_rel(square(n, 4, SVY_SQUARE_BHAPKAR).statistic, test.statistic / (1 - test.statistic / 18), 1e-14);
}

/* Nobody left or came to the second of three: McNemar's test of the others. */
static void a_category_without_change_is_left_out(void **state)
{
	const double n[9] = {5, 0, 9, 0, 8, 0, 2, 0, 1};
	(void)state;
	struct svy_test test = square(n, 3, SVY_SQUARE_STUART_MAXWELL);
	check_rel(test.statistic, 49.0 / 11, 1e-14);
	check_close(test.df, 1, 0);
}

static void what_is_undefined_is_said(void **state)
{
	const double diagonal[4] = {3, 0, 0, 2}, none[4] = {0}, one[1] = {5}, all[4] = {0, 6, 0, 0};
	(void)state;
	for (int kind = 0; kind < SVY_N_SQUARES; kind++) {
		struct svy_test test = square(diagonal, 2, (enum svy_square_kind)kind);
		assert_true(isnan(test.p) && isnan(test.statistic) && isnan(test.df));
		check_contains(test.note, "nobody changed");
		check_contains(square(none, 2, (enum svy_square_kind)kind).note, "the table is empty");
		check_contains(square(one, 1, (enum svy_square_kind)kind).note, "only one category");
	}
	check_rel(square(all, 2, SVY_SQUARE_STUART_MAXWELL).statistic, 6, 1e-14);
	struct svy_test test = square(all, 2, SVY_SQUARE_BHAPKAR);
	assert_true(isnan(test.p));
	check_contains(test.note, "one direction");
}

static void bad_counts_are_refused(void **state)
{
	const double negative[4] = {1, -1, 2, 3}, nan[4] = {1, 2, NAN, 3}, huge[4] = {1e308, 1e308, 1e308, 1};
	struct svy_status status = {0};
	struct svy_test test = {.p = 7};
	(void)state;
	for (int k = 0; k < SVY_N_SQUARES; k++) {
		enum svy_square_kind kind = (enum svy_square_kind)k;
		check_fails(svy_square_test(negative, 2, kind, &test, &status), SVY_EDOMAIN, &status, "-1");
		check_fails(svy_square_test(nan, 2, kind, &test, &status), SVY_EDOMAIN, &status, "nan");
		check_fails(svy_square_test(huge, 2, kind, &test, &status), SVY_EDOMAIN, &status, "too large");
	}
	check_close(test.p, 7, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(empty_pairs_are_not_counted),
		cmocka_unit_test(parts_are_tested_together),
		cmocka_unit_test(a_category_without_change_is_left_out),
		cmocka_unit_test(what_is_undefined_is_said),
		cmocka_unit_test(bad_counts_are_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
