#include "stat/bootstrap.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/parallel.h"
#include "base/random.h"
#include "base/spread.h"
#include "base/sum.h"
#include "stat/distribution.h"
#include "stat/multinomial.h"
#include "stat/quantile.h"
#include "stat/test.h"

enum { BLOCK = 100, LEFT_OUT = 2000, BY_ONE = 4 };
#define MOST 4e9

/* The items stratum by stratum, and room for the values. */
struct work {
	const struct svy_bootstrap_data *data;
	const struct svy_bootstrap_options *options;
	svy_bootstrap_statistic *statistic;
	const void *state;
	size_t *item;    /* items, by stratum */
	size_t *from;    /* strata + 1: where each begins */
	double *weight;  /* n of item[] */
	double *size;    /* strata */
	double *value;   /* replicates */
	double *without; /* n_left_out: without a respondent of item stride * i */
	size_t replicates, stride, n_left_out;
	double observed;
};

static size_t stratum_of(const struct svy_bootstrap_data *data, size_t item)
{
	return data->stratum ? data->stratum[item] : 0;
}

/* --- preparing ------------------------------------------------------------- */

static enum svy_code check(const struct svy_bootstrap_data *data, double level, struct svy_status *status)
{
	if (!(level > 0 && level < 1))
		return svy_fail(status, SVY_EDOMAIN, "the level of an interval is between 0 and 1");
	for (size_t i = 0; i < data->items; i++)
		if (!(data->n[i] >= 0) || isinf(data->n[i]) || data->n[i] > floor(data->n[i]))
			return svy_fail(status, SVY_EDOMAIN, "bootstrap: item %zu does not occur a whole number of times", i + 1);
	return SVY_OK;
}

/* Whether more respondents are to be drawn than random numbers can be. */
static bool is_too_large(const struct work *work)
{
	for (size_t s = 0; s < work->data->strata; s++)
		if (work->size[s] > MOST)
			return true;
	return false;
}

/* A counting sort, which keeps the order within a stratum. */
static void sort_items(struct work *work)
{
	const struct svy_bootstrap_data *data = work->data;
	size_t *at = work->from + 1; /* becomes the end of each, which is where the next begins */
	for (size_t i = 0; i < data->items; i++) {
		work->size[stratum_of(data, i)] += data->n[i];
		work->from[stratum_of(data, i) + 1]++;
	}
	for (size_t s = 0, before = 0; s < data->strata; s++) {
		size_t length = at[s];
		at[s] = before;
		before += length;
	}
	for (size_t i = 0; i < data->items; i++) {
		size_t place = at[stratum_of(data, i)]++;
		work->item[place] = i;
		work->weight[place] = data->n[i];
	}
}

static enum svy_code prepare(struct work *work, struct svy_status *status)
{
	const struct svy_bootstrap_data *data = work->data;
	work->replicates = data->items > SVY_BOOTSTRAP_ITEMS ? SVY_BOOTSTRAP_FEWER : SVY_BOOTSTRAP_REPLICATES;
	work->stride = (data->items + LEFT_OUT - 1) / LEFT_OUT + (data->items == 0);
	work->n_left_out = (data->items + work->stride - 1) / work->stride;
	work->item = svy_array_new(data->items, sizeof *work->item);
	work->from = svy_array_new(data->strata + 1, sizeof *work->from);
	work->weight = svy_array_new(data->items, sizeof *work->weight);
	work->size = svy_array_new(data->strata, sizeof *work->size);
	work->value = svy_array_new(work->replicates, sizeof *work->value);
	work->without = svy_array_new(work->n_left_out, sizeof *work->without);
	if (!work->item || !work->from || !work->weight || !work->size || !work->value || !work->without)
		return svy_fail_memory(status);
	sort_items(work);
	return check(data, work->options->level, status);
}

static void clear(struct work *work)
{
	free(work->item);
	free(work->from);
	free(work->weight);
	free(work->size);
	free(work->value);
	free(work->without);
}

/* --- drawing --------------------------------------------------------------- */

/* Room of one thread. */
struct room {
	double *n;     /* items */
	double *drawn; /* items, by stratum */
	double *scratch;
	size_t *who;   /* the item of each respondent of a stratum that is drawn one by one */
};

/* Few respondents per item are drawn one by one, many as numbers of each item. */
static bool is_by_one(const struct work *work, size_t s)
{
	return work->size[s] <= BY_ONE * (double)(work->from[s + 1] - work->from[s]);
}

