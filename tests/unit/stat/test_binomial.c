#include <math.h>

#include "stat/binomial.h"
#include "tests/support/check.h"

static struct svy_test test_of(double k, double n, double share, enum svy_alternative alternative)
{
	struct svy_status status = {0};
	struct svy_test test;
	check_ok(svy_binomial(k, n, share, alternative, 0.95, &test, &status), &status);
	return test;
}

/* Conover (1971), p. 97; R 4.2.2, example of binom.test. */
static void mendelian_plants(void **state)
{
	(void)state;
	struct svy_test test = test_of(682, 925, 0.75, SVY_TWO_SIDED);
	check_close(test.p, 0.3825, 5e-5);
	check_close(test.low, 0.7076683, 5e-8);
	check_close(test.high, 0.7654066, 5e-8);
	check_close(test.statistic, 682, 0);
	check_rel(test.estimate, 682.0 / 925, 1e-15);
	check_contains(test.method, "minimum likelihood");
	check_contains(test.method, "Clopper-Pearson");
}

static void outcomes_that_tie_count(void **state)
{
	(void)state;
	check_rel(test_of(2, 10, 0.5, SVY_TWO_SIDED).p, 112.0 / 1024, 1e-13);
	check_rel(test_of(8, 10, 0.5, SVY_TWO_SIDED).p, 112.0 / 1024, 1e-13);
	check_close(test_of(5, 10, 0.5, SVY_TWO_SIDED).p, 1, 0);
	check_rel(test_of(2, 10, 0.5, SVY_TWO_SIDED).attainable_p, 2.0 / 1024, 1e-13);
	check_rel(test_of(2, 10, 0.5, SVY_GREATER).attainable_p, 1.0 / 1024, 1e-13);
	for (double k = 0; k < 50; k++) { /* k and k + 1 are the modes, the same but for rounding */
		check_close(test_of(k, 3 * k + 2, 1.0 / 3, SVY_TWO_SIDED).p, 1, 0);
		check_close(test_of(k + 1, 3 * k + 2, 1.0 / 3, SVY_TWO_SIDED).p, 1, 0);
	}
	check_rel(test_of(1, 4, 0.1, SVY_TWO_SIDED).p, 1 - 0.6561, 1e-13); /* the mode is 0 */
	check_rel(test_of(2, 10, 0.5, SVY_LESS).p, 56.0 / 1024, 1e-13);
	check_rel(test_of(2, 10, 0.5, SVY_GREATER).p, 1013.0 / 1024, 1e-13);
}

static void hypotheses_of_one_outcome(void **state)
{
	(void)state;
	check_close(test_of(0, 5, 0, SVY_TWO_SIDED).p, 1, 0);
	check_close(test_of(5, 5, 1, SVY_TWO_SIDED).p, 1, 0);
	struct svy_test test = test_of(1, 5, 0, SVY_TWO_SIDED);
	check_close(test.p, 0, 0);
	check_contains(test.note, "one outcome, 0 of 5");
	check_close(test_of(1, 5, 0, SVY_GREATER).p, 0, 0);
	check_close(test_of(1, 5, 0, SVY_LESS).p, 1, 0);
	check_close(test_of(4, 5, 1, SVY_LESS).p, 0, 0);
	check_close(test_of(4, 5, 1, SVY_GREATER).p, 1, 0);
}

static void limits_by_alternative(void **state)
{
	(void)state;
	check_close(test_of(0, 10, 0.5, SVY_LESS).low, 0, 0);
	check_rel(test_of(0, 10, 0.5, SVY_LESS).high, 1 - pow(0.05, 0.1), 1e-12);
	check_rel(test_of(10, 10, 0.5, SVY_GREATER).low, pow(0.05, 0.1), 1e-12);
	check_close(test_of(10, 10, 0.5, SVY_LESS).high, 1, 0);
	check_close(test_of(0, 10, 0.5, SVY_GREATER).low, 0, 0);
	check_rel(test_of(0, 10, 0.5, SVY_TWO_SIDED).high, 1 - pow(0.025, 0.1), 1e-12);
}

static void nobody_gives_no_test(void **state)
{
	(void)state;
	struct svy_test test = test_of(0, 0, 0.5, SVY_TWO_SIDED);
	assert_true(isnan(test.p) && isnan(test.estimate) && isnan(test.low));
	check_contains(test.note, "no respondents");
}

static void disagreement_is_said(void **state)
{
	(void)state;
	bool said = false;
	for (double n = 1; n <= 40; n++)
		for (double k = 0; k <= n; k++) {
			struct svy_test test = test_of(k, n, 0.3, SVY_TWO_SIDED);
			bool apart = (test.p <= 0.05) == (test.low <= 0.3 && test.high >= 0.3);
			assert_int_equal(apart, *test.note != 0);
			said = said || apart;
		}
	assert_true(said);
}

static void unlikely_outcomes(void **state)
{
	(void)state;
	check_close(svy_binomial_unlikely_log(4, 0.5, log(0.0625)), log(0.125), 1e-13);
	check_close(svy_binomial_unlikely_log(4, 0.5, 0), 0, 0);
	assert_true(isinf(svy_binomial_unlikely_log(4, 0.5, log(0.06))));
}

static void bad_input_is_refused(void **state)
{
	(void)state;
	const struct {
		double k, n, share, level;
		const char *words;
	} bad[] = {{-1, 5, 0.5, 0.95, "whole"}, {6, 5, 0.5, 0.95, "whole"}, {1.5, 5, 0.5, 0.95, "whole"},
	           {1, 5.5, 0.5, 0.95, "whole"}, {NAN, 5, 0.5, 0.95, "whole"}, {1, INFINITY, 0.5, 0.95, "at most"},
	           {1, 5e9, 0.5, 0.95, "at most"}, {1, 5, -0.1, 0.95, "proportion"}, {1, 5, NAN, 0.95, "proportion"},
	           {1, 5, 1.5, 0.95, "proportion"}, {1, 5, 0.5, 1, "level"}};
	struct svy_status status = {0};
	struct svy_test test = {.p = 7};
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		check_fails(svy_binomial(bad[i].k, bad[i].n, bad[i].share, SVY_TWO_SIDED, bad[i].level, &test, &status),
		            SVY_EDOMAIN, &status, bad[i].words);
	check_close(test.p, 7, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(mendelian_plants),
		cmocka_unit_test(outcomes_that_tie_count),
		cmocka_unit_test(hypotheses_of_one_outcome),
		cmocka_unit_test(limits_by_alternative),
		cmocka_unit_test(nobody_gives_no_test),
		cmocka_unit_test(disagreement_is_said),
		cmocka_unit_test(unlikely_outcomes),
		cmocka_unit_test(bad_input_is_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
