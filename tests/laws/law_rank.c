/* What must hold of rank tests, whatever the numbers are. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/random.h"
#include "stat/friedman.h"
#include "stat/hodges_lehmann.h"
#include "stat/kruskal.h"
#include "stat/mann_whitney.h"
#include "stat/median.h"
#include "stat/sign.h"
#include "stat/signed_rank.h"
#include "stat/smirnov.h"
#include "tests/support/check.h"

enum { SAMPLES = 120, MOST = 400 };

static const enum svy_alternative ALTERNATIVES[] = {SVY_TWO_SIDED, SVY_LESS, SVY_GREATER};
static const struct svy_rank_options PLAIN = {.level = 0.95, .draw = {.seed = 1}};

/* Values of two groups, with more or fewer ties. */
struct data {
	struct svy_run run[MOST];
	size_t n, m; /* of all, of the first group */
};

static struct data draw_data(const char *law, size_t number, size_t most)
{
	struct data data = {0};
	struct svy_random random;
	svy_random_start(&random, 5, law, number);
	data.m = 1 + (size_t)svy_random_below(&random, most);
	data.n = data.m + 1 + (size_t)svy_random_below(&random, most);
	uint64_t values = number % 3 == 0 ? 3 : number % 3 == 1 ? 8 : 100000;
	for (size_t i = 0; i < data.n; i++)
		data.run[i] = (struct svy_run){(double)svy_random_below(&random, values) / 4 - 1, i >= data.m, 1};
	return data;
}

static struct svy_sample sample_of(const struct svy_run *run, size_t n)
{
	struct svy_sample sample;
	check_ok(svy_sample_make(run, n, 2, &sample, NULL), NULL);
	return sample;
}

static struct svy_test rank_sum(const struct svy_run *run, size_t n, enum svy_rank_form form,
                                struct svy_rank_options options)
{
	struct svy_sample sample = sample_of(run, n);
	struct svy_test test;
	check_ok(svy_mann_whitney(&sample, form, &options, &test, NULL), NULL);
	svy_sample_clear(&sample);
	return test;
}

static struct svy_test smirnov(const struct svy_run *run, size_t n, enum svy_alternative alternative)
{
	struct svy_sample sample = sample_of(run, n);
	struct svy_test test;
	check_ok(svy_smirnov(&sample, alternative, 0, &test, NULL), NULL);
	svy_sample_clear(&sample);
	return test;
}

/* --- all arrangements, one by one -------------------------------------------------- */

/* U, or the gaps of the distribution functions, of the values chosen against the others. */
static double u_of(const struct data *data, unsigned chosen, enum svy_alternative alternative)
{
	double u = 0;
	(void)alternative;
	for (size_t i = 0; i < data->n; i++)
		for (size_t j = 0; j < data->n; j++)
			if (chosen >> i & 1 && !(chosen >> j & 1))
				u += data->run[i].x > data->run[j].x ? 1 : data->run[i].x >= data->run[j].x ? 0.5 : 0;
	return u;
}

static double gap_of(const struct data *data, unsigned chosen, enum svy_alternative alternative)
{
	double most = 0;
	for (size_t at = 0; at < data->n; at++) {
		double gap = 0;
		for (size_t i = 0; i < data->n; i++)
			if (data->run[i].x <= data->run[at].x)
				gap += chosen >> i & 1 ? (double)(data->n - data->m) : -(double)data->m;
		gap = alternative == SVY_TWO_SIDED ? fabs(gap) : alternative == SVY_LESS ? gap : -gap;
		most = fmax(most, gap);
	}
	return most;
}

static unsigned bits(unsigned x)
{
	unsigned n = 0;
	for (; x; x &= x - 1)
		n++;
	return n;
}

/* p, and the smallest p of any arrangement, of a measure of how far out one is. */
static void list(const struct data *data, enum svy_alternative alternative, bool gap, double *p, double *least)
{
	static double far[1 << 14];
	size_t n = 0, hits = 0, tops = 0;
	double top = -INFINITY, mean = (double)data->m * (double)(data->n - data->m) / 2;
	for (unsigned chosen = 0; chosen < 1u << data->n; chosen++) {
		if (bits(chosen) != data->m)
			continue;
		double u = (gap ? gap_of : u_of)(data, chosen, alternative);
		if (!gap)
			u = alternative == SVY_TWO_SIDED ? fabs(u - mean) : alternative == SVY_LESS ? -u : u;
		far[n++] = u;
		top = fmax(top, u);
	}
	for (size_t i = 0; i < n; i++) {
		hits += far[i] >= far[0]; /* the first one chosen is the observed: the lowest bits */
		tops += far[i] >= top;
	}
	*p = (double)hits / (double)n;
	*least = (double)tops / (double)n;
}

