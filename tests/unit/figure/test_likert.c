#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "figure/likert.h"
#include "figure/palette.h"
#include "tests/support/check.h"
#include "tests/support/figures.h"

static const double BARS[] = {12.5, 24, 11.5, 30, 22,  /* 36.5 | 11.5 | 52 */
                              10,   20, 40,   20, 10}; /* 30 | 40 | 30 */

static struct svy_drawing draw(const struct svy_matrix *matrix, struct svy_likert_options options)
{
	struct svy_drawing drawing;
	struct svy_status status = {0};
	options.shown = "percent";
	check_ok(svy_likert_draw(matrix, &options, &drawing, &status), &status);
	check_inside(&drawing);
	return drawing;
}

/* The part of bar i (parts of a bar are drawn in the order of the series) behind
 * the squares of the legend. */
static const struct svy_rectangle *part(const struct svy_drawing *drawing, size_t n_series, size_t i)
{
	assert_true(n_series + i < drawing->n_rectangles);
	return &drawing->rectangles[n_series + i];
}

static double width(const struct svy_rectangle *r)
{
	return r->right - r->left;
}

/* Where zero stands: under the label "0" of the axis. */
static double zero_of(const struct svy_drawing *drawing)
{
	return label_of(drawing, "0")->x;
}

static void a_split_middle_has_half_on_either_side_of_zero(void **state)
{
	struct svy_matrix matrix = matrix_new(2, 5, BARS);
	(void)state;
	struct svy_drawing drawing = draw(&matrix, (struct svy_likert_options){0});
	double zero = zero_of(&drawing), unit = width(part(&drawing, 5, 0)) / 12.5;
	for (size_t bar = 0; bar < 2; bar++) {
		const struct svy_rectangle *middle = part(&drawing, 5, bar * 5 + 2);
		check_close(zero - middle->left, middle->right - zero, 1e-9);
		for (size_t s = 0; s < 5; s++) {
			check_close(width(part(&drawing, 5, bar * 5 + s)), unit * BARS[bar * 5 + s], 1e-9);
			if (s)
				check_close(part(&drawing, 5, bar * 5 + s)->left, part(&drawing, 5, bar * 5 + s - 1)->right, 1e-9);
		}
	}
	svy_drawing_clear(&drawing);
	svy_matrix_clear(&matrix);
}

static void a_middle_in_the_centre_has_a_column_of_its_own(void **state)
{
	struct svy_matrix matrix = matrix_new(2, 5, BARS);
	(void)state;
	struct svy_drawing drawing = draw(&matrix, (struct svy_likert_options){.neutral = SVY_NEUTRAL_CENTRE});
	check_close(part(&drawing, 5, 1)->right, part(&drawing, 5, 6)->right, 1e-9); /* one zero for the left sides, */
	check_close(part(&drawing, 5, 3)->left, part(&drawing, 5, 8)->left, 1e-9);   /* one for the right */
	double centre = (part(&drawing, 5, 1)->right + part(&drawing, 5, 3)->left) / 2;
	check_close((part(&drawing, 5, 2)->left + part(&drawing, 5, 2)->right) / 2, centre, 1e-9);
	check_close((part(&drawing, 5, 7)->left + part(&drawing, 5, 7)->right) / 2, centre, 1e-9);
	assert_true(part(&drawing, 5, 7)->left > part(&drawing, 5, 6)->right);
	assert_true(part(&drawing, 5, 7)->right < part(&drawing, 5, 8)->left);
	svy_drawing_clear(&drawing);
	svy_matrix_clear(&matrix);
}

/* The columns are drawn behind the sides of their bar. */
static void a_middle_apart_stands_right_of_both_sides(void **state)
{
	struct svy_matrix matrix = matrix_new(2, 5, BARS);
	(void)state;
	struct svy_drawing drawing = draw(&matrix, (struct svy_likert_options){.neutral = SVY_NEUTRAL_APART});
	double zero = zero_of(&drawing), unit = width(part(&drawing, 5, 0)) / 12.5, all = 0;
	for (size_t i = 0; i < 5; i++)
		all += width(part(&drawing, 5, i)) / unit;
	check_close(all, 100, 1e-9);
	check_close(part(&drawing, 5, 1)->right, zero, 1e-9);
	check_close(part(&drawing, 5, 2)->left, zero, 1e-9);
	assert_int_equal(part(&drawing, 5, 4)->rgb, SVY_MIDDLE);
	assert_true(part(&drawing, 5, 4)->left > part(&drawing, 5, 3)->right);
	check_close(part(&drawing, 5, 4)->left, part(&drawing, 5, 9)->left, 1e-9);
	svy_drawing_clear(&drawing);
	svy_matrix_clear(&matrix);
}

