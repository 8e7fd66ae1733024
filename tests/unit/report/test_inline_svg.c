#include <string.h>

#include "report/inline_svg.h"
#include "tests/support/check.h"

static void a_figure_is_put_in_whole(void **state)
{
	static const char svg[] =
		"<?xml version=\"1.0\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\">"
		"<defs><clipPath id=\"a\"><rect width=\"9\" height=\"9\"/></clipPath></defs>"
		"<g clip-path=\"url(#a)\"><text x=\"1\">A &lt; B</text></g></svg>\n";
	struct svy_text out = {0};
	struct svy_status status = {0};
	(void)state;
	check_ok(svy_inline_svg_put(svg, "a.svg", "f1", "A \"label\"", &out, &status), &status);
	check_contains(out.bytes, "role=\"img\"");
	check_contains(out.bytes, "aria-label=\"A &quot;label&quot;\"");
	check_contains(out.bytes, "id=\"f1-a\"");
	check_contains(out.bytes, "url(#f1-a)");
	check_contains(out.bytes, "A &lt; B");
	assert_null(strstr(out.bytes, "<?xml"));
	svy_text_clear(&out);
}

/* A style in a page is a style of the page. */
static void a_style_is_held_to_its_figure(void **state)
{
	static const char svg[] = "<svg><style><![CDATA[ td > b, #a{fill:url(#c)} ]]></style><g id=\"a\"/></svg>";
	struct svy_text out = {0};
	struct svy_status status = {0};
	(void)state;
	check_ok(svy_inline_svg_put(svg, "a.svg", "f1", "x", &out, &status), &status);
	check_contains(out.bytes, "#f1 td &gt; b, #f1 #f1-a{fill:url(#f1-c)}");
	check_contains(out.bytes, "id=\"f1-a\"");
	svy_text_clear(&out);
}

static void what_could_do_harm_is_refused(void **state)
{
	static const char *const figures[] = {
		"<svg><script>alert(1)</script></svg>",
		"<svg onload=\"alert(1)\"></svg>",
		"<svg><rect ONCLICK=\"x\"/></svg>",
		"<svg><image href=\"https://example.org/a.png\"/></svg>",
		"<svg><use href=\"other.svg#a\"/></svg>",
		"<svg><a xlink:href=\"javascript:alert(1)\"><text>x</text></a></svg>",
		"<svg><rect fill=\"url(https://example.org/a)\"/></svg>",
		"<svg><rect style=\"background: URL('x')\"/></svg>",
		"<svg><foreignObject><body/></foreignObject></svg>",
		"<svg><style>@import url(x);</style></svg>",
		"<svg><style>a{fill:u<!-- -->rl(https://example.org/a)}</style></svg>",
		"<svg><style>a{fill:u<g/>rl(https://example.org/a)}</style></svg>",
		"<svg><style>a{background:image-set(\"https://example.org/a\" 1x)}</style></svg>",
		"<svg style=\"background: -webkit-Image-Set('https://example.org/a' 1x)\"></svg>",
		"<svg><style>~ p {display:none}</style></svg>",
		"<!DOCTYPE svg [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><svg>&x;</svg>",
		"<svg><text>&#106;</text><rect fill=\"&#x75;rl(x)\"/></svg>",
		"<svg><rect class=\"<b>\"/></svg>",
		"<svg><rect></svg>",
		"<svg>",
		"<html></html>",
		"plain text",
		"",
	};
	(void)state;
	for (size_t i = 0; i < sizeof figures / sizeof *figures; i++) {
		struct svy_text out = {0};
		struct svy_status status = {0};
		enum svy_code code = svy_inline_svg_put(figures[i], "a.svg", "f1", "x", &out, &status);
		if (code != SVY_EINPUT)
			print_error("not refused: %s\n", figures[i]);
		check_fails(code, SVY_EINPUT, &status, "a.svg");
		svy_text_clear(&out);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_figure_is_put_in_whole),
		cmocka_unit_test(a_style_is_held_to_its_figure),
		cmocka_unit_test(what_could_do_harm_is_refused),
	};
	return cmocka_run_group_tests_name("report/inline_svg", tests, NULL, NULL);
}
