/* What must hold of tests of trend and order, whatever the counts are. */
#include <math.h>
#include <string.h>

#include "base/random.h"
#include "stat/chisq.h"
#include "stat/exact.h"
#include "stat/jonckheere.h"
#include "stat/trend.h"
#include "tests/support/check.h"

enum { TABLES = 60, SIDE = 5, SIDES = 3 };

struct table {
	size_t rows, cols;
	double n[SIDE * SIDE];
};

static struct table draw_table(const char *law, size_t number, size_t rows, size_t cols, uint64_t most)
{
	struct svy_random random;
	struct table t = {rows, cols, {0}};
	svy_random_start(&random, 6, law, number);
	for (size_t i = 0; i < rows * cols; i++)
		t.n[i] = (double)svy_random_below(&random, most);
	t.n[number % (rows * cols)] += 1; /* never the empty table */
	return t;
}

static struct table turn(const struct table *t)
{
	struct table out = {t->cols, t->rows, {0}};
	for (size_t i = 0; i < t->rows; i++)
		for (size_t j = 0; j < t->cols; j++)
			out.n[j * t->rows + i] = t->n[i * t->cols + j];
	return out;
}

/* Rows from the last to the first. */
static struct table reverse(const struct table *t)
{
	struct table out = *t;
	for (size_t i = 0; i < t->rows; i++)
		memcpy(out.n + i * t->cols, t->n + (t->rows - 1 - i) * t->cols, t->cols * sizeof *t->n);
	return out;
}

static enum svy_alternative opposite(int side)
{
	return side == SVY_TWO_SIDED ? SVY_TWO_SIDED : side == SVY_LESS ? SVY_GREATER : SVY_LESS;
}

typedef struct svy_test run(const struct table *t, enum svy_alternative side);

static struct svy_test trend(const struct table *t, enum svy_alternative side)
{
	struct svy_test test;
	check_ok(svy_trend(t->n, t->rows, t->cols, NULL, NULL, side, 0.95, &test, NULL), NULL);
	return test;
}

static struct svy_test trend_exact(const struct table *t, enum svy_alternative side)
{
	struct svy_test test;
	check_ok(svy_trend_exact(t->n, t->rows, t->cols, NULL, NULL, side, NULL, &test, NULL), NULL);
	return test;
}

static struct svy_test linear_exact(const struct table *t, enum svy_alternative side)
{
	struct svy_test test;
	check_ok(svy_linear_exact(t->n, t->rows, t->cols, NULL, NULL, side, NULL, &test, NULL), NULL);
	return test;
}

static struct svy_test jonckheere_of(const struct table *t, enum svy_alternative side, bool exact)
{
	struct svy_sample sample;
	struct svy_test test;
	check_ok(svy_sample_from_table(t->n, t->rows, t->cols, &sample, NULL), NULL);
	if (exact)
		check_ok(svy_jonckheere_exact(&sample, side, NULL, &test, NULL), NULL);
	else
		check_ok(svy_jonckheere(&sample, side, &test, NULL), NULL);
	svy_sample_clear(&sample);
	return test;
}

static struct svy_test jonckheere(const struct table *t, enum svy_alternative side)
{
	return jonckheere_of(t, side, false);
}

static struct svy_test jonckheere_exact(const struct table *t, enum svy_alternative side)
{
	return jonckheere_of(t, side, true);
}

static run *const RUNS[] = {trend, trend_exact, linear_exact, jonckheere, jonckheere_exact};
enum { N_RUNS = sizeof RUNS / sizeof *RUNS };

static void check_same(const struct svy_test *a, const struct svy_test *b)
{
	check_rel(a->p, b->p, 1e-9);
	check_rel(a->attainable_p, b->attainable_p, 1e-9);
	assert_true(isnan(a->p) || (a->p >= 0 && a->p <= 1));
	assert_true(isnan(a->attainable_p) || a->attainable_p <= a->p * (1 + 1e-9));
}

static void transposing_changes_nothing(void **state)
{
	(void)state;
	for (size_t i = 0; i < TABLES; i++) {
		struct table t = draw_table("turn", i, 2 + i % 2, 3, 5), turned = turn(&t);
		for (int side = 0; side < SIDES; side++)
			for (int r = 0; r < N_RUNS; r++) {
				struct svy_test a = RUNS[r](&t, (enum svy_alternative)side);
				struct svy_test b = RUNS[r](&turned, (enum svy_alternative)side);
				check_same(&a, &b);
				check_close(b.statistic, a.statistic, 1e-12); /* Jonckheere's z is Kendall's */
			}
	}
}

