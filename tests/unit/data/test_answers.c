#include "data/answers.h"

#include <string.h>

#include "tests/support/answers.h"
#include "tests/support/check.h"

static const char BOOK[] =
	"{\"fields\": [{\"name\": \"a\"}, {\"name\": \"l\", \"type\": \"list\", \"delimiter\": \"; \", \"categories\":"
	" [\"pay\", \"hours\", \"safety\"], \"missingValues\": [{\"value\": \"\", \"reason\": \"not-asked\"}, {\"value\":"
	" \"98\", \"reason\": \"dont-know\"}]}, {\"name\": \"open\", \"type\": \"list\", \"missingValues\": []}],"
	" \"missingValues\": [{\"value\": \"NA\", \"reason\": \"not-asked\"},"
	" {\"value\": \"-9\", \"reason\": \"refused\"}],"
	" \"multiResponse\": [{\"name\": \"q\", \"fields\": [\"a\", \"b\", \"c\"], \"ticked\": [\"1\", \"yes\"],"
	" \"notTicked\": [\"0\"]}]}";

static void is_row(const struct answers *a, size_t column, size_t row, const char *expected)
{
	assert_string_equal(answers_row(a, column, row), expected);
}

static void columns_become_a_set(void **state)
{
	static const char *const NAMES[] = {"q", "a"};
	struct answers a;
	(void)state;
	/* b and c are described by the set alone. */
	answers_open(&a, "a,b,c\n1,0,yes\n0,0,0\nNA,NA,1\nNA,NA,NA\n-9,NA,NA\n", BOOK, NAMES, 2);
	check_ok(answers_read(&a), &a.status);
	is_row(&a, a.column[0], 0, "1 3");
	is_row(&a, a.column[0], 1, "");
	is_row(&a, a.column[0], 2, "(1) (2) 3");
	is_row(&a, a.column[0], 3, "not-asked");
	is_row(&a, a.column[0], 4, "refused");
	/* A choice is a category of its own all the same. */
	assert_int_equal(a.table->columns[a.column[1]].use, SVY_USE_CATEGORY);
	assert_string_equal(a.table->columns[a.column[1]].variable.categories[0].value, "1");
	answers_close(&a);
}

static void cells_become_a_list(void **state)
{
	static const char *const NAMES[] = {"l", "open"};
	struct answers a;
	(void)state;
	answers_open(&a, "l,open\npay; safety,\"x,y\"\n,\nsafety; safety; ,y\n98,\"y,,x\"\n", BOOK, NAMES, 2);
	check_ok(answers_read(&a), &a.status);
	is_row(&a, a.column[0], 0, "1 3");
	is_row(&a, a.column[0], 1, "not-asked");
	is_row(&a, a.column[0], 2, "3");
	is_row(&a, a.column[0], 3, "dont-know");
	is_row(&a, a.column[1], 0, "1 2");
	is_row(&a, a.column[1], 1, "");
	is_row(&a, a.column[1], 3, "2 1");
	assert_true(a.table->columns[a.column[1]].variable.several);
	answers_close(&a);
}

static void is_refused(const char *csv, const char *name, const char *words)
{
	struct answers a;
	answers_open(&a, csv, BOOK, &name, 1);
	check_fails(answers_read(&a), SVY_EINPUT, &a.status, words);
	assert_int_equal(a.table->n_rows, 0);
	answers_close(&a);
}

static void what_is_wrong_is_told_with_its_place(void **state)
{
	(void)state;
	is_refused("a,b,c\n1,0,1\n1,2,1\n", "q",
	           "a.csv:3:2: b: the codebook says of \"2\" neither ticked nor notTicked (q)");
	is_refused("x,l\n1,pay; huors\n", "l",
	           "a.csv:2:2: l: value \"huors\" is not in the codebook (did you mean \"hours\"?)");
	is_refused("x,l\n1,pay; 98\n", "l", "value \"98\" means a missing answer, and stands among others");
}

static void parts_are_taken_one_by_one(void **state)
{
	static const char CELL[] = "::a::b:c::";
	const char *at = CELL, *end = CELL + strlen(CELL), *part;
	size_t length;
	(void)state;
	assert_true(svy_answers_part(&at, end, "::", &part, &length));
	assert_memory_equal(part, "a", length);
	assert_true(svy_answers_part(&at, end, "::", &part, &length));
	assert_int_equal(length, 3);
	assert_memory_equal(part, "b:c", 3);
	assert_false(svy_answers_part(&at, end, "::", &part, &length));
}

static void rows_are_built_in_order(void **state)
{
	struct svy_answers *answers = svy_answers_new(NULL);
	size_t n;
	(void)state;
	assert_true(svy_answers_begin(answers, 0) && svy_answers_add(answers, 0, 7) && svy_answers_add(answers, 0, 7));
	assert_true(svy_answers_begin(answers, 1) && svy_answers_add(answers, 1, 3));
	assert_true(svy_answers_begin(answers, 1) && svy_answers_add(answers, 1, -2));
	assert_int_equal(svy_answers_of(answers, 0, &n)[0], 7);
	assert_int_equal(n, 1);
	assert_int_equal(svy_answers_of(answers, 1, &n)[0], -2);
	assert_int_equal(n, 1);
	svy_answers_free(answers);
	svy_answers_free(NULL);
}

static void rows_are_forgotten_and_sets_go_on(void **state)
{
	static const char *const NAMES[] = {"q"};
	struct answers a;
	(void)state;
	answers_open(&a, "a,b,c\n1,0,0\n0,1,1\n", BOOK, NAMES, 1);
	check_ok(answers_read(&a), &a.status);
	svy_table_clear_rows(a.table);
	const struct svy_field fields[] = {{"0", 1}, {"yes", 3}, {"0", 1}};
	const size_t line = 9;
	check_ok(svy_table_add(a.table, &(struct svy_block){1, 3, 2, fields, &line}, &a.status), &a.status);
	is_row(&a, a.column[0], 0, "2");
	check_ok(svy_answers_derive(a.table, a.column[0], 0, 1, &a.status), &a.status);
	is_row(&a, a.column[0], 0, "2");
	answers_close(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(columns_become_a_set),
		cmocka_unit_test(cells_become_a_list),
		cmocka_unit_test(what_is_wrong_is_told_with_its_place),
		cmocka_unit_test(parts_are_taken_one_by_one),
		cmocka_unit_test(rows_are_built_in_order),
		cmocka_unit_test(rows_are_forgotten_and_sets_go_on),
	};
	return cmocka_run_group_tests_name("data/answers", tests, NULL, NULL);
}
