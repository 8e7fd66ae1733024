#include <math.h>
#include <stdlib.h>

#include "base/array.h"
#include "base/parallel.h"
#include "base/random.h"
#include "base/sum.h"
#include "stat/binomial.h"
#include "stat/distribution.h"
#include "stat/exact.h"
#include "stat/goodness.h"
#include "stat/multinomial.h"

/* Category j of those from j on: share, and the smallest of them, of their sum. */
struct part {
	double share, least_log;
};

static struct part *new_parts(const struct svy_shares *shares)
{
	struct part *parts = svy_array_new(shares->k, sizeof *parts);
	double rest = 0;
	for (size_t j = shares->k; parts && j-- > 0;) {
		rest += shares->share[j];
		/* By ascending share: j is the smallest. */
		parts[j].share = j + 1 == shares->k ? 1 : shares->share[j] / rest;
		parts[j].least_log = log(parts[j].share);
	}
	return parts;
}

/* log of the probability of counts, category by category. */
static double find_log(const struct part *parts, const double *n, size_t k, double total)
{
	double sum = 0, left = total;
	for (size_t j = 0; j + 1 < k && left > 0; j++) {
		sum += svy_binomial_log(n[j], left, parts[j].share);
		left -= n[j];
	}
	return sum;
}

/* --- exact --------------------------------------------------------------------- */

struct search {
	const struct svy_shares *shares;
	const struct part *parts;
	double *most;     /* bound of the log probability of what is left: k x (n + 1), NaN where not yet known */
	double limit;     /* log probability up to which outcomes count */
	struct svy_sum p; /* of those, over exp(limit): no more than there are outcomes */
	double spent, budget;
};

/* A leaf of two categories costs two tails. */
enum { LEAF = 30, BOUNDS_MAX = 10000000 };

/*
 * A bound of the largest probability of m in categories from j on.  For any s it is at most
 *
 *     m! / s^m  prod_i max_x (s q_i)^x / x!
 *
 * (write the probability as m! / s^m times such terms, and let go of sum x = m), and x =
 * floor(s q_i) has the maximum; s = m + r / 2, r categories, is near the best.
 */
static double bound(const struct search *search, size_t j, double m)
{
	const struct svy_shares *shares = search->shares;
	double s = m + (double)(shares->k - j) / 2, rest = shares->share[j] / search->parts[j].share;
	double sum = lgamma(m + 1) - m * log(s);
	for (size_t i = j; i < shares->k; i++) {
		double mean = s * (shares->share[i] / rest), x = floor(mean);
		sum += x * log(mean) - lgamma(x + 1);
	}
	return sum;
}

static double find_bound(struct search *search, size_t j, double m)
{
	double *at = &search->most[j * ((size_t)search->shares->total + 1) + (size_t)m];
	if (isnan(*at)) {
		double most = bound(search, j, m);
		*at = most + 1e-12 * fabs(most); /* rounding must not make it too small */
	}
	return *at;
}

static void count(struct search *search, double log_p)
{
	svy_sum_add(&search->p, exp(log_p - search->limit));
}

/* Outcomes with these counts before category j, whose probability is exp(log_p), and `left`
 * respondents from there on.  False where the budget is spent. */
static bool explore(struct search *search, size_t j, double left, double log_p)
{
	search->spent++;
	if (left == 0) {
		if (log_p <= search->limit)
			count(search, log_p);
		return true;
	}
	if (log_p + find_bound(search, j, left) <= search->limit) {
		count(search, log_p);
		return true;
	}
	if (log_p + left * search->parts[j].least_log > search->limit + 1e-9)
		return true;
	if (j + 2 == search->shares->k) {
		count(search, log_p + svy_binomial_unlikely_log(left, search->parts[j].share, search->limit - log_p));
		search->spent += LEAF;
		return search->spent <= search->budget;
	}
	for (double x = 0; x <= left; x++)
		if (!explore(search, j + 1, left - x, log_p + svy_binomial_log(x, left, search->parts[j].share)))
			return false;
	return search->spent <= search->budget;
}

/* done: false where it would take too long. */
static enum svy_code test_exact(const struct svy_shares *shares, const struct part *parts, double limit, double budget,
                                bool *done, struct svy_test *out, struct svy_status *status)
{
	double bounds = (double)shares->k * (shares->total + 1);
	*done = false;
	if (bounds > BOUNDS_MAX)
		return SVY_OK;
	struct search search = {.shares = shares, .parts = parts, .limit = limit, .budget = budget};
	search.most = svy_array_new((size_t)bounds, sizeof *search.most);
	if (!search.most)
		return svy_fail_memory(status);
	for (size_t i = 0; i < (size_t)bounds; i++)
		search.most[i] = NAN;
	*done = explore(&search, 0, shares->total, 0);
	free(search.most);
	if (*done) {
		out->log_p = fmin(0, limit + log(svy_sum_value(&search.p)));
		out->p = exp(out->log_p);
	}
	return SVY_OK;
}

/* --- Monte Carlo ------------------------------------------------------------------ */

enum { BLOCK = 1024 };

struct draws {
	const struct svy_shares *shares;
	const struct part *parts;
	double limit;
	uint64_t seed, replicates;
	uint64_t *hits; /* of each block */
};

