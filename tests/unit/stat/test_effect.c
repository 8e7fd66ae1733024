#include <math.h>
#include <string.h>

#include "stat/effect.h"
#include "stat/mean.h"
#include "tests/support/check.h"
#include "tests/support/samples.h"

static const struct svy_effect_options PLAIN = {0.95, 1, 1};

static struct svy_measure two(enum svy_effect_mean kind, struct svy_group_moments a, struct svy_group_moments b)
{
	const struct svy_group_moments groups[2] = {a, b};
	struct svy_measure out;
	check_ok(svy_effect_means(kind, groups, 0.95, &out, NULL), NULL);
	return out;
}

static void undefined(const struct svy_measure *measure, const char *why)
{
	check_close(measure->estimate, NAN, 0);
	check_close(measure->ase, NAN, 0);
	check_close(measure->low, NAN, 0);
	check_close(measure->high, NAN, 0);
	check_contains(measure->note, why);
}

static void without_limits(const struct svy_measure *measure, double estimate, const char *why)
{
	check_rel(measure->estimate, estimate, 1e-14);
	check_close(measure->low, NAN, 0);
	check_close(measure->high, NAN, 0);
	check_contains(measure->note, why);
}

/* --- means --- */

static void limits_as_published(void **state)
{
	(void)state;
	/* t = 2.83 on 126 degrees of freedom: non-centrality 0.8337502 to 4.815359, Kelley's MBESS, conf.limits.nct() */
	double unit = sqrt(2.0 / 64);
	const struct svy_group_moments a = {64, 2.83 * unit, 0, 63}, b = {64, 0, 0, 63};
	struct svy_measure d = two(SVY_COHEN_D, a, b), g = two(SVY_HEDGES_G, a, b);
	check_close(d.low, 0.8337502 * unit, 1e-7);
	check_close(d.high, 4.815359 * unit, 1e-6);
	check_close(g.low, d.low, 0);
	check_close(g.high, d.high, 0);
	assert_string_equal(d.measure, "cohen-d");
	assert_string_equal(g.measure, "hedges-g");
}

static void the_correction_is_that_of_hedges(void **state)
{
	(void)state;
	/* Hedges 1981, table 1: c(m) for m = 2, 10, 50 */
	const double m[] = {2, 10, 50}, c[] = {0.5642, 0.9228, 0.9849};
	for (int i = 0; i < 3; i++) {
		double n = m[i] + 1;
		const struct svy_group_moments group = {n, 1, 0, m[i]};
		struct svy_measure g;
		check_ok(svy_effect_mean(SVY_HEDGES_G, &group, 0, 0.95, &g, NULL), NULL);
		check_close(g.estimate, c[i], 6e-5);
	}
	const struct svy_group_moments large = {1e9 + 1, 1, 0, 1e9};
	struct svy_measure g;
	check_ok(svy_effect_mean(SVY_HEDGES_G, &large, 0, 0.95, &g, NULL), NULL);
	check_close(g.estimate, 1 - 0.75e-9, 2e-16); /* 1 - 3 / (4 m) */
}

static void means_without_variance_have_no_effect_size(void **state)
{
	(void)state;
	const struct svy_group_moments same = {3, 1, 0, 0}, other = {3, 2, 0, 0}, wide = {3, 2, 0, 4}, one = {1, 5, 0, 0};
	const struct svy_group_moments nobody = {0, 0, 0, 0};
	struct svy_measure of;
	of = two(SVY_COHEN_D, same, other);
	undefined(&of, "do not vary within the groups");
	of = two(SVY_HEDGES_G, nobody, wide);
	undefined(&of, "fewer than two groups");
	of = two(SVY_COHEN_D, one, one);
	undefined(&of, "two groups of one");
	of = two(SVY_GLASS_DELTA, wide, same);
	undefined(&of, "the last group do not vary");
	of = two(SVY_GLASS_DELTA, wide, one);
	undefined(&of, "one respondent in the last group");
	of = two(SVY_GLASS_DELTA, nobody, wide);
	undefined(&of, "fewer than two groups");
	of = two(SVY_GLASS_DELTA, one, wide);
	without_limits(&of, 3 / sqrt(2), "one respondent in the first group");
	of = two(SVY_GLASS_DELTA, same, wide); /* the control varies: enough */
	assert_true(of.low < of.estimate && of.estimate < of.high);
	of = two(SVY_COHEN_D, one, wide);
	assert_true(of.low < of.estimate && of.estimate < of.high);
	of = two(SVY_HEDGES_G, one, (struct svy_group_moments){2, 1, 0, 2});
	undefined(&of, "one degree of freedom");
	check_ok(svy_effect_mean(SVY_COHEN_D, &same, 0, 0.95, &of, NULL), NULL);
	undefined(&of, "the numbers do not vary");
}