static void check_least(const struct svy_test *test, enum svy_alternative alternative, double least)
{
	check_rel(test->attainable_p, least, 1e-11);
	if (alternative != SVY_TWO_SIDED)
		check_rel(alternative == SVY_LESS ? test->attainable_less : test->attainable_greater, least, 1e-11);
}

static void exact_p_is_that_of_all_arrangements(void **state)
{
	(void)state;
	for (size_t i = 0; i < SAMPLES; i++) {
		struct data data = draw_data("arrangements", i, 6);
		for (size_t a = 0; a < 3; a++) {
			struct svy_rank_options options = PLAIN;
			double p, least;
			options.alternative = ALTERNATIVES[a];
			struct svy_test test = rank_sum(data.run, data.n, SVY_RANK_EXACT, options);
			list(&data, ALTERNATIVES[a], false, &p, &least);
			if (!isnan(test.p)) {
				check_rel(test.p, p, 1e-12);
				check_least(&test, ALTERNATIVES[a], least);
			}
			test = smirnov(data.run, data.n, ALTERNATIVES[a]);
			list(&data, ALTERNATIVES[a], true, &p, &least);
			check_rel(test.p, p, 1e-12);
			check_least(&test, ALTERNATIVES[a], least);
		}
	}
}

/* V of these signs of the distances of x, by the definition. */
static double v_of(const double *x, size_t n, unsigned above, bool pratt)
{
	double v = 0;
	for (size_t i = 0; i < n; i++) {
		double rank = 0.5;
		for (size_t j = 0; j < n; j++)
			if (pratt || fabs(x[j]) > 0)
				rank += fabs(x[j]) < fabs(x[i]) ? 1 : fabs(x[j]) <= fabs(x[i]) ? 0.5 : 0;
		v += above >> i & 1 && fabs(x[i]) > 0 ? rank : 0;
	}
	return v;
}

static void exact_p_is_that_of_all_signs(void **state)
{
	(void)state;
	for (size_t i = 0; i < SAMPLES; i++) {
		struct data data = draw_data("signs", i, 5);
		double x[MOST];
		unsigned seen = 0;
		bool pratt = i % 2;
		for (size_t j = 0; j < data.n; j++) {
			x[j] = data.run[j].x;
			seen |= x[j] > 0 ? 1u << j : 0;
		}
		const struct svy_matched matched = {x, NULL, NULL, data.n};
		double all = v_of(x, data.n, ~0u, pratt), v = v_of(x, data.n, seen, pratt), hits[3] = {0};
		for (unsigned above = 0; above < 1u << data.n; above++) {
			double u = v_of(x, data.n, above, pratt);
			hits[SVY_TWO_SIDED] += fabs(2 * u - all) >= fabs(2 * v - all);
			hits[SVY_LESS] += u <= v;
			hits[SVY_GREATER] += u >= v;
		}
		for (size_t a = 0; a < 3; a++) {
			struct svy_rank_options options = PLAIN;
			struct svy_test test;
			options.alternative = ALTERNATIVES[a];
			options.pratt = pratt;
			check_ok(svy_signed_rank(&matched, SVY_RANK_EXACT, &options, &test, NULL), NULL);
			if (isnan(test.p))
				continue;
			check_close(test.statistic, v, 0);
			check_rel(test.p, hits[ALTERNATIVES[a]] / exp2((double)data.n), 1e-12);
		}
	}
}

/* --- order statistics of pairs, sorted ------------------------------------------------ */

static int compare(const void *left, const void *right)
{
	double a = *(const double *)left, b = *(const double *)right;
	return (a > b) - (a < b);
}

static void order_statistics_are_those_of_sorted_pairs(void **state)
{
	static double pairs[MOST * MOST];
	(void)state;
	for (size_t i = 0; i < 60; i++) {
		struct data data = draw_data("pairs", i, i % 4 ? 30 : 190);
		struct svy_sample sample = sample_of(data.run, data.n);
		struct svy_pairwise *searched;
		for (int same = 0; same < 2; same++) {
			size_t n = 0;
			for (size_t a = 0; a < data.m; a++)
				for (size_t b = same ? a : data.m; b < (same ? data.m : data.n); b++)
					pairs[n++] = same ? (data.run[a].x + data.run[b].x) / 2 : data.run[a].x - data.run[b].x;
			qsort(pairs, n, sizeof *pairs, compare);
			if (same)
				check_ok(svy_pairwise_means(&sample, &searched, NULL), NULL);
			else
				check_ok(svy_pairwise_differences(&sample, &searched, NULL), NULL);
			assert_int_equal(svy_pairwise_count(searched), n);
			for (size_t rank = 1; rank <= n; rank += 1 + n / 37)
				check_close(svy_pairwise_at(searched, rank), pairs[rank - 1], 0);
			check_close(svy_pairwise_median(searched), (pairs[(n - 1) / 2] + pairs[n / 2]) / 2, 1e-12);
			svy_pairwise_free(searched);
		}
		svy_sample_clear(&sample);
	}
}

