/* What must hold of chi-squared tests and residuals in every table. */
#include <math.h>
#include <string.h>

#include "base/random.h"
#include "stat/association.h"
#include "stat/chisq.h"
#include "tests/support/check.h"

enum { TABLES = 300, MAX_SIDE = 6, MAX_CELLS = (MAX_SIDE + 2) * (MAX_SIDE + 2) };

struct table {
	size_t rows, cols;
	double n[MAX_CELLS];
};

static size_t below(struct svy_random *random, size_t n)
{
	return (size_t)svy_random_below(random, n);
}

/* A table with small or with very large counts and some zeros. */
static struct table draw_table(const char *law, size_t number)
{
	struct svy_random random;
	svy_random_start(&random, 1, law, number);
	struct table t = {2 + below(&random, MAX_SIDE - 1), 2 + below(&random, MAX_SIDE - 1), {0}};
	size_t most = number % 3 == 0 ? 6 : number % 3 == 1 ? 100 : 100000000;
	for (size_t k = 0; k < t.rows * t.cols; k++)
		t.n[k] = (double)below(&random, most);
	return t;
}

static struct table transpose(const struct table *t)
{
	struct table out = {t->cols, t->rows, {0}};
	for (size_t i = 0; i < t->rows; i++)
		for (size_t j = 0; j < t->cols; j++)
			out.n[j * t->rows + i] = t->n[i * t->cols + j];
	return out;
}

/* Rows and columns in reverse, which is a permutation that moves all. */
static struct table reverse(const struct table *t)
{
	struct table out = {t->rows, t->cols, {0}};
	for (size_t k = 0; k < t->rows * t->cols; k++)
		out.n[k] = t->n[t->rows * t->cols - 1 - k];
	return out;
}

static struct table with_empty_margins(const struct table *t)
{
	struct table out = {t->rows + 2, t->cols + 2, {0}};
	for (size_t i = 0; i < t->rows; i++)
		for (size_t j = 0; j < t->cols; j++)
			out.n[(i + 1) * (t->cols + 2) + j + 1] = t->n[i * t->cols + j];
	return out;
}

static struct svy_test chisq(const struct table *t, enum svy_chisq_kind kind)
{
	struct svy_status status = {0};
	struct svy_test test;
	check_ok(svy_chisq(t->n, t->rows, t->cols, kind, &test, &status), &status);
	return test;
}

static void order_and_transposition_change_no_bit(void **state)
{
	(void)state;
	for (size_t i = 0; i < TABLES; i++) {
		struct table t = draw_table("order", i), other[] = {transpose(&t), reverse(&t), with_empty_margins(&t)};
		for (int kind = SVY_CHISQ_PEARSON; kind <= SVY_CHISQ_LR; kind++) {
			struct svy_test test = chisq(&t, (enum svy_chisq_kind)kind);
			for (size_t k = 0; k < 3; k++) {
				struct svy_test same = chisq(&other[k], (enum svy_chisq_kind)kind);
				check_close(same.statistic, test.statistic, 0);
				check_close(same.p, test.p, 0);
				check_close(same.df, test.df, 0);
			}
		}
	}
}

static void counts_times_four_give_the_statistic_times_four(void **state)
{
	(void)state;
	for (size_t i = 0; i < TABLES; i++) {
		struct table t = draw_table("scale", i), four = t;
		for (size_t k = 0; k < t.rows * t.cols; k++)
			four.n[k] *= 4;
		check_rel(chisq(&four, SVY_CHISQ_PEARSON).statistic, 4 * chisq(&t, SVY_CHISQ_PEARSON).statistic, 1e-15);
		check_rel(chisq(&four, SVY_CHISQ_LR).statistic, 4 * chisq(&t, SVY_CHISQ_LR).statistic, 1e-15);
	}
}

