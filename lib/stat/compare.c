#include "stat/compare.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

#include "base/array.h"
#include "base/sum.h"
#include "stat/distribution.h"
#include "stat/exact.h"

size_t svy_n_pairs(size_t k)
{
	return k < 2 ? 0 : k % 2 ? (k - 1) / 2 * k : k / 2 * (k - 1);
}

const char *svy_pair_test_name(enum svy_pair_test test)
{
	static const char *const names[] = {"pooled-z", "exact"};
	return names[test];
}

struct svy_pair svy_pair_start(size_t a, size_t b)
{
	return (struct svy_pair){a, b, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NULL};
}

enum svy_code svy_pairs_adjust(enum svy_adjust_kind kind, struct svy_pair *pairs, size_t n, struct svy_status *status)
{
	double *p = svy_array_new(n, sizeof *p);
	if (!p)
		return svy_fail_memory(status);
	for (size_t i = 0; i < n; i++)
		p[i] = pairs[i].p;
	enum svy_code code = svy_adjust(kind, p, n, p, status);
	for (size_t i = 0; i < n && code == SVY_OK; i++)
		pairs[i].p_adjusted = p[i];
	free(p);
	return code;
}

/* Adjust what was tested so far without failure, and hand it over; frees pairs. */
static enum svy_code finish_pairs(enum svy_code code, enum svy_adjust_kind kind, struct svy_pair *pairs, size_t n,
                                  struct svy_pair *out, struct svy_status *status)
{
	if (code == SVY_OK)
		code = svy_pairs_adjust(kind, pairs, n, status);
	for (size_t i = 0; code == SVY_OK && i < n; i++)
		out[i] = pairs[i];
	free(pairs);
	return code;
}

/* --- proportions ----------------------------------------------------------- */

/* p_a - p_b as (x_a n_b - x_b n_a) / (n_a n_b), with exact products. */
static double difference(const double *x, const double *n, size_t a, size_t b)
{
	struct svy_sum determinant = {0};
	svy_sum_add_product(&determinant, x[a], n[b]);
	svy_sum_add_product(&determinant, -x[b], n[a]);
	return svy_sum_value(&determinant) / n[a] / n[b];
}

/* Why columns a and b cannot be compared; NULL: they can. */
static const char *find_reason(enum svy_pair_test test, const double *x, const double *n, size_t a, size_t b)
{
	if (n[a] == 0 || n[b] == 0)
		return "not compared: a column is empty";
	if (test == SVY_PAIR_EXACT)
		return NULL;
	if (n[a] < 2 || n[b] < 2)
		return "not compared: the base of a column is below 2";
	if (x[a] == 0 || x[b] == 0)
		return "not compared: a proportion is 0";
	if (x[a] == n[a] || x[b] == n[b])
		return "not compared: a proportion is 1";
	return NULL;
}

static void test_pooled(const double *x, const double *n, struct svy_pair *pair)
{
	size_t a = pair->a, b = pair->b;
	double total = n[a] + n[b], in = x[a] + x[b];
	pair->se = sqrt(in / total * ((total - in) / total) * (1 / n[a] + 1 / n[b]));
	pair->statistic = pair->estimate / pair->se;
	pair->p = fmin(1, 2 * svy_normal_upper(fabs(pair->statistic)));
}

static enum svy_code test_exact(const double *x, const double *n, struct svy_pair *pair, struct svy_status *status)
{
	size_t a = pair->a, b = pair->b;
	const double table[4] = {x[a], x[b], n[a] - x[a], n[b] - x[b]};
	struct svy_test test;
	enum svy_code code = svy_fisher(table, SVY_TWO_SIDED, SVY_ORDER_MINLIKE, 0.95, &test, status);
	/* All or none of both: the only table with these margins. */
	if (code == SVY_OK)
		pair->p = isnan(test.p) ? 1 : test.p;
	return code;
}

static enum svy_code check_counts(const double *x, const double *n, size_t k, struct svy_status *status)
{
	for (size_t j = 0; j < k; j++)
		if (!(x[j] >= 0 && x[j] <= n[j] && isfinite(n[j])))
			return svy_fail(status, SVY_EDOMAIN, "column %zu: %g of %g is no proportion", j + 1, x[j], n[j]);
	return SVY_OK;
}

enum svy_code svy_compare_proportions(enum svy_pair_test test, const double *x, const double *n, size_t k,
                                      enum svy_adjust_kind adjust, struct svy_pair *out, struct svy_status *status)
{
	enum svy_code code = check_counts(x, n, k, status);
	struct svy_pair *pairs = svy_array_new(svy_n_pairs(k), sizeof *pairs), *pair = pairs;
	if (code == SVY_OK && !pairs)
		code = svy_fail_memory(status);
	for (size_t a = 0; a < k && code == SVY_OK; a++)
		for (size_t b = a + 1; b < k && code == SVY_OK; b++, pair++) {
			*pair = svy_pair_start(a, b);
			pair->note = find_reason(test, x, n, a, b);
			if (n[a] > 0 && n[b] > 0)
				pair->estimate = difference(x, n, a, b);
			if (!pair->note && test == SVY_PAIR_EXACT)
				code = test_exact(x, n, pair, status);
			else if (!pair->note)
				test_pooled(x, n, pair);
		}
	return finish_pairs(code, adjust, pairs, svy_n_pairs(k), out, status);
}

