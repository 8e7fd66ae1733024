/* What must hold of Fisher's exact test of tables of any size. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/random.h"
#include "stat/exact.h"
#include "stat/exact_internal.h"
#include "stat/exact_table.h"
#include "tests/support/check.h"

enum { CELLS = 64 };

static struct svy_test fisher(const double *n, size_t rows, size_t cols, unsigned threads)
{
	struct svy_exact_options options = {.seconds = INFINITY, .monte_carlo.threads = threads};
	struct svy_status status = {0};
	struct svy_test test;
	check_ok(svy_fisher_table(n, rows, cols, &options, &test, &status), &status);
	return test;
}

static struct svy_test midp(const double *n, size_t rows, size_t cols)
{
	struct svy_exact_options options = {.seconds = INFINITY};
	struct svy_test test;
	check_ok(svy_fisher_table_midp(n, rows, cols, &options, &test, NULL), NULL);
	return test;
}

/* --- all tables, one by one ------------------------------------------------------ */

struct enumeration {
	size_t rows, cols;
	double col[CELLS], left[CELLS]; /* of the rows */
	double observed;                /* log of its probability */
	double p, tied, all, least, least_p;
};

static double log_choose(double n, double k)
{
	return lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1);
}

/* Column j from row i on, `to_place` of it left; log_p of the cells before. */
static void enumerate(struct enumeration *e, size_t i, size_t j, double to_place, double log_p)
{
	if (j == e->cols) {
		double p = exp(log_p), slack = log1p(SVY_TIE_SLACK);
		e->all += p;
		e->p += log_p <= e->observed + slack ? p : 0;
		e->tied += fabs(log_p - e->observed) <= slack ? p : 0;
		if (log_p < e->least - slack) {
			e->least = log_p;
			e->least_p = 0;
		}
		e->least_p += log_p <= e->least + slack ? p : 0;
		return;
	}
	double room = 0;
	for (size_t k = i + 1; k < e->rows; k++)
		room += e->left[k];
	for (double k = fmax(0, to_place - room); k <= fmin(to_place, e->left[i]); k++) {
		double log_here = log_p + log_choose(e->left[i], k);
		e->left[i] -= k;
		if (i + 1 < e->rows)
			enumerate(e, i + 1, j, to_place - k, log_here);
		else
			enumerate(e, 0, j + 1, j + 1 < e->cols ? e->col[j + 1] : 0, log_here);
		e->left[i] += k;
	}
}

static struct enumeration enumerate_all(const double *n, size_t rows, size_t cols)
{
	struct enumeration e = {.rows = rows, .cols = cols, .least = INFINITY};
	double all = 0, ways = 0, observed = 0, left[CELLS];
	for (size_t i = 0; i < rows; i++)
		for (size_t j = 0; j < cols; j++) {
			e.left[i] += n[i * cols + j];
			e.col[j] += n[i * cols + j];
		}
	memcpy(left, e.left, sizeof left);
	for (size_t j = 0; j < cols; j++)
		all += e.col[j];
	for (size_t j = 0; j < cols; j++) {
		ways += log_choose(all, e.col[j]);
		all -= e.col[j];
		for (size_t i = 0; i < rows; i++) {
			observed += log_choose(left[i], n[i * cols + j]);
			left[i] -= n[i * cols + j];
		}
	}
	e.observed = observed - ways;
	enumerate(&e, 0, 0, e.col[0], -ways);
	return e;
}

/* A random table, some of its margins equal, some of its counts 0. */
static void draw_table(const char *law, size_t number, size_t rows, size_t cols, uint64_t most, double *n)
{
	struct svy_random random;
	svy_random_start(&random, 7, law, number);
	for (size_t k = 0; k < rows * cols; k++)
		n[k] = (double)svy_random_below(&random, svy_random_below(&random, 3) ? most + 1 : 2);
	for (size_t i = 0; i < rows; i++)
		n[i * cols + i % cols] += 1;
	for (size_t j = 0; j < cols; j++)
		n[j % rows * cols + j] += 1;
}

static void agree(const double *n, size_t rows, size_t cols, double tolerance)
{
	struct enumeration e = enumerate_all(n, rows, cols);
	struct svy_test test = fisher(n, rows, cols, 0);
	check_rel(e.all, 1, 1e-10);
	check_rel(test.p, e.p, tolerance);
	check_rel(midp(n, rows, cols).p, e.p - e.tied / 2, tolerance);
	if (!isnan(test.attainable_p))
		check_rel(test.attainable_p, e.least_p, tolerance);
	assert_true(test.p <= 1);
}

static void p_is_the_sum_over_all_tables(void **state)
{
	static const size_t shape[][3] = {{3, 3, 4}, {2, 3, 9}, {2, 6, 2}, {3, 4, 2}, {5, 3, 1}, {4, 4, 1}, {2, 7, 2}, {3, 5, 1}};
	(void)state;
	for (size_t i = 0; i < 160; i++) {
		const size_t *s = shape[i % 8];
		double n[CELLS];
		draw_table("sum", i, s[0], s[1], s[2], n);
		agree(n, s[0], s[1], 1e-11);
	}
}

static void bounds_leave_nothing_out(void **state)
{
	/* So large that vectors are passed over, and, the last, beyond what primes are used for. */
	static const double cases[][6] = {{250, 230, 240, 260, 1, 2}, {300, 240, 250, 262, 3, 0},
	                                  {448, 100, 3, 2, 430, 12}, {470, 3, 12, 0, 480, 20},
	                                  {2400, 2100, 60, 2300, 2400, 50}, {2600, 2100, 60, 2100, 2700, 33}};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		agree(cases[i], 2, 3, 1e-9);
}

