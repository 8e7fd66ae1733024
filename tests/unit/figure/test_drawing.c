#include "figure/drawing.h"
#include "figure/labels.h"
#include "figure/palette.h"
#include "tests/support/check.h"

static void shapes_become_lines_of_numbers(void **state)
{
	struct svy_drawing drawing = {.width = 100, .height = 50};
	struct svy_text out = {0};
	(void)state;
	svy_draw_rectangle(&drawing, 1, 2, 30.5, 4, 0x2B3A67);
	svy_draw_line(&drawing, 0, 0, 10, 5, SVY_GREY, false);
	svy_draw_line(&drawing, 1, 1, 1, 9, SVY_BLACK, true);
	svy_drawing_rectangles(&drawing, &out);
	assert_string_equal(out.bytes, "1.00\t2.00\t30.50\t4.00\t2832999\n");
	out.length = 0;
	svy_drawing_lines(&drawing, false, &out);
	assert_string_equal(out.bytes, "0.00\t0.00\t10.00\t5.00\t6710886\n");
	out.length = 0;
	svy_drawing_lines(&drawing, true, &out);
	assert_string_equal(out.bytes, "1.00\t1.00\t0.00\t8.00\t2236962\n");
	out.length = 0;
	svy_draw_circle(&drawing, 3, 4, 2.5, SVY_BLACK);
	svy_drawing_circles(&drawing, &out);
	assert_string_equal(out.bytes, "3.00\t4.00\t2.50\t2236962\n");
	svy_text_clear(&out);
	svy_drawing_clear(&drawing);
	assert_int_equal(drawing.n_lines, 0);
}

/* No text of a user reaches the program that draws. */
static void texts_are_tokens(void **state)
{
	struct svy_drawing drawing = {.width = 100, .height = 50};
	struct svy_text out = {0};
	(void)state;
	svy_draw_label(&drawing, 5, 6, SVY_ANCHOR_LEFT, SVY_FACE_TEXT, SVY_BLACK, "`rm -rf`\n\"'@{");
	svy_draw_label(&drawing, 7, 8, SVY_ANCHOR_RIGHT, SVY_FACE_TEXT, SVY_BLACK, "other");
	svy_drawing_labels(&drawing, SVY_ANCHOR_LEFT, SVY_FACE_TEXT, &out);
	assert_string_equal(out.bytes, "5.00\t6.00\tsvytext0.\t2236962\n");
	out.length = 0;
	svy_drawing_labels(&drawing, SVY_ANCHOR_RIGHT, SVY_FACE_TEXT, &out);
	assert_string_equal(out.bytes, "7.00\t8.00\tsvytext1.\t2236962\n");
	svy_text_clear(&out);
	svy_drawing_clear(&drawing);
}

static void wrapped_text_stands_in_lines_downwards(void **state)
{
	struct svy_drawing drawing = {.width = 100, .height = 500};
	double height = svy_draw_wrapped(&drawing, 5, 10, 60, SVY_ANCHOR_LEFT, SVY_FACE_TEXT, SVY_BLACK,
	                                 "some words that need several lines");
	(void)state;
	assert_true(drawing.n_labels >= 3);
	check_close(height, (double)drawing.n_labels * svy_face_height(SVY_FACE_TEXT), 1e-9);
	for (size_t i = 1; i < drawing.n_labels; i++)
		assert_true(drawing.labels[i].y > drawing.labels[i - 1].y);
	svy_drawing_clear(&drawing);
}

static void a_finished_drawing_is_handed_over_or_cleared(void **state)
{
	struct svy_drawing drawing = {.width = 100}, out = {0};
	struct svy_status status = {0};
	(void)state;
	svy_draw_line(&drawing, 0, 0, 10, 5, SVY_GREY, false);
	check_ok(svy_drawing_take(&drawing, &out, &status), &status);
	assert_int_equal(out.n_lines, 1);
	assert_null(drawing.lines);
	out.failed = true;
	check_fails(svy_drawing_take(&out, &drawing, &status), SVY_ENOMEM, &status, "memory");
	assert_null(out.lines);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(shapes_become_lines_of_numbers),
		cmocka_unit_test(a_finished_drawing_is_handed_over_or_cleared),
		cmocka_unit_test(texts_are_tokens),
		cmocka_unit_test(wrapped_text_stands_in_lines_downwards),
	};
	return cmocka_run_group_tests_name("figure/drawing", tests, NULL, NULL);
}
