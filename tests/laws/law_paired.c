/* What must hold of tests of pairs, whatever the counts are. */
#include <math.h>
#include <string.h>

#include "base/random.h"
#include "stat/cochran.h"
#include "stat/distribution.h"
#include "stat/square.h"
#include "tests/support/check.h"

enum { TABLES = 200, MOST = 5 };

static void draw_table(const char *law, size_t number, size_t k, double *n)
{
	struct svy_random random;
	svy_random_start(&random, 4, law, number);
	uint64_t most = number % 3 == 0 ? 3 : number % 3 == 1 ? 20 : 5000;
	for (size_t i = 0; i < k * k; i++)
		n[i] = (double)svy_random_below(&random, most);
}

static void turn(const double *n, size_t k, double *out)
{
	for (size_t i = 0; i < k; i++)
		for (size_t j = 0; j < k; j++)
			out[j * k + i] = n[i * k + j];
}

static struct svy_test mcnemar(const double *n, enum svy_mcnemar_kind kind, enum svy_alternative side)
{
	struct svy_test test;
	check_ok(svy_mcnemar(n, 2, kind, side, 0.95, &test, NULL), NULL);
	return test;
}

static struct svy_test square(const double *n, size_t k, enum svy_square_kind kind)
{
	struct svy_test test;
	check_ok(svy_square_test(n, k, kind, &test, NULL), NULL);
	return test;
}

/* Rows for columns: less for greater, and the odds ratio upside down. */
static void transposing_turns_the_direction(void **state)
{
	(void)state;
	for (size_t i = 0; i < TABLES; i++) {
		double n[4], t[4];
		draw_table("turn", i, 2, n);
		turn(n, 2, t);
		for (int k = 0; k < SVY_N_MCNEMARS; k++) {
			enum svy_mcnemar_kind kind = (enum svy_mcnemar_kind)k;
			struct svy_test two = mcnemar(n, kind, SVY_TWO_SIDED), back = mcnemar(t, kind, SVY_TWO_SIDED);
			if (isnan(two.p))
				continue;
			check_close(back.p, two.p, 0);
			check_rel(back.low, 1 / two.high, 1e-9);
			check_close(mcnemar(t, kind, SVY_GREATER).p, mcnemar(n, kind, SVY_LESS).p, 0);
			assert_true(two.p >= 0 && two.p <= 1);
			assert_true(isnan(two.attainable_p) || two.attainable_p <= two.p * (1 + 1e-12));
		}
	}
}

static void the_exact_p_is_the_sum(void **state)
{
	(void)state;
	for (size_t i = 0; i < TABLES; i++) {
		double n[4], two = 0, tied = 0, greater = 0;
		draw_table("sum", i, 2, n);
		double all = n[1] + n[2], at = exp(svy_binomial_log(n[1], all, 0.5));
		if (all == 0 || at < 1e-290) /* digits are lost below */
			continue;
		for (double b = 0; b <= all; b++) {
			double p = exp(svy_binomial_log(b, all, 0.5));
			two += p <= at * (1 + SVY_TIE_SLACK) ? p : 0;
			tied += fabs(p - at) <= at * SVY_TIE_SLACK ? p : 0;
			greater += b >= n[1] ? p : 0;
		}
		check_rel(mcnemar(n, SVY_MCNEMAR_EXACT, SVY_TWO_SIDED).p, fmin(1, two), 1e-10);
		check_rel(mcnemar(n, SVY_MCNEMAR_EXACT, SVY_GREATER).p, greater, 1e-10);
		check_rel(mcnemar(n, SVY_MCNEMAR_MIDP, SVY_TWO_SIDED).p, two - tied / 2, 1e-10);
		check_rel(mcnemar(n, SVY_MCNEMAR_MIDP, SVY_GREATER).p + mcnemar(n, SVY_MCNEMAR_MIDP, SVY_LESS).p, 1, 1e-10);
	}
}

