#include <math.h>
#include <string.h>

#include "stat/distribution.h"
#include "stat/random_table.h"
#include "tests/support/check.h"

/* Draws against probabilities, by chi-squared over the cells with 5 expected. */
static void follows_its_law(double total, double good, double n, unsigned draws)
{
	enum { MOST = 4000 };
	static double count[MOST];
	struct svy_random random;
	double low = fmax(0, n - (total - good)), high = fmin(n, good), chisq = 0, df = -1;
	assert_true(high - low < MOST);
	for (double k = low; k <= high; k++)
		count[(size_t)(k - low)] = 0;
	svy_random_start(&random, 5, "test-hypergeometric", 0);
	for (unsigned i = 0; i < draws; i++) {
		double k = svy_random_hypergeometric(&random, total, good, n);
		assert_true(k >= low && k <= high && k == floor(k));
		count[(size_t)(k - low)]++;
	}
	for (double k = low; k <= high; k++) {
		double expected = draws * exp(svy_hypergeometric_log(k, total, good, n)), seen = count[(size_t)(k - low)];
		if (expected >= 5) {
			chisq += (seen - expected) * (seen - expected) / expected;
			df++;
		}
	}
	assert_true(df < 1 || svy_chisq_upper(chisq, df) > 1e-4);
}

static void hypergeometric_draws_follow_their_law(void **state)
{
	(void)state;
	follows_its_law(10, 4, 5, 50000);
	follows_its_law(8, 4, 4, 50000);
	follows_its_law(1000, 300, 200, 50000);
	follows_its_law(1e6, 4e5, 1000, 50000); /* wide: by ratio of uniforms */
	follows_its_law(1e6, 6e5, 1000, 50000); /* ... most of them good, most of them drawn, both */
	follows_its_law(8000, 3400, 5000, 50000);
	follows_its_law(8000, 4600, 5000, 50000);
	follows_its_law(4e9, 2e9, 3000, 20000);
}

static void what_is_certain_is_drawn(void **state)
{
	struct svy_random random;
	(void)state;
	svy_random_start(&random, 5, "test-hypergeometric", 0);
	check_close(svy_random_hypergeometric(&random, 10, 0, 5), 0, 0);
	check_close(svy_random_hypergeometric(&random, 10, 10, 5), 5, 0);
	check_close(svy_random_hypergeometric(&random, 10, 4, 0), 0, 0);
	check_close(svy_random_hypergeometric(&random, 10, 4, 10), 4, 0);
}

static void tables_keep_their_margins(void **state)
{
	/* Two strata; the second has no list of factorials. */
	static const double row[6] = {7, 0, 12, 70000, 3, 4000}, col[8] = {5, 9, 1, 4, 70003, 0, 2000, 2000};
	struct svy_random_table_plan *plan;
	struct svy_random random;
	double out[24], mean = 0;
	int64_t left[4];
	enum { DRAWS = 20000 };
	(void)state;
	check_ok(svy_random_table_plan_new(row, col, 2, 3, 4, &plan, NULL), NULL);
	svy_random_start(&random, 5, "test-table", 0);
	for (int draw = 0; draw < DRAWS; draw++) {
		double rows[6] = {0}, cols[8] = {0};
		svy_random_table(plan, &random, left, out);
		for (size_t i = 0; i < 24; i++) {
			assert_true(out[i] >= 0);
			rows[i / 4] += out[i];
			cols[i / 12 * 4 + i % 4] += out[i];
		}
		for (size_t i = 0; i < 6; i++)
			check_close(rows[i], row[i], 0);
		for (size_t j = 0; j < 8; j++)
			check_close(cols[j], col[j], 0);
		mean += out[1] / DRAWS;
	}
	svy_random_table_plan_free(plan);
	/* 7 * 9 / 19, with the variance 7 (9/19)(10/19)(12/18) of one cell */
	check_close(mean, 63.0 / 19, 4 * sqrt(1.1634 / DRAWS));
}

/* Chi-squared of what was seen of a hypergeometric law, low .. high, the rest in one class. */
static void check_cell(const double *seen, double low, size_t size, double draws, double total, double good, double n)
{
	double chisq = 0, df = -1, rest_seen = draws, rest = 1;
	for (size_t i = 0; i < size; i++) {
		double p = exp(svy_hypergeometric_log(low + (double)i, total, good, n));
		if (p * draws < 5)
			continue;
		chisq += (seen[i] - p * draws) * (seen[i] - p * draws) / (p * draws);
		df++;
		rest_seen -= seen[i];
		rest -= p;
	}
	if (rest * draws >= 5) {
		chisq += (rest_seen - rest * draws) * (rest_seen - rest * draws) / (rest * draws);
		df++;
	}
	assert_true(df >= 1 && svy_chisq_upper(chisq, df) > 1e-4);
}

