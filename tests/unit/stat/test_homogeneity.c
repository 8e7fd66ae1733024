#include <math.h>
#include <string.h>

#include "stat/homogeneity.h"
#include "tests/support/check.h"

static struct svy_test homogeneity(const double *n, size_t k, size_t cols, enum svy_homogeneity_kind kind)
{
	struct svy_strata *strata = NULL;
	struct svy_test out;
	check_ok(svy_strata_new(n, k, 2, cols, &strata, NULL), NULL);
	check_ok(svy_homogeneity(strata, kind, &out, NULL), NULL);
	svy_strata_free(strata);
	return out;
}

static void admissions_are_not_homogeneous(void **state)
{
	static const double n[24] = {512, 313, 89, 19, 353, 207, 17, 8, 120, 205, 202, 391,
	                             138, 279, 131, 244, 53, 138, 94, 299, 22, 351, 24, 317};
	(void)state;
	struct svy_test test = homogeneity(n, 6, 2, SVY_BRESLOW_DAY);
	assert_string_equal(test.test, "breslow-day");
	check_rel(test.statistic, 18.825513706, 1e-10); /* shared reference of R */
	check_close(test.df, 5, 0);
	check_rel(test.estimate, 0.9046968283, 1e-9);
	assert_string_equal(test.note, "");
	assert_string_equal(homogeneity(n, 6, 2, SVY_TARONE).test, "tarone");
	check_rel(homogeneity(n, 6, 2, SVY_WOOLF).p, 0.003072142, 1e-6);
}

static void strata_that_say_nothing_do_not_count(void **state)
{
	static const double n[16] = {3, 9, 6, 5, 0, 0, 4, 7, 4, 4, 7, 3, 5, 0, 9, 0};
	(void)state;
	for (int kind = SVY_BRESLOW_DAY; kind <= SVY_WOOLF; kind++) {
		struct svy_test test = homogeneity(n, 4, 2, (enum svy_homogeneity_kind)kind);
		check_close(test.df, 1, 0);
		check_contains(test.note, "2 of 4 strata left out");
		assert_true((strstr(test.note, "; smallest fitted count ") != NULL) == (kind != SVY_WOOLF));
		/* their zeros are no reason to add 1/2 */
		assert_null(strstr(test.method, "1/2"));
		check_close(homogeneity(n, 2, 2, (enum svy_homogeneity_kind)kind).p, NAN, 0);
	}
}

static void a_zero_adds_one_half_to_every_cell(void **state)
{
	static const double n[8] = {0, 9, 6, 5, 4, 4, 7, 3}, more[8] = {.5, 9.5, 6.5, 5.5, 4.5, 4.5, 7.5, 3.5};
	(void)state;
	struct svy_test test = homogeneity(n, 2, 2, SVY_WOOLF);
	check_contains(test.method, "1/2 added to every cell");
	check_rel(test.statistic, homogeneity(more, 2, 2, SVY_WOOLF).statistic, 1e-14);
}

static void what_cannot_be_compared_has_a_reason(void **state)
{
	static const double one[4] = {3, 9, 6, 5}, none[8] = {0, 5, 4, 3, 0, 2, 1, 7}, all[8] = {4, 3, 0, 5, 1, 7, 0, 2},
	                    wide[12] = {1, 2, 3, 4, 5, 6, 7, 8, 9, 1, 2, 3}, nothing[8] = {0};
	(void)state;
	for (int kind = SVY_BRESLOW_DAY; kind <= SVY_WOOLF; kind++) {
		struct svy_test test = homogeneity(one, 1, 2, (enum svy_homogeneity_kind)kind);
		check_close(test.p, NAN, 0);
		assert_string_equal(test.note, "only one stratum: nothing to compare");
		check_contains(homogeneity(wide, 2, 3, (enum svy_homogeneity_kind)kind).note, "2 rows and 2 columns");
		check_contains(homogeneity(nothing, 2, 2, (enum svy_homogeneity_kind)kind).note, "empty");
	}
	check_contains(homogeneity(none, 2, 2, SVY_BRESLOW_DAY).note, "the common odds ratio is 0");
	check_contains(homogeneity(all, 2, 2, SVY_TARONE).note, "the common odds ratio is infinite");
	check_close(homogeneity(all, 2, 2, SVY_TARONE).statistic, NAN, 0);
	assert_true(homogeneity(all, 2, 2, SVY_WOOLF).p > 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(admissions_are_not_homogeneous),
		cmocka_unit_test(strata_that_say_nothing_do_not_count),
		cmocka_unit_test(a_zero_adds_one_half_to_every_cell),
		cmocka_unit_test(what_cannot_be_compared_has_a_reason),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
