#include "data/condition.h"
#include "tests/support/check.h"

static void is_read(const char *text, const char *name, enum svy_op op, const char *first, size_t n_values)
{
	struct svy_condition condition;
	struct svy_status status = {0};
	check_ok(svy_condition_parse(text, &condition, &status), &status);
	assert_string_equal(condition.name, name);
	assert_int_equal(condition.op, op);
	assert_int_equal(condition.n_values, n_values);
	assert_string_equal(condition.values[0], first);
	svy_condition_clear(&condition);
	assert_null(condition.name);
}

static void conditions_are_read(void **state)
{
	(void)state;
	is_read("sex=Women", "sex", SVY_OP_EQUAL, "Women", 1);
	is_read("  sex  !=  Women ", "sex", SVY_OP_UNEQUAL, "Women", 1);
	is_read("age<30", "age", SVY_OP_LESS, "30", 1);
	is_read("age <= 30", "age", SVY_OP_LESS_EQUAL, "30", 1);
	is_read("age>-1.5", "age", SVY_OP_GREATER, "-1.5", 1);
	is_read("age >= 30", "age", SVY_OP_GREATER_EQUAL, "30", 1);
	is_read("place = Kachin State , Thailand,\"a, b\"", "place", SVY_OP_EQUAL, "Kachin State", 3);
	is_read("\"a = \"\"b\"\"\" = x", "a = \"b\"", SVY_OP_EQUAL, "x", 1);
	is_read("q=\" x \"", "q", SVY_OP_EQUAL, " x ", 1);
	is_read("q=\"=b\"", "q", SVY_OP_EQUAL, "=b", 1);
	is_read("q= <5", "q", SVY_OP_EQUAL, "<5", 1);
	is_read("q=a=b", "q", SVY_OP_EQUAL, "a=b", 1);
}

static void is_refused(const char *text, const char *words)
{
	struct svy_condition condition;
	struct svy_status status = {0};
	check_fails(svy_condition_parse(text, &condition, &status), SVY_EUSAGE, &status, words);
}

static void what_is_no_condition_says_the_form(void **state)
{
	(void)state;
	is_refused("", "'VAR OP VALUE[,VALUE]'");
	is_refused("sex", "'VAR OP VALUE[,VALUE]'");
	is_refused("=3", "'VAR OP VALUE[,VALUE]'");
	is_refused("sex ! 3", "'VAR OP VALUE[,VALUE]'");
	is_refused("\"sex = 3", "'VAR OP VALUE[,VALUE]'");
	is_refused("sex == Women", "'VAR OP VALUE[,VALUE]'");
	is_refused("age => 3", "'VAR OP VALUE[,VALUE]'");
	is_refused("age =< 3", "'VAR OP VALUE[,VALUE]'");
	is_refused("age <> 3", "'VAR OP VALUE[,VALUE]'");
	is_refused("sex =", "names no value");
	is_refused("age < 3,4", "one value");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(conditions_are_read),
		cmocka_unit_test(what_is_no_condition_says_the_form),
	};
	return cmocka_run_group_tests_name("data/condition", tests, NULL, NULL);
}