/* Each cell of a table is hypergeometric: also those that follow by subtraction. */
static void every_cell_has_its_law(const double *row, const double *col)
{
	enum { DRAWS = 40000, MOST = 600, CELLS = 12 };
	static double seen[CELLS][MOST];
	struct svy_random_table_plan *plan;
	double n = row[0] + row[1] + row[2], low[CELLS], out[CELLS];
	int64_t left[4];
	memset(seen, 0, sizeof seen);
	for (size_t i = 0; i < CELLS; i++)
		low[i] = fmax(0, floor(row[i / 4] * col[i % 4] / n) - MOST / 2);
	check_ok(svy_random_table_plan_new(row, col, 1, 3, 4, &plan, NULL), NULL);
	for (uint64_t draw = 0; draw < DRAWS; draw++) {
		struct svy_random random;
		svy_random_start(&random, 5, "test-cells", draw);
		svy_random_table(plan, &random, left, out);
		for (size_t i = 0; i < CELLS; i++)
			if (out[i] >= low[i] && out[i] < low[i] + MOST)
				seen[i][(size_t)(out[i] - low[i])]++;
	}
	svy_random_table_plan_free(plan);
	for (size_t i = 0; i < CELLS; i++)
		check_cell(seen[i], low[i], MOST, DRAWS, n, row[i / 4], col[i % 4]);
}

static void cells_have_their_laws(void **state)
{
	(void)state;
	every_cell_has_its_law((double[]){20, 9, 13}, (double[]){3, 30, 2, 7});
	every_cell_has_its_law((double[]){400, 900, 700}, (double[]){300, 100, 1000, 600});
	every_cell_has_its_law((double[]){2000, 21000, 7000}, (double[]){3000, 15000, 2000, 10000}); /* wide, listed */
	every_cell_has_its_law((double[]){100, 70000, 500}, (double[]){60000, 600, 5000, 5000});     /* no list */
	every_cell_has_its_law((double[]){20, 3999990000.0, 9980}, (double[]){1e9, 2e9, 999000000, 1000000});
}

/* Whole tables: 3 x 3 with margins 4 3 2 and 3 3 3, each against its probability. */
static void tables_have_their_probability(void **state)
{
	static const double row[3] = {4, 3, 2}, col[3] = {3, 3, 3}, factorial[5] = {1, 1, 2, 6, 24};
	enum { DRAWS = 100000, CODES = 625 };
	static double seen[CODES];
	struct svy_random_table_plan *plan;
	struct svy_random random;
	double out[9], chisq = 0, df = -1, sum = 0;
	int64_t left[3];
	(void)state;
	check_ok(svy_random_table_plan_new(row, col, 1, 3, 3, &plan, NULL), NULL);
	svy_random_start(&random, 7, "test-tables", 0);
	for (int draw = 0; draw < DRAWS; draw++) {
		svy_random_table(plan, &random, left, out);
		seen[(size_t)(((out[0] * 5 + out[1]) * 5 + out[3]) * 5 + out[4])]++;
	}
	svy_random_table_plan_free(plan);
	for (int code = 0; code < CODES; code++) {
		int a = code / 125, b = code / 25 % 5, d = code / 5 % 5, e = code % 5;
		int cell[9] = {a, b, 4 - a - b, d, e, 3 - d - e, 3 - a - d, 3 - b - e, a + b + d + e - 4};
		double p = 24.0 * 6 * 2 * 6 * 6 * 6 / 362880;
		for (int i = 0; i < 9; i++)
			p = cell[i] < 0 || cell[i] > 4 ? 0 : p / factorial[cell[i]];
		sum += p;
		assert_true(p > 0 || seen[code] == 0);
		if (p > 0) {
			chisq += (seen[code] - p * DRAWS) * (seen[code] - p * DRAWS) / (p * DRAWS);
			df++;
		}
	}
	check_rel(sum, 1, 1e-12);
	assert_true(svy_chisq_upper(chisq, df) > 1e-4);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(hypergeometric_draws_follow_their_law),
		cmocka_unit_test(what_is_certain_is_drawn),
		cmocka_unit_test(tables_keep_their_margins),
		cmocka_unit_test(cells_have_their_laws),
		cmocka_unit_test(tables_have_their_probability),
	};
	return cmocka_run_group_tests_name("stat/random_table", tests, NULL, NULL);
}
