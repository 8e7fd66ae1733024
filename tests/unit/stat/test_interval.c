#include <math.h>

#include "stat/interval.h"
#include "tests/support/check.h"

static struct svy_interval interval(enum svy_interval_kind kind, double k, double n)
{
	struct svy_status status = {0};
	struct svy_interval out;
	check_ok(svy_proportion_interval(kind, k, n, 0.95, &out, &status), &status);
	return out;
}

static void names_are_those_of_the_command_line(void **state)
{
	static const char *const names[] = {"wilson", "clopper-pearson", "jeffreys", "agresti-coull", "wald",
	                                    "blaker", "mid-p"};
	enum svy_interval_kind kind;
	(void)state;
	for (int i = 0; i < SVY_N_INTERVALS; i++) {
		assert_string_equal(svy_interval_name((enum svy_interval_kind)i), names[i]);
		assert_true(svy_interval_from_name(names[i], &kind));
		assert_int_equal(kind, i);
	}
	assert_false(svy_interval_from_name("exact", &kind));
}

static void five_of_twenty(void **state)
{
	(void)state;
	/* R 4.2.2: prop.test(correct = FALSE), binom.test, qbeta(c(.025, .975), 5.5, 15.5) */
	check_close(interval(SVY_INTERVAL_WILSON, 5, 20).low, .11186170, 5e-9);
	check_close(interval(SVY_INTERVAL_WILSON, 5, 20).high, .46870088, 5e-9);
	check_close(interval(SVY_INTERVAL_CLOPPER_PEARSON, 5, 20).low, .08657147, 5e-9);
	check_close(interval(SVY_INTERVAL_CLOPPER_PEARSON, 5, 20).high, .49104587, 5e-9);
	check_close(interval(SVY_INTERVAL_JEFFREYS, 5, 20).low, .102398486, 5e-10);
	check_close(interval(SVY_INTERVAL_JEFFREYS, 5, 20).high, .464194629, 5e-10);
	assert_string_equal(interval(SVY_INTERVAL_WILSON, 5, 20).method, "Wilson");
	assert_null(interval(SVY_INTERVAL_WILSON, 5, 20).note);
}

static void blaker_and_midp(void **state)
{
	struct svy_status status = {0};
	struct svy_interval out;
	(void)state;
	/* R's BlakerCI 1.0-6, binom.blaker.limits(3, 10) as printed */
	check_close(interval(SVY_INTERVAL_BLAKER, 3, 10).low, .08726443, 5e-9);
	check_close(interval(SVY_INTERVAL_BLAKER, 3, 10).high, .61941066, 5e-9);
	/* closed form: (1 - p)^12 / 2 = 0.025 */
	check_close(interval(SVY_INTERVAL_MIDP, 0, 12).low, 0, 0);
	check_rel(interval(SVY_INTERVAL_MIDP, 0, 12).high, 1 - pow(0.05, 1.0 / 12), 1e-13);
	check_ok(svy_proportion_interval(SVY_INTERVAL_BLAKER, 2.5, 7, 0.95, &out, &status), &status);
	check_close(out.low, NAN, 0);
	check_contains(out.note, "whole counts");
}

static void none_and_all_have_exact_ends(void **state)
{
	(void)state;
	for (int kind = SVY_INTERVAL_WILSON; kind <= SVY_INTERVAL_JEFFREYS; kind++) {
		check_close(interval((enum svy_interval_kind)kind, 0, 12).low, 0, 0);
		check_close(interval((enum svy_interval_kind)kind, 12, 12).high, 1, 0);
		assert_true(interval((enum svy_interval_kind)kind, 0, 12).high > 0.1);
	}
	/* closed form: 1 - 0.025^(1/12) */
	check_rel(interval(SVY_INTERVAL_CLOPPER_PEARSON, 0, 12).high, 1 - pow(0.025, 1.0 / 12), 1e-13);
}

