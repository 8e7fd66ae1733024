#include <math.h>

#include "stat/blaker.h"
#include "tests/support/check.h"

/* Two draws: P(X >= 1) = 1 - (1 - p)^2, P(X >= 2) = p^2. */
static double upper(const void *context, double k, double p)
{
	(void)context;
	return k <= 0 ? 1 : k == 1 ? p * (2 - p) : k == 2 ? p * p : 0;
}

static double lower(const void *context, double k, double p)
{
	(void)context;
	return k < 0 ? 0 : k == 0 ? (1 - p) * (1 - p) : k == 1 ? 1 - p * p : 1;
}

static const struct svy_tails TWO = {upper, lower, NULL, 0};

/* x = 2, alpha 0.05: p^2 alone until P(X = 0) falls to it at p = 1/2, so p^2 = 0.05. */
static void the_limit_is_where_the_observed_tail_suffices(void **state)
{
	(void)state;
	check_rel(svy_blaker_lower(&TWO, 2, sqrt(0.025), sqrt(0.5), 0.05), sqrt(0.05), 1e-14);
}

/* alpha 0.3: P(X = 0) falls to p^2 at p = 1/2, before p^2 = 0.3 (p = 0.5477): there the
 * acceptability jumps to 0.5. */
static void the_limit_is_where_the_other_tail_comes_in(void **state)
{
	(void)state;
	check_rel(svy_blaker_lower(&TWO, 2, sqrt(0.15), sqrt(0.5), 0.3), 0.5, 1e-14);
}

/* x = 1, below it only 0, which is no more probable from p (2 - p) = 1/2 on. */
static void one_of_two(void **state)
{
	(void)state;
	check_rel(svy_blaker_lower(&TWO, 1, 1 - sqrt(0.975), 1 - sqrt(0.5), 0.05), 1 - sqrt(0.95), 1e-13);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_limit_is_where_the_observed_tail_suffices),
		cmocka_unit_test(the_limit_is_where_the_other_tail_comes_in),
		cmocka_unit_test(one_of_two),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
