#include "stat/permute_data.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"

static enum svy_code check_size(double n, struct svy_status *status)
{
	return n <= SVY_PERMUTE_MAX ? SVY_OK
	                            : svy_fail(status, SVY_EDOMAIN, "a permutation test takes at most %.0f numbers, here "
	                                                            "are %.0f", SVY_PERMUTE_MAX, n);
}

static double count_rows(const uint64_t *n, size_t size)
{
	double sum = 0;
	for (size_t i = 0; i < size; i++)
		sum += n ? (double)n[i] : 1;
	return sum;
}

/* Data spelled out: one number, or k of a row, for each respondent. */
struct spelled {
	double *x; /* n x k */
	size_t n, k;
	size_t *item;
};

static void clear(struct spelled *spelled)
{
	free(spelled->x);
	free(spelled->item);
}

static enum svy_code make_spelled(size_t n, size_t k, size_t items, struct spelled *out, struct svy_status *status)
{
	*out = (struct spelled){svy_array_new(n * k, sizeof(double)), n, k, svy_array_new(items, sizeof(size_t))};
	if (out->x && out->item)
		return SVY_OK;
	clear(out);
	return svy_fail_memory(status);
}

/* --- labels of groups --------------------------------------------------------------- */

struct groups {
	struct spelled all; /* k is 1; item: the group of each, x ascending */
	const struct svy_sample *sample;
	svy_sample_statistic *statistic;
	const void *state;
};

/* The runs of numbers first to last - 1, which tie, by group.  count: k zeros, left as such. */
static size_t put_ties(const struct groups *groups, const size_t *item, size_t first, size_t last, uint64_t *count,
                       struct svy_run *run)
{
	size_t n = 0;
	double x = groups->all.x[first];
	if (last - first == 1) {
		run[0] = (struct svy_run){x, item[first], 1};
		return 1;
	}
	for (size_t i = first; i < last; i++)
		count[item[i]]++;
	for (size_t g = 0; g < groups->sample->k; g++) {
		if (count[g])
			run[n++] = (struct svy_run){x, g, count[g]};
		count[g] = 0;
	}
	return n;
}

static enum svy_code relabel(const void *state, const size_t *item, void *scratch, double *out,
                             struct svy_status *status)
{
	const struct groups *groups = state;
	struct svy_sample sample = *groups->sample;
	uint64_t *count = scratch;
	sample.run = (struct svy_run *)(void *)(count + sample.k);
	sample.n_runs = 0;
	for (size_t i = 0, end; i < groups->all.n; i = end) {
		for (end = i + 1; end < groups->all.n && !(groups->all.x[end] > groups->all.x[i]);)
			end++;
		sample.n_runs += put_ties(groups, item, i, end, count, sample.run + sample.n_runs);
	}
	return groups->statistic(groups->state, &sample, out, status);
}

static void spell_sample(const struct svy_sample *sample, struct spelled *out)
{
	size_t n = 0;
	for (size_t r = 0; r < sample->n_runs; r++)
		for (uint64_t i = 0; i < sample->run[r].n; i++) {
			out->x[n] = sample->run[r].x;
			out->item[n++] = sample->run[r].group;
		}
}

enum svy_code svy_permute_groups(const struct svy_sample *sample, svy_sample_statistic *statistic, const void *state,
                                 const struct svy_permute_options *options, struct svy_test *out,
                                 struct svy_permuted *how, struct svy_status *status)
{
	struct groups groups = {.sample = sample, .statistic = statistic, .state = state};
	struct svy_permute_options asked = *options;
	enum svy_code code = check_size((double)sample->n, status);
	if (code == SVY_OK)
		code = make_spelled((size_t)sample->n, 1, (size_t)sample->n, &groups.all, status);
	if (code != SVY_OK)
		return code;
	spell_sample(sample, &groups.all);
	asked.scratch = sample->k * sizeof(uint64_t) + groups.all.n * sizeof(struct svy_run);
	const struct svy_arrangement arrangement = {groups.all.item, groups.all.n, groups.all.n, false};
	code = svy_permute(&arrangement, relabel, &groups, &asked, out, &how->all, &how->n, status);
	clear(&groups.all);
	return code;
}

