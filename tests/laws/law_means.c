/* What must hold of tests of means, of variances and of equivalence. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/random.h"
#include "stat/anova.h"
#include "stat/equivalence.h"
#include "stat/mean.h"
#include "stat/quantile.h"
#include "stat/variances.h"
#include "tests/support/check.h"

enum { SAMPLES = 300, MOST = 60, GROUPS = 5, N_TESTS = 5 };

struct drawn {
	struct svy_run run[MOST];
	size_t n, k;
};

/* Whole numbers with ties, or hundredths without many. */
static struct drawn draw(const char *law, size_t number, size_t k)
{
	struct svy_random random;
	svy_random_start(&random, 1, law, number);
	struct drawn d = {.k = k, .n = 3 * k + (size_t)svy_random_below(&random, MOST - 3 * GROUPS)};
	uint64_t values = number % 2 ? 6 : 2000;
	for (size_t i = 0; i < d.n; i++) {
		double x = (double)svy_random_below(&random, values) / (number % 2 ? 1 : 100);
		d.run[i] = (struct svy_run){x, i % k, 1 + svy_random_below(&random, 3)};
	}
	return d;
}

static struct svy_sample make(const struct drawn *d)
{
	struct svy_sample sample;
	check_ok(svy_sample_make(d->run, d->n, d->k, &sample, NULL), NULL);
	return sample;
}

static void find_moments(const struct drawn *d, struct svy_group_moments *out)
{
	struct svy_sample sample = make(d);
	check_ok(svy_sample_moments(&sample, out, NULL), NULL);
	svy_sample_clear(&sample);
}

static struct svy_test compare_means(enum svy_mean_kind kind, const struct svy_group_moments *groups,
                                     struct svy_mean_options options)
{
	struct svy_test test;
	check_ok(svy_mean_test(kind, groups, &options, &test, NULL), NULL);
	return test;
}

/* All tests of variances, and the two of means, of a sample. */
static void run_all(const struct drawn *d, struct svy_test out[N_TESTS + 2])
{
	struct svy_group_moments moments[GROUPS];
	struct svy_sample sample = make(d);
	check_ok(svy_levene(&sample, SVY_CENTRE_MEAN, &out[0], NULL), NULL);
	check_ok(svy_levene(&sample, SVY_CENTRE_MEDIAN, &out[1], NULL), NULL);
	check_ok(svy_bartlett(&sample, &out[2], NULL), NULL);
	check_ok(svy_fligner_killeen(&sample, &out[3], NULL), NULL);
	check_ok(svy_mood(&sample, SVY_TWO_SIDED, &out[4], NULL), NULL);
	check_ok(svy_sample_moments(&sample, moments, NULL), NULL);
	check_ok(svy_anova(moments, d->k, NULL, &out[5], NULL), NULL);
	check_ok(svy_anova_welch(moments, d->k, &out[6], NULL), NULL);
	svy_sample_clear(&sample);
}

static void the_squares_of_t_are_f(void **state)
{
	(void)state;
	const struct svy_mean_options plain = {0, 0.95, SVY_TWO_SIDED};
	for (size_t i = 0; i < SAMPLES; i++) {
		struct drawn d = draw("squares", i, 2);
		struct svy_group_moments groups[2];
		struct svy_test f, t;
		find_moments(&d, groups);
		t = compare_means(SVY_MEAN_POOLED, groups, plain);
		check_ok(svy_anova(groups, 2, NULL, &f, NULL), NULL);
		check_rel(f.statistic, t.statistic * t.statistic, 1e-12);
		check_rel(f.df2, t.df, 0);
		check_rel(f.p, t.p, 1e-11);
		t = compare_means(SVY_MEAN_WELCH, groups, plain);
		check_ok(svy_anova_welch(groups, 2, &f, NULL), NULL);
		check_rel(f.statistic, t.statistic * t.statistic, 1e-12);
		check_rel(f.df2, t.df, 1e-12);
		check_rel(f.p, t.p, 1e-11);
	}
}

static void pairwise_comparison_of_two_groups_is_the_pooled_t(void **state)
{
	(void)state;
	for (size_t i = 0; i < SAMPLES; i++) {
		struct drawn d = draw("pairwise", i, 2);
		struct svy_group_moments groups[2];
		struct svy_pair pair;
		find_moments(&d, groups);
		struct svy_test t = compare_means(SVY_MEAN_POOLED, groups, (struct svy_mean_options){0, 0.95, SVY_TWO_SIDED});
		check_ok(svy_compare_means(SVY_POOL_ALL, groups, 2, SVY_ADJUST_NONE, &pair, NULL), NULL);
		check_rel(pair.statistic, t.statistic, 1e-14);
		check_rel(pair.p, t.p, 1e-13);
	}
}

