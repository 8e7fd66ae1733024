/* What must hold of the studentised range, of Dunnett's distribution and of comparisons by them. */
#include <math.h>
#include <stdlib.h>

#include "base/random.h"
#include "stat/distribution.h"
#include "stat/dunnett.h"
#include "stat/kruskal.h"
#include "stat/posthoc.h"
#include "stat/studentised.h"
#include "tests/support/check.h"

enum { DRAWS = 24, MOST = 6, PAIRS = MOST * (MOST - 1) / 2 };

/* More is never less but for rounding. */
static const double SLACK = 1 + 1e-11;

struct draw {
	size_t k;
	double q, df;
	double lambda[MOST];
	struct svy_group_moments groups[MOST];
};

static struct draw draw(const char *law, size_t number)
{
	struct svy_random random;
	svy_random_start(&random, 1, law, number);
	struct draw d = {.k = 2 + (size_t)svy_random_below(&random, MOST - 1)};
	d.q = exp(1 + 0.7 * svy_random_normal(&random));
	d.df = number % 7 == 0 ? INFINITY : exp(2.5 + 1.5 * svy_random_normal(&random));
	for (size_t j = 0; j < d.k; j++) {
		d.lambda[j] = svy_random_uniform(&random);
		d.groups[j] = (struct svy_group_moments){2 + (double)svy_random_below(&random, 30),
		                                         floor(1000 * svy_random_normal(&random)) / 1024, 0,
		                                         exp(2 * svy_random_normal(&random))};
	}
	return d;
}

static void the_tails_are_one(void **state)
{
	(void)state;
	for (size_t i = 0; i < DRAWS; i++) {
		struct draw d = draw("sum", i);
		check_close(svy_studentised_lower(d.q, d.k, d.df) + svy_studentised_upper(d.q, d.k, d.df), 1, 1e-12);
		for (int sides = 1; sides <= 2; sides++) {
			const struct svy_dunnett dunnett = {d.lambda, d.k, d.df, sides == 2};
			check_close(svy_dunnett_lower(d.q, &dunnett) + svy_dunnett_upper(d.q, &dunnett), 1, 1e-12);
			check_close(svy_dunnett_lower(-d.q, &dunnett) + svy_dunnett_upper(-d.q, &dunnett), 1, 1e-12);
		}
	}
}

static void quantiles_give_their_tail_back(void **state)
{
	static const double ps[] = {1e-9, 0.001, 0.05, 0.4, 0.7};
	(void)state;
	for (size_t i = 0; i < DRAWS; i++) {
		struct draw d = draw("quantile", i);
		const struct svy_dunnett dunnett = {d.lambda, d.k, d.df, i % 2 == 0};
		double p = ps[i % 5];
		check_rel(svy_studentised_upper(svy_studentised_upper_quantile(p, d.k, d.df), d.k, d.df), p, 1e-11);
		check_rel(svy_dunnett_upper(svy_dunnett_upper_quantile(p, &dunnett), &dunnett), p, 1e-11);
	}
}

/* With the statistic tails fall; with more groups, and fewer degrees of freedom (far out), they rise. */
static void tails_are_in_order(void **state)
{
	(void)state;
	for (size_t i = 0; i < DRAWS; i++) {
		struct draw d = draw("order", i);
		double q = d.q + 3, p = svy_studentised_upper(q, d.k, d.df);
		const struct svy_dunnett all = {d.lambda, d.k, d.df, true}, fewer = {d.lambda, d.k - 1, d.df, true};
		const struct svy_dunnett one = {d.lambda, d.k, d.df, false};
		double of_all = svy_dunnett_upper(q, &all);
		assert_true(svy_studentised_upper(q * 1.05, d.k, d.df) <= p * SLACK);
		assert_true(svy_studentised_upper(q, d.k + 1, d.df) * SLACK >= p);
		assert_true(svy_studentised_upper(q, d.k, d.df * 1.5) <= p * SLACK);
		assert_true(svy_dunnett_upper(q * 1.05, &all) <= of_all * SLACK);
		assert_true(svy_dunnett_upper(q, &fewer) <= of_all * SLACK);
		assert_true(svy_dunnett_upper(q, &one) <= of_all * SLACK);
	}
}

