#include "figure/palette.h"
#include "tests/support/check.h"

/* WCAG 2.1, relative luminance: white 1, black 0, sRGB red 0.2126. */
static void luminance_is_that_of_the_guideline(void **state)
{
	(void)state;
	check_close(svy_luminance(0xFFFFFF), 1, 1e-12);
	check_close(svy_luminance(0x000000), 0, 0);
	check_close(svy_luminance(0xFF0000), 0.2126, 1e-12);
	check_close(svy_luminance(0x00FF00), 0.7152, 1e-12);
	check_close(svy_luminance(0x808080), 0.2158605, 1e-6);
}

/* Neighbours must differ on a grey print. */
static void series_get_lighter_all_the_way(void **state)
{
	(void)state;
	for (size_t n = 2; n <= 8; n++)
		for (size_t i = 1; i < n; i++)
			assert_true(svy_luminance(svy_series_colour(i, n)) > svy_luminance(svy_series_colour(i - 1, n)) + 0.015);
}

static void scales_begin_and_end_where_they_should(void **state)
{
	(void)state;
	assert_int_equal(svy_diverging_colour(0), SVY_WHITE);
	assert_int_equal(svy_diverging_colour(5), svy_diverging_colour(1));
	assert_int_equal(svy_diverging_colour(-5), svy_diverging_colour(-1));
	assert_true(svy_diverging_colour(1) != svy_diverging_colour(-1));
	for (int i = 1; i <= 10; i++) {
		double t = i / 10.0, before = (i - 1) / 10.0;
		assert_true(svy_luminance(svy_sequential_colour(t)) < svy_luminance(svy_sequential_colour(before)));
		assert_true(svy_luminance(svy_diverging_colour(t)) < svy_luminance(svy_diverging_colour(before)));
		assert_true(svy_luminance(svy_diverging_colour(-t)) < svy_luminance(svy_diverging_colour(-before)));
	}
}

/* On a grey print the steps of a side differ from each other, from the middle and
 * from white; the two sides differ in place. */
static void sides_get_darker_outwards(void **state)
{
	(void)state;
	assert_true(svy_luminance(SVY_MIDDLE) < svy_luminance(SVY_WHITE) - 0.2);
	for (int side = -1; side <= 1; side += 2)
		for (size_t n = 1; n <= 5; n++) {
			double before = svy_luminance(SVY_MIDDLE) - 0.1;
			for (size_t i = 0; i < n; i++) {
				double own = svy_luminance(svy_side_colour(side, i, n));
				assert_true(own < before - 0.03);
				before = own;
			}
		}
	assert_true(svy_side_colour(-1, 0, 1) != svy_side_colour(1, 0, 1));
}

static void greys_are_grey_and_differ(void **state)
{
	(void)state;
	for (size_t i = 0; i < 3; i++) {
		uint32_t rgb = svy_grey_colour(i, 3);
		assert_int_equal(rgb & 0xFF, rgb >> 16);
		assert_int_equal(rgb & 0xFF, rgb >> 8 & 0xFF);
		assert_true(!i || svy_luminance(rgb) < svy_luminance(svy_grey_colour(i - 1, 3)));
	}
	assert_int_equal(svy_grey_colour(0, 1), svy_grey_colour(0, 3));
}

/* Contrast of numbers in cells: 4.5 to 1 (WCAG 2.1, criterion 1.4.3) but for the
 * middle greys, where neither ink reaches more than 4. */
static void numbers_can_be_read_on_every_colour(void **state)
{
	(void)state;
	for (int i = -20; i <= 20; i++) {
		uint32_t colours[] = {svy_side_colour(i < 0 ? -1 : 1, (size_t)(i + 20) % 4, 4),
		                      svy_diverging_colour(i / 20.0),
		                      svy_sequential_colour((i + 20) / 40.0),
		                      svy_series_colour((size_t)(i + 20) % 5, 5)};
		for (size_t c = 0; c < 4; c++) {
			double a = svy_luminance(colours[c]) + 0.05, b = svy_luminance(svy_ink_on(colours[c])) + 0.05;
			assert_true((a > b ? a / b : b / a) >= 4);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(luminance_is_that_of_the_guideline),
		cmocka_unit_test(series_get_lighter_all_the_way),
		cmocka_unit_test(scales_begin_and_end_where_they_should),
		cmocka_unit_test(sides_get_darker_outwards),
		cmocka_unit_test(greys_are_grey_and_differ),
		cmocka_unit_test(numbers_can_be_read_on_every_colour),
	};
	return cmocka_run_group_tests_name("figure/palette", tests, NULL, NULL);
}