static void pairs_say_why_they_have_none(void **state)
{
	(void)state;
	const double x[] = {0.3, 0.5, 1.1}, y[] = {0.1, 0.3, 0.9}, flat[] = {2, 2, 2}, twice[] = {0.6, 1, 2.2};
	struct svy_matched pairs = {x, y, NULL, 3};
	struct svy_measure of;
	for (int kind = SVY_D_Z; kind <= SVY_D_RM; kind++) {
		check_ok(svy_effect_pairs((enum svy_effect_paired)kind, &pairs, 0.95, &of, NULL), NULL);
		undefined(&of, "do not vary"); /* differences of 0.2 but for rounding */
	}
	pairs.y = flat;
	check_ok(svy_effect_pairs(SVY_D_RM, &pairs, 0.95, &of, NULL), NULL);
	undefined(&of, "no correlation");
	check_ok(svy_effect_pairs(SVY_D_AV, &pairs, 0.95, &of, NULL), NULL);
	assert_true(of.low < of.estimate && of.estimate < of.high);
	check_close(of.ase, NAN, 0);
	pairs.y = twice;
	check_ok(svy_effect_pairs(SVY_D_RM, &pairs, 0.95, &of, NULL), NULL);
	undefined(&of, "correlation of the two is 1");
	pairs.size = 1;
	check_ok(svy_effect_pairs(SVY_D_Z, &pairs, 0.95, &of, NULL), NULL);
	undefined(&of, "one respondent alone");
}

static void shares_of_variance_at_the_ends(void **state)
{
	(void)state;
	const struct svy_group_moments alike[] = {{4, 1, 0, 6}, {4, 1, 0, 6}, {4, 1, 0, 6}};
	const struct svy_group_moments apart[] = {{3, 1, 0, 0}, {3, 2, 0, 0}}, flat[] = {{3, 1, 0, 0}, {3, 1, 0, 0}};
	struct svy_measure of;
	check_ok(svy_effect_variance(SVY_ETA2, alike, 3, 0.95, &of, NULL), NULL);
	check_close(of.estimate, 0, 0);
	check_close(of.low, 0, 0);
	check_close(of.high, 0, 0);
	check_ok(svy_effect_variance(SVY_OMEGA2, alike, 3, 0.95, &of, NULL), NULL);
	check_rel(of.estimate, -4.0 / 20, 1e-15); /* -2 MS / (18 + MS), MS = 2 */
	check_contains(of.note, "below 0");
	check_ok(svy_effect_variance(SVY_EPSILON2, alike, 3, 0.95, &of, NULL), NULL);
	check_rel(of.estimate, -4.0 / 18, 1e-15);
	check_ok(svy_effect_variance(SVY_ETA2, apart, 2, 0.95, &of, NULL), NULL);
	without_limits(&of, 1, "infinite");
	check_ok(svy_effect_variance(SVY_ETA2, flat, 2, 0.95, &of, NULL), NULL);
	undefined(&of, "0/0");
	check_ok(svy_effect_variance(SVY_ETA2, apart, 1, 0.95, &of, NULL), NULL);
	undefined(&of, "");
	for (int kind = SVY_ETA2; kind <= SVY_EPSILON2; kind++) {
		check_ok(svy_effect_variance((enum svy_effect_variance)kind, alike, 1, 0.95, &of, NULL), NULL);
		undefined(&of, "fewer than two groups");
	}
}