static void reversing_turns_the_direction(void **state)
{
	(void)state;
	for (size_t i = 0; i < TABLES; i++) {
		struct table t = draw_table("reverse", i, 3, 2 + i % 2, 5), back = reverse(&t);
		for (int side = 0; side < SIDES; side++)
			for (int r = 0; r < N_RUNS; r++) {
				struct svy_test a = RUNS[r](&t, (enum svy_alternative)side), b = RUNS[r](&back, opposite(side));
				check_same(&a, &b);
				bool square = r == 0 && side == SVY_TWO_SIDED;
				check_close(b.statistic, square ? a.statistic : -a.statistic, 1e-12);
			}
	}
}

/* --- all tables ---------------------------------------------------------------------- */

struct all {
	const struct table *t;
	double (*value)(const struct table *t);
	double observed, mean;
	double two, less, greater, sum, first; /* probabilities; sum of value */
};

static double linear_value(const struct table *t)
{
	double sum = 0;
	for (size_t i = 0; i < t->rows; i++)
		for (size_t j = 0; j < t->cols; j++)
			sum += (double)((i + 1) * (j + 1)) * t->n[i * t->cols + j];
	return sum;
}

static double pair_value(const struct table *t)
{
	double sum = 0;
	for (size_t i = 0; i < t->rows; i++)
		for (size_t k = i + 1; k < t->rows; k++)
			for (size_t j = 0; j < t->cols; j++)
				for (size_t l = 0; l < t->cols; l++)
					sum += t->n[i * t->cols + j] * t->n[k * t->cols + l] * (j < l ? 1 : j == l ? 0.5 : 0);
	return sum;
}

static double log_weight(const struct table *t)
{
	double sum = 0;
	for (size_t c = 0; c < t->rows * t->cols; c++)
		sum -= lgamma(t->n[c] + 1);
	return sum;
}

static void count_table(struct all *all, const struct table *t)
{
	double w = exp(log_weight(t) - log_weight(all->t)), value = all->value(t), d = fabs(all->observed - all->mean);
	all->sum += w;
	all->first += w * value;
	all->two += fabs(value - all->mean) >= d - 1e-9 ? w : 0;
	all->less += value <= all->observed + 1e-9 ? w : 0;
	all->greater += value >= all->observed - 1e-9 ? w : 0;
}

/* Fill cell c of a table that has the margins still to be placed. */
static void walk_tables(struct all *all, struct table *t, size_t c, double *row, double *col)
{
	size_t i = c / t->cols, j = c % t->cols;
	if (i == t->rows) {
		count_table(all, t);
		return;
	}
	double most = fmin(row[i], col[j]);
	for (double x = j + 1 == t->cols || i + 1 == t->rows ? most : 0; x <= most; x++) {
		if ((j + 1 == t->cols && x < row[i]) || (i + 1 == t->rows && x < col[j]))
			continue;
		t->n[c] = x;
		row[i] -= x;
		col[j] -= x;
		walk_tables(all, t, c + 1, row, col);
		row[i] += x;
		col[j] += x;
	}
}

static struct all enumerate(const struct table *t, double (*value)(const struct table *t))
{
	struct all all = {.t = t, .value = value, .observed = value(t)};
	for (int pass = 0; pass < 2; pass++) {
		struct table work = *t;
		double row[SIDE] = {0}, col[SIDE] = {0};
		for (size_t c = 0; c < t->rows * t->cols; c++) {
			row[c / t->cols] += t->n[c];
			col[c % t->cols] += t->n[c];
		}
		all = (struct all){.t = t, .value = value, .observed = all.observed, .mean = pass ? all.first / all.sum : 0};
		walk_tables(&all, &work, 0, row, col);
	}
	return all;
}

static void exact_is_the_sum_over_all_tables(void **state)
{
	(void)state;
	for (size_t i = 0; i < TABLES; i++) {
		struct table t = draw_table("all", i, 2 + i % 2, 2 + i % 3, i % 2 ? 4 : 6);
		for (int r = 0; r < 2; r++) {
			struct all all = enumerate(&t, r ? pair_value : linear_value);
			run *exact = r ? jonckheere_exact : linear_exact;
			if (isnan(exact(&t, SVY_TWO_SIDED).p))
				continue;
			check_rel(exact(&t, SVY_TWO_SIDED).p, all.two / all.sum, 1e-9);
			check_rel(exact(&t, SVY_LESS).p, all.less / all.sum, 1e-9);
			check_rel(exact(&t, SVY_GREATER).p, all.greater / all.sum, 1e-9);
		}
	}
}

/* --- two routes ------------------------------------------------------------------------ */

