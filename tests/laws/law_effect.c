/* What must hold of effect sizes and of their bootstrap. */
#include <math.h>
#include <string.h>

#include "base/random.h"
#include "stat/anova.h"
#include "stat/effect.h"
#include "stat/friedman.h"
#include "stat/kruskal.h"
#include "stat/mann_whitney.h"
#include "stat/mean.h"
#include "tests/support/check.h"

enum { SAMPLES = 60, RESAMPLED = 12, MOST = 60, GROUPS = 4, N_EFFECTS = 11, WIDE = 4 };

struct drawn {
	struct svy_run run[4 * MOST];
	size_t n, k;
};

/* Whole numbers with ties, or hundredths without many. */
static struct drawn draw(const char *law, size_t number, size_t k)
{
	struct svy_random random;
	svy_random_start(&random, 1, law, number);
	struct drawn d = {.k = k, .n = 3 * k + (size_t)svy_random_below(&random, MOST - 3 * GROUPS)};
	uint64_t values = number % 2 ? 6 : 2000;
	for (size_t i = 0; i < d.n; i++) {
		double x = (double)svy_random_below(&random, values) / (number % 2 ? 1 : 100);
		d.run[i] = (struct svy_run){x, i % k, 1 + svy_random_below(&random, 3)};
	}
	return d;
}

static struct drawn repeat(const struct drawn *d)
{
	struct drawn single = {.k = d->k};
	for (size_t j = d->n; j-- > 0;)
		for (uint64_t times = 0; times < d->run[j].n; times++)
			single.run[single.n++] = (struct svy_run){d->run[j].x, d->run[j].group, 1};
	return single;
}

static struct svy_sample make(const struct drawn *d)
{
	struct svy_sample sample;
	check_ok(svy_sample_make(d->run, d->n, d->k, &sample, NULL), NULL);
	return sample;
}

/* Those of two groups (nine, in the order of the names below), and with `resampled` the two of
 * ranks. */
enum { D, G, GLASS, ETA2, OMEGA2, EPSILON2, CLIFF, BISERIAL, A, ETA2_H, EPSILON2_H };

static void run_all(const struct drawn *d, const struct svy_effect_options *resampled,
                    struct svy_measure out[N_EFFECTS])
{
	struct svy_group_moments moments[GROUPS];
	struct svy_sample sample = make(d);
	check_ok(svy_sample_moments(&sample, moments, NULL), NULL);
	for (int i = 0; i < 3; i++) {
		check_ok(svy_effect_means((enum svy_effect_mean)i, moments, 0.95, &out[D + i], NULL), NULL);
		check_ok(svy_effect_variance((enum svy_effect_variance)i, moments, d->k, 0.95, &out[ETA2 + i], NULL), NULL);
		check_ok(svy_effect_dominance((enum svy_effect_dominance)i, &sample, 0.95, &out[CLIFF + i], NULL), NULL);
	}
	for (int i = 0; i < 2 && resampled; i++)
		check_ok(svy_effect_kruskal((enum svy_effect_kruskal)i, &sample, resampled, &out[ETA2_H + i], NULL), NULL);
	svy_sample_clear(&sample);
}

static void check_same(const struct svy_measure *actual, const struct svy_measure *expected, double tolerance)
{
	double scale = 1 + fabs(expected->estimate);
	check_close(actual->estimate, expected->estimate, tolerance * scale);
	check_close(actual->ase, expected->ase, tolerance * scale);
	check_close(actual->low, expected->low, tolerance * scale);
	check_close(actual->high, expected->high, tolerance * scale);
	assert_string_equal(actual->note, expected->note);
}

static void dominance_has_three_names_and_is_u(void **state)
{
	(void)state;
	for (size_t i = 0; i < SAMPLES; i++) {
		struct drawn d = draw("dominance", i, 2);
		struct svy_sample sample = make(&d);
		struct svy_measure of[N_EFFECTS];
		struct svy_test u;
		const struct svy_rank_options options = {.level = 0.95};
		run_all(&d, NULL, of);
		check_ok(svy_mann_whitney(&sample, SVY_RANK_NORMAL, &options, &u, NULL), NULL);
		double pairs = (double)sample.size[0] * (double)sample.size[1];
		check_close(of[CLIFF].estimate, 2 * u.statistic / pairs - 1, 1e-14);
		check_same(&of[BISERIAL], &of[CLIFF], 0);
		check_close(2 * of[A].estimate - 1, of[CLIFF].estimate, 1e-15);
		check_close(2 * of[A].low - 1, of[CLIFF].low, 1e-15);
		check_close(2 * of[A].high - 1, of[CLIFF].high, 1e-15);
		check_close(2 * of[A].ase, of[CLIFF].ase, 1e-15);
		svy_sample_clear(&sample);
	}
}