/* --- two routes ------------------------------------------------------------------------ */

static void two_groups_of_kruskal_wallis_are_mann_whitney(void **state)
{
	(void)state;
	for (size_t i = 0; i < SAMPLES; i++) {
		struct data data = draw_data("routes", i, 60);
		struct svy_sample sample = sample_of(data.run, data.n);
		struct svy_test kruskal;
		struct svy_test test = rank_sum(data.run, data.n, SVY_RANK_NORMAL, PLAIN);
		check_ok(svy_kruskal_wallis(&sample, &kruskal, NULL), NULL);
		check_rel(kruskal.p, test.p, 1e-11);
		struct svy_dominance pairs;
		svy_dominance(&sample, 0, 1, &pairs);
		check_close(test.statistic, pairs.more + pairs.same / 2, 0);
		check_close(pairs.more + pairs.same + pairs.fewer, (double)(data.m * (data.n - data.m)), 0);
		svy_sample_clear(&sample);
	}
}

/* Two measures without ties: Friedman's Q is the square of the sign test's normal z. */
static void two_measures_of_friedman_are_signs(void **state)
{
	(void)state;
	for (size_t i = 0; i < SAMPLES; i++) {
		struct data data = draw_data("measures", i, 60);
		double x[2 * MOST], above = 0, below = 0;
		for (size_t j = 0; j < data.n; j++) {
			x[2 * j] = data.run[j].x;
			x[2 * j + 1] = data.run[(j * 7 + 1) % data.n].x;
			above += x[2 * j] > x[2 * j + 1];
			below += x[2 * j] < x[2 * j + 1];
		}
		const struct svy_blocks blocks = {x, NULL, data.n, 2};
		struct svy_test test;
		check_ok(svy_friedman(&blocks, &test, NULL), NULL);
		if (above + below > 0)
			check_close(test.statistic, (above - below) * (above - below) / (above + below), 1e-12);
	}
}

/* --- what changes nothing --------------------------------------------------------------- */

static void check_same(const struct svy_test *a, const struct svy_test *b)
{
	check_close(a->statistic, b->statistic, 0);
	check_close(a->p, b->p, 0);
	check_close(a->estimate, b->estimate, 0);
	check_close(a->low, b->low, 0);
	check_close(a->high, b->high, 0);
	check_close(a->attainable_p, b->attainable_p, 0);
}

static void frequencies_are_repeated_rows(void **state)
{
	(void)state;
	for (size_t i = 0; i < 40; i++) {
		struct data data = draw_data("frequencies", i, 30);
		static struct svy_run rows[MOST * 4];
		static double x[MOST * 4], y[MOST * 4], few[MOST], other[MOST];
		uint64_t often[MOST];
		size_t n = 0;
		for (size_t j = 0; j < data.n; j++) {
			often[j] = data.run[j].n = (i + j * 5) % 4;
			few[j] = data.run[j].x;
			other[j] = data.run[data.n - 1 - j].x / 2;
			for (uint64_t k = 0; k < often[j]; k++) {
				x[n] = few[j];
				y[n] = other[j];
				rows[n++] = (struct svy_run){few[j], data.run[j].group, 1};
			}
		}
		const struct svy_matched short_form = {few, other, often, data.n}, long_form = {x, y, NULL, n};
		for (int form = 0; form < 3; form++) {
			struct svy_test a = rank_sum(data.run, data.n, (enum svy_rank_form)form, PLAIN);
			struct svy_test b = rank_sum(rows, n, (enum svy_rank_form)form, PLAIN);
			check_same(&a, &b);
			check_ok(svy_signed_rank(&short_form, (enum svy_rank_form)form, &PLAIN, &a, NULL), NULL);
			check_ok(svy_signed_rank(&long_form, (enum svy_rank_form)form, &PLAIN, &b, NULL), NULL);
			check_same(&a, &b);
		}
		struct svy_test a = smirnov(data.run, data.n, SVY_TWO_SIDED), b = smirnov(rows, n, SVY_TWO_SIDED);
		check_same(&a, &b);
		check_ok(svy_sign(&short_form, &PLAIN, &a, NULL), NULL);
		check_ok(svy_sign(&long_form, &PLAIN, &b, NULL), NULL);
		check_same(&a, &b);
	}
}