static enum svy_code make_room(const struct work *work, struct room *out, struct svy_status *status)
{
	size_t items = work->data->items;
	struct room room = {svy_array_new(items, sizeof *room.n), svy_array_new(items, sizeof *room.drawn),
	                    svy_array_new(work->options->scratch, sizeof *room.scratch),
	                    svy_array_new(BY_ONE * items, sizeof *room.who)};
	*out = room;
	return room.n && room.drawn && room.scratch && room.who ? SVY_OK : svy_fail_memory(status);
}

static void clear_room(struct room *room)
{
	free(room->n);
	free(room->drawn);
	free(room->scratch);
	free(room->who);
}

/* The respondents of all strata that are drawn one by one, BY_ONE places for each item. */
static void list_respondents(const struct work *work, struct room *room)
{
	for (size_t s = 0; s < work->data->strata; s++) {
		size_t at = BY_ONE * work->from[s];
		for (size_t i = work->from[s]; i < work->from[s + 1] && is_by_one(work, s); i++)
			for (double times = 0; times < work->weight[i]; times++)
				room->who[at++] = i;
	}
}

static void draw(const struct work *work, size_t replicate, struct room *room)
{
	struct svy_random random;
	svy_random_start(&random, work->options->seed, work->data->stream, replicate);
	memset(room->drawn, 0, work->data->items * sizeof *room->drawn);
	for (size_t s = 0; s < work->data->strata; s++) {
		size_t from = work->from[s], length = work->from[s + 1] - from;
		if (work->size[s] == 0)
			continue;
		if (is_by_one(work, s))
			for (double i = 0; i < work->size[s]; i++)
				room->drawn[room->who[BY_ONE * from + svy_random_below(&random, (uint64_t)work->size[s])]]++;
		else
			svy_random_multinomial(&random, work->size[s], work->weight + from, length, room->drawn + from);
	}
	for (size_t i = 0; i < work->data->items; i++)
		room->n[work->item[i]] = room->drawn[i];
}

static enum svy_code draw_block(void *state, size_t block, struct svy_status *status)
{
	struct work *work = state;
	struct room room;
	enum svy_code code = make_room(work, &room, status);
	if (code == SVY_OK) {
		list_respondents(work, &room);
		for (size_t i = block * BLOCK; i < (block + 1) * BLOCK && i < work->replicates; i++) {
			draw(work, i, &room);
			work->value[i] = work->statistic(work->state, room.n, room.scratch);
		}
	}
	clear_room(&room);
	return code;
}

static enum svy_code leave_out_block(void *state, size_t block, struct svy_status *status)
{
	struct work *work = state;
	const struct svy_bootstrap_data *data = work->data;
	struct room room;
	enum svy_code code = make_room(work, &room, status);
	if (code == SVY_OK)
		memcpy(room.n, data->n, data->items * sizeof *room.n);
	for (size_t j = block * BLOCK; j < (block + 1) * BLOCK && j < work->n_left_out && code == SVY_OK; j++) {
		size_t i = j * work->stride;
		work->without[j] = NAN;
		if (data->n[i] == 0 || work->size[stratum_of(data, i)] < 2)
			continue;
		room.n[i]--;
		work->without[j] = work->statistic(work->state, room.n, room.scratch);
		room.n[i]++;
	}
	clear_room(&room);
	return code;
}

/* --- the interval ---------------------------------------------------------- */

static enum svy_code find_acceleration(const struct work *work, double *out, struct svy_status *status)
{
	size_t strata = work->data->strata;
	double *mean = svy_array_new(2 * strata, sizeof *mean), *n = mean + strata;
	struct svy_sum squares = {0}, cubes = {0};
	if (!mean)
		return svy_fail_memory(status);
	for (size_t j = 0; j < work->n_left_out; j++) {
		size_t i = j * work->stride, s = stratum_of(work->data, i);
		if (isnan(work->without[j]))
			continue;
		n[s] += work->data->n[i];
		mean[s] += (work->without[j] - mean[s]) * (work->data->n[i] / n[s]);
	}
	for (size_t j = 0; j < work->n_left_out; j++) {
		size_t i = j * work->stride, s = stratum_of(work->data, i);
		if (isnan(work->without[j]))
			continue;
		double d = (work->size[s] - 1) / work->size[s] * (mean[s] - work->without[j]);
		double times = work->data->n[i] * (double)work->stride;
		svy_sum_add_product(&squares, times, d * d);
		svy_sum_add_product(&cubes, times, d * d * d);
	}
	free(mean);
	double square = svy_sum_value(&squares);
	*out = square > 0 ? svy_sum_value(&cubes) / (6 * square * sqrt(square)) : 0;
	if (!isfinite(*out))
		*out = 0; /* underflow: the statistic does not depend on any one respondent */
	return SVY_OK;
}

static int compare(const void *left, const void *right)
{
	double a = *(const double *)left, b = *(const double *)right;
	return (a > b) - (a < b);
}

