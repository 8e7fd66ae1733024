#include <stdlib.h>
#include <string.h>

#include "data/check.h"
#include "tests/support/check.h"
#include "tests/support/files.h"

static const char BOOK[] =
	"{\"fields\": [{\"name\": \"id\", \"type\": \"integer\", \"constraints\": {\"required\": true, \"unique\": true}},"
	" {\"name\": \"sex\", \"categories\": [\"m\", \"f\"]},"
	" {\"name\": \"age\", \"type\": \"number\", \"constraints\": {\"minimum\": 18, \"maximum\": 99.5}},"
	" {\"name\": \"code\", \"constraints\": {\"pattern\": \"[A-Z][0-9]+\", \"minLength\": 2, \"maxLength\": 3}},"
	" {\"name\": \"day\", \"type\": \"date\"}, {\"name\": \"yes\", \"type\": \"boolean\"}]}";
static const char SETS[] =
	"{\"fields\": [{\"name\": \"l\", \"type\": \"list\", \"delimiter\": \";\", \"categories\": [\"a\", \"b\"],"
	" \"missingValues\": [{\"value\": \"9\", \"reason\": \"refused\"}]}, {\"name\": \"x\"}], \"multiResponse\":"
	" [{\"name\": \"q\", \"fields\": [\"x\", \"y\"], \"ticked\": [1], \"notTicked\": [0]}]}";

static struct svy_violations check_with(const char *csv, const char *book)
{
	struct svy_source *source;
	struct svy_codebook *codebook;
	struct svy_violations violations;
	struct svy_status status = {0};
	check_ok(svy_source_open(file_of("v.csv", csv), NULL, &source, &status), &status);
	check_ok(svy_codebook_read(file_of("v.json", book), &codebook, &status), &status);
	check_ok(svy_check(source, codebook, &violations, &status), &status);
	svy_codebook_free(codebook);
	svy_source_free(source);
	return violations;
}

static struct svy_violations check_file(const char *csv)
{
	return check_with(csv, BOOK);
}

static void good_data_have_no_violation(void **state)
{
	struct svy_violations v =
		check_file("id,sex,age,code,day,yes\n1,m,18,A1,2019-09-01,true\n2,,,,,\n3,f,99.5,Z99,2020-02-29,0\n");
	(void)state;
	assert_int_equal(v.n, 0);
	assert_int_equal(v.rows, 3);
	svy_violations_clear(&v);
}

static void is_violation(const struct svy_violations *v, size_t i, size_t line, size_t column, const char *rule,
                         const char *words)
{
	assert_true(i < v->n);
	assert_int_equal(v->list[i].line, line);
	assert_int_equal(v->list[i].column, column);
	assert_string_equal(v->list[i].rule, rule);
	check_contains(v->list[i].message, words);
}

static void every_violation_is_found_with_its_place(void **state)
{
	struct svy_violations v = check_file("id,sex,age,code,day,yes\n1,x,17,a1,2019-13-01,maybe\n1,m,100,A1234,,\n"
	                                     ",f,old,A,2019-02-29,true\n1.5,mf,50,A1,1 May,false\n");
	static const struct {
		size_t line, column;
		const char *rule, *words;
	} rows[] = {{2, 2, "category", "not in the codebook"},
	            {2, 3, "minimum", "below the minimum 18"},
	            {2, 4, "pattern", "does not match"},
	            {2, 5, "type", "not of type date"},
	            {2, 6, "type", "not of type boolean"},
	            {3, 1, "unique", "already in line 2"},
	            {3, 3, "maximum", "above the maximum 99.5"},
	            {3, 4, "maxLength", "longer than 3"},
	            {4, 1, "required", "an answer is required"},
	            {4, 3, "type", "not of type number"},
	            {4, 4, "minLength", "shorter than 2"},
	            {4, 4, "pattern", "does not match"},
	            {4, 5, "type", "not of type date"},
	            {5, 1, "type", "not of type integer"},
	            {5, 2, "category", "did you mean"},
	            {5, 5, "type", "not of type date"}};
	(void)state;
	assert_int_equal(v.n, sizeof rows / sizeof *rows);
	for (size_t i = 0; i < v.n; i++)
		is_violation(&v, i, rows[i].line, rows[i].column, rows[i].rule, rows[i].words);
	assert_string_equal(v.list[0].variable, "sex");
	assert_string_equal(v.list[0].value, "x");
	svy_violations_clear(&v);
	assert_int_equal(v.n, 0);
}

static void lengths_are_of_characters(void **state)
{
	struct svy_violations v = check_file("id,sex,age,code,day,yes\n1,,,\xC3\x84\xC3\x96\xC3\x9C,,\n2,,,\xC3\x84,,\n");
	(void)state;
	assert_int_equal(v.n, 3);
	is_violation(&v, 0, 2, 4, "pattern", "does not match");
	is_violation(&v, 1, 3, 4, "minLength", "shorter than 2 characters");
	is_violation(&v, 2, 3, 4, "pattern", "does not match");
	svy_violations_clear(&v);
}

