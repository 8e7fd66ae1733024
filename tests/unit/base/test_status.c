#include <string.h>

#include "base/status.h"
#include "tests/support/check.h"

static void a_failure_has_its_code_and_one_line(void **state)
{
	struct svy_status status = {0};
	(void)state;
	assert_int_equal(svy_fail(&status, SVY_EINPUT, "no column \"%s\"", "sxe"), SVY_EINPUT);
	assert_int_equal(status.code, SVY_EINPUT);
	assert_string_equal(svy_status_text(&status), "no column \"sxe\"");
	assert_int_equal(svy_fail(&status, SVY_EIO, "a disk\nthat is full"), SVY_EIO); /* replaces it */
	assert_null(strchr(svy_status_text(&status), '\n'));
	/* What a terminal would obey; the accents stay. */
	assert_int_equal(svy_fail(&status, SVY_EIO, "a\033[31m\xC2\x9B" "31m\x7F \xC3\x9B\xC2\xA0"), SVY_EIO);
	assert_string_equal(svy_status_text(&status), "a [31m  31m  \xC3\x9B\xC2\xA0");
	assert_int_equal(svy_fail_memory(&status), SVY_ENOMEM);
	check_contains(svy_status_text(&status), "memory");
	svy_status_clear(&status);
	assert_int_equal(status.code, SVY_OK);
	assert_null(status.message);
}

static void the_place_stands_in_front(void **state)
{
	static const struct {
		struct svy_place place;
		const char *expected;
	} rows[] = {{{"a.csv", 3, 2}, "a.csv:3:2: bad"},
	            {{"a.csv", 3, 0}, "a.csv:3: bad"},
	            {{"a.csv", 0, 0}, "a.csv: bad"},
	            {{NULL, 0, 0}, "bad"}};
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct svy_status status = {0};
		assert_int_equal(svy_fail_at(&status, SVY_EINPUT, rows[i].place, "bad"), SVY_EINPUT);
		assert_string_equal(svy_status_text(&status), rows[i].expected);
		svy_status_clear(&status);
	}
}

static void nobody_needs_to_listen(void **state)
{
	(void)state;
	assert_int_equal(svy_fail(NULL, SVY_EDOMAIN, "%d", 1), SVY_EDOMAIN);
	assert_int_equal(svy_fail_at(NULL, SVY_EEMPTY, (struct svy_place){"x", 1, 1}, "%d", 1), SVY_EEMPTY);
	assert_int_equal(svy_fail_memory(NULL), SVY_ENOMEM);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_failure_has_its_code_and_one_line),
		cmocka_unit_test(the_place_stands_in_front),
		cmocka_unit_test(nobody_needs_to_listen),
	};
	return cmocka_run_group_tests_name("base/status", tests, NULL, NULL);
}
