/* What must hold of unconditional exact tests and intervals of 2 x 2 tables. */
#include <math.h>

#include "base/random.h"
#include "stat/association.h"
#include "stat/distribution.h"
#include "stat/exact.h"
#include "stat/exact_interval.h"
#include "stat/risk_score.h"
#include "stat/unconditional.h"
#include "tests/support/check.h"

enum { TABLES = 60, MOST = 24 };

/* Four counts up to 7, 24 or 12 and no empty margin. */
static void draw_table(const char *law, size_t number, double n[4])
{
	struct svy_random random;
	uint64_t most = number % 3 == 0 ? 7 : number % 3 == 1 ? MOST : MOST / 2;
	svy_random_start(&random, 5, law, number);
	do {
		for (size_t k = 0; k < 4; k++)
			n[k] = (double)svy_random_below(&random, most / 2 + 1);
	} while (n[0] + n[1] == 0 || n[2] + n[3] == 0 || n[0] + n[2] == 0 || n[1] + n[3] == 0);
}

static struct svy_test barnard(const double n[4], enum svy_alternative alternative)
{
	struct svy_test test;
	check_ok(svy_barnard(n, alternative, &test, NULL), NULL);
	return test;
}

static struct svy_test boschloo(const double n[4], enum svy_alternative alternative)
{
	struct svy_test test;
	check_ok(svy_boschloo(n, alternative, &test, NULL), NULL);
	return test;
}

static double pooled_z(double x1, double n1, double x2, double n2)
{
	double p = (x1 + x2) / (n1 + n2);
	return p == 0 || p == 1 ? 0 : (x1 / n1 - x2 / n2) / sqrt(p * (1 - p) * (1 / n1 + 1 / n2));
}

static double fisher_less(double x1, double n1, double x2, double n2)
{
	double sum = 0;
	for (double k = fmax(0, x1 + x2 - n2); k <= x1; k++)
		sum += exp(svy_hypergeometric_log(k, n1 + n2, x1 + x2, n1));
	return sum;
}

static double probability(double x1, double n1, double x2, double n2, double p1, double p2)
{
	return exp(svy_binomial_log(x1, n1, p1) + svy_binomial_log(x2, n2, p2));
}

/* The probability of all tables that are as extreme, by looking at each of them. */
static double tail_at(const double n[4], double pi, enum svy_alternative alternative, bool by_fisher)
{
	double n1 = n[0] + n[1], n2 = n[2] + n[3], sum = 0;
	double z = pooled_z(n[0], n1, n[2], n2), p = fisher_less(n[0], n1, n[2], n2);
	for (double x1 = 0; x1 <= n1; x1++) {
		for (double x2 = 0; x2 <= n2; x2++) {
			double other = pooled_z(x1, n1, x2, n2), slack = 1e-8;
			bool extreme = by_fisher                      ? fisher_less(x1, n1, x2, n2) <= p * (1 + slack)
			               : alternative == SVY_LESS      ? other <= z + slack
			               : alternative == SVY_GREATER   ? other >= z - slack
			                                              : fabs(other) >= fabs(z) - slack;
			sum += extreme ? probability(x1, n1, x2, n2, pi, pi) : 0;
		}
	}
	return sum;
}

/* No common risk gives more than p, and one of them gives p. */
static void p_is_the_largest_probability(void **state)
{
	enum { POINTS = 400 };
	(void)state;
	for (size_t i = 0; i < TABLES; i++) {
		double n[4], most[4] = {0, 0, 0, 0};
		draw_table("largest", i, n);
		for (int k = 0; k <= POINTS; k++) {
			double pi = (1 - cos(acos(-1) * k / POINTS)) / 2;
			for (int side = SVY_TWO_SIDED; side <= SVY_GREATER; side++)
				most[side] = fmax(most[side], tail_at(n, pi, (enum svy_alternative)side, false));
			most[3] = fmax(most[3], tail_at(n, pi, SVY_LESS, true));
		}
		for (int side = SVY_TWO_SIDED; side <= SVY_GREATER; side++) {
			double p = barnard(n, (enum svy_alternative)side).p;
			assert_true(p >= most[side] * (1 - 1e-9) && p <= most[side] * 1.01 && p <= 1);
		}
		double p = boschloo(n, SVY_LESS).p;
		assert_true(p >= most[3] * (1 - 1e-9) && p <= most[3] * 1.01 && p <= 1);
	}
}

