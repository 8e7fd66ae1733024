#include "data/field.h"
#include "base/text.h"
#include "tests/support/check.h"

static enum svy_code read(const char *text, const char *missing, struct svy_variable *out, struct svy_notes *notes,
                          struct svy_status *status)
{
	json_t *field = json_loads(text, 0, NULL), *list = missing ? json_loads(missing, 0, NULL) : NULL;
	assert_non_null(field);
	enum svy_code code = svy_field_read(field, list, "c.json", "fields[3]", out, notes, status);
	json_decref(field);
	json_decref(list);
	return code;
}

static void a_field_is_read_whole(void **state)
{
	static const char text[] =
		"{\"name\": \"q1\", \"title\": \"Rank\", \"wording\": \"Which rank?\", \"type\": \"integer\","
		" \"categories\": [{\"value\": 1, \"label\": \"Low\"}, 2], \"categoriesOrdered\": true, \"reverse\": true,"
		" \"reference\": 2,"
		" \"missingValues\": [{\"value\": 9, \"label\": \"Refused\", \"reason\": \"refused\"}],"
		" \"constraints\": {\"required\": true, \"unique\": true, \"minimum\": 1, \"maximum\": 7.5, \"minLength\": 1,"
		" \"maxLength\": 2, \"pattern\": \"[0-9]+\"}}";
	struct svy_variable v;
	struct svy_notes notes = {0};
	struct svy_status status = {0};
	(void)state;
	check_ok(read(text, NULL, &v, &notes, &status), &status);
	assert_string_equal(v.name, "q1");
	assert_string_equal(v.title, "Rank");
	assert_string_equal(v.wording, "Which rank?");
	assert_int_equal(v.type, SVY_INTEGER);
	assert_true(v.declared && v.ordered && v.reverse);
	assert_int_equal(v.n_categories, 2);
	assert_string_equal(v.categories[0].label, "Low");
	assert_string_equal(v.categories[1].value, "2");
	assert_string_equal(v.categories[1].label, "2");
	assert_int_equal(v.missing[v.n_missing - 1].reason, SVY_REFUSED);
	assert_true(v.constraints.required && v.constraints.unique);
	assert_string_equal(v.reference, "2");
	check_close(v.constraints.maximum, 7.5, 0);
	assert_int_equal(v.constraints.max_length, 2);
	assert_string_equal(v.constraints.pattern, "[0-9]+");
	assert_int_equal(notes.n, 0);
	svy_variable_clear(&v);
}

static void little_is_needed(void **state)
{
	struct svy_variable v;
	struct svy_notes notes = {0};
	struct svy_status status = {0};
	(void)state;
	check_ok(read("{\"name\": \"a\"}", NULL, &v, &notes, &status), &status);
	assert_string_equal(v.title, "a");
	assert_null(v.wording);
	assert_int_equal(v.type, SVY_STRING);
	assert_false(v.declared || v.ordered);
	assert_int_equal(v.n_missing, 1); /* the empty cell */
	assert_string_equal(v.missing[0].value, "");
	assert_int_equal(v.missing[0].reason, SVY_NO_ANSWER);
	svy_variable_clear(&v);
	check_ok(read("{\"name\": \"a\"}", "[{\"value\": \"NA\", \"reason\": \"not-asked\"}]", &v, &notes, &status),
	         &status);
	assert_int_equal(v.missing[v.n_missing - 1].reason, SVY_NOT_ASKED); /* the schema's list */
	svy_variable_clear(&v);
	check_ok(read("{\"name\": \"a\", \"constraints\": {\"enum\": [\"x\", \"y\"]}}", NULL, &v, &notes, &status),
	         &status);
	assert_true(v.declared);
	assert_int_equal(v.n_categories, 2);
	svy_variable_clear(&v);
}

