#include "data/contrast.h"

#include <math.h>

#include "tests/support/check.h"

static void kinds_have_names(void **state)
{
	enum svy_coding_kind kind;
	(void)state;
	for (int i = 0; i < SVY_N_CODING_KINDS; i++) {
		assert_true(svy_coding_kind_from_name(svy_coding_kind_name((enum svy_coding_kind)i), &kind));
		assert_int_equal(kind, i);
	}
	assert_false(svy_coding_kind_from_name("dummy", &kind));
	assert_false(svy_coding_kind_from_name("", &kind));
}

static void fills(enum svy_coding_kind kind, size_t k, size_t reference, const double *expected)
{
	double out[64];
	struct svy_status status = {0};
	check_ok(svy_contrast_fill(kind, k, reference, NULL, out, &status), &status);
	for (size_t i = 0; i < k * svy_contrast_columns(kind, k); i++)
		check_close(out[i], expected[i], 1e-15);
}

/* By hand, from the definitions in the header. */
static void entries_are_as_defined(void **state)
{
	(void)state;
	fills(SVY_CODES, 3, SVY_NO_LEVEL, (const double[]){1, 2, 3});
	fills(SVY_INDICATOR, 3, SVY_NO_LEVEL, (const double[]){1, 0, 0, 0, 1, 0, 0, 0, 1});
	fills(SVY_TREATMENT, 3, 1, (const double[]){1, 0, 0, 0, 0, 1});
	fills(SVY_EFFECT, 3, 0, (const double[]){-1, -1, 1, 0, 0, 1});
	fills(SVY_HELMERT, 4, SVY_NO_LEVEL, (const double[]){-1, -1, -1, 1, -1, -1, 0, 2, -1, 0, 0, 3});
	fills(SVY_POLYNOMIAL, 3, SVY_NO_LEVEL,
	      (const double[]){-M_SQRT1_2, 1 / sqrt(6), 0, -2 / sqrt(6), M_SQRT1_2, 1 / sqrt(6)});
}

static void few_levels_have_few_columns(void **state)
{
	double out[1] = {7};
	(void)state;
	for (int i = 0; i < SVY_STANDARDISED; i++) {
		enum svy_coding_kind kind = (enum svy_coding_kind)i;
		struct svy_status status = {0};
		bool one = kind == SVY_CODES || kind == SVY_INDICATOR;
		assert_int_equal(svy_contrast_columns(kind, 1), one);
		assert_int_equal(svy_contrast_columns(kind, 0), kind == SVY_CODES);
		assert_int_equal(svy_contrast_columns(kind, 5), kind == SVY_CODES ? 1 : kind == SVY_INDICATOR ? 5 : 4);
		check_ok(svy_contrast_fill(kind, 1, 0, NULL, out, &status), &status);
		check_ok(svy_contrast_fill(kind, 0, 0, NULL, out, &status), &status);
	}
	check_close(out[0], 1, 0);
	assert_int_equal(svy_contrast_columns(SVY_STANDARDISED, 0), 1);
}

static void columns_know_their_level(void **state)
{
	(void)state;
	assert_int_equal(svy_contrast_level(SVY_INDICATOR, SVY_NO_LEVEL, 2), 2);
	assert_int_equal(svy_contrast_level(SVY_TREATMENT, 1, 0), 0);
	assert_int_equal(svy_contrast_level(SVY_TREATMENT, 1, 1), 2);
	assert_int_equal(svy_contrast_level(SVY_EFFECT, 0, 0), 1);
	assert_int_equal(svy_contrast_level(SVY_HELMERT, SVY_NO_LEVEL, 0), 1);
	assert_true(svy_contrast_level(SVY_POLYNOMIAL, SVY_NO_LEVEL, 0) == SVY_NO_LEVEL);
	assert_true(svy_contrast_level(SVY_CODES, SVY_NO_LEVEL, 0) == SVY_NO_LEVEL);
}

static void scores_that_do_not_serve_are_refused(void **state)
{
	const struct {
		double scores[3];
		const char *words;
	} rows[] = {{{1, 2, 1}, "scores 1 and 3 are both 1"},
	            {{1, NAN, 2}, "score 2 is not a finite number"},
	            {{1, 2, INFINITY}, "score 3 is not a finite number"},
	            {{0, 1e-300, 1}, "too close"}};
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct svy_status status = {0};
		double out[6] = {9, 9, 9, 9, 9, 9};
		check_fails(svy_contrast_fill(SVY_POLYNOMIAL, 3, 0, rows[i].scores, out, &status), SVY_EDOMAIN, &status,
		            rows[i].words);
		for (size_t j = 0; j < 6; j++)
			check_close(out[j], 9, 0);
	}
}

static void scores_of_any_size_serve(void **state)
{
	static const double scores[][3] = {{1e300, 2e300, 3e300}, {-1e308, 0, 1e308}, {1e-320, 2e-320, 3e-320},
	                                   {1e9, 1e9 + 1, 1e9 + 2}};
	(void)state;
	for (size_t i = 0; i < 4; i++) {
		double out[6];
		struct svy_status status = {0};
		check_ok(svy_contrast_fill(SVY_POLYNOMIAL, 3, 0, scores[i], out, &status), &status);
		check_close(out[0], -M_SQRT1_2, 1e-15);
		check_close(out[3], -2 / sqrt(6), 1e-15);
	}
}

static void rows_are_found_again(void **state)
{
	double contrast[6];
	struct svy_status status = {0};
	(void)state;
	check_ok(svy_contrast_fill(SVY_EFFECT, 3, 2, NULL, contrast, &status), &status);
	assert_int_equal(svy_contrast_find(contrast, 3, 2, (const double[]){-1, -1}), 2);
	assert_int_equal(svy_contrast_find(contrast, 3, 2, (const double[]){1e-10, 1 - 1e-10}), 1);
	assert_true(svy_contrast_find(contrast, 3, 2, (const double[]){.5, .5}) == SVY_NO_LEVEL);
	assert_true(svy_contrast_find(contrast, 3, 2, (const double[]){NAN, 0}) == SVY_NO_LEVEL);
	assert_int_equal(svy_contrast_find(contrast, 1, 0, NULL), 0); /* one level and no column */
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(kinds_have_names),
		cmocka_unit_test(entries_are_as_defined),
		cmocka_unit_test(few_levels_have_few_columns),
		cmocka_unit_test(columns_know_their_level),
		cmocka_unit_test(scores_that_do_not_serve_are_refused),
		cmocka_unit_test(scores_of_any_size_serve),
		cmocka_unit_test(rows_are_found_again),
	};
	return cmocka_run_group_tests_name("data/contrast", tests, NULL, NULL);
}
