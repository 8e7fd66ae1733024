/* What must hold of tests and measures over strata. */
#include <math.h>
#include <string.h>

#include "base/random.h"
#include "stat/association.h"
#include "stat/chisq.h"
#include "stat/distribution.h"
#include "stat/exact.h"
#include "stat/homogeneity.h"
#include "stat/mantel_haenszel.h"
#include "stat/stratified.h"
#include "tests/support/check.h"

enum { TIMES = 60 };

/* k tables of rows x cols; every third time of few respondents, with empty margins. */
static void draw(const char *law, size_t number, size_t cells, double *n)
{
	struct svy_random random;
	svy_random_start(&random, 4, law, number);
	uint64_t most = number % 3 == 0 ? 3 : number % 3 == 1 ? 12 : 300;
	for (size_t i = 0; i < cells; i++)
		n[i] = (double)svy_random_below(&random, most);
	n[0] += 1;
}

/* All that there is: tests 0 .. 9, and what they are called with. */
enum { CMH, CMH_CC, EXACT, MIDP, GENERAL, ANOVA, CORRELATION, BRESLOW_DAY, TARONE, WOOLF, N_TESTS };

static struct svy_test test_scored(const double *n, size_t k, size_t rows, size_t cols, int which, const double *a,
                                   const double *b)
{
	struct svy_strata *strata = NULL;
	struct svy_test out;
	check_ok(svy_strata_new(n, k, rows, cols, &strata, NULL), NULL);
	if (which <= CMH_CC)
		check_ok(svy_cmh(strata, which == CMH_CC, 0.95, &out, NULL), NULL);
	else if (which <= MIDP)
		check_ok(svy_cmh_exact(strata, SVY_TWO_SIDED, which == MIDP, 0.95, &out, NULL), NULL);
	else if (which <= CORRELATION)
		check_ok(svy_cmh_general(strata, (enum svy_cmh_kind)(which - GENERAL), a, b, &out, NULL), NULL);
	else
		check_ok(svy_homogeneity(strata, (enum svy_homogeneity_kind)(which - BRESLOW_DAY), &out, NULL), NULL);
	svy_strata_free(strata);
	return out;
}

static struct svy_test test(const double *n, size_t k, size_t rows, size_t cols, int which)
{
	return test_scored(n, k, rows, cols, which, NULL, NULL);
}

static struct svy_measure measure(const double *n, size_t k, int kind)
{
	struct svy_strata *strata = NULL;
	struct svy_measure out;
	check_ok(svy_strata_new(n, k, 2, 2, &strata, NULL), NULL);
	check_ok(svy_mantel_haenszel(strata, (enum svy_mantel_haenszel_kind)kind, 0.95, &out, NULL), NULL);
	svy_strata_free(strata);
	return out;
}

/* Equal to rounding; 0 is near 0. */
static void check_near(double actual, double expected, double tolerance)
{
	check_close(actual, expected, isfinite(expected) ? tolerance * fmax(1, fabs(expected)) : 0);
}

static void one_stratum_is_the_plain_test(void **state)
{
	double n[20];
	struct svy_test plain;
	(void)state;
	for (size_t i = 0; i < TIMES; i++) {
		draw("one", i, 20, n);
		struct svy_test ours = test(n, 1, 4, 5, GENERAL);
		check_ok(svy_chisq(n, 4, 5, SVY_CHISQ_PEARSON, &plain, NULL), NULL);
		double all = 0;
		for (size_t j = 0; j < 20; j++)
			all += n[j];
		check_near(ours.statistic, plain.statistic * (all - 1) / all, 1e-11);
		check_close(ours.df, plain.df, 0);
		ours = test(n, 1, 4, 5, CORRELATION);
		check_ok(svy_linear_by_linear(n, 4, 5, NULL, NULL, &plain, NULL), NULL);
		check_near(ours.statistic, plain.statistic, 1e-11);
		check_near(ours.estimate, plain.estimate, 1e-12);
		check_near(ours.p, plain.p, 1e-11);
	}
}