static void mistakes_are_told_with_their_place(void **state)
{
	static const struct {
		const char *json, *words;
	} rows[] = {
		{"[]", "fields[3] must be an object"},
		{"{}", "c.json: fields[3] has no name"},
		{"{\"name\": 3}", "fields[3].name must be a string"},
		{"{\"name\": \"a\", \"type\": \"integre\"}", "there is no type \"integre\" (did you mean \"integer\"?)"},
		{"{\"name\": \"a\", \"categories\": []}", "fields[3].categories must be a list that is not empty"},
		{"{\"name\": \"a\", \"categories\": [null]}", "fields[3].categories[0]"},
		{"{\"name\": \"a\", \"categories\": [\"x\", \"x\"]}", "fields[3].categories[1]: \"x\" is listed twice"},
		{"{\"name\": \"a\", \"categories\": [{\"value\": 1, \"label\": 2}]}", "fields[3].categories[0].label must be"},
		{"{\"name\": \"a\", \"categoriesOrdered\": true}", "categoriesOrdered without categories"},
		{"{\"name\": \"a\", \"missingValues\": [\"NA\"]}", "a missing value needs \"reason\""},
		{"{\"name\": \"a\", \"missingValues\": [{\"value\": \"NA\", \"reason\": \"lazy\"}]}", "\"lazy\" is no reason"},
		{"{\"name\": \"a\", \"missingValues\": \"NA\"}", "fields[3].missingValues must be a list"},
		{"{\"name\": \"a\", \"categories\": [\"x\"], \"missingValues\": [{\"value\": \"x\", \"reason\": \"refused\"}]}",
	     "\"x\" is a category and a missing value"},
		{"{\"name\": \"a\", \"missingValues\": [{\"value\": 9, \"reason\": \"refused\"}, {\"value\": \"9\", \"reason\":"
	     " \"refused\"}]}", "fields[3].missingValues[1]: \"9\" is listed twice"},
		{"{\"name\": \"a\", \"constraints\": 1}", "fields[3].constraints must be an object"},
		{"{\"name\": \"a\", \"constraints\": {\"minimum\": \"1\"}}", "constraints.minimum must be a number"},
		{"{\"name\": \"a\", \"constraints\": {\"pattern\": \"[\"}}", "is no (POSIX extended) regular expression"},
		{"{\"name\": \"a\", \"type\": \"list\", \"delimiter\": \"\"}", "delimiter is empty"},
		{"{\"name\": \"a\", \"reference\": \"x\"}", "fields[3]: reference without categories"},
		{"{\"name\": \"a\", \"categories\": [\"none\", \"some\"], \"reference\": \"non\"}",
	     "fields[3].reference: there is no category \"non\" (did you mean \"none\"?)"},
		{"{\"name\": \"a\", \"categories\": [\"x\"], \"reference\": [\"x\"]}",
	     "fields[3].reference must be the value of a category"},
		{"{\"name\": \"a\", \"categories\": [\"x\"], \"reference\": null}",
	     "fields[3].reference must be the value of a category"},
		{"{\"name\": \"a\", \"categories\": [{\"value\": 1, \"label\": \"x\"}], \"reference\": \"x\"}",
	     "fields[3].reference: there is no category \"x\""},
	};
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct svy_variable v;
		struct svy_notes notes = {0};
		struct svy_status status = {0};
		check_fails(read(rows[i].json, NULL, &v, &notes, &status), SVY_EINPUT, &status, rows[i].words);
		svy_notes_clear(&notes);
	}
}

static void a_missing_value_without_label_has_one(void **state)
{
	struct svy_variable v;
	struct svy_notes notes = {0};
	struct svy_status status = {0};
	(void)state;
	check_ok(read("{\"name\": \"a\", \"missingValues\": [{\"value\": \"\", \"reason\": \"not-asked\"}, {\"value\": 9,"
	              " \"reason\": \"refused\"}]}", NULL, &v, &notes, &status), &status);
	assert_string_equal(v.missing[0].label, "not-asked");
	assert_string_equal(v.missing[1].label, "9");
	svy_variable_clear(&v);
}

static void missing_values_have_an_end(void **state)
{
	struct svy_variable v;
	struct svy_notes notes = {0};
	struct svy_status status = {0};
	struct svy_text list = {0};
	(void)state;
	for (int i = 0; i <= 1000; i++)
		svy_text_printf(&list, "%s{\"value\": %d, \"reason\": \"refused\"}", i ? "," : "[", i);
	svy_text_putc(&list, ']');
	check_fails(read("{\"name\": \"a\"}", list.bytes, &v, &notes, &status), SVY_EINPUT, &status,
	            "missingValues has more than 1000 entries");
	svy_text_clear(&list);
}

static void misspelt_members_are_noted(void **state)
{
	static const char *const KNOWN[] = {"weight", "strata"};
	struct svy_variable v;
	struct svy_notes notes = {0};
	struct svy_status status = {0};
	json_t *object = json_loads("{\"wieght\": \"w\", \"unheard of\": 1, \"strata\": \"s\"}", 0, NULL);
	(void)state;
	check_ok(read("{\"name\": \"a\", \"catgories\": [\"x\"]}", NULL, &v, &notes, &status), &status);
	assert_int_equal(notes.n, 1);
	check_contains(notes.text[0], "\"catgories\" means nothing here: was it \"categories\"?");
	svy_variable_clear(&v);
	svy_field_note_unknown(object, KNOWN, 2, "c.json", "design", &notes);
	assert_int_equal(notes.n, 2); /* what is near to nothing is somebody's own */
	check_contains(notes.text[1], "c.json: design: \"wieght\"");
	check_ok(read("{\"name\": \"a\", \"constraints\": {\"maximun\": 3, \"min\": 1, \"maximum\": 5}}", NULL, &v, &notes,
	              &status), &status);
	assert_int_equal(notes.n, 4); /* but a constraint is there to be checked */
	check_contains(notes.text[2], ".constraints: \"maximun\" is not checked: was it \"maximum\"?");
	check_contains(notes.text[3], ".constraints: \"min\" is not checked");
	svy_variable_clear(&v);
	svy_notes_clear(&notes);
	json_decref(object);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_field_is_read_whole),
		cmocka_unit_test(little_is_needed),
		cmocka_unit_test(mistakes_are_told_with_their_place),
		cmocka_unit_test(a_missing_value_without_label_has_one),
		cmocka_unit_test(missing_values_have_an_end),
		cmocka_unit_test(misspelt_members_are_noted),
	};
	return cmocka_run_group_tests_name("data/field", tests, NULL, NULL);
}
