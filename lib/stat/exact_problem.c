/* What the exact test of an r x c table starts from: margins in order, T of a cell, bounds of T. */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/array.h"
#include "base/sum.h"
#include "stat/distribution.h"
#include "stat/exact_internal.h"

/* Up to here log(k!) is put together from the units of the primes, so that equal
 * products of factorials are equal sums. */
enum { MOST_BY_PRIMES = 4096, LARGEST_MARGIN = 1 << 20 };
#define HALF_LOG_TWO_PI 0.91893853320467274178

double svy_exact_clock(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

bool svy_exact_take(struct exact_budget *budget, size_t bytes)
{
	if (atomic_fetch_add(&budget->used, bytes) + bytes > budget->bytes)
		atomic_store(&budget->over, true);
	return !atomic_load(&budget->over);
}

void svy_exact_give(struct exact_budget *budget, size_t bytes)
{
	atomic_fetch_sub(&budget->used, bytes);
}

bool svy_exact_over(struct exact_budget *budget)
{
	if (!atomic_load(&budget->over) && svy_exact_clock() > budget->deadline)
		atomic_store(&budget->over, true);
	return atomic_load(&budget->over);
}

double svy_exact_log_factorial(double k)
{
	return k > 1 ? k * log(k) - k + HALF_LOG_TWO_PI + 0.5 * log(k) + svy_stirling_error(k) : 0;
}

/* Codes of keys, most of them of no key. */
#define SMALL 2e5

bool svy_exact_is_small(const struct exact_problem *problem)
{
	double codes = 1;
	for (size_t i = 0; i < problem->rows; i++)
		codes *= (double)problem->row[i] + 1;
	return codes <= SMALL;
}

static int falling(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;
	return (x < y) - (x > y);
}

static double *copy_falling(const double *x, size_t n)
{
	double *out = svy_array_new(n, sizeof *out);
	if (out) {
		memcpy(out, x, n * sizeof *out);
		qsort(out, n, sizeof *out, falling);
	}
	return out;
}

/* The shorter side makes the keys; of two equally long ones the same whichever is given first. */
static bool rows_are_keys(const double *row, size_t rows, const double *col, size_t cols)
{
	if (rows != cols)
		return rows < cols;
	for (size_t i = 0; i < rows; i++)
		if (row[i] != col[i])
			return row[i] > col[i];
	return true;
}

/*
 * Both halves the same number of stages, or A, which has the larger ones, one
 * less: the number of values in a list grows with the stages, the number of
 * vectors with their sums.  Within a half the large ones first, while lists are short.
 */
static void order_stages(struct exact_problem *problem, const double *falling_stage)
{
	size_t a = 0, n = problem->stages;
	problem->split = n / 2;
	size_t b = problem->split;
	for (size_t j = 0; j < n; j++) {
		bool to_a = n % 2 ? j < problem->split : j % 4 == 0 || j % 4 == 3;
		problem->stage[to_a ? a++ : b++] = falling_stage[j];
	}
}

/* Units of log 2, log 3, log 4 ...: rounded for primes, added for products. */
static void fill_by_primes(struct exact_problem *problem)
{
	int64_t *of_number = problem->value; /* of log(k) first, then summed */
	of_number[0] = 0;
	for (size_t k = 1; k <= problem->most; k++) {
		size_t d = 2;
		while (d * d <= k && k % d != 0)
			d++;
		if (k == 1)
			of_number[k] = 0;
		else
			of_number[k] = d * d <= k ? of_number[d] + of_number[k / d]
			                          : (int64_t)llround(log((double)k) / problem->unit);
	}
	for (size_t k = 1; k <= problem->most; k++)
		of_number[k] += of_number[k - 1];
}

/* Deviances from the mean count keep the digits that log(k!) loses when k is large. */
static void fill_by_deviance(struct exact_problem *problem, double mean)
{
	for (size_t k = 0; k <= problem->most; k++) {
		double x = (double)k, t = svy_deviance(x, mean, x - mean);
		if (k > 0)
			t += HALF_LOG_TWO_PI + 0.5 * log(x) + svy_stirling_error(x);
		problem->value[k] = (int64_t)llround(t / problem->unit);
	}
}

static bool fill_values(struct exact_problem *problem)
{
	double cells = (double)(problem->rows * problem->stages), mean = problem->n / cells;
	double largest = svy_exact_log_factorial(problem->n);
	bool by_primes = problem->n <= MOST_BY_PRIMES;
	if (!by_primes) {
		/* x log(x / m) + m - x, log k! = that + x log m - m + ... */
		problem->slope = log(mean);
		problem->base = -mean;
		largest = cells * (mean + 100) + problem->n * log((double)problem->n);
	}
	problem->unit = ldexp(1, (int)ceil(log2(largest + 1)) - 61);
	problem->slack = (int64_t)llround(log1p(SVY_TIE_SLACK) / problem->unit);
	if (problem->slack < 16)
		return false;
	for (size_t k = 0; k <= problem->most; k++)
		problem->log_factorial[k] = svy_exact_log_factorial((double)k);
	if (by_primes)
		fill_by_primes(problem);
	else
		fill_by_deviance(problem, mean);
	return true;
}

/* log P = sum over rows and columns of their Stirling terms, less that of n, less the
 * deviances and Stirling terms of the cells: nothing large cancels. */
static double stirling_term(double x)
{
	return x > 0 ? HALF_LOG_TWO_PI + 0.5 * log(x) + svy_stirling_error(x) : 0;
}

static double log_probability(const struct svy_margins *m)
{
	struct svy_sum sum = {0};
	for (size_t i = 0; i < m->rows; i++)
		svy_sum_add(&sum, stirling_term(m->row[i]));
	for (size_t j = 0; j < m->cols; j++)
		svy_sum_add(&sum, stirling_term(m->col[j]));
	svy_sum_add(&sum, -stirling_term(m->n));
	for (size_t i = 0; i < m->rows; i++) {
		for (size_t j = 0; j < m->cols; j++) {
			double o = m->count[i * m->cols + j], e = m->row[i] * m->col[j] / m->n;
			svy_sum_add(&sum, -svy_deviance(o, e, o - e));
			svy_sum_add(&sum, -stirling_term(o));
		}
	}
	return fmin(0, svy_sum_value(&sum));
}

/* Place values of the parts of a key; false where codes would overflow. */
static bool fill_strides(struct exact_problem *problem)
{
	double codes = 1;
	uint64_t stride = 1;
	for (size_t i = 0; i < problem->rows; i++) {
		problem->stride[i] = stride;
		codes *= (double)problem->row[i] + 1;
		if (codes > 0x1p62)
			return false;
		stride *= (uint64_t)problem->row[i] + 1;
	}
	return true;
}

void svy_exact_problem_free(struct exact_problem *problem)
{
	if (!problem)
		return;
	free(problem->row);
	free(problem->stage);
	free(problem->value);
	free(problem->log_factorial);
	free(problem);
}

static bool allocate(struct exact_problem *problem)
{
	problem->row = svy_array_new(problem->rows, sizeof *problem->row);
	problem->stage = svy_array_new(problem->stages, sizeof *problem->stage);
	problem->value = svy_array_new(problem->most + 1, sizeof *problem->value);
	problem->log_factorial = svy_array_new(problem->most + 1, sizeof *problem->log_factorial);
	return problem->row && problem->stage && problem->value && problem->log_factorial;
}

/* Everything but the arrays; false where the numbers are too large. */
static bool fill(struct exact_problem *problem, const struct svy_margins *m, const double *key, const double *stage)
{
	for (size_t i = 0; i < problem->rows; i++)
		problem->row[i] = (uint32_t)key[i];
	order_stages(problem, stage);
	if (!fill_strides(problem) || !fill_values(problem))
		return false;
	for (size_t k = 0; k < m->rows * m->cols; k++)
		problem->observed += problem->value[(size_t)m->count[k]];
	problem->log_observed = log_probability(m);
	return true;
}

enum svy_code svy_exact_problem_new(const struct svy_margins *m, struct exact_problem **out, struct svy_status *status)
{
	struct exact_problem *problem = NULL;
	double *row = copy_falling(m->row, m->rows), *col = copy_falling(m->col, m->cols);
	enum svy_code code = SVY_OK;

	*out = NULL;
	if (!row || !col) {
		code = svy_fail_memory(status);
		goto done;
	}
	bool by_rows = rows_are_keys(row, m->rows, col, m->cols);
	const double *key = by_rows ? row : col, *stage = by_rows ? col : row;
	size_t rows = by_rows ? m->rows : m->cols;
	if (rows > EXACT_ROWS || key[0] > LARGEST_MARGIN)
		goto done;
	problem = svy_array_new(1, sizeof *problem);
	if (problem) {
		problem->rows = rows;
		problem->stages = by_rows ? m->cols : m->rows;
		problem->n = m->n;
		problem->most = (size_t)key[0];
	}
	if (!problem || !allocate(problem)) {
		svy_exact_problem_free(problem);
		code = svy_fail_memory(status);
	} else if (fill(problem, m, key, stage)) {
		*out = problem;
	} else {
		svy_exact_problem_free(problem);
	}
done:
	free(row);
	free(col);
	return code;
}

/* --- bounds ----------------------------------------------------------------------- */

/* So much is taken off for rounding. */
#define BOUND_SLACK 1e-8

double svy_exact_lower_bound(const struct exact_problem *problem, const uint32_t *row, const double *col, size_t cols)
{
	double sum = 0, bound = 0, a[EXACT_ROWS], log_a[EXACT_ROWS];
	double rows = (double)problem->rows, n_cols = (double)cols;
	for (size_t i = 0; i < problem->rows; i++)
		sum += row[i];
	/* Expected counts and one half, as near as a product comes to it. */
	for (size_t i = 0; i < problem->rows; i++) {
		a[i] = row[i] + n_cols / 2;
		log_a[i] = log(a[i]);
		bound += row[i] * log_a[i];
	}
	for (size_t j = 0; j < cols; j++) {
		double b = (col[j] + rows / 2) / (sum + rows * n_cols / 2), log_b = log(b);
		bound += col[j] * log_b;
		for (size_t i = 0; i < problem->rows; i++) {
			double k = fmin(floor(a[i] * b), (double)problem->most);
			if (k > 0)
				bound += problem->log_factorial[(size_t)k] - k * (log_a[i] + log_b);
		}
	}
	return bound - problem->slope * sum - problem->base * rows * n_cols - BOUND_SLACK * (1 + sum * 1e-6);
}

double svy_exact_upper_bound(const struct exact_problem *problem, const uint32_t *row, const double *col, size_t cols)
{
	double by_rows = 0, by_cols = 0, sum = 0;
	for (size_t i = 0; i < problem->rows; i++)
		by_rows += problem->log_factorial[row[i]];
	for (size_t j = 0; j < cols; j++) {
		by_cols += svy_exact_log_factorial(col[j]);
		sum += col[j];
	}
	return fmin(by_rows, by_cols) - problem->slope * sum - problem->base * (double)(problem->rows * cols) +
	       BOUND_SLACK * (1 + sum * 1e-6);
}
