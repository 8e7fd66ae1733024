#include "report/svg_style.h"
#include "tests/support/check.h"

static void every_selector_is_behind_the_name(void **state)
{
	static const char *const STYLES[][2] = {
		{"*{stroke-linejoin: round}", "#f1 *{stroke-linejoin: round}\n"},
		{"a, .b > c{x:1;y:2}", "#f1 a, #f1 .b > c{x:1;y:2}\n"},
		{"#a:not(.b, #c){fill:url(#d);stroke:#fff}", "#f1 #f1-a:not(.b, #f1-c){fill:url(#f1-d);stroke:#fff}\n"},
		{" /* x { */ a{b:c/* } */;d:e}\n\nf{}", "#f1 a{b:c ;d:e}\n#f1 f{}\n"},
		{"a{font-family:\"B } {\", 'C'}", "#f1 a{font-family:\"B } {\", 'C'}\n"},
		{" ", ""},
	};
	(void)state;
	for (size_t i = 0; i < sizeof STYLES / sizeof *STYLES; i++) {
		struct svy_text out = {0};
		assert_true(svy_svg_style_put(STYLES[i][0], "f1", &out));
		assert_string_equal(out.bytes ? out.bytes : "", STYLES[i][1]);
		svy_text_clear(&out);
	}
}

static void what_is_no_whole_rule_is_refused(void **state)
{
	static const char *const STYLES[] = {
		"a", "a{", "a{b:c", "}", "{b:c}", "a,{b:c}", ",a{}", "a{b{c:d}}", "+ p{}", "~ p{}", "a, > p{}", "a{b:\"}",
		"/* a{}", "a{b:c} /*", "a{b:c /* }", "a\\62{}", "a[b=\"c\"]{}", "a){}", "a{}}", "a;b{}", "@media x{a{}}",
		"a/**/b{}", "a{b:'\\'}",
	};
	(void)state;
	for (size_t i = 0; i < sizeof STYLES / sizeof *STYLES; i++) {
		struct svy_text out = {0};
		bool good = svy_svg_style_put(STYLES[i], "f1", &out);
		if (good)
			print_error("not refused: %s\n", STYLES[i]);
		assert_false(good);
		svy_text_clear(&out);
	}
}

static void what_fetches_is_seen(void **state)
{
	(void)state;
	assert_true(svy_svg_style_fetches("fill: URL(a)"));
	assert_true(svy_svg_style_fetches("x: Image-Set('a' 1x)"));
	assert_true(svy_svg_style_fetches("x: image('a')"));
	assert_true(svy_svg_style_fetches("x: src('a')"));
	assert_true(svy_svg_style_fetches("x: u\\rl(a)"));
	assert_false(svy_svg_style_fetches("fill: url(#a); image-rendering: auto"));
	assert_false(svy_svg_style_fetches("A"));
	assert_false(svy_svg_style_fetches(""));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_selector_is_behind_the_name),
		cmocka_unit_test(what_is_no_whole_rule_is_refused),
		cmocka_unit_test(what_fetches_is_seen),
	};
	return cmocka_run_group_tests_name("report/svg_style", tests, NULL, NULL);
}
