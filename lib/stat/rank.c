#include "stat/rank.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/array.h"
#include "base/parallel.h"
#include "stat/distribution.h"
#include "stat/rank_internal.h"

/* Replicates in one block of work, and how many there are at least. */
enum { BLOCK = 512, FEWEST = 999 };

enum svy_code svy_rank_options_check(const struct svy_rank_options *options, struct svy_status *status)
{
	if (!(options->level > 0 && options->level < 1))
		return svy_fail(status, SVY_EDOMAIN, "the level of an interval is between 0 and 1");
	if (!isfinite(options->mu))
		return svy_fail(status, SVY_EDOMAIN, "the median that is tested is not a finite number");
	if (!(options->work >= 0))
		return svy_fail(status, SVY_EDOMAIN, "the steps of an exact test are a number that is not negative");
	if ((double)options->draw.replicates > SVY_MONTE_CARLO_MAX)
		return svy_fail(status, SVY_EDOMAIN, "at most %.0f arrangements can be drawn", SVY_MONTE_CARLO_MAX);
	return SVY_OK;
}

struct svy_dd svy_rank_cube(double t)
{
	return svy_dd_mul(svy_dd_product(t, t - 1), svy_dd_sum(t, 1));
}

struct svy_dd svy_rank_square_sum(double x)
{
	return svy_dd_mul(svy_dd_product(x, x + 1), svy_dd_sum(2 * x, 1));
}

/* Each value of the block has the midrank before + (ties + 1) / 2. */
static void add_block(const struct svy_sample *sample, size_t from, size_t end, double before, double ties,
                      struct svy_rank_sums *out)
{
	double n = (double)sample->n;
	struct svy_dd excess = svy_dd_sub(svy_dd_sum(2 * before, ties), svy_dd_from(n));
	for (size_t i = from; i < end; i++) {
		struct svy_dd *sum = &out->excess[sample->run[i].group];
		*sum = svy_dd_add(*sum, svy_dd_mul(excess, svy_dd_from((double)sample->run[i].n)));
	}
	out->spread = svy_dd_sub(out->spread, svy_rank_cube(ties));
}

enum svy_code svy_rank_sums_make(const struct svy_sample *sample, struct svy_rank_sums *out,
                                 struct svy_status *status)
{
	struct svy_rank_sums sums = {.spread = svy_rank_cube((double)sample->n)};
	uint64_t before = 0, ties;
	sums.excess = svy_array_new(sample->k, sizeof *sums.excess);
	if (!sums.excess)
		return svy_fail_memory(status);
	for (size_t from = 0, end; from < sample->n_runs; from = end, before += ties) {
		end = svy_sample_ties(sample, from, &ties);
		add_block(sample, from, end, (double)before, (double)ties, &sums);
	}
	*out = sums;
	return SVY_OK;
}

void svy_rank_sums_clear(struct svy_rank_sums *sums)
{
	free(sums->excess);
	*sums = (struct svy_rank_sums){0};
}

double svy_rank_mean(const struct svy_sample *sample, const struct svy_rank_sums *sums, size_t group)
{
	double n = (double)sample->size[group];
	if (sample->size[group] == 0)
		return NAN;
	struct svy_dd mean = svy_dd_add(svy_dd_div(sums->excess[group], svy_dd_from(n)), svy_dd_sum((double)sample->n, 1));
	return svy_dd_value(mean) / 2;
}

void svy_rank_normal(double deviation, double sd, enum svy_rank_form form, enum svy_alternative alternative,
                     struct svy_test *out)
{
	double correction = form == SVY_RANK_CORRECTED ? 0.5 : 0;
	bool both = alternative == SVY_TWO_SIDED;
	double far = both ? fmax(fabs(deviation) - correction, 0)
	                  : (alternative == SVY_GREATER ? deviation : -deviation) - correction;
	double z = far / sd;
	out->p = both ? fmin(1, 2 * svy_normal_upper(z)) : svy_normal_upper(z);
	out->log_p = both ? fmin(0, svy_normal_upper_log(z) + log(2)) : svy_normal_upper_log(z);
}

/* --- by drawing ------------------------------------------------------------------ */

