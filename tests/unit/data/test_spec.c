#include "data/spec.h"

#include <string.h>

#include "tests/support/check.h"

static bool is_known(const void *context, const char *name)
{
	for (const char *const *known = context; *known; known++)
		if (strcmp(*known, name) == 0)
			return true;
	return false;
}

static const char *const FILE_NAMES[] = {"sex", "country", "age:band", "likes, dislikes", "age", "band", NULL};

static struct svy_specs parse(const char *text)
{
	struct svy_status status = {0};
	struct svy_specs specs;
	check_ok(svy_specs_parse(text, is_known, FILE_NAMES, &specs, &status), &status);
	return specs;
}

static void commas_part_and_colons_nest(void **state)
{
	struct svy_specs specs = parse("sex, country:sex ,a:b:c");
	(void)state;
	assert_int_equal(specs.n, 3);
	assert_int_equal(specs.spec[0].n, 1);
	assert_string_equal(specs.spec[0].name[0], "sex");
	assert_int_equal(specs.spec[1].n, 2);
	assert_string_equal(specs.spec[1].name[0], "country");
	assert_string_equal(specs.spec[1].name[1], "sex");
	assert_int_equal(specs.spec[2].n, 3);
	assert_string_equal(specs.spec[2].name[2], "c");
	svy_specs_clear(&specs);
}

static void a_name_of_the_file_is_no_list(void **state)
{
	struct svy_specs specs = parse("likes, dislikes");
	(void)state;
	assert_int_equal(specs.n, 1);
	assert_string_equal(specs.spec[0].name[0], "likes, dislikes");
	svy_specs_clear(&specs);
	specs = parse("age:band,age:sex");
	assert_int_equal(specs.n, 2);
	assert_int_equal(specs.spec[0].n, 1);
	assert_string_equal(specs.spec[0].name[0], "age:band");
	assert_int_equal(specs.spec[1].n, 2);
	svy_specs_clear(&specs);
}

static void quotes_are_those_of_csv(void **state)
{
	struct svy_specs specs = parse("\"likes, dislikes\":\"a\"\"b\",\"x:y\"");
	(void)state;
	assert_int_equal(specs.n, 2);
	assert_string_equal(specs.spec[0].name[0], "likes, dislikes");
	assert_string_equal(specs.spec[0].name[1], "a\"b");
	assert_string_equal(specs.spec[1].name[0], "x:y");
	svy_specs_clear(&specs);
}

static void mistakes_are_refused(void **state)
{
	static const struct {
		const char *text, *says;
	} ROWS[] = {{"sex,", "empty name"}, {",sex", "empty name"}, {"sex,,age", "empty name"}, {"sex:", "empty name"},
	            {"", "empty name"},          {"\"sex", "never closed"}, {"\"a\"b", "closing quote"},
	            {"sex,sex", "names sex twice"}, {"age:sex,country,age:sex", "names sex twice"},
	            {"sex:age:sex", "within itself"}};
	(void)state;
	for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
		struct svy_status status = {0};
		struct svy_specs specs = {0};
		check_fails(svy_specs_parse(ROWS[i].text, is_known, FILE_NAMES, &specs, &status), SVY_EUSAGE, &status,
		            ROWS[i].says);
		assert_int_equal(specs.n, 0);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(commas_part_and_colons_nest),
		cmocka_unit_test(a_name_of_the_file_is_no_list),
		cmocka_unit_test(quotes_are_those_of_csv),
		cmocka_unit_test(mistakes_are_refused),
	};
	return cmocka_run_group_tests_name("data/spec", tests, NULL, NULL);
}