static void repeated_rows_are_a_frequency(void **state)
{
	(void)state;
	for (size_t i = 0; i < SAMPLES; i++) {
		struct drawn d = draw("repeated", i, 2 + i % (GROUPS - 1)), single = {.k = d.k};
		struct svy_test of[N_TESTS + 2], other[N_TESTS + 2];
		d.n = d.n > MOST / 3 ? MOST / 3 : d.n;
		for (size_t j = d.n; j-- > 0;)
			for (uint64_t times = 0; times < d.run[j].n; times++)
				single.run[single.n++] = (struct svy_run){d.run[j].x, d.run[j].group, 1};
		run_all(&d, of);
		run_all(&single, other);
		for (int t = 0; t < N_TESTS + 2; t++) {
			check_rel(other[t].statistic, of[t].statistic, 0);
			check_rel(other[t].p, of[t].p, 0);
		}
	}
}

/* Twice the numbers and a shift, both exact for whole numbers; turned round; groups renamed. */
static void unit_origin_and_names_of_groups_do_not_matter(void **state)
{
	(void)state;
	for (size_t i = 0; i < SAMPLES; i++) {
		struct drawn d = draw("unit", 2 * i + 1, 2 + i % (GROUPS - 1)), moved = d, turned = d, renamed = d;
		struct svy_test of[N_TESTS + 2], other[3][N_TESTS + 2];
		for (size_t j = 0; j < d.n; j++) {
			moved.run[j].x = 2 * d.run[j].x + 1e12;
			turned.run[j].x = -d.run[j].x;
			renamed.run[j].group = d.k - 1 - d.run[j].group;
		}
		run_all(&d, of);
		run_all(&moved, other[0]);
		run_all(&turned, other[1]);
		run_all(&renamed, other[2]);
		for (int o = 0; o < 3; o++)
			for (int t = 0; t < N_TESTS + 2; t++) {
				check_close(fabs(other[o][t].statistic), fabs(of[t].statistic), 1e-11 * (1 + fabs(of[t].statistic)));
				check_rel(other[o][t].p, of[t].p, 1e-10);
			}
	}
}

static void an_interval_holds_what_is_not_rejected(void **state)
{
	(void)state;
	for (size_t i = 0; i < SAMPLES; i++) {
		struct drawn d = draw("interval", i, 2);
		struct svy_group_moments groups[2];
		find_moments(&d, groups);
		for (int kind = 0; kind < SVY_N_MEAN_KINDS; kind++)
			for (int a = SVY_TWO_SIDED; a <= SVY_GREATER; a++) {
				struct svy_mean_options options = {0.25, 0.9, (enum svy_alternative)a};
				struct svy_test test = compare_means((enum svy_mean_kind)kind, groups, options);
				bool inside = test.low <= options.mu && options.mu <= test.high;
				assert_true(inside == (test.p >= 0.1));
				assert_true(test.low <= test.estimate && test.estimate <= test.high && test.p <= 1);
				/* at the bound itself p is 1 - level */
				options.mu = isinf(test.low) ? test.high : test.low;
				check_rel(compare_means((enum svy_mean_kind)kind, groups, options).p, 0.1, 1e-9);
			}
	}
}

static void equivalent_is_what_has_its_interval_within_the_margins(void **state)
{
	(void)state;
	const struct svy_equivalence within = {-1.5, 2, 0.95};
	size_t n_equivalent = 0;
	for (size_t i = 0; i < SAMPLES; i++) {
		struct drawn d = draw("tost", i, 2);
		struct svy_group_moments groups[2];
		find_moments(&d, groups);
		for (int kind = 0; kind < SVY_N_MEAN_KINDS; kind++) {
			struct svy_test test, low, high;
			check_ok(svy_tost_mean((enum svy_mean_kind)kind, groups, &within, &test, NULL), NULL);
			low = compare_means((enum svy_mean_kind)kind, groups,
			                    (struct svy_mean_options){within.low, 0.95, SVY_GREATER});
			high = compare_means((enum svy_mean_kind)kind, groups,
			                     (struct svy_mean_options){within.high, 0.95, SVY_LESS});
			check_rel(test.p, fmax(low.p, high.p), 1e-12);
			check_rel(test.statistic, low.p >= high.p ? low.statistic : high.statistic, 1e-12);
			check_rel(test.low, low.low, 1e-13);
			check_rel(test.high, high.high, 1e-13);
			assert_true((test.p <= 0.05) == (test.low >= within.low && test.high <= within.high));
			n_equivalent += test.p <= 0.05;
		}
	}
	assert_true(n_equivalent > 20 && n_equivalent < 4 * SAMPLES - 20);
}

