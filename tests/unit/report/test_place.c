#include <stdlib.h>
#include <string.h>

#include "report/place.h"
#include "tests/support/check.h"

static void places_are_taken_out(void **state)
{
	static const char text[] = "One {{number a.json table=cells\nrow=\"West Coast\" field=n}} of "
	                           "{{ figure \"b c.svg\" }}.\n";
	struct svy_places places;
	struct svy_status status = {0};
	char *marked;
	(void)state;
	check_ok(svy_places_take(text, strlen(text), "t.md", &places, &marked, &status), &status);
	assert_string_equal(marked, "One " SVY_PLACE_BEGIN "0" SVY_PLACE_END
	                            " of " SVY_PLACE_BEGIN "1" SVY_PLACE_END ".\n");
	assert_int_equal(places.n, 2);
	assert_string_equal(places.place[0].kind, "number");
	assert_string_equal(places.place[0].file, "a.json");
	assert_int_equal(places.place[0].words.n, 3);
	assert_int_equal(places.place[0].line, 1);
	assert_int_equal(places.place[0].column, 5);
	assert_string_equal(places.place[1].file, "b c.svg");
	assert_int_equal(places.place[1].line, 2);
	char *row = svy_place_word(&places.place[0], "row");
	assert_string_equal(row, "West Coast");
	assert_int_equal(places.place[0].words.n, 2); /* and forgotten */
	assert_null(svy_place_word(&places.place[0], "row"));
	free(row);
	free(marked);
	svy_places_clear(&places);
}

static void code_and_escaped_braces_are_left(void **state)
{
	static const char *const texts[] = {"`{{number a b=c}}`", "```\n{{number a}}\n```\n", "\\{\\{number a}}", "{ {a} }",
	                                    "~~~~\n~~~\n{{x y}}\n~~~~\n"};
	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct svy_places places;
		struct svy_status status = {0};
		char *marked;
		check_ok(svy_places_take(texts[i], strlen(texts[i]), "t.md", &places, &marked, &status), &status);
		assert_int_equal(places.n, 0);
		assert_string_equal(marked, texts[i]);
		free(marked);
		svy_places_clear(&places);
	}
}

static void mistakes_are_told_with_their_place(void **state)
{
	static const struct {
		const char *text, *words;
	} rows[] = {
		{"a\nb {{number a.json", "t.md:2:3: this place is never closed"},
		{"{{}}", "t.md:1:1: a place is {{KIND FILE ...}}"},
		{"{{number}}", "t.md:1:1: a place is {{KIND FILE"},
		{"{{number a.json row}}", "not of the form name=value"},
		{"{{number a.json row=\"x}}", "never closed"},
		{"{{number a.json row=1 row=2}}", "asked for twice"},
		{"caf\xE9", "not UTF-8 (byte 4)"},
		{"\xEE\x80\x80", "t.md:1:1: "},
	};
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct svy_places places;
		struct svy_status status = {0};
		char *marked;
		check_fails(svy_places_take(rows[i].text, strlen(rows[i].text), "t.md", &places, &marked, &status), SVY_EINPUT,
		            &status, rows[i].words);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(places_are_taken_out),
		cmocka_unit_test(code_and_escaped_braces_are_left),
		cmocka_unit_test(mistakes_are_told_with_their_place),
	};
	return cmocka_run_group_tests_name("report/place", tests, NULL, NULL);
}
