/*
 * What must hold of correlations, of tests of one categorical variable and of two
 * proportions, whatever the numbers are.
 */
#include <math.h>

#include "base/random.h"
#include "stat/association.h"
#include "stat/binomial.h"
#include "stat/chisq.h"
#include "stat/correlate.h"
#include "stat/goodness.h"
#include "stat/kendall.h"
#include "stat/matched.h"
#include "stat/matching.h"
#include "stat/paired.h"
#include "stat/permute_data.h"
#include "stat/proportions.h"
#include "stat/spearman.h"
#include "tests/support/check.h"

enum { SAMPLES = 300, MOST = 60 };

typedef enum svy_code correlate_function(const struct svy_matched *data, const struct svy_correlate_options *options,
                                         struct svy_test *out, struct svy_status *status);
static correlate_function *const TESTS[] = {svy_pearson_r, svy_spearman, svy_kendall};
enum { N_TESTS = 3 };

struct pairs {
	double x[MOST], y[MOST];
	uint64_t n[MOST];
	size_t size;
};

/* Few values, so that there are ties, in two of three samples. */
static struct pairs draw(const char *law, size_t number, size_t most)
{
	struct pairs p;
	struct svy_random random;
	svy_random_start(&random, 11, law, number);
	p.size = 4 + svy_random_below(&random, most - 3);
	for (size_t i = 0; i < p.size; i++) {
		p.x[i] = number % 3 == 0 ? svy_random_normal(&random) : (double)svy_random_below(&random, 6);
		p.y[i] = number % 3 < 2 ? svy_random_normal(&random) : (double)svy_random_below(&random, 5);
		p.y[i] += p.x[i] / 2 * (double)(number % 2);
		p.n[i] = 1 + svy_random_below(&random, 3);
	}
	return p;
}

static struct svy_test test_with(correlate_function *function, const double *x, const double *y, const uint64_t *n,
                                 size_t size, struct svy_correlate_options options)
{
	const struct svy_matched data = {x, y, n, size};
	struct svy_status status = {0};
	struct svy_test test;
	check_ok(function(&data, &options, &test, &status), &status);
	return test;
}

static const struct svy_correlate_options PLAIN = {.level = 0.95};
static const struct svy_correlate_options APPROXIMATE = {.level = 0.95, .exactness = SVY_EXACT_NEVER};

static void same(const struct svy_test *a, const struct svy_test *b, double tolerance)
{
	check_close(a->estimate, b->estimate, tolerance);
	check_close(a->p, b->p, tolerance);
	check_close(a->low, b->low, tolerance);
	check_close(a->high, b->high, tolerance);
	check_close(a->statistic, b->statistic, tolerance * fmax(1, fabs(b->statistic)));
}

static void frequencies_are_repeated_rows(void **state)
{
	(void)state;
	for (size_t number = 0; number < SAMPLES; number++) {
		struct pairs p = draw("frequencies", number, 12);
		double x[3 * MOST], y[3 * MOST];
		size_t rows = 0;
		for (size_t i = 0; i < p.size; i++)
			for (uint64_t copy = 0; copy < p.n[i]; copy++, rows++) {
				x[rows] = p.x[i];
				y[rows] = p.y[i];
			}
		for (int t = 0; t < N_TESTS; t++) {
			struct svy_test weighted = test_with(TESTS[t], p.x, p.y, p.n, p.size, PLAIN);
			struct svy_test repeated = test_with(TESTS[t], x, y, NULL, rows, PLAIN);
			same(&weighted, &repeated, 1e-12);
		}
	}
}

