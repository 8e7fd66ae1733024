#include <stdlib.h>
#include <string.h>

#include "tests/support/check.h"
#include "tests/support/results.h"

static const uint64_t COUNTS[8] = {40, 50, 60, 30, 70, 80, 90, 100};

static void formats_have_names(void **state)
{
	static const char *const NAMES[] = {"text", "csv", "tsv", "json", "md", "latex", "html"};
	enum svy_format format;
	(void)state;
	for (int i = 0; i < N_FORMATS; i++) {
		assert_true(svy_format_from_name(NAMES[i], &format));
		assert_int_equal(format, i);
		assert_int_equal(svy_format_prints_digest(format), i != SVY_FORMAT_TEXT);
	}
	assert_false(svy_format_from_name("JSON", &format));
	assert_false(svy_format_from_name("", &format));
}

static void every_format_has_the_numbers_and_their_base(void **state)
{
	struct svy_release *release = release_new(result_new(COUNTS), NULL);
	(void)state;
	for (int format = 0; format < N_FORMATS; format++) {
		char *text = render(release, (enum svy_format)format, NULL);
		check_contains(text, "100");
		check_contains(text, "4321");
		check_contains(text, "a note of the whole");
		check_contains(text, "sex: refused");
		check_contains(text, "abc123");
		free(text);
	}
	svy_release_free(release);
}

static void provenance_can_be_left_out(void **state)
{
	const struct svy_render_options options = {.digits = -1, .no_provenance = true};
	struct svy_release *release = release_new(result_new(COUNTS), NULL);
	(void)state;
	for (int format = 0; format < N_FORMATS; format++) {
		char *text = render(release, (enum svy_format)format, &options);
		assert_null(strstr(text, "0.1.0"));
		assert_null(strstr(text, "s.csv"));
		assert_null(strstr(text, "abc123"));
		free(text);
	}
	svy_release_free(release);
}

static void a_table_that_is_not_there_is_refused(void **state)
{
	const struct svy_render_options options = {.digits = -1, .table = "test"};
	struct svy_release *release = release_new(result_new(COUNTS), NULL);
	(void)state;
	for (int format = 0; format < N_FORMATS; format++) {
		struct svy_status status = {0};
		struct svy_text out = {0};
		check_fails(svy_render(release, (enum svy_format)format, &options, &out, &status), SVY_EUSAGE, &status,
		            "\"tests\"");
		svy_text_clear(&out);
	}
	svy_release_free(release);
}

static void tables_alone_are_html_for_other_pages(void **state)
{
	const struct svy_render_options options = {.digits = -1, .table = "cells"};
	struct svy_release *release = release_new(result_new(COUNTS), NULL);
	struct svy_status status = {0};
	struct svy_text out = {0};
	(void)state;
	check_ok(svy_render_tables(release, &options, &out, &status), &status);
	check_contains(out.bytes, "<table");
	assert_null(strstr(out.bytes, "<html"));
	assert_null(strstr(out.bytes, "pearson"));
	assert_null(strstr(out.bytes, "0.1.0"));
	svy_text_clear(&out);
	svy_release_free(release);
}

static void what_is_no_result_is_refused(void **state)
{
	static const struct {
		const char *json, *words;
	} rows[] = {
		{"", "no JSON"},
		{"[]", "this is no result of svytools"},
		{"{}", "this is no result of svytools"},
		{"{\"tables\": {}}", "this is no result of svytools"},
		{"{\"tables\": [{\"name\": \"a\", \"rows\": [1]}]}", "this is no result of svytools"},
		{"{\"tables\": [{\"name\": \"a\", \"title\": \"A\", \"rows\": [{\"x\": 1}, {\"y\": 1}]}]}", "is no result"},
		{"{\"tables\": [{\"name\": \"a\", \"title\": \"A\", \"rows\": [{\"x\": [1]}]}]}", "this is no result"},
	};
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct svy_status status = {0};
		struct svy_release *release;
		check_fails(svy_read_json(rows[i].json, strlen(rows[i].json), "a.json", &release, &status), SVY_EINPUT, &status,
		            rows[i].words);
	}
}

/* What a column is, its values say: one with a fraction somewhere has digits throughout;
 * tables of details and fields of margins are as their tools print them. */
static void a_result_read_back_looks_like_itself(void **state)
{
	static const char JSON[] =
		"{\"tool\": null, \"version\": null, \"rows\": {}, \"design\": {}, \"notes\": [], \"tables\": ["
		"{\"name\": \"groups\", \"title\": \"Groups\", \"rows\": ["
		"{\"group\": \"a\", \"letter\": null, \"margin\": \"\", \"mean\": 18, \"max\": 5, \"p_holm\": 1},"
		"{\"group\": \"b\", \"letter\": \"B\", \"margin\": \"all\", \"mean\": 2.5, \"max\": \"Inf\", "
		"\"p_holm\": 0.25}]},"
		"{\"name\": \"pairs\", \"title\": \"Pairs\", \"rows\": [{\"row\": \"details\"}]}]}";
	struct svy_status status = {0};
	struct svy_release *release;
	(void)state;
	check_ok(svy_read_json(JSON, strlen(JSON), "a.json", &release, &status), &status);
	char *text = render(release, SVY_FORMAT_TEXT, &(struct svy_render_options){.digits = -1});
	check_contains(text, "18.000    5   1.000");
	check_contains(text, "2.500  Inf   0.250");
	check_contains(text, "b      B ");
	assert_null(strstr(text, "margin"));
	assert_null(strstr(text, "details"));
	free(text);
	svy_release_free(release);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(formats_have_names),
		cmocka_unit_test(every_format_has_the_numbers_and_their_base),
		cmocka_unit_test(provenance_can_be_left_out),
		cmocka_unit_test(a_table_that_is_not_there_is_refused),
		cmocka_unit_test(tables_alone_are_html_for_other_pages),
		cmocka_unit_test(what_is_no_result_is_refused),
		cmocka_unit_test(a_result_read_back_looks_like_itself),
	};
	return cmocka_run_group_tests_name("report/render", tests, NULL, NULL);
}
