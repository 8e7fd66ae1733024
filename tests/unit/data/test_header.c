#include <string.h>

#include "data/header.h"
#include "tests/support/check.h"

static void is_header(const char *text, char delimiter, size_t n_names, const char *last_name, size_t line,
                      const char *rest)
{
	struct svy_header header;
	struct svy_notes notes = {0};
	struct svy_status status = {0};
	bool complete = false;
	check_ok(svy_header_read("a.csv", text, strlen(text), true, 0, &header, &complete, &notes, &status), &status);
	assert_true(complete);
	assert_int_equal(header.delimiter, delimiter);
	assert_int_equal(header.n_names, n_names);
	assert_string_equal(header.names[n_names - 1], last_name);
	assert_int_equal(header.line, line);
	assert_string_equal(text + header.length, rest);
	svy_header_clear(&header);
	svy_notes_clear(&notes);
}

static void the_header_is_found_behind_what_comes_before(void **state)
{
	(void)state;
	is_header("a,b\n1,2\n", ',', 2, "b", 1, "1,2\n");
	is_header("sep=|\r\n\n# svytools: x\na|b,c\r\n1|2", '|', 2, "b,c", 4, "1|2");
	is_header("\nsep=;\n", ';', 2, "column2", 2, ""); /* only the first line says it */
	is_header("\"sep=;\"\na;b\n", ';', 2, "b", 2, "");
	is_header("\"two\nlines\",\"b\"\"c\"\n1,2\n", ',', 2, "b\"c", 1, "1,2\n");
	is_header("one", ',', 1, "one", 1, "");
}

static void more_bytes_are_asked_for(void **state)
{
	static const char *const parts[] = {"", "a,b", "\"a\n", "sep=;\n", "# svytools: x", "\n\n", "a,b\r"};
	(void)state;
	for (size_t i = 0; i < sizeof parts / sizeof *parts - 1; i++) {
		struct svy_header header;
		struct svy_notes notes = {0};
		struct svy_status status = {0};
		bool complete = true;
		check_ok(svy_header_read("a.csv", parts[i], strlen(parts[i]), false, 0, &header, &complete, &notes, &status),
		         &status);
		assert_false(complete);
		assert_int_equal(notes.n, 0);
	}
}

static void a_draw_of_delimiters_is_refused(void **state)
{
	struct svy_header header;
	struct svy_notes notes = {0};
	struct svy_status status = {0};
	bool complete;
	(void)state;
	check_fails(svy_header_read("a.csv", "a,b;c\n", 6, true, 0, &header, &complete, &notes, &status), SVY_EINPUT,
	            &status, "as many fields by comma as by semicolon: say which with --delimiter");
	check_ok(svy_header_read("a.csv", "a,b;c\n", 6, true, ';', &header, &complete, &notes, &status), &status);
	assert_string_equal(header.names[0], "a,b");
	svy_header_clear(&header);
}

static void delimiters_that_suit(void **state)
{
	(void)state;
	for (const char *c = ",;\t|:~^"; *c; c++)
		assert_true(svy_delimiter_suits(*c));
	for (const char *c = "\" \r\n\xE9\x01"; *c; c++)
		assert_false(svy_delimiter_suits(*c));
}

static void the_place_of_a_text_that_breaks_off(void **state)
{
	struct svy_place place = svy_header_place("a.csv", "# svytools: x\na,b,", 18);
	(void)state;
	assert_string_equal(place.file, "a.csv");
	assert_int_equal(place.line, 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_header_is_found_behind_what_comes_before),
		cmocka_unit_test(more_bytes_are_asked_for),
		cmocka_unit_test(a_draw_of_delimiters_is_refused),
		cmocka_unit_test(delimiters_that_suit),
		cmocka_unit_test(the_place_of_a_text_that_breaks_off),
	};
	return cmocka_run_group_tests_name("data/header", tests, NULL, NULL);
}