static void an_estimate_above_its_limits_is_explained(void **state)
{
	(void)state;
	/* twelve groups of two, F = 0.66 */
	struct svy_group_moments groups[12];
	struct svy_measure of;
	for (int i = 0; i < 12; i++)
		groups[i] = (struct svy_group_moments){2, i % 2 ? 0.3 : -0.3, 0, 0.3};
	check_ok(svy_effect_variance(SVY_ETA2, groups, 12, 0.9, &of, NULL), NULL);
	assert_true(of.estimate > of.high);
	check_contains(of.note, "above its interval");
}

/* --- order --- */

static void groups_that_do_not_overlap_have_the_limit_of_their_sizes(void **state)
{
	(void)state;
	const double x[] = {5, 6, 7, 1, 2, 3, 4};
	const size_t group[] = {0, 0, 0, 1, 1, 1, 1};
	struct svy_sample sample = sample_of(x, group, 7, 2);
	struct svy_measure delta, a;
	check_ok(svy_effect_dominance(SVY_CLIFF_DELTA, &sample, 0.95, &delta, NULL), NULL);
	check_ok(svy_effect_dominance(SVY_A, &sample, 0.95, &a, NULL), NULL);
	double square = 3.841458820694124; /* of the normal quantile */
	check_close(delta.estimate, 1, 0);
	check_close(delta.high, 1, 0);
	check_rel(delta.low, (3 - square) / (3 + square), 1e-12);
	check_close(delta.ase, NAN, 0);
	check_contains(delta.note, "do not overlap");
	check_rel(a.low, (1 + delta.low) / 2, 1e-15);
	svy_sample_clear(&sample);
}

static void order_of_odd_samples(void **state)
{
	(void)state;
	const double same[] = {2, 2, 2, 2, 2}, x[] = {3, 1, 2, 4, 2};
	const size_t group[] = {0, 0, 1, 1, 1}, alone[] = {0, 1, 1, 1, 1}, one[] = {0, 0, 0, 0, 0};
	struct svy_sample tied = sample_of(same, group, 5, 2), single = sample_of(x, alone, 5, 2);
	struct svy_sample first = sample_of(x, one, 5, 2), three = sample_of(x, group, 5, 3);
	struct svy_status status = {0};
	struct svy_measure of;
	check_ok(svy_effect_dominance(SVY_A, &tied, 0.95, &of, NULL), NULL);
	check_close(of.estimate, 0.5, 0);
	assert_true(of.low < 0.5 && of.high > 0.5); /* the least variance that five tied numbers are given */
	check_ok(svy_effect_dominance(SVY_CLIFF_DELTA, &single, 0.95, &of, NULL), NULL);
	without_limits(&of, 0.5, "a group of one");
	check_ok(svy_effect_dominance(SVY_CLIFF_DELTA, &first, 0.95, &of, NULL), NULL);
	undefined(&of, "fewer than two groups");
	check_fails(svy_effect_dominance(SVY_A, &three, 0.95, &of, &status), SVY_EDOMAIN, &status, "two groups");
	svy_sample_clear(&tied);
	svy_sample_clear(&single);
	svy_sample_clear(&first);
	svy_sample_clear(&three);
}

static void ranks_of_odd_samples(void **state)
{
	(void)state;
	const double same[] = {2, 2, 2, 2, 2}, x[] = {3, 1, 2, 4, 2};
	const size_t group[] = {0, 0, 1, 1, 1}, each[] = {0, 1, 2, 3, 4}, one[] = {0, 0, 0, 0, 0};
	struct svy_sample tied = sample_of(same, group, 5, 2), singles = sample_of(x, each, 5, 5);
	struct svy_sample first = sample_of(x, one, 5, 1);
	struct svy_measure of;
	check_ok(svy_effect_kruskal(SVY_EPSILON2_H, &tied, &PLAIN, &of, NULL), NULL);
	undefined(&of, "tied");
	check_ok(svy_effect_kruskal(SVY_ETA2_H, &first, &PLAIN, &of, NULL), NULL);
	undefined(&of, "group");
	check_ok(svy_effect_kruskal(SVY_ETA2_H, &singles, &PLAIN, &of, NULL), NULL);
	undefined(&of, "groups of one only");
	check_ok(svy_effect_kruskal(SVY_EPSILON2_H, &singles, &PLAIN, &of, NULL), NULL);
	without_limits(&of, 1, "the same value");
	svy_sample_clear(&tied);
	svy_sample_clear(&singles);
	svy_sample_clear(&first);
}

