#include <stdlib.h>

#include "data/json.h"
#include "tests/support/check.h"
#include "tests/support/files.h"

static void a_file_is_read_or_refused_at_its_place(void **state)
{
	json_t *json;
	struct svy_status status = {0};
	(void)state;
	check_ok(svy_json_read(file_of("a.json", "{\"a\": [1]}"), &json, &status), &status);
	assert_int_equal(json_array_size(json_object_get(json, "a")), 1);
	json_decref(json);
	/* As Windows writes. */
	check_ok(svy_json_read(file_of("a.json", "\xEF\xBB\xBF{\"a\": 1}"), &json, &status), &status);
	json_decref(json);
	check_fails(svy_json_read(file_of("a.json", "\xEF\xBB{}"), &json, &status), SVY_EINPUT, &status, "no JSON");
	check_fails(svy_json_read(file_of("a.json", "{\n\"a\": ,\n}"), &json, &status), SVY_EINPUT, &status, "a.json:2:");
	check_fails(svy_json_read(file_of("a.json", "{\"a\": 1,\n \"a\": 2}"), &json, &status), SVY_EINPUT, &status,
	            "duplicate");
	check_fails(svy_json_read(file_of("a.json", ""), &json, &status), SVY_EINPUT, &status, "no JSON");
	check_fails(svy_json_read("/nonexistent.json", &json, &status), SVY_EIO, &status, "No such file");
}

static void members_have_types(void **state)
{
	json_t *json = json_loads("{\"s\": \"x\", \"t\": true, \"n\": 3, \"m\": -1, \"r\": 1.5}", 0, NULL);
	struct svy_status status = {0};
	const char *text = "before";
	bool flag = true;
	uint64_t count = 9;
	(void)state;
	check_ok(svy_json_string(json, "s", "a.json", "here", &text, &status), &status);
	assert_string_equal(text, "x");
	check_ok(svy_json_string(json, "none", "a.json", "here", &text, &status), &status);
	assert_null(text);
	check_fails(svy_json_string(json, "n", "a.json", "here", &text, &status), SVY_EINPUT, &status,
	            "a.json: here.n must be a string");
	check_ok(svy_json_flag(json, "none", "a.json", "here", &flag, &status), &status);
	assert_true(flag);
	check_fails(svy_json_flag(json, "s", "a.json", "", &flag, &status), SVY_EINPUT, &status,
	            "a.json: s must be true or false");
	check_ok(svy_json_count(json, "n", "a.json", "here", &count, &status), &status);
	assert_int_equal(count, 3);
	check_fails(svy_json_count(json, "m", "a.json", "here", &count, &status), SVY_EINPUT, &status, "0 or more");
	check_fails(svy_json_count(json, "r", "a.json", "here", &count, &status), SVY_EINPUT, &status, "0 or more");
	assert_int_equal(count, 3);
	json_decref(json);
}

static void values_stand_as_in_a_cell(void **state)
{
	static const struct {
		const char *json, *text;
	} rows[] = {{"\"a b\"", "a b"}, {"12", "12"}, {"-1", "-1"}, {"0.5", "0.5"}, {"true", "true"}, {"false", "false"},
	            {"null", NULL},     {"[1]", NULL}};
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		json_t *json = json_loads(rows[i].json, JSON_DECODE_ANY, NULL);
		char *text = svy_json_text(json);
		if (rows[i].text)
			assert_string_equal(text, rows[i].text);
		else
			assert_null(text);
		free(text);
		json_decref(json);
	}
}

static void is_line(const char *place, size_t line)
{
	static const char TEXT[] = "{\n\"a\": [1, \"x]\\\"\",\n{\"b\": {\"c\":\n true}}, [2,\n3]],\n\"d\": \"e\"}";
	if (svy_json_line(TEXT, sizeof TEXT - 1, place) != line)
		fail_msg("%s is not in line %zu", place, line);
}

static void places_have_lines(void **state)
{
	(void)state;
	is_line("", 1);
	is_line("a", 2);
	is_line("a[1]", 2);
	is_line("a[2]", 3);
	is_line("a[2].b.c", 4);
	is_line("a[3][1]", 5);
	is_line("d", 6);
	is_line("a[4]", 0);
	is_line("a[3][1][0]", 0);
	is_line("e", 0);
	is_line("d.e", 0);
	is_line("a.b", 0);
	is_line(".", 0);
}

static void messages_get_their_line(void **state)
{
	struct svy_status status = {0};
	const char *path = file_of("place.json", "\xEF\xBB\xBF{\n\"r\": [{\"f\": [1,\n2]}]}");
	(void)state;
	assert_int_equal(svy_json_locate(svy_fail(&status, SVY_EINPUT, "%s: f[1]: two", path), path, "r[0]", &status),
	                 SVY_EINPUT);
	check_contains(svy_status_text(&status), "place.json:3: f[1]: two");
	svy_status_clear(&status);
	assert_int_equal(svy_json_locate(svy_fail(&status, SVY_EINPUT, "%s: nothing: x", path), path, "", &status),
	                 SVY_EINPUT);
	check_contains(svy_status_text(&status), "place.json: nothing: x");
	svy_status_clear(&status);
	assert_int_equal(svy_json_locate(svy_fail(&status, SVY_EUSAGE, "%s: r: x", path), path, "", &status), SVY_EUSAGE);
	check_contains(svy_status_text(&status), "place.json: r: x");
	svy_status_clear(&status);
	assert_int_equal(svy_json_locate(SVY_OK, path, "", &status), SVY_OK);
	svy_status_clear(&status);
	assert_int_equal(svy_json_locate(svy_fail(&status, SVY_EINPUT, "%s: r[0].g.h: needed", path), path, "", &status),
	                 SVY_EINPUT);
	check_contains(svy_status_text(&status), "place.json:2: r[0].g.h: needed"); /* of r[0], as there is no g */
	svy_status_clear(&status);
}

static void notes_get_their_line(void **state)
{
	struct svy_notes notes = {0};
	const char *path = file_of("place.json", "{\n\"r\": [{\"f\": [1,\n2]}]}");
	(void)state;
	svy_notes_add(&notes, "%s: f[1]: two", path);
	svy_notes_add(&notes, "%s: \"x\" means nothing here", path);
	svy_json_locate_notes(&notes, path, "r[0]");
	check_contains(notes.text[0], "place.json:3: f[1]: two");
	check_contains(notes.text[1], "place.json: \"x\"");
	svy_notes_clear(&notes);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(places_have_lines),
		cmocka_unit_test(messages_get_their_line),
		cmocka_unit_test(notes_get_their_line),
		cmocka_unit_test(a_file_is_read_or_refused_at_its_place),
		cmocka_unit_test(members_have_types),
		cmocka_unit_test(values_stand_as_in_a_cell),
	};
	return cmocka_run_group_tests_name("data/json", tests, NULL, NULL);
}
