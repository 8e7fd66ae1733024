/* What must hold of intervals for proportions, and of quantiles. */
#include <math.h>

#include "stat/distribution.h"
#include "stat/interval.h"
#include "stat/quantile.h"
#include "tests/support/check.h"

static const double sizes[] = {1, 2, 7, 20, 153, 10000, 1e9};
enum { N_SIZES = sizeof sizes / sizeof *sizes, STEPS = 20 };

static struct svy_interval interval(int kind, double k, double n, double level)
{
	struct svy_interval out;
	check_ok(svy_proportion_interval((enum svy_interval_kind)kind, k, n, level, &out, NULL), NULL);
	return out;
}

/* Some k of 0..n with both ends. */
static double pick(double n, size_t step)
{
	return floor(n * (double)step / STEPS);
}

static void counting_the_others_mirrors_the_interval(void **state)
{
	(void)state;
	for (int kind = 0; kind < SVY_N_INTERVALS; kind++) {
		for (size_t i = 0; i < N_SIZES; i++) {
			for (size_t step = 0; step <= STEPS; step++) {
				double n = sizes[i], k = pick(n, step);
				struct svy_interval a = interval(kind, k, n, 0.95), b = interval(kind, n - k, n, 0.95);
				check_close(a.low, 1 - b.high, 4e-15);
				check_close(a.high, 1 - b.low, 4e-15);
				assert_true(a.low >= 0 && a.low <= k / n && k / n <= a.high && a.high <= 1);
			}
		}
	}
}

static void limits_rise_with_the_count_and_widen_with_the_level(void **state)
{
	(void)state;
	for (int kind = 0; kind < SVY_N_INTERVALS; kind++) {
		for (double k = 0; k < 60; k++) {
			struct svy_interval a = interval(kind, k, 60, 0.95), b = interval(kind, k + 1, 60, 0.95);
			struct svy_interval wide = interval(kind, k, 60, 0.99);
			/* Wald has no width at 0, and is wider next to it */
			if (kind != SVY_INTERVAL_WALD)
				assert_true(a.low <= b.low && a.high <= b.high);
			assert_true(wide.low <= a.low && a.high <= wide.high);
		}
	}
}

/* P(X >= k) with p, by summing. */
static double upper_tail(double k, double n, double p)
{
	double sum = 0;
	for (double j = k; j <= n; j++)
		sum += exp(svy_binomial_log(j, n, p));
	return sum;
}

/* Blaker's two-sided p by its definition: both tails, in the order of their probability. */
static double acceptability(double k, double n, double p)
{
	double upper = upper_tail(k, n, p), lower = 1 - upper_tail(k + 1, n, p), other = 0;
	for (double j = 0; j <= n; j++) {
		double tail = upper <= lower ? 1 - upper_tail(j + 1, n, p) : upper_tail(n - j, n, p);
		other = tail <= fmin(upper, lower) ? fmax(other, tail) : other;
	}
	return fmin(1, fmin(upper, lower) + other);
}

/* No proportion outside is acceptable, however fine one looks, and those just inside are. */
static void blaker_limits_leave_out_only_what_is_not_acceptable(void **state)
{
	static const double levels[] = {0.8, 0.9, 0.95, 0.99};
	(void)state;
	for (double n = 1; n <= 13; n += 3) {
		for (double k = 0; k <= n; k++) {
			for (size_t i = 0; i < 4; i++) {
				struct svy_interval a = interval(SVY_INTERVAL_BLAKER, k, n, levels[i]);
				struct svy_interval exact = interval(SVY_INTERVAL_CLOPPER_PEARSON, k, n, levels[i]);
				assert_true(a.low >= exact.low * (1 - 1e-14) && a.high <= exact.high + 1e-15);
				for (double p = 1e-3; p < 1; p += 1e-3) {
					bool inside = a.low - 1e-9 <= p && p <= a.high + 1e-9;
					assert_true(inside || acceptability(k, n, p) <= 1 - levels[i] + 1e-9);
				}
				if (k > 0)
					assert_true(acceptability(k, n, a.low + 1e-9) > 1 - levels[i]);
				if (k < n)
					assert_true(acceptability(k, n, a.high - 1e-9) > 1 - levels[i]);
			}
		}
	}
}

static void midp_limits_count_half_of_what_was_observed(void **state)
{
	(void)state;
	for (double k = 0; k <= 25; k++) {
		struct svy_interval a = interval(SVY_INTERVAL_MIDP, k, 25, 0.9), exact;
		exact = interval(SVY_INTERVAL_CLOPPER_PEARSON, k, 25, 0.9);
		assert_true(a.low >= exact.low && a.high <= exact.high);
		if (k > 0)
			check_rel((upper_tail(k, 25, a.low) + upper_tail(k + 1, 25, a.low)) / 2, 0.05, 1e-12);
	}
}

/* Clopper and Pearson's limits are the p at which k is just that unlikely. */
static void clopper_pearson_inverts_the_binomial(void **state)
{
	(void)state;
	for (double k = 0; k <= 25; k++) {
		struct svy_interval limits = interval(SVY_INTERVAL_CLOPPER_PEARSON, k, 25, 0.9);
		double above = 0, below = 0;
		for (double j = 0; j <= 25; j++) {
			above += j >= k ? exp(svy_binomial_log(j, 25, limits.low)) : 0;
			below += j <= k ? exp(svy_binomial_log(j, 25, limits.high)) : 0;
		}
		check_rel(above, k == 0 ? 1 : 0.05, 1e-12);
		check_rel(below, k == 25 ? 1 : 0.05, 1e-12);
	}
}

