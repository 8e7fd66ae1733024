#include "stat/sign.h"

#include <math.h>

#include "base/number.h"
#include "stat/distribution.h"
#include "stat/signed_rank.h"

/* P(B >= k), B binomial (n, 1/2). */
static double upper(double k, double n)
{
	return k <= 0 ? 1 : k > n ? 0 : svy_beta_lower(0.5, k, n - k + 1);
}

static double upper_log(double k, double n)
{
	return k <= 0 ? 0 : svy_beta_lower_log(0.5, k, n - k + 1);
}

static void put_p(double above, double n, struct svy_test *test)
{
	bool both = test->alternative == SVY_TWO_SIDED;
	double k = both ? fmax(above, n - above) : test->alternative == SVY_GREATER ? above : n - above;
	test->p = fmin(1, both ? 2 * upper(k, n) : upper(k, n));
	test->log_p = fmin(0, both ? upper_log(k, n) + log(2) : upper_log(k, n));
	test->attainable_less = test->attainable_greater = exp2(-n);
	test->attainable_p = fmin(1, both ? exp2(1 - n) : exp2(-n));
}

/* The largest k <= n for which P(B <= k - 1) <= alpha. */
static uint64_t critical(uint64_t n, double alpha)
{
	uint64_t low = 0, high = n + 1; /* it is at low, or after, and before high */
	while (high - low > 1) {
		uint64_t k = low + (high - low) / 2;
		double tail = upper((double)(n - k) + 1, (double)n);
		*(tail <= alpha * (1 + SVY_TIE_SLACK) ? &low : &high) = k;
	}
	return low;
}

static void put_interval(const struct svy_sample *sample, double level, struct svy_test *test)
{
	bool both = test->alternative == SVY_TWO_SIDED;
	uint64_t n = sample->n, k = critical(n, (1 - level) / (both ? 2 : 1));
	char reached[SVY_NUMBER_SIZE];
	test->low = k == 0 || test->alternative == SVY_LESS ? -INFINITY : svy_sample_at(sample, k);
	test->high = k == 0 || test->alternative == SVY_GREATER ? INFINITY : svy_sample_at(sample, n + 1 - k);
	if (k == 0) {
		svy_test_note(test, "no interval of so few reaches the level");
		return;
	}
	double outside = upper((double)(n - k) + 1, (double)n) * (both ? 2 : 1);
	svy_number_fixed(100 * (1 - outside), 2, reached);
	svy_test_method(test, "sign test, binomial%s; median, interval of order statistic %llu from %s of %llu: %s%%",
	                both ? ", two-sided by minimum likelihood" : "", (unsigned long long)k,
	                both ? "each end" : test->alternative == SVY_LESS ? "above" : "below", (unsigned long long)n,
	                reached);
}

static void fill(const struct svy_distances *d, const struct svy_sample *sample, double level, struct svy_test *test)
{
	uint64_t above = 0, n = d->n - d->zeros;
	for (size_t i = 0; i < d->n_distances; i++)
		above += d->distance[i].above;
	svy_test_method(test, "sign test, binomial%s; median",
	                test->alternative == SVY_TWO_SIDED ? ", two-sided by minimum likelihood" : "");
	if (d->zeros)
		svy_test_note(test, "%llu of %llu differences %s 0, left out", (unsigned long long)d->zeros,
		              (unsigned long long)d->n, d->zeros == 1 ? "is" : "are");
	if (n > 0) {
		test->statistic = (double)above;
		put_p((double)above, (double)n, test);
	} else {
		svy_test_note(test, "%s", d->n ? "no difference is above or below" : "there are no values");
	}
	if (d->n == 0)
		return;
	test->estimate = svy_sample_median(sample);
	put_interval(sample, level, test);
}

enum svy_code svy_sign(const struct svy_matched *data, const struct svy_rank_options *options, struct svy_test *out,
                       struct svy_status *status)
{
	struct svy_distances distances = {0};
	struct svy_sample sample = {0};
	enum svy_code code = svy_rank_options_check(options, status);
	if (code == SVY_OK)
		code = svy_distances_make(data, options->mu, &distances, status);
	if (code == SVY_OK)
		code = svy_differences_sample(data, &sample, status);
	if (code == SVY_OK) {
		struct svy_test test;
		svy_test_init(&test, "sign");
		test.alternative = options->alternative;
		fill(&distances, &sample, options->level, &test);
		*out = test;
	}
	svy_distances_clear(&distances);
	svy_sample_clear(&sample);
	return code;
}