static void columns_are_compared_too(void **state)
{
	struct svy_violations v = check_file("id,sex,age,code,day,extra\n1,m,20,A1,,z\n");
	bool missing = false, undescribed = false;
	(void)state;
	assert_int_equal(v.n, 2);
	for (size_t i = 0; i < v.n; i++) {
		missing = missing || (strcmp(v.list[i].rule, "missing-column") == 0 && strcmp(v.list[i].variable, "yes") == 0);
		undescribed = undescribed ||
		              (strcmp(v.list[i].rule, "undescribed-column") == 0 && strcmp(v.list[i].variable, "extra") == 0);
	}
	assert_true(missing && undescribed);
	svy_violations_clear(&v);
}

static void a_draft_lists_values_and_suspects_and_guesses_nothing(void **state)
{
	struct svy_source *source;
	struct svy_codebook *codebook;
	struct svy_status status = {0};
	char *json;
	(void)state;
	check_ok(svy_source_open(file_of("v.csv", "id,sex\n1,1\n2,2\n3,99\n4,2\n5,\n"), NULL, &source, &status), &status);
	check_ok(svy_draft(source, 4, &json, &status), &status);
	svy_source_free(source);
	json_t *schema = json_loads(json, 0, NULL);
	const json_t *fields = json_object_get(schema, "fields");
	const json_t *id = json_array_get(fields, 0), *sex = json_array_get(fields, 1);
	assert_null(json_object_get(id, "categories")); /* five values, four allowed */
	assert_string_equal(json_string_value(json_object_get(sex, "type")), "string");
	assert_int_equal(json_array_size(json_object_get(sex, "categories")), 2);
	assert_int_equal(json_array_size(json_object_get(sex, "suspectedMissing")), 2); /* 99 and the empty cell */
	json_decref(schema);
	check_ok(svy_codebook_read(file_of("draft.json", json), &codebook, &status), &status); /* it can be used */
	assert_int_equal(svy_codebook_find(codebook, "sex")->n_categories, 2);
	svy_codebook_free(codebook);
	free(json);
}

static size_t suspects_of(const char *csv)
{
	struct svy_source *source;
	struct svy_status status = {0};
	char *json;
	check_ok(svy_source_open(file_of("v.csv", csv), NULL, &source, &status), &status);
	check_ok(svy_draft(source, 50, &json, &status), &status);
	svy_source_free(source);
	json_t *schema = json_loads(json, 0, NULL);
	const json_t *field = json_array_get(json_object_get(schema, "fields"), 0);
	size_t n = json_array_size(json_object_get(field, "suspectedMissing"));
	json_decref(schema);
	free(json);
	return n;
}

static void a_last_digit_behind_a_gap_is_suspect(void **state)
{
	(void)state;
	assert_int_equal(suspects_of("a\n1\n2\n3\n8\n9\n"), 2);
	assert_int_equal(suspects_of("a\n1\n2\n9\n"), 1);
	assert_int_equal(suspects_of("a\n0\n1\n7\nNA\n"), 2);
	assert_int_equal(suspects_of("a\n1\n2\n3\n4\n5\n6\n7\n8\n9\n"), 0); /* a scale of nine */
	assert_int_equal(suspects_of("a\n1\n9\n10\n"), 0);                        /* a count */
	assert_int_equal(suspects_of("a\nx\n9\n"), 0);
	assert_int_equal(suspects_of("a\nRefused\nyes\ndk\n-99\n"), 3);
}

static void several_answers_are_checked_one_by_one(void **state)
{
	struct svy_violations v = check_with("l,x\na;b;,1\n9,0\na;c,\na;9,2\n", SETS);
	(void)state;
	assert_int_equal(v.n, 4);
	is_violation(&v, 0, 0, 0, "missing-column", "the file has no such column");
	assert_string_equal(v.list[0].variable, "y");
	is_violation(&v, 1, 4, 1, "category", "not in the codebook");
	is_violation(&v, 2, 5, 1, "category", "\"9\" means a missing answer, and stands among others");
	is_violation(&v, 3, 5, 2, "set", "neither ticked nor notTicked of the set \"q\"");
	svy_violations_clear(&v);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(good_data_have_no_violation),
		cmocka_unit_test(every_violation_is_found_with_its_place),
		cmocka_unit_test(several_answers_are_checked_one_by_one),
		cmocka_unit_test(lengths_are_of_characters),
		cmocka_unit_test(columns_are_compared_too),
		cmocka_unit_test(a_last_digit_behind_a_gap_is_suspect),
		cmocka_unit_test(a_draft_lists_values_and_suspects_and_guesses_nothing),
	};
	return cmocka_run_group_tests_name("data/check", tests, NULL, NULL);
}