static void limits_outside_are_cut_off_and_said(void **state)
{
	(void)state;
	check_close(interval(SVY_INTERVAL_AGRESTI_COULL, 0, 10).low, 0, 0);
	check_contains(interval(SVY_INTERVAL_AGRESTI_COULL, 0, 10).note, "cut off");
	check_close(interval(SVY_INTERVAL_WALD, 9, 10).high, 1, 0);
	check_contains(interval(SVY_INTERVAL_WALD, 9, 10).note, "cut off");
	check_contains(interval(SVY_INTERVAL_WALD, 10, 10).note, "no width");
}

static void nobody_asked_gives_nothing_with_a_reason(void **state)
{
	(void)state;
	for (int kind = 0; kind < SVY_N_INTERVALS; kind++) {
		struct svy_interval out = interval((enum svy_interval_kind)kind, 0, 0);
		check_close(out.low, NAN, 0);
		check_close(out.high, NAN, 0);
		assert_string_equal(out.note, "no answers");
	}
}

static void bad_counts_and_levels_are_refused(void **state)
{
	static const double bad[][3] = {{-1, 5, .95}, {6, 5, .95}, {NAN, 5, .95}, {5, NAN, .95}, {5, INFINITY, .95},
	                                {1, 5, 0}, {1, 5, 1}, {1, 5, 95}, {1, 5, NAN}};
	struct svy_status status = {0};
	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		struct svy_interval out = {9, 9, NULL, NULL};
		check_fails(svy_proportion_interval(SVY_INTERVAL_WILSON, bad[i][0], bad[i][1], bad[i][2], &out, &status),
		            SVY_EDOMAIN, &status, i < 5 ? "proportion" : "level");
		check_close(out.low, 9, 0);
	}
}

static void logit_interval_of_a_weighted_share(void **state)
{
	struct svy_interval out;
	(void)state;
	check_ok(svy_logit_interval(0.5, 0.05, 10, 0.95, &out, NULL), NULL);
	/* R 4.2.2: plogis(c(-1, 1) * qt(.975, 10) * .05 / .25) */
	check_rel(out.low, 0.3904008042650301, 1e-14);
	check_rel(out.high, 0.6095991957349699, 1e-14);
	assert_string_equal(out.method, "logit, t");
}

static void a_share_without_a_logit_has_no_interval(void **state)
{
	static const struct {
		double p, se, df;
		const char *note;
	} cases[] = {{0, 0, 10, "no logit"}, {1, 0, 10, "no logit"}, {NAN, NAN, 10, "no standard error"},
	             {0.5, NAN, 10, "no standard error"}, {0.5, 0.1, 0, "degrees of freedom"},
	             {0.5, 0.1, NAN, "degrees of freedom"}};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct svy_interval out;
		check_ok(svy_logit_interval(cases[i].p, cases[i].se, cases[i].df, 0.95, &out, NULL), NULL);
		check_close(out.low, NAN, 0);
		check_close(out.high, NAN, 0);
		check_contains(out.note, cases[i].note);
	}
}

static void a_share_that_cannot_be_is_refused(void **state)
{
	struct svy_status status = {0};
	struct svy_interval out;
	(void)state;
	check_fails(svy_logit_interval(1.5, 0.1, 10, 0.95, &out, &status), SVY_EDOMAIN, &status, "1.5");
	check_fails(svy_logit_interval(0.5, -0.1, 10, 0.95, &out, &status), SVY_EDOMAIN, &status, "-0.1");
	check_fails(svy_logit_interval(0.5, 0.1, 10, 2, &out, &status), SVY_EDOMAIN, &status, "level");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_are_those_of_the_command_line),
		cmocka_unit_test(five_of_twenty),
		cmocka_unit_test(blaker_and_midp),
		cmocka_unit_test(none_and_all_have_exact_ends),
		cmocka_unit_test(limits_outside_are_cut_off_and_said),
		cmocka_unit_test(nobody_asked_gives_nothing_with_a_reason),
		cmocka_unit_test(bad_counts_and_levels_are_refused),
		cmocka_unit_test(logit_interval_of_a_weighted_share),
		cmocka_unit_test(a_share_without_a_logit_has_no_interval),
		cmocka_unit_test(a_share_that_cannot_be_is_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