static void an_estimate_outside_its_interval_is_said(void **state)
{
	(void)state;
	const double x[] = {4, 5, 1, 7, 3, 7, 5, 3, 2, 1, 6, 5, 7, 9};
	const size_t group[] = {0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1};
	const struct svy_effect_options options = {0.95, 20190901, 1};
	struct svy_sample sample = sample_of(x, group, 14, 2);
	struct svy_measure of;
	check_ok(svy_effect_kruskal(SVY_EPSILON2_H, &sample, &options, &of, NULL), NULL);
	assert_true(of.estimate > of.high);
	assert_string_equal(of.note, "the estimate is above its interval: nearly all samples drawn are higher still");
	svy_sample_clear(&sample);
}

static void an_empty_group_does_not_count(void **state)
{
	(void)state;
	const double x[] = {3, 1, 2, 4, 2, 6};
	const size_t group[] = {0, 0, 0, 1, 1, 1}, apart[] = {0, 0, 0, 2, 2, 2};
	struct svy_sample two_groups = sample_of(x, group, 6, 2), three = sample_of(x, apart, 6, 3);
	struct svy_measure of, with;
	check_ok(svy_effect_kruskal(SVY_ETA2_H, &two_groups, &PLAIN, &of, NULL), NULL);
	check_ok(svy_effect_kruskal(SVY_ETA2_H, &three, &PLAIN, &with, NULL), NULL);
	check_close(with.estimate, of.estimate, 0);
	check_close(with.low, of.low, 0);
	check_close(with.high, of.high, 0);
	check_contains(with.note, "empty");
	svy_sample_clear(&two_groups);
	svy_sample_clear(&three);
}

static void signed_ranks_about_a_value(void **state)
{
	(void)state;
	const double x[] = {5, 7, 8, 10, 4, 6}, y[] = {5, 5, 5, 5, 5, 5};
	const struct svy_matched pairs = {x, y, NULL, 6}, numbers = {x, NULL, NULL, 6};
	struct svy_measure of, alone, pratt;
	check_ok(svy_effect_signed_ranks(&pairs, 0, false, &PLAIN, &of, NULL), NULL);
	check_ok(svy_effect_signed_ranks(&numbers, 5, false, &PLAIN, &alone, NULL), NULL);
	check_rel(of.estimate, (15 - 2 * 1.5) / 15, 1e-15); /* 2, 3, 5, -1, 1: ranks 3, 4, 5, 1.5, 1.5 */
	check_close(alone.estimate, of.estimate, 0);
	check_close(alone.low, of.low, 0);
	check_contains(of.note, "1 difference of 0");
	check_ok(svy_effect_signed_ranks(&pairs, 0, true, &PLAIN, &pratt, NULL), NULL);
	check_rel(pratt.estimate, (20 - 2 * 2.5) / 20, 1e-15); /* ranks 4, 5, 6, 2.5, 2.5 */
	check_contains(pratt.method, "Pratt");
	const struct svy_matched zeros = {y, y, NULL, 6}, nobody = {x, y, NULL, 0};
	check_ok(svy_effect_signed_ranks(&zeros, 0, false, &PLAIN, &of, NULL), NULL);
	undefined(&of, "all differences are 0");
	check_ok(svy_effect_signed_ranks(&nobody, 0, false, &PLAIN, &of, NULL), NULL);
	undefined(&of, "nobody");
	const struct svy_matched above = {x, (const double[]){0, 0, 0, 0, 0, 0}, NULL, 6};
	check_ok(svy_effect_signed_ranks(&above, 0, false, &PLAIN, &of, NULL), NULL);
	without_limits(&of, 1, "the same value");
}

