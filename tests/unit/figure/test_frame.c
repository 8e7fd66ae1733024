#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "figure/frame.h"
#include "figure/palette.h"
#include "tests/support/check.h"
#include "tests/support/figures.h"

static void the_title_stands_above_what_is_shown(void **state)
{
	struct svy_matrix matrix = matrix_new(1, 2, (const double[]){1, 2});
	struct svy_drawing drawing = {.width = SVY_FIGURE_WIDTH};
	(void)state;
	free(matrix.subtitle);
	matrix.subtitle = svy_text_copy("department: A");
	double y = svy_frame_head(&drawing, &matrix, "Percent of the row");
	assert_true(label_of(&drawing, "A title")->y < label_of(&drawing, "Percent of the row (department: A)")->y);
	assert_true(label_of(&drawing, "Percent of the row (department: A)")->y < y);
	svy_drawing_clear(&drawing);
	svy_matrix_clear(&matrix);
}

static void a_legend_has_a_square_for_each_series_in_lines(void **state)
{
	double values[12] = {0};
	struct svy_matrix matrix = matrix_new(1, 12, values);
	struct svy_drawing drawing = {.width = SVY_FIGURE_WIDTH};
	(void)state;
	drawing.height = svy_frame_legend(&drawing, &matrix.series, NULL, 40);
	assert_int_equal(drawing.n_rectangles, 12);
	assert_int_equal(drawing.n_labels, 12);
	for (size_t i = 0; i < 12; i++) {
		assert_int_equal(drawing.rectangles[i].rgb, svy_series_colour(i, 12));
		assert_true(drawing.labels[i].x > drawing.rectangles[i].right);
	}
	assert_true(drawing.rectangles[11].top > drawing.rectangles[0].bottom); /* a second line */
	check_inside(&drawing);
	svy_drawing_clear(&drawing);
	svy_matrix_clear(&matrix);
}

static void one_series_needs_no_legend(void **state)
{
	struct svy_matrix matrix = matrix_new(2, 1, (const double[]){1, 2});
	struct svy_drawing drawing = {.width = SVY_FIGURE_WIDTH};
	(void)state;
	check_close(svy_frame_legend(&drawing, &matrix.series, NULL, 40), 40, 0);
	assert_int_equal(drawing.n_labels, 0);
	svy_matrix_clear(&matrix);
}

static void the_foot_says_the_base_and_what_a_dash_means(void **state)
{
	struct svy_matrix matrix = matrix_new(1, 2, (const double[]){1, NAN});
	struct svy_drawing drawing = {.width = SVY_FIGURE_WIDTH};
	(void)state;
	svy_frame_foot(&drawing, &matrix, 100);
	assert_true(drawing.height > 100 + SVY_FIGURE_MARGIN);
	label_of(&drawing, "n = 10");
	check_contains(drawing.labels[0].text, "suppressed");
	check_inside(&drawing);
	svy_drawing_clear(&drawing);
	svy_matrix_clear(&matrix);
}

static void names_stand_beside_their_row(void **state)
{
	double values[3] = {1, 2, 3};
	struct svy_matrix matrix = matrix_new(3, 1, values);
	struct svy_drawing drawing = {.width = SVY_FIGURE_WIDTH, .height = 200};
	double width = svy_frame_names_width(&matrix.categories, 260);
	(void)state;
	assert_true(width > 20 && width < 100);
	check_close(svy_frame_names_width(&matrix.categories, 15), 15, 0);
	check_close(svy_frame_name(&drawing, "category 1", 16 + width, 50, 40), 40, 0);
	assert_int_equal(drawing.n_labels, 1);
	check_close(drawing.labels[0].y, 70, 1e-9); /* in the middle */
	assert_true(svy_frame_name(&drawing, "a name of several words that is long", 80, 100, 10) > 30);
	assert_true(drawing.n_labels > 3);
	check_inside(&drawing);
	svy_drawing_clear(&drawing);
	svy_matrix_clear(&matrix);
}

static void a_panel_has_a_name_or_takes_no_room(void **state)
{
	struct svy_drawing drawing = {.width = SVY_FIGURE_WIDTH, .height = 200};
	(void)state;
	check_close(svy_frame_panel(&drawing, "", 40), 40, 0);
	assert_true(svy_frame_panel(&drawing, "site: North", 40) > 50);
	label_of(&drawing, "site: North");
	check_inside(&drawing);
	svy_drawing_clear(&drawing);
}

static void a_base_that_is_not_known_is_a_dash(void **state)
{
	struct svy_text text = {0};
	(void)state;
	svy_frame_base(825, &text);
	svy_text_puts(&text, ", ");
	svy_frame_base(NAN, &text);
	assert_string_equal(text.bytes, "n = 825, n = " SVY_NO_NUMBER);
	svy_text_clear(&text);
}

static void put_value(const void *matrix, size_t i, struct svy_text *out)
{
	svy_text_printf(out, "%.0f", ((const struct svy_matrix *)matrix)->value[i]);
}

static void the_description_says_every_number(void **state)
{
	struct svy_matrix matrix = matrix_new(2, 2, (const double[]){1, 2, 3, 4});
	struct svy_drawing drawing = {.width = SVY_FIGURE_WIDTH};
	(void)state;
	svy_frame_describe(&drawing, &matrix, "Bars", "percent", put_value, &matrix);
	assert_string_equal(drawing.description, "Bars: percent. category 1: series 1 1, series 2 2. category 2: series 1 "
	                                         "3, series 2 4.");
	assert_string_equal(drawing.title, "A title");
	svy_drawing_clear(&drawing);
	svy_matrix_clear(&matrix);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_title_stands_above_what_is_shown),
		cmocka_unit_test(a_legend_has_a_square_for_each_series_in_lines),
		cmocka_unit_test(one_series_needs_no_legend),
		cmocka_unit_test(names_stand_beside_their_row),
		cmocka_unit_test(a_panel_has_a_name_or_takes_no_room),
		cmocka_unit_test(a_base_that_is_not_known_is_a_dash),
		cmocka_unit_test(the_description_says_every_number),
		cmocka_unit_test(the_foot_says_the_base_and_what_a_dash_means),
	};
	return cmocka_run_group_tests_name("figure/frame", tests, NULL, NULL);
}