static void order_turns_the_sign_and_nothing_else(void **state)
{
	(void)state;
	for (size_t i = 0; i < TABLES; i++) {
		double n[4];
		draw_table("order", i, n);
		double rows[4] = {n[2], n[3], n[0], n[1]}, cols[4] = {n[1], n[0], n[3], n[2]};
		for (int k = 0; k < 2; k++) {
			struct svy_test (*test)(const double *, enum svy_alternative) = k == 0 ? barnard : boschloo;
			struct svy_test less = test(n, SVY_LESS), two = test(n, SVY_TWO_SIDED);
			check_rel(test(rows, SVY_GREATER).p, less.p, 1e-10);
			check_rel(test(cols, SVY_GREATER).p, less.p, 1e-10);
			check_rel(test(rows, SVY_TWO_SIDED).p, two.p, 1e-10);
			check_rel(test(cols, SVY_TWO_SIDED).p, two.p, 1e-10);
			check_close(test(rows, SVY_TWO_SIDED).estimate, -two.estimate, 1e-15);
			if (k == 0)
				check_close(test(cols, SVY_TWO_SIDED).statistic, -two.statistic, 1e-13);
			assert_true(two.attainable_p <= two.p * (1 + 1e-12) && less.attainable_p <= less.p * (1 + 1e-12));
		}
	}
}

/* Boschloo's p is never above Fisher's, which it is made of. */
static void boschloo_is_below_fisher(void **state)
{
	(void)state;
	for (size_t i = 0; i < TABLES; i++) {
		double n[4];
		struct svy_test fisher;
		draw_table("below", i, n);
		for (int side = SVY_LESS; side <= SVY_GREATER; side++) {
			check_ok(svy_fisher(n, (enum svy_alternative)side, SVY_ORDER_MINLIKE, 0.95, &fisher, NULL), NULL);
			struct svy_test test = boschloo(n, (enum svy_alternative)side);
			check_rel(test.statistic, fisher.p, 1e-11);
			assert_true(test.p <= fisher.p * (1 + 1e-10));
		}
	}
}

enum { LARGEST = 12 };

/* A test of size alpha rejects with probability alpha at most, whatever the common risk. */
static void check_size(int n1, int n2, struct svy_test (*test)(const double *, enum svy_alternative))
{
	bool rejected[LARGEST + 1][LARGEST + 1];
	for (int x1 = 0; x1 <= n1; x1++) {
		for (int x2 = 0; x2 <= n2; x2++) {
			const double n[4] = {x1, n1 - x1, x2, n2 - x2};
			rejected[x1][x2] = test(n, SVY_TWO_SIDED).p <= 0.05;
		}
	}
	for (double pi = 0.01; pi < 1; pi += 0.01) {
		double size = 0;
		for (int x1 = 0; x1 <= n1; x1++)
			for (int x2 = 0; x2 <= n2; x2++)
				size += rejected[x1][x2] ? probability(x1, n1, x2, n2, pi, pi) : 0;
		assert_true(size <= 0.05);
	}
}

static void the_size_is_kept(void **state)
{
	(void)state;
	for (int n1 = 2; n1 <= LARGEST; n1 += 2) {
		for (int n2 = 3; n2 <= LARGEST; n2 += 3) {
			check_size(n1, n2, barnard);
			check_size(n1, n2, boschloo);
		}
	}
}

/* --- the score and the intervals ------------------------------------------------ */

/* What the search for the limits takes for granted: T falls as v grows, rises with x1, falls with x2. */
static void the_score_is_monotone(void **state)
{
	static const double sizes[][2] = {{1, 1}, {1, 6}, {5, 5}, {4, 9}, {12, 12}, {11, 3}, {30, 7}};
	(void)state;
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
		double n1 = sizes[i][0], n2 = sizes[i][1];
		for (int risk = SVY_RISK_DIFFERENCE; risk <= SVY_RISK_RATIO; risk++) {
			double from = risk == SVY_RISK_DIFFERENCE ? -1 : 0, step = (1 - from) / 160;
			for (double x1 = 0; x1 <= n1; x1++) {
				for (double x2 = 0; x2 <= n2; x2++) {
					double last = HUGE_VAL;
					for (int k = 0; k <= 160; k++) {
						double v = from + step * k, t = svy_risk_score((enum svy_risk)risk, x1, n1, x2, n2, v);
						assert_true(t <= last + 1e-9 * fmax(1, fabs(t)));
						last = t;
						if (x1 < n1)
							assert_true(svy_risk_score((enum svy_risk)risk, x1 + 1, n1, x2, n2, v) >= t - 1e-9);
						if (x2 < n2)
							assert_true(svy_risk_score((enum svy_risk)risk, x1, n1, x2 + 1, n2, v) <= t + 1e-9);
					}
				}
			}
		}
	}
}

static struct svy_interval limits(const double n[4], enum svy_risk risk, double level)
{
	struct svy_interval out;
	check_ok(svy_exact_interval(n, risk, level, &out, NULL), NULL);
	return out;
}