static void equivalent_proportions_have_their_interval_within_the_margins(void **state)
{
	(void)state;
	const struct svy_equivalence within = {-0.2, 0.25, 0.95};
	double z = svy_normal_upper_quantile(1 - within.level);
	size_t n_equivalent = 0;
	for (size_t i = 0; i < SAMPLES; i++) {
		struct svy_random random;
		svy_random_start(&random, 1, "proportions", i);
		double n[2], x[2];
		for (int j = 0; j < 2; j++) {
			n[j] = (double)(2 + svy_random_below(&random, i % 2 ? 10 : 400));
			x[j] = i % 2 ? (double)svy_random_below(&random, (uint64_t)n[j] + 1) : floor(n[j] * 0.4);
		}
		struct svy_test test, turned;
		check_ok(svy_tost_proportions(x, n, &within, &test, NULL), NULL);
		assert_true((test.p <= 0.05) == (test.low >= within.low && test.high <= within.high));
		n_equivalent += test.p <= 0.05;
		if (test.low > -1)
			check_rel(svy_score_difference(x, n, test.low), z, 1e-6);
		if (test.high < 1)
			check_rel(svy_score_difference(x, n, test.high), -z, 1e-6);
		/* the first group alone, against limits about a half */
		const struct svy_equivalence about = {0.3, 0.75, 0.95};
		check_ok(svy_tost_proportion(x[0], n[0], &about, &turned, NULL), NULL);
		assert_true((turned.p <= 0.05) == (turned.low >= about.low && turned.high <= about.high));
		/* the other group first */
		const double back_x[2] = {x[1], x[0]}, back_n[2] = {n[1], n[0]};
		const struct svy_equivalence back = {-within.high, -within.low, within.level};
		check_ok(svy_tost_proportions(back_x, back_n, &back, &turned, NULL), NULL);
		check_rel(turned.p, test.p, 1e-12);
		check_close(turned.low, -test.high, 1e-14);
	}
	assert_true(n_equivalent > 20 && n_equivalent < SAMPLES - 20);
}

/* Numbers that lie symmetrically have their mean in the middle. */
static void mean_and_median_of_symmetric_groups_test_the_same(void **state)
{
	(void)state;
	for (size_t i = 0; i < SAMPLES; i++) {
		struct drawn d = draw("symmetric", 2 * i + 1, 3), twice = {.k = 3};
		struct svy_test of[N_TESTS + 2];
		for (size_t j = 0; j < d.n && j < MOST / 2; j++) {
			twice.run[twice.n++] = d.run[j];
			d.run[j].x = 10 * (double)d.run[j].group - d.run[j].x;
			twice.run[twice.n++] = d.run[j];
		}
		run_all(&twice, of);
		check_rel(of[0].statistic, of[1].statistic, 1e-14);
	}
}

static void the_wider_group_is_told_by_the_sign(void **state)
{
	(void)state;
	for (size_t i = 0; i < SAMPLES; i++) {
		struct drawn d = draw("sign", i, 2);
		struct svy_test less, greater, both;
		struct svy_sample sample = make(&d);
		check_ok(svy_mood(&sample, SVY_LESS, &less, NULL), NULL);
		check_ok(svy_mood(&sample, SVY_GREATER, &greater, NULL), NULL);
		check_ok(svy_mood(&sample, SVY_TWO_SIDED, &both, NULL), NULL);
		check_rel(less.p + greater.p, 1, 1e-14);
		check_rel(both.p, 2 * fmin(less.p, greater.p), 1e-14);
		assert_true((both.statistic > 0) == (greater.p < less.p));
		svy_sample_clear(&sample);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_squares_of_t_are_f),
		cmocka_unit_test(pairwise_comparison_of_two_groups_is_the_pooled_t),
		cmocka_unit_test(repeated_rows_are_a_frequency),
		cmocka_unit_test(unit_origin_and_names_of_groups_do_not_matter),
		cmocka_unit_test(an_interval_holds_what_is_not_rejected),
		cmocka_unit_test(equivalent_is_what_has_its_interval_within_the_margins),
		cmocka_unit_test(equivalent_proportions_have_their_interval_within_the_margins),
		cmocka_unit_test(mean_and_median_of_symmetric_groups_test_the_same),
		cmocka_unit_test(the_wider_group_is_told_by_the_sign),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