static void blocks_have_frequencies_too(void **state)
{
	static double x[MOST * 3], y[MOST * 3];
	uint64_t often[MOST];
	size_t n = 0;
	struct svy_random random;
	struct svy_test a, b;
	(void)state;
	svy_random_start(&random, 5, "blocks", 0);
	for (size_t i = 0; i < 40; i++) {
		often[i] = svy_random_below(&random, 4);
		for (size_t j = 0; j < 3; j++)
			x[3 * i + j] = (double)svy_random_below(&random, 4);
		for (uint64_t k = 0; k < often[i]; k++)
			memcpy(&y[3 * n++], &x[3 * i], 3 * sizeof *x);
	}
	const struct svy_blocks short_form = {x, often, 40, 3}, long_form = {y, NULL, n, 3};
	check_ok(svy_friedman(&short_form, &a, NULL), NULL);
	check_ok(svy_friedman(&long_form, &b, NULL), NULL);
	check_same(&a, &b);
}

/* Swapping the groups turns everything round. */
static void swapped_groups_turn_it_round(void **state)
{
	(void)state;
	for (size_t i = 0; i < SAMPLES; i++) {
		struct data data = draw_data("swap", i, 40), swapped = data;
		for (size_t j = 0; j < data.n; j++)
			swapped.run[j].group = !data.run[j].group;
		double pairs = (double)data.m * (double)(data.n - data.m);
		for (int form = 0; form < 3; form++) {
			struct svy_rank_options options = PLAIN;
			struct svy_test a = rank_sum(data.run, data.n, (enum svy_rank_form)form, options);
			struct svy_test b = rank_sum(swapped.run, data.n, (enum svy_rank_form)form, options);
			check_close(a.statistic, pairs - b.statistic, 0);
			check_close(a.estimate, -b.estimate, 0);
			check_close(a.low, -b.high, 0);
			check_rel(a.p, b.p, 1e-13);
			options.alternative = SVY_LESS;
			a = rank_sum(data.run, data.n, (enum svy_rank_form)form, options);
			options.alternative = SVY_GREATER;
			b = rank_sum(swapped.run, data.n, (enum svy_rank_form)form, options);
			check_rel(a.p, b.p, 1e-13);
			check_close(a.high, -b.low, 0);
		}
		struct svy_test less = smirnov(data.run, data.n, SVY_LESS);
		struct svy_test greater = smirnov(swapped.run, data.n, SVY_GREATER);
		check_rel(less.p, greater.p, 1e-12);
	}
}

/* Ranks know order only; the estimate moves with the values. */
static void order_is_all_that_ranks_know(void **state)
{
	(void)state;
	for (size_t i = 0; i < SAMPLES; i++) {
		struct data data = draw_data("order", i, 40), bent = data, moved = data;
		for (size_t j = 0; j < data.n; j++) {
			bent.run[j].x = exp(data.run[j].x / 4000);
			moved.run[j].x = data.run[j].x + (j < data.m ? 1024 : 0);
		}
		struct svy_test a = rank_sum(data.run, data.n, SVY_RANK_EXACT, PLAIN);
		check_close(rank_sum(bent.run, data.n, SVY_RANK_EXACT, PLAIN).p, a.p, 0);
		check_close(smirnov(bent.run, data.n, SVY_TWO_SIDED).p, smirnov(data.run, data.n, SVY_TWO_SIDED).p, 0);
		struct svy_test b = rank_sum(moved.run, data.n, SVY_RANK_EXACT, PLAIN);
		check_close(b.estimate, a.estimate + 1024, 1e-9);
		check_close(b.low, a.low + 1024, 1e-9);
		check_close(b.high, a.high + 1024, 1e-9);
		assert_true(a.low <= a.estimate && a.estimate <= a.high);
	}
}

static void tails_overlap_in_what_is_observed(void **state)
{
	(void)state;
	for (size_t i = 0; i < SAMPLES; i++) {
		struct data data = draw_data("tails", i, 40);
		struct svy_rank_options options = PLAIN;
		struct svy_test two = rank_sum(data.run, data.n, SVY_RANK_EXACT, options);
		if (isnan(two.p))
			continue;
		options.alternative = SVY_LESS;
		double less = rank_sum(data.run, data.n, SVY_RANK_EXACT, options).p;
		options.alternative = SVY_GREATER;
		double greater = rank_sum(data.run, data.n, SVY_RANK_EXACT, options).p;
		assert_true(less + greater > 1 && less <= 1 && greater <= 1);
		assert_true(two.p >= fmin(less, greater) * (1 - 1e-12) && two.p <= 1);
		assert_true(two.attainable_p <= two.p * (1 + 1e-12));
	}
}

