/* What must hold of figures whatever the numbers are. */
#include <math.h>

#include "base/random.h"
#include "figure/dot.h"
#include "figure/likert.h"
#include "tests/support/check.h"
#include "tests/support/figures.h"

enum { REPEATS = 200, MOST_ITEMS = 6, MOST_ANSWERS = 9 };

/* Shares of 100, by answers; some of them 0. */
static void fill_shares(struct svy_random *random, double *shares, size_t n_items, size_t n_answers)
{
	for (size_t i = 0; i < n_items; i++) {
		double sum = 0;
		for (size_t s = 0; s < n_answers; s++) {
			double x = svy_random_uniform(random);
			shares[i * n_answers + s] = x < 0.2 ? 0 : x;
			sum += shares[i * n_answers + s];
		}
		for (size_t s = 0; s < n_answers; s++)
			shares[i * n_answers + s] = sum > 0 ? 100 * shares[i * n_answers + s] / sum : 100.0 / (double)n_answers;
	}
}

static struct svy_drawing draw_likert(size_t n_items, size_t n_answers, const double *shares,
                                      enum svy_neutral neutral)
{
	struct svy_matrix matrix = matrix_new(n_items, n_answers, shares);
	const struct svy_likert_options options = {.neutral = neutral, .shown = "percent"};
	struct svy_drawing drawing;
	struct svy_status status = {0};
	check_ok(svy_likert_draw(&matrix, &options, &drawing, &status), &status);
	check_inside(&drawing);
	svy_matrix_clear(&matrix);
	return drawing;
}

/* The middle of the axis: between its zeros. */
static double centre_of(const struct svy_drawing *drawing)
{
	double sum = 0;
	size_t n = 0;
	for (size_t i = 0; i < drawing->n_labels; i++)
		if (drawing->labels[i].text[0] == '0' && !drawing->labels[i].text[1]) {
			sum += drawing->labels[i].x;
			n++;
		}
	assert_true(n == 1 || n == 2);
	return sum / (double)n;
}

static void check_mirrored(const struct svy_drawing *a, const struct svy_drawing *b, size_t n_items, size_t n_answers)
{
	double centre_a = centre_of(a), centre_b = centre_of(b);
	assert_int_equal(a->n_rectangles, b->n_rectangles);
	for (size_t i = 0; i < n_items; i++)
		for (size_t s = 0; s < n_answers; s++) {
			const struct svy_rectangle *r = &a->rectangles[n_answers + i * n_answers + s];
			const struct svy_rectangle *m = &b->rectangles[n_answers + i * n_answers + n_answers - 1 - s];
			check_close(r->left - centre_a, centre_b - m->right, 1e-6);
			check_close(r->right - centre_a, centre_b - m->left, 1e-6);
			check_close(r->top, m->top, 0);
		}
}

static void answers_in_the_other_order_mirror_the_figure(void **state)
{
	(void)state;
	for (uint64_t repeat = 0; repeat < REPEATS; repeat++) {
		double shares[MOST_ITEMS * MOST_ANSWERS], reversed[MOST_ITEMS * MOST_ANSWERS];
		struct svy_random random;
		svy_random_start(&random, 3, "law_figure", repeat);
		size_t n_items = 1 + svy_random_below(&random, MOST_ITEMS);
		size_t n_answers = 2 + svy_random_below(&random, MOST_ANSWERS - 1);
		enum svy_neutral neutral = n_answers % 2 && repeat % 2 ? SVY_NEUTRAL_CENTRE : SVY_NEUTRAL_UNSAID;
		fill_shares(&random, shares, n_items, n_answers);
		for (size_t i = 0; i < n_items * n_answers; i++)
			reversed[i] = shares[i / n_answers * n_answers + n_answers - 1 - i % n_answers];
		struct svy_drawing a = draw_likert(n_items, n_answers, shares, neutral);
		struct svy_drawing b = draw_likert(n_items, n_answers, reversed, neutral);
		check_mirrored(&a, &b, n_items, n_answers);
		svy_drawing_clear(&a);
		svy_drawing_clear(&b);
	}
}

static void the_parts_of_a_bar_are_as_long_wherever_the_middle_stands(void **state)
{
	(void)state;
	for (uint64_t repeat = 0; repeat < REPEATS; repeat++) {
		double shares[MOST_ITEMS * MOST_ANSWERS];
		struct svy_random random;
		svy_random_start(&random, 4, "law_figure", repeat);
		size_t n_items = 1 + svy_random_below(&random, MOST_ITEMS);
		size_t n_answers = 3 + 2 * svy_random_below(&random, 4);
		fill_shares(&random, shares, n_items, n_answers);
		for (enum svy_neutral neutral = SVY_NEUTRAL_SPLIT; neutral <= SVY_NEUTRAL_APART; neutral++) {
			struct svy_drawing drawing = draw_likert(n_items, n_answers, shares, neutral);
			double first = 0;
			for (size_t i = 0; i < n_items; i++) {
				double all = 0;
				for (size_t s = 0; s < n_answers; s++) {
					const struct svy_rectangle *r = &drawing.rectangles[n_answers + i * n_answers + s];
					all += r->right - r->left;
				}
				first = i ? first : all;
				check_close(all, first, 1e-6);
			}
			svy_drawing_clear(&drawing);
		}
	}
}

static struct svy_drawing draw_dots(size_t n, const double *values, bool logarithmic)
{
	struct svy_matrix matrix = matrix_new(n, 1, values);
	const struct svy_dot_options options = {.logarithmic = logarithmic, .reference = NAN, .shown = "Estimate"};
	struct svy_drawing drawing;
	struct svy_status status = {0};
	check_ok(svy_dot_draw(&matrix, &options, &drawing, &status), &status);
	check_inside(&drawing);
	svy_matrix_clear(&matrix);
	return drawing;
}

/* Numbers of equal length, so that the frame is as wide. */
static void dots_follow_their_numbers_and_ratios_know_no_unit(void **state)
{
	(void)state;
	for (uint64_t repeat = 0; repeat < REPEATS; repeat++) {
		double values[MOST_ITEMS], hundredth[MOST_ITEMS];
		struct svy_random random;
		svy_random_start(&random, 5, "law_figure", repeat);
		for (size_t i = 0; i < MOST_ITEMS; i++) {
			values[i] = 100 + 800 * svy_random_uniform(&random);
			hundredth[i] = values[i] / 100; /* 1.00 .. 9.00 */
		}
		struct svy_drawing a = draw_dots(MOST_ITEMS, values, true), b = draw_dots(MOST_ITEMS, hundredth, true);
		struct svy_drawing c = draw_dots(MOST_ITEMS, values, false);
		for (size_t i = 2; i < a.n_circles; i += 2) {
			double share_a = (a.circles[i].x - a.circles[0].x), share_b = (b.circles[i].x - b.circles[0].x);
			double wide = (a.circles[2].x - a.circles[0].x) / (b.circles[2].x - b.circles[0].x);
			check_close(share_a, share_b * wide, 1e-6);
			assert_int_equal(c.circles[i].x > c.circles[0].x, values[i / 2] > values[0]);
			assert_int_equal(share_a > 0, values[i / 2] > values[0]);
		}
		svy_drawing_clear(&a);
		svy_drawing_clear(&b);
		svy_drawing_clear(&c);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(answers_in_the_other_order_mirror_the_figure),
		cmocka_unit_test(the_parts_of_a_bar_are_as_long_wherever_the_middle_stands),
		cmocka_unit_test(dots_follow_their_numbers_and_ratios_know_no_unit),
	};
	return cmocka_run_group_tests_name("laws of figures", tests, NULL, NULL);
}
