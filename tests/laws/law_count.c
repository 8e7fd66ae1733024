/* Laws of the accumulator: any split merges to the same bits; a frequency weight
 * is a repeated row; a sampling weight of 1 changes nothing. */
#include <stdlib.h>
#include <string.h>

#include "base/random.h"
#include "tab/count.h"
#include "tests/support/check.h"
#include "tests/support/rows.h"

enum { ROWS = 4000 };
static const size_t SIZES[] = {4, 7};
static const size_t COLUMNS[] = {0, 1};

/* Codes from -2 (missing) to the last category; weights of very different size. */
static void draw(int32_t *codes, double *weights, bool whole)
{
	struct svy_random random;
	svy_random_start(&random, 7, "law_count", 0);
	for (size_t i = 0; i < ROWS; i++) {
		for (size_t v = 0; v < 2; v++)
			codes[2 * i + v] = (int32_t)svy_random_below(&random, SIZES[v] + 2) - 2;
		double scale = svy_random_below(&random, 2) ? 1e9 : 1e-9;
		weights[i] = whole ? (double)svy_random_below(&random, 4) : scale * svy_random_uniform(&random);
	}
}

static struct svy_count *count_rows(const struct svy_table *table, enum svy_weight_kind kind, const bool *mask)
{
	struct svy_status status = {0};
	struct svy_count *count;
	check_ok(svy_count_new(2, kind, &count, &status), &status);
	check_ok(svy_count_add(count, table, COLUMNS, kind == SVY_WEIGHT_NONE ? SVY_NO_COLUMN : 2, mask, &status), &status);
	return count;
}

static struct svy_count_cell find(const struct svy_count *count, const int32_t *codes)
{
	for (size_t i = 0; i < svy_count_n_cells(count); i++) {
		struct svy_count_cell cell = svy_count_cell(count, i);
		if (memcmp(cell.codes, codes, 2 * sizeof *codes) == 0)
			return cell;
	}
	fail_msg("combination not found");
	return (struct svy_count_cell){0};
}

/* The same bits, not only the same values. */
static void check_same_bits(double a, double b)
{
	assert_memory_equal(&a, &b, sizeof a);
}

static void any_split_merges_to_the_same_bits(void **state)
{
	struct svy_status status = {0};
	int32_t *codes = malloc(2 * ROWS * sizeof *codes);
	double *weights = malloc(ROWS * sizeof *weights);
	bool *mask = malloc(ROWS * sizeof *mask);
	(void)state;
	draw(codes, weights, false);
	struct svy_table *table = rows_new(ROWS, 2, SIZES, codes, weights);
	struct svy_count *whole = count_rows(table, SVY_WEIGHT_SAMPLING, NULL);
	for (size_t parts = 2; parts <= 7; parts++) {
		struct svy_count *merged = NULL;
		for (size_t part = parts; part-- > 0;) { /* the last part first */
			for (size_t i = 0; i < ROWS; i++)
				mask[i] = i * i % parts == part;
			struct svy_count *one = count_rows(table, SVY_WEIGHT_SAMPLING, mask);
			if (merged) {
				check_ok(svy_count_merge(merged, one, &status), &status);
				svy_count_free(one);
			} else {
				merged = one;
			}
		}
		assert_int_equal(svy_count_n_cells(merged), svy_count_n_cells(whole));
		for (size_t i = 0; i < svy_count_n_cells(whole); i++) {
			struct svy_count_cell a = svy_count_cell(whole, i), b = find(merged, a.codes);
			assert_int_equal(a.n, b.n);
			assert_int_equal(a.rows, b.rows);
			check_same_bits(svy_sum_value(a.w), svy_sum_value(b.w));
			check_same_bits(svy_sum_value(a.w2), svy_sum_value(b.w2));
		}
		svy_count_free(merged);
	}
	svy_count_free(whole);
	rows_free(table);
	free(codes);
	free(weights);
	free(mask);
}

static void a_frequency_weight_is_a_repeated_row(void **state)
{
	int32_t *codes = malloc(2 * ROWS * sizeof *codes), *repeated = malloc(8 * ROWS * sizeof *repeated);
	double *weights = malloc(ROWS * sizeof *weights);
	size_t n = 0;
	(void)state;
	draw(codes, weights, true);
	for (size_t i = 0; i < ROWS; i++)
		for (int copies = (int)weights[i]; copies > 0; copies--, n++)
			memcpy(repeated + 2 * n, codes + 2 * i, 2 * sizeof *codes);
	struct svy_table *weighted = rows_new(ROWS, 2, SIZES, codes, weights);
	struct svy_table *plain = rows_new(n, 2, SIZES, repeated, NULL);
	struct svy_count *a = count_rows(weighted, SVY_WEIGHT_FREQUENCY, NULL);
	struct svy_count *b = count_rows(plain, SVY_WEIGHT_NONE, NULL);
	for (size_t i = 0; i < svy_count_n_cells(b); i++) {
		struct svy_count_cell cell = svy_count_cell(b, i);
		assert_int_equal(find(a, cell.codes).n, cell.n);
		assert_null(cell.w);
	}
	svy_count_free(a);
	svy_count_free(b);
	rows_free(weighted);
	rows_free(plain);
	free(codes);
	free(repeated);
	free(weights);
}

static void a_sampling_weight_of_one_changes_nothing(void **state)
{
	int32_t *codes = malloc(2 * ROWS * sizeof *codes);
	double *weights = malloc(ROWS * sizeof *weights);
	(void)state;
	draw(codes, weights, false);
	for (size_t i = 0; i < ROWS; i++)
		weights[i] = 1;
	struct svy_table *table = rows_new(ROWS, 2, SIZES, codes, weights);
	struct svy_count *a = count_rows(table, SVY_WEIGHT_SAMPLING, NULL), *b = count_rows(table, SVY_WEIGHT_NONE, NULL);
	assert_int_equal(svy_count_n_cells(a), svy_count_n_cells(b));
	for (size_t i = 0; i < svy_count_n_cells(b); i++) {
		struct svy_count_cell cell = svy_count_cell(b, i), same = svy_count_cell(a, i);
		assert_int_equal(same.n, cell.n);
		check_close(svy_sum_value(same.w), (double)cell.n, 0);
		check_close(svy_sum_value(same.w2), (double)cell.n, 0);
	}
	svy_count_free(a);
	svy_count_free(b);
	rows_free(table);
	free(codes);
	free(weights);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(any_split_merges_to_the_same_bits),
		cmocka_unit_test(a_frequency_weight_is_a_repeated_row),
		cmocka_unit_test(a_sampling_weight_of_one_changes_nothing),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