/* At every pair of proportions the limits err with at most (1 - level) / 2 on either side. */
static void check_coverage(int n1, int n2, enum svy_risk risk, double level)
{
	static struct svy_interval all[LARGEST + 1][LARGEST + 1];
	for (int x1 = 0; x1 <= n1; x1++) {
		for (int x2 = 0; x2 <= n2; x2++) {
			const double n[4] = {x1, n1 - x1, x2, n2 - x2};
			all[x1][x2] = limits(n, risk, level);
		}
	}
	for (double p1 = 0.025; p1 < 1; p1 += 0.025) {
		for (double p2 = 0.025; p2 < 1; p2 += 0.025) {
			double truth = risk == SVY_RISK_DIFFERENCE ? p1 - p2 : p1 / p2, above = 0, below = 0;
			for (int x1 = 0; x1 <= n1; x1++) {
				for (int x2 = 0; x2 <= n2; x2++) {
					double p = probability(x1, n1, x2, n2, p1, p2);
					above += all[x1][x2].low > truth + 1e-12 ? p : 0;
					below += all[x1][x2].high < truth - 1e-12 ? p : 0;
				}
			}
			assert_true(above <= (1 - level) / 2 + 1e-9 && below <= (1 - level) / 2 + 1e-9);
		}
	}
}

static void intervals_cover(void **state)
{
	(void)state;
	for (int risk = SVY_RISK_DIFFERENCE; risk <= SVY_RISK_RATIO; risk++) {
		for (int n1 = 1; n1 <= LARGEST; n1 += n1 < 4 ? 1 : 4)
			for (int n2 = 1; n2 <= n1; n2 += n2 < 3 ? 1 : 3)
				check_coverage(n1, n2, (enum svy_risk)risk, n1 % 2 ? 0.95 : 0.8);
	}
}

static void intervals_mirror_and_nest(void **state)
{
	(void)state;
	for (size_t i = 0; i < TABLES; i++) {
		double n[4];
		draw_table("mirror", i, n);
		double rows[4] = {n[2], n[3], n[0], n[1]}, cols[4] = {n[1], n[0], n[3], n[2]};
		struct svy_interval d = limits(n, SVY_RISK_DIFFERENCE, 0.95), r = limits(n, SVY_RISK_RATIO, 0.95);
		struct svy_interval wide = limits(n, SVY_RISK_DIFFERENCE, 0.99);
		check_close(limits(rows, SVY_RISK_DIFFERENCE, 0.95).low, -d.high, 3e-9);
		check_close(limits(cols, SVY_RISK_DIFFERENCE, 0.95).low, -d.high, 3e-9);
		check_rel(limits(rows, SVY_RISK_RATIO, 0.95).high, 1 / r.low, 1e-8);
		double p1 = n[0] / (n[0] + n[1]), p2 = n[2] / (n[2] + n[3]);
		assert_true(d.low <= p1 - p2 && p1 - p2 <= d.high && wide.low <= d.low + 1e-9 && d.high <= wide.high + 1e-9);
		assert_true(p2 == 0 || (r.low <= p1 / p2 * (1 + 1e-12) && p1 / p2 <= r.high * (1 + 1e-12)));
	}
}

/* A difference of 0 and a ratio of 1 are one hypothesis with one statistic: where Barnard's
 * one-sided test does not reject, both intervals hold it. */
static void intervals_hold_what_barnard_does_not_reject(void **state)
{
	(void)state;
	for (size_t i = 0; i < TABLES; i++) {
		double n[4];
		draw_table("hold", i, n);
		struct svy_interval d = limits(n, SVY_RISK_DIFFERENCE, 0.9), r = limits(n, SVY_RISK_RATIO, 0.9);
		if (barnard(n, SVY_GREATER).p > 0.05 + 1e-9)
			assert_true(d.low <= 1e-12 && r.low <= 1 + 1e-12);
		if (barnard(n, SVY_LESS).p > 0.05 + 1e-9)
			assert_true(d.high >= -1e-12 && r.high >= 1 - 1e-12);
	}
}

static void measures_have_these_limits(void **state)
{
	static const double n[4] = {9, 2, 4, 8};
	const struct svy_measure_options options = {.level = 0.9};
	struct svy_measure measure;
	(void)state;
	check_ok(svy_associate(n, 2, 2, SVY_MEASURE_RR_EXACT, &options, &measure, NULL), NULL);
	check_close(measure.low, limits(n, SVY_RISK_RATIO, 0.9).low, 0);
	check_close(measure.estimate, 9.0 / 11 * 3, 1e-15);
	check_ok(svy_associate(n, 2, 2, SVY_MEASURE_RD_EXACT, &options, &measure, NULL), NULL);
	check_close(measure.high, limits(n, SVY_RISK_DIFFERENCE, 0.9).high, 0);
	check_close(measure.estimate, 9.0 / 11 - 4.0 / 12, 1e-15);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(p_is_the_largest_probability),
		cmocka_unit_test(order_turns_the_sign_and_nothing_else),
		cmocka_unit_test(boschloo_is_below_fisher),
		cmocka_unit_test(the_size_is_kept),
		cmocka_unit_test(the_score_is_monotone),
		cmocka_unit_test(intervals_cover),
		cmocka_unit_test(intervals_mirror_and_nest),
		cmocka_unit_test(intervals_hold_what_barnard_does_not_reject),
		cmocka_unit_test(measures_have_these_limits),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