/* --- signs ---------------------------------------------------------------------------- */

struct signs {
	struct spelled all;
	double mu;
	svy_sample_statistic *statistic;
	const void *state;
};

static enum svy_code reflect(const void *state, const size_t *item, void *scratch, double *out,
                             struct svy_status *status)
{
	const struct signs *signs = state;
	struct svy_run *run = scratch;
	struct svy_sample sample;
	for (size_t i = 0; i < signs->all.n; i++)
		run[i] = (struct svy_run){item[i] ? 2 * signs->mu - signs->all.x[i] : signs->all.x[i], 0, 1};
	enum svy_code code = svy_sample_make(run, signs->all.n, 1, &sample, status);
	if (code != SVY_OK)
		return code;
	code = signs->statistic(signs->state, &sample, out, status);
	svy_sample_clear(&sample);
	return code;
}

enum svy_code svy_permute_signs(const struct svy_sample *sample, double mu, svy_sample_statistic *statistic,
                                const void *state, const struct svy_permute_options *options, struct svy_test *out,
                                struct svy_permuted *how, struct svy_status *status)
{
	struct signs signs = {.mu = mu, .statistic = statistic, .state = state};
	struct svy_permute_options asked = *options;
	enum svy_code code = check_size((double)sample->n, status);
	if (code == SVY_OK)
		code = make_spelled((size_t)sample->n, 1, (size_t)sample->n, &signs.all, status);
	if (code != SVY_OK)
		return code;
	spell_sample(sample, &signs.all); /* its groups, all 0, are signs of no reflection */
	asked.scratch = signs.all.n * sizeof(struct svy_run);
	const struct svy_arrangement arrangement = {signs.all.item, signs.all.n, 1, true};
	code = svy_permute(&arrangement, reflect, &signs, &asked, out, &how->all, &how->n, status);
	clear(&signs.all);
	return code;
}

/* --- pairs ------------------------------------------------------------------------------ */

struct pairs {
	struct spelled all; /* k is 2 */
	double mu;
	svy_matched_statistic *statistic;
	const void *state;
};

static enum svy_code exchange(const void *state, const size_t *item, void *scratch, double *out,
                              struct svy_status *status)
{
	const struct pairs *pairs = state;
	double *x = scratch, *y = x + pairs->all.n;
	for (size_t i = 0; i < pairs->all.n; i++) {
		const double *pair = pairs->all.x + 2 * i;
		x[i] = item[i] ? pair[1] + pairs->mu : pair[0];
		y[i] = item[i] ? pair[0] - pairs->mu : pair[1];
	}
	return pairs->statistic(pairs->state, &(struct svy_matched){x, y, NULL, pairs->all.n}, out, status);
}

static enum svy_code rematch(const void *state, const size_t *item, void *scratch, double *out,
                             struct svy_status *status)
{
	const struct pairs *pairs = state;
	double *x = scratch, *y = x + pairs->all.n;
	for (size_t i = 0; i < pairs->all.n; i++) {
		x[i] = pairs->all.x[2 * i];
		y[i] = pairs->all.x[2 * item[i] + 1];
	}
	return pairs->statistic(pairs->state, &(struct svy_matched){x, y, NULL, pairs->all.n}, out, status);
}

static void spell_matched(const struct svy_matched *matched, bool order, struct spelled *out)
{
	size_t n = 0;
	for (size_t r = 0; r < matched->size; r++)
		for (uint64_t i = 0; i < (matched->n ? matched->n[r] : 1); i++) {
			out->x[2 * n] = matched->x[r];
			out->x[2 * n + 1] = matched->y[r];
			out->item[n] = order ? n : 0;
			n++;
		}
}

