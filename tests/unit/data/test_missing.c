#include "data/missing.h"
#include "tests/support/check.h"

static void reasons_have_names(void **state)
{
	static const char *const NAMES[] = {"no-answer", "refused", "dont-know", "not-asked", "not-coded"};
	enum svy_reason reason;
	(void)state;
	for (int i = 0; i < SVY_N_REASONS; i++) {
		assert_string_equal(svy_reason_name((enum svy_reason)i), NAMES[i]);
		assert_true(svy_reason_from_name(NAMES[i], &reason));
		assert_int_equal(reason, i);
	}
	assert_false(svy_reason_from_name("Refused", &reason));
	assert_false(svy_reason_from_name("", &reason));
}

static void policies_are_read(void **state)
{
	struct svy_missing_policy policy;
	(void)state;
	assert_true(svy_missing_policy_parse("exclude", &policy));
	assert_int_equal(policy.what, SVY_MISSING_EXCLUDE);
	assert_true(svy_missing_policy_parse("show", &policy));
	assert_int_equal(policy.what, SVY_MISSING_SHOW);
	assert_true(svy_missing_policy_parse("include", &policy));
	assert_int_equal(policy.what, SVY_MISSING_INCLUDE);
	for (int i = 0; i < SVY_N_REASONS; i++)
		assert_int_equal(policy.included[i], i != SVY_NOT_ASKED);
	assert_true(svy_missing_policy_parse("include:refused,not-asked", &policy));
	for (int i = 0; i < SVY_N_REASONS; i++)
		assert_int_equal(policy.included[i], i == SVY_REFUSED || i == SVY_NOT_ASKED);
}

static void what_is_no_policy_is_refused(void **state)
{
	static const char *const rows[] = {"", "Exclude", "excluded", "include:", "include:sick", "include:refused,",
	                                   "include:,refused", "show:refused"};
	struct svy_missing_policy policy;
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		assert_false(svy_missing_policy_parse(rows[i], &policy));
}

static void one_reason_stands_for_several(void **state)
{
	(void)state;
	assert_int_equal(svy_reason_of_two(SVY_NOT_ASKED, SVY_NO_ANSWER), SVY_NO_ANSWER);
	assert_int_equal(svy_reason_of_two(SVY_DONT_KNOW, SVY_NO_ANSWER), SVY_DONT_KNOW);
	assert_int_equal(svy_reason_of_two(SVY_DONT_KNOW, SVY_REFUSED), SVY_REFUSED);
	assert_int_equal(svy_reason_of_two(SVY_NOT_CODED, SVY_REFUSED), SVY_NOT_CODED);
	assert_int_equal(svy_reason_of_two(SVY_REFUSED, SVY_REFUSED), SVY_REFUSED);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_reason_stands_for_several),
		cmocka_unit_test(reasons_have_names),
		cmocka_unit_test(policies_are_read),
		cmocka_unit_test(what_is_no_policy_is_refused),
	};
	return cmocka_run_group_tests_name("data/missing", tests, NULL, NULL);
}