static void an_even_number_has_no_middle(void **state)
{
	const double values[] = {10, 20, 30, 40};
	struct svy_matrix matrix = matrix_new(1, 4, values);
	(void)state;
	struct svy_drawing drawing = draw(&matrix, (struct svy_likert_options){0});
	check_close(part(&drawing, 4, 1)->right, zero_of(&drawing), 1e-9);
	check_close(part(&drawing, 4, 2)->left, zero_of(&drawing), 1e-9);
	label_of(&drawing, "30% | 70%");
	label_of(&drawing, "left | right");
	svy_drawing_clear(&drawing);
	drawing = draw(&matrix, (struct svy_likert_options){.cut_after = "series 3"});
	check_close(part(&drawing, 4, 2)->right, zero_of(&drawing), 1e-9);
	label_of(&drawing, "60% | 40%");
	svy_drawing_clear(&drawing);
	drawing = draw(&matrix, (struct svy_likert_options){.neutral_value = "series 3"});
	label_of(&drawing, "30% | 30% | 40%");
	svy_drawing_clear(&drawing);
	svy_matrix_clear(&matrix);
}

static void sums_stand_beside_the_bar_halves_up_with_their_base(void **state)
{
	struct svy_matrix matrix = matrix_new(2, 5, BARS);
	(void)state;
	for (size_t i = 0; i < 5; i++)
		matrix.of[i] = 1615;
	struct svy_drawing drawing = draw(&matrix, (struct svy_likert_options){0});
	label_of(&drawing, "37% | 12% | 52%");
	label_of(&drawing, "30% | 40% | 30%");
	label_of(&drawing, "n = 1615");
	label_of(&drawing, "n = \xE2\x80\x93"); /* not known */
	check_contains(drawing.description, "category 1: series 1 12.5, series 2 24.0, series 3 11.5, series 4 30.0, "
	                                    "series 5 22.0; left | middle | right 37% | 12% | 52%, n = 1615.");
	svy_drawing_clear(&drawing);
	svy_matrix_clear(&matrix);
}

/* 219 of 600 are 36.5 percent, but 100 * 1 / 600 + 100 * 193 / 600 + 100 * 25 / 600 is
 * 36.499999999999993 in doubles. */
static void the_last_digit_of_a_sum_does_not_decide_a_half(void **state)
{
	(void)state;
	for (int n = 1; n < 25; n++) {
		const int counts[] = {n, 194 - n, 25, 127, 127, 127};
		double values[6], all = 0;
		for (size_t i = 0; i < 6; i++) {
			values[i] = 100.0 * counts[i] / 600;
			all += counts[i];
		}
		check_close(all, 600, 0);
		struct svy_matrix matrix = matrix_new(1, 6, values);
		struct svy_drawing drawing = draw(&matrix, (struct svy_likert_options){0});
		label_of(&drawing, "37% | 64%");
		svy_drawing_clear(&drawing);
		svy_matrix_clear(&matrix);
	}
}

static void a_bar_with_a_hidden_part_is_a_dash(void **state)
{
	const double values[] = {10, NAN, 30, 25, 15, 10, 20, 40, 20, 10};
	struct svy_matrix matrix = matrix_new(2, 5, values);
	(void)state;
	struct svy_drawing drawing = draw(&matrix, (struct svy_likert_options){.sort = SVY_SORT_LEFT});
	assert_int_equal(drawing.n_rectangles, 5 + 5); /* legend and one bar */
	label_of(&drawing, "\xE2\x80\x93 | \xE2\x80\x93 | \xE2\x80\x93");
	label_of(&drawing, "\xE2\x80\x93");
	check_contains(drawing.description, "series 2 no number");
	assert_true(label_of(&drawing, "category 2")->y < label_of(&drawing, "category 1")->y); /* null is last */
	svy_drawing_clear(&drawing);
	svy_matrix_clear(&matrix);
}

