#include <math.h>
#include <stdlib.h>

#include "figure/bars.h"
#include "figure/palette.h"
#include "tests/support/check.h"
#include "tests/support/figures.h"

static void steps_are_round(void **state)
{
	(void)state;
	check_rel(svy_axis_step(100, 5), 20, 1e-12);
	check_rel(svy_axis_step(54.3, 5), 20, 1e-12);
	check_rel(svy_axis_step(7, 5), 2, 1e-12);
	check_rel(svy_axis_step(0.9, 5), 0.2, 1e-12);
	check_rel(svy_axis_step(12, 5), 2.5, 1e-12);
	check_rel(svy_axis_step(24659, 5), 5000, 1e-12);
	check_close(svy_axis_step(0, 5), 1, 0);
	for (double largest = 1e-6; largest < 1e9; largest *= 1.37)
		assert_true(svy_axis_step(largest, 5) * 5 >= largest * (1 - 1e-9));
}

/* The rectangles of bars are those of the colour of a series in the plot, after
 * the squares of the legend. */
static const struct svy_rectangle *bar(const struct svy_drawing *drawing, size_t n_legend, size_t i)
{
	assert_true(n_legend + i < drawing->n_rectangles);
	return &drawing->rectangles[n_legend + i];
}

static void grouped_bars_are_as_long_as_their_numbers(void **state)
{
	const double values[] = {10, 40, 20, 0};
	struct svy_matrix matrix = matrix_new(2, 2, values);
	const struct svy_bars_options options = {.percent = true, .shown = "percent"};
	struct svy_drawing drawing;
	struct svy_status status = {0};
	(void)state;
	check_ok(svy_bars_draw(&matrix, &options, &drawing, &status), &status);
	check_inside(&drawing);
	double unit = (bar(&drawing, 2, 1)->right - bar(&drawing, 2, 1)->left) / 40;
	for (size_t i = 0; i < 4; i++) {
		check_close(bar(&drawing, 2, i)->right - bar(&drawing, 2, i)->left, unit * values[i], 1e-9);
		assert_int_equal(bar(&drawing, 2, i)->rgb, svy_series_colour(i % 2, 2));
	}
	static const char *const LABELS[] = {"40.0", "0.0", "category 2", "series 2", "n = 10", "percent", "A title"};
	for (size_t i = 0; i < sizeof LABELS / sizeof *LABELS; i++)
		label_of(&drawing, LABELS[i]);
	check_contains(drawing.description, "category 1: series 1 10.0, series 2 40.0.");
	assert_string_equal(drawing.title, "A title");
	svy_drawing_clear(&drawing);
	svy_matrix_clear(&matrix);
}

static void stacked_bars_stand_end_to_end(void **state)
{
	const double values[] = {60, 30, 10, 100, 0, 0};
	struct svy_matrix matrix = matrix_new(2, 3, values);
	const struct svy_bars_options options = {.stacked = true, .percent = true, .shown = "percent"};
	struct svy_drawing drawing;
	struct svy_status status = {0};
	(void)state;
	check_ok(svy_bars_draw(&matrix, &options, &drawing, &status), &status);
	check_inside(&drawing);
	for (size_t i = 1; i < 3; i++)
		check_close(bar(&drawing, 3, i)->left, bar(&drawing, 3, i - 1)->right, 1e-9);
	check_close(bar(&drawing, 3, 2)->right, bar(&drawing, 3, 3)->right, 1e-9); /* both 100 */
	assert_true(has_label(&drawing, "100"));
	static const char *const NUMBERS[] = {"60.0", "30.0", "10.0"};
	for (size_t i = 0; i < 3; i++) {
		uint32_t ink = svy_ink_on(svy_series_colour(i, 3));
		assert_int_equal(label_of(&drawing, NUMBERS[i])->rgb, ink);
	}
	svy_drawing_clear(&drawing);
	svy_matrix_clear(&matrix);
}

