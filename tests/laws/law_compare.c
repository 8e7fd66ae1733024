/* What must hold of pairwise comparisons and their letters. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/random.h"
#include "stat/chisq.h"
#include "stat/compare.h"
#include "tests/support/check.h"

enum { TABLES = 500, MOST = 8, PAIRS = MOST * (MOST - 1) / 2 };
static const struct svy_alpha TWO = {{0.01, 0.2}, 2};

struct table {
	size_t k;
	double x[MOST], n[MOST];
};

static struct table draw(const char *law, size_t number)
{
	struct svy_random random;
	svy_random_start(&random, 1, law, number);
	struct table t = {2 + (size_t)svy_random_below(&random, MOST - 1), {0}, {0}};
	uint64_t most = number % 3 == 0 ? 8 : number % 3 == 1 ? 200 : 1000000000;
	for (size_t j = 0; j < t.k; j++) {
		t.n[j] = (double)svy_random_below(&random, most);
		t.x[j] = (double)svy_random_below(&random, (uint64_t)t.n[j] + 1);
	}
	return t;
}

static void compare(enum svy_pair_test test, const struct table *t, enum svy_adjust_kind adjust, struct svy_pair *out)
{
	check_ok(svy_compare_proportions(test, t->x, t->n, t->k, adjust, out, NULL), NULL);
}

static void z_squared_is_pearson_of_the_four_cells(void **state)
{
	(void)state;
	for (size_t i = 0; i < TABLES; i++) {
		struct table t = draw("pearson", i);
		struct svy_pair pairs[PAIRS];
		struct svy_test pearson;
		compare(SVY_PAIR_POOLED_Z, &t, SVY_ADJUST_NONE, pairs);
		for (size_t p = 0; p < svy_n_pairs(t.k); p++) {
			size_t a = pairs[p].a, b = pairs[p].b;
			const double cells[] = {t.x[a], t.x[b], t.n[a] - t.x[a], t.n[b] - t.x[b]};
			if (isnan(pairs[p].p))
				continue;
			check_ok(svy_chisq(cells, 2, 2, SVY_CHISQ_PEARSON, &pearson, NULL), NULL);
			check_close(pairs[p].statistic * pairs[p].statistic, pearson.statistic, 1e-12 * (1 + pearson.statistic));
			if (pearson.p > 1e-250)
				check_rel(pairs[p].p, pearson.p, 1e-10);
		}
	}
}

/* Columns in reverse: the same pairs with the other sign. */
static void the_order_of_columns_does_not_matter(void **state)
{
	(void)state;
	for (size_t i = 0; i < TABLES; i++) {
		struct table t = draw("order", i), r = t;
		struct svy_pair pairs[PAIRS], other[PAIRS];
		for (size_t j = 0; j < t.k; j++) {
			r.x[j] = t.x[t.k - 1 - j];
			r.n[j] = t.n[t.k - 1 - j];
		}
		enum svy_pair_test test = i % 3 == 2 ? SVY_PAIR_POOLED_Z : (enum svy_pair_test)(i % 2);
		compare(test, &t, SVY_ADJUST_HOMMEL, pairs);
		compare(test, &r, SVY_ADJUST_HOMMEL, other);
		for (size_t p = 0; p < svy_n_pairs(t.k); p++) {
			const struct svy_pair *same = other;
			while (same->a != t.k - 1 - pairs[p].b || same->b != t.k - 1 - pairs[p].a)
				same++;
			check_rel(same->estimate, -pairs[p].estimate, 1e-15);
			check_rel(same->statistic, -pairs[p].statistic, 1e-14);
			check_rel(same->p_adjusted, pairs[p].p_adjusted, 1e-12);
		}
	}
}

static bool has_letter(const char *letters, size_t j)
{
	for (; *letters; letters++)
		if ((size_t)(*letters - 'A') == j || (size_t)(*letters - 'a') == j)
			return true;
	return false;
}

/* A letter of one column at another, or none, and it is the lower one's. */
static void letters_are_the_significant_pairs(void **state)
{
	(void)state;
	for (size_t i = 0; i < TABLES; i++) {
		struct table t = draw("letters", i);
		struct svy_pair pairs[PAIRS];
		char *letters[MOST];
		compare(SVY_PAIR_POOLED_Z, &t, SVY_ADJUST_BH, pairs);
		for (size_t j = 0; j < t.k; j++) {
			struct svy_text text = {0};
			svy_letters_put(&text, pairs, t.k, j, &TWO);
			letters[j] = svy_text_take(&text);
		}
		for (size_t p = 0; p < svy_n_pairs(t.k); p++) {
			size_t a = pairs[p].a, b = pairs[p].b;
			bool significant = pairs[p].p_adjusted <= 0.2;
			assert_int_equal(has_letter(letters[a], b), significant && t.x[a] / t.n[a] > t.x[b] / t.n[b]);
			assert_int_equal(has_letter(letters[b], a), significant && t.x[a] / t.n[a] < t.x[b] / t.n[b]);
		}
		for (size_t j = 0; j < t.k; j++)
			free(letters[j]);
	}
}

static void two_groups_pool_alike_and_units_do_not_matter(void **state)
{
	(void)state;
	for (size_t i = 0; i < TABLES; i++) {
		struct svy_random random;
		struct svy_group_moments groups[MOST], scaled[MOST];
		struct svy_pair all[PAIRS], two[PAIRS];
		svy_random_start(&random, 1, "means", i);
		for (size_t j = 0; j < MOST; j++) {
			groups[j] = (struct svy_group_moments){2 + (double)svy_random_below(&random, 30),
			                                       svy_random_uniform(&random), 0, svy_random_uniform(&random)};
			scaled[j] = groups[j];
			scaled[j].mean *= 1024;
			scaled[j].ss *= 1024.0 * 1024;
		}
		check_ok(svy_compare_means(SVY_POOL_ALL, groups, 2, SVY_ADJUST_NONE, all, NULL), NULL);
		check_ok(svy_compare_means(SVY_POOL_PAIR, groups, 2, SVY_ADJUST_NONE, two, NULL), NULL);
		check_close(all[0].p, two[0].p, 0);
		check_ok(svy_compare_means(SVY_POOL_ALL, groups, MOST, SVY_ADJUST_HOLM, all, NULL), NULL);
		check_ok(svy_compare_means(SVY_POOL_ALL, scaled, MOST, SVY_ADJUST_HOLM, two, NULL), NULL);
		for (size_t p = 0; p < PAIRS; p++) {
			check_close(all[p].statistic, two[p].statistic, 0); /* a power of two: the same bits */
			check_close(all[p].p_adjusted, two[p].p_adjusted, 0);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(z_squared_is_pearson_of_the_four_cells),
		cmocka_unit_test(the_order_of_columns_does_not_matter),
		cmocka_unit_test(letters_are_the_significant_pairs),
		cmocka_unit_test(two_groups_pool_alike_and_units_do_not_matter),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