/* Those that are numbers to the front, in order; how many. */
static size_t sort_values(struct work *work)
{
	size_t n = 0;
	for (size_t i = 0; i < work->replicates; i++)
		if (!isnan(work->value[i]))
			work->value[n++] = work->value[i];
	qsort(work->value, n, sizeof *work->value, compare);
	return n;
}

static double find_share_below(const double *value, size_t n, double observed)
{
	double below = 0, slack = SVY_TIE_SLACK * fabs(observed);
	for (size_t i = 0; i < n; i++)
		below += value[i] < observed - slack ? 1 : value[i] <= observed + slack ? 0.5 : 0;
	return below / (double)n;
}

/* Between the two order statistics about (n + 1) p. */
static double find_quantile(const double *value, size_t n, double p)
{
	double place = (double)(n + 1) * p, k = floor(place);
	if (!(k >= 1))
		return value[0];
	if (k >= (double)n)
		return value[n - 1];
	double low = value[(size_t)k - 1], high = value[(size_t)k];
	double z = svy_normal_upper_quantile(1 - p), below = svy_normal_upper_quantile(1 - k / (double)(n + 1));
	double above = svy_normal_upper_quantile(1 - (k + 1) / (double)(n + 1));
	return low + (z - below) / (above - below) * (high - low);
}

static double find_limit(const double *value, size_t n, const struct svy_bootstrap *of, double z)
{
	double sum = of->bias + z, divisor = 1 - of->acceleration * sum;
	if (divisor <= 0) /* the acceleration takes it past the end */
		return value[sum < 0 ? 0 : n - 1];
	return find_quantile(value, n, svy_normal_lower(of->bias + sum / divisor));
}

static double find_sd(const double *value, size_t n)
{
	struct svy_spread spread = {0};
	for (size_t i = 0; i < n; i++)
		svy_spread_add(&spread, value[i], 1);
	return svy_spread_sd(&spread, true);
}

static const char *find_reason(const struct work *work, size_t n, double share)
{
	if (isnan(work->observed))
		return "the statistic has no value";
	if (n < 2)
		return "no sample drawn has a value";
	if (work->value[n - 1] - work->value[0] <= SVY_TIE_SLACK * fabs(work->observed))
		return "no limits: all samples drawn have the same value";
	if (share <= 0 || share >= 1)
		return "no limits: all samples drawn lie on one side of the estimate";
	return NULL;
}

static void set_limits(struct work *work, struct svy_bootstrap *out)
{
	size_t n = sort_values(work);
	double share = n ? find_share_below(work->value, n, work->observed) : NAN;
	double z = svy_normal_upper_quantile((1 - work->options->level) / 2);
	out->replicates = work->replicates;
	out->without = work->replicates - n;
	out->reason = find_reason(work, n, share);
	if (out->reason)
		return;
	out->se = find_sd(work->value, n);
	out->bias = -svy_normal_upper_quantile(share);
	out->low = find_limit(work->value, n, out, -z);
	out->high = find_limit(work->value, n, out, z);
}

static enum svy_code run(struct work *work, struct svy_bootstrap *out, struct svy_status *status)
{
	double *scratch = svy_array_new(work->options->scratch, sizeof *scratch);
	if (!scratch)
		return svy_fail_memory(status);
	work->observed = work->statistic(work->state, work->data->n, scratch);
	free(scratch);
	unsigned threads = work->options->threads;
	enum svy_code code = svy_parallel((work->replicates + BLOCK - 1) / BLOCK, threads, draw_block, work, status);
	if (code == SVY_OK)
		code = svy_parallel((work->n_left_out + BLOCK - 1) / BLOCK, threads, leave_out_block, work, status);
	if (code == SVY_OK)
		code = find_acceleration(work, &out->acceleration, status);
	if (code == SVY_OK)
		set_limits(work, out);
	return code;
}

enum svy_code svy_bootstrap(const struct svy_bootstrap_data *data, svy_bootstrap_statistic *statistic,
                            const void *state, const struct svy_bootstrap_options *options,
                            struct svy_bootstrap *out, struct svy_status *status)
{
	struct work work = {.data = data, .options = options, .statistic = statistic, .state = state};
	struct svy_bootstrap made = {NAN, NAN, NAN, NAN, NAN, 0, 0, NULL};
	enum svy_code code = prepare(&work, status);
	if (code == SVY_OK && is_too_large(&work))
		made.reason = "no limits: more than 4e9 respondents in a group";
	else if (code == SVY_OK)
		code = run(&work, &made, status);
	clear(&work);
	if (code == SVY_OK)
		*out = made;
	return code;
}
