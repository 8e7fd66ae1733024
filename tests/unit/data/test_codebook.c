#include <string.h>

#include "data/codebook.h"
#include "tests/support/check.h"
#include "tests/support/files.h"

static const char GOOD[] =
	"{\"fields\": [{\"name\": \"sex\", \"title\": \"Sex\", \"categories\": [\"m\", \"f\"],"
	" \"reference\": \"f\"},"
	" {\"name\": \"w\", \"type\": \"number\"}],"
	" \"missingValues\": [{\"value\": \"99\", \"reason\": \"refused\"}],"
	" \"design\": {\"weight\": \"w\", \"weightKind\": \"sampling\", \"strata\": \"s\", \"clusters\": \"c\"},"
	" \"disclosure\": {\"threshold\": 5, \"minBase\": 30}}";

static void a_codebook_is_read(void **state)
{
	struct svy_codebook *codebook;
	struct svy_status status = {0};
	(void)state;
	check_ok(svy_codebook_read(file_of("c.json", GOOD), &codebook, &status), &status);
	assert_int_equal(codebook->n_variables, 2);
	assert_string_equal(svy_codebook_find(codebook, "sex")->title, "Sex");
	assert_null(svy_codebook_find(codebook, "Sex"));
	assert_string_equal(codebook->design.weight, "w");
	assert_int_equal(codebook->design.weight_kind, SVY_WEIGHT_SAMPLING);
	assert_string_equal(codebook->design.strata, "s");
	assert_null(codebook->design.fpc);
	assert_true(codebook->has_disclosure);
	assert_int_equal(codebook->disclosure.threshold, 5);
	assert_int_equal(codebook->disclosure.min_base, 30);
	assert_string_equal(svy_codebook_find(codebook, "w")->missing[0].value, "99");
	svy_codebook_free(codebook);
}

static void is_refused(const char *text, const char *words)
{
	struct svy_codebook *codebook;
	struct svy_status status = {0};
	json_t *schema = json_loads(text, 0, NULL);
	assert_non_null(schema);
	check_fails(svy_codebook_from_schema(schema, "c.json", &codebook, &status), SVY_EINPUT, &status, words);
	json_decref(schema);
}

static void mistakes_are_told(void **state)
{
	(void)state;
	is_refused("[]", "fields");
	is_refused("{}", "there is no list \"fields\"");
	is_refused("{\"fields\": [{\"name\": \"a\"}, {\"name\": \"a\"}]}", "fields[1]: the name \"a\" is there already");
	is_refused("{\"fields\": [{\"name\": \"a\"}], \"design\": []}", "design must be an object");
	is_refused("{\"fields\": [], \"design\": {\"weight\": \"w\"}}", "weightKind must say");
	is_refused("{\"fields\": [], \"design\": {\"weight\": \"w\", \"weightKind\": \"probability\"}}",
	           "weightKind must say");
	is_refused("{\"fields\": [], \"design\": {\"weightKind\": \"sampling\"}}", "without design.weight");
	is_refused("{\"fields\": [], \"disclosure\": {\"treshold\": 5}}", "\"treshold\" is no rule of disclosure");
	is_refused("{\"fields\": [], \"disclosure\": 5}", "threshold, minBase or both");
	is_refused("{\"fields\": [], \"disclosure\": {\"threshold\": -1}}", "0 or more");
}

static void an_empty_codebook_takes_missing_codes(void **state)
{
	struct svy_codebook *codebook;
	struct svy_status status = {0};
	(void)state;
	check_ok(svy_codebook_empty(&codebook, &status), &status);
	check_ok(svy_codebook_add_na(codebook, "NA", &status), &status);
	check_ok(svy_codebook_add_na(codebook, "-9", &status), &status);
	assert_int_equal(codebook->n_variables, 0);
	assert_int_equal(codebook->n_na, 2);
	assert_string_equal(codebook->na[1], "-9");
	assert_null(codebook->path);
	svy_codebook_free(codebook);
	svy_codebook_free(NULL);
}

static void a_policy_is_a_file_of_its_own(void **state)
{
	struct svy_disclosure policy = {0};
	struct svy_status status = {0};
	(void)state;
	check_ok(svy_disclosure_read(file_of("p.json", "{\"minBase\": 100}"), &policy, &status), &status);
	assert_int_equal(policy.threshold, 0);
	assert_int_equal(policy.min_base, 100);
	check_fails(svy_disclosure_read(file_of("p.json", "{\"minbase\": 100}"), &policy, &status), SVY_EINPUT, &status,
	            "minbase");
	check_fails(svy_disclosure_read("/nonexistent.json", &policy, &status), SVY_EIO, &status, "cannot open");
}

static void a_copy_is_deep(void **state)
{
	struct svy_codebook *codebook;
	struct svy_variable copy;
	struct svy_status status = {0};
	(void)state;
	check_ok(svy_codebook_read(file_of("c.json", GOOD), &codebook, &status), &status);
	check_ok(svy_variable_copy(&copy, svy_codebook_find(codebook, "sex"), &status), &status);
	svy_codebook_free(codebook);
	assert_string_equal(copy.name, "sex");
	assert_string_equal(copy.categories[1].value, "f");
	assert_int_equal(copy.missing[0].reason, SVY_REFUSED);
	assert_string_equal(copy.reference, "f");
	svy_variable_clear(&copy);
	assert_null(copy.name);
}

static void a_column_has_its_variable_or_an_open_one(void **state)
{
	struct svy_codebook *codebook;
	struct svy_variable variable;
	struct svy_status status = {0};
	(void)state;
	check_ok(svy_codebook_read(file_of("c.json", GOOD), &codebook, &status), &status);
	check_ok(svy_codebook_add_na(codebook, "NA", &status), &status);
	assert_non_null(json_object_get(codebook->schema, "disclosure")); /* as it was read */
	check_ok(svy_codebook_variable(codebook, "sex", &variable, &status), &status);
	assert_string_equal(variable.title, "Sex");
	assert_true(variable.declared);
	svy_variable_clear(&variable);
	check_ok(svy_codebook_variable(codebook, "other", &variable, &status), &status);
	assert_string_equal(variable.title, "other");
	assert_false(variable.declared);
	assert_int_equal(variable.n_missing, 2);
	assert_string_equal(variable.missing[1].value, "NA");
	svy_variable_clear(&variable);
	svy_codebook_free(codebook);
}

static void values_come_before_labels(void **state)
{
	struct svy_category categories[] = {{"1", "2"}, {"2", "Two"}};
	const struct svy_variable variable = {.categories = categories, .n_categories = 2};
	(void)state;
	assert_int_equal(svy_variable_find(&variable, "2"), 1);
	assert_int_equal(svy_variable_find(&variable, "Two"), 1);
	assert_int_equal(svy_variable_find(&variable, "1"), 0);
	assert_true(svy_variable_find(&variable, "3") == SIZE_MAX);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_codebook_is_read),
		cmocka_unit_test(mistakes_are_told),
		cmocka_unit_test(an_empty_codebook_takes_missing_codes),
		cmocka_unit_test(a_policy_is_a_file_of_its_own),
		cmocka_unit_test(a_copy_is_deep),
		cmocka_unit_test(a_column_has_its_variable_or_an_open_one),
		cmocka_unit_test(values_come_before_labels),
	};
	return cmocka_run_group_tests_name("data/codebook", tests, NULL, NULL);
}