static void two_by_two_is_fisher(void **state)
{
	(void)state;
	for (size_t i = 0; i < TABLES; i++) {
		struct table t = draw_table("fisher", i, 2, 2, i % 2 ? 6 : 300);
		struct svy_test fisher;
		/* The first share rises where the odds ratio is below 1. */
		check_ok(svy_fisher(t.n, SVY_LESS, SVY_ORDER_MINLIKE, 0.95, &fisher, NULL), NULL);
		check_rel(trend_exact(&t, SVY_GREATER).p, fisher.p, 1e-9);
		check_rel(linear_exact(&t, SVY_LESS).p, fisher.p, 1e-9);
		check_rel(jonckheere_exact(&t, SVY_LESS).p, fisher.p, 1e-9);
		check_ok(svy_fisher(t.n, SVY_GREATER, SVY_ORDER_MINLIKE, 0.95, &fisher, NULL), NULL);
		check_rel(trend_exact(&t, SVY_LESS).p, fisher.p, 1e-9);
	}
}

static void two_rows_are_a_trend(void **state)
{
	(void)state;
	for (size_t i = 0; i < TABLES; i++) {
		struct table t = draw_table("rows", i, 2, 4, 9);
		struct svy_test linear, plain = trend(&t, SVY_TWO_SIDED);
		double all = 0;
		for (size_t c = 0; c < 8; c++)
			all += t.n[c];
		check_rel(linear_exact(&t, SVY_TWO_SIDED).p, trend_exact(&t, SVY_TWO_SIDED).p, 1e-10);
		check_rel(linear_exact(&t, SVY_GREATER).p, trend_exact(&t, SVY_LESS).p, 1e-10);
		check_ok(svy_linear_by_linear(t.n, 2, 4, NULL, NULL, &linear, NULL), NULL);
		check_rel(plain.statistic, linear.statistic * all / (all - 1), 1e-12);
		assert_true(isnan(plain.estimate) || isnan(plain.low) || (plain.low <= plain.estimate));
	}
}

/* Mann-Whitney's z with ties: (U - mn/2) / sqrt(mn/12 (N + 1 - sum (t^3 - t) / (N (N - 1)))). */
static void two_groups_are_mann_whitney(void **state)
{
	(void)state;
	for (size_t i = 0; i < TABLES; i++) {
		struct table t = draw_table("groups", i, 2, 5, i % 2 ? 4 : 100000);
		double m = 0, n = 0, ties = 0;
		for (size_t j = 0; j < 5; j++) {
			double tied = t.n[j] + t.n[5 + j];
			m += t.n[j];
			n += t.n[5 + j];
			ties += tied * (tied - 1) * (tied + 1);
		}
		double all = m + n, sd = sqrt(m * n / 12 * (all + 1 - ties / (all * (all - 1))));
		struct svy_test test = jonckheere(&t, SVY_TWO_SIDED);
		if (!isnan(test.statistic))
			check_rel(test.statistic, (pair_value(&t) - m * n / 2) / sd, 1e-9);
	}
}

/* Every count twice: z grows by the square root of two, N r^2 by two. */
static void doubled_frequencies(void **state)
{
	(void)state;
	for (size_t i = 0; i < TABLES; i++) {
		struct table t = draw_table("double", i, 2, 4, 30), twice = t;
		for (size_t c = 0; c < 8; c++)
			twice.n[c] *= 2;
		struct svy_test one = trend(&t, SVY_TWO_SIDED), two = trend(&twice, SVY_TWO_SIDED);
		check_rel(two.statistic, 2 * one.statistic, 1e-12);
		check_rel(two.estimate, one.estimate, 1e-12);
		check_rel(jonckheere(&twice, SVY_LESS).estimate, jonckheere(&t, SVY_LESS).estimate, 1e-12);
	}
}

/* --- Monte Carlo ---------------------------------------------------------------------- */

static void threads_change_nothing_and_intervals_cover(void **state)
{
	struct table t = draw_table("draw", 1, 3, 4, 6);
	double exact = linear_exact(&t, SVY_TWO_SIDED).p;
	size_t covered = 0;
	(void)state;
	for (uint64_t seed = 1; seed <= 200; seed++) {
		struct svy_test test[3];
		for (unsigned c = 0; c < (seed < 4 ? 3u : 1u); c++) {
			static const unsigned threads[] = {1, 2, 7};
			const struct svy_ordered_options options = {1, {2000, seed, threads[c]}};
			check_ok(svy_linear_exact(t.n, 3, 4, NULL, NULL, SVY_TWO_SIDED, &options, &test[c], NULL), NULL);
			check_close(test[c].p, test[0].p, 0);
			check_close(test[c].p_high, test[0].p_high, 0);
		}
		covered += test[0].p_low <= exact && exact <= test[0].p_high;
	}
	assert_true(covered >= 194);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(transposing_changes_nothing),
		cmocka_unit_test(reversing_turns_the_direction),
		cmocka_unit_test(exact_is_the_sum_over_all_tables),
		cmocka_unit_test(two_by_two_is_fisher),
		cmocka_unit_test(two_rows_are_a_trend),
		cmocka_unit_test(two_groups_are_mann_whitney),
		cmocka_unit_test(doubled_frequencies),
		cmocka_unit_test(threads_change_nothing_and_intervals_cover),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
