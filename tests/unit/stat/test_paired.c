/* Numbers of papers and of R are in tests/reference/stat/paired.csv. */
#include <math.h>
#include <string.h>

#include "stat/paired.h"
#include "tests/support/check.h"

static const double AIRWAY[4] = {1, 1, 7, 12}; /* Bentur et al. (2009) */

static struct svy_test mcnemar(const double n[4], enum svy_mcnemar_kind kind, enum svy_alternative alternative)
{
	struct svy_test test;
	check_ok(svy_mcnemar(n, 2, kind, alternative, 0.95, &test, NULL), NULL);
	return test;
}

/* P(X <= 1) of 8 with 1/2 is 9 / 256. */
static void tails_are_those_of_the_binomial(void **state)
{
	(void)state;
	check_rel(mcnemar(AIRWAY, SVY_MCNEMAR_EXACT, SVY_TWO_SIDED).p, 18.0 / 256, 1e-13);
	check_rel(mcnemar(AIRWAY, SVY_MCNEMAR_EXACT, SVY_LESS).p, 9.0 / 256, 1e-13);
	check_rel(mcnemar(AIRWAY, SVY_MCNEMAR_EXACT, SVY_GREATER).p, 255.0 / 256, 1e-13);
	check_rel(mcnemar(AIRWAY, SVY_MCNEMAR_MIDP, SVY_TWO_SIDED).p, 10.0 / 256, 1e-13);
	check_rel(mcnemar(AIRWAY, SVY_MCNEMAR_MIDP, SVY_LESS).p, 5.0 / 256, 1e-13);
	assert_string_equal(mcnemar(AIRWAY, SVY_MCNEMAR_MIDP, SVY_LESS).test, "mcnemar-midp");
	check_contains(mcnemar(AIRWAY, SVY_MCNEMAR_EXACT, SVY_TWO_SIDED).method, "minimum likelihood");
}

static void attainable_p_is_that_of_all_on_one_side(void **state)
{
	const double n[4] = {3, 0, 5, 2};
	(void)state;
	struct svy_test test = mcnemar(n, SVY_MCNEMAR_EXACT, SVY_TWO_SIDED);
	check_rel(test.attainable_p, 2.0 / 32, 1e-13);
	check_rel(test.attainable_less, 1.0 / 32, 1e-13);
	check_rel(test.attainable_greater, 1.0 / 32, 1e-13);
	check_rel(test.p, test.attainable_p, 0);
	check_rel(mcnemar(n, SVY_MCNEMAR_MIDP, SVY_TWO_SIDED).attainable_p, 1.0 / 32, 1e-13);
	assert_true(isnan(mcnemar(n, SVY_MCNEMAR, SVY_TWO_SIDED).attainable_p));
}

static void as_many_each_way_is_no_change(void **state)
{
	const double n[4] = {8, 6, 6, 1};
	(void)state;
	check_close(mcnemar(n, SVY_MCNEMAR, SVY_TWO_SIDED).p, 1, 0);
	check_close(mcnemar(n, SVY_MCNEMAR_CC, SVY_TWO_SIDED).statistic, 0, 0); /* R: 1 / 12 */
	check_close(mcnemar(n, SVY_MCNEMAR_EXACT, SVY_TWO_SIDED).p, 1, 0);
	/* Only 6 of 12 ties with 6 of 12. */
	check_rel(mcnemar(n, SVY_MCNEMAR_MIDP, SVY_TWO_SIDED).p, 1 - 924.0 / 4096 / 2, 1e-13);
	check_rel(mcnemar(n, SVY_MCNEMAR_MIDP, SVY_LESS).p, 0.5, 1e-13);
}

static void one_way_has_an_infinite_odds_ratio(void **state)
{
	const double n[4] = {5, 4, 0, 2};
	(void)state;
	struct svy_test test = mcnemar(n, SVY_MCNEMAR, SVY_TWO_SIDED);
	assert_true(isinf(test.estimate) && isinf(test.high));
	/* p^4 = .025 */
	check_rel(test.low, pow(0.025, 0.25) / (1 - pow(0.025, 0.25)), 1e-9);
	check_close(mcnemar(n, SVY_MCNEMAR, SVY_LESS).low, 0, 0);
	assert_true(isinf(mcnemar(n, SVY_MCNEMAR, SVY_GREATER).high));
	/* Half of p^4 = .025 */
	double root = pow(0.05, 0.25);
	check_rel(mcnemar(n, SVY_MCNEMAR_MIDP, SVY_TWO_SIDED).low, root / (1 - root), 1e-9);
}

static void far_tails_have_a_logarithm(void **state)
{
	const double n[4] = {0, 5000, 0, 0};
	(void)state;
	struct svy_test test = mcnemar(n, SVY_MCNEMAR_EXACT, SVY_GREATER);
	check_close(test.p, 0, 0);
	check_rel(test.log_p, -5000 * log(2), 1e-12);
}

