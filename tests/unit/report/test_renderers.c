/* Texts of users must not become markup, columns or code in any format. */
#include <string.h>

#include "report/renderers.h"
#include "tests/support/check.h"

static const struct svy_rfield FIELDS[] = {{"label", SVY_KEY, SVY_AS_TEXT}, {"n", SVY_N, SVY_AS_COUNT}};
static const struct svy_render_options PLAIN = {.digits = -1};

/* One row with this label, as a result and as its grids. */
static struct svy_result *one_row(const char *label, struct svy_grids *grids)
{
	struct svy_status status = {0};
	struct svy_result *result;
	check_ok(svy_result_new(&result, &status), &status);
	struct svy_rtable *table = svy_result_table(result, "a", "A", FIELDS, 2);
	svy_row_begin(table, 0);
	svy_set_text(table, "label", label);
	svy_set_count(table, "n", 12);
	check_ok(svy_grids_make(result, &PLAIN, grids, &status), &status);
	return result;
}

typedef void renderer(const struct svy_result *result, const struct svy_grids *grids,
                      const struct svy_render_options *options, struct svy_text *out);

static void renders(renderer *with, const char *label, const char *part, const char *never)
{
	struct svy_grids grids;
	struct svy_result *result = one_row(label, &grids);
	struct svy_text out = {0};
	with(result, &grids, &PLAIN, &out);
	check_contains(out.bytes, part);
	if (never)
		assert_null(strstr(out.bytes, never));
	svy_text_clear(&out);
	svy_grids_clear(&grids);
	svy_result_free(result);
}

static void html_is_escaped(void **state)
{
	(void)state;
	renders(svy_render_html, "<script>alert(\"1\")</script> & 'x'", "&lt;script&gt;", "<script");
	renders(svy_render_html, "a & b", "a &amp; b", NULL);
	renders(svy_render_html, "x", "<!DOCTYPE html>", NULL);
}

static void tables_of_html_are_escaped(void **state)
{
	struct svy_grids grids;
	struct svy_result *result = one_row("<b>", &grids);
	struct svy_text out = {0};
	(void)state;
	svy_render_html_tables(&grids, &out);
	check_contains(out.bytes, "&lt;b&gt;");
	assert_null(strstr(out.bytes, "<b>"));
	svy_text_clear(&out);
	svy_grids_clear(&grids);
	svy_result_free(result);
}

static void markdown_is_escaped(void **state)
{
	(void)state;
	renders(svy_render_markdown, "a|b", "a\\|b", NULL);
	renders(svy_render_markdown, "two\nlines", "two lines", NULL);
	renders(svy_render_markdown, "*x* _y_ `z` [l](u) <b>", "\\*x\\*", "<b>");
}

static void latex_is_escaped(void **state)
{
	(void)state;
	renders(svy_render_latex, "50% & $3 #1 a_b {x} ~ ^ \\", "50\\% \\& \\$3 \\#1 a\\_b \\{x\\}", NULL);
	renders(svy_render_latex, "\\input{/etc/passwd}", "\\textbackslash{}input\\{/etc/passwd\\}", "\\input{");
	/* \textquotedbl stops LaTeX in its own font encoding, OT1; ligatures change commands */
	renders(svy_render_latex, "svy-freq --na '' \"x\" `y`", "svy-freq -{}-na '{}' \\char34{}x\\char34{} \\`{}y\\`{}",
	        "textquotedbl");
}

static void text_is_aligned_by_width(void **state)
{
	struct svy_status status = {0};
	struct svy_result *result;
	struct svy_grids grids;
	struct svy_text out = {0};
	(void)state;
	check_ok(svy_result_new(&result, &status), &status);
	struct svy_rtable *table = svy_result_table(result, "a", "A", FIELDS, 2);
	static const char *const LABELS[] = {"abcd", "\xE6\x9D\xB1\xE4\xBA\xAC",
	                                     "\xE0\xB8\x97\xE0\xB8\xB5\xE0\xB9\x88", "x\ty\x1B[1m",
	                                     "a\xC2\x9B" "1m"};
	for (size_t i = 0; i < 5; i++) {
		svy_row_begin(table, 0);
		svy_set_text(table, "label", LABELS[i]);
		svy_set_count(table, "n", 7);
	}
	check_ok(svy_grids_make(result, &PLAIN, &grids, &status), &status);
	svy_render_text(result, &grids, &PLAIN, &out);
		check_contains(out.bytes, "\xE6\x9D\xB1\xE4\xBA\xAC     7\n");
	check_contains(out.bytes, "\xE0\xB8\x97\xE0\xB8\xB5\xE0\xB9\x88        7\n");
	check_contains(out.bytes, "abcd     7\n");
	check_contains(out.bytes, "x y [1m  7\n"); /* a control is a column, as it is printed */
	check_contains(out.bytes, "a 1m     7\n");
	assert_null(strstr(out.bytes, "\xC2\x9B"));
	assert_null(strchr(out.bytes, 0x1B)); /* nothing that a terminal obeys */
	assert_null(strchr(out.bytes, '\t'));
	svy_text_clear(&out);
	svy_grids_clear(&grids);
	svy_result_free(result);
}

static void csv_and_json_are_quoted(void **state)
{
	struct svy_grids grids;
	struct svy_result *result = one_row("a,\"b\"\n\x01\x1B", &grids);
	struct svy_text out = {0};
	(void)state;
	svy_notes_add(&result->notes, "two\nlines");
	svy_render_csv(result, result->tables[0], ',', &PLAIN, &out);
	check_contains(out.bytes, "# svytools: note: two lines\nlabel,n,note\n\"a,\"\"b\"\"\n\x01\x1B\",12,\n");
	out.length = 0;
	svy_render_csv(result, result->tables[0], '\t', &PLAIN, &out);
	check_contains(out.bytes, "label\tn\tnote\n");
	out.length = 0;
	svy_render_json(result, &PLAIN, &out);
	check_contains(out.bytes, "\"label\": \"a,\\\"b\\\"\\n\\u0001\\u001b\", \"n\": 12");
	svy_text_clear(&out);
	svy_grids_clear(&grids);
	svy_result_free(result);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(html_is_escaped),
		cmocka_unit_test(tables_of_html_are_escaped),
		cmocka_unit_test(markdown_is_escaped),
		cmocka_unit_test(latex_is_escaped),
		cmocka_unit_test(text_is_aligned_by_width),
		cmocka_unit_test(csv_and_json_are_quoted),
	};
	return cmocka_run_group_tests_name("report/renderers", tests, NULL, NULL);
}