static void wilson_limits_are_where_the_score_test_is_significant(void **state)
{
	double z = svy_normal_upper_quantile(0.025);
	(void)state;
	for (double k = 1; k < 40; k++) {
		struct svy_interval limits = interval(SVY_INTERVAL_WILSON, k, 40, 0.95);
		check_rel((k / 40 - limits.low) / sqrt(limits.low * (1 - limits.low) / 40), z, 1e-12);
		check_rel((limits.high - k / 40) / sqrt(limits.high * (1 - limits.high) / 40), z, 1e-12);
	}
}

static void logit_interval_mirrors_too(void **state)
{
	(void)state;
	for (double p = 0.0625; p < 1; p += 0.0625) {
		for (double df = 1; df < 1e7; df *= 10) {
			struct svy_interval a, b;
			check_ok(svy_logit_interval(p, 0.03, df, 0.95, &a, NULL), NULL);
			check_ok(svy_logit_interval(1 - p, 0.03, df, 0.95, &b, NULL), NULL);
			check_close(a.low, 1 - b.high, 1e-14);
			assert_true(a.low > 0 && a.low < p && p < a.high && a.high < 1);
		}
	}
}

/* --- quantiles ----------------------------------------------------------------- */

static const double tails[] = {1e-300, 1e-20, 1e-6, 0.005, 0.025, 0.3, 0.5, 0.8, 0.975};
enum { N_TAILS = sizeof tails / sizeof *tails };
static const double many[] = {0.5, 1, 2, 3.7, 10, 250, 1e5, 1e9};
enum { N_MANY = sizeof many / sizeof *many };

static void quantiles_invert_the_tails(void **state)
{
	(void)state;
	for (size_t i = 0; i < N_TAILS; i++) {
		double q = tails[i];
		/* where x is far out, its last bit is worth x^2 in the tail */
		check_rel(svy_normal_upper(svy_normal_upper_quantile(q)), q, 1e-12);
		for (size_t j = 0; j < N_MANY; j++) {
			double df = many[j], t = svy_t_upper_quantile(q, df);
			if (!(q < 1e-100 && df < 2)) /* t would overflow */
				check_rel(svy_t_upper(t, df), q, 1e-11);
			check_rel(svy_chisq_upper(svy_chisq_upper_quantile(q, df), df), q, 1e-10);
			if (q > 1e-100 || df > 2) /* x would underflow */
				check_rel(svy_chisq_lower(svy_chisq_lower_quantile(q, df), df), q, 1e-10);
		}
	}
}

static void beta_quantiles_invert_the_tails(void **state)
{
	(void)state;
	for (size_t i = 2; i < N_TAILS; i++) {
		for (size_t j = 0; j < N_MANY; j++) {
			for (size_t k = 0; k < N_MANY; k++) {
				double a = many[j], b = many[k];
				double low = svy_beta_lower_quantile(tails[i], a, b), high = svy_beta_upper_quantile(tails[i], a, b);
				/* near 1 the doubles are 1e-16 apart, which is much where b is large */
				if (low < 0.9)
					check_rel(svy_beta_lower(low, a, b), tails[i], 1e-7);
				if (high < 0.9)
					check_rel(svy_beta_upper(high, a, b), tails[i], 1e-7);
				if (b <= 10 && low > 0.1 && low < 0.9)
					check_close(svy_beta_upper_quantile(tails[i], b, a), 1 - low, 1e-13);
			}
		}
	}
}

static void tails_add_up_to_one(void **state)
{
	(void)state;
	for (double x = -8; x <= 8; x += 0.37) {
		check_rel(svy_normal_upper(x) + svy_normal_lower(x), 1, 1e-15);
		for (size_t j = 0; j < N_MANY; j++) {
			check_rel(svy_t_upper(x, many[j]) + svy_t_lower(x, many[j]), 1, 1e-14);
			double at = many[j] * (1 + x / 10);
			check_rel(svy_chisq_upper(at, many[j]) + svy_chisq_lower(at, many[j]), 1, 1e-13);
		}
	}
}

static void point_probabilities_add_up_to_one(void **state)
{
	double binomial = 0, hypergeometric = 0;
	(void)state;
	for (double k = 0; k <= 1000; k++) {
		binomial += exp(svy_binomial_log(k, 1000, 0.37));
		hypergeometric += exp(svy_hypergeometric_log(k, 3000, 1000, 1400));
	}
	check_rel(binomial, 1, 1e-12);
	check_rel(hypergeometric, 1, 1e-12);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(counting_the_others_mirrors_the_interval),
		cmocka_unit_test(limits_rise_with_the_count_and_widen_with_the_level),
		cmocka_unit_test(clopper_pearson_inverts_the_binomial),
		cmocka_unit_test(blaker_limits_leave_out_only_what_is_not_acceptable),
		cmocka_unit_test(midp_limits_count_half_of_what_was_observed),
		cmocka_unit_test(wilson_limits_are_where_the_score_test_is_significant),
		cmocka_unit_test(logit_interval_mirrors_too),
		cmocka_unit_test(quantiles_invert_the_tails),
		cmocka_unit_test(beta_quantiles_invert_the_tails),
		cmocka_unit_test(tails_add_up_to_one),
		cmocka_unit_test(point_probabilities_add_up_to_one),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
