#include <math.h>
#include <string.h>

#include "stat/mean.h"
#include "tests/support/check.h"

static const struct svy_mean_options PLAIN = {0, 0.95, SVY_TWO_SIDED};

/* One group, or pairs of groups, by its numbers. */
static struct svy_group_moments moments_of(const double *x, size_t n)
{
	struct svy_run runs[16];
	struct svy_sample sample;
	struct svy_group_moments moments;
	for (size_t i = 0; i < n; i++)
		runs[i] = (struct svy_run){x[i], 0, 1};
	check_ok(svy_sample_make(runs, n, 1, &sample, NULL), NULL);
	check_ok(svy_sample_moments(&sample, &moments, NULL), NULL);
	svy_sample_clear(&sample);
	return moments;
}

static struct svy_test test_two(enum svy_mean_kind kind, const double *a, size_t n_a, const double *b, size_t n_b)
{
	struct svy_group_moments groups[2] = {moments_of(a, n_a), moments_of(b, n_b)};
	struct svy_test test;
	check_ok(svy_mean_test(kind, groups, &PLAIN, &test, NULL), NULL);
	return test;
}

static void the_kinds_have_their_names_and_groups(void **state)
{
	(void)state;
	static const char *const names[] = {"t-one", "t-paired", "t-pooled", "t-welch"};
	const struct svy_group_moments groups[2] = {{3, 1, 0, 2}, {4, 2, 0, 5}};
	for (int kind = 0; kind < SVY_N_MEAN_KINDS; kind++) {
		struct svy_test test;
		check_ok(svy_mean_test((enum svy_mean_kind)kind, groups, &PLAIN, &test, NULL), NULL);
		assert_string_equal(test.test, names[kind]);
		assert_int_equal(svy_mean_groups((enum svy_mean_kind)kind), kind < 2 ? 1 : 2);
		assert_true(test.method[0]);
	}
}

static void numbers_near_a_thousand_million_keep_their_digits(void **state)
{
	(void)state;
	const double a[] = {1e9 + 1, 1e9 + 2, 1e9 + 4}, b[] = {1e9 + 3, 1e9 + 5, 1e9 + 7, 1e9 + 8};
	/* R 4.2.2 t.test(c(1, 2, 4), c(3, 5, 7, 8)) */
	struct svy_test welch = test_two(SVY_MEAN_WELCH, a, 3, b, 4), pooled = test_two(SVY_MEAN_POOLED, a, 3, b, 4);
	check_rel(welch.statistic, -2.411764705882353, 1e-13);
	check_rel(welch.df, 4.99676936883, 1e-11);
	check_rel(welch.p, 0.0607640358426, 1e-11);
	check_rel(welch.low, -7.059032558693103, 1e-12);
	check_rel(welch.estimate, -41.0 / 12, 1e-15);
	check_rel(pooled.statistic, -2.27008374211143, 1e-13);
}

static void what_a_mean_has_beyond_a_double_counts(void **state)
{
	(void)state;
	const struct svy_group_moments group = {4, 1e16, 0.5, 3};
	struct svy_test test;
	const struct svy_mean_options at = {1e16, 0.95, SVY_TWO_SIDED};
	check_ok(svy_mean_test(SVY_MEAN_ONE, &group, &at, &test, NULL), NULL);
	check_rel(test.statistic, 1, 1e-15);
}

static void an_alternative_has_its_own_interval(void **state)
{
	(void)state;
	const double x[] = {1, 2, 4, 7};
	struct svy_group_moments group = moments_of(x, 4);
	struct svy_mean_options options = {3, 0.95, SVY_LESS};
	struct svy_test less, greater;
	check_ok(svy_mean_test(SVY_MEAN_ONE, &group, &options, &less, NULL), NULL);
	options.alternative = SVY_GREATER;
	check_ok(svy_mean_test(SVY_MEAN_ONE, &group, &options, &greater, NULL), NULL);
	check_close(less.low, -INFINITY, 0);
	check_rel(less.high, 6.6132071965192, 1e-12); /* R 4.2.2 t.test(c(1, 2, 4, 7), mu = 3, alternative = "less") */
	check_close(greater.high, INFINITY, 0);
	check_rel(less.p + greater.p, 1, 1e-15);
	assert_int_equal(less.alternative, SVY_LESS);
	check_contains(less.method, "against 3");
}

static void a_p_too_small_for_a_double_has_its_logarithm(void **state)
{
	(void)state;
	const struct svy_group_moments group = {1000, 1e9, 0, 1};
	struct svy_test test;
	check_ok(svy_mean_test(SVY_MEAN_ONE, &group, &PLAIN, &test, NULL), NULL);
	check_close(test.p, 0, 0);
	/* p of t on f degrees of freedom, far out: 2 f^(f/2) t^-f / (f B(f/2, 1/2)) */
	double t = 1e9 / sqrt(1.0 / 999 / 1000), f = 999;
	double beta = lgamma(f / 2) + lgamma(0.5) - lgamma(f / 2 + 0.5);
	check_rel(test.log_p, log(2) + f / 2 * log(f) - f * log(t) - log(f) - beta, 1e-10);
}

static void numbers_without_variation_have_no_t(void **state)
{
	(void)state;
	const double same[] = {0.1, 0.1, 0.1}, other[] = {0.2, 0.2}, varied[] = {1, 2};
	struct svy_test test = test_two(SVY_MEAN_WELCH, same, 3, other, 2);
	check_close(test.p, NAN, 0);
	check_close(test.statistic, NAN, 0);
	check_close(test.estimate, -0.1, 1e-16);
	check_contains(test.note, "do not vary within the groups: t would be infinite");
	test = test_two(SVY_MEAN_POOLED, same, 3, same, 2);
	check_contains(test.note, "t would be 0/0");
	/* one of the two will do */
	test = test_two(SVY_MEAN_WELCH, same, 3, varied, 2);
	check_close(test.df, 1, 1e-15);
	assert_string_equal(test.note, "");
	struct svy_group_moments group = moments_of(same, 3);
	struct svy_mean_options at = {0.1, 0.95, SVY_TWO_SIDED};
	check_ok(svy_mean_test(SVY_MEAN_ONE, &group, &at, &test, NULL), NULL);
	check_contains(test.note, "the numbers do not vary: t would be 0/0");
}

