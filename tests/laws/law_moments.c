/* Laws of the accumulators of a number: any split merges to the same bits; a frequency
 * weight is a repeated row; a sampling weight of 1 changes nothing. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/random.h"
#include "tab/count.h"
#include "tab/moments.h"
#include "tab/quantile.h"
#include "tests/support/check.h"
#include "tests/support/numbers.h"

enum { ROWS = 3000, GROUPS = 5 };

struct data {
	int32_t group[4 * ROWS];
	double x[4 * ROWS], w[4 * ROWS];
	size_t n;
};

/* Numbers of very different size, with ties; weights whole or of any size. */
static struct data *draw(bool whole)
{
	struct data *data = calloc(1, sizeof *data);
	struct svy_random random;
	assert_non_null(data);
	data->n = ROWS;
	svy_random_start(&random, 3, "law_moments", 0);
	for (size_t i = 0; i < ROWS; i++) {
		double u = svy_random_uniform(&random) - 0.5;
		data->group[i] = (int32_t)svy_random_below(&random, GROUPS + 1) - 1; /* -1: a missing answer, included */
		data->x[i] = i % 3 == 0 ? u * 1e12 : i % 3 == 1 ? u * 1e-9 : floor(u * 20);
		data->w[i] = whole ? (double)svy_random_below(&random, 4) : svy_random_uniform(&random) * (i % 2 ? 1e6 : 1e-6);
	}
	return data;
}

static struct svy_table *table_of(const struct data *data)
{
	return numbers_new(data->n, GROUPS, data->group, data->x, data->w);
}

static struct svy_moments *moments_of(const struct svy_table *table, enum svy_weight_kind kind, const bool *mask)
{
	struct svy_moments *moments;
	size_t weight = kind == SVY_WEIGHT_NONE ? SVY_NO_COLUMN : NUMBERS_WEIGHT;
	check_ok(svy_moments_new(kind, &moments, NULL), NULL);
	check_ok(svy_moments_add(moments, table, NUMBERS_X, NUMBERS_GROUP, weight, mask, NULL), NULL);
	return moments;
}

static struct svy_values *values_of(const struct svy_table *table, enum svy_weight_kind kind, const bool *mask)
{
	struct svy_values *values;
	size_t weight = kind == SVY_WEIGHT_NONE ? SVY_NO_COLUMN : NUMBERS_WEIGHT;
	check_ok(svy_values_new(kind, &values, NULL), NULL);
	check_ok(svy_values_add(values, table, NUMBERS_X, NUMBERS_GROUP, weight, mask, NULL), NULL);
	return values;
}

static void check_same_moments(const struct svy_moments *a, const struct svy_moments *b)
{
	struct svy_moments_of x, y;
	for (int32_t code = -1; code < GROUPS; code++) {
		svy_moments_finish(a, code, &x);
		svy_moments_finish(b, code, &y);
		assert_true(x.n > 0);
		assert_memory_equal(&x, &y, sizeof x);
	}
	svy_moments_finish_all(a, &x);
	svy_moments_finish_all(b, &y);
	assert_memory_equal(&x, &y, sizeof x);
}

static void check_same_values(const struct svy_values *a, const struct svy_values *b)
{
	struct svy_ordered x, y;
	check_ok(svy_values_finish(a, &x, NULL), NULL);
	check_ok(svy_values_finish(b, &y, NULL), NULL);
	assert_int_equal(x.n, y.n);
	for (size_t i = 0; i < x.n; i++) {
		assert_memory_equal(&x.value[i].x, &y.value[i].x, sizeof x.value[i].x);
		assert_int_equal(x.value[i].group, y.value[i].group);
		assert_int_equal(x.value[i].n, y.value[i].n);
	}
	svy_ordered_clear(&x);
	svy_ordered_clear(&y);
}

