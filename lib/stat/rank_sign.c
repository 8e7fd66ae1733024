#include "stat/rank_exact_internal.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

#include "base/array.h"
#include "stat/distribution.h"
#include "stat/multinomial.h"

/* f[w]: the probability, but for the scale, that the positive scores of the blocks so far
 * sum to w.  Blocks are taken from the largest score down: sums are decided soonest. */
struct signs {
	const struct svy_scores *scores;
	int64_t limit;
	bool whole;
	double *f;
	double inside, log_scale;
};

static int64_t sum_of(const struct svy_scores *scores)
{
	int64_t sum = 0;
	for (size_t b = 0; b < scores->size; b++)
		sum += scores->block[b].n * scores->block[b].score;
	return sum;
}

/* Elements of this block that can be positive without going beyond the limit. */
static int64_t most_of(const struct svy_tied_score *block, int64_t limit)
{
	int64_t fit = block->score > 0 ? limit / block->score : block->n;
	return fit < block->n ? fit : block->n;
}

double svy_sign_work(const struct svy_scores *scores, int64_t limit)
{
	double steps = 0;
	if (limit < 0)
		return 0;
	if ((double)limit >= RANK_MOST_STATES)
		return INFINITY;
	int64_t rest = sum_of(scores);
	for (size_t b = scores->size; b-- > 0;) {
		int64_t width = limit < rest ? limit + 1 : rest + 1;
		steps += (double)width * ((double)most_of(&scores->block[b], limit) + 1);
		rest -= scores->block[b].n * scores->block[b].score;
	}
	return steps;
}

static double log_coefficient(int64_t a, int64_t n)
{
	return n == 1 ? log(0.5) : svy_binomial_log((double)a, (double)n, 0.5);
}

/* c[a] of a positives among n, scaled where even the largest is far below 1. */
static void fill_coefficients(struct signs *s, int64_t most, int64_t n, double *c)
{
	double top = log_coefficient(most < n / 2 ? most : n / 2, n), scale = top < -100 ? top : 0;
	for (int64_t a = 0; a <= most; a++)
		c[a] = n == 1 ? 0.5 : exp(log_coefficient(a, n) - scale);
	s->log_scale += scale;
}

/* Sums from low on are not decided before the block; up to cut they are certain after it. */
static void shift(struct signs *s, const struct svy_tied_score *block, int64_t low, int64_t cut, double *c)
{
	int64_t most = most_of(block, s->limit), score = block->score;
	double *f = s->f;
	fill_coefficients(s, most, block->n, c);
	for (int64_t a = 0; a <= most; a++) {
		double inside = 0;
		for (int64_t w = low; w <= cut - a * score; w++)
			inside += f[w];
		s->inside += c[a] * inside;
	}
	for (int64_t w = s->limit; w > cut && w >= 0; w--) {
		double sum = c[0] * f[w];
		for (int64_t a = 1; a <= most && w - a * score >= low; a++)
			sum += c[a] * f[w - a * score];
		f[w] = sum;
	}
}

static void rescale(struct signs *s, int64_t low)
{
	double most = s->inside;
	for (int64_t w = low; w <= s->limit; w++)
		most = fmax(most, s->f[w]);
	svy_rank_rescale(most, s->f, s->limit + 1, &s->inside, &s->log_scale);
}

static enum svy_code run(struct signs *s, struct svy_status *status)
{
	int64_t rest = sum_of(s->scores), low = 0, ties = 0, since = 0;
	for (size_t b = 0; b < s->scores->size; b++)
		ties = s->scores->block[b].n > ties ? s->scores->block[b].n : ties;
	double *c = svy_array_new((size_t)ties + 1, sizeof *c);
	s->f = svy_array_new((size_t)s->limit + 1, sizeof *s->f);
	if (!c || !s->f) {
		free(c);
		return svy_fail_memory(status);
	}
	s->f[0] = 1;
	for (size_t b = s->scores->size; b-- > 0;) {
		const struct svy_tied_score *block = &s->scores->block[b];
		rest -= block->n * block->score;
		int64_t cut = s->whole ? -1 : s->limit - rest;
		shift(s, block, low, cut, c);
		low = cut + 1 > 0 ? cut + 1 : 0;
		since += block->n;
		if (since > 16) {
			rescale(s, low);
			since = 0;
		}
	}
	free(c);
	return SVY_OK;
}

enum svy_code svy_sign_lower(const struct svy_scores *scores, int64_t limit, struct svy_tail *out,
                             struct svy_status *status)
{
	struct signs s = {.scores = scores, .limit = limit};
	enum svy_code code = SVY_OK;
	if (limit < 0) {
		*out = (struct svy_tail){0, -INFINITY};
	} else if (limit >= sum_of(scores)) {
		*out = (struct svy_tail){1, 0};
	} else {
		code = run(&s, status);
		if (code == SVY_OK)
			*out = svy_rank_tail(s.inside, s.log_scale);
	}
	free(s.f);
	return code;
}

int64_t svy_sign_random(const struct svy_scores *scores, struct svy_random *random)
{
	int64_t sum = 0;
	for (size_t b = 0; b < scores->size; b++) {
		int64_t n = scores->block[b].n;
		int64_t a = n == 1 ? (int64_t)(svy_random_bits(random) >> 63)
		                   : (int64_t)svy_random_binomial(random, (double)n, 0.5);
		sum += a * scores->block[b].score;
	}
	return sum;
}

enum svy_code svy_sign_critical(int64_t n, double alpha, double work, int64_t *out, struct svy_status *status)
{
	double pairs = (double)n * ((double)n + 1) / 2, sd = sqrt(pairs * (2 * (double)n + 1) / 12);
	struct svy_tied_score *block;
	enum svy_code code = SVY_OK;
	*out = -1;
	if (pairs > RANK_MOST_STATES)
		return SVY_OK;
	block = svy_array_new((size_t)n, sizeof *block);
	if (!block)
		return svy_fail_memory(status);
	for (int64_t i = 0; i < n; i++)
		block[i] = (struct svy_tied_score){i + 1, 1};
	const struct svy_scores scores = {block, (size_t)n};
	for (int64_t limit = svy_rank_guess(pairs / 2, sd, alpha); *out < 0 && !code; limit = (int64_t)pairs) {
		struct signs s = {.scores = &scores, .limit = limit, .whole = true};
		bool enough = svy_sign_work(&scores, limit) <= work;
		if (enough)
			code = run(&s, status);
		if (enough && !code)
			*out = svy_rank_critical(s.f, limit, exp(s.log_scale), alpha);
		free(s.f);
		if (!enough || limit >= (int64_t)pairs)
			break;
	}
	free(block);
	return code;
}
