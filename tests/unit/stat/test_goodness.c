#include <math.h>

#include "stat/goodness.h"
#include "tests/support/check.h"

static struct svy_test fit(const double *n, const double *share, size_t k, enum svy_fit_kind kind)
{
	struct svy_status status = {0};
	struct svy_test test;
	check_ok(svy_fit(n, share, k, kind, &test, &status), &status);
	return test;
}

static struct svy_test exact(const double *n, const double *share, size_t k, double seconds)
{
	const struct svy_monte_carlo options = {.replicates = 20000, .seed = 3};
	struct svy_status status = {0};
	struct svy_test test;
	check_ok(svy_multinomial(n, share, k, &options, seconds, &test, &status), &status);
	return test;
}

/* Mendel (1866): 9 : 3 : 3 : 1. */
static void mendels_peas(void **state)
{
	(void)state;
	const double n[] = {315, 101, 108, 32}, share[] = {9, 3, 3, 1};
	struct svy_test test = fit(n, share, 4, SVY_FIT_CHISQ);
	check_close(test.statistic, 0.470024, 5e-7);
	check_close(test.df, 3, 0);
	check_close(test.p, 0.925, 5e-4);
	check_rel(test.smallest_expected, 556.0 / 16, 1e-14);
	check_contains(test.note, "divided by their sum, 16");
	check_contains(test.method, "given shares");
	assert_string_equal(fit(n, share, 4, SVY_FIT_LR).test, "lr-fit");
}

/* scipy documentation, scipy.stats.chisquare. */
static void equal_shares_are_the_default(void **state)
{
	(void)state;
	const double n[] = {16, 18, 16, 14, 12, 12}, three[] = {7, 7, 7};
	struct svy_test test = fit(n, NULL, 6, SVY_FIT_CHISQ);
	check_close(test.statistic, 2, 1e-14);
	check_close(test.p, 0.84914503608460956, 1e-12);
	assert_string_equal(test.note, "");
	check_close(fit(three, NULL, 3, SVY_FIT_CHISQ).statistic, 0, 0);
	check_close(fit(three, NULL, 3, SVY_FIT_LR).statistic, 0, 0);
	check_close(fit(three, NULL, 3, SVY_FIT_LR).p, 1, 0);
}

static void shares_of_zero(void **state)
{
	(void)state;
	const double n[] = {5, 0, 7}, share[] = {0.5, 0, 0.5}, seen[] = {5, 1, 7}, one[] = {1, 0, 0};
	struct svy_test test = fit(n, share, 3, SVY_FIT_CHISQ);
	check_close(test.df, 1, 0);
	check_close(test.statistic, 1.0 / 3, 1e-15);
	check_contains(test.note, "1 category of share 0 left out");
	test = fit(seen, share, 3, SVY_FIT_CHISQ);
	check_close(test.statistic, INFINITY, 0);
	check_close(test.p, 0, 0);
	check_contains(test.note, "excludes was observed");
	check_close(exact(seen, share, 3, 0).p, 0, 0);
	test = fit(n, one, 3, SVY_FIT_CHISQ);
	check_close(test.p, 0, 0); /* the third was seen */
	const double only[] = {5, 0, 0};
	test = fit(only, one, 3, SVY_FIT_CHISQ);
	assert_true(isnan(test.p));
	check_contains(test.note, "2 categories of share 0 left out");
	check_contains(test.note, "fewer than two categories");
}

static void nobody_gives_no_test(void **state)
{
	(void)state;
	const double n[] = {0, 0};
	assert_true(isnan(fit(n, NULL, 2, SVY_FIT_CHISQ).p));
	check_contains(fit(n, NULL, 2, SVY_FIT_LR).note, "no respondents");
	check_contains(exact(n, NULL, 2, 0).note, "no respondents");
	check_contains(fit(n, NULL, 0, SVY_FIT_CHISQ).note, "no respondents");
}

/* Of 27 outcomes of three in three: 3 + 3 + 3 ... by hand: 3 0 0 (1 way each) 3, 2 1 0 (3 ways) 18, 1 1 1 6. */
static void three_in_three(void **state)
{
	(void)state;
	const double all[] = {3, 0, 0}, two[] = {2, 0, 1}, each[] = {1, 1, 1};
	check_rel(exact(all, NULL, 3, 0).p, 3.0 / 27, 1e-13);
	check_rel(exact(two, NULL, 3, 0).p, 21.0 / 27, 1e-13);
	check_close(exact(each, NULL, 3, 0).p, 1, 1e-13);
	check_rel(exact(each, NULL, 3, 0).attainable_p, 3.0 / 27, 1e-13);
	check_contains(exact(all, NULL, 3, 0).method, "exact multinomial test of equal shares");
}