static enum svy_code draw_block(void *state, size_t block, struct svy_status *status)
{
	const struct draws *draws = state;
	const struct svy_shares *shares = draws->shares;
	double *n = svy_array_new(shares->k, sizeof *n);
	uint64_t first = (uint64_t)block * BLOCK, last = first + BLOCK;
	if (!n)
		return svy_fail_memory(status);
	if (last > draws->replicates)
		last = draws->replicates;
	for (uint64_t replicate = first; replicate < last; replicate++) {
		struct svy_random random;
		svy_random_start(&random, draws->seed, "multinomial", replicate);
		svy_random_multinomial(&random, shares->total, shares->share, shares->k, n);
		draws->hits[block] += find_log(draws->parts, n, shares->k, shares->total) <= draws->limit;
	}
	free(n);
	return SVY_OK;
}

static enum svy_code test_random(const struct svy_shares *shares, const struct part *parts, double limit,
                                 const struct svy_monte_carlo *options, struct svy_test *out,
                                 struct svy_status *status)
{
	size_t n_blocks = (size_t)((options->replicates + BLOCK - 1) / BLOCK);
	struct draws draws = {shares, parts, limit, options->seed, options->replicates,
	                      svy_array_new(n_blocks, sizeof *draws.hits)};
	double hits = 0;
	if (!draws.hits)
		return svy_fail_memory(status);
	enum svy_code code = svy_parallel(n_blocks, options->threads, draw_block, &draws, status);
	for (size_t block = 0; block < n_blocks; block++)
		hits += (double)draws.hits[block];
	free(draws.hits);
	return code == SVY_OK ? svy_monte_carlo_p(hits, (double)options->replicates, out, status) : code;
}

/* --- the test ------------------------------------------------------------------------ */

/* Everybody in the least probable category, and what ties with that. */
static double find_attainable(const struct svy_shares *shares)
{
	double least = shares->total * log(shares->share[0]), sum = 0;
	for (size_t i = 0; i < shares->k; i++) {
		double apart = shares->total * log(shares->share[i] / shares->share[0]);
		sum += apart <= SVY_TIE_SLACK ? exp(apart) : 0;
	}
	return fmin(1, exp(least + log(sum)));
}

static enum svy_code check_request(const double *n, size_t k, const struct svy_shares *shares, uint64_t replicates,
                                   struct svy_status *status)
{
	for (size_t i = 0; i < k; i++)
		if (n[i] != floor(n[i]))
			return svy_fail(status, SVY_EDOMAIN, "an exact test needs whole counts of respondents, category %zu is %g",
			                i + 1, n[i]);
	if (shares->total > SVY_EXACT_MAX)
		return svy_fail(status, SVY_EDOMAIN, "an exact test takes at most %.0f respondents, here are %.0f",
		                SVY_EXACT_MAX, shares->total);
	if ((double)replicates > SVY_MONTE_CARLO_MAX)
		return svy_fail(status, SVY_EDOMAIN, "at most %.0f random samples can be drawn", SVY_MONTE_CARLO_MAX);
	return SVY_OK;
}

static enum svy_code test_shares(const struct svy_shares *shares, const struct svy_monte_carlo *options, double budget,
                                 struct svy_test *out, struct svy_status *status)
{
	struct part *parts = new_parts(shares);
	bool done = false;
	const char *which = shares->equal ? "equal" : "given";
	if (!parts)
		return svy_fail_memory(status);
	double limit = find_log(parts, shares->n, shares->k, shares->total) + log1p(SVY_TIE_SLACK);
	enum svy_code code = test_exact(shares, parts, limit, budget, &done, out, status);
	if (code == SVY_OK && !done)
		code = test_random(shares, parts, limit, options, out, status);
	free(parts);
	out->attainable_p = find_attainable(shares);
	if (done)
		svy_test_method(out, "exact multinomial test of %s shares, by minimum likelihood", which);
	else
		svy_test_method(out, "multinomial test of %s shares by Monte Carlo, %llu random samples, by minimum "
		                "likelihood, 99%% interval of p", which,
		                (unsigned long long)options->replicates);
	return code;
}

enum svy_code svy_multinomial(const double *n, const double *share, size_t k, const struct svy_monte_carlo *options,
                              double seconds, struct svy_test *out, struct svy_status *status)
{
	struct svy_monte_carlo asked = options ? *options : (struct svy_monte_carlo){.seed = SVY_DEFAULT_SEED};
	double budget = SVY_MULTINOMIAL_RATE * (seconds > 0 ? seconds : SVY_MULTINOMIAL_SECONDS);
	struct svy_shares shares = {0};
	struct svy_test test;
	enum svy_code code = svy_shares_new(n, share, k, &shares, status);
	if (asked.replicates == 0)
		asked.replicates = SVY_MONTE_CARLO_REPLICATES;
	if (code == SVY_OK)
		code = check_request(n, k, &shares, asked.replicates, status);
	if (code == SVY_OK) {
		svy_test_init(&test, "multinomial");
		svy_test_method(&test, "exact multinomial test");
		if (svy_shares_note(&shares, &test))
			code = test_shares(&shares, &asked, budget, &test, status);
	}
	if (code == SVY_OK)
		*out = test;
	svy_shares_clear(&shares);
	return code;
}