static void hedges_is_cohen_without_bias(void **state)
{
	(void)state;
	for (size_t i = 0; i < SAMPLES; i++) {
		struct drawn d = draw("bias", i, 2);
		struct svy_measure of[N_EFFECTS];
		double n = 0;
		run_all(&d, NULL, of);
		for (size_t j = 0; j < d.n; j++)
			n += (double)d.run[j].n;
		double j = tgamma((n - 2) / 2) / tgamma((n - 3) / 2) / sqrt((n - 2) / 2);
		check_rel(of[G].estimate, j * of[D].estimate, 1e-12);
		check_rel(of[G].ase, j * of[D].ase, 1e-12);
		check_close(of[G].low, of[D].low, 0);
		check_close(of[G].high, of[D].high, 0);
	}
}

static void shares_of_variance_come_from_t_and_from_ranks(void **state)
{
	(void)state;
	const struct svy_effect_options options = {0.95, 1, 0};
	const struct svy_mean_options plain = {0, 0.95, SVY_TWO_SIDED};
	for (size_t i = 0; i < RESAMPLED; i++) {
		struct drawn d = draw("shares", i, 2);
		struct svy_sample sample = make(&d);
		struct svy_measure of[N_EFFECTS];
		struct svy_group_moments moments[2];
		struct svy_test t, h;
		run_all(&d, &options, of);
		check_ok(svy_sample_moments(&sample, moments, NULL), NULL);
		check_ok(svy_mean_test(SVY_MEAN_POOLED, moments, &plain, &t, NULL), NULL);
		double square = t.statistic * t.statistic, n = (double)sample.n;
		check_rel(of[ETA2].estimate, square / (square + t.df), 1e-12);
		check_rel(of[OMEGA2].estimate, (square - 1) / (square + t.df + 1), 1e-11);
		check_rel(of[EPSILON2].estimate, (square - 1) / (square + t.df), 1e-11);
		check_close(of[OMEGA2].high, of[ETA2].high, 0);
		check_ok(svy_kruskal_wallis(&sample, &h, NULL), NULL);
		check_rel(of[EPSILON2_H].estimate, h.statistic / (n - 1), 1e-14);
		check_rel(of[ETA2_H].estimate, (h.statistic - 1) / (n - 2), 1e-13);
		svy_sample_clear(&sample);
	}
}

static void repeated_rows_are_a_frequency(void **state)
{
	(void)state;
	const struct svy_effect_options options = {0.95, 1, 0};
	for (size_t i = 0; i < SAMPLES; i++) {
		struct drawn d = draw("repeated", i, 2), single = repeat(&d);
		struct svy_measure of[N_EFFECTS], other[N_EFFECTS];
		bool resampled = i < RESAMPLED;
		run_all(&d, resampled ? &options : NULL, of);
		run_all(&single, resampled ? &options : NULL, other);
		for (int m = 0; m < (resampled ? N_EFFECTS : ETA2_H); m++)
			check_same(&other[m], &of[m], 0);
	}
}

/* Twice the numbers and a shift, both exact for whole numbers; turned round; groups swapped. */
static void unit_and_origin_do_not_matter_and_sides_turn(void **state)
{
	(void)state;
	for (size_t i = 0; i < SAMPLES; i++) {
		struct drawn d = draw("unit", 2 * i + 1, 2), moved = d, turned = d, swapped = d;
		struct svy_measure of[N_EFFECTS], other[3][N_EFFECTS];
		for (size_t j = 0; j < d.n; j++) {
			moved.run[j].x = 2 * d.run[j].x + 1e12;
			turned.run[j].x = -d.run[j].x;
			swapped.run[j].group = 1 - d.run[j].group;
		}
		run_all(&d, NULL, of);
		run_all(&moved, NULL, other[0]);
		run_all(&turned, NULL, other[1]);
		run_all(&swapped, NULL, other[2]);
		for (int m = 0; m < ETA2_H; m++) {
			check_same(&other[0][m], &of[m], 1e-10);
			for (int side = 1; side < 3; side++) {
				struct svy_measure back = other[side][m];
				bool turns = m < ETA2 || m == CLIFF || m == BISERIAL || m == A;
				if (m == GLASS && side == 2)
					continue; /* another standard deviation */
				if (turns) {
					double centre = m == A ? 1 : 0;
					back.estimate = centre - back.estimate;
					back.low = centre - other[side][m].high;
					back.high = centre - other[side][m].low;
				}
				check_same(&back, &of[m], 1e-10);
			}
		}
	}
}