/* --- means ------------------------------------------------------------------ */

enum svy_code svy_group_moments_check(const struct svy_group_moments *groups, size_t k, struct svy_status *status)
{
	for (size_t j = 0; j < k; j++) {
		const struct svy_group_moments *g = &groups[j];
		bool good = g->n >= 0 && isfinite(g->n) && !isinf(g->mean) && !isinf(g->ss) && !(g->ss < 0);
		if (!good)
			return svy_fail(status, SVY_EDOMAIN, "group %zu: n %g, mean %g, sum of squares %g", j + 1, g->n, g->mean,
			                g->ss);
	}
	return SVY_OK;
}

/* Degrees of freedom and sums of squares that are pooled. */
struct pooled {
	struct svy_sum ss;
	double df;
};

static void pool_group(struct pooled *pooled, const struct svy_group_moments *group)
{
	if (group->n == 0)
		return;
	svy_sum_add(&pooled->ss, group->ss);
	pooled->df += group->n - 1;
}

static void test_means(const struct svy_group_moments *a, const struct svy_group_moments *b,
                       const struct pooled *pooled, struct svy_pair *pair)
{
	double ss = svy_sum_value(&pooled->ss);
	pair->estimate = a->mean - b->mean + (a->mean_rest - b->mean_rest);
	if (isnan(ss) || isnan(pair->estimate)) {
		pair->note = "not compared: a mean or a sum of squares is not known";
	} else if (!(pooled->df > 0)) {
		pair->note = "not compared: no degrees of freedom for the variance";
	} else if (ss == 0) {
		pair->note = "not compared: no variation within the groups";
	} else {
		pair->df = pooled->df;
		pair->se = sqrt(ss / pooled->df * (1 / a->n + 1 / b->n));
		pair->statistic = pair->estimate / pair->se;
		pair->p = fmin(1, 2 * svy_t_upper(fabs(pair->statistic), pair->df));
	}
}

enum svy_code svy_compare_means(enum svy_pool pool, const struct svy_group_moments *groups, size_t k,
                                enum svy_adjust_kind adjust, struct svy_pair *out, struct svy_status *status)
{
	enum svy_code code = svy_group_moments_check(groups, k, status);
	struct pooled all = {0};
	struct svy_pair *pairs = svy_array_new(svy_n_pairs(k), sizeof *pairs), *pair = pairs;
	if (code == SVY_OK && !pairs)
		code = svy_fail_memory(status);
	for (size_t j = 0; j < k && code == SVY_OK; j++)
		pool_group(&all, &groups[j]);
	for (size_t a = 0; a < k && code == SVY_OK; a++)
		for (size_t b = a + 1; b < k; b++, pair++) {
			struct pooled two = {0};
			*pair = svy_pair_start(a, b);
			pool_group(&two, &groups[a]);
			pool_group(&two, &groups[b]);
			if (groups[a].n == 0 || groups[b].n == 0)
				pair->note = "not compared: a group is empty";
			else
				test_means(&groups[a], &groups[b], pool == SVY_POOL_ALL ? &all : &two, pair);
		}
	return finish_pairs(code, adjust, pairs, svy_n_pairs(k), out, status);
}

/* --- letters ----------------------------------------------------------------- */

/* Numbers in base 26 whose digits are 1 to 26. */
void svy_letter_put(struct svy_text *text, size_t j, bool capital)
{
	char letters[16];
	size_t n = 0;
	for (size_t left = j + 1; left; left = (left - 1) / 26)
		letters[n++] = (char)((capital ? 'A' : 'a') + (int)((left - 1) % 26));
	while (n)
		svy_text_putc(text, letters[--n]);
}

size_t svy_pair_level(const struct svy_pair *pair, const struct svy_alpha *alpha)
{
	size_t level = 0;
	while (level < alpha->n && !(pair->p_adjusted <= alpha->level[level]))
		level++;
	return level;
}

void svy_letters_put(struct svy_text *text, const struct svy_pair *pairs, size_t k, size_t j,
                     const struct svy_alpha *alpha)
{
	bool any = false;
	for (size_t i = 0; i < svy_n_pairs(k); i++) {
		bool above = (pairs[i].a == j && pairs[i].estimate > 0) || (pairs[i].b == j && pairs[i].estimate < 0);
		size_t level = above ? svy_pair_level(&pairs[i], alpha) : alpha->n;
		if (level == alpha->n)
			continue;
		if (any)
			svy_text_putc(text, ' ');
		svy_letter_put(text, pairs[i].a == j ? pairs[i].b : pairs[i].a, level == 0);
		any = true;
	}
}