/* One is within all of them, and Bonferroni's bound beyond. */
static void the_bounds_of_bonferroni_hold(void **state)
{
	(void)state;
	for (size_t i = 0; i < DRAWS; i++) {
		struct draw d = draw("bonferroni", i);
		const struct svy_dunnett dunnett = {d.lambda, d.k, d.df, true};
		double t = 2 * svy_t_upper(d.q / sqrt(2), d.df), p = svy_studentised_upper(d.q, d.k, d.df);
		assert_true(t <= p * SLACK && p <= t * (double)svy_n_pairs(d.k) * SLACK);
		t = 2 * svy_t_upper(d.q, d.df);
		p = svy_dunnett_upper(d.q, &dunnett);
		assert_true(t <= p * SLACK && p <= t * (double)d.k * SLACK);
	}
}

static void two_groups_are_students_t(void **state)
{
	(void)state;
	for (size_t i = 0; i < DRAWS; i++) {
		struct draw d = draw("two", i);
		struct svy_pair tukey, howell, dunnett, t;
		check_ok(svy_compare_means(SVY_POOL_ALL, d.groups, 2, SVY_ADJUST_NONE, &t, NULL), NULL);
		check_ok(svy_tukey_kramer(d.groups, 2, 0.9, &tukey, NULL), NULL);
		check_ok(svy_games_howell(d.groups, 2, 0.9, &howell, NULL), NULL);
		check_ok(svy_dunnett_compare(d.groups, 2, 1, SVY_TWO_SIDED, 0.9, &dunnett, NULL), NULL);
		check_rel(tukey.p_adjusted, t.p, 1e-11);
		check_rel(dunnett.p_adjusted, t.p, 1e-11);
		check_rel(howell.p_adjusted, howell.p, 1e-11);
		check_rel(tukey.low, dunnett.low, 1e-9);
		check_rel(tukey.high, dunnett.high, 1e-9);
	}
}

/* The interval at the level 1 - p_adjusted ends at 0. */
static void limits_and_p_agree(void **state)
{
	(void)state;
	for (size_t i = 0; i < DRAWS / 2; i++) {
		struct draw d = draw("limits", i);
		struct svy_pair pairs[PAIRS], again[PAIRS];
		double level = 0.95;
		for (int round = 0; round < 2; round++) {
			struct svy_pair *out = round ? again : pairs;
			if (i % 3 == 0)
				check_ok(svy_tukey_kramer(d.groups, d.k, level, out, NULL), NULL);
			else if (i % 3 == 1)
				check_ok(svy_games_howell(d.groups, d.k, level, out, NULL), NULL);
			else
				check_ok(svy_dunnett_compare(d.groups, d.k, 0, i % 2 ? SVY_TWO_SIDED : SVY_GREATER, level, out, NULL),
				         NULL);
			level = fmax(0.001, fmin(0.999, 1 - out[0].p_adjusted));
		}
		if (level > 0.001 && level < 0.999) {
			double nearer = again[0].estimate < 0 && isfinite(again[0].high) ? again[0].high : again[0].low;
			check_close(nearer, 0, 1e-8 * again[0].se);
		}
		assert_true(pairs[0].p <= pairs[0].p_adjusted && pairs[0].p_adjusted <= 1);
	}
}