static void an_interval_holds_its_estimate(void **state)
{
	(void)state;
	for (size_t i = 0; i < SAMPLES; i++) {
		struct drawn d = draw("holds", i, 2);
		struct svy_measure of[N_EFFECTS];
		run_all(&d, NULL, of);
		for (int m = 0; m < ETA2_H; m++)
			if (m < ETA2 || m > EPSILON2)
				assert_true(of[m].low <= of[m].estimate && of[m].estimate <= of[m].high);
	}
}

/* --- several numbers of each --- */

struct rows {
	double x[4 * MOST * WIDE], y[4 * MOST];
	uint64_t n[4 * MOST];
	size_t size;
};

static struct rows draw_rows(const char *law, size_t number, bool single)
{
	struct svy_random random;
	svy_random_start(&random, 1, law, number);
	size_t distinct = 5 + (size_t)svy_random_below(&random, 20);
	struct rows rows = {.size = 0};
	for (size_t i = 0; i < distinct; i++) {
		double x[WIDE];
		uint64_t times = 1 + svy_random_below(&random, 3);
		for (size_t j = 0; j < WIDE; j++)
			x[j] = (double)svy_random_below(&random, 7) + (double)(j / 2);
		for (uint64_t t = 0; t < (single ? times : 1); t++) {
			rows.n[rows.size] = single ? 1 : times;
			rows.y[rows.size] = x[0] - x[1] + 0.25;
			memcpy(rows.x + rows.size++ * WIDE, x, sizeof x);
		}
	}
	return rows;
}

static void run_rows(const struct rows *rows, const struct svy_effect_options *options, struct svy_measure out[2])
{
	const struct svy_blocks blocks = {rows->x, rows->n, rows->size, WIDE};
	const struct svy_matched differences = {rows->y, NULL, rows->n, rows->size};
	check_ok(svy_effect_concordance(&blocks, options, &out[0], NULL), NULL);
	check_ok(svy_effect_signed_ranks(&differences, 0, false, options, &out[1], NULL), NULL);
}

static void rows_may_be_frequencies_in_any_order(void **state)
{
	(void)state;
	const struct svy_effect_options options = {0.9, 5, 0};
	for (size_t i = 0; i < RESAMPLED; i++) {
		struct rows few = draw_rows("rows", i, false), many = draw_rows("rows", i, true);
		struct svy_measure of[2], other[2];
		struct svy_test w;
		const struct svy_blocks blocks = {few.x, few.n, few.size, WIDE};
		for (size_t a = 0, b = many.size - 1; a < b; a++, b--) {
			double x[WIDE], y = many.y[a];
			memcpy(x, many.x + a * WIDE, sizeof x);
			memcpy(many.x + a * WIDE, many.x + b * WIDE, sizeof x);
			memcpy(many.x + b * WIDE, x, sizeof x);
			many.y[a] = many.y[b];
			many.y[b] = y;
		}
		run_rows(&few, &options, of);
		run_rows(&many, &options, other);
		check_same(&other[0], &of[0], 0);
		check_same(&other[1], &of[1], 0);
		check_ok(svy_friedman(&blocks, &w, NULL), NULL);
		check_close(of[0].estimate, w.estimate, 0);
	}
}

