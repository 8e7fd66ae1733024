#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "stat/distribution.h"
#include "stat/rank_exact.h"
#include "stat/rank_internal.h"

/*
 * The sum S of the doubled midranks, less the smallest, of the smaller group, whose m
 * values are drawn from all.
 */
struct arrangement {
	struct svy_tied_score *block;  /* scores and their values, ascending */
	struct svy_tied_score *mirror; /* the largest score less each of them, ascending */
	size_t size;
	int64_t m, n, observed;
	int64_t centre; /* E(S) */
	int64_t unit;   /* greatest common divisor of the scores: block and mirror are divided by it */
	bool lower, upper; /* the tails that p is of */
	bool first;        /* it is the first group that is drawn */
};

static void add_block(struct arrangement *a, const struct svy_sample *sample, size_t from, size_t end,
                      struct svy_tied_score block, size_t drawn)
{
	for (size_t i = from; i < end; i++)
		if (sample->run[i].group == drawn)
			a->observed += (int64_t)sample->run[i].n * block.score;
	a->unit = svy_rank_divisor(block.score, a->unit);
	a->block[a->size++] = block;
}

static bool make(struct arrangement *a, const struct svy_sample *sample, enum svy_alternative alternative)
{
	size_t drawn = sample->size[0] > sample->size[1];
	uint64_t before = 0, ties, first;
	a->m = (int64_t)sample->size[drawn];
	a->first = drawn == 0;
	a->n = (int64_t)sample->n;
	a->lower = alternative == SVY_TWO_SIDED || (alternative == SVY_LESS) == (drawn == 0);
	a->upper = alternative == SVY_TWO_SIDED || !a->lower;
	a->block = svy_array_new(sample->n_runs, sizeof *a->block);
	a->mirror = svy_array_new(sample->n_runs, sizeof *a->mirror);
	if (!a->block || !a->mirror)
		return false;
	(void)svy_sample_ties(sample, 0, &first);
	for (size_t from = 0, end; from < sample->n_runs; from = end, before += ties) {
		end = svy_sample_ties(sample, from, &ties);
		const struct svy_tied_score block = {(int64_t)(2 * before + ties - first), (int64_t)ties};
		add_block(a, sample, from, end, block, drawn);
	}
	a->centre = a->m * (a->n - (int64_t)first);
	int64_t most = a->block[a->size - 1].score;
	for (size_t i = 0; i < a->size; i++) {
		struct svy_tied_score *block = &a->block[a->size - 1 - i];
		a->mirror[i] = (struct svy_tied_score){(most - block->score) / a->unit, block->n};
	}
	for (size_t i = 0; i < a->size; i++)
		a->block[i].score /= a->unit;
	return true;
}

/* The m smallest scores. */
static int64_t least_sum(const struct svy_scores *scores, int64_t m)
{
	int64_t sum = 0;
	for (size_t i = 0; i < scores->size && m > 0; i++) {
		int64_t n = scores->block[i].n < m ? scores->block[i].n : m;
		sum += n * scores->block[i].score;
		m -= n;
	}
	return sum;
}

/* The smallest p of each direction, and of both: of the end that is farther from the mean, or
 * of both ends where they are as far. */
static void put_attainable(const struct arrangement *a, const struct svy_scores *low, const struct svy_scores *high,
                           struct svy_test *out)
{
	int64_t most = a->m * low->block[low->size - 1].score;
	int64_t below = a->centre - a->unit * least_sum(low, a->m);
	int64_t above = a->unit * (most - least_sum(high, a->m)) - a->centre;
	double lower = exp(svy_draw_least_log(low, a->m)), upper = exp(svy_draw_least_log(high, a->m));
	double both = fmin(1, (below >= above ? lower : 0) + (above >= below ? upper : 0));
	out->attainable_less = a->first ? lower : upper;
	out->attainable_greater = a->first ? upper : lower;
	out->attainable_p = a->lower && a->upper ? both : a->lower ? lower : upper;
}

static bool hit(const void *state, struct svy_random *random)
{
	const struct arrangement *a = state;
	const struct svy_scores scores = {a->block, a->size};
	int64_t sum = a->unit * svy_draw_random(&scores, a->m, random);
	if (a->lower && a->upper)
		return llabs(sum - a->centre) >= llabs(a->observed - a->centre);
	return a->lower ? sum <= a->observed : sum >= a->observed;
}

static void add_tails(struct svy_tail lower, struct svy_tail upper, struct svy_test *out)
{
	out->p = fmin(1, lower.p + upper.p);
	out->log_p = fmin(0, svy_log_sum(lower.log_p, upper.log_p));
}

/* Where a tail ends, in units from its own end of the scores; -1: it is empty. */
static int64_t limit_of(int64_t at, int64_t unit)
{
	return at < 0 ? -1 : at / unit;
}

static enum svy_code find_p(const struct arrangement *a, const struct svy_rank_options *options, struct svy_test *out,
                            uint64_t *draws, struct svy_status *status)
{
	const struct svy_scores low = {a->block, a->size}, high = {a->mirror, a->size};
	int64_t far = llabs(a->observed - a->centre), most = a->m * a->unit * a->block[a->size - 1].score;
	bool both = a->lower && a->upper;
	int64_t below = a->lower ? limit_of(both ? a->centre - far : a->observed, a->unit) : -1;
	int64_t above = a->upper ? limit_of(most - (both ? a->centre + far : a->observed), a->unit) : -1;
	struct svy_tail lower, upper;
	enum svy_code code;
	put_attainable(a, &low, &high, out);
	if (both && far == 0) {
		out->p = 1;
		out->log_p = 0;
		return SVY_OK;
	}
	if (svy_draw_work(&low, a->m, below) + svy_draw_work(&high, a->m, above) > svy_rank_work(options))
		return svy_rank_simulate(options, a->size, hit, a, out, draws, status);
	code = svy_draw_lower(&low, a->m, below, &lower, status);
	bool alike = above == below && memcmp(a->block, a->mirror, a->size * sizeof *a->block) == 0;
	upper = lower;
	if (code == SVY_OK && !alike)
		code = svy_draw_lower(&high, a->m, above, &upper, status);
	if (code == SVY_OK)
		add_tails(lower, upper, out);
	return code;
}

enum svy_code svy_mann_whitney_exact(const struct svy_sample *sample, const struct svy_rank_options *options,
                                     struct svy_test *out, uint64_t *draws, struct svy_status *status)
{
	struct arrangement a = {0};
	enum svy_code code = SVY_OK;
	if (!make(&a, sample, options->alternative))
		code = svy_fail_memory(status);
	else
		code = find_p(&a, options, out, draws, status);
	free(a.block);
	free(a.mirror);
	return code;
}