/* Order, exchange, and what must turn the sign. */
static void turning_round(void **state)
{
	(void)state;
	for (size_t number = 0; number < SAMPLES; number++) {
		struct pairs p = draw("turning", number, 14), back = p;
		double minus[MOST];
		for (size_t i = 0; i < p.size; i++) {
			back.x[i] = p.x[p.size - 1 - i];
			back.y[i] = p.y[p.size - 1 - i];
			minus[i] = -p.y[i];
		}
		for (int t = 0; t < N_TESTS; t++) {
			struct svy_test plain = test_with(TESTS[t], p.x, p.y, NULL, p.size, PLAIN);
			struct svy_test reverse = test_with(TESTS[t], back.x, back.y, NULL, p.size, PLAIN);
			struct svy_test exchanged = test_with(TESTS[t], p.y, p.x, NULL, p.size, PLAIN);
			struct svy_test other = test_with(TESTS[t], p.x, minus, NULL, p.size, PLAIN);
			same(&reverse, &plain, 1e-13);
			same(&exchanged, &plain, 1e-12);
			check_close(other.estimate, -plain.estimate, 1e-13);
			check_close(other.low, -plain.high, 1e-12);
			check_close(other.p, plain.p, 1e-12);
			const struct svy_correlate_options less = {.level = 0.9, .alternative = SVY_LESS},
			                                   greater = {.level = 0.9, .alternative = SVY_GREATER};
			struct svy_test down = test_with(TESTS[t], p.x, p.y, NULL, p.size, less);
			struct svy_test up = test_with(TESTS[t], p.x, minus, NULL, p.size, greater);
			check_close(down.p, up.p, 1e-12);
			check_close(down.high, -up.low, 1e-12);
		}
	}
}

/* Ranks do not know of scales; r does not know of linear ones. */
static void scales_change_nothing(void **state)
{
	(void)state;
	for (size_t number = 0; number < SAMPLES; number++) {
		struct pairs p = draw("scales", number, MOST);
		double linear[MOST], curved[MOST];
		for (size_t i = 0; i < p.size; i++) {
			linear[i] = 0x1p20 * p.x[i] + 0x1p40;
			curved[i] = exp(p.x[i]);
		}
		for (int t = 0; t < N_TESTS; t++) {
			struct svy_test plain = test_with(TESTS[t], p.x, p.y, NULL, p.size, PLAIN);
			struct svy_test moved = test_with(TESTS[t], linear, p.y, NULL, p.size, PLAIN);
			struct svy_test bent = test_with(TESTS[t], curved, p.y, NULL, p.size, PLAIN);
			same(&moved, &plain, t == 0 ? 1e-9 : 0);
			if (t > 0)
				same(&bent, &plain, 0);
		}
	}
}

static double midrank(const double *x, size_t size, double of)
{
	double below = 0, equal = 0;
	for (size_t i = 0; i < size; i++) {
		below += x[i] < of;
		equal += x[i] <= of && x[i] >= of;
	}
	return below + (equal + 1) / 2;
}

static void spearman_is_pearson_of_midranks(void **state)
{
	(void)state;
	for (size_t number = 0; number < SAMPLES; number++) {
		struct pairs p = draw("midranks", number, MOST);
		double x[MOST], y[MOST];
		for (size_t i = 0; i < p.size; i++) {
			x[i] = midrank(p.x, p.size, p.x[i]);
			y[i] = midrank(p.y, p.size, p.y[i]);
		}
		struct svy_test ranks = test_with(svy_spearman, p.x, p.y, NULL, p.size, APPROXIMATE);
		struct svy_test r = test_with(svy_pearson_r, x, y, NULL, p.size, PLAIN);
		check_close(ranks.estimate, r.estimate, 1e-14);
		check_close(ranks.p, r.p, 1e-12);
	}
}

/* tau-b and its limits, and Spearman's r, of two ordered variables are those of their table. */
static void correlations_are_those_of_the_table(void **state)
{
	(void)state;
	const struct svy_measure_options options = {.level = 0.95};
	for (size_t number = 2; number < 3 * SAMPLES; number += 3) {
		struct pairs p = draw("table", number, MOST);
		double table[6 * 5] = {0};
		for (size_t i = 0; i < p.size; i++) {
			p.y[i] = floor(p.y[i] - p.x[i] / 2 * (double)(number % 2));
			table[(size_t)p.x[i] * 5 + (size_t)p.y[i]] += (double)p.n[i];
		}
		struct svy_test tau = test_with(svy_kendall, p.x, p.y, p.n, p.size, APPROXIMATE);
		struct svy_test rank = test_with(svy_spearman, p.x, p.y, p.n, p.size, APPROXIMATE);
		struct svy_measure tau_b, spearman;
		check_ok(svy_associate(table, 6, 5, SVY_MEASURE_TAU_B, &options, &tau_b, NULL), NULL);
		check_ok(svy_associate(table, 6, 5, SVY_MEASURE_SPEARMAN, &options, &spearman, NULL), NULL);
		check_close(tau.estimate, tau_b.estimate, 1e-13);
		check_close(tau.low, tau_b.low, 1e-12);
		check_close(tau.high, tau_b.high, 1e-12);
		check_close(rank.estimate, spearman.estimate, 1e-13);
	}
}

