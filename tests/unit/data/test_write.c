#include <stdlib.h>
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

static void is_written(const struct svy_variable *variable, const char *expected)
{
	json_t *json = svy_write_variable(variable);
	char *text = json_dumps(json, JSON_COMPACT);
	assert_string_equal(text, expected);
	free(text);
	json_decref(json);
}

static void a_variable_is_a_field(void **state)
{
	struct svy_category categories[] = {{"1", "Yes"}, {"02", "02"}, {"-3", "-3"}};
	struct svy_missing_value missing[] = {{"", "no-answer", SVY_NO_ANSWER}, {"9", "Refused", SVY_REFUSED}};
	struct svy_variable v = {.name = "q", .title = "Q", .type = SVY_INTEGER};
	(void)state;
	is_written(&v, "{\"name\":\"q\",\"title\":\"Q\",\"type\":\"integer\",\"missingValues\":[]}");
	v.categories = categories;
	v.n_categories = 3;
	v.declared = v.ordered = true;
	v.missing = missing;
	v.n_missing = 2;
	v.wording = "Really?";
	/* 02 would read back as 2 */
	is_written(&v, "{\"name\":\"q\",\"title\":\"Q\",\"wording\":\"Really?\",\"type\":\"integer\",\"categories\":["
	               "{\"value\":1,\"label\":\"Yes\"},\"02\",-3],\"categoriesOrdered\":true,\"missingValues\":["
	               "{\"value\":\"\",\"label\":\"no-answer\",\"reason\":\"no-answer\"},"
	               "{\"value\":9,\"label\":\"Refused\",\"reason\":\"refused\"}]}");
	v = (struct svy_variable){.name = "l", .title = "l", .type = SVY_LIST, .delimiter = " "};
	is_written(&v, "{\"name\":\"l\",\"title\":\"l\",\"type\":\"list\",\"delimiter\":\" \",\"missingValues\":[]}");
}

static void a_written_variable_is_read_back(void **state)
{
	struct svy_category categories[] = {{"0.5", "half"}, {"1", "1"}};
	struct svy_missing_value missing[] = {{"99", "99", SVY_DONT_KNOW}};
	struct svy_variable v = {.name = "q", .title = "Q", .type = SVY_NUMBER, .categories = categories,
	                         .n_categories = 2, .declared = true, .missing = missing, .n_missing = 1};
	struct svy_codebook *codebook;
	struct svy_status status = {0};
	(void)state;
	json_t *schema = svy_write_schema(json_pack("[o]", svy_write_variable(&v)));
	check_ok(svy_codebook_from_schema(schema, "c.json", &codebook, &status), &status);
	const struct svy_variable *read = svy_codebook_find(codebook, "q");
	assert_int_equal(read->n_categories, 2);
	assert_string_equal(read->categories[0].value, "0.5");
	assert_string_equal(read->categories[0].label, "half");
	assert_int_equal(read->missing[0].reason, SVY_DONT_KNOW);
	assert_string_equal(read->missing[0].value, "99");
	svy_codebook_free(codebook);
	json_decref(schema);
}

static void json_is_for_people(void **state)
{
	json_t *json = json_loads("{\"b\": 0.1, \"a\": [5.0, -1e-7, \"0.10 \\\" 0.1\", 12, 1e300]}", 0, NULL);
	char *text = svy_write_json(json);
	(void)state;
	assert_string_equal(text, "{\n  \"b\": 0.1,\n  \"a\": [\n    5.0,\n    -1e-07,\n    \"0.10 \\\" 0.1\",\n    12,\n"
	                          "    1e+300\n  ]\n}\n");
	free(text);
	json_decref(json);
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
		cmocka_unit_test(a_variable_is_a_field),
		cmocka_unit_test(a_written_variable_is_read_back),
		cmocka_unit_test(json_is_for_people),
		cmocka_unit_test(a_field_alone),
	};
	return cmocka_run_group_tests_name("data/write", tests, NULL, NULL);
}
