#include "stat/permute.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/parallel.h"
#include "base/random.h"

/* --- arrangements ------------------------------------------------------------------ */

static int compare_items(const void *left, const void *right)
{
	const size_t *a = left, *b = right;
	return (*a > *b) - (*a < *b);
}

void svy_arrangement_first(const struct svy_arrangement *arrangement, size_t *item)
{
	for (size_t i = 0; i < arrangement->size; i++)
		item[i] = arrangement->signs ? 0 : arrangement->item[i];
	for (size_t i = 0; i < arrangement->size && !arrangement->signs; i += arrangement->block)
		qsort(item + i, arrangement->block, sizeof *item, compare_items);
}

/* Rearrangements of a sorted block: n! over the product of the t! of equal ones. */
static double count_block(const size_t *item, size_t n)
{
	double count = 1;
	size_t ties = 0;
	for (size_t i = 0; i < n && isfinite(count); i++) {
		ties = i && item[i] == item[i - 1] ? ties + 1 : 1;
		count = count * (double)(i + 1) / (double)ties; /* whole at each step: a product of binomials */
	}
	return count;
}

double svy_arrangement_count(const struct svy_arrangement *arrangement)
{
	double count = 1;
	if (arrangement->signs)
		return pow(2, (double)arrangement->size);
	size_t *item = svy_array_new(arrangement->size, sizeof *item);
	if (!item)
		return HUGE_VAL; /* then random ones are taken, which needs no more room */
	svy_arrangement_first(arrangement, item);
	for (size_t i = 0; i < arrangement->size && isfinite(count); i += arrangement->block)
		count *= count_block(item + i, arrangement->block);
	free(item);
	return count;
}

static void swap(size_t *a, size_t *b)
{
	size_t c = *a;
	*a = *b;
	*b = c;
}

static void reverse(size_t *item, size_t n)
{
	for (size_t i = 0; i < n / 2; i++)
		swap(&item[i], &item[n - 1 - i]);
}

/* The next rearrangement of one block; false, and ascending again, behind the last. */
static bool next_in_block(size_t *item, size_t n)
{
	size_t fall = n - 1, above = n - 1;
	while (fall > 0 && item[fall - 1] >= item[fall])
		fall--;
	if (fall > 0) {
		while (item[above] <= item[fall - 1])
			above--;
		swap(&item[fall - 1], &item[above]);
	}
	reverse(item + fall, n - fall);
	return fall > 0;
}

bool svy_arrangement_next(const struct svy_arrangement *arrangement, size_t *item)
{
	for (size_t end = arrangement->size; end > 0; end -= arrangement->block) {
		size_t *block = item + end - arrangement->block;
		bool more = arrangement->signs ? (*block = !*block) != 0 : next_in_block(block, arrangement->block);
		if (more)
			return true;
	}
	return false;
}

/* Durstenfeld (1964), CACM 7, 420 (Algorithm 235). */
void svy_arrangement_shuffle(const struct svy_arrangement *arrangement, struct svy_random *random, size_t *item)
{
	for (size_t i = 0; i < arrangement->size; i++)
		item[i] = arrangement->signs ? (size_t)(svy_random_bits(random) & 1) : arrangement->item[i];
	for (size_t from = 0; from < arrangement->size && !arrangement->signs; from += arrangement->block)
		for (size_t i = arrangement->block; i > 1; i--)
			swap(&item[from + i - 1], &item[from + svy_random_below(random, i)]);
}

/* --- how extreme ------------------------------------------------------------------- */

struct work {
	const struct svy_arrangement *arrangement;
	svy_permute_statistic *statistic;
	const void *state;
	const struct svy_permute_options *options;
	double observed; /* as svy_permute_extreme() gives it */
	uint64_t *hits;  /* of each block of replicates */
};

double svy_permute_extreme(const struct svy_permute_options *options, double t)
{
	switch (options->alternative) {
	case SVY_LESS: return options->upper ? t : -t;
	case SVY_GREATER: return t;
	default: return options->upper ? t : fabs(t - options->centre);
	}
}

bool svy_permute_ties(double t, double observed)
{
	return t >= observed || t >= observed - SVY_TIE_SLACK * fabs(observed); /* both may be infinite */
}

static enum svy_code evaluate(const struct work *work, const size_t *item, void *scratch, double *out,
                              struct svy_status *status)
{
	double t = NAN;
	enum svy_code code = work->statistic(work->state, item, scratch, &t, status);
	*out = svy_permute_extreme(work->options, t);
	return code;
}

/* --- random arrangements ------------------------------------------------------------ */

enum { BLOCK = 256 };

