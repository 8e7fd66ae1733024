#include <math.h>

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
	static const double row[3] = {7, 0, 12}, col[4] = {5, 9, 1, 4};
	struct svy_random random;
	double out[12], left[4], mean = 0;
	enum { DRAWS = 20000 };
	(void)state;
	svy_random_start(&random, 5, "test-table", 0);
	for (int draw = 0; draw < DRAWS; draw++) {
		double rows[3] = {0}, cols[4] = {0};
		svy_random_table(&random, row, col, 3, 4, left, out);
		for (size_t i = 0; i < 12; i++) {
			assert_true(out[i] >= 0);
			rows[i / 4] += out[i];
			cols[i % 4] += out[i];
		}
		for (size_t i = 0; i < 3; i++)
			check_close(rows[i], row[i], 0);
		for (size_t j = 0; j < 4; j++)
			check_close(cols[j], col[j], 0);
		mean += out[1] / DRAWS;
	}
	/* 7 * 9 / 19, with the variance 7 (9/19)(10/19)(12/18) of one cell */
	check_close(mean, 63.0 / 19, 4 * sqrt(1.1634 / DRAWS));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(hypergeometric_draws_follow_their_law),
		cmocka_unit_test(what_is_certain_is_drawn),
		cmocka_unit_test(tables_keep_their_margins),
	};
	return cmocka_run_group_tests_name("stat/random_table", tests, NULL, NULL);
}