/* The interval has an odds ratio of 1 where twice the smaller tail is above 1 - level. */
static void test_and_interval_agree(void **state)
{
	(void)state;
	for (size_t i = 0; i < TABLES; i++) {
		double n[4];
		draw_table("agree", i, 2, n);
		struct svy_test exact = mcnemar(n, SVY_MCNEMAR_EXACT, SVY_TWO_SIDED);
		struct svy_test midp = mcnemar(n, SVY_MCNEMAR_MIDP, SVY_TWO_SIDED);
		if (isnan(exact.p))
			continue;
		assert_true((exact.p > 0.05) == (exact.low < 1 && exact.high > 1));
		assert_true((midp.p > 0.05) == (midp.low < 1 && midp.high > 1));
		assert_true(midp.low >= exact.low && midp.high <= exact.high);
	}
}

/* Tango's interval has 0 where McNemar's test does not reject it. */
static void difference_and_test_agree(void **state)
{
	(void)state;
	for (size_t i = 0; i < TABLES; i++) {
		double n[4], t[4];
		struct svy_measure measure, back;
		draw_table("difference", i, 2, n);
		turn(n, 2, t);
		double p = mcnemar(n, SVY_MCNEMAR, SVY_TWO_SIDED).p;
		for (int kind = SVY_RD_PAIRED; kind <= SVY_RD_PAIRED_WALD; kind++) {
			check_ok(svy_paired_measure(n, (enum svy_paired_kind)kind, 0.95, &measure, NULL), NULL);
			check_ok(svy_paired_measure(t, (enum svy_paired_kind)kind, 0.95, &back, NULL), NULL);
			if (isnan(measure.estimate))
				continue;
			check_close(back.estimate, -measure.estimate, 0);
			check_close(back.low, -measure.high, 1e-12);
			assert_true(measure.low >= -1 && measure.low <= measure.estimate + 1e-15);
			assert_true(measure.high <= 1 && measure.high >= measure.estimate - 1e-15);
			if (kind == SVY_RD_PAIRED_TANGO && !isnan(p))
				assert_true((p > 0.05) == (measure.low < 0 && measure.high > 0));
		}
	}
}

static void two_categories_are_mcnemar(void **state)
{
	(void)state;
	for (size_t i = 0; i < TABLES; i++) {
		double n[4];
		draw_table("two", i, 2, n);
		struct svy_test plain = mcnemar(n, SVY_MCNEMAR, SVY_TWO_SIDED);
		for (int kind = SVY_SQUARE_BOWKER; kind <= SVY_SQUARE_STUART_MAXWELL; kind++) {
			struct svy_test test = square(n, 2, (enum svy_square_kind)kind);
			check_rel(test.statistic, plain.statistic, 1e-13);
			check_rel(test.p, plain.p, 1e-11);
		}
	}
}

static void order_and_transposition_change_nothing(void **state)
{
	(void)state;
	for (size_t i = 0; i < TABLES; i++) {
		size_t k = 2 + i % (MOST - 1);
		double n[MOST * MOST], t[MOST * MOST], back[MOST * MOST];
		draw_table("order", i, k, n);
		turn(n, k, t);
		for (size_t c = 0; c < k * k; c++)
			back[c] = n[k * k - 1 - c]; /* categories from the last to the first */
		for (int s = 0; s < SVY_N_SQUARES; s++) {
			enum svy_square_kind kind = (enum svy_square_kind)s;
			struct svy_test test = square(n, k, kind);
			check_rel(square(t, k, kind).statistic, test.statistic, 1e-9);
			check_rel(square(back, k, kind).statistic, test.statistic, 1e-9);
			check_close(square(back, k, kind).df, test.df, 0);
		}
		struct svy_test q = square(n, k, SVY_SQUARE_STUART_MAXWELL), w = square(n, k, SVY_SQUARE_BHAPKAR);
		double all = 0;
		for (size_t c = 0; c < k * k; c++)
			all += n[c];
		if (!isnan(w.statistic))
			check_rel(w.statistic, q.statistic / (1 - q.statistic / all), 1e-10);
	}
}