static void answers_outside_the_scale_are_grey_columns(void **state)
{
	const double values[] = {20, 30, 40, 7, 3};
	static const char *const APART[] = {"series 5", "series 4"};
	struct svy_matrix matrix = matrix_new(1, 5, values);
	(void)state;
	struct svy_drawing drawing = draw(&matrix, (struct svy_likert_options){.apart = APART, .n_apart = 2});
	label_of(&drawing, "20% | 30% | 40%");
	check_close(width(part(&drawing, 5, 3)) / width(part(&drawing, 5, 4)), 7.0 / 3, 1e-9);
	assert_int_equal(part(&drawing, 5, 3)->rgb, svy_grey_colour(0, 2));
	assert_int_equal(part(&drawing, 5, 4)->rgb, svy_grey_colour(1, 2));
	assert_int_equal(drawing.rectangles[3].rgb, svy_grey_colour(0, 2)); /* the legend, in order */
	svy_drawing_clear(&drawing);
	matrix.value[4] = NAN; /* hidden: the scale is drawn all the same */
	matrix.of[0] = 10;
	drawing = draw(&matrix, (struct svy_likert_options){.apart = APART, .n_apart = 2});
	label_of(&drawing, "20% | 30% | 40%");
	label_of(&drawing, "\xE2\x80\x93");
	svy_drawing_clear(&drawing);
	matrix.there[4] = matrix.any_hidden = false; /* nobody gave it */
	drawing = draw(&matrix, (struct svy_likert_options){.apart = APART, .n_apart = 2});
	assert_false(has_label(&drawing, "\xE2\x80\x93"));
	check_contains(drawing.description, "series 5 none; left | middle | right 20% | 30% | 40%");
	svy_drawing_clear(&drawing);
	svy_matrix_clear(&matrix);
}

static void bars_are_sorted_by_a_side(void **state)
{
	const double values[] = {10, 90, 50, 50, 30, 70, 50, 50};
	struct svy_matrix matrix = matrix_new(4, 2, values);
	(void)state;
	struct svy_drawing drawing = draw(&matrix, (struct svy_likert_options){.sort = SVY_SORT_LEFT});
	const char *const order[] = {"category 2", "category 4", "category 3", "category 1"};
	for (size_t i = 1; i < 4; i++)
		assert_true(label_of(&drawing, order[i - 1])->y < label_of(&drawing, order[i])->y);
	svy_drawing_clear(&drawing);
	drawing = draw(&matrix, (struct svy_likert_options){.sort = SVY_SORT_RIGHT});
	assert_true(label_of(&drawing, "category 1")->y < label_of(&drawing, "category 2")->y);
	assert_true(label_of(&drawing, "category 2")->y < label_of(&drawing, "category 4")->y); /* as they were */
	svy_drawing_clear(&drawing);
	svy_matrix_clear(&matrix);
}

static void a_side_without_answers_takes_no_room(void **state)
{
	const double values[] = {60, 40, 0, 0};
	struct svy_matrix matrix = matrix_new(1, 4, values);
	(void)state;
	struct svy_drawing drawing = draw(&matrix, (struct svy_likert_options){0});
	const struct svy_label *zero = label_of(&drawing, "0"), *hundred = label_of(&drawing, "100");
	check_close(part(&drawing, 4, 0)->left, hundred->x, 1e-9);
	for (size_t i = 0; i < drawing.n_labels; i++) /* no number of the axis beyond zero */
		assert_true(drawing.labels[i].y != zero->y || drawing.labels[i].x <= zero->x);
	svy_drawing_clear(&drawing);
	svy_matrix_clear(&matrix);
}

static void one_item_and_sixty_fit(void **state)
{
	static const size_t N[] = {1, 60};
	(void)state;
	for (size_t k = 0; k < 2; k++) {
		double values[60 * 7];
		for (size_t i = 0; i < 60 * 7; i++)
			values[i] = 100.0 / 7;
		struct svy_matrix matrix = matrix_new(N[k], 7, values);
		free(matrix.categories.name[0]);
		matrix.categories.name[0] = svy_text_copy("An item whose question is so long that it has to be broken into "
		                                          "several lines beside its bar, and then into some more of them");
		for (enum svy_neutral neutral = SVY_NEUTRAL_SPLIT; neutral <= SVY_NEUTRAL_APART; neutral++) {
			struct svy_drawing drawing = draw(&matrix, (struct svy_likert_options){.neutral = neutral});
			assert_int_equal(drawing.n_rectangles, 7 + 7 * N[k]);
			svy_drawing_clear(&drawing);
		}
		svy_matrix_clear(&matrix);
	}
}

