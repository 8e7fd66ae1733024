/* What must hold of Fisher's exact test, by summing and by drawing tables. */
#include <math.h>
#include <string.h>

#include "base/random.h"
#include "stat/distribution.h"
#include "stat/exact.h"
#include "stat/random_table.h"
#include "tests/support/check.h"

enum { TABLES = 150 };

static void draw_table(const char *law, size_t number, double n[4])
{
	struct svy_random random;
	svy_random_start(&random, 2, law, number);
	uint64_t most = number % 3 == 0 ? 5 : number % 3 == 1 ? 40 : 2000;
	for (size_t k = 0; k < 4; k++)
		n[k] = (double)svy_random_below(&random, most);
	n[number % 4] += 1; /* never the empty table */
}

static struct svy_test fisher(const double n[4], enum svy_alternative alternative)
{
	struct svy_status status = {0};
	struct svy_test test;
	check_ok(svy_fisher(n, alternative, SVY_ORDER_MINLIKE, 0.95, &test, &status), &status);
	return test;
}

static struct svy_test midp(const double n[4], enum svy_alternative alternative)
{
	struct svy_test test;
	check_ok(svy_fisher_midp(n, alternative, 0.95, &test, NULL), NULL);
	return test;
}

static double lowest(const double n[4])
{
	return fmax(0, n[0] - n[3]);
}

static double highest(const double n[4])
{
	return n[0] + fmin(n[1], n[2]);
}

static double log_probability(const double n[4], double k)
{
	return svy_hypergeometric_log(k, n[0] + n[1] + n[2] + n[3], n[0] + n[1], n[0] + n[2]);
}

static void p_is_the_sum_over_all_tables(void **state)
{
	(void)state;
	for (size_t i = 0; i < TABLES; i++) {
		double n[4], two = 0, less = 0, all = 0, tied = 0;
		draw_table("sum", i, n);
		double at = exp(log_probability(n, n[0]));
		for (double k = lowest(n); k <= highest(n); k++) {
			double p = exp(log_probability(n, k));
			all += p;
			two += p <= at * (1 + SVY_TIE_SLACK) ? p : 0;
			tied += fabs(p - at) <= at * SVY_TIE_SLACK ? p : 0;
			less += k <= n[0] ? p : 0;
		}
		check_rel(all, 1, 1e-11);
		struct svy_test test = fisher(n, SVY_TWO_SIDED);
		if (isnan(test.p))
			continue;
		check_rel(test.p, two, 1e-10);
		check_rel(fisher(n, SVY_LESS).p, less, 1e-10);
		check_rel(fisher(n, SVY_LESS).p + fisher(n, SVY_GREATER).p, 1 + at, 1e-10);
		check_rel(midp(n, SVY_TWO_SIDED).p, two - tied / 2, 1e-10);
		check_rel(midp(n, SVY_LESS).p + midp(n, SVY_GREATER).p, 1, 1e-10);
		assert_true(test.p <= 1 && test.attainable_p <= test.p);
	}
}

static struct svy_test ordered(const double n[4], enum svy_ordering ordering)
{
	struct svy_test test;
	check_ok(svy_fisher(n, SVY_TWO_SIDED, ordering, 0.95, &test, NULL), NULL);
	return test;
}

static double tail(const double n[4], double from, double to)
{
	double sum = 0;
	for (double k = from; k <= to; k++)
		sum += exp(log_probability(n, k));
	return sum;
}

/* By the definitions: twice the smaller tail; that tail with what is attainable of the other. */
static void orderings_are_what_they_say(void **state)
{
	(void)state;
	for (size_t i = 0; i < TABLES; i++) {
		double n[4], other = 0;
		draw_table("ordering", i, n);
		double less = tail(n, lowest(n), n[0]), greater = tail(n, n[0], highest(n));
		if (isnan(fisher(n, SVY_LESS).p) || highest(n) - lowest(n) > 300)
			continue;
		for (double k = lowest(n); k <= highest(n); k++) {
			double p = greater <= less ? tail(n, lowest(n), k) : tail(n, k, highest(n));
			other = p <= fmin(less, greater) * (1 + SVY_TIE_SLACK) ? fmax(other, p) : other;
		}
		struct svy_test twice = ordered(n, SVY_ORDER_DOUBLE), blaker = ordered(n, SVY_ORDER_BLAKER);
		check_rel(twice.p, fmin(1, 2 * fmin(less, greater)), 1e-10);
		check_rel(blaker.p, fmin(1, fmin(less, greater) + other), 1e-10);
		assert_true(blaker.p <= twice.p * (1 + 1e-12) && blaker.attainable_p <= blaker.p * (1 + 1e-12));
		assert_true(blaker.low >= twice.low * (1 - 1e-9) && blaker.high <= twice.high * (1 + 1e-9));
		/* the interval and its own p say the same of an odds ratio of 1, or a note says that they do not */
		assert_true((twice.p <= 0.05) != (twice.low <= 1 && twice.high >= 1));
		assert_true((blaker.p <= 0.05) != (blaker.low <= 1 && blaker.high >= 1) || blaker.note[0]);
	}
}