/* The same exact p without ties by inversions and by the network. */
static void inversions_are_the_network(void **state)
{
	(void)state;
	for (size_t number = 0; number < SAMPLES; number++) {
		struct pairs p = draw("inversions", number, 12);
		const struct svy_matched data = {p.x, p.y, NULL, p.size};
		struct svy_ordered_pairs o;
		struct svy_null null;
		check_ok(svy_ordered_pairs_new(&data, &o, NULL), NULL);
		const struct svy_tied tied = {o.x_count, o.y_count, o.x_size, o.y_size, o.total};
		check_ok(svy_matching_null(&tied, SVY_MATCHING_PAIRS, 0, &null, NULL), NULL);
		for (int side = 0; side < 3; side++) {
			const struct svy_correlate_options options = {.level = 0.95, .alternative = (enum svy_alternative)side};
			struct svy_test test = test_with(svy_kendall, p.x, p.y, NULL, p.size, options);
			if (isnan(test.p))
				continue;
			check_rel(test.p, svy_null_p(&null, (int64_t)test.statistic, options.alternative), 1e-11);
			struct svy_test attain = {.alternative = options.alternative};
			svy_null_attain(&null, &attain);
			check_rel(test.attainable_p, attain.attainable_p, 1e-11);
			check_rel(test.attainable_less, attain.attainable_less, 1e-11);
			assert_true(test.p >= test.attainable_p * (1 - 1e-12) && test.p <= 1);
		}
		svy_null_clear(&null);
		svy_ordered_pairs_clear(&o);
	}
}

/* Of 2 rank - (n + 1). */
static double squares_of(const uint64_t *count, size_t size)
{
	double n = 0, cubes = 0;
	for (size_t i = 0; i < size; i++) {
		n += (double)count[i];
		cubes += pow((double)count[i], 3);
	}
	return (n * n * n - cubes) / 3;
}

/* Means are 0, and variances the permutation ones: n - 1 times that of r is 1, that of S Kendall's. */
static void null_distributions_have_their_moments(void **state)
{
	(void)state;
	for (size_t number = 0; number < SAMPLES; number++) {
		struct pairs p = draw("moments", number, 10);
		const struct svy_matched data = {p.x, p.y, NULL, p.size};
		struct svy_ordered_pairs o;
		check_ok(svy_ordered_pairs_new(&data, &o, NULL), NULL);
		const struct svy_tied tied = {o.x_count, o.y_count, o.x_size, o.y_size, o.total};
		for (int kind = 0; kind < 2; kind++) {
			struct svy_null null;
			check_ok(svy_matching_null(&tied, (enum svy_matching_kind)kind, 0, &null, NULL), NULL);
			double all = 0, mean = 0, square = 0;
			for (size_t i = 0; i < null.size; i++) {
				double v = (double)(null.low + (int64_t)i * null.step);
				all += null.p[i];
				mean += null.p[i] * v;
				square += null.p[i] * v * v;
			}
			check_close(all, 1, 1e-12);
			check_close(mean, 0, 1e-9);
			struct svy_test z = test_with(svy_kendall, p.x, p.y, NULL, p.size, APPROXIMATE);
			struct svy_test exact = test_with(svy_kendall, p.x, p.y, NULL, p.size, PLAIN);
			if (kind == SVY_MATCHING_PAIRS && !isnan(z.p) && fabs(exact.statistic) > 0)
				check_rel(square, pow(exact.statistic / z.statistic, 2), 1e-10);
			if (kind == SVY_MATCHING_RANKS)
				check_close(square, squares_of(o.x_count, o.x_size) * squares_of(o.y_count, o.y_size) /
				                        (double)(o.total - 1), 1e-9 * square);
			svy_null_clear(&null);
		}
		svy_ordered_pairs_clear(&o);
	}
}

