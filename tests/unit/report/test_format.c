#include <math.h>

#include "report/format.h"
#include "tests/support/check.h"

static struct svy_value real(double x)
{
	return (struct svy_value){.kind = SVY_REAL, .real = x};
}

static void shows(struct svy_value value, enum svy_style style, int digits, const char *expected)
{
	struct svy_text out = {0};
	svy_format_value(&value, style, &(struct svy_numerals){.digits = digits}, &out);
	assert_string_equal(out.bytes ? out.bytes : "", expected);
	svy_text_clear(&out);
}

static void people_read_rounded_numbers(void **state)
{
	(void)state;
	shows(real(45.25), SVY_AS_PERCENT, -1, "45.3"); /* half up, not to even */
	shows(real(-45.25), SVY_AS_PERCENT, -1, "-45.3");
	shows(real(45.25), SVY_AS_PERCENT, 0, "45");
	shows(real(1.0005), SVY_AS_NUMBER, -1, "1.001"); /* as it is written, not as it is stored */
	shows(real(0.125), SVY_AS_NUMBER, 2, "0.13");
	shows(real(526.17), SVY_AS_WEIGHTED, -1, "526.2");
	shows(real(3), SVY_AS_COUNT, -1, "3");
	shows(real(3.5), SVY_AS_COUNT, -1, "3.500");
	shows(real(-0.0001), SVY_AS_NUMBER, -1, "0.000");
	shows(real(INFINITY), SVY_AS_NUMBER, -1, "Inf");
	shows(real(-INFINITY), SVY_AS_PERCENT, 2, "-Inf");
	shows((struct svy_value){.kind = SVY_NULL}, SVY_AS_P, -1, "");
	shows((struct svy_value){.kind = SVY_COUNT, .count = 24659}, SVY_AS_COUNT, -1, "24659");
	shows((struct svy_value){.kind = SVY_TEXT, .text = "a|b"}, SVY_AS_TEXT, -1, "a|b");
}

static void small_p_is_below_the_last_digit(void **state)
{
	(void)state;
	shows(real(0.0004), SVY_AS_P, -1, "<0.001");
	shows(real(0.001), SVY_AS_P, -1, "0.001");
	shows(real(0.0496), SVY_AS_P, -1, "0.050");
	shows(real(0), SVY_AS_P, -1, "<0.001");
	shows(real(0.0004), SVY_AS_P, 5, "0.00040");
	shows(real(1), SVY_AS_P, -1, "1.000");
	shows(real(0.3), SVY_AS_P, 0, "0");
}

static void rounding_and_sign_are_chosen(void **state)
{
	static const struct {
		double x;
		enum svy_style style;
		struct svy_numerals numerals;
		const char *text;
	} rows[] = {{45.25, SVY_AS_PERCENT, {-1, SVY_HALF_EVEN, false}, "45.2"},
	            {45.35, SVY_AS_PERCENT, {-1, SVY_HALF_EVEN, true}, "45,4"},
	            {45.25, SVY_AS_PERCENT, {-1, SVY_ROUND_SUM, true}, "45,3"}, /* by itself it is no part of a whole */
	            {0.0004, SVY_AS_P, {-1, SVY_HALF_UP, true}, "<0,001"},
	            {526.17, SVY_AS_WEIGHTED, {0, SVY_HALF_UP, true}, "526"},
	            {INFINITY, SVY_AS_NUMBER, {-1, SVY_HALF_EVEN, true}, "Inf"}};
	enum svy_rounding rounding = SVY_HALF_UP;
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct svy_text out = {0};
		struct svy_value value = real(rows[i].x);
		svy_format_value(&value, rows[i].style, &rows[i].numerals, &out);
		assert_string_equal(out.bytes, rows[i].text);
		svy_text_clear(&out);
	}
	assert_true(svy_rounding_from_name("sum", &rounding) && rounding == SVY_ROUND_SUM);
	assert_true(svy_rounding_from_name("half-even", &rounding) && rounding == SVY_HALF_EVEN);
	assert_false(svy_rounding_from_name("half", &rounding));
	assert_int_equal(svy_format_digits(SVY_AS_PERCENT, &rows[0].numerals), 1);
	assert_int_equal(svy_format_digits(SVY_AS_PERCENT, &rows[4].numerals), 0);
}

static void machines_read_every_digit(void **state)
{
	static const struct {
		double x;
		int digits;
		const char *text;
	} rows[] = {{0.1, -1, "0.1"}, {1.0 / 3, -1, "0.3333333333333333"}, {1e22, -1, "1e+22"}, {45.25, 1, "45.3"},
	            {INFINITY, -1, "Inf"}};
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct svy_text out = {0};
		struct svy_value value = real(rows[i].x);
		svy_format_exact(&value, rows[i].digits, &out);
		assert_string_equal(out.bytes, rows[i].text);
		svy_text_clear(&out);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(people_read_rounded_numbers),
		cmocka_unit_test(small_p_is_below_the_last_digit),
		cmocka_unit_test(rounding_and_sign_are_chosen),
		cmocka_unit_test(machines_read_every_digit),
	};
	return cmocka_run_group_tests_name("report/format", tests, NULL, NULL);
}