static void order_and_transposition_change_nothing(void **state)
{
	(void)state;
	for (size_t i = 0; i < TABLES; i++) {
		double n[4];
		draw_table("order", i, n);
		double transposed[4] = {n[0], n[2], n[1], n[3]}, swapped[4] = {n[2], n[3], n[0], n[1]};
		struct svy_test test = fisher(n, SVY_TWO_SIDED), t = fisher(transposed, SVY_TWO_SIDED);
		struct svy_test s = fisher(swapped, SVY_TWO_SIDED);
		struct svy_test b = ordered(n, SVY_ORDER_BLAKER), mirrored = ordered(swapped, SVY_ORDER_BLAKER);
		check_rel(b.p, mirrored.p, 1e-11);
		check_rel(1 / mirrored.high, b.low, 1e-9);
		check_rel(1 / mirrored.low, b.high, 1e-9);
		check_rel(t.p, test.p, 1e-11);
		check_rel(t.estimate, test.estimate, 1e-9);
		check_rel(t.low, test.low, 1e-9);
		check_rel(t.high, test.high, 1e-9);
		check_rel(s.p, test.p, 1e-11);
		check_rel(1 / s.estimate, test.estimate, 1e-9);
		check_rel(1 / s.high, test.low, 1e-9);
		check_rel(1 / s.low, test.high, 1e-9);
		check_rel(fisher(swapped, SVY_LESS).p, fisher(n, SVY_GREATER).p, 1e-11);
	}
}

/* P(X >= n11) and P(X <= n11) where the odds ratio is psi, and E(X). */
static void noncentral(const double n[4], double psi, double *upper, double *lower, double *mean)
{
	double all = 0, top = -INFINITY, above = 0, below = 0, first = 0;
	for (double k = lowest(n); k <= highest(n); k++)
		top = fmax(top, log_probability(n, k) + k * log(psi));
	for (double k = lowest(n); k <= highest(n); k++) {
		double p = exp(log_probability(n, k) + k * log(psi) - top);
		all += p;
		above += k >= n[0] ? p : 0;
		below += k <= n[0] ? p : 0;
		first += k * p;
	}
	*upper = above / all;
	*lower = below / all;
	*mean = first / all;
}

static void odds_ratio_solves_its_equations(void **state)
{
	(void)state;
	for (size_t i = 0; i < TABLES; i++) {
		double n[4], upper, lower, mean;
		draw_table("odds", i, n);
		struct svy_test test = fisher(n, SVY_TWO_SIDED);
		if (isnan(test.p))
			continue;
		assert_true(test.low <= test.estimate && test.estimate <= test.high);
		assert_true((n[0] == lowest(n)) == (test.estimate == 0));
		assert_true((n[0] == lowest(n)) == (test.low == 0));
		assert_true((n[0] == highest(n)) == (isinf(test.high) != 0));
		if (test.low > 0) {
			noncentral(n, test.low, &upper, &lower, &mean);
			check_rel(upper, 0.025, 1e-8);
		}
		if (!isinf(test.high)) {
			noncentral(n, test.high, &upper, &lower, &mean);
			check_rel(lower, 0.025, 1e-8);
		}
		if (test.estimate > 0 && !isinf(test.estimate)) {
			noncentral(n, test.estimate, &upper, &lower, &mean);
			check_rel(mean, n[0], 1e-9);
		}
		struct svy_test mid = midp(n, SVY_TWO_SIDED);
		assert_true(mid.low >= test.low && mid.high <= test.high);
	}
}

/* --- by drawing tables --------------------------------------------------------- */

static struct svy_test simulate(const double *n, size_t rows, size_t cols, uint64_t replicates, unsigned threads)
{
	struct svy_monte_carlo options = {replicates, 3, threads};
	struct svy_status status = {0};
	struct svy_test test;
	check_ok(svy_fisher_monte_carlo(n, rows, cols, &options, &test, &status), &status);
	return test;
}

