#include <math.h>

#include "data/range.h"
#include "tests/support/check.h"

static struct svy_range read(const char *text)
{
	struct svy_range range = {0};
	assert_true(svy_range_parse(text, &range));
	return range;
}

static void ends_are_open_or_closed(void **state)
{
	struct svy_range range = read("[18,35)");
	(void)state;
	assert_true(svy_range_holds(&range, 18));
	assert_true(svy_range_holds(&range, 34.999));
	assert_false(svy_range_holds(&range, 35));
	assert_false(svy_range_holds(&range, 17.999));
	range = read(" ( -1.5e1 , 0 ] ");
	assert_false(svy_range_holds(&range, -15));
	assert_true(svy_range_holds(&range, 0));
	range = read("(-Inf,18)");
	assert_true(svy_range_holds(&range, -1e300));
	assert_false(svy_range_holds(&range, 18));
	range = read("[65,Inf)");
	assert_true(svy_range_holds(&range, 1e300));
	range = read("[7,7]");
	assert_true(svy_range_holds(&range, 7));
	range = read("(-Inf,Inf)");
	assert_true(svy_range_holds(&range, 0));
}

static void nothing_else_is_an_interval(void **state)
{
	static const char *const WRONG[] = {"",        "18-34",   "[18,35",    "18,35)",   "[35,18]",  "[7,7)",   "(7,7)",
	                                    "[-Inf,1]", "[1,Inf]", "(Inf,-Inf)", "(Inf,Inf)", "[1,2,3]", "[1;2]",   "[a,2]",
	                                    "[,2]",    "[1,]",    "[]",        "[,]",      "65+",      "[1,nan)",
	                                    "[1,inf)"};
	struct svy_range range = {.low = 42};
	(void)state;
	for (size_t i = 0; i < sizeof WRONG / sizeof *WRONG; i++)
		assert_false(svy_range_parse(WRONG[i], &range));
	check_close(range.low, 42, 0); /* untouched */
}

static int follows(const char *a, const char *b)
{
	const struct svy_range first = read(a), second = read(b);
	int answer = svy_range_follows(&first, &second);
	return (answer > 0) - (answer < 0);
}

static void gaps_and_overlaps_are_seen(void **state)
{
	(void)state;
	assert_int_equal(follows("[1,2)", "[2,3)"), 0);
	assert_int_equal(follows("[1,2]", "(2,3)"), 0);
	assert_int_equal(follows("[1,2]", "[2,3)"), -1);
	assert_int_equal(follows("[1,2)", "(2,3)"), 1);
	assert_true(follows("[1,2)", "[2.5,3)") == 1);
	assert_int_equal(follows("[1,3)", "[2,4)"), -1);
	assert_int_equal(follows("[5,6)", "[2,4)"), -1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(ends_are_open_or_closed),
	                                   cmocka_unit_test(nothing_else_is_an_interval),
	                                   cmocka_unit_test(gaps_and_overlaps_are_seen)};
	return cmocka_run_group_tests_name("data/range", tests, NULL, NULL);
}