static void one_stratum_is_fisher(void **state)
{
	double n[4];
	struct svy_test fisher;
	struct svy_measure ratio;
	const struct svy_measure_options options = {.level = 0.95};
	(void)state;
	for (size_t i = 0; i < TIMES; i++) {
		draw("fisher", i, 4, n);
		for (int midp = 0; midp < 2; midp++) {
			struct svy_test ours = test(n, 1, 2, 2, midp ? MIDP : EXACT);
			check_ok(midp ? svy_fisher_midp(n, SVY_TWO_SIDED, 0.95, &fisher, NULL)
			              : svy_fisher(n, SVY_TWO_SIDED, SVY_ORDER_MINLIKE, 0.95, &fisher, NULL), NULL);
			check_near(ours.p, fisher.p, 1e-11);
			check_near(ours.log_p, fisher.log_p, 1e-11);
			check_near(ours.attainable_p, fisher.attainable_p, 1e-12);
			check_near(log(ours.estimate), log(fisher.estimate), 1e-9);
			check_near(log(ours.low), log(fisher.low), 1e-9);
			check_near(log(ours.high), log(fisher.high), 1e-9);
		}
		check_ok(svy_associate(n, 2, 2, SVY_MEASURE_OR, &options, &ratio, NULL), NULL);
		check_near(measure(n, 1, SVY_MANTEL_HAENSZEL_OR).estimate, ratio.estimate, 1e-13);
		check_near(measure(n, 1, SVY_MANTEL_HAENSZEL_OR).log_se, ratio.log_se, 1e-12);
		check_ok(svy_associate(n, 2, 2, SVY_MEASURE_RR, &options, &ratio, NULL), NULL);
		check_near(measure(n, 1, SVY_MANTEL_HAENSZEL_RR).estimate, ratio.estimate, 1e-13);
		check_near(measure(n, 1, SVY_MANTEL_HAENSZEL_RR).log_se, ratio.log_se, 1e-12);
		check_ok(svy_associate(n, 2, 2, SVY_MEASURE_RD, &options, &ratio, NULL), NULL);
		check_near(measure(n, 1, SVY_MANTEL_HAENSZEL_RD).estimate, ratio.estimate, 1e-13);
	}
}

/* Strata in another order, rows and columns turned round, transposed. */
static void rearrange(const double *n, size_t k, size_t rows, size_t cols, bool turn_rows, bool turn_cols,
                      bool transpose, double *out)
{
	for (size_t h = 0; h < k; h++)
		for (size_t i = 0; i < rows; i++)
			for (size_t j = 0; j < cols; j++) {
				size_t r = turn_rows ? rows - 1 - i : i, c = turn_cols ? cols - 1 - j : j, g = (h + 2) % k;
				out[g * rows * cols + (transpose ? c * rows + r : r * cols + c)] = n[(h * rows + i) * cols + j];
			}
}

static void check_same_test(const struct svy_test *a, const struct svy_test *b)
{
	check_near(a->statistic, b->statistic, 1e-9);
	check_close(a->df, b->df, 0);
	check_near(a->p, b->p, 1e-9);
	check_near(a->attainable_p, b->attainable_p, 1e-12);
}

static void order_changes_nothing(void **state)
{
	double n[5 * 12], other[5 * 12];
	(void)state;
	for (size_t i = 0; i < TIMES; i++) {
		bool rows = i & 1, cols = i & 2, transpose = i & 4;
		draw("order", i, 60, n);
		rearrange(n, 5, 2, 2, rows, cols, transpose, other);
		for (int which = CMH; which < N_TESTS; which++) {
			struct svy_test a = test(n, 5, 2, 2, which), b = test(other, 5, 2, 2, which);
			bool inverse = rows != cols;
			if (which == EXACT || which == MIDP)
				b.statistic = a.statistic; /* another first cell */
			check_same_test(&a, &b);
			if (which == CORRELATION) {
				check_near(b.estimate, inverse ? -a.estimate : a.estimate, 1e-12);
				continue;
			}
			check_near(log(b.estimate), inverse ? -log(a.estimate) : log(a.estimate), 1e-9);
			check_near(log(b.low), inverse ? -log(a.high) : log(a.low), 1e-9);
			check_near(log(b.high), inverse ? -log(a.low) : log(a.high), 1e-9);
		}
		rearrange(n, 5, 3, 4, rows, cols, transpose, other);
		for (int which = GENERAL; which <= CORRELATION; which++) {
			if (which == ANOVA && transpose)
				continue;
			struct svy_test a = test(n, 5, 3, 4, which);
			struct svy_test b = transpose ? test(other, 5, 4, 3, which) : test(other, 5, 3, 4, which);
			check_same_test(&a, &b);
		}
	}
}

