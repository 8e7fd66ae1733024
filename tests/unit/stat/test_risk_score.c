#include <math.h>

#include "stat/risk_score.h"
#include "tests/support/check.h"

static void segments_of_differences_and_ratios(void **state)
{
	(void)state;
	struct svy_segment d = svy_risk_segment(SVY_RISK_DIFFERENCE, -0.3);
	check_close(d.from[0], 0, 0);
	check_close(d.from[1], 0.3, 0);
	check_close(d.to[0], 0.7, 0);
	check_close(d.to[1], 1, 0);
	struct svy_segment r = svy_risk_segment(SVY_RISK_RATIO, 0.8); /* a ratio of 4 */
	check_close(r.to[0], 1, 0);
	check_close(r.to[1], 0.25, 1e-15);
	r = svy_risk_segment(SVY_RISK_RATIO, 0.2);
	check_close(r.to[0], 0.25, 1e-15);
	check_close(r.to[1], 1, 0);
	check_close(svy_risk_segment(SVY_RISK_RATIO, 0).to[0], 0, 0);
	check_close(svy_risk_segment(SVY_RISK_RATIO, 1).to[1], 0, 0);
}

/* At a difference of 0 and a ratio of 1 it is Barnard's: (7/15 - 12/15) / sqrt(19/30 11/30 2/15). */
static void the_pooled_statistic_of_no_difference(void **state)
{
	double pooled = -5.0 / 15 / sqrt(19.0 / 30 * 11 / 30 * 2 / 15);
	(void)state;
	check_rel(svy_risk_score(SVY_RISK_DIFFERENCE, 7, 15, 12, 15, 0), pooled, 1e-13);
	check_rel(svy_risk_score(SVY_RISK_RATIO, 7, 15, 12, 15, 0.5), pooled, 1e-13);
}

/*
 * Miettinen and Nurminen (1985) in closed form.  Ratio 2 of 10/20 against 3/30: a p2^2 + b p2 + c,
 * a = 50 * 2, b = -(20 * 2 + 10 + 30 + 3 * 2) = -86, c = 13.
 */
static void a_ratio_in_closed_form(void **state)
{
	double p2 = (86 - sqrt(86.0 * 86 - 4 * 100 * 13)) / 200, p1 = 2 * p2;
	double expected = (0.5 - 2 * 0.1) / sqrt(p1 * (1 - p1) / 20 + 4 * p2 * (1 - p2) / 30);
	(void)state;
	check_rel(svy_risk_score(SVY_RISK_RATIO, 10, 20, 3, 30, 2.0 / 3), expected, 1e-12);
}

/* Groups of equal size with x1 = n - x2: p1 = (1 + v) / 2 by symmetry. */
static void a_difference_by_symmetry(void **state)
{
	(void)state;
	check_rel(svy_risk_score(SVY_RISK_DIFFERENCE, 16, 20, 4, 20, 0.2), 0.4 / sqrt(2 * 0.6 * 0.4 / 20), 1e-13);
}

static void no_variance_is_nothing_or_infinite(void **state)
{
	(void)state;
	check_close(svy_risk_score(SVY_RISK_DIFFERENCE, 0, 5, 5, 5, -1), 0, 0);
	check_close(svy_risk_score(SVY_RISK_DIFFERENCE, 1, 5, 5, 5, -1), HUGE_VAL, 0);
	check_close(svy_risk_score(SVY_RISK_RATIO, 0, 5, 3, 5, 0), 0, 0);
	check_close(svy_risk_score(SVY_RISK_RATIO, 1, 5, 3, 5, 0), HUGE_VAL, 0);
	check_close(svy_risk_score(SVY_RISK_RATIO, 0, 5, 0, 7, 0.3), 0, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(segments_of_differences_and_ratios),
		cmocka_unit_test(the_pooled_statistic_of_no_difference),
		cmocka_unit_test(a_ratio_in_closed_form),
		cmocka_unit_test(a_difference_by_symmetry),
		cmocka_unit_test(no_variance_is_nothing_or_infinite),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