static void a_group_of_one_will_do_where_variances_are_pooled(void **state)
{
	(void)state;
	const double one[] = {5}, more[] = {1, 2, 4};
	struct svy_test test = test_two(SVY_MEAN_POOLED, one, 1, more, 3);
	check_close(test.df, 2, 0);
	assert_true(test.p > 0);
	test = test_two(SVY_MEAN_WELCH, one, 1, more, 3);
	check_close(test.p, NAN, 0);
	check_contains(test.note, "a group of one respondent has no variance");
	check_rel(test.estimate, 5 - 7.0 / 3, 1e-15);
	test = test_two(SVY_MEAN_POOLED, one, 1, one, 1);
	check_contains(test.note, "two groups of one");
	test = test_two(SVY_MEAN_POOLED, one, 0, more, 3);
	check_contains(test.note, "fewer than two groups");
	check_close(test.estimate, NAN, 0);
}

static void differences_that_vary_by_rounding_do_not_vary(void **state)
{
	(void)state;
	const double x[] = {0.3, 0.5, 1.1}, y[] = {0.1, 0.3, 0.9};
	const struct svy_matched pairs = {x, y, NULL, 3};
	struct svy_group_moments moments;
	check_ok(svy_matched_moments(&pairs, &moments, NULL), NULL);
	check_close(moments.ss, 0, 0);
	check_rel(moments.mean, 0.2, 1e-15);
	const double near[] = {0.1, 0.3, 0.9 + 1e-12};
	const struct svy_matched varied = {x, near, NULL, 3};
	check_ok(svy_matched_moments(&varied, &moments, NULL), NULL);
	assert_true(moments.ss > 0);
}

static void pairs_may_be_many(void **state)
{
	(void)state;
	const double x[] = {1, 4, 9}, y[] = {1, 2, 3};
	const uint64_t n[] = {3, 0, 2};
	const struct svy_matched pairs = {x, y, n, 3};
	struct svy_group_moments moments;
	check_ok(svy_matched_moments(&pairs, &moments, NULL), NULL);
	check_close(moments.n, 5, 0);
	check_rel(moments.mean, 2.4, 1e-15);
	check_rel(moments.ss, 43.2, 1e-15);
}

static void what_is_no_number_is_refused(void **state)
{
	(void)state;
	struct svy_status status = {0};
	struct svy_test test = {.test = "untouched"};
	const struct svy_group_moments good[2] = {{3, 1, 0, 2}, {4, 2, 0, 5}};
	const struct svy_group_moments bad[] = {{-1, 0, 0, 1}, {NAN, 0, 0, 1}, {3, INFINITY, 0, 1}, {3, 0, 0, -1}};
	struct svy_mean_options options = PLAIN;
	for (size_t i = 0; i < 4; i++)
		check_fails(svy_mean_test(SVY_MEAN_ONE, &bad[i], &PLAIN, &test, &status), SVY_EDOMAIN, &status, "group 1");
	options.mu = NAN;
	check_fails(svy_mean_test(SVY_MEAN_WELCH, good, &options, &test, &status), SVY_EDOMAIN, &status, "compared with");
	options = (struct svy_mean_options){0, 1, SVY_LESS};
	check_fails(svy_mean_test(SVY_MEAN_WELCH, good, &options, &test, &status), SVY_EDOMAIN, &status, "level");
	assert_string_equal(test.test, "untouched");
	const double x[] = {1, NAN}, y[] = {1, 1}, large[] = {1, 1e308}, small[] = {1, -1e308};
	const uint64_t many[] = {SVY_SAMPLE_MAX, 1};
	const struct svy_matched pairs[] = {{x, y, NULL, 2}, {large, small, NULL, 2}, {y, y, many, 2}};
	struct svy_group_moments moments;
	for (size_t i = 0; i < 3; i++)
		check_fails(svy_matched_moments(&pairs[i], &moments, &status), SVY_EDOMAIN, &status,
		            i < 2 ? "pair 2" : "pairs");
	const struct svy_group_moments unknown = {3, NAN, NAN, NAN}, large_two[2] = {{3, 0, 0, 1e308}, {3, 1, 0, 1e308}};
	struct svy_mean mean;
	check_ok(svy_mean_estimate(SVY_MEAN_POOLED, large_two, &mean, NULL), NULL);
	check_contains(mean.reason, "beyond the range");
	check_ok(svy_mean_estimate(SVY_MEAN_ONE, &unknown, &mean, NULL), NULL);
	check_contains(mean.reason, "not known");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_kinds_have_their_names_and_groups),
		cmocka_unit_test(numbers_near_a_thousand_million_keep_their_digits),
		cmocka_unit_test(what_a_mean_has_beyond_a_double_counts),
		cmocka_unit_test(an_alternative_has_its_own_interval),
		cmocka_unit_test(a_p_too_small_for_a_double_has_its_logarithm),
		cmocka_unit_test(numbers_without_variation_have_no_t),
		cmocka_unit_test(a_group_of_one_will_do_where_variances_are_pooled),
		cmocka_unit_test(differences_that_vary_by_rounding_do_not_vary),
		cmocka_unit_test(pairs_may_be_many),
		cmocka_unit_test(what_is_no_number_is_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