static void threads_do_not_matter(void **state)
{
	(void)state;
	struct drawn d = draw("threads", 4, 3);
	struct rows rows = draw_rows("threads", 3, false);
	struct svy_sample sample = make(&d);
	struct svy_measure of[3][3];
	const unsigned threads[] = {1, 2, 7};
	for (int i = 0; i < 3; i++) {
		const struct svy_effect_options options = {0.95, 3, threads[i]};
		run_rows(&rows, &options, of[i]);
		check_ok(svy_effect_kruskal(SVY_ETA2_H, &sample, &options, &of[i][2], NULL), NULL);
		for (int m = 0; m < 3; m++)
			check_same(&of[i][m], &of[0][m], 0);
	}
	const struct svy_effect_options other = {0.95, 4, 1};
	struct svy_measure seeded;
	check_ok(svy_effect_kruskal(SVY_ETA2_H, &sample, &other, &seeded, NULL), NULL);
	assert_true(fabs(seeded.low - of[0][2].low) > 0);
	svy_sample_clear(&sample);
}

/* --- coverage --- */

enum { TRIES = 400 };

struct coverage {
	double d, g, z, av, eta2, glass;
};

/* Normal groups of 4 and 7, one standard deviation apart; pairs of correlation 0.6. */
static void try_once(size_t number, struct coverage *hits)
{
	struct svy_random random;
	double x[11], first[8], second[8];
	struct svy_run runs[11];
	struct svy_group_moments moments[2];
	struct svy_sample sample;
	struct svy_measure of;
	svy_random_start(&random, 11, "coverage", number);
	for (size_t i = 0; i < 11; i++) {
		x[i] = svy_random_normal(&random) + (i < 4);
		runs[i] = (struct svy_run){x[i], i >= 4, 1};
	}
	for (size_t i = 0; i < 8; i++) {
		double common = sqrt(0.6) * svy_random_normal(&random);
		first[i] = common + sqrt(0.4) * svy_random_normal(&random) + 0.8;
		second[i] = common + sqrt(0.4) * svy_random_normal(&random);
	}
	const struct svy_matched pairs = {first, second, NULL, 8};
	check_ok(svy_sample_make(runs, 11, 2, &sample, NULL), NULL);
	check_ok(svy_sample_moments(&sample, moments, NULL), NULL);
	svy_sample_clear(&sample);
	check_ok(svy_effect_means(SVY_HEDGES_G, moments, 0.9, &of, NULL), NULL);
	hits->d += of.low <= 1 && 1 <= of.high;
	hits->g += of.estimate;
	check_ok(svy_effect_means(SVY_GLASS_DELTA, moments, 0.9, &of, NULL), NULL);
	hits->glass += of.low <= 1 && 1 <= of.high;
	check_ok(svy_effect_variance(SVY_ETA2, moments, 2, 0.9, &of, NULL), NULL);
	double share = 4.0 * 7 / 121 / (4.0 * 7 / 121 + 1);
	hits->eta2 += of.low <= share && share <= of.high;
	check_ok(svy_effect_pairs(SVY_D_Z, &pairs, 0.9, &of, NULL), NULL);
	hits->z += of.low <= 0.8 / sqrt(0.8) && 0.8 / sqrt(0.8) <= of.high;
	check_ok(svy_effect_pairs(SVY_D_AV, &pairs, 0.9, &of, NULL), NULL);
	hits->av += of.low <= 0.8 && 0.8 <= of.high;
}

/* 0.06 is four standard deviations of the share of hits. */
static void intervals_cover_what_they_say(void **state)
{
	(void)state;
	struct coverage hits = {0};
	for (size_t i = 0; i < TRIES; i++)
		try_once(i, &hits);
	check_close(hits.d / TRIES, 0.9, 0.06);
	check_close(hits.eta2 / TRIES, 0.9, 0.06);
	check_close(hits.z / TRIES, 0.9, 0.06);
	check_close(hits.glass / TRIES, 0.9, 0.06); /* approximate */
	check_close(hits.av / TRIES, 0.9, 0.06);    /* approximate */
	check_close(hits.g / TRIES, 1, 0.15);       /* unbiased: standard deviation of g about 0.73 */
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(dominance_has_three_names_and_is_u),
		cmocka_unit_test(hedges_is_cohen_without_bias),
		cmocka_unit_test(shares_of_variance_come_from_t_and_from_ranks),
		cmocka_unit_test(repeated_rows_are_a_frequency),
		cmocka_unit_test(unit_and_origin_do_not_matter_and_sides_turn),
		cmocka_unit_test(an_interval_holds_its_estimate),
		cmocka_unit_test(rows_may_be_frequencies_in_any_order),
		cmocka_unit_test(threads_do_not_matter),
		cmocka_unit_test(intervals_cover_what_they_say),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
