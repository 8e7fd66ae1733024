/* What must hold of non-central tails whatever the numbers are. */
#include <math.h>

#include "base/random.h"
#include "stat/noncentral.h"
#include "tests/support/check.h"

enum { DRAWS = 300 };

struct draw {
	double t, f, df, df2, delta, lambda;
};

/* From little to much, in both directions. */
static struct draw draw(const char *law, size_t number)
{
	struct svy_random random;
	svy_random_start(&random, 1, law, number);
	double size = exp(2 * svy_random_normal(&random)), delta = size * svy_random_normal(&random);
	double t = delta + (1 + size / 4) * svy_random_normal(&random), df2 = exp(3 + 3 * svy_random_normal(&random));
	double df = exp(1 + svy_random_normal(&random)), lambda = delta * delta;
	return (struct draw){t, (df + lambda) / df * exp(svy_random_normal(&random)), df, df2, delta, lambda};
}

static void the_tails_are_one(void **state)
{
	(void)state;
	for (size_t i = 0; i < DRAWS; i++) {
		struct draw d = draw("sum", i);
		check_close(svy_noncentral_t_lower(d.t, d.df2, d.delta) +
		            svy_noncentral_t_upper(d.t, d.df2, d.delta), 1, 1e-12);
		check_close(svy_noncentral_f_lower(d.f, d.df, d.df2, d.lambda) +
		            svy_noncentral_f_upper(d.f, d.df, d.df2, d.lambda), 1, 1e-11);
	}
}

/* (Z + delta)^2 / S^2 is F with 1 degree of freedom and lambda = delta^2. */
static void t_squared_is_f(void **state)
{
	(void)state;
	for (size_t i = 0; i < DRAWS; i++) {
		struct draw d = draw("square", i);
		double t = fabs(d.t), upper = svy_noncentral_t_upper(t, d.df2, d.delta);
		double both = upper + svy_noncentral_t_lower(-t, d.df2, d.delta);
		double f = svy_noncentral_f_upper(t * t, 1, d.df2, d.delta * d.delta);
		if (f > 1e-250)
			check_rel(both, f, 1e-9);
	}
}

static void mirrored_it_is_the_other_tail(void **state)
{
	(void)state;
	for (size_t i = 0; i < DRAWS; i++) {
		struct draw d = draw("mirror", i);
		check_rel(svy_noncentral_t_upper(d.t, d.df2, d.delta), svy_noncentral_t_lower(-d.t, d.df2, -d.delta), 0);
	}
}

static void tails_move_with_the_statistic_and_the_shift(void **state)
{
	const double slack = 1 + 1e-12;
	(void)state;
	for (size_t i = 0; i < DRAWS; i++) {
		struct draw d = draw("order", i);
		double t = svy_noncentral_t_upper(d.t, d.df2, d.delta), f = svy_noncentral_f_upper(d.f, d.df, d.df2, d.lambda);
		assert_true(svy_noncentral_t_upper(d.t + 0.1, d.df2, d.delta) <= t * slack);
		assert_true(svy_noncentral_t_upper(d.t, d.df2, d.delta + 0.1) * slack >= t);
		assert_true(svy_noncentral_f_upper(d.f * 1.1, d.df, d.df2, d.lambda) <= f * slack);
		assert_true(svy_noncentral_f_upper(d.f, d.df, d.df2, d.lambda * 1.1) * slack >= f);
		assert_true(t >= 0 && t <= 1 && f >= 0 && f <= 1);
	}
}

/* With very many degrees of freedom F is chi-squared, t is normal. */
static void many_degrees_of_freedom_are_infinitely_many(void **state)
{
	(void)state;
	for (size_t i = 0; i < 40; i++) {
		struct draw d = draw("many", i);
		check_close(svy_noncentral_t_upper(d.t, 1e12, d.delta), svy_noncentral_t_upper(d.t, INFINITY, d.delta), 1e-9);
		check_close(svy_noncentral_f_upper(d.f, d.df, 1e12, d.lambda),
		            svy_noncentral_chisq_upper(d.f * d.df, d.df, d.lambda), 1e-9);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_tails_are_one),
		cmocka_unit_test(t_squared_is_f),
		cmocka_unit_test(mirrored_it_is_the_other_tail),
		cmocka_unit_test(tails_move_with_the_statistic_and_the_shift),
		cmocka_unit_test(many_degrees_of_freedom_are_infinitely_many),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