static void beyond_the_budget_it_is_monte_carlo(void **state)
{
	(void)state;
	const double n[] = {12, 5, 9, 3, 8}, share[] = {0.3, 0.2, 0.2, 0.1, 0.2};
	struct svy_test whole = exact(n, share, 5, 0), drawn = exact(n, share, 5, 1e-6);
	assert_true(isnan(whole.p_low));
	check_contains(drawn.method, "Monte Carlo, 20000 random samples");
	assert_true(drawn.p_low <= whole.p && whole.p <= drawn.p_high);
	check_close(drawn.p, whole.p, 0.02);
	check_close(drawn.attainable_p, whole.attainable_p, 0);
}

/* A branch that is or is not improbable is counted at once: many respondents are no matter. */
static void many_respondents_are_within_the_budget(void **state)
{
	(void)state;
	const double n[] = {33000, 33500, 33500}, far[] = {1000, 0, 0, 0};
	struct svy_test test = exact(n, NULL, 3, 0);
	assert_true(isnan(test.p_low));
	/* as the chi-squared p to within the distance of a lattice */
	check_close(test.p, fit(n, NULL, 3, SVY_FIT_CHISQ).p, 1e-3);
	test = exact(far, NULL, 4, 0);
	check_rel(test.log_p, log(4) - 1000 * log(4), 1e-13);
	check_close(test.p, 0, 0);
}

static void shares_in_ascending_order(void **state)
{
	(void)state;
	const double n[] = {5, 6, 7}, share[] = {4, 0, 1};
	struct svy_shares s;
	struct svy_test test;
	check_ok(svy_shares_new(n, share, 3, &s, NULL), NULL);
	assert_int_equal(s.k, 2);
	assert_int_equal(s.left_out, 1);
	check_close(s.n[0], 7, 0);
	check_close(s.share[0], 0.2, 1e-16);
	check_close(s.total, 18, 0);
	assert_true(s.excluded);
	svy_test_init(&test, "x");
	assert_false(svy_shares_note(&s, &test));
	check_close(test.p, 0, 0);
	svy_shares_clear(&s);
	svy_shares_clear(&s);
}

static void bad_input_is_refused(void **state)
{
	(void)state;
	const double good[] = {1, 2}, bad[][2] = {{-1, 2}, {NAN, 2}, {INFINITY, 2}}, zero[] = {0, 0}, part[] = {1.5, 2},
	             many[] = {3e9, 3e9}, large[] = {1.7e308, 1.7e308};
	struct svy_status status = {0};
	struct svy_test test = {.p = 7};
	for (size_t i = 0; i < 3; i++) {
		check_fails(svy_fit(bad[i], NULL, 2, SVY_FIT_CHISQ, &test, &status), SVY_EDOMAIN, &status, "category 1");
		check_fails(svy_fit(good, bad[i], 2, SVY_FIT_CHISQ, &test, &status), SVY_EDOMAIN, &status,
		            "share of category 1");
		check_fails(svy_multinomial(bad[i], NULL, 2, NULL, 0, &test, &status), SVY_EDOMAIN, &status, "category 1");
	}
	check_fails(svy_fit(good, zero, 2, SVY_FIT_CHISQ, &test, &status), SVY_EDOMAIN, &status, "all shares are 0");
	check_fails(svy_fit(large, NULL, 2, SVY_FIT_CHISQ, &test, &status), SVY_EDOMAIN, &status, "too large");
	check_fails(svy_multinomial(part, NULL, 2, NULL, 0, &test, &status), SVY_EDOMAIN, &status, "whole counts");
	check_fails(svy_multinomial(many, NULL, 2, NULL, 0, &test, &status), SVY_EDOMAIN, &status, "at most 4000000000");
	const struct svy_monte_carlo options = {.replicates = UINT64_C(1) << 50};
	check_fails(svy_multinomial(good, NULL, 2, &options, 0, &test, &status), SVY_EDOMAIN, &status, "random samples");
	check_close(test.p, 7, 0);
	check_ok(svy_multinomial(good, NULL, 2, NULL, 0, &test, NULL), NULL);
	check_ok(svy_fit(part, NULL, 2, SVY_FIT_CHISQ, &test, NULL), NULL); /* chi-squared of any counts */
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(mendels_peas),
		cmocka_unit_test(equal_shares_are_the_default),
		cmocka_unit_test(shares_of_zero),
		cmocka_unit_test(nobody_gives_no_test),
		cmocka_unit_test(three_in_three),
		cmocka_unit_test(beyond_the_budget_it_is_monte_carlo),
		cmocka_unit_test(many_respondents_are_within_the_budget),
		cmocka_unit_test(shares_in_ascending_order),
		cmocka_unit_test(bad_input_is_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
