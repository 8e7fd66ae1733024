#include "stat/permute_data.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"

/* Sums of scores that differ by less, beside the sum of their sizes, are equal but for rounding. */
#define ROUNDING 1e-13

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

/* Data spelled out: scores, k of each respondent, and the observed arrangement. */
struct spelled {
	double *score; /* n x k */
	size_t n, k;
	size_t *item, n_items;
	const uint64_t *size; /* of groups */
	size_t n_groups;
	double slack;         /* differences that are rounding */
};

static void clear(struct spelled *spelled)
{
	free(spelled->score);
	free(spelled->item);
}

static enum svy_code make_spelled(double n, size_t k, size_t items, struct spelled *out, struct svy_status *status)
{
	enum svy_code code = check_size(n * (double)k, status);
	if (code != SVY_OK)
		return code;
	size_t rows = (size_t)n;
	*out = (struct spelled){.score = svy_array_new(rows * k, sizeof(double)), .n = rows, .k = k,
	                        .item = svy_array_new(rows * items, sizeof(size_t)), .n_items = rows * items};
	if (out->score && out->item)
		return SVY_OK;
	clear(out);
	return svy_fail_memory(status);
}

/* Permute it, unless something failed before; it is cleared in any case. */
static enum svy_code permute(struct spelled *all, enum svy_code code, size_t block, bool signs,
                             svy_permute_statistic *statistic, const struct svy_permute_options *options,
                             struct svy_test *out, struct svy_permuted *how, struct svy_status *status)
{
	const struct svy_arrangement arrangement = {all->item, all->n_items, block, signs};
	if (code == SVY_OK)
		code = svy_permute(&arrangement, statistic, all, options, out, &how->all, &how->n, status);
	clear(all);
	return code;
}

/* --- scores ------------------------------------------------------------------------- */

/* Replace numbers by their ranks, `step` apart in memory, less nothing.  False without memory. */
struct placed {
	double x;
	size_t place;
};

static int compare(const void *left, const void *right)
{
	const struct placed *a = left, *b = right;
	return (a->x > b->x) - (a->x < b->x);
}

static bool rank(double *x, size_t n, size_t step)
{
	struct placed *sorted = svy_array_new(n, sizeof *sorted);
	if (!sorted)
		return false;
	for (size_t i = 0; i < n; i++)
		sorted[i] = (struct placed){x[i * step], i};
	qsort(sorted, n, sizeof *sorted, compare);
	for (size_t i = 0, end; i < n; i = end) {
		for (end = i; end < n && !(sorted[end].x > sorted[i].x);)
			end++;
		for (size_t j = i; j < end; j++)
			x[sorted[j].place * step] = ((double)i + (double)end + 1) / 2;
	}
	free(sorted);
	return true;
}

static void subtract_mean(double *x, size_t n, size_t step)
{
	double mean = 0;
	for (size_t i = 0; i < n; i++)
		mean += (x[i * step] - mean) / (double)(i + 1);
	for (size_t i = 0; i < n; i++)
		x[i * step] -= mean;
}

static double sum_sizes(const double *x, size_t n)
{
	double sum = 0;
	for (size_t i = 0; i < n; i++)
		sum += fabs(x[i]);
	return sum;
}

/* --- groups -------------------------------------------------------------------------- */

static enum svy_code sum_first(const void *state, const size_t *item, void *scratch, double *out,
                               struct svy_status *status)
{
	const struct spelled *all = state;
	double sum = 0;
	(void)scratch;
	(void)status;
	for (size_t i = 0; i < all->n; i++)
		sum += item[i] == 0 ? all->score[i] : 0;
	*out = fabs(sum) <= all->slack ? 0 : sum;
	return SVY_OK;
}

static enum svy_code sum_squares(const void *state, const size_t *item, void *scratch, double *out,
                                 struct svy_status *status)
{
	const struct spelled *all = state;
	double *sum = scratch, t = 0;
	(void)status;
	memset(sum, 0, all->n_groups * sizeof *sum);
	for (size_t i = 0; i < all->n; i++)
		sum[item[i]] += all->score[i];
	for (size_t j = 0; j < all->n_groups; j++)
		t += all->size[j] ? sum[j] * sum[j] / (double)all->size[j] : 0;
	*out = t <= all->slack * all->slack ? 0 : t;
	return SVY_OK;
}

/* In ascending order. */
static void spell_sample(const struct svy_sample *sample, struct spelled *out)
{
	size_t n = 0;
	for (size_t r = 0; r < sample->n_runs; r++)
		for (uint64_t i = 0; i < sample->run[r].n; i++) {
			out->score[n] = sample->run[r].x;
			out->item[n++] = sample->run[r].group;
		}
	out->size = sample->size;
	out->n_groups = sample->k;
}