static void measures_turn_with_rows_and_columns(void **state)
{
	double n[20], other[20];
	(void)state;
	for (size_t i = 0; i < TIMES; i++) {
		draw("turn", i, 20, n);
		rearrange(n, 5, 2, 2, true, false, false, other);
		for (int kind = 0; kind < SVY_N_MANTEL_HAENSZEL; kind++) {
			struct svy_measure a = measure(n, 5, kind), b = measure(other, 5, kind);
			bool difference = kind == SVY_MANTEL_HAENSZEL_RD;
			check_near(difference ? b.estimate : log(b.estimate), difference ? -a.estimate : -log(a.estimate), 1e-12);
			check_near(difference ? b.low : log(b.low), difference ? -a.high : -log(a.high), 1e-11);
			check_near(difference ? b.high : log(b.high), difference ? -a.low : -log(a.low), 1e-11);
		}
		rearrange(n, 5, 2, 2, false, true, false, other);
		check_near(measure(other, 5, SVY_MANTEL_HAENSZEL_RD).low, -measure(n, 5, SVY_MANTEL_HAENSZEL_RD).high, 1e-11);
	}
}

static void two_rows_or_columns_leave_less_to_choose(void **state)
{
	double n[4 * 8], other[32];
	static const double scores[4] = {3, -8, 0.5, 40};
	(void)state;
	for (size_t i = 0; i < TIMES; i++) {
		draw("two", i, 32, n);
		double cmh = test(n, 8, 2, 2, CMH).statistic;
		for (int which = GENERAL; which <= CORRELATION; which++)
			check_near(test(n, 8, 2, 2, which).statistic, cmh, 1e-11);
		/* two rows: their scores are an indicator */
		check_near(test_scored(n, 4, 2, 4, ANOVA, NULL, scores).statistic,
		           test_scored(n, 4, 2, 4, CORRELATION, scores, scores).statistic, 1e-10);
		/* two columns: so are theirs */
		rearrange(n, 4, 2, 4, false, false, true, other);
		check_near(test(other, 4, 4, 2, ANOVA).statistic, test(n, 4, 2, 4, GENERAL).statistic, 1e-9);
	}
}

static void a_linear_change_of_scores_changes_nothing(void **state)
{
	static const double a[3] = {1, 4, 9}, b[4] = {2, 3, 5, 7};
	static const double more_a[3] = {1e15 + 3, 1e15 + 12, 1e15 + 27};
	static const double less_b[4] = {-1e15 - 1, -1e15 - 1.5, -1e15 - 2.5, -1e15 - 3.5};
	double n[60];
	(void)state;
	for (size_t i = 0; i < TIMES; i++) {
		draw("scores", i, 60, n);
		for (int which = ANOVA; which <= CORRELATION; which++) {
			struct svy_test one = test_scored(n, 5, 3, 4, which, a, b);
			struct svy_test other = test_scored(n, 5, 3, 4, which, more_a, less_b);
			check_near(other.statistic, one.statistic, 1e-9);
			if (which == CORRELATION)
				check_near(other.estimate, -one.estimate, 1e-11);
		}
	}
}

static void the_same_strata_twice(void **state)
{
	double n[24], twice[48];
	(void)state;
	for (size_t i = 0; i < TIMES; i++) {
		draw("twice", i, 24, n);
		memcpy(twice, n, sizeof n);
		memcpy(twice + 24, n, sizeof n);
		static const int linear[] = {CMH, GENERAL, ANOVA, CORRELATION, BRESLOW_DAY, TARONE, WOOLF};
		for (size_t j = 0; j < sizeof linear / sizeof *linear; j++)
			check_near(test(twice, 12, 2, 2, linear[j]).statistic, 2 * test(n, 6, 2, 2, linear[j]).statistic, 1e-9);
		check_near(test(twice, 4, 3, 4, GENERAL).statistic, 2 * test(n, 2, 3, 4, GENERAL).statistic, 1e-9);
		for (int kind = 0; kind < SVY_N_MANTEL_HAENSZEL; kind++) {
			struct svy_measure a = measure(n, 6, kind), b = measure(twice, 12, kind);
			check_near(b.estimate, a.estimate, 1e-13);
			check_near(b.log_se * sqrt(2), a.log_se, 1e-12);
			check_near(b.ase * sqrt(2), a.ase, 1e-12);
		}
		/* the conditional estimate has the same equation */
		check_near(log(test(twice, 12, 2, 2, EXACT).estimate), log(test(n, 6, 2, 2, EXACT).estimate), 1e-9);
	}
}