static enum svy_code permute_matched(const struct svy_matched *matched, bool order, struct pairs *pairs,
                                     const struct svy_permute_options *options, struct svy_test *out,
                                     struct svy_permuted *how, struct svy_status *status)
{
	struct svy_permute_options asked = *options;
	double n = count_rows(matched->n, matched->size);
	enum svy_code code = check_size(n, status);
	if (code == SVY_OK)
		code = make_spelled((size_t)n, 2, (size_t)n, &pairs->all, status);
	if (code != SVY_OK)
		return code;
	spell_matched(matched, order, &pairs->all);
	asked.scratch = 2 * pairs->all.n * sizeof(double);
	const struct svy_arrangement arrangement = {pairs->all.item, pairs->all.n, order ? pairs->all.n : 1, !order};
	code = svy_permute(&arrangement, order ? rematch : exchange, pairs, &asked, out, &how->all, &how->n, status);
	clear(&pairs->all);
	return code;
}

enum svy_code svy_permute_pairs(const struct svy_matched *matched, double mu, svy_matched_statistic *statistic,
                                const void *state, const struct svy_permute_options *options, struct svy_test *out,
                                struct svy_permuted *how, struct svy_status *status)
{
	struct pairs pairs = {.mu = mu, .statistic = statistic, .state = state};
	return permute_matched(matched, false, &pairs, options, out, how, status);
}

enum svy_code svy_permute_partners(const struct svy_matched *matched, svy_matched_statistic *statistic,
                                   const void *state, const struct svy_permute_options *options,
                                   struct svy_test *out, struct svy_permuted *how, struct svy_status *status)
{
	struct pairs pairs = {.statistic = statistic, .state = state};
	return permute_matched(matched, true, &pairs, options, out, how, status);
}

/* --- blocks ----------------------------------------------------------------------------- */

struct within {
	struct spelled all;
	svy_blocks_statistic *statistic;
	const void *state;
};

static enum svy_code reorder(const void *state, const size_t *item, void *scratch, double *out,
                             struct svy_status *status)
{
	const struct within *within = state;
	double *x = scratch;
	size_t n = within->all.n, k = within->all.k;
	for (size_t i = 0; i < n * k; i++)
		x[i] = within->all.x[i / k * k + item[i]];
	return within->statistic(within->state, &(struct svy_blocks){x, NULL, n, k}, out, status);
}

static void spell_blocks(const struct svy_blocks *blocks, struct spelled *out)
{
	size_t n = 0, k = blocks->k;
	for (size_t r = 0; r < blocks->size; r++)
		for (uint64_t i = 0; i < (blocks->n ? blocks->n[r] : 1); i++, n++)
			memcpy(out->x + n * k, blocks->x + r * k, k * sizeof *out->x);
	for (size_t i = 0; i < n * k; i++)
		out->item[i] = i % k;
}

enum svy_code svy_permute_blocks(const struct svy_blocks *blocks, svy_blocks_statistic *statistic, const void *state,
                                 const struct svy_permute_options *options, struct svy_test *out,
                                 struct svy_permuted *how, struct svy_status *status)
{
	struct within within = {.statistic = statistic, .state = state};
	struct svy_permute_options asked = *options;
	double n = count_rows(blocks->n, blocks->size), k = (double)blocks->k;
	enum svy_code code = check_size(n * k, status);
	if (code == SVY_OK)
		code = make_spelled((size_t)n, blocks->k, (size_t)n * blocks->k, &within.all, status);
	if (code != SVY_OK)
		return code;
	spell_blocks(blocks, &within.all);
	asked.scratch = within.all.n * blocks->k * sizeof(double);
	const struct svy_arrangement arrangement = {within.all.item, within.all.n * blocks->k, blocks->k, false};
	code = svy_permute(&arrangement, reorder, &within, &asked, out, &how->all, &how->n, status);
	clear(&within.all);
	return code;
}
