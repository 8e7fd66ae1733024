#include "data/multi.h"

#include "tests/support/check.h"
#include "tests/support/files.h"

#define FIELDS "\"fields\": [{\"name\": \"a\", \"title\": \"First\"}, {\"name\": \"b\"}]"

static struct svy_codebook *read_book(const char *json)
{
	struct svy_status status = {0};
	struct svy_codebook *codebook = NULL;
	check_ok(svy_codebook_read(file_of("m.json", json), &codebook, &status), &status);
	return codebook;
}

static void is_refused(const char *sets, const char *words)
{
	struct svy_status status = {0};
	struct svy_codebook *codebook;
	char json[600];
	snprintf(json, sizeof json, "{" FIELDS ", \"multiResponse\": %s}", sets);
	check_fails(svy_codebook_read(file_of("m.json", json), &codebook, &status), SVY_EINPUT, &status, words);
}

static void a_set_has_choices_with_labels(void **state)
{
	struct svy_codebook *codebook =
		read_book("{" FIELDS ", \"multiResponse\": [{\"name\": \"q\", \"title\": \"Which?\", \"notTicked\": [0],"
	              " \"fields\": [\"a\", {\"name\": \"b\", \"label\": \"Second\"}, \"c\"]}]}");
	const struct svy_set *set = svy_codebook_find_set(codebook, "q");
	struct svy_variable variable;
	struct svy_status status = {0};
	(void)state;
	assert_null(svy_codebook_find_set(codebook, "a"));
	assert_int_equal(set->n_members, 3);
	check_ok(svy_set_variable(set, &variable, &status), &status);
	assert_true(variable.several && variable.declared);
	assert_string_equal(variable.title, "Which?");
	assert_string_equal(variable.categories[0].value, "a");
	assert_string_equal(variable.categories[0].label, "First");
	assert_string_equal(variable.categories[1].label, "Second");
	assert_string_equal(variable.categories[2].label, "c");
	assert_int_equal(variable.missing[SVY_REFUSED].reason, SVY_REFUSED);
	svy_variable_clear(&variable);
	svy_codebook_free(codebook);
}

static void misspelt_members_are_noted(void **state)
{
	struct svy_codebook *codebook =
		read_book("{" FIELDS ", \"multiResponse\": [{\"name\": \"q\", \"ticked\": [1],"
	              " \"fields\": [{\"name\": \"a\", \"lable\": \"A\"}]}]}");
	(void)state;
	assert_int_equal(codebook->notes.n, 1);
	check_contains(codebook->notes.text[0], ":1: multiResponse[0].fields[0]: \"lable\" means nothing here");
	svy_codebook_free(codebook);
}

static void judges(const char *values, int yes, int no, int other)
{
	char json[300];
	snprintf(json, sizeof json, "{" FIELDS ", \"multiResponse\": [{\"name\": \"q\", \"fields\": [\"a\"], %s}]}",
	         values);
	struct svy_codebook *codebook = read_book(json);
	assert_int_equal(svy_set_judge(codebook->sets, "1"), yes);
	assert_int_equal(svy_set_judge(codebook->sets, "0"), no);
	assert_int_equal(svy_set_judge(codebook->sets, "x"), other);
	svy_codebook_free(codebook);
}

static void what_is_ticked_is_declared(void **state)
{
	(void)state;
	judges("\"ticked\": [1, \"Yes\"]", 1, 0, 0);
	judges("\"notTicked\": [\"0\"]", 1, 0, 1);
	judges("\"ticked\": [1], \"notTicked\": [0]", 1, 0, -1);
}

static void mistakes_are_told_with_their_place(void **state)
{
	(void)state;
	is_refused("{}", "multiResponse must be a list");
	is_refused("[1]", "multiResponse[0] must be an object");
	is_refused("[{\"fields\": [\"a\"]}]", "multiResponse[0] has no name");
	is_refused("[{\"name\": \"a\", \"fields\": [\"a\"], \"ticked\": [1]}]", "the name \"a\" is there already");
	is_refused("[{\"name\": \"q\", \"fields\": [\"a\"], \"ticked\": [1]}, {\"name\": \"q\", \"fields\": [\"b\"]}]",
	           "multiResponse[1]: the name \"q\" is there already");
	is_refused("[{\"name\": \"q\", \"fields\": [], \"ticked\": [1]}]", "must list the columns");
	is_refused("[{\"name\": \"q\", \"fields\": [\"a\", \"a\"], \"ticked\": [1]}]", "fields[1]: \"a\" is listed twice");
	is_refused("[{\"name\": \"q\", \"fields\": [{\"label\": \"x\"}], \"ticked\": [1]}]", "the name of a column");
	is_refused("[{\"name\": \"q\", \"fields\": [\"a\"]}]", "say which values mean ticked");
	is_refused("[{\"name\": \"q\", \"fields\": [\"a\"], \"ticked\": []}]", "ticked must be a list of values");
	is_refused("[{\"name\": \"q\", \"fields\": [\"a\"], \"ticked\": [[]]}]", "ticked[0] must be a value");
	is_refused("[{\"name\": \"q\", \"fields\": [\"a\"], \"ticked\": [1], \"notTicked\": [1]}]",
	           "\"1\" is ticked and not ticked");
}

static void no_sets_are_no_sets(void **state)
{
	struct svy_codebook *codebook = read_book("{" FIELDS "}");
	struct svy_status status = {0};
	(void)state;
	assert_int_equal(codebook->n_sets, 0);
	json_t *schema = json_pack("{s:[]}", "multiResponse");
	check_ok(svy_sets_read(schema, codebook, &status), &status);
	assert_int_equal(codebook->n_sets, 0);
	json_decref(schema);
	svy_sets_free(NULL, 0);
	svy_codebook_free(codebook);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_set_has_choices_with_labels),
		cmocka_unit_test(misspelt_members_are_noted),
		cmocka_unit_test(what_is_ticked_is_declared),
		cmocka_unit_test(mistakes_are_told_with_their_place),
		cmocka_unit_test(no_sets_are_no_sets),
	};
	return cmocka_run_group_tests_name("data/multi", tests, NULL, NULL);
}
