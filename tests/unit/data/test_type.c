#include <string.h>

#include "data/type.h"
#include "tests/support/check.h"

static void cells_suit_their_type_or_not(void **state)
{
	static const struct {
		enum svy_type type;
		const char *good[6], *bad[6];
	} rows[] = {{SVY_INTEGER, {"0", "-7", "+12", "007"}, {"", "+", "1.0", "1e3", " 1", "x"}},
	            {SVY_NUMBER, {"1.5", "-1e3", ".5"}, {"", "1,5", "nan", "inf", "0x1"}},
	            {SVY_BOOLEAN, {"true", "FALSE", "1", "0"}, {"", "yes", "tRUE", "10"}},
	            {SVY_DATE, {"2020-02-29", "2000-02-29"}, {"", "2019-02-29", "1900-02-29", "2019-4-1", "2019-04-31"}},
	            {SVY_STRING, {"", "x"}, {NULL}},
	            {SVY_LIST, {"a b"}, {NULL}}};
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		for (size_t j = 0; j < 6; j++) {
			const char *good = rows[i].good[j], *bad = rows[i].bad[j];
			assert_true(!good || svy_type_suits(rows[i].type, good, strlen(good)));
			assert_false(bad && svy_type_suits(rows[i].type, bad, strlen(bad)));
		}
	assert_string_equal(svy_type_name(SVY_DATE), "date");
	assert_string_equal(svy_type_name(SVY_LIST), "list");
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(cells_suit_their_type_or_not)};
	return cmocka_run_group_tests_name("data/type", tests, NULL, NULL);
}