static void strata_that_say_nothing_change_nothing(void **state)
{
	static const double silent[8] = {4, 5, 0, 0, 0, 3, 0, 2};
	double n[28];
	(void)state;
	for (size_t i = 0; i < TIMES; i++) {
		draw("silent", i, 20, n);
		memcpy(n + 20, silent, sizeof silent);
		for (int which = CMH; which < N_TESTS; which++) {
			struct svy_test a = test(n, 5, 2, 2, which), b = test(n, 7, 2, 2, which);
			if (which == EXACT || which == MIDP)
				b.statistic = a.statistic; /* they have a first cell, too */
			check_same_test(&a, &b);
			if (!isnan(b.p))
				check_contains(b.note, "of 7 strata left out");
		}
	}
}

/* Pairs of respondents, matched: McNemar's test, and a binomial. */
static void matched_pairs_are_mcnemar(void **state)
{
	double n[4 * 60];
	(void)state;
	for (size_t b = 1; b < 30; b += 3) {
		size_t c = 31 - b, k = 0;
		for (size_t h = 0; h < b + c + 20; h++, k++) {
			/* first and second of a pair: (1, 0), (0, 1), (1, 1) */
			bool first = h < b || h >= b + c, second = h >= b;
			n[4 * k] = first;
			n[4 * k + 1] = !first;
			n[4 * k + 2] = second;
			n[4 * k + 3] = !second;
		}
		double difference = (double)b - (double)c, discordant = (double)(b + c), tail = 0;
		check_rel(test(n, k, 2, 2, CMH).statistic, difference * difference / discordant, 1e-13);
		check_rel(measure(n, k, SVY_MANTEL_HAENSZEL_OR).estimate, (double)b / (double)c, 1e-13);
		check_rel(test(n, k, 2, 2, EXACT).estimate, (double)b / (double)c, 1e-10);
		double most = svy_binomial_log((double)b, discordant, 0.5);
		for (double i = 0; i <= discordant; i++)
			tail += svy_binomial_log(i, discordant, 0.5) <= most + 1e-9 ? exp(svy_binomial_log(i, discordant, 0.5)) : 0;
		check_rel(test(n, k, 2, 2, EXACT).p, fmin(1, tail), 1e-11);
	}
}

/* The distribution of the sum by all combinations of three strata, with an odds ratio. */
static double tail_of(const double *n, double psi, double from, double to)
{
	double all = 0, tail = 0;
	for (double i = 0; i <= n[0] + n[1]; i++)
		for (double j = 0; j <= n[4] + n[5]; j++)
			for (double l = 0; l <= n[8] + n[9]; l++) {
				const double cell[3] = {i, j, l};
				double log_p = (i + j + l) * log(psi);
				for (size_t h = 0; h < 3; h++) {
					const double *t = n + 4 * h;
					log_p += svy_hypergeometric_log(cell[h], t[0] + t[1] + t[2] + t[3], t[0] + t[1], t[0] + t[2]);
				}
				all += exp(log_p);
				tail += i + j + l >= from && i + j + l <= to ? exp(log_p) : 0;
			}
	return tail / all;
}

static void the_limits_solve_their_equations(void **state)
{
	double n[12];
	(void)state;
	for (size_t i = 0; i < 20; i++) {
		draw("limits", 3 * i + i % 2, 12, n); /* of few */
		struct svy_test ours = test(n, 3, 2, 2, EXACT);
		double s = n[0] + n[4] + n[8];
		if (isnan(ours.p))
			continue;
		if (ours.low > 0)
			check_rel(tail_of(n, ours.low, s, HUGE_VAL), 0.025, 1e-8);
		if (isfinite(ours.high))
			check_rel(tail_of(n, ours.high, 0, s), 0.025, 1e-8);
		ours = test(n, 3, 2, 2, MIDP);
		if (ours.low > 0)
			check_rel(tail_of(n, ours.low, s, HUGE_VAL) / 2 + tail_of(n, ours.low, s + 1, HUGE_VAL) / 2, 0.025, 1e-8);
	}
}

