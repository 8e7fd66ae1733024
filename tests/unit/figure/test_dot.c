#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "figure/dot.h"
#include "figure/palette.h"
#include "tests/support/check.h"
#include "tests/support/figures.h"

static struct svy_drawing draw(const struct svy_matrix *matrix, struct svy_dot_options options)
{
	struct svy_drawing drawing;
	struct svy_status status = {0};
	options.shown = "Estimate";
	check_ok(svy_dot_draw(matrix, &options, &drawing, &status), &status);
	check_inside(&drawing);
	return drawing;
}

static struct svy_matrix matrix_with_limits(size_t n, const double *values, const double *low, const double *high)
{
	struct svy_matrix matrix = matrix_new(n, 1, values);
	for (size_t i = 0; i < n; i++) {
		matrix.low[i] = low[i];
		matrix.high[i] = high[i];
	}
	return matrix;
}

/* Is there a line over the figure between these points? */
static bool has_line(const struct svy_drawing *drawing, double x1, double y1, double x2, double y2)
{
	for (size_t i = 0; i < drawing->n_lines; i++) {
		const struct svy_line *line = &drawing->lines[i];
		if (line->over && fabs(line->x1 - x1) < 1e-9 && fabs(line->y1 - y1) < 1e-9 && fabs(line->x2 - x2) < 1e-9 &&
		    fabs(line->y2 - y2) < 1e-9)
			return true;
	}
	return false;
}

/* A dot is two circles, the dark one below. */
static const struct svy_circle *dot(const struct svy_drawing *drawing, size_t i)
{
	assert_true(2 * i + 1 < drawing->n_circles);
	return &drawing->circles[2 * i + 1];
}

static void dots_stand_where_the_axis_says(void **state)
{
	const double values[] = {10, 20, 30, 40};
	struct svy_matrix matrix = matrix_new(2, 2, values);
	(void)state;
	struct svy_drawing drawing = draw(&matrix, (struct svy_dot_options){.percent = true, .reference = NAN});
	assert_int_equal(drawing.n_circles, 8);
	double zero = label_of(&drawing, "0")->x, forty = label_of(&drawing, "40")->x;
	for (size_t i = 0; i < 4; i++) {
		check_close(dot(&drawing, i)->x, zero + (forty - zero) * values[i] / 40, 1e-9);
		assert_int_equal(dot(&drawing, i)->rgb, svy_series_colour(i % 2, 2));
		if (i)
			assert_true(dot(&drawing, i)->y > dot(&drawing, i - 1)->y);
	}
	label_of(&drawing, "30.0");
	check_contains(drawing.description, "category 2: series 1 30.0, series 2 40.0.");
	svy_drawing_clear(&drawing);
	svy_matrix_clear(&matrix);
}

/* 0.35 (0.21 to 0.58): department A of datasets/admissions, Woolf. */
static void ratios_have_equal_steps_on_a_logarithmic_axis(void **state)
{
	struct svy_matrix matrix = matrix_with_limits(1, (const double[]){0.34921204724126786},
	                                              (const double[]){0.20867560215260655},
	                                              (const double[]){0.584395361414867});
	(void)state;
	struct svy_drawing drawing = draw(&matrix, (struct svy_dot_options){.logarithmic = true, .reference = 1});
	double fifth = label_of(&drawing, "0.2")->x, half = label_of(&drawing, "0.5")->x, one = label_of(&drawing, "1")->x;
	check_close((half - fifth) / (one - fifth), log(2.5) / log(5), 1e-9);
	check_close((dot(&drawing, 0)->x - fifth) / (one - fifth), log(0.34921204724126786 / 0.2) / log(5), 1e-9);
	double low = fifth + (one - fifth) * log(0.20867560215260655 / 0.2) / log(5);
	double high = fifth + (one - fifth) * log(0.584395361414867 / 0.2) / log(5);
	assert_true(has_line(&drawing, low, dot(&drawing, 0)->y, high, dot(&drawing, 0)->y));
	label_of(&drawing, "0.35 (0.21 to 0.58)");
	svy_drawing_clear(&drawing);
	svy_matrix_clear(&matrix);
}

static void an_infinite_limit_is_an_arrow_at_the_edge(void **state)
{
	struct svy_matrix matrix = matrix_with_limits(2, (const double[]){3.2, 2}, (const double[]){1.1, -INFINITY},
	                                              (const double[]){INFINITY, 4});
	(void)state;
	struct svy_drawing drawing = draw(&matrix, (struct svy_dot_options){.reference = NAN});
	double right = label_of(&drawing, "4")->x, left = label_of(&drawing, "0")->x;
	double y = dot(&drawing, 0)->y;
	assert_true(has_line(&drawing, right, y, right - 6, y - 4));
	assert_true(has_line(&drawing, right, y, right - 6, y + 4));
	y = dot(&drawing, 1)->y;
	assert_true(has_line(&drawing, left, y, left + 6, y - 4));
	label_of(&drawing, "3.20 (1.10 to \xE2\x88\x9E)");
	label_of(&drawing, "2.00 (-\xE2\x88\x9E to 4.00)");
	svy_drawing_clear(&drawing);
	svy_matrix_clear(&matrix);
}