struct draws {
	svy_rank_hit *hit;
	const void *state;
	const char *name;
	uint64_t seed, replicates;
	uint64_t *hits; /* of each block */
};

static enum svy_code draw_block(void *state, size_t block, struct svy_status *status)
{
	const struct draws *draws = state;
	uint64_t first = (uint64_t)block * BLOCK, last = first + BLOCK, hits = 0;
	(void)status;
	if (last > draws->replicates)
		last = draws->replicates;
	for (uint64_t replicate = first; replicate < last; replicate++) {
		struct svy_random random;
		svy_random_start(&random, draws->seed, draws->name, replicate);
		hits += draws->hit(draws->state, &random);
	}
	draws->hits[block] = hits;
	return SVY_OK;
}

/* A number drawn takes about as long as so many steps of the exact distribution. */
#define STEPS_A_DRAW 28.0

static uint64_t replicates_of(const struct svy_rank_options *options, size_t steps)
{
	if (options->draw.replicates)
		return options->draw.replicates;
	double most = svy_rank_work(options) / (STEPS_A_DRAW * (double)(steps + 1));
	return most < FEWEST ? FEWEST : most < SVY_MONTE_CARLO_REPLICATES ? (uint64_t)most : SVY_MONTE_CARLO_REPLICATES;
}

enum svy_code svy_rank_simulate(const struct svy_rank_options *options, size_t steps, svy_rank_hit *hit,
                                const void *state, struct svy_test *out, uint64_t *draws, struct svy_status *status)
{
	struct draws d = {.hit = hit, .state = state, .name = out->test, .seed = options->draw.seed,
	                  .replicates = replicates_of(options, steps)};
	size_t n_blocks = (size_t)((d.replicates + BLOCK - 1) / BLOCK);
	uint64_t sum = 0;
	d.hits = svy_array_new(n_blocks, sizeof *d.hits);
	if (!d.hits)
		return svy_fail_memory(status);
	enum svy_code code = svy_parallel(n_blocks, options->draw.threads, draw_block, &d, status);
	for (size_t block = 0; block < n_blocks; block++)
		sum += d.hits[block];
	if (code == SVY_OK)
		code = svy_monte_carlo_p((double)sum, (double)d.replicates, out, status);
	if (code == SVY_OK)
		*draws = d.replicates;
	free(d.hits);
	return code;
}

/* --- words ------------------------------------------------------------------------ */

void svy_rank_p_words(enum svy_rank_form form, enum svy_alternative alternative, uint64_t draws, char letter,
                      char out[RANK_WORDS])
{
	const char *ties = form == SVY_RANK_CORRECTED ? "continuity correction, " : "";
	char rule[40] = "";
	if (alternative == SVY_TWO_SIDED)
		snprintf(rule, sizeof rule, ", two-sided by |%c - E(%c)|", letter, letter);
	if (form != SVY_RANK_EXACT)
		snprintf(out, RANK_WORDS, "normal approximation, %svariance of the ties", ties);
	else if (draws)
		snprintf(out, RANK_WORDS, "Monte Carlo, %llu arrangements%s, 99%% interval of p", (unsigned long long)draws,
		         rule);
	else
		snprintf(out, RANK_WORDS, "exact given the ties%s", rule);
}

const char *svy_rank_interval_words(enum svy_rank_form form, bool exact)
{
	if (exact)
		return "exact, conservative with ties";
	return form == SVY_RANK_NORMAL ? "by normal approximation" : "by corrected normal approximation";
}

void svy_rank_note_conflict(struct svy_test *test, double tested, double level)
{
	if (test->p < 1 - level && test->low <= tested && test->high >= tested)
		svy_test_note(test, "p is significant though the %.6g%% interval holds the tested value: with ties the "
		                    "interval is conservative", 100 * level);
}

double svy_rank_work(const struct svy_rank_options *options)
{
	return options->work > 0 ? options->work : SVY_RANK_WORK;
}

int64_t svy_rank_divisor(int64_t a, int64_t b)
{
	while (b) {
		int64_t rest = a % b;
		a = b;
		b = rest;
	}
	return a;
}
