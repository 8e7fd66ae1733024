/* Numbers of R and of papers are in tests/reference/stat/adjust.csv. */
#include <math.h>

#include "stat/adjust.h"
#include "tests/support/check.h"

static void names_are_read_back(void **state)
{
	struct svy_status status = {0};
	enum svy_adjust_kind kind;
	(void)state;
	for (int i = 0; i < SVY_N_ADJUSTS; i++) {
		check_ok(svy_adjust_from_name("--adjust", svy_adjust_name((enum svy_adjust_kind)i), &kind, &status), &status);
		assert_int_equal(kind, i);
	}
	check_fails(svy_adjust_from_name("--adjust", "bonferoni", &kind, &status), SVY_EUSAGE, &status,
	            "--adjust: there is no \"bonferoni\" (did you mean \"bonferroni\"?)");
	check_fails(svy_adjust_from_name("--method", "tukey", &kind, &status), SVY_EUSAGE, &status, "known are none");
}

/* 4 x 0.01, then 3 x 0.013 = 0.039 and 2 x 0.014 = 0.028, which may not be below the one
 * before; the last is as it was. */
static void a_step_down_by_hand(void **state)
{
	const double p[] = {0.014, 0.19, 0.01, 0.013}, expected[] = {0.04, 0.19, 0.04, 0.04};
	double out[4];
	(void)state;
	check_ok(svy_adjust(SVY_ADJUST_HOLM, p, 4, out, NULL), NULL);
	for (size_t i = 0; i < 4; i++)
		check_rel(out[i], expected[i], 1e-14);
}

static void a_missing_one_is_in_no_family(void **state)
{
	const double p[] = {NAN, 0.02, NAN};
	double out[3];
	(void)state;
	for (int kind = 0; kind < SVY_ADJUST_TARONE; kind++) {
		check_ok(svy_adjust((enum svy_adjust_kind)kind, p, 3, out, NULL), NULL);
		check_close(out[0], NAN, 0);
		check_rel(out[1], 0.02, 1e-15); /* a family of one */
		check_close(out[2], NAN, 0);
		check_ok(svy_adjust((enum svy_adjust_kind)kind, NULL, 0, NULL, NULL), NULL);
	}
}

static void small_ones_keep_their_digits(void **state)
{
	double p[3] = {1e-300, 1e-17, 1};
	(void)state;
	check_ok(svy_adjust(SVY_ADJUST_SIDAK, p, 3, p, NULL), NULL); /* in place */
	check_rel(p[0], 3e-300, 1e-14);
	check_rel(p[1], 3e-17, 1e-14);
	check_close(p[2], 1, 0);
}

static void tarone_takes_those_that_can_be_rejected(void **state)
{
	/* m(1) = 4, m(2) = 3, m(3) = 2: K is 3. */
	const double attainable[] = {0.001, 0.002, 0.02, 0.04, 0.5, NAN}, p[] = {0.001, 0.4, 0.02, 0.04, 0.5, 0.01};
	double out[6];
	size_t k = 7;
	(void)state;
	check_ok(svy_adjust_tarone(p, attainable, 6, 0.05, out, &k, NULL), NULL);
	assert_int_equal(k, 3);
	check_rel(out[0], 0.003, 1e-15);
	check_close(out[1], 1, 0);
	for (size_t i = 2; i < 6; i++)
		assert_true(isnan(out[i]));
	check_ok(svy_adjust_tarone(p + 4, attainable + 4, 2, 0.05, out, &k, NULL), NULL);
	assert_int_equal(k, 0);
	assert_int_equal(svy_adjust_tarone(p, attainable, 6, 1, out, &k, NULL), SVY_EDOMAIN);
	assert_int_equal(svy_adjust(SVY_ADJUST_TARONE, p, 6, out, NULL), SVY_EDOMAIN);
}

static void what_is_no_probability_is_refused(void **state)
{
	const double over[] = {0.5, 1.5}, under[] = {-1e-9};
	struct svy_status status = {0};
	double out[2] = {7, 7};
	(void)state;
	check_fails(svy_adjust(SVY_ADJUST_BH, over, 2, out, &status), SVY_EDOMAIN, &status, "p-value 2 is 1.5");
	check_fails(svy_adjust(SVY_ADJUST_NONE, under, 1, out, &status), SVY_EDOMAIN, &status, "not between 0 and 1");
	check_close(out[0], 7, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_are_read_back),
		cmocka_unit_test(a_step_down_by_hand),
		cmocka_unit_test(a_missing_one_is_in_no_family),
		cmocka_unit_test(small_ones_keep_their_digits),
		cmocka_unit_test(tarone_takes_those_that_can_be_rejected),
		cmocka_unit_test(what_is_no_probability_is_refused),
	};
	return cmocka_run_group_tests_name("stat/adjust", tests, NULL, NULL);
}