static void two_by_two_agrees_with_itself(void **state)
{
	const struct svy_measure_options plain = {.level = 0.95};
	(void)state;
	for (size_t i = 0; i < TABLES; i++) {
		struct table t = draw_table("two", i);
		t.rows = t.cols = 2;
		struct svy_test pearson = chisq(&t, SVY_CHISQ_PEARSON), yates = chisq(&t, SVY_CHISQ_YATES), linear;
		struct svy_measure phi;
		double adjusted[4], n = t.n[0] + t.n[1] + t.n[2] + t.n[3];
		if (isnan(pearson.p))
			continue;
		check_ok(svy_associate(t.n, 2, 2, SVY_MEASURE_PHI, &plain, &phi, NULL), NULL);
		check_ok(svy_residuals(t.n, 2, 2, SVY_RESIDUAL_ADJUSTED, adjusted, NULL), NULL);
		check_ok(svy_linear_by_linear(t.n, 2, 2, NULL, NULL, &linear, NULL), NULL);
		check_rel(n * phi.estimate * phi.estimate, pearson.statistic, 1e-13);
		check_rel(linear.statistic, pearson.statistic * (n - 1) / n, 1e-13);
		check_rel(linear.estimate, phi.estimate, 1e-13);
		for (size_t k = 0; k < 4; k++)
			check_rel(adjusted[k] * adjusted[k], pearson.statistic, 1e-13);
		assert_true(yates.statistic <= pearson.statistic);
		assert_true(yates.p >= pearson.p);
	}
}

static void residuals_add_up(void **state)
{
	(void)state;
	for (size_t i = 0; i < TABLES; i++) {
		struct table t = draw_table("residuals", i);
		double raw[MAX_CELLS], pearson[MAX_CELLS], expected[MAX_CELLS], squares = 0, n = 0;
		check_ok(svy_residuals(t.n, t.rows, t.cols, SVY_RESIDUAL_RAW, raw, NULL), NULL);
		check_ok(svy_residuals(t.n, t.rows, t.cols, SVY_RESIDUAL_PEARSON, pearson, NULL), NULL);
		check_ok(svy_expected(t.n, t.rows, t.cols, expected, NULL), NULL);
		for (size_t k = 0; k < t.rows * t.cols; k++) {
			n += t.n[k];
			squares += isnan(pearson[k]) ? 0 : pearson[k] * pearson[k];
		}
		struct svy_test test = chisq(&t, SVY_CHISQ_PEARSON);
		if (!isnan(test.statistic))
			check_rel(squares, test.statistic, 1e-12);
		for (size_t row = 0; row < t.rows; row++) {
			double sum = 0, count = 0, expectation = 0;
			for (size_t j = 0; j < t.cols; j++) {
				sum += raw[row * t.cols + j];
				count += t.n[row * t.cols + j];
				expectation += expected[row * t.cols + j];
			}
			check_close(sum, 0, 1e-12 * n);
			check_close(expectation, count, 1e-12 * n);
		}
	}
}

static void scores_count_up_to_a_linear_change(void **state)
{
	(void)state;
	for (size_t i = 0; i < TABLES; i++) {
		struct table t = draw_table("scores", i), other = transpose(&t);
		double rows[MAX_SIDE], cols[MAX_SIDE];
		struct svy_test test, changed, transposed;
		for (size_t k = 0; k < MAX_SIDE; k++) {
			rows[k] = 2015 + 2 * (double)k;
			cols[k] = -7.5 - 0.25 * (double)k;
		}
		check_ok(svy_linear_by_linear(t.n, t.rows, t.cols, NULL, NULL, &test, NULL), NULL);
		check_ok(svy_linear_by_linear(t.n, t.rows, t.cols, rows, cols, &changed, NULL), NULL);
		check_ok(svy_linear_by_linear(other.n, other.rows, other.cols, NULL, NULL, &transposed, NULL), NULL);
		check_rel(changed.statistic, test.statistic, 1e-12);
		check_rel(changed.estimate, -test.estimate, 1e-12);
		check_rel(transposed.statistic, test.statistic, 1e-12);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(order_and_transposition_change_no_bit),
		cmocka_unit_test(counts_times_four_give_the_statistic_times_four),
		cmocka_unit_test(two_by_two_agrees_with_itself),
		cmocka_unit_test(residuals_add_up),
		cmocka_unit_test(scores_count_up_to_a_linear_change),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
