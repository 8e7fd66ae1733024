#include <stdlib.h>
#include <string.h>

#include "report/page_parts.h"
#include "tests/support/check.h"
#include "tests/support/files.h"
#include "tests/support/results.h"

/* In the north the 3 is hidden. */
static const uint64_t COUNTS[8] = {40, 50, 60, 3, 24659, 80, 90, 100};

static void write_files(void)
{
	const struct svy_disclosure policy = {.threshold = 5};
	struct svy_release *made = release_new(result_new(COUNTS), &policy);
	char *json = render(made, SVY_FORMAT_JSON, NULL);
	file_of("a.json", json);
	file_of("a.svg", "<svg viewBox=\"0 0 1 1\"><rect id=\"r\" width=\"1\" height=\"1\"/></svg>");
	file_of("bad.svg", "<svg><script>x</script></svg>");
	free(json);
	svy_release_free(made);
}

/* The place as it would be written, without its braces. */
static enum svy_code make(const char *text, struct svy_text *out, bool *block, struct svy_status *status)
{
	struct svy_places places;
	char *marked, *whole = svy_text_format("{{%s}}", text);
	write_files();
	check_ok(svy_places_take(whole, strlen(whole), "t.md", &places, &marked, status), status);
	enum svy_code code = svy_page_part(&places.place[0], test_folder(), 3, out, block, status);
	svy_places_clear(&places);
	free(marked);
	free(whole);
	return code;
}

static void becomes(const char *place, bool expected_block, const char *part)
{
	struct svy_status status = {0};
	struct svy_text out = {0};
	bool block;
	check_ok(make(place, &out, &block, &status), &status);
	assert_int_equal(block, expected_block);
	check_contains(out.bytes, part);
	svy_text_clear(&out);
}

static void numbers_stand_in_the_text(void **state)
{
	(void)state;
	becomes("number a.json table=cells site=South row=Men col=Yes field=n", false, "24659");
	becomes("number a.json table=cells site=South row=Men col=Yes field=n thousands=yes", false, "24,659");
	becomes("number a.json table=cells site=South row=Women col=No field=row_percent", false, "52.6");
	becomes("number a.json table=cells site=South row=Women col=No field=row_percent digits=3", false, "52.632");
	becomes("number a.json table=tests site=South field=p", false, "&lt;0.001");
	becomes("number a.json table=tests site=South field=method", false, "Pearson chi-squared");
	becomes("number a.json table=cells site=North row=Men col=No field=note", false, "suppressed");
}

static void tables_figures_and_notes_are_paragraphs(void **state)
{
	(void)state;
	becomes("table a.json table=tests title=\"A < B\"", true, "A &lt; B");
	becomes("table a.json table=tests show=test,p", true, "<table");
	becomes("figure a.svg caption=\"Figure 1\"", true, "<figcaption>Figure 1");
	becomes("figure a.svg", true, "id=\"f4-r\"");
	becomes("notes a.json", true, "a note of the whole");
}

static void is_refused(const char *place, const char *words)
{
	struct svy_status status = {0};
	struct svy_text out = {0};
	bool block;
	assert_true(make(place, &out, &block, &status) != SVY_OK);
	check_contains(svy_status_text(&status), words);
	svy_status_clear(&status);
	svy_text_clear(&out);
}

static void what_cannot_be_filled_is_refused(void **state)
{
	(void)state;
	is_refused("numbr a.json field=n", "there is no place \"numbr\"");
	is_refused("number a.json field=n", "2 tables: say which with table=NAME");
	is_refused("number a.json table=tests site=South", "needs field=NAME");
	is_refused("number a.json table=cells site=South row=Men field=n", "3 rows");
	is_refused("number a.json table=cells site=North row=Women col=No field=n", "n is null there: suppressed");
	is_refused("number a.json table=tests site=South field=p digits=x", "digits=x");
	is_refused("number a.json table=tests site=South field=p thousands=maybe", "yes or no");
	is_refused("number b.json table=tests field=p", "b.json");
	is_refused("number ../a.json table=tests field=p", "not in the results folder");
	is_refused("table a.json table=tests show=nothing", "no field \"nothing\"");
	is_refused("table a.json table=tests width=3", "has no \"width\"");
	is_refused("figure bad.svg", "bad.svg");
	is_refused("figure a.json", "a.json:1: this figure cannot be put into a page");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(numbers_stand_in_the_text),
		cmocka_unit_test(tables_figures_and_notes_are_paragraphs),
		cmocka_unit_test(what_cannot_be_filled_is_refused),
	};
	return cmocka_run_group_tests_name("report/page_parts", tests, NULL, NULL);
}