static void answers_left_out_are_named_below(void **state)
{
	struct svy_matrix matrix = matrix_new(2, 5, BARS);
	(void)state;
	matrix.left_out.name = calloc(1, sizeof *matrix.left_out.name);
	assert_non_null(matrix.left_out.name);
	matrix.left_out.name[0] = svy_text_copy("No answer");
	matrix.left_out.n = matrix.left_out.room = 1;
	struct svy_drawing drawing = draw(&matrix, (struct svy_likert_options){0});
	label_of(&drawing, "Not drawn, but part of the base: No answer");
	svy_drawing_clear(&drawing);
	svy_matrix_clear(&matrix);
}

static void is_refused(size_t n_series, const double *values, struct svy_likert_options options, const char *why)
{
	struct svy_matrix matrix = matrix_new(1, n_series, values);
	struct svy_drawing drawing;
	struct svy_status status = {0};
	options.shown = "percent";
	check_fails(svy_likert_draw(&matrix, &options, &drawing, &status), SVY_EUSAGE, &status, why);
	svy_matrix_clear(&matrix);
}

static void what_is_no_scale_is_refused(void **state)
{
	static const double GOOD[] = {10, 20, 30, 40}, BELOW[] = {10, -1}, ABOVE[] = {60, 50}, INFINITE[] = {1, INFINITY};
	static const char *const APART[] = {"series 1"}, *const WRONG[] = {"seres 1"};
	(void)state;
	is_refused(2, BELOW, (struct svy_likert_options){0}, "-1 is none (\"category 1\", \"series 2\")");
	is_refused(2, ABOVE, (struct svy_likert_options){0}, "add up to 110.00");
	is_refused(2, INFINITE, (struct svy_likert_options){0}, "parts of 100");
	is_refused(1, GOOD, (struct svy_likert_options){0}, "at least two categories");
	is_refused(2, GOOD, (struct svy_likert_options){.apart = APART, .n_apart = 1}, "at least two categories");
	is_refused(4, GOOD, (struct svy_likert_options){.apart = WRONG, .n_apart = 1}, "did you mean \"series 1\"?");
	is_refused(4, GOOD, (struct svy_likert_options){.neutral = SVY_NEUTRAL_CENTRE}, "no middle one");
	is_refused(4, GOOD, (struct svy_likert_options){.neutral_value = "series 1"}, "at an end of the scale");
	is_refused(4, GOOD, (struct svy_likert_options){.cut_after = "series 4"}, "at an end of the scale");
	is_refused(4, GOOD, (struct svy_likert_options){.neutral_value = "none"}, "there is no category \"none\"");
	is_refused(4, GOOD, (struct svy_likert_options){.neutral_value = "series 1", .apart = APART, .n_apart = 1},
	           "outside the scale");
	is_refused(4, GOOD, (struct svy_likert_options){.cut_after = "series 2", .neutral = SVY_NEUTRAL_SPLIT},
	           "--cut-after is for a scale without a middle");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_split_middle_has_half_on_either_side_of_zero),
		cmocka_unit_test(a_middle_in_the_centre_has_a_column_of_its_own),
		cmocka_unit_test(a_middle_apart_stands_right_of_both_sides),
		cmocka_unit_test(an_even_number_has_no_middle),
		cmocka_unit_test(sums_stand_beside_the_bar_halves_up_with_their_base),
		cmocka_unit_test(the_last_digit_of_a_sum_does_not_decide_a_half),
		cmocka_unit_test(a_bar_with_a_hidden_part_is_a_dash),
		cmocka_unit_test(answers_outside_the_scale_are_grey_columns),
		cmocka_unit_test(bars_are_sorted_by_a_side),
		cmocka_unit_test(a_side_without_answers_takes_no_room),
		cmocka_unit_test(one_item_and_sixty_fit),
		cmocka_unit_test(answers_left_out_are_named_below),
		cmocka_unit_test(what_is_no_scale_is_refused),
	};
	return cmocka_run_group_tests_name("figure/likert", tests, NULL, NULL);
}
