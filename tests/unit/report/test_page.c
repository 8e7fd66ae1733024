#include <stdlib.h>
#include <string.h>

#include "report/page.h"
#include "tests/support/check.h"
#include "tests/support/files.h"
#include "tests/support/results.h"

static const uint64_t COUNTS[8] = {40, 50, 60, 30, 70, 80, 90, 100};

static enum svy_code make(const char *text, bool no_provenance, struct svy_text *out, struct svy_status *status)
{
	struct svy_release *made = release_new(result_new(COUNTS), NULL);
	const struct svy_page_options options = {test_folder(), no_provenance};
	char *json = render(made, SVY_FORMAT_JSON, NULL);
	file_of("a.json", json);
	free(json);
	svy_release_free(made);
	return svy_page_make(text, strlen(text), "t.md", &options, out, status);
}

static void a_page_holds_what_it_shows(void **state)
{
	struct svy_status status = {0};
	struct svy_text out = {0};
	(void)state;
	check_ok(make("# Title & *more*\n\nThere are {{number a.json table=cells site=South margin=all field=n}} "
	              "of them.\n\n| a | b |\n| --- | --- |\n| {{number a.json table=cells site=South row=Men col=No "
	              "field=n}} | x |\n\n"
	              "{{table a.json table=tests}}\n\n<script>alert(1)</script>\n",
	              false, &out, &status),
	         &status);
	check_contains(out.bytes, "<!DOCTYPE html>");
	check_contains(out.bytes, "<title>Title &amp; more</title>");
	check_contains(out.bytes, "There are 340 of them.");
	check_contains(out.bytes, "<th scope=\"row\" class=\"name\">80</th>");
	check_contains(out.bytes, "pearson");
	check_contains(out.bytes, "svytools 0.1.0: svy-cross");
	assert_null(strstr(out.bytes, "<script"));
	assert_null(strstr(out.bytes, "{{"));
	assert_null(strstr(out.bytes, "\xEE\x80")); /* no mark is left */
	svy_text_clear(&out);
	check_ok(make("No title, {{number a.json table=tests site=South field=statistic}}\n", true, &out, &status),
	         &status);
	check_contains(out.bytes, "<title>Report</title>");
	assert_null(strstr(out.bytes, "0.1.0"));
	svy_text_clear(&out);
}

static void is_refused(const char *text, const char *words)
{
	struct svy_status status = {0};
	struct svy_text out = {0};
	check_fails(make(text, false, &out, &status), SVY_EINPUT, &status, words);
	svy_text_clear(&out);
}

static void mistakes_are_told_with_line_and_column(void **state)
{
	(void)state;
	is_refused("a\n\nb {{number a.json table=cells field=n}}\n", "t.md:3:3: 18 rows");
	is_refused("{{number none.json table=cells field=n}}\n", "t.md:1:1: ");
	is_refused("Words {{table a.json table=tests}} around.\n", "t.md:1:7: a table, figure or list of notes must stand");
	is_refused("[a]({{number a.json table=tests site=South field=p}})\n", "cannot stand in an address");
	is_refused("![x](https://example.org/a.png)\n", "the text has an image");
	is_refused("a {{number x\n", "never closed");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_page_holds_what_it_shows),
		cmocka_unit_test(mistakes_are_told_with_line_and_column),
	};
	return cmocka_run_group_tests_name("report/page", tests, NULL, NULL);
}
