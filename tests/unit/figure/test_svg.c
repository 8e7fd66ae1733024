#include <string.h>

#include "figure/palette.h"
#include "figure/svg.h"
#include "tests/support/check.h"

static const char DRAWN[] =
	"<?xml version=\"1.0\"?>\n<svg width=\"720\"><title>Gnuplot</title><desc>Produced by GNUPLOT 5.4</desc>"
	"<defs>x</defs>\n"
	"<g id=\"gnuplot_plot_1\" ><title>gnuplot_plot_1</title>"
	"<text font-family=\"DejaVu Sans:Bold\">svytext0.</text>"
	"<text font-family=\"DejaVu Sans\">svytext1. svytext9.</text></g>\n</g>\n</svg>\n";

static void texts_come_back_as_text(void **state)
{
	struct svy_drawing drawing = {.width = 720, .height = 200};
	struct svy_status status = {0};
	struct svy_text out = {0};
	(void)state;
	drawing.title = svy_text_copy("A < B & \"C\"");
	drawing.description = svy_text_copy("Bars: <b>.");
	svy_draw_label(&drawing, 1, 1, SVY_ANCHOR_LEFT, SVY_FACE_TITLE, SVY_BLACK, "<script>alert(1)</script>");
	svy_draw_label(&drawing, 1, 1, SVY_ANCHOR_LEFT, SVY_FACE_TEXT, SVY_BLACK, "svytext0. & more");
	check_ok(svy_svg_finish(DRAWN, &drawing, &out, &status), &status);
	assert_memory_equal(out.bytes, "<svg ", 5);
	check_contains(out.bytes, "role=\"img\"");
	check_contains(out.bytes, "viewBox=\"0 0 720 200\"");
	check_contains(out.bytes, ">A &lt; B &amp; ");
	check_contains(out.bytes, "<desc id=\"description-");
	check_contains(out.bytes, "Bars: &lt;b&gt;.");
	check_contains(out.bytes, "&lt;script&gt;alert(1)&lt;/script&gt;");
	check_contains(out.bytes, "svytext0. &amp; more svytext9."); /* a text is not read again; no ninth label */
	check_contains(out.bytes, "font-family=\"DejaVu Sans, sans-serif\" font-weight=\"bold\"");
	assert_null(strstr(out.bytes, "<script"));
	assert_null(strstr(out.bytes, "GNUPLOT"));
	assert_null(strstr(out.bytes, "gnuplot"));
	svy_text_clear(&out);
	svy_drawing_clear(&drawing);
}

static void a_figure_that_is_not_whole_is_an_error(void **state)
{
	static const char *const broken[] = {"", "<svg>", "<svg><defs>x</defs>\n<g>", "</svg>"};
	struct svy_drawing drawing = {.width = 720, .height = 200};
	(void)state;
	drawing.title = svy_text_copy("t");
	drawing.description = svy_text_copy("d");
	for (size_t i = 0; i < sizeof broken / sizeof *broken; i++) {
		struct svy_status status = {0};
		struct svy_text out = {0};
		check_fails(svy_svg_finish(broken[i], &drawing, &out, &status), SVY_EIO, &status, "no whole figure");
		svy_text_clear(&out);
	}
	svy_drawing_clear(&drawing);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(texts_come_back_as_text),
		cmocka_unit_test(a_figure_that_is_not_whole_is_an_error),
	};
	return cmocka_run_group_tests_name("figure/svg", tests, NULL, NULL);
}
