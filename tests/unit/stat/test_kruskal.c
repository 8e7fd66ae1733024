#include <math.h>

#include "stat/kruskal.h"
#include "tests/support/check.h"

static struct svy_test test_of(const struct svy_run *runs, size_t n, size_t k)
{
	struct svy_sample sample;
	struct svy_test test;
	check_ok(svy_sample_make(runs, n, k, &sample, NULL), NULL);
	check_ok(svy_kruskal_wallis(&sample, &test, NULL), NULL);
	svy_sample_clear(&sample);
	return test;
}

/* Ranks 1 2, 3 4, 5 6 of three groups of two: H = 12 / 42 (9 + 49 + 121) / 2 - 21 = 32 / 7. */
static void by_hand(void **state)
{
	(void)state;
	const struct svy_run runs[] = {{1, 0, 1}, {2, 0, 1}, {3, 1, 1}, {4, 1, 1}, {5, 3, 1}, {6, 3, 1}};
	struct svy_test test = test_of(runs, 6, 5);
	check_rel(test.statistic, 32.0 / 7, 1e-15);
	check_close(test.df, 2, 0);
	check_rel(test.p, exp(-16.0 / 7), 1e-13);
	check_rel(test.log_p, -16.0 / 7, 1e-13);
	check_contains(test.note, "2 empty groups left out");
}

static void what_has_no_answer_says_why(void **state)
{
	(void)state;
	const struct svy_run runs[] = {{1, 0, 4}, {1, 1, 4}, {2, 0, 1}};
	check_contains(test_of(runs, 2, 2).note, "all values are tied");
	check_close(test_of(runs, 2, 2).p, NAN, 0);
	check_contains(test_of(runs, 1, 2).note, "only one group");
	check_contains(test_of(runs, 0, 2).note, "there are no values");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(by_hand),
		cmocka_unit_test(what_has_no_answer_says_why),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