static void concordance_at_its_ends(void **state)
{
	(void)state;
	const double agreed[] = {1, 2, 3, 4, 5, 9, 0, 1, 2}, tied[] = {1, 1, 1, 2, 2, 2}, against[] = {1, 2, 2, 1};
	struct svy_blocks blocks = {agreed, NULL, 3, 3};
	struct svy_measure of;
	check_ok(svy_effect_concordance(&blocks, &PLAIN, &of, NULL), NULL);
	without_limits(&of, 1, "the same value");
	blocks = (struct svy_blocks){tied, NULL, 2, 3};
	check_ok(svy_effect_concordance(&blocks, &PLAIN, &of, NULL), NULL);
	undefined(&of, "tied");
	blocks = (struct svy_blocks){against, NULL, 2, 2};
	check_ok(svy_effect_concordance(&blocks, &PLAIN, &of, NULL), NULL);
	check_close(of.estimate, 0, 0);
	check_close(of.low, 0, 0); /* 0 or 1 whatever is drawn */
	check_close(of.high, 1, 0);
}

/* --- counts --- */

static void counts_at_their_ends(void **state)
{
	(void)state;
	const double even[] = {10, 10, 10}, first[] = {9, 0, 0}, shares[] = {0.5, 0.5, 0}, sure[] = {1, 0, 0};
	const double diagonal[] = {5, 0, 0, 7}, row[] = {3, 4}, none[] = {0, 0, 0};
	struct svy_measure of;
	check_ok(svy_effect_fit(even, NULL, 3, 0.95, &of, NULL), NULL);
	check_close(of.estimate, 0, 0);
	check_close(of.low, 0, 0);
	check_ok(svy_effect_fit(first, NULL, 3, 0.95, &of, NULL), NULL);
	check_rel(of.estimate, sqrt(2), 1e-15);
	check_rel(of.high, sqrt(2), 1e-15); /* cut off */
	check_ok(svy_effect_fit(even, shares, 3, 0.95, &of, NULL), NULL);
	check_close(of.estimate, INFINITY, 0);
	check_close(of.high, NAN, 0);
	check_contains(of.note, "nobody was expected");
	check_ok(svy_effect_fit(first, sure, 3, 0.95, &of, NULL), NULL);
	undefined(&of, "fewer than two categories");
	check_ok(svy_effect_fit(none, NULL, 3, 0.95, &of, NULL), NULL);
	undefined(&of, "no respondents");
	check_ok(svy_effect_table(diagonal, 2, 2, 0.95, &of, NULL), NULL);
	check_rel(of.estimate, 1, 1e-15);
	check_rel(of.high, 1, 0);
	check_ok(svy_effect_table(row, 1, 2, 0.95, &of, NULL), NULL);
	undefined(&of, "row");
}

static void angles_of_shares(void **state)
{
	(void)state;
	/* Cohen 1988, table 6.2.2: phi of 0.65 is 1.875, of 0.5 1.571, of 0.12 0.707 */
	const double x[] = {65, 12}, n[] = {100, 100}, nobody[] = {0, 100}, zero[] = {0, 12};
	struct svy_measure of;
	check_ok(svy_effect_shares(x, n, 0.95, &of, NULL), NULL);
	check_close(of.estimate, 1.875 - 0.707, 1e-3);
	check_rel(of.ase, sqrt(0.02), 1e-15);
	check_ok(svy_effect_share(65, 100, 0.5, 0.95, &of, NULL), NULL);
	check_close(of.estimate, 1.875 - 1.571, 1e-3);
	check_ok(svy_effect_shares(zero, nobody, 0.95, &of, NULL), NULL);
	undefined(&of, "fewer than two groups");
	check_ok(svy_effect_share(0, 0, 0.5, 0.95, &of, NULL), NULL);
	undefined(&of, "no respondents");
	check_ok(svy_effect_share(0, 3, 0.5, 0.95, &of, NULL), NULL);
	check_rel(of.low, -asin(1), 1e-15); /* no share is below 0 */
}