/* All permutations one by one, as the other module takes them. */
static void exact_is_over_all_permutations(void **state)
{
	(void)state;
	for (size_t number = 0; number < 60; number++) {
		struct pairs p = draw("permutations", number, 7);
		const struct svy_matched data = {p.x, p.y, NULL, p.size};
		for (int side = 0; side < 3; side++) {
			const struct svy_correlate_options options = {.level = 0.95, .alternative = (enum svy_alternative)side};
			const struct svy_permute_options all = {.stream = "law", .alternative = options.alternative,
			                                        .monte_carlo = {.replicates = 10000}};
			struct svy_test exact = test_with(svy_spearman, p.x, p.y, NULL, p.size, options), permuted;
			struct svy_permuted how;
			if (isnan(exact.p))
				continue;
			svy_test_init(&permuted, "permuted");
			permuted.alternative = options.alternative;
			check_ok(svy_permute_partners(&data, SVY_SCORE_RANK, &all, &permuted, &how, NULL), NULL);
			assert_true(how.all);
			check_close(permuted.p, exact.p, 1e-12);
		}
	}
}

/* --- one categorical variable --------------------------------------------------- */

static void multinomial_of_two_is_binomial(void **state)
{
	(void)state;
	struct svy_random random;
	svy_random_start(&random, 11, "two", 0);
	for (size_t number = 0; number < SAMPLES; number++) {
		double total = 1 + (double)svy_random_below(&random, 60);
		double k = (double)svy_random_below(&random, (uint64_t)total + 1);
		double share = (1 + (double)svy_random_below(&random, 19)) / 20;
		const double n[] = {k, total - k}, shares[] = {share, 1 - share};
		struct svy_test two, one;
		check_ok(svy_multinomial(n, shares, 2, NULL, 0, &two, NULL), NULL);
		check_ok(svy_binomial(k, total, share, SVY_TWO_SIDED, 0.95, &one, NULL), NULL);
		check_rel(two.p, one.p, 1e-10);
		check_rel(two.attainable_p, one.attainable_p, 1e-10);
	}
}

static void binomial_sides(void **state)
{
	(void)state;
	for (double n = 1; n <= 25; n++)
		for (double k = 0; k <= n; k++) {
			struct svy_test less, greater, next, mirror, two;
			check_ok(svy_binomial(k, n, 0.3, SVY_LESS, 0.95, &less, NULL), NULL);
			check_ok(svy_binomial(k, n, 0.3, SVY_GREATER, 0.95, &greater, NULL), NULL);
			check_ok(svy_binomial(n - k, n, 0.7, SVY_GREATER, 0.95, &mirror, NULL), NULL);
			check_ok(svy_binomial(k, n, 0.3, SVY_TWO_SIDED, 0.95, &two, NULL), NULL);
			check_rel(mirror.p, less.p, 1e-12);
			check_close(mirror.low, 1 - less.high, 1e-12);
			assert_true(two.p >= fmin(less.p, greater.p) * (1 - 1e-12) && two.p <= 1);
			assert_true(two.p >= two.attainable_p * (1 - 1e-12));
			if (k < n) {
				check_ok(svy_binomial(k + 1, n, 0.3, SVY_GREATER, 0.95, &next, NULL), NULL);
				check_close(less.p + next.p, 1, 1e-13);
			}
		}
}

/* Who changed in one direction, of all who changed. */
static void binomial_of_a_half_is_mcnemar(void **state)
{
	(void)state;
	for (double b = 0; b <= 12; b++)
		for (double c = b == 0 ? 1 : 0; c <= 12; c++)
			for (int side = 0; side < 3; side++) {
				const double table[] = {5, b, c, 7};
				struct svy_test changes, share;
				enum svy_alternative alternative = (enum svy_alternative)side;
				check_ok(svy_mcnemar(table, 2, SVY_MCNEMAR_EXACT, alternative, 0.95, &changes, NULL), NULL);
				check_ok(svy_binomial(b, b + c, 0.5, alternative, 0.95, &share, NULL), NULL);
				check_rel(changes.p, share.p, 1e-11);
				check_rel(changes.attainable_p, share.attainable_p, 1e-11);
				check_close(changes.low, share.low / (1 - share.low), 1e-9 * fmax(1, changes.low));
			}
}

