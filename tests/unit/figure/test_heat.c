#include <math.h>

#include "figure/heat.h"
#include "figure/labels.h"
#include "figure/palette.h"
#include "tests/support/check.h"
#include "tests/support/figures.h"

static void residuals_have_two_colours_and_their_sign(void **state)
{
	struct svy_matrix matrix = matrix_new(2, 2, (const double[]){9.6, -9.6, 0, 2});
	const struct svy_heat_options options = {.diverging = true, .full = 4, .shown = "adjusted residuals"};
	struct svy_drawing drawing;
	struct svy_status status = {0};
	(void)state;
	check_ok(svy_heat_draw(&matrix, &options, &drawing, &status), &status);
	check_inside(&drawing);
	label_of(&drawing, "+9.6");
	label_of(&drawing, "-9.6");
	label_of(&drawing, "0.0");
	assert_int_equal(drawing.rectangles[0].rgb, svy_diverging_colour(1));
	assert_int_equal(drawing.rectangles[1].rgb, svy_diverging_colour(-1));
	assert_int_equal(drawing.rectangles[2].rgb, SVY_WHITE);
	uint32_t half = svy_diverging_colour(0.5); /* 2 of 4 */
	assert_int_equal(drawing.rectangles[3].rgb, half);
	check_contains(drawing.description, "category 1: series 1 +9.6, series 2 -9.6.");
	svy_drawing_clear(&drawing);
	svy_matrix_clear(&matrix);
}

static void counts_get_darker_and_what_is_hidden_is_a_dash(void **state)
{
	struct svy_matrix matrix = matrix_new(1, 3, (const double[]){100, 50, NAN});
	const struct svy_heat_options options = {.counts = true, .shown = "n"};
	struct svy_drawing drawing;
	struct svy_status status = {0};
	(void)state;
	check_ok(svy_heat_draw(&matrix, &options, &drawing, &status), &status);
	label_of(&drawing, "100");
	label_of(&drawing, "\xE2\x80\x93");
	assert_true(svy_luminance(drawing.rectangles[0].rgb) < svy_luminance(drawing.rectangles[1].rgb));
	assert_int_equal(drawing.rectangles[2].rgb, 0xE6E6E6);
	svy_drawing_clear(&drawing);
	svy_matrix_clear(&matrix);
}

/* Observed minus expected is in respondents: 120 is not as dark as 240. */
static void without_a_full_number_the_farthest_from_0_is_full(void **state)
{
	struct svy_matrix matrix = matrix_new(1, 3, (const double[]){120, -240, 0});
	const struct svy_heat_options options = {.diverging = true, .shown = "residuals"};
	struct svy_drawing drawing;
	struct svy_status status = {0};
	(void)state;
	check_ok(svy_heat_draw(&matrix, &options, &drawing, &status), &status);
	uint32_t half = svy_diverging_colour(0.5);
	assert_int_equal(drawing.rectangles[0].rgb, half);
	assert_int_equal(drawing.rectangles[1].rgb, svy_diverging_colour(-1));
	svy_drawing_clear(&drawing);
	svy_matrix_clear(&matrix);
}

static void numbers_are_not_wider_than_their_cells(void **state)
{
	double values[12];
	struct svy_matrix matrix;
	const struct svy_heat_options options = {.counts = true, .shown = "n"};
	struct svy_drawing drawing;
	struct svy_status status = {0};
	(void)state;
	for (size_t i = 0; i < 12; i++)
		values[i] = 123456789;
	matrix = matrix_new(1, 12, values);
	check_fails(svy_heat_draw(&matrix, &options, &drawing, &status), SVY_EUSAGE, &status, "12 columns are too many");
	svy_matrix_clear(&matrix);
	values[0] = 1234567890123456;
	matrix = matrix_new(1, 1, values);
	check_ok(svy_heat_draw(&matrix, &options, &drawing, &status), &status);
	check_inside(&drawing);
	const struct svy_rectangle *cell = &drawing.rectangles[0];
	assert_true(cell->right - cell->left >= svy_label_width("1234567890123456", SVY_FACE_TEXT));
	svy_drawing_clear(&drawing);
	svy_matrix_clear(&matrix);
}

static void too_many_columns_are_refused(void **state)
{
	double values[40] = {0};
	struct svy_matrix matrix = matrix_new(1, 40, values);
	const struct svy_heat_options options = {.counts = true, .shown = "n"};
	struct svy_drawing drawing;
	struct svy_status status = {0};
	(void)state;
	check_fails(svy_heat_draw(&matrix, &options, &drawing, &status), SVY_EUSAGE, &status, "40 columns are too many");
	svy_matrix_clear(&matrix);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(residuals_have_two_colours_and_their_sign),
		cmocka_unit_test(counts_get_darker_and_what_is_hidden_is_a_dash),
		cmocka_unit_test(without_a_full_number_the_farthest_from_0_is_full),
		cmocka_unit_test(numbers_are_not_wider_than_their_cells),
		cmocka_unit_test(too_many_columns_are_refused),
	};
	return cmocka_run_group_tests_name("figure/heat", tests, NULL, NULL);
}