static enum svy_code draw_block(void *state, size_t block, struct svy_status *status)
{
	const struct work *work = state;
	uint64_t first = (uint64_t)block * BLOCK, rest = work->options->monte_carlo.replicates - first, hits = 0;
	size_t *item = svy_array_new(work->arrangement->size, sizeof *item);
	void *scratch = svy_array_new(work->options->scratch, 1);
	enum svy_code code = item && scratch ? SVY_OK : svy_fail_memory(status);
	for (uint64_t i = 0; i < BLOCK && i < rest && code == SVY_OK; i++) {
		struct svy_random random;
		double t;
		svy_random_start(&random, work->options->monte_carlo.seed, work->options->stream, first + i);
		svy_arrangement_shuffle(work->arrangement, &random, item);
		code = evaluate(work, item, scratch, &t, status);
		hits += svy_permute_ties(t, work->observed);
	}
	work->hits[block] = hits;
	free(item);
	free(scratch);
	return code;
}

static enum svy_code draw(struct work *work, struct svy_test *out, struct svy_status *status)
{
	const struct svy_monte_carlo *asked = &work->options->monte_carlo;
	size_t n_blocks = (size_t)((asked->replicates + BLOCK - 1) / BLOCK);
	uint64_t hits = 0;
	work->hits = svy_array_new(n_blocks, sizeof *work->hits);
	enum svy_code code = work->hits ? svy_parallel(n_blocks, asked->threads, draw_block, work, status)
	                                : svy_fail_memory(status);
	for (size_t block = 0; block < n_blocks && code == SVY_OK; block++)
		hits += work->hits[block];
	free(work->hits);
	return code == SVY_OK ? svy_monte_carlo_p((double)hits, (double)asked->replicates, out, status) : code;
}

/* --- all arrangements ---------------------------------------------------------------- */

/* How many are at least as extreme as the observed one, and as the most extreme one. */
struct tally {
	double hits, most, of_most;
};

static void add(struct tally *tally, double t, double observed)
{
	tally->hits += svy_permute_ties(t, observed);
	if (isnan(t))
		return;
	if (tally->of_most > 0 && svy_permute_ties(t, tally->most)) {
		tally->of_most = svy_permute_ties(tally->most, t) ? tally->of_most + 1 : 1;
		tally->most = fmax(tally->most, t);
	} else if (!(tally->of_most > 0)) {
		tally->most = t;
		tally->of_most = 1;
	}
}

static enum svy_code count_all(const struct work *work, double n, struct svy_test *out, struct svy_status *status)
{
	struct tally tally = {0};
	size_t *item = svy_array_new(work->arrangement->size, sizeof *item);
	void *scratch = svy_array_new(work->options->scratch, 1);
	enum svy_code code = item && scratch ? SVY_OK : svy_fail_memory(status);
	if (code == SVY_OK) {
		svy_arrangement_first(work->arrangement, item);
		do {
			double t;
			code = evaluate(work, item, scratch, &t, status);
			add(&tally, t, work->observed);
		} while (code == SVY_OK && svy_arrangement_next(work->arrangement, item));
	}
	free(item);
	free(scratch);
	if (code != SVY_OK)
		return code;
	out->p = fmin(1, tally.hits / n);
	out->log_p = log(out->p);
	out->attainable_p = fmin(1, tally.of_most / n);
	return SVY_OK;
}

static enum svy_code observe(struct work *work, struct svy_status *status)
{
	void *scratch = svy_array_new(work->options->scratch, 1);
	if (!scratch)
		return svy_fail_memory(status);
	enum svy_code code = evaluate(work, work->arrangement->item, scratch, &work->observed, status);
	free(scratch);
	return code;
}

enum svy_code svy_permute(const struct svy_arrangement *arrangement, svy_permute_statistic *statistic,
                          const void *state, const struct svy_permute_options *options, struct svy_test *out,
                          bool *all, double *n, struct svy_status *status)
{
	struct svy_permute_options asked = *options;
	if (asked.monte_carlo.replicates == 0)
		asked.monte_carlo.replicates = SVY_MONTE_CARLO_REPLICATES;
	if ((double)asked.monte_carlo.replicates > SVY_MONTE_CARLO_MAX)
		return svy_fail(status, SVY_EDOMAIN, "at most %.0f random arrangements can be drawn", SVY_MONTE_CARLO_MAX);
	struct work work = {.arrangement = arrangement, .statistic = statistic, .state = state, .options = &asked};
	enum svy_code code = observe(&work, status);
	if (code != SVY_OK)
		return code;
	*n = svy_arrangement_count(arrangement);
	*all = *n <= (double)asked.monte_carlo.replicates;
	if (isnan(work.observed) || !(*n > 1)) {
		if (!*out->note)
			svy_test_note(out, isnan(work.observed) ? "the statistic has no value here"
			                                        : "there is no other arrangement of these data");
		return SVY_OK;
	}
	if (!*all)
		*n = (double)asked.monte_carlo.replicates;
	return *all ? count_all(&work, *n, out, status) : draw(&work, out, status);
}