static void no_change_is_undefined(void **state)
{
	const double n[4] = {3, 0, 0, 4};
	struct svy_measure measure;
	(void)state;
	for (int kind = 0; kind < SVY_N_MCNEMARS; kind++) {
		struct svy_test test = mcnemar(n, (enum svy_mcnemar_kind)kind, SVY_TWO_SIDED);
		assert_true(isnan(test.p) && isnan(test.estimate) && isnan(test.statistic));
		assert_string_equal(test.note, "no pair disagrees");
	}
	check_ok(svy_paired_measure(n, SVY_OR_PAIRED, 0.95, &measure, NULL), NULL);
	assert_true(isnan(measure.estimate));
	check_ok(svy_paired_measure(n, SVY_RD_PAIRED, 0.95, &measure, NULL), NULL);
	check_close(measure.estimate, 0, 0);
	assert_true(measure.low < 0 && measure.high > 0 && isnan(measure.ase));
	check_ok(svy_paired_measure(n, SVY_RD_PAIRED_TANGO, 0.95, &measure, NULL), NULL);
	/* nobody of 7: z^2 / (n + z^2) */
	check_rel(measure.high, 3.8414588206941227 / (7 + 3.8414588206941227), 1e-9);
	const double none[4] = {0};
	check_ok(svy_paired_measure(none, SVY_RD_PAIRED, 0.95, &measure, NULL), NULL);
	assert_string_equal(measure.note, "the table is empty");
}

static void differences_have_their_intervals(void **state)
{
	const double all[4] = {0, 40, 0, 0};
	struct svy_measure measure;
	(void)state;
	check_ok(svy_paired_measure(AIRWAY, SVY_RD_PAIRED_WALD, 0.95, &measure, NULL), NULL);
	assert_string_equal(measure.measure, "rd-paired");
	check_rel(measure.estimate, -6.0 / 21, 1e-15);
	check_rel(measure.ase, sqrt(8 - 36.0 / 21) / 21, 1e-14);
	check_rel(measure.high - measure.estimate, 1.959963984540054 * measure.ase, 1e-12);
	check_ok(svy_paired_measure(AIRWAY, SVY_OR_PAIRED, 0.95, &measure, NULL), NULL);
	assert_string_equal(measure.measure, "or-paired");
	check_rel(measure.log_se, sqrt(1 + 1.0 / 7), 1e-15);
	check_ok(svy_paired_measure(all, SVY_RD_PAIRED_TANGO, 0.95, &measure, NULL), NULL);
	check_close(measure.high, 1, 0);
	assert_true(measure.low > 0.7 && measure.low < 1);
}

static void bad_input_is_refused(void **state)
{
	const double negative[4] = {1, -1, 2, 3}, fraction[4] = {1, 0.5, 2, 3}, nan[4] = {1, NAN, 2, 3};
	const double infinite[4] = {INFINITY, 1, 2, 3}, three[9] = {1, 2, 3, 4, 5, 6, 7, 8, 9};
	struct svy_status status = {0};
	struct svy_test test = {.p = 7};
	struct svy_measure measure = {.estimate = 7};
	(void)state;
	check_fails(svy_mcnemar(negative, 2, SVY_MCNEMAR, SVY_TWO_SIDED, 0.95, &test, &status), SVY_EDOMAIN, &status, "-1");
	check_fails(svy_mcnemar(nan, 2, SVY_MCNEMAR, SVY_TWO_SIDED, 0.95, &test, &status), SVY_EDOMAIN, &status, "nan");
	check_fails(svy_mcnemar(infinite, 2, SVY_MCNEMAR, SVY_TWO_SIDED, 0.95, &test, &status), SVY_EDOMAIN, &status,
	            "inf");
	check_fails(svy_mcnemar(fraction, 2, SVY_MCNEMAR, SVY_TWO_SIDED, 0.95, &test, &status), SVY_EDOMAIN, &status,
	            "whole counts");
	check_fails(svy_mcnemar(three, 3, SVY_MCNEMAR, SVY_TWO_SIDED, 0.95, &test, &status), SVY_EUSAGE, &status,
	            "bowker or stuart-maxwell");
	check_fails(svy_mcnemar(AIRWAY, 2, SVY_MCNEMAR, SVY_TWO_SIDED, 1, &test, &status), SVY_EDOMAIN, &status, "level");
	check_fails(svy_paired_measure(fraction, SVY_OR_PAIRED, 0.95, &measure, &status), SVY_EDOMAIN, &status, "whole");
	check_fails(svy_paired_measure(negative, SVY_RD_PAIRED, 0.95, &measure, &status), SVY_EDOMAIN, &status, "-1");
	check_close(test.p, 7, 0);
	check_close(measure.estimate, 7, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(tails_are_those_of_the_binomial),
		cmocka_unit_test(attainable_p_is_that_of_all_on_one_side),
		cmocka_unit_test(as_many_each_way_is_no_change),
		cmocka_unit_test(one_way_has_an_infinite_odds_ratio),
		cmocka_unit_test(far_tails_have_a_logarithm),
		cmocka_unit_test(no_change_is_undefined),
		cmocka_unit_test(differences_have_their_intervals),
		cmocka_unit_test(bad_input_is_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