static void the_interval_of_a_drawn_p_covers_the_exact_one(void **state)
{
	size_t covered = 0, tables = 0;
	(void)state;
	for (size_t i = 0; i < 120; i++) {
		double n[4];
		draw_table("cover", i, n);
		struct svy_test drawn = simulate(n, 2, 2, 3000, 0), exact = fisher(n, SVY_TWO_SIDED);
		if (isnan(exact.p))
			continue;
		tables++;
		covered += drawn.p_low <= exact.p && exact.p <= drawn.p_high;
		assert_true(drawn.p_low <= drawn.p && drawn.p <= drawn.p_high && drawn.p > 0);
	}
	/* 99% intervals, conservative ones; at most three of 120 misses in all but
	 * one run of forty */
	assert_true(tables > 90 && covered + 3 >= tables);
}

static void threads_change_nothing(void **state)
{
	static const double n[12] = {4, 9, 1, 0, 3, 3, 7, 2, 8, 1, 5, 5};
	(void)state;
	struct svy_test one = simulate(n, 3, 4, 5000, 1);
	for (unsigned threads = 2; threads <= 5; threads++)
		check_close(simulate(n, 3, 4, 5000, threads).p, one.p, 0);
}

static void drawn_tables_have_their_margins(void **state)
{
	static const double row[4] = {7, 0, 120, 33}, col[5] = {60, 50, 49, 0, 1};
	struct svy_random_table_plan *plan;
	(void)state;
	check_ok(svy_random_table_plan_new(row, col, 1, 4, 5, &plan, NULL), NULL);
	for (uint64_t i = 0; i < 500; i++) {
		struct svy_random random;
		double table[20];
		int64_t left[5];
		svy_random_start(&random, 1, "margins", i);
		svy_random_table(plan, &random, left, table);
		for (size_t r = 0; r < 4; r++) {
			double sum = 0;
			for (size_t c = 0; c < 5; c++) {
				assert_true(table[r * 5 + c] >= 0);
				sum += table[r * 5 + c];
			}
			check_close(sum, row[r], 0);
		}
		for (size_t c = 0; c < 5; c++)
			check_close(table[c] + table[5 + c] + table[10 + c] + table[15 + c], col[c], 0);
	}
	svy_random_table_plan_free(plan);
}

/* Pearson's chi-squared of draws in 20 classes of about equal probability. */
static void draws_follow(double total, double good, double n)
{
	enum { DRAWS = 20000, CLASSES = 20 };
	double seen[CLASSES + 1] = {0}, expected[CLASSES + 1] = {0}, limit[CLASSES + 1], sum = 0, chisq = 0;
	size_t class = 0;
	double mean = n * good / total, spread = 12 * sqrt(mean * (1 - good / total) + 1);
	double low = fmax(0, fmax(n - total + good, floor(mean - spread)));
	double high = fmin(fmin(n, good), ceil(mean + spread));
	for (double k = low; k <= high; k++) {
		double p = exp(svy_hypergeometric_log(k, total, good, n));
		expected[class] += p * DRAWS;
		limit[class] = k;
		sum += p;
		if (sum > (double)(class + 1) / CLASSES && class + 1 < CLASSES)
			class++;
	}
	limit[class] = INFINITY;
	check_rel(sum, 1, 1e-9);
	for (uint64_t i = 0; i < DRAWS; i++) {
		struct svy_random random;
		size_t at = 0;
		svy_random_start(&random, 4, "draws", i);
		double x = svy_random_hypergeometric(&random, total, good, n);
		assert_true(x >= 0 && x <= good && x <= n && n - x <= total - good);
		while (x > limit[at])
			at++;
		seen[at]++;
	}
	for (size_t k = 0; k <= class; k++)
		chisq += expected[k] > 0 ? (seen[k] - expected[k]) * (seen[k] - expected[k]) / expected[k] : 0;
	assert_true(svy_chisq_upper(chisq, (double)class) > 1e-4);
}

static void draws_are_hypergeometric(void **state)
{
	(void)state;
	draws_follow(100, 30, 50);       /* by inversion */
	draws_follow(2000, 1500, 900);
	draws_follow(1e9, 1e6, 1e4);
	draws_follow(10000, 5000, 5000); /* by rejection, here and below */
	draws_follow(100000, 90000, 70000);
	draws_follow(4e6, 1e6, 3e6);
	draws_follow(1e9, 4e8, 1e5);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(p_is_the_sum_over_all_tables),
		cmocka_unit_test(orderings_are_what_they_say),
		cmocka_unit_test(order_and_transposition_change_nothing),
		cmocka_unit_test(odds_ratio_solves_its_equations),
		cmocka_unit_test(the_interval_of_a_drawn_p_covers_the_exact_one),
		cmocka_unit_test(threads_change_nothing),
		cmocka_unit_test(drawn_tables_have_their_margins),
		cmocka_unit_test(draws_are_hypergeometric),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