static bool score_sample(struct spelled *all, enum svy_permute_score score)
{
	double median = all->n ? all->score[(all->n - 1) / 2] / 2 + all->score[all->n / 2] / 2 : 0;
	for (size_t i = 0; i < all->n && score == SVY_SCORE_ABOVE; i++)
		all->score[i] = all->score[i] > median;
	if (score == SVY_SCORE_RANK && !rank(all->score, all->n, 1))
		return false;
	subtract_mean(all->score, all->n, 1);
	all->slack = ROUNDING * sum_sizes(all->score, all->n);
	return true;
}

enum svy_code svy_permute_scores(const struct svy_sample *sample, enum svy_permute_score score, bool apart,
                                 const struct svy_permute_options *options, struct svy_test *out,
                                 struct svy_permuted *how, struct svy_status *status)
{
	struct svy_permute_options asked = *options;
	struct spelled all;
	enum svy_code code = make_spelled((double)sample->n, 1, 1, &all, status);
	if (code != SVY_OK)
		return code;
	spell_sample(sample, &all);
	if (!score_sample(&all, score))
		code = svy_fail_memory(status);
	asked.upper = !apart;
	asked.centre = 0;
	asked.scratch = sample->k * sizeof(double);
	return permute(&all, code, all.n, false, apart ? sum_first : sum_squares, &asked, out, how, status);
}

/* --- groups, with any statistic --------------------------------------------------------- */

struct relabelled {
	struct spelled all; /* scores: the numbers */
	const struct svy_sample *sample;
	svy_sample_statistic *statistic;
	const void *state;
};

/* The runs of numbers first to last - 1, which tie, by group.  count: k zeros, left as such. */
static size_t put_ties(const struct relabelled *groups, const size_t *item, size_t first, size_t last,
                       uint64_t *count, struct svy_run *run)
{
	size_t n = 0;
	double x = groups->all.score[first];
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
	const struct relabelled *groups = state;
	struct svy_sample sample = *groups->sample;
	uint64_t *count = scratch;
	sample.run = (struct svy_run *)(void *)(count + sample.k);
	sample.n_runs = 0;
	for (size_t i = 0, end; i < groups->all.n; i = end) {
		for (end = i + 1; end < groups->all.n && !(groups->all.score[end] > groups->all.score[i]);)
			end++;
		sample.n_runs += put_ties(groups, item, i, end, count, sample.run + sample.n_runs);
	}
	return groups->statistic(groups->state, &sample, out, status);
}

enum svy_code svy_permute_groups(const struct svy_sample *sample, svy_sample_statistic *statistic, const void *state,
                                 const struct svy_permute_options *options, struct svy_test *out,
                                 struct svy_permuted *how, struct svy_status *status)
{
	struct relabelled groups = {.sample = sample, .statistic = statistic, .state = state};
	struct svy_permute_options asked = *options;
	enum svy_code code = make_spelled((double)sample->n, 1, 1, &groups.all, status);
	if (code != SVY_OK)
		return code;
	spell_sample(sample, &groups.all);
	asked.scratch = sample->k * sizeof(uint64_t) + groups.all.n * sizeof(struct svy_run);
	const struct svy_arrangement arrangement = {groups.all.item, groups.all.n, groups.all.n, false};
	code = svy_permute(&arrangement, relabel, &groups, &asked, out, &how->all, &how->n, status);
	clear(&groups.all);
	return code;
}

/* --- signs ------------------------------------------------------------------------------ */

static enum svy_code sum_signed(const void *state, const size_t *item, void *scratch, double *out,
                                struct svy_status *status)
{
	const struct spelled *all = state;
	double sum = 0;
	(void)scratch;
	(void)status;
	for (size_t i = 0; i < all->n; i++)
		sum += item[i] ? -all->score[i] : all->score[i];
	*out = fabs(sum) <= all->slack ? 0 : sum;
	return SVY_OK;
}

static bool rank_sizes(double *x, size_t n)
{
	double *size = svy_array_new(n, sizeof *size);
	if (!size)
		return false;
	for (size_t i = 0; i < n; i++)
		size[i] = fabs(x[i]);
	bool ok = rank(size, n, 1);
	for (size_t i = 0; i < n && ok; i++)
		x[i] = x[i] > 0 ? size[i] : -size[i];
	free(size);
	return ok;
}

static bool score_signs(struct spelled *all, enum svy_permute_score score)
{
	for (size_t i = 0; i < all->n && score == SVY_SCORE_ABOVE; i++)
		all->score[i] = all->score[i] > 0 ? 1 : -1;
	bool ok = score != SVY_SCORE_RANK || rank_sizes(all->score, all->n);
	all->slack = ROUNDING * sum_sizes(all->score, all->n);
	return ok;
}

