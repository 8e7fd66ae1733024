/* Numbers of R are in tests/reference/stat/compare.csv. */
#include <math.h>
#include <stdlib.h>

#include "stat/compare.h"
#include "tests/support/check.h"

static const struct svy_alpha ONE = {{0.05}, 1}, TWO = {{0.001, 0.05}, 2};

static char *letters_of(const struct svy_pair *pairs, size_t k, size_t j, const struct svy_alpha *alpha)
{
	struct svy_text text = {0};
	svy_letters_put(&text, pairs, k, j, alpha);
	return svy_text_take(&text);
}

static void check_letters(const struct svy_pair *pairs, size_t k, size_t j, const struct svy_alpha *alpha,
                          const char *expected)
{
	char *letters = letters_of(pairs, k, j, alpha);
	assert_string_equal(letters, expected);
	free(letters);
}

static void pairs_are_counted(void **state)
{
	(void)state;
	assert_int_equal(svy_n_pairs(0), 0);
	assert_int_equal(svy_n_pairs(1), 0);
	assert_int_equal(svy_n_pairs(2), 1);
	assert_int_equal(svy_n_pairs(4), 6);
	assert_int_equal(svy_n_pairs(5), 10);
	assert_string_equal(svy_pair_test_name(SVY_PAIR_POOLED_Z), "pooled-z");
	assert_string_equal(svy_pair_test_name(SVY_PAIR_EXACT), "exact");
}

/* Brown eyes by colour of hair (Snee 1974): p-values of R in the reference table. */
static void letters_name_the_lower_columns(void **state)
{
	const double x[] = {68, 119, 26, 7}, n[] = {108, 286, 71, 127};
	struct svy_pair pairs[6];
	(void)state;
	check_ok(svy_compare_proportions(SVY_PAIR_POOLED_Z, x, n, 4, SVY_ADJUST_BONFERRONI, pairs, NULL), NULL);
	assert_int_equal(pairs[4].a, 1);
	assert_int_equal(pairs[4].b, 3);
	check_letters(pairs, 4, 0, &ONE, "B C D");
	check_letters(pairs, 4, 0, &TWO, "B c D"); /* Black-Red: 0.0033 */
	check_letters(pairs, 4, 1, &TWO, "D");
	check_letters(pairs, 4, 3, &TWO, "");
	assert_int_equal(svy_pair_level(&pairs[1], &TWO), 1);
	assert_int_equal(svy_pair_level(&pairs[3], &TWO), 2); /* Brown-Red: not at all */
}

static void p_at_the_level_is_significant(void **state)
{
	const struct svy_pair at = {.p_adjusted = 0.05}, above = {.p_adjusted = 0.0500001}, none = {.p_adjusted = NAN};
	(void)state;
	assert_int_equal(svy_pair_level(&at, &ONE), 0);
	assert_int_equal(svy_pair_level(&above, &ONE), 1);
	assert_int_equal(svy_pair_level(&none, &ONE), 1);
}

static void columns_after_the_26th_have_two_letters(void **state)
{
	static const size_t COLUMNS[] = {0, 25, 26, 51, 52, 701, 702};
	static const char *const LETTERS[] = {"A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"};
	(void)state;
	for (size_t i = 0; i < 7; i++) {
		struct svy_text text = {0};
		svy_letter_put(&text, COLUMNS[i], true);
		assert_string_equal(text.bytes, LETTERS[i]);
		svy_text_clear(&text);
	}
}

static void some_columns_are_not_compared(void **state)
{
	const double x[] = {0, 5, 10, 1, 3, 0}, n[] = {10, 10, 10, 1, 10, 0};
	static const char *const REASONS[] = {"a proportion is 0", "a proportion is 0", "base of a column is below 2"};
	struct svy_pair pairs[15];
	(void)state;
	check_ok(svy_compare_proportions(SVY_PAIR_POOLED_Z, x, n, 6, SVY_ADJUST_BONFERRONI, pairs, NULL), NULL);
	for (size_t i = 0; i < 3; i++) {
		check_close(pairs[i].p, NAN, 0);
		check_contains(pairs[i].note, REASONS[i]);
	}
	check_contains(pairs[4].note, "empty");
	check_contains(pairs[5].note, "a proportion is 1"); /* 5 of 10 and 10 of 10 */
	check_rel(pairs[0].estimate, -0.5, 1e-15);          /* described all the same */
	check_close(pairs[4].estimate, NAN, 0);
	assert_null(pairs[7].note); /* 5 of 10 and 3 of 10: the only pair, a family of one */
	check_rel(pairs[7].p_adjusted, pairs[7].p, 1e-15);
	check_rel(pairs[7].statistic, 0.2 / sqrt(0.4 * 0.6 * 0.2), 1e-14);
}

/* 0 of 5 and 5 of 5: 2 of the 252 tables; 0 of both: the only table. */
static void exact_compares_0_and_1_too(void **state)
{
	const double x[] = {0, 5, 0}, n[] = {5, 5, 7};
	struct svy_pair pairs[3];
	(void)state;
	check_ok(svy_compare_proportions(SVY_PAIR_EXACT, x, n, 3, SVY_ADJUST_NONE, pairs, NULL), NULL);
	check_rel(pairs[0].p, 2.0 / 252, 1e-12);
	check_close(pairs[1].p, 1, 0);
	check_close(pairs[0].statistic, NAN, 0);
}