/* --- mistakes --- */

static void mistakes_are_refused(void **state)
{
	(void)state;
	struct svy_status status = {0};
	const struct svy_group_moments groups[2] = {{3, 1, 0, -1}, {3, 2, 0, 1}}, fine[2] = {{3, 1, 0, 1}, {3, 2, 0, 1}};
	const double bad[] = {1, NAN}, less[] = {-1, 2}, over[] = {5, 2}, n[] = {4, 3}, shares[] = {0.5, 0.4};
	const struct svy_matched pairs = {bad, n, NULL, 2}, numbers = {n, NULL, NULL, 2};
	const struct svy_blocks blocks = {bad, NULL, 1, 2};
	struct svy_effect_options options = PLAIN;
	struct svy_measure of = {.estimate = 17};
	check_fails(svy_effect_means(SVY_COHEN_D, groups, 0.95, &of, &status), SVY_EDOMAIN, &status, "");
	check_fails(svy_effect_means(SVY_COHEN_D, fine, 0, &of, &status), SVY_EDOMAIN, &status, "level");
	check_fails(svy_effect_mean(SVY_COHEN_D, fine, INFINITY, 0.9, &of, &status), SVY_EDOMAIN, &status, "finite");
	check_fails(svy_effect_pairs(SVY_D_AV, &pairs, 0.95, &of, &status), SVY_EDOMAIN, &status, "");
	check_fails(svy_effect_variance(SVY_ETA2, groups, 2, 0.95, &of, &status), SVY_EDOMAIN, &status, "");
	check_fails(svy_effect_signed_ranks(&pairs, 0, false, &options, &of, &status), SVY_EDOMAIN, &status, "finite");
	check_fails(svy_effect_signed_ranks(&numbers, NAN, false, &options, &of, &status), SVY_EDOMAIN, &status, "median");
	check_fails(svy_effect_concordance(&blocks, &options, &of, &status), SVY_EDOMAIN, &status, "finite");
	check_fails(svy_effect_fit(less, NULL, 2, 0.95, &of, &status), SVY_EDOMAIN, &status, "count 1");
	check_fails(svy_effect_fit(n, less, 2, 0.95, &of, &status), SVY_EDOMAIN, &status, "share 1");
	check_fails(svy_effect_fit(n, shares, 2, 0.95, &of, &status), SVY_EDOMAIN, &status, "add up");
	check_fails(svy_effect_table(bad, 1, 2, 0.95, &of, &status), SVY_EDOMAIN, &status, "");
	check_fails(svy_effect_shares(over, n, 0.95, &of, &status), SVY_EDOMAIN, &status, "5 of 4");
	check_fails(svy_effect_share(2, 4, 1.5, 0.95, &of, &status), SVY_EDOMAIN, &status, "between 0 and 1");
	options.level = NAN;
	check_fails(svy_effect_concordance(&blocks, &options, &of, &status), SVY_EDOMAIN, &status, "level");
	check_close(of.estimate, 17, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(limits_as_published),
		cmocka_unit_test(the_correction_is_that_of_hedges),
		cmocka_unit_test(means_without_variance_have_no_effect_size),
		cmocka_unit_test(pairs_say_why_they_have_none),
		cmocka_unit_test(shares_of_variance_at_the_ends),
		cmocka_unit_test(an_estimate_above_its_limits_is_explained),
		cmocka_unit_test(groups_that_do_not_overlap_have_the_limit_of_their_sizes),
		cmocka_unit_test(order_of_odd_samples),
		cmocka_unit_test(ranks_of_odd_samples),
		cmocka_unit_test(an_estimate_outside_its_interval_is_said),
		cmocka_unit_test(an_empty_group_does_not_count),
		cmocka_unit_test(signed_ranks_about_a_value),
		cmocka_unit_test(concordance_at_its_ends),
		cmocka_unit_test(counts_at_their_ends),
		cmocka_unit_test(angles_of_shares),
		cmocka_unit_test(mistakes_are_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