enum svy_code svy_permute_signs(const double *x, const uint64_t *n, size_t size, enum svy_permute_score score,
                                const struct svy_permute_options *options, struct svy_test *out,
                                struct svy_permuted *how, struct svy_status *status)
{
	struct svy_permute_options asked = *options;
	struct spelled all;
	size_t row = 0;
	double rows = 0;
	for (size_t r = 0; r < size; r++)
		rows += x[r] > 0 || x[r] < 0 ? n ? (double)n[r] : 1 : 0;
	enum svy_code code = make_spelled(rows, 1, 1, &all, status);
	if (code != SVY_OK)
		return code;
	for (size_t r = 0; r < size; r++)
		for (uint64_t i = 0; i < (n ? n[r] : 1) && (x[r] > 0 || x[r] < 0); i++)
			all.score[row++] = x[r];
	if (!score_signs(&all, score))
		code = svy_fail_memory(status);
	asked.upper = false;
	asked.centre = 0;
	return permute(&all, code, 1, true, sum_signed, &asked, out, how, status);
}

/* --- partners ----------------------------------------------------------------------------- */

static enum svy_code sum_products(const void *state, const size_t *item, void *scratch, double *out,
                                  struct svy_status *status)
{
	const struct spelled *all = state;
	double sum = 0;
	(void)scratch;
	(void)status;
	for (size_t i = 0; i < all->n; i++)
		sum += all->score[2 * i] * all->score[2 * item[i] + 1];
	*out = fabs(sum) <= all->slack ? 0 : sum;
	return SVY_OK;
}

static bool score_partners(struct spelled *all, enum svy_permute_score score)
{
	double largest = 0;
	for (size_t side = 0; side < 2; side++) {
		if (score == SVY_SCORE_RANK && !rank(all->score + side, all->n, 2))
			return false;
		subtract_mean(all->score + side, all->n, 2);
	}
	for (size_t i = 0; i < all->n; i++)
		largest = fmax(largest, fabs(all->score[2 * i + 1]));
	for (size_t i = 0; i < all->n; i++)
		all->slack += ROUNDING * largest * fabs(all->score[2 * i]);
	return true;
}

enum svy_code svy_permute_partners(const struct svy_matched *matched, enum svy_permute_score score,
                                   const struct svy_permute_options *options, struct svy_test *out,
                                   struct svy_permuted *how, struct svy_status *status)
{
	struct svy_permute_options asked = *options;
	struct spelled all;
	size_t row = 0;
	enum svy_code code = make_spelled(count_rows(matched->n, matched->size), 2, 1, &all, status);
	if (code != SVY_OK)
		return code;
	for (size_t r = 0; r < matched->size; r++)
		for (uint64_t i = 0; i < (matched->n ? matched->n[r] : 1); i++, row++) {
			all.score[2 * row] = matched->x[r];
			all.score[2 * row + 1] = matched->y[r];
			all.item[row] = row;
		}
	if (!score_partners(&all, score))
		code = svy_fail_memory(status);
	asked.upper = false;
	asked.centre = 0;
	return permute(&all, code, all.n, false, sum_products, &asked, out, how, status);
}

/* --- blocks --------------------------------------------------------------------------------- */

static enum svy_code sum_columns(const void *state, const size_t *item, void *scratch, double *out,
                                 struct svy_status *status)
{
	const struct spelled *all = state;
	double *sum = scratch, t = 0;
	(void)status;
	memset(sum, 0, all->k * sizeof *sum);
	for (size_t i = 0; i < all->n; i++)
		for (size_t v = 0; v < all->k; v++)
			sum[v] += all->score[i * all->k + item[i * all->k + v]];
	for (size_t v = 0; v < all->k; v++)
		t += sum[v] * sum[v];
	*out = t <= all->slack * all->slack ? 0 : t;
	return SVY_OK;
}

enum svy_code svy_permute_blocks(const struct svy_blocks *blocks, enum svy_permute_score score,
                                 const struct svy_permute_options *options, struct svy_test *out,
                                 struct svy_permuted *how, struct svy_status *status)
{
	struct svy_permute_options asked = *options;
	struct spelled all;
	size_t row = 0, k = blocks->k;
	bool ok = true;
	enum svy_code code = make_spelled(count_rows(blocks->n, blocks->size), k, k, &all, status);
	if (code != SVY_OK)
		return code;
	for (size_t r = 0; r < blocks->size; r++)
		for (uint64_t i = 0; i < (blocks->n ? blocks->n[r] : 1) && ok; i++, row++) {
			memcpy(all.score + row * k, blocks->x + r * k, k * sizeof *all.score);
			ok = score != SVY_SCORE_RANK || rank(all.score + row * k, k, 1);
			subtract_mean(all.score + row * k, k, 1);
			for (size_t v = 0; v < k; v++)
				all.item[row * k + v] = v;
		}
	if (!ok)
		code = svy_fail_memory(status);
	all.slack = ROUNDING * sum_sizes(all.score, all.n * k);
	asked.upper = true;
	asked.scratch = k * sizeof(double);
	return permute(&all, code, k, false, sum_columns, &asked, out, how, status);
}