/* A category that nobody has, and the diagonal of those who did not change. */
static void more_of_the_same_changes_nothing(void **state)
{
	(void)state;
	for (size_t i = 0; i < TABLES; i++) {
		double n[9], wide[16] = {0}, more[9];
		draw_table("more", i, 3, n);
		memcpy(more, n, sizeof n);
		for (size_t a = 0; a < 3; a++) {
			more[4 * a] += 17;
			for (size_t b = 0; b < 3; b++)
				wide[4 * (a + (a > 0)) + b + (b > 0)] = n[3 * a + b];
		}
		for (int kind = SVY_SQUARE_BOWKER; kind <= SVY_SQUARE_STUART_MAXWELL; kind++) {
			struct svy_test test = square(n, 3, (enum svy_square_kind)kind);
			if (isnan(test.p))
				continue;
			check_rel(square(wide, 4, (enum svy_square_kind)kind).statistic, test.statistic, 1e-10);
			check_close(square(wide, 4, (enum svy_square_kind)kind).df, test.df, 0);
			check_rel(square(more, 3, (enum svy_square_kind)kind).statistic, test.statistic, 1e-12);
		}
	}
}

/* --- Cochran's Q ------------------------------------------------------------------- */

static void draw_answers(const char *law, size_t number, size_t size, size_t k, double *x, uint64_t *n)
{
	struct svy_random random;
	svy_random_start(&random, 4, law, number);
	for (size_t i = 0; i < size * k; i++)
		x[i] = (double)svy_random_below(&random, 2);
	for (size_t i = 0; i < size; i++)
		n[i] = svy_random_below(&random, 4);
}

static void a_frequency_is_repeated_rows(void **state)
{
	enum { SIZE = 12, K = 4 };
	(void)state;
	for (size_t i = 0; i < TABLES; i++) {
		double x[SIZE * K], rows[3 * SIZE * K], other[SIZE * K];
		uint64_t n[SIZE];
		size_t size = 0;
		struct svy_test once, repeated, swapped;
		draw_answers("repeat", i, SIZE, K, x, n);
		for (size_t r = 0; r < SIZE; r++)
			for (uint64_t c = 0; c < n[r]; c++)
				memcpy(rows + K * size++, x + K * r, K * sizeof *x);
		for (size_t c = 0; c < SIZE * K; c++)
			other[c] = x[c] > 0 ? -3 : 9; /* yes for no, and other values */
		check_ok(svy_cochran_q(&(struct svy_blocks){x, n, SIZE, K}, &once, NULL), NULL);
		check_ok(svy_cochran_q(&(struct svy_blocks){rows, NULL, size, K}, &repeated, NULL), NULL);
		check_ok(svy_cochran_q(&(struct svy_blocks){other, n, SIZE, K}, &swapped, NULL), NULL);
		check_close(repeated.statistic, once.statistic, 0);
		check_rel(swapped.statistic, once.statistic, 1e-14);
	}
}

static void two_answers_are_mcnemar(void **state)
{
	enum { SIZE = 9 };
	(void)state;
	for (size_t i = 0; i < TABLES; i++) {
		double x[2 * SIZE], table[4] = {0};
		uint64_t n[SIZE];
		struct svy_test q;
		struct svy_pair pair;
		draw_answers("two answers", i, SIZE, 2, x, n);
		for (size_t r = 0; r < SIZE; r++)
			table[2 * (x[2 * r] < 1) + (x[2 * r + 1] < 1)] += (double)n[r];
		check_ok(svy_cochran_q(&(struct svy_blocks){x, n, SIZE, 2}, &q, NULL), NULL);
		struct svy_test plain = mcnemar(table, SVY_MCNEMAR, SVY_TWO_SIDED);
		if (isnan(plain.p))
			continue;
		check_rel(q.statistic, plain.statistic, 1e-13);
		const struct svy_blocks blocks = {x, n, SIZE, 2};
		check_ok(svy_cochran_pairs(&blocks, SVY_MCNEMAR, SVY_ADJUST_HOLM, &pair, NULL), NULL);
		check_rel(pair.p_adjusted, plain.p, 1e-13);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(transposing_turns_the_direction),
		cmocka_unit_test(the_exact_p_is_the_sum),
		cmocka_unit_test(test_and_interval_agree),
		cmocka_unit_test(difference_and_test_agree),
		cmocka_unit_test(two_categories_are_mcnemar),
		cmocka_unit_test(order_and_transposition_change_nothing),
		cmocka_unit_test(more_of_the_same_changes_nothing),
		cmocka_unit_test(a_frequency_is_repeated_rows),
		cmocka_unit_test(two_answers_are_mcnemar),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