static void any_split_merges_to_the_same_bits(void **state)
{
	struct data *data = draw(false);
	struct svy_table *table = table_of(data);
	struct svy_moments *whole = moments_of(table, SVY_WEIGHT_SAMPLING, NULL);
	struct svy_values *all = values_of(table, SVY_WEIGHT_NONE, NULL);
	(void)state;
	for (size_t parts = 2; parts <= 7; parts++) {
		struct svy_moments *merged = NULL;
		struct svy_values *together = NULL;
		for (size_t part = parts; part-- > 0;) { /* the last part first */
			bool mask[ROWS];
			for (size_t i = 0; i < ROWS; i++)
				mask[i] = i * i % parts == part;
			struct svy_moments *one = moments_of(table, SVY_WEIGHT_SAMPLING, mask);
			struct svy_values *some = values_of(table, SVY_WEIGHT_NONE, mask);
			if (!merged) {
				merged = one;
				together = some;
				continue;
			}
			check_ok(svy_moments_merge(merged, one, NULL), NULL);
			check_ok(svy_values_merge(together, some, NULL), NULL);
			svy_moments_free(one);
			svy_values_free(some);
		}
		check_same_moments(merged, whole);
		check_same_values(together, all);
		svy_moments_free(merged);
		svy_values_free(together);
	}
	svy_moments_free(whole);
	svy_values_free(all);
	rows_free(table);
	free(data);
}

static void a_frequency_weight_is_a_repeated_row(void **state)
{
	struct data *data = draw(true), *repeated = calloc(1, sizeof *repeated);
	(void)state;
	assert_non_null(repeated);
	for (size_t i = 0; i < ROWS; i++)
		for (int copies = (int)data->w[i]; copies > 0; copies--, repeated->n++) {
			repeated->group[repeated->n] = data->group[i];
			repeated->x[repeated->n] = data->x[i];
		}
	struct svy_table *weighted = table_of(data), *plain = table_of(repeated);
	struct svy_moments *a = moments_of(weighted, SVY_WEIGHT_FREQUENCY, NULL);
	struct svy_moments *b = moments_of(plain, SVY_WEIGHT_NONE, NULL);
	struct svy_values *c = values_of(weighted, SVY_WEIGHT_FREQUENCY, NULL);
	struct svy_values *d = values_of(plain, SVY_WEIGHT_NONE, NULL);
	check_same_moments(a, b);
	check_same_values(c, d);
	svy_moments_free(a);
	svy_moments_free(b);
	svy_values_free(c);
	svy_values_free(d);
	rows_free(weighted);
	rows_free(plain);
	free(data);
	free(repeated);
}

static void a_sampling_weight_of_one_changes_nothing(void **state)
{
	struct data *data = draw(false);
	(void)state;
	for (size_t i = 0; i < ROWS; i++)
		data->w[i] = 1;
	struct svy_table *table = table_of(data);
	struct svy_moments *a = moments_of(table, SVY_WEIGHT_SAMPLING, NULL), *b = moments_of(table, SVY_WEIGHT_NONE, NULL);
	check_same_moments(a, b);
	svy_moments_free(a);
	svy_moments_free(b);
	rows_free(table);
	free(data);
}

/* The sum of squares is that about the group means and that of the means; the mean rank
 * of all is the middle one, and the group's mean ranks weigh up to it. */
static void parts_add_up(void **state)
{
	struct data *data = draw(false);
	struct svy_table *table = table_of(data);
	struct svy_moments *moments = moments_of(table, SVY_WEIGHT_NONE, NULL);
	struct svy_values *values = values_of(table, SVY_WEIGHT_NONE, NULL);
	struct svy_moments_of all, of;
	struct svy_ordered ordered;
	double ss = 0, ranks = 0;
	(void)state;
	check_ok(svy_values_finish(values, &ordered, NULL), NULL);
	svy_moments_finish_all(moments, &all);
	for (int32_t code = -1; code < GROUPS; code++) {
		svy_moments_finish(moments, code, &of);
		double apart = of.mean - all.mean;
		ss += of.ss + (double)of.n * apart * apart;
		ranks += (double)of.n * svy_ordered_mean_rank(&ordered, code);
	}
	check_rel(ss, all.ss, 1e-13);
	check_rel(ranks, ROWS * (ROWS + 1) / 2.0, 1e-13);
	check_close(svy_ordered_mean_rank(&ordered, SVY_ALL_GROUPS), (ROWS + 1) / 2.0, 0);
	svy_ordered_clear(&ordered);
	svy_values_free(values);
	svy_moments_free(moments);
	rows_free(table);
	free(data);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(any_split_merges_to_the_same_bits),
		cmocka_unit_test(a_frequency_weight_is_a_repeated_row),
		cmocka_unit_test(a_sampling_weight_of_one_changes_nothing),
		cmocka_unit_test(parts_add_up),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