/* Categories in any order, parts or shares, with and without one that cannot be. */
static void order_and_scale_of_shares(void **state)
{
	(void)state;
	struct svy_random random;
	svy_random_start(&random, 11, "order", 0);
	for (size_t number = 0; number < 60; number++) {
		double n[5], part[5], back[5], scaled[5];
		for (size_t i = 0; i < 4; i++) {
			n[i] = (double)svy_random_below(&random, 7);
			part[i] = 1 + (double)svy_random_below(&random, 4);
		}
		n[4] = part[4] = 0;
		for (size_t i = 0; i < 5; i++) {
			back[i] = n[4 - i];
			scaled[i] = part[4 - i] * 0.125;
		}
		struct svy_test a, b;
		check_ok(svy_multinomial(n, part, 4, NULL, 0, &a, NULL), NULL);
		check_ok(svy_multinomial(back, scaled, 5, NULL, 0, &b, NULL), NULL);
		check_close(b.p, a.p, 1e-12);
		for (int kind = 0; kind < 2; kind++) {
			check_ok(svy_fit(n, part, 4, (enum svy_fit_kind)kind, &a, NULL), NULL);
			check_ok(svy_fit(back, scaled, 5, (enum svy_fit_kind)kind, &b, NULL), NULL);
			check_close(b.statistic, a.statistic, 1e-12);
			check_close(b.p, a.p, 1e-12);
		}
	}
}

/* Over many seeds the 99% interval of a Monte Carlo p holds the exact one, on any number of threads the same. */
static void monte_carlo_covers(void **state)
{
	(void)state;
	const double n[] = {6, 1, 3, 2}, share[] = {0.25, 0.25, 0.3, 0.2};
	struct svy_test exact, drawn, again;
	int covered = 0;
	check_ok(svy_multinomial(n, share, 4, NULL, 0, &exact, NULL), NULL);
	for (uint64_t seed = 0; seed < 1000; seed++) {
		const struct svy_monte_carlo options = {.replicates = 500, .seed = seed, .threads = 1};
		check_ok(svy_multinomial(n, share, 4, &options, 1e-9, &drawn, NULL), NULL);
		covered += drawn.p_low <= exact.p && exact.p <= drawn.p_high;
	}
	assert_true(covered >= 980);
	for (unsigned threads = 1; threads <= 7; threads += threads == 1 ? 1 : 5) {
		const struct svy_monte_carlo options = {.replicates = 5000, .seed = 3, .threads = threads};
		check_ok(svy_multinomial(n, share, 4, &options, 1e-9, threads == 1 ? &drawn : &again, NULL), NULL);
		if (threads > 1)
			check_close(again.p, drawn.p, 0);
	}
}

/* z^2 is Pearson's chi-squared of the 2 x 2 table, corrected Yates's. */
static void z_is_the_root_of_chi_squared(void **state)
{
	(void)state;
	struct svy_random random;
	svy_random_start(&random, 11, "z", 0);
	for (size_t number = 0; number < SAMPLES; number++) {
		double n[2], k[2];
		for (int i = 0; i < 2; i++) {
			n[i] = 1 + (double)svy_random_below(&random, 50);
			k[i] = (double)svy_random_below(&random, (uint64_t)n[i] + 1);
		}
		const double table[] = {k[0], n[0] - k[0], k[1], n[1] - k[1]};
		struct svy_test z, square;
		for (int corrected = 0; corrected < 2; corrected++) {
			check_ok(svy_z_proportions(k, n, corrected, SVY_TWO_SIDED, 0.95, &z, NULL), NULL);
			check_ok(svy_chisq(table, 2, 2, corrected ? SVY_CHISQ_YATES : SVY_CHISQ_PEARSON, &square, NULL), NULL);
			check_close(z.statistic * z.statistic, square.statistic, 1e-11);
			check_close(z.p, square.p, 1e-11);
			check_close(z.smallest_expected, square.smallest_expected, 1e-12);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(frequencies_are_repeated_rows),
		cmocka_unit_test(turning_round),
		cmocka_unit_test(scales_change_nothing),
		cmocka_unit_test(spearman_is_pearson_of_midranks),
		cmocka_unit_test(correlations_are_those_of_the_table),
		cmocka_unit_test(inversions_are_the_network),
		cmocka_unit_test(null_distributions_have_their_moments),
		cmocka_unit_test(exact_is_over_all_permutations),
		cmocka_unit_test(binomial_of_a_half_is_mcnemar),
		cmocka_unit_test(multinomial_of_two_is_binomial),
		cmocka_unit_test(binomial_sides),
		cmocka_unit_test(order_and_scale_of_shares),
		cmocka_unit_test(monte_carlo_covers),
		cmocka_unit_test(z_is_the_root_of_chi_squared),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
