#include <string.h>

#include "data/write.h"
#include "tests/support/check.h"

static void writes(const char *const *fields, size_t n, char delimiter, enum svy_row_kind kind, const char *expected)
{
	struct svy_field list[8];
	struct svy_text out = {0};
	for (size_t i = 0; i < n; i++)
		list[i] = (struct svy_field){fields[i], strlen(fields[i])};
	svy_write_row(list, n, delimiter, kind, &out);
	assert_string_equal(out.bytes, expected);
	svy_text_clear(&out);
}

#define WRITES(delimiter, kind, expected, ...)                                              \
	do {                                                                                    \
		const char *const fields_[] = {__VA_ARGS__};                                        \
		writes(fields_, sizeof fields_ / sizeof *fields_, (delimiter), (kind), (expected)); \
	} while (0)

static void quotes_stand_where_they_must(void **state)
{
	(void)state;
	WRITES(',', SVY_ROW_DATA, "a,b c,,1;5\n", "a", "b c", "", "1;5");
	WRITES(',', SVY_ROW_DATA, "\"a,b\",\"say \"\"no\"\"\",\"x\ny\",\"x\ry\"\n", "a,b", "say \"no\"", "x\ny", "x\ry");
	WRITES(';', SVY_ROW_DATA, "a,b;\"c;d\"\n", "a,b", "c;d");
	WRITES('\t', SVY_ROW_DATA, "a b\t\"c\td\"\n", "a b", "c\td");
}

static void what_would_be_read_as_something_else_is_quoted(void **state)
{
	(void)state;
	WRITES(',', SVY_ROW_DATA, "\"# svytools: x\",#\n", "# svytools: x", "#");
	WRITES(',', SVY_ROW_DATA, "\"sep=;\",b\n", "sep=;", "b");
	WRITES(',', SVY_ROW_DATA, "\"\xEF\xBB\xBF\",b\n", "\xEF\xBB\xBF", "b");
	WRITES(',', SVY_ROW_DATA, "\"\"\n", "");            /* otherwise a blank line */
	WRITES(',', SVY_ROW_HEADER, "\"a;b\",c\n", "a;b", "c"); /* otherwise a delimiter to recognise */
}

static void a_field_alone(void **state)
{
	struct svy_text out = {0};
	(void)state;
	svy_write_field(&(struct svy_field){"#x", 2}, ',', true, &out);
	svy_write_field(&(struct svy_field){"#x", 2}, ',', false, &out);
	svy_write_field(&(struct svy_field){"a,b;", 4}, ',', false, &out);
	svy_write_field(&(struct svy_field){"a,b;", 4}, '|', false, &out);
	svy_write_field(&(struct svy_field){"", 0}, ',', true, &out);
	assert_string_equal(out.bytes, "\"#x\"#x\"a,b;\"a,b;");
	svy_text_clear(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(quotes_stand_where_they_must),
		cmocka_unit_test(what_would_be_read_as_something_else_is_quoted),
		cmocka_unit_test(a_field_alone),
	};
	return cmocka_run_group_tests_name("data/write", tests, NULL, NULL);
}
