#include <math.h>
#include <string.h>

#include "stat/measure.h"
#include "tests/support/check.h"

static void names_are_those_of_the_command_line(void **state)
{
	static const char *const names[SVY_N_MEASURES] = {
		"phi", "v", "v-corrected", "contingency", "lambda-row", "lambda-col", "lambda", "tau-row", "tau-col", "u-row",
		"u-col", "u", "gamma", "tau-b", "tau-c", "d-row", "d-col", "d", "kappa", "kappa-linear", "kappa-quadratic",
		"pearson-r", "spearman", "polychoric", "or", "or-conditional", "rr", "rd", "rd-wald",
		"rr-exact", "rd-exact"};
	enum svy_measure_kind kind;
	(void)state;
	for (int i = 0; i < SVY_N_MEASURES; i++) {
		assert_string_equal(svy_measure_name((enum svy_measure_kind)i), names[i]);
		assert_true(svy_measure_from_name(names[i], &kind));
		assert_int_equal(kind, i);
	}
	assert_false(svy_measure_from_name("V", &kind));
	assert_false(svy_measure_from_name("", &kind));
}

static void each_measure_says_what_it_needs(void **state)
{
	(void)state;
	assert_true(svy_measure_is_directed(SVY_MEASURE_OR) && svy_measure_is_directed(SVY_MEASURE_RD_WALD));
	assert_false(svy_measure_is_directed(SVY_MEASURE_POLYCHORIC));
	assert_true(svy_measure_needs_order(SVY_MEASURE_GAMMA) && svy_measure_needs_order(SVY_MEASURE_KAPPA_LINEAR));
	assert_false(svy_measure_needs_order(SVY_MEASURE_KAPPA) || svy_measure_needs_order(SVY_MEASURE_U));
	assert_true(svy_measure_needs_pairs(SVY_MEASURE_KAPPA) && svy_measure_needs_pairs(SVY_MEASURE_KAPPA_QUADRATIC));
	assert_false(svy_measure_needs_pairs(SVY_MEASURE_PEARSON_R));
}

static void a_ratio_has_its_interval_on_the_log(void **state)
{
	struct svy_measure m;
	(void)state;
	svy_measure_begin(&m, "or-mh", "of several tables");
	assert_string_equal(m.measure, "or-mh");
	assert_string_equal(m.method, "of several tables");
	check_close(m.estimate, NAN, 0);
	svy_measure_ratio(&m, 2, 0.5, 0.95, "of nothing");
	check_rel(m.low, 2 * exp(-0.5 * 1.959963984540054), 1e-14); /* normal table */
	check_rel(m.high, 2 * exp(0.5 * 1.959963984540054), 1e-14);
	check_close(m.log_se, 0.5, 0);
	assert_string_equal(m.note, "");
	svy_measure_begin(&m, "or-mh", "");
	svy_measure_ratio(&m, 0, INFINITY, 0.95, "a cell is 0");
	check_close(m.low, 0, 0);
	check_close(m.high, NAN, 0);
	assert_string_equal(m.note, "no upper limit because a cell is 0");
}

static void notes_are_joined_and_cut_at_their_size(void **state)
{
	struct svy_measure m;
	(void)state;
	svy_measure_init(&m, SVY_MEASURE_D);
	check_close(m.estimate, NAN, 0);
	check_close(m.se0, NAN, 0);
	assert_string_equal(m.measure, "d");
	svy_measure_note(&m, "one");
	svy_measure_note(&m, "%d more", 2);
	assert_string_equal(m.note, "one; 2 more");
	for (int i = 0; i < 100; i++)
		svy_measure_note(&m, "a long reason");
	assert_int_equal(strlen(m.note), SVY_MEASURE_NOTE - 1);
}

static void interval_and_test_follow_from_the_errors(void **state)
{
	struct svy_measure m;
	(void)state;
	svy_measure_init(&m, SVY_MEASURE_GAMMA);
	m.estimate = 0.5;
	m.ase = 0.1;
	m.se0 = 0.25;
	svy_measure_wald(&m, 0.95);
	svy_measure_test(&m);
	check_rel(m.low, 0.5 - 0.195996398454005, 1e-13); /* R 4.2.2 qnorm(.975) */
	check_rel(m.high, 0.5 + 0.195996398454005, 1e-13);
	check_rel(m.statistic, 2, 1e-15);
	check_rel(m.p, 0.0455002638963584, 1e-13); /* R 4.2.2 2 * pnorm(-2) */
}

/* A proportion: slopes by hand, error sqrt(p q / n). */
static void delta_error_of_a_proportion(void **state)
{
	static const double n[4] = {3, 7, 0, 10};
	struct svy_status status = {0};
	struct svy_margins *m;
	struct svy_ratio ratio;
	struct svy_measure out;
	(void)state;
	check_ok(svy_margins_new(n, 2, 2, &m, &status), &status);
	check_ok(svy_ratio_new(m, &ratio, &status), &status);
	ratio.numerator = 3;
	ratio.denominator = 20;
	ratio.numerator_slope[0] = 1;
	for (size_t k = 0; k < 4; k++)
		ratio.denominator_slope[k] = 1;
	svy_measure_init(&out, SVY_MEASURE_GAMMA);
	check_ok(svy_ratio_measure(m, &ratio, 0.95, &out, &status), &status);
	check_rel(out.estimate, 0.15, 1e-15);
	check_rel(out.ase, sqrt(0.15 * 0.85 / 20), 1e-14);
	check_rel(svy_delta_error(m, ratio.denominator_slope, ratio.denominator_slope) + 1, 1, 0);
	svy_ratio_clear(&ratio);
	svy_ratio_clear(&ratio);
	svy_margins_free(m);
}

static void an_error_of_zero_is_none_with_a_reason(void **state)
{
	static const double n[4] = {5, 0, 0, 5};
	struct svy_status status = {0};
	struct svy_margins *m;
	struct svy_ratio ratio;
	struct svy_measure out;
	(void)state;
	check_ok(svy_margins_new(n, 2, 2, &m, &status), &status);
	check_ok(svy_ratio_new(m, &ratio, &status), &status);
	ratio.numerator = ratio.denominator = 10;
	svy_measure_init(&out, SVY_MEASURE_GAMMA);
	check_ok(svy_ratio_measure(m, &ratio, 0.95, &out, &status), &status);
	check_close(out.ase, NAN, 0);
	check_close(out.low, NAN, 0);
	check_close(out.p, NAN, 0);
	check_contains(out.note, "perfect association");
	check_contains(out.note, "se0 is 0");
	svy_ratio_clear(&ratio);
	svy_margins_free(m);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_are_those_of_the_command_line),
		cmocka_unit_test(each_measure_says_what_it_needs),
		cmocka_unit_test(a_ratio_has_its_interval_on_the_log),
		cmocka_unit_test(notes_are_joined_and_cut_at_their_size),
		cmocka_unit_test(interval_and_test_follow_from_the_errors),
		cmocka_unit_test(delta_error_of_a_proportion),
		cmocka_unit_test(an_error_of_zero_is_none_with_a_reason),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
