#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/number.h"
#include "base/random.h"
#include "tests/support/check.h"

static void reads_decimals(void **state)
{
	static const struct {
		const char *text;
		double value;
	} rows[] = {{"0", 0},           {"-0", -0.0},     {"1", 1},       {"+7", 7},     {"007", 7},
	            {"1.5", 1.5},       {".5", 0.5},      {"5.", 5},      {"1e3", 1e3},  {"1E-3", 1e-3},
	            {"0.1", 0.1},       {"2.675", 2.675}, {"1e308", 1e308}, {"9007199254740993", 9007199254740992.0},
	            {"123456789012345", 123456789012345.0}, {"4.9e-324", 4.9e-324}, {"0.000000000000001", 1e-15}};
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		double x = NAN;
		assert_true(svy_number_parse(rows[i].text, strlen(rows[i].text), &x));
		check_close(x, rows[i].value, 0);
	}
}

static void refuses_what_is_not_a_decimal(void **state)
{
	static const char *rows[] = {"",    " ",    "1 ",   " 1",  "1,5", "0x10", "inf", "nan", "1e",   "e5", ".",
	                             "1.2.3", "--1", "1e+", "1e999", "1_000", "12a", "+", "-",  "\xc2\xa0""1"};
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		double x = 42;
		assert_false(svy_number_parse(rows[i], strlen(rows[i]), &x));
		check_close(x, 42, 0);
	}
}

static void counts_are_whole(void **state)
{
	uint64_t n = 5;
	(void)state;
	assert_true(svy_number_parse_count("18446744073709551615", 20, &n));
	assert_true(n == UINT64_MAX);
	assert_false(svy_number_parse_count("18446744073709551616", 20, &n));
	assert_false(svy_number_parse_count("-1", 2, &n));
	assert_false(svy_number_parse_count("", 0, &n));
	assert_true(n == UINT64_MAX);
}

static void shortest_reads_back(void **state)
{
	char text[SVY_NUMBER_SIZE];
	struct svy_random random;
	(void)state;
	svy_number_shortest(0.1, text);
	assert_string_equal(text, "0.1");
	svy_number_shortest(1.0 / 3, text);
	assert_string_equal(text, "0.3333333333333333");
	svy_number_shortest(5e-324, text);
	assert_string_equal(text, "4.94065645841247e-324");
	svy_number_shortest(-INFINITY, text);
	assert_string_equal(text, "-Inf");
	svy_random_start(&random, 1, "test", 0);
	for (int i = 0; i < 20000; i++) {
		uint64_t bits = svy_random_bits(&random);
		double x, back;
		memcpy(&x, &bits, sizeof x);
		if (!isfinite(x))
			continue;
		svy_number_shortest(x, text);
		assert_true(svy_number_parse(text, strlen(text), &back));
		assert_memory_equal(&x, &back, sizeof x);
	}
}

static void people_round_half_up(void **state)
{
	static const struct {
		double x;
		int digits;
		const char *text;
	} rows[] = {{2.675, 2, "2.68"},   {0.125, 2, "0.13"},   {0.5, 0, "1"},        {1.5, 0, "2"},
	            {2.5, 0, "3"},        {-2.5, 0, "-3"},      {-0.04, 1, "0.0"},    {0, 3, "0.000"},
	            {99.95, 1, "100.0"},  {9.99, 1, "10.0"},    {1e21, 0, "1000000000000000000000"},
	            {0.05, 1, "0.1"},     {0.04, 1, "0.0"},     {0.0049, 2, "0.00"},  {0.005, 2, "0.01"},
	            {123.456, 1, "123.5"}, {1e-300, 3, "0.000"}, {100, 0, "100"},     {0.95, 0, "1"},
	            {0.45, 0, "0"},       {61.5, 0, "62"},      {1234567, 2, "1234567.00"}};
	char text[SVY_NUMBER_SIZE];
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		svy_number_fixed(rows[i].x, rows[i].digits, text);
		assert_string_equal(text, rows[i].text);
	}
}

/* Halves of the shortest decimal form, which is what people see: 0.125, 2.5 and 0.375 are
 * halves in binary too; 44.45 is a little above (44.4500000000000028...) and 2.675 a little
 * below.  What is above or below a half in decimal is not a half. */
static void halves_go_to_the_even_digit(void **state)
{
	static const struct {
		double x;
		int digits;
		const char *text;
	} rows[] = {{0.125, 2, "0.12"}, {0.375, 2, "0.38"},  {2.5, 0, "2"},     {3.5, 0, "4"},       {0.5, 0, "0"},
	            {1.5, 0, "2"},      {-2.5, 0, "-2"},     {-0.5, 0, "0"},    {44.45, 1, "44.4"},  {44.55, 1, "44.6"},
	            {2.675, 2, "2.68"}, {2.665, 2, "2.66"},  {0.05, 1, "0.0"},  {0.15, 1, "0.2"},    {99.5, 0, "100"},
	            {98.5, 0, "98"},    {9.95, 1, "10.0"},   {2.51, 0, "3"},    {0.1250001, 2, "0.13"},
	            {0.1249999, 2, "0.12"}, {0.005, 2, "0.00"}, {0.0051, 2, "0.01"}, {100, 0, "100"},
	            {33.3, 1, "33.3"},  {0.04, 0, "0"}};
	char text[SVY_NUMBER_SIZE];
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		svy_number_fixed_even(rows[i].x, rows[i].digits, text);
		assert_string_equal(text, rows[i].text);
	}
}

static void the_locale_changes_nothing(void **state)
{
	char text[SVY_NUMBER_SIZE];
	double x = 0;
	(void)state;
	if (!setlocale(LC_ALL, "de_DE.UTF-8") && !setlocale(LC_ALL, "C.UTF-8"))
		fail_msg("no locale but C to test with");
	assert_true(svy_number_parse("1.25e10", 7, &x));
	check_close(x, 1.25e10, 0);
	svy_number_shortest(2.5, text);
	assert_string_equal(text, "2.5");
	setlocale(LC_ALL, "C");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_decimals),       cmocka_unit_test(refuses_what_is_not_a_decimal),
		cmocka_unit_test(counts_are_whole),     cmocka_unit_test(shortest_reads_back),
		cmocka_unit_test(people_round_half_up), cmocka_unit_test(halves_go_to_the_even_digit),
		cmocka_unit_test(the_locale_changes_nothing),
	};
	return cmocka_run_group_tests_name("base/number", tests, NULL, NULL);
}
