#include <math.h>

#include "stat/smirnov.h"
#include "tests/support/check.h"

static struct svy_test test_of(const struct svy_run *runs, size_t n, enum svy_alternative alternative, double work)
{
	struct svy_sample sample;
	struct svy_test test;
	check_ok(svy_sample_make(runs, n, 2, &sample, NULL), NULL);
	check_ok(svy_smirnov(&sample, alternative, work, &test, NULL), NULL);
	svy_sample_clear(&sample);
	return test;
}

/* 5 against 1 2 2 7.  Of five places for the one value: first D = 1, last D = 1, ... by hand. */
static void by_hand(void **state)
{
	(void)state;
	const struct svy_run runs[] = {{5, 0, 1}, {1, 1, 1}, {2, 1, 2}, {7, 1, 1}};
	struct svy_test test = test_of(runs, 4, SVY_GREATER, 0);
	check_close(test.statistic, 0.75, 1e-15);
	check_rel(test.p, 0.4, 1e-14); /* it is 5 or 7; R 4.2.2 gives 0.2 */
	check_rel(test.attainable_p, 0.2, 1e-14);
	check_contains(test.method, "D of F2 above F1, exact given the ties");
	test = test_of(runs, 4, SVY_LESS, 0);
	check_close(test.statistic, 0.25, 1e-15);
	check_rel(test.p, 0.8, 1e-14);
	test = test_of(runs, 4, SVY_TWO_SIDED, 1);
	check_contains(test.method, "asymptotic");
	check_close(test.attainable_p, NAN, 0);
}

/* R 4.2.2: 1 - pkolmogorov; SciPy kstwobign.sf. */
static void kolmogorov_tails(void **state)
{
	(void)state;
	check_close(svy_kolmogorov_upper(0), 1, 0);
	check_close(svy_kolmogorov_upper(-1), 1, 0);
	check_close(svy_kolmogorov_upper(NAN), NAN, 0);
	check_rel(svy_kolmogorov_upper(1), 0.26999967167735456, 1e-13);
	check_rel(svy_kolmogorov_upper(1 - 1e-13), 0.26999967167735456, 1e-11);
	check_rel(svy_kolmogorov_upper_log(50), log(2) - 5000, 1e-15);
}

static void what_has_no_answer_says_why(void **state)
{
	(void)state;
	const struct svy_run runs[] = {{5, 0, 3}, {5, 1, 4}};
	struct svy_test test = test_of(runs, 1, SVY_TWO_SIDED, 0);
	check_close(test.p, NAN, 0);
	check_contains(test.note, "the second group is empty");
	test = test_of(runs, 2, SVY_TWO_SIDED, 0);
	check_close(test.statistic, 0, 0);
	check_close(test.p, 1, 0);
	const struct svy_run apart[] = {{1, 0, 2000}, {2, 1, 2000}};
	test = test_of(apart, 2, SVY_TWO_SIDED, 0);
	check_close(test.p, 0, 0);
	check_contains(test.note, "below 1e-290");
	struct svy_sample sample;
	struct svy_status status = {0};
	check_ok(svy_sample_make(runs, 2, 3, &sample, NULL), NULL);
	check_fails(svy_smirnov(&sample, SVY_TWO_SIDED, 0, &test, &status), SVY_EDOMAIN, &status, "two groups");
	svy_sample_clear(&sample);
	check_ok(svy_sample_make(runs, 2, 2, &sample, NULL), NULL);
	check_fails(svy_smirnov(&sample, SVY_TWO_SIDED, NAN, &test, &status), SVY_EDOMAIN, &status, "steps");
	svy_sample_clear(&sample);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(by_hand),
		cmocka_unit_test(kolmogorov_tails),
		cmocka_unit_test(what_has_no_answer_says_why),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