/* A cell of a fourfold table is empty: the odds ratio is 0 or infinite. */
static void what_has_no_place_on_the_axis_has_no_dot(void **state)
{
	struct svy_matrix matrix = matrix_with_limits(3, (const double[]){0, INFINITY, 1}, (const double[]){0, 2.5, NAN},
	                                              (const double[]){0.8, INFINITY, NAN});
	(void)state;
	struct svy_drawing drawing = draw(&matrix, (struct svy_dot_options){.logarithmic = true, .reference = NAN});
	assert_int_equal(drawing.n_circles, 2);
	label_of(&drawing, "0.00 (0.00 to 0.80)");
	label_of(&drawing, "\xE2\x88\x9E (2.50 to \xE2\x88\x9E)");
	label_of(&drawing, "1.00");
	svy_drawing_clear(&drawing);
	svy_matrix_clear(&matrix);
}

static void percentages_of_different_bases_name_theirs(void **state)
{
	struct svy_matrix matrix = matrix_new(1, 2, (const double[]){62.1, 82.4});
	(void)state;
	matrix.of[0] = 825;
	matrix.of[1] = 108;
	struct svy_drawing drawing = draw(&matrix, (struct svy_dot_options){.percent = true, .reference = NAN});
	label_of(&drawing, "62.1, n = 825");
	label_of(&drawing, "82.4, n = 108");
	svy_drawing_clear(&drawing);
	matrix.of[1] = 825;
	drawing = draw(&matrix, (struct svy_dot_options){.percent = true, .reference = NAN});
	label_of(&drawing, "62.1");
	svy_drawing_clear(&drawing);
	svy_matrix_clear(&matrix);
}

static void no_number_is_a_dash(void **state)
{
	struct svy_matrix matrix = matrix_with_limits(2, (const double[]){NAN, 5}, (const double[]){1, 4},
	                                              (const double[]){9, 6});
	(void)state;
	struct svy_drawing drawing = draw(&matrix, (struct svy_dot_options){.reference = NAN});
	assert_int_equal(drawing.n_circles, 2);
	label_of(&drawing, "\xE2\x80\x93");
	check_contains(drawing.description, "category 1: series 1 \xE2\x80\x93.");
	svy_drawing_clear(&drawing);
	svy_matrix_clear(&matrix);
}

static void categories_that_a_panel_has_not_are_no_rows(void **state)
{
	struct svy_matrix matrix = matrix_new(2, 1, (const double[]){5, NAN});
	(void)state;
	matrix.there[1] = false;
	struct svy_drawing drawing = draw(&matrix, (struct svy_dot_options){.reference = NAN});
	assert_false(has_label(&drawing, "category 2"));
	assert_null(strstr(drawing.description, "category 2"));
	svy_drawing_clear(&drawing);
	svy_matrix_clear(&matrix);
}

static void any_size_of_number_has_an_axis(void **state)
{
	static const double PAIRS[][2] = {{0, 0},       {1.5, 1.5},   {-3, -3},      {1e-9, 5e-9}, {1, 5e300},
	                                  {-0.2, 0.15}, {45.2, 45.3}, {99.99, 100}, {1e8, 1e8 + 1}};
	(void)state;
	for (size_t i = 0; i < sizeof PAIRS / sizeof *PAIRS; i++)
		for (int log_axis = 0; log_axis <= (PAIRS[i][0] > 0); log_axis++) {
			struct svy_matrix matrix = matrix_new(2, 1, PAIRS[i]);
			struct svy_drawing drawing =
				draw(&matrix, (struct svy_dot_options){.logarithmic = log_axis, .reference = NAN});
			assert_int_equal(drawing.n_circles, 4);
			assert_true(drawing.n_lines < 40);
			assert_true(PAIRS[i][0] == PAIRS[i][1] || dot(&drawing, 0)->x < dot(&drawing, 1)->x);
			svy_drawing_clear(&drawing);
			svy_matrix_clear(&matrix);
		}
}

static void what_has_no_logarithm_is_refused(void **state)
{
	static const struct {
		double x, reference;
		const char *why;
	} CASES[] = {{-0.2, NAN, "-0.2 is below 0 (\"category 1\")"},
	             {2, 0, "no place for 0"},
	             {2, -1, "no place for -1"}};
	(void)state;
	for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
		struct svy_matrix matrix = matrix_new(1, 1, &CASES[i].x);
		struct svy_dot_options options = {.logarithmic = true, .reference = CASES[i].reference, .shown = "Estimate"};
		struct svy_drawing drawing;
		struct svy_status status = {0};
		check_fails(svy_dot_draw(&matrix, &options, &drawing, &status), SVY_EUSAGE, &status, CASES[i].why);
		svy_matrix_clear(&matrix);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(dots_stand_where_the_axis_says),
		cmocka_unit_test(ratios_have_equal_steps_on_a_logarithmic_axis),
		cmocka_unit_test(an_infinite_limit_is_an_arrow_at_the_edge),
		cmocka_unit_test(what_has_no_place_on_the_axis_has_no_dot),
		cmocka_unit_test(percentages_of_different_bases_name_theirs),
		cmocka_unit_test(no_number_is_a_dash),
		cmocka_unit_test(categories_that_a_panel_has_not_are_no_rows),
		cmocka_unit_test(any_size_of_number_has_an_axis),
		cmocka_unit_test(what_has_no_logarithm_is_refused),
	};
	return cmocka_run_group_tests_name("figure/dot", tests, NULL, NULL);
}