static void no_number_is_a_dash_and_never_a_bar(void **state)
{
	struct svy_matrix matrix = matrix_new(2, 1, (const double[]){NAN, 5});
	const struct svy_bars_options options = {.shown = "n"};
	struct svy_drawing drawing;
	struct svy_status status = {0};
	(void)state;
	check_ok(svy_bars_draw(&matrix, &options, &drawing, &status), &status);
	label_of(&drawing, "\xE2\x80\x93");
	check_contains(drawing.description, "no number");
	for (size_t i = 0; i < drawing.n_rectangles; i++)
		assert_true(drawing.rectangles[i].right > drawing.rectangles[i].left);
	svy_drawing_clear(&drawing);
	svy_matrix_clear(&matrix);
}

static void limits_are_drawn_over_the_bars(void **state)
{
	struct svy_matrix matrix = matrix_new(1, 1, (const double[]){50});
	const struct svy_bars_options options = {.percent = true, .shown = "percent"};
	struct svy_drawing drawing;
	struct svy_status status = {0};
	(void)state;
	matrix.low[0] = 40;
	matrix.high[0] = 60;
	matrix.any_limits = true;
	check_ok(svy_bars_draw(&matrix, &options, &drawing, &status), &status);
	size_t n = 0;
	for (size_t i = 0; i < drawing.n_lines; i++)
		n += drawing.lines[i].over;
	assert_int_equal(n, 3); /* the line and its two ends */
	check_inside(&drawing);
	svy_drawing_clear(&drawing);
	svy_matrix_clear(&matrix);
}

static void a_number_below_0_is_refused(void **state)
{
	struct svy_matrix matrix = matrix_new(1, 2, (const double[]){5, -1});
	const struct svy_bars_options options = {.shown = "n"};
	struct svy_drawing drawing;
	struct svy_status status = {0};
	(void)state;
	check_fails(svy_bars_draw(&matrix, &options, &drawing, &status), SVY_EUSAGE, &status, "below 0");
	svy_matrix_clear(&matrix);
}

static void long_names_are_wrapped_and_stay_inside(void **state)
{
	struct svy_matrix matrix = matrix_new(1, 2, (const double[]){5, 7});
	const struct svy_bars_options options = {.shown = "n"};
	struct svy_drawing drawing;
	struct svy_status status = {0};
	(void)state;
	free(matrix.categories.name[0]);
	matrix.categories.name[0] = svy_text_copy("Greater risk of being accused of being sexist or racist at the place of "
	                                          "work, by managers or by colleagues, now or earlier");
	free(matrix.series.name[1]);
	matrix.series.name[1] = svy_text_copy("A series with a name that is much longer than any that a legend was made "
	                                      "for, and which has to be broken into lines to be read");
	check_ok(svy_bars_draw(&matrix, &options, &drawing, &status), &status);
	check_inside(&drawing);
	svy_drawing_clear(&drawing);
	svy_matrix_clear(&matrix);
}

static void large_numbers_stay_inside(void **state)
{
	struct svy_matrix matrix = matrix_new(3, 1, (const double[]){123456789012, 98765432109, 1});
	const struct svy_bars_options options = {.shown = "n"};
	struct svy_drawing drawing;
	struct svy_status status = {0};
	(void)state;
	check_ok(svy_bars_draw(&matrix, &options, &drawing, &status), &status);
	label_of(&drawing, "123456789012");
	check_inside(&drawing);
	svy_drawing_clear(&drawing);
	svy_matrix_clear(&matrix);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(steps_are_round),
		cmocka_unit_test(grouped_bars_are_as_long_as_their_numbers),
		cmocka_unit_test(stacked_bars_stand_end_to_end),
		cmocka_unit_test(no_number_is_a_dash_and_never_a_bar),
		cmocka_unit_test(limits_are_drawn_over_the_bars),
		cmocka_unit_test(a_number_below_0_is_refused),
		cmocka_unit_test(large_numbers_stay_inside),
		cmocka_unit_test(long_names_are_wrapped_and_stay_inside),
	};
	return cmocka_run_group_tests_name("figure/bars", tests, NULL, NULL);
}