static void two_columns_are_the_other_route(void **state)
{
	(void)state;
	for (size_t i = 0; i < 60; i++) {
		struct svy_status status = {0};
		struct svy_margins *m;
		struct exact_problem *problem;
		struct exact_budget budget = {.deadline = INFINITY, .bytes = (size_t)1 << 30, .threads = 1};
		struct exact_answer answer;
		struct svy_test test, half;
		bool done;
		double n[4];
		draw_table("route", i, 2, 2, i % 3 == 0 ? 5 : i % 3 == 1 ? 60 : 3000, n);
		check_ok(svy_margins_new(n, 2, 2, &m, &status), &status);
		check_ok(exact_problem_new(m, &problem, &status), &status);
		check_ok(exact_by_lists(problem, &budget, &done, &answer, &status), &status);
		assert_true(done);
		check_ok(svy_fisher(n, SVY_TWO_SIDED, SVY_ORDER_MINLIKE, 0.95, &test, &status), &status);
		check_ok(svy_fisher_midp(n, SVY_TWO_SIDED, 0.95, &half, &status), &status);
		check_close(answer.log_p, test.log_p, 1e-9 + 1e-10 * fabs(test.log_p));
		check_rel(exp(answer.log_p) - exp(answer.log_tied) / 2, half.p, 1e-8);
		if (!isnan(answer.log_least))
			check_rel(exp(answer.log_least), test.attainable_p, 1e-9);
		assert_int_equal(budget.used, 0);
		exact_problem_free(problem);
		svy_margins_free(m);
	}
}

static void permute_table(struct svy_random *random, const double *n, size_t rows, size_t cols, double *out)
{
	size_t row[CELLS], col[CELLS];
	for (size_t i = 0; i < rows; i++) {
		size_t at = (size_t)svy_random_below(random, i + 1);
		row[i] = row[at];
		row[at] = i;
	}
	for (size_t j = 0; j < cols; j++) {
		size_t at = (size_t)svy_random_below(random, j + 1);
		col[j] = col[at];
		col[at] = j;
	}
	for (size_t i = 0; i < rows; i++)
		for (size_t j = 0; j < cols; j++)
			out[i * cols + j] = n[row[i] * cols + col[j]];
}

static void order_transposition_and_threads_change_no_bit(void **state)
{
	static const size_t shape[][3] = {{3, 3, 6}, {4, 4, 3}, {2, 5, 30}, {6, 3, 4}, {5, 5, 2}, {4, 4, 9}};
	(void)state;
	for (size_t i = 0; i < 36; i++) {
		const size_t *s = shape[i % 6], rows = s[0], cols = s[1];
		double n[CELLS], turned[CELLS], moved[CELLS];
		struct svy_random random;
		draw_table("order", i, rows, cols, s[2], n);
		svy_random_start(&random, 7, "permute", i);
		permute_table(&random, n, rows, cols, moved);
		for (size_t k = 0; k < rows * cols; k++)
			turned[k % cols * rows + k / cols] = n[k];
		struct svy_test test = fisher(n, rows, cols, 1);
		struct svy_test other[4] = {fisher(n, rows, cols, 2), fisher(n, rows, cols, 7),
		                            fisher(turned, cols, rows, 2), fisher(moved, rows, cols, 2)};
		for (size_t k = 0; k < 4; k++) {
			check_close(other[k].p, test.p, 0);
			check_close(other[k].log_p, test.log_p, 0);
			check_close(other[k].attainable_p, test.attainable_p, 0);
		}
	}
}

static void random_tables_agree(void **state)
{
	/* 1,000 seeds, 99% intervals: all but a few cover, and no more than that is asked, 980 */
	static const double n[12] = {4, 9, 1, 0, 3, 3, 7, 2, 8, 1, 5, 5};
	double exact = fisher(n, 3, 4, 0).p;
	size_t covered = 0;
	(void)state;
	for (uint64_t seed = 0; seed < 1000; seed++) {
		struct svy_monte_carlo options = {.replicates = 500, .seed = seed};
		struct svy_test test;
		check_ok(svy_fisher_monte_carlo(n, 3, 4, &options, &test, NULL), NULL);
		covered += test.p_low <= exact && exact <= test.p_high;
	}
	assert_true(covered >= 980);
}

static void more_association_is_less_probable(void **state)
{
	/* Diagonals that grow: p falls, and its logarithm goes on where p underflows. */
	double last = 0;
	(void)state;
	for (double d = 1; d <= 256; d *= 2) {
		double n[9] = {d + 1, 1, 1, 1, d + 1, 1, 1, 1, d + 1};
		struct svy_test test = fisher(n, 3, 3, 0);
		assert_true(test.log_p < last || d == 1);
		check_rel(test.p, exp(test.log_p), 1e-14);
		last = test.log_p;
	}
	assert_true(last < -745);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(p_is_the_sum_over_all_tables),
		cmocka_unit_test(bounds_leave_nothing_out),
		cmocka_unit_test(two_columns_are_the_other_route),
		cmocka_unit_test(order_transposition_and_threads_change_no_bit),
		cmocka_unit_test(random_tables_agree),
		cmocka_unit_test(more_association_is_less_probable),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
