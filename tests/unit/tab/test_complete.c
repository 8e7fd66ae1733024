#include <math.h>

#include "tab/complete.h"
#include "tests/support/check.h"
#include "tests/support/numbers.h"

enum { N = 6 };
static const size_t COLUMNS[] = {NUMBERS_X, NUMBERS_GROUP};
static const int32_t GROUPS[N] = {0, -1, 1, -2, 0, 1}; /* -1 refused, -2 not asked */
static const double X[N] = {1, 2, NAN, NAN, 5, 6};

static struct svy_complete *complete_of(const char *policy, const bool *mask)
{
	struct svy_table *table = numbers_new(N, 2, GROUPS, X, NULL);
	struct svy_missing_policy missing;
	struct svy_status status = {0};
	struct svy_complete *complete;
	assert_true(svy_missing_policy_parse(policy, &missing));
	check_ok(svy_complete_new(2, &complete, &status), &status);
	check_ok(svy_complete_add(complete, table, COLUMNS, &missing, mask, &status), &status);
	rows_free(table);
	return complete;
}

static void a_row_is_left_out_once_for_the_first(void **state)
{
	struct svy_complete *complete = complete_of("exclude", NULL);
	const bool expected[N] = {true, false, false, false, true, true};
	(void)state;
	assert_memory_equal(svy_complete_mask(complete), expected, sizeof expected);
	assert_int_equal(svy_complete_used(complete), 3);
	assert_int_equal(svy_complete_left_out(complete, 0, SVY_REFUSED), 2);
	assert_int_equal(svy_complete_left_out(complete, 1, SVY_REFUSED), 1);
	assert_int_equal(svy_complete_left_out(complete, 1, SVY_NOT_ASKED), 0); /* counted for the number */
	svy_complete_free(complete);
}

static void included_answers_are_groups_and_never_numbers(void **state)
{
	struct svy_complete *complete = complete_of("include:refused", NULL);
	(void)state;
	assert_true(svy_complete_mask(complete)[1]);
	assert_int_equal(svy_complete_used(complete), 4);
	assert_int_equal(svy_complete_left_out(complete, 0, SVY_REFUSED), 2);
	svy_complete_free(complete);
}

static void rows_outside_the_domain_are_not_counted(void **state)
{
	const bool mask[N] = {true, true, false, false, false, false};
	struct svy_complete *a = complete_of("exclude", mask), *b = complete_of("exclude", NULL);
	(void)state;
	assert_int_equal(svy_complete_used(a), 1);
	assert_int_equal(svy_complete_left_out(a, 0, SVY_REFUSED), 0);
	assert_false(svy_complete_mask(a)[4]);
	svy_complete_merge(a, b);
	assert_int_equal(svy_complete_used(a), 4);
	assert_int_equal(svy_complete_left_out(a, 1, SVY_REFUSED), 2);
	svy_complete_free(a);
	svy_complete_free(b);
	svy_complete_free(NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_row_is_left_out_once_for_the_first),
		cmocka_unit_test(included_answers_are_groups_and_never_numbers),
		cmocka_unit_test(rows_outside_the_domain_are_not_counted),
	};
	return cmocka_run_group_tests_name("tab/complete", tests, NULL, NULL);
}
