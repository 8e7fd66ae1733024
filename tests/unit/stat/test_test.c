#include <math.h>
#include <string.h>

#include "stat/test.h"
#include "tests/support/check.h"

static void a_new_test_knows_nothing(void **state)
{
	struct svy_test test;
	(void)state;
	memset(&test, 1, sizeof test);
	svy_test_init(&test, "pearson");
	assert_string_equal(test.test, "pearson");
	assert_string_equal(test.method, "");
	assert_string_equal(test.note, "");
	assert_int_equal(test.alternative, SVY_TWO_SIDED);
	const double numbers[] = {test.statistic, test.df,  test.df2, test.p,    test.log_p,        test.p_low,
	                          test.p_high,    test.estimate, test.low, test.high, test.attainable_p,
	                          test.smallest_expected};
	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
		assert_true(isnan(numbers[i]));
}

static void notes_are_strung_together(void **state)
{
	struct svy_test test;
	(void)state;
	svy_test_init(&test, "lr");
	svy_test_method(&test, "%s ratio", "likelihood");
	svy_test_note(&test, "smallest expected count %.1f", 3.1);
	svy_test_note(&test, "a second");
	assert_string_equal(test.method, "likelihood ratio");
	assert_string_equal(test.note, "smallest expected count 3.1; a second");
}

static void words_are_cut_and_never_overrun(void **state)
{
	struct svy_test test;
	(void)state;
	svy_test_init(&test, "lr");
	svy_test_method(&test, "%0*d", 3 * SVY_TEST_METHOD, 7);
	for (int i = 0; i < 100; i++)
		svy_test_note(&test, "%s", "a caveat of some length");
	assert_int_equal(strlen(test.method), SVY_TEST_METHOD - 1);
	assert_true(strlen(test.note) < SVY_TEST_NOTE);
	assert_true(strlen(test.note) > SVY_TEST_NOTE / 2);
}

static void alternatives_have_names(void **state)
{
	(void)state;
	assert_string_equal(svy_alternative_name(SVY_TWO_SIDED), "two-sided");
	assert_string_equal(svy_alternative_name(SVY_LESS), "less");
	assert_string_equal(svy_alternative_name(SVY_GREATER), "greater");
	enum svy_alternative side;
	struct svy_status status = {0};
	check_ok(svy_alternative_from_name("--alternative", "less", &side, NULL), NULL);
	assert_int_equal(side, SVY_LESS);
	check_fails(svy_alternative_from_name("--alternative", "more", &side, &status), SVY_EUSAGE, &status,
	            "--alternative: \"more\" is not two-sided, less or greater");
}

static void rounding_does_not_keep_p_from_1(void **state)
{
	(void)state;
	assert_true(svy_test_unity(1 - 0x1p-53) == 1);
	assert_true(svy_test_unity(1 + 0x1p-52) == 1);
	assert_true(svy_test_unity(1 - 1e-13) < 1);
	assert_true(svy_test_unity(0.05) == 0.05);
	assert_true(isnan(svy_test_unity(NAN)));
}

/* Tables of the normal and of chi-squared: P(Z > 1.959963984540054) is 0.025. */
static void a_normal_p_is_by_the_alternative(void **state)
{
	const double z = 1.959963984540054;
	struct svy_test test;
	(void)state;
	svy_test_init(&test, "x");
	svy_test_normal(&test, -z);
	check_rel(test.p, 0.05, 1e-14);
	check_rel(test.log_p, log(0.05), 1e-14);
	check_close(test.statistic, NAN, 0);
	test.alternative = SVY_LESS;
	svy_test_normal(&test, -z);
	check_rel(test.p, 0.025, 1e-14);
	test.alternative = SVY_GREATER;
	svy_test_normal_squared(&test, -z);
	check_rel(test.p, 0.975, 1e-14);
	check_close(test.statistic, -z, 0);
	check_close(test.df, NAN, 0);
	test.alternative = SVY_TWO_SIDED;
	svy_test_normal_squared(&test, -z);
	check_rel(test.statistic, 3.841458820694124, 1e-14);
	check_close(test.df, 1, 0);
	check_rel(test.p, 0.05, 1e-13);
	test.alternative = SVY_TWO_SIDED;
	svy_test_normal(&test, 0);
	check_close(test.p, 1, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_new_test_knows_nothing),
		cmocka_unit_test(notes_are_strung_together),
		cmocka_unit_test(words_are_cut_and_never_overrun),
		cmocka_unit_test(alternatives_have_names),
		cmocka_unit_test(a_normal_p_is_by_the_alternative),
		cmocka_unit_test(rounding_does_not_keep_p_from_1),
	};
	return cmocka_run_group_tests_name("stat/test", tests, NULL, NULL);
}