static void impossible_counts_are_refused(void **state)
{
	const double x[] = {3, 11}, n[] = {5, 10}, part[] = {2.5, 3}, of[] = {5, 10};
	struct svy_status status = {0};
	struct svy_pair pairs[1];
	(void)state;
	check_fails(svy_compare_proportions(SVY_PAIR_POOLED_Z, x, n, 2, SVY_ADJUST_NONE, pairs, &status), SVY_EDOMAIN,
	            &status, "column 2: 11 of 10");
	check_fails(svy_compare_proportions(SVY_PAIR_EXACT, part, of, 2, SVY_ADJUST_NONE, pairs, &status), SVY_EDOMAIN,
	            &status, "whole");
}

/* Groups {1, 3}, {5, 7}, {4}: all variances 2, so that both ways of pooling give s^2 = 2
 * where there is one, t(1, 2) = -4 / sqrt(2) and df 2. */
static void means_by_hand(void **state)
{
	const struct svy_group_moments groups[] = {{2, 2, 0, 2}, {2, 6, 0, 2}, {1, 4, 0, 0}, {0, NAN, NAN, NAN}};
	struct svy_pair pairs[6];
	(void)state;
	check_ok(svy_compare_means(SVY_POOL_ALL, groups, 4, SVY_ADJUST_BONFERRONI, pairs, NULL), NULL);
	check_rel(pairs[0].statistic, -4 / sqrt(2), 1e-14);
	check_rel(pairs[0].se, sqrt(2), 1e-14);
	check_close(pairs[0].df, 2, 0);
	check_rel(pairs[0].p, 1 - sqrt(8.0 / 10), 1e-13); /* t with 2 df: 1 - t / sqrt(t^2 + 2) */
	check_rel(pairs[0].p_adjusted, 3 * (1 - sqrt(8.0 / 10)), 1e-13);
	check_contains(pairs[2].note, "a group is empty");
	check_ok(svy_compare_means(SVY_POOL_PAIR, groups, 3, SVY_ADJUST_NONE, pairs, NULL), NULL);
	check_close(pairs[1].df, 1, 0);
	check_rel(pairs[1].se, sqrt(3), 1e-14);
}

/* Means that differ beyond the digits of a double. */
static void what_rounding_left_counts(void **state)
{
	const struct svy_group_moments groups[] = {{5, 1e6, 3e-12, 1}, {5, 1e6, 1e-12, 1}};
	struct svy_pair pairs[1];
	(void)state;
	check_ok(svy_compare_means(SVY_POOL_ALL, groups, 2, SVY_ADJUST_NONE, pairs, NULL), NULL);
	check_rel(pairs[0].estimate, 2e-12, 1e-14);
}

static void no_variation_is_no_test(void **state)
{
	const struct svy_group_moments flat[] = {{3, 1, 0, 0}, {3, 2, 0, 0}}, single[] = {{1, 1, 0, 0}, {1, 2, 0, 0}};
	const struct svy_group_moments bad[] = {{3, INFINITY, 0, 0}, {3, 2, 0, 0}};
	const struct svy_group_moments large[] = {{3, 1, 0, NAN}, {3, 2, 0, 1}};
	struct svy_status status = {0};
	struct svy_pair pairs[1];
	(void)state;
	check_ok(svy_compare_means(SVY_POOL_ALL, flat, 2, SVY_ADJUST_NONE, pairs, NULL), NULL);
	check_close(pairs[0].p, NAN, 0);
	check_contains(pairs[0].note, "no variation");
	check_close(pairs[0].estimate, -1, 0);
	check_ok(svy_compare_means(SVY_POOL_PAIR, single, 2, SVY_ADJUST_NONE, pairs, NULL), NULL);
	check_contains(pairs[0].note, "no degrees of freedom");
	check_ok(svy_compare_means(SVY_POOL_ALL, large, 2, SVY_ADJUST_NONE, pairs, NULL), NULL);
	check_contains(pairs[0].note, "sum of squares is not known");
	check_fails(svy_compare_means(SVY_POOL_ALL, bad, 2, SVY_ADJUST_NONE, pairs, &status), SVY_EDOMAIN, &status,
	            "group 1");
	check_fails(svy_group_moments_check(bad, 1, &status), SVY_EDOMAIN, &status, "group 1");
}

static void a_family_is_what_was_tested(void **state)
{
	struct svy_pair pairs[] = {svy_pair_start(0, 1), svy_pair_start(0, 2), svy_pair_start(1, 2)};
	(void)state;
	check_close(pairs[2].low, NAN, 0);
	assert_int_equal(pairs[2].b, 2);
	assert_null(pairs[2].note);
	pairs[0].p = 0.01;
	pairs[2].p = 0.4;
	check_ok(svy_pairs_adjust(SVY_ADJUST_BONFERRONI, pairs, 3, NULL), NULL);
	check_rel(pairs[0].p_adjusted, 0.02, 1e-15);
	check_close(pairs[1].p_adjusted, NAN, 0);
	check_rel(pairs[2].p_adjusted, 0.8, 1e-15);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(pairs_are_counted),
		cmocka_unit_test(letters_name_the_lower_columns),
		cmocka_unit_test(p_at_the_level_is_significant),
		cmocka_unit_test(columns_after_the_26th_have_two_letters),
		cmocka_unit_test(some_columns_are_not_compared),
		cmocka_unit_test(exact_compares_0_and_1_too),
		cmocka_unit_test(impossible_counts_are_refused),
		cmocka_unit_test(means_by_hand),
		cmocka_unit_test(what_rounding_left_counts),
		cmocka_unit_test(no_variation_is_no_test),
		cmocka_unit_test(a_family_is_what_was_tested),
	};
	return cmocka_run_group_tests_name("stat/compare", tests, NULL, NULL);
}