/* --- by drawing ---------------------------------------------------------------------------- */

static void threads_change_nothing(void **state)
{
	static const unsigned threads[] = {1, 2, 7};
	struct data data = draw_data("threads", 4, 40);
	double x[MOST], p = NAN, v = NAN;
	(void)state;
	for (size_t j = 0; j < data.n; j++)
		x[j] = data.run[j].x;
	const struct svy_matched matched = {x, NULL, NULL, data.n};
	for (size_t i = 0; i < 3; i++) {
		struct svy_rank_options options = {.level = 0.95, .work = 1, .draw = {5000, 3, threads[i]}};
		struct svy_test a = rank_sum(data.run, data.n, SVY_RANK_EXACT, options), b;
		check_ok(svy_signed_rank(&matched, SVY_RANK_EXACT, &options, &b, NULL), NULL);
		assert_true(!isnan(a.p_low) && !isnan(b.p_low));
		if (i > 0) {
			check_close(a.p, p, 0);
			check_close(b.p, v, 0);
		}
		p = a.p;
		v = b.p;
	}
}

static void drawn_intervals_cover_the_exact_p(void **state)
{
	size_t covered = 0, tried = 0;
	(void)state;
	for (size_t i = 0; i < SAMPLES; i++) {
		struct data data = draw_data("cover", i, 25);
		struct svy_rank_options options = {.level = 0.95, .draw = {2000, i, 0}};
		double x[MOST];
		for (size_t j = 0; j < data.n; j++)
			x[j] = data.run[j].x;
		const struct svy_matched matched = {x, NULL, NULL, data.n};
		options.alternative = ALTERNATIVES[i % 3];
		struct svy_test exact = rank_sum(data.run, data.n, SVY_RANK_EXACT, options), signs, drawn_signs;
		check_ok(svy_signed_rank(&matched, SVY_RANK_EXACT, &options, &signs, NULL), NULL);
		options.work = 0.5;
		struct svy_test drawn = rank_sum(data.run, data.n, SVY_RANK_EXACT, options);
		check_ok(svy_signed_rank(&matched, SVY_RANK_EXACT, &options, &drawn_signs, NULL), NULL);
		if (!isnan(drawn.p_low)) {
			tried++;
			covered += drawn.p_low <= exact.p && exact.p <= drawn.p_high;
		}
		if (!isnan(drawn_signs.p_low)) {
			tried++;
			covered += drawn_signs.p_low <= signs.p && signs.p <= drawn_signs.p_high;
		}
	}
	assert_true(tried > 150 && covered + 6 >= tried); /* 99%, and conservative */
}

/* Above and not above: a monotone change of the values above 0 changes nothing
 * unless the two in the middle are one value. */
static void the_median_test_knows_order_only(void **state)
{
	(void)state;
	for (size_t i = 0; i < SAMPLES; i++) {
		struct data data = draw_data("median", i, 40), bent = data;
		for (size_t j = 0; j < data.n; j++)
			bent.run[j].x = data.run[j].x > 0 ? data.run[j].x * 4 : data.run[j].x;
		struct svy_sample a = sample_of(data.run, data.n), b = sample_of(bent.run, data.n);
		struct svy_test one, other;
		check_ok(svy_median(&a, &one, NULL), NULL);
		check_ok(svy_median(&b, &other, NULL), NULL);
		check_close(one.p, other.p, 0);
		svy_sample_clear(&a);
		svy_sample_clear(&b);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(exact_p_is_that_of_all_arrangements),
		cmocka_unit_test(exact_p_is_that_of_all_signs),
		cmocka_unit_test(order_statistics_are_those_of_sorted_pairs),
		cmocka_unit_test(two_groups_of_kruskal_wallis_are_mann_whitney),
		cmocka_unit_test(two_measures_of_friedman_are_signs),
		cmocka_unit_test(frequencies_are_repeated_rows),
		cmocka_unit_test(blocks_have_frequencies_too),
		cmocka_unit_test(swapped_groups_turn_it_round),
		cmocka_unit_test(order_is_all_that_ranks_know),
		cmocka_unit_test(tails_overlap_in_what_is_observed),
		cmocka_unit_test(threads_change_nothing),
		cmocka_unit_test(drawn_intervals_cover_the_exact_p),
		cmocka_unit_test(the_median_test_knows_order_only),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
