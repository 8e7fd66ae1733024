#include "report/show.h"

#include <string.h>

#include "tests/support/check.h"

static void a_template_is_words_and_what_is_between(void **state)
{
	static const struct {
		const char *text;
		bool is_word;
	} PARTS[] = {{"n", true}, {" (", false}, {"col_percent", true}, {"%; 5 ", false}, {"p2", true},
	             {"\xC3\xA9)", false}};
	const char *at = "n (col_percent%; 5 p2\xC3\xA9)";
	struct svy_show_part part;
	(void)state;
	for (size_t i = 0; i < sizeof PARTS / sizeof *PARTS; i++) {
		assert_true(svy_show_next(&at, &part));
		assert_int_equal(part.length, strlen(PARTS[i].text));
		assert_memory_equal(part.text, PARTS[i].text, part.length);
		assert_int_equal(part.is_word, PARTS[i].is_word);
	}
	assert_false(svy_show_next(&at, &part));
}

static void every_word_is_a_field(void **state)
{
	static const char *const FIELDS[] = {"n", "col_percent", "letters"};
	struct svy_status status = {0};
	(void)state;
	check_ok(svy_show_check((const char *[]){"n (col_percent)", "letters"}, 2, FIELDS, 3, &status), &status);
	check_fails(svy_show_check((const char *[]){"n", "n (col_precent)"}, 2, FIELDS, 3, &status), SVY_EUSAGE, &status,
	            "did you mean \"col_percent\"");
	check_fails(svy_show_check((const char *[]){"n of all"}, 1, FIELDS, 3, &status), SVY_EUSAGE, &status, "\"of\"");
	check_fails(svy_show_check((const char *[]){"(%)"}, 1, FIELDS, 3, &status), SVY_EUSAGE, &status, "names no field");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_template_is_words_and_what_is_between),
		cmocka_unit_test(every_word_is_a_field),
	};
	return cmocka_run_group_tests_name("report/show", tests, NULL, NULL);
}