/* Groups in reverse: the same pairs with the other sign. */
static void the_order_of_groups_does_not_matter(void **state)
{
	(void)state;
	for (size_t i = 0; i < DRAWS; i++) {
		struct draw d = draw("reverse", i);
		struct svy_group_moments turned[MOST];
		struct svy_pair pairs[PAIRS], other[PAIRS];
		for (size_t j = 0; j < d.k; j++)
			turned[j] = d.groups[d.k - 1 - j];
		check_ok(svy_dunnett_compare(d.groups, d.k, 0, SVY_LESS, 0.9, pairs, NULL), NULL);
		check_ok(svy_dunnett_compare(turned, d.k, d.k - 1, SVY_LESS, 0.9, other, NULL), NULL);
		check_rel(pairs[0].p_adjusted, other[svy_n_pairs(d.k) - 1].p_adjusted, 1e-12);
		check_rel(pairs[0].estimate, other[svy_n_pairs(d.k) - 1].estimate, 1e-15);
	}
}

/* Ranks: any increasing function of the numbers, and respondents repeated as counts, change nothing. */
static void dunn_sees_ranks_only(void **state)
{
	enum { N = 60 };
	(void)state;
	for (size_t i = 0; i < DRAWS; i++) {
		struct svy_random random;
		struct svy_run once[N], counted[N];
		struct svy_sample a, b;
		struct svy_pair pairs[PAIRS], other[PAIRS];
		svy_random_start(&random, 1, "dunn", i);
		for (size_t j = 0; j < N; j++) {
			double x = (double)svy_random_below(&random, 20);
			once[j] = (struct svy_run){x, (size_t)svy_random_below(&random, MOST), 1};
			counted[N - 1 - j] = (struct svy_run){exp(x), once[j].group, 1};
		}
		check_ok(svy_sample_make(once, N, MOST, &a, NULL), NULL);
		check_ok(svy_sample_make(counted, N, MOST, &b, NULL), NULL);
		check_ok(svy_dunn(&a, SVY_ADJUST_HOLM, pairs, NULL), NULL);
		check_ok(svy_dunn(&b, SVY_ADJUST_HOLM, other, NULL), NULL);
		for (size_t p = 0; p < PAIRS; p++) {
			check_close(pairs[p].p, other[p].p, 0);
			check_close(pairs[p].p_adjusted, other[p].p_adjusted, 0);
		}
		svy_sample_clear(&a);
		svy_sample_clear(&b);
	}
}

/* z^2 of two groups is the statistic of Kruskal and Wallis. */
static void two_groups_by_dunn_are_kruskal_and_wallis(void **state)
{
	(void)state;
	for (size_t i = 0; i < DRAWS; i++) {
		struct svy_random random;
		struct svy_run runs[30];
		struct svy_sample sample;
		struct svy_pair pair;
		struct svy_test test;
		svy_random_start(&random, 1, "kruskal", i);
		for (size_t j = 0; j < 30; j++)
			runs[j] = (struct svy_run){(double)svy_random_below(&random, 12), j < 2 ? j : svy_random_below(&random, 2),
			                           1 + svy_random_below(&random, 3)};
		check_ok(svy_sample_make(runs, 30, 2, &sample, NULL), NULL);
		check_ok(svy_dunn(&sample, SVY_ADJUST_HOLM, &pair, NULL), NULL);
		check_ok(svy_kruskal_wallis(&sample, &test, NULL), NULL);
		check_close(pair.statistic * pair.statistic, test.statistic, 1e-13 * (1 + test.statistic));
		check_rel(pair.p_adjusted, test.p, 1e-12);
		svy_sample_clear(&sample);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_tails_are_one),
		cmocka_unit_test(quantiles_give_their_tail_back),
		cmocka_unit_test(tails_are_in_order),
		cmocka_unit_test(the_bounds_of_bonferroni_hold),
		cmocka_unit_test(two_groups_are_students_t),
		cmocka_unit_test(limits_and_p_agree),
		cmocka_unit_test(the_order_of_groups_does_not_matter),
		cmocka_unit_test(dunn_sees_ranks_only),
		cmocka_unit_test(two_groups_by_dunn_are_kruskal_and_wallis),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