/* A narrow interval has limits on both sides of the most probable value. */
static void narrow_limits_solve_theirs(void **state)
{
	double n[12];
	(void)state;
	for (size_t i = 0; i < 300; i++) {
		struct svy_strata *strata = NULL;
		struct svy_test ours;
		draw("narrow", 3 * i + i % 2, 12, n);
		check_ok(svy_strata_new(n, 3, 2, 2, &strata, NULL), NULL);
		check_ok(svy_cmh_exact(strata, SVY_TWO_SIDED, true, 0.02, &ours, NULL), NULL);
		double s = n[0] + n[4] + n[8];
		if (ours.low > 0)
			check_rel(tail_of(n, ours.low, s, HUGE_VAL) / 2 + tail_of(n, ours.low, s + 1, HUGE_VAL) / 2, 0.49, 1e-8);
		if (isfinite(ours.high))
			check_rel(tail_of(n, ours.high, 0, s) / 2 + tail_of(n, ours.high, 0, s - 1) / 2, 0.49, 1e-8);
		svy_strata_free(strata);
	}
}

static void one_sided_ps_share_the_observed_sum(void **state)
{
	double n[24];
	(void)state;
	for (size_t i = 0; i < TIMES; i++) {
		struct svy_strata *strata = NULL;
		struct svy_test less, greater, half;
		draw("sides", i, 24, n);
		check_ok(svy_strata_new(n, 6, 2, 2, &strata, NULL), NULL);
		check_ok(svy_cmh_exact(strata, SVY_LESS, true, 0.95, &less, NULL), NULL);
		check_ok(svy_cmh_exact(strata, SVY_GREATER, true, 0.95, &greater, NULL), NULL);
		check_near(less.p + greater.p, isnan(less.p) ? NAN : 1, 1e-12);
		check_ok(svy_cmh_exact(strata, SVY_LESS, false, 0.95, &half, NULL), NULL);
		assert_true(isnan(half.p) || (half.p >= less.p && half.p <= 1 && half.p >= half.attainable_p * (1 - 1e-12)));
		svy_strata_free(strata);
	}
}

static void tables_of_one_odds_ratio_are_homogeneous(void **state)
{
	/* odds ratio 6 in each, of very different sizes */
	static const double n[12] = {2, 1, 3, 9, 400, 2000, 100, 3000, 3e6, 1e6, 1e6, 2e6};
	(void)state;
	for (int which = BRESLOW_DAY; which <= WOOLF; which++) {
		check_close(test(n, 3, 2, 2, which).statistic, 0, 1e-9);
		check_rel(test(n, 3, 2, 2, which).estimate, 6, 1e-12);
		check_rel(test(n, 3, 2, 2, which).p, 1, 1e-9);
	}
}

static void the_correction_lowers_the_statistic(void **state)
{
	double n[24];
	(void)state;
	for (size_t i = 0; i < TIMES; i++) {
		draw("lower", i, 24, n);
		struct svy_test plain = test(n, 6, 2, 2, CMH), corrected = test(n, 6, 2, 2, CMH_CC);
		assert_true(isnan(plain.p) || (corrected.statistic <= plain.statistic && corrected.p >= plain.p));
		plain = test(n, 6, 2, 2, BRESLOW_DAY);
		corrected = test(n, 6, 2, 2, TARONE);
		assert_true(isnan(plain.p) || (corrected.statistic <= plain.statistic && corrected.statistic >= 0));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_stratum_is_the_plain_test),
		cmocka_unit_test(one_stratum_is_fisher),
		cmocka_unit_test(order_changes_nothing),
		cmocka_unit_test(measures_turn_with_rows_and_columns),
		cmocka_unit_test(two_rows_or_columns_leave_less_to_choose),
		cmocka_unit_test(a_linear_change_of_scores_changes_nothing),
		cmocka_unit_test(the_same_strata_twice),
		cmocka_unit_test(strata_that_say_nothing_change_nothing),
		cmocka_unit_test(matched_pairs_are_mcnemar),
		cmocka_unit_test(the_limits_solve_their_equations),
		cmocka_unit_test(narrow_limits_solve_theirs),
		cmocka_unit_test(one_sided_ps_share_the_observed_sum),
		cmocka_unit_test(tables_of_one_odds_ratio_are_homogeneous),
		cmocka_unit_test(the_correction_lowers_the_statistic),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
