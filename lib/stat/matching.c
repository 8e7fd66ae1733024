#include "stat/matching.h"

#include <math.h>
#include <stdlib.h>

#include "base/array.h"

void svy_null_clear(struct svy_null *null)
{
	free(null->p);
	*null = (struct svy_null){0};
}

/* --- the network -------------------------------------------------------------- */

/* Where the sum so far can be, and its distribution; p is NULL until it is reached. */
struct state {
	int64_t low, high;
	double *p;
	bool reached;
};

enum { STATES_MAX = 1 << 20, TOTAL_MAX = 1000 };
#define NUMBERS_MAX 0x1p26 /* probabilities held at once: 512 megabytes */

struct network {
	const uint64_t *x, *y; /* sizes of groups */
	size_t x_size, y_size;
	enum svy_matching_kind kind;
	int64_t *x_score, *y_score; /* of a group, from 0; not used for pairs */
	size_t *stride;             /* of a group of y in the number of a state */
	size_t n_states;
	uint64_t *level;     /* how much of y a state has used */
	struct state *state;
	bool measuring;      /* first round: bounds and costs only */
	double spent, budget;
	double held;
	bool failed;
};

/* One group of x on its way from a state: how much of each group of y it takes. */
struct step {
	struct network *net;
	size_t from, row;
	uint64_t *used;  /* by those before, of each group of y */
	uint64_t before; /* used in groups of y below the one that is next */
	uint64_t all;    /* used in all */
	double share;    /* 1 over the ways to choose */
};

static bool add_to(struct network *net, struct state *to, const struct state *from, int64_t shift, double weight)
{
	int64_t low = from->low + shift, high = from->high + shift;
	if (net->measuring) {
		to->low = to->reached && to->low < low ? to->low : low;
		to->high = to->reached && to->high > high ? to->high : high;
		to->reached = true;
		net->spent += (double)(high - low + 1);
		return net->spent <= net->budget;
	}
	if (!to->p)
		to->p = svy_array_new((size_t)(to->high - to->low + 1), sizeof *to->p);
	if (!to->p) {
		net->failed = true;
		return false;
	}
	double *into = to->p + (low - to->low);
	for (int64_t k = 0; k <= high - low; k++)
		into[k] += weight * from->p[k];
	return true;
}

/* Take m = 0, 1, ... of group j of y, and the rest of `left` of those after it, where together
 * there is room for `room`. */
static bool take(struct step *step, size_t j, uint64_t left, uint64_t room, size_t code, int64_t shift, double ways)
{
	struct network *net = step->net;
	if (left == 0)
		return add_to(net, &net->state[code], &net->state[step->from], shift, ways * step->share);
	uint64_t own = net->y[j] - step->used[j], before = step->before, after = room - own;
	int64_t above = (int64_t)(step->all - before - step->used[j]);
	int64_t each = net->kind == SVY_MATCHING_PAIRS ? (int64_t)before - above
	                                               : net->x_score[step->row] * net->y_score[j];
	step->before += step->used[j];
	net->spent++;
	bool within = true;
	for (uint64_t m = 0; within && m <= own && m <= left; m++) {
		if (left - m <= after)
			within = take(step, j + 1, left - m, after, code + (size_t)m * net->stride[j], shift + (int64_t)m * each,
			              ways);
		ways *= (double)(own - m) / (double)(m + 1);
	}
	step->before = before;
	return within;
}

static double choose(uint64_t n, uint64_t k)
{
	double ways = 1;
	for (uint64_t i = 0; i < k; i++)
		ways *= (double)(n - i) / (double)(i + 1);
	return ways;
}

/* All steps of group `row` of x, from the states that have used `level` of y. */
static bool walk_row(struct network *net, size_t row, uint64_t level, uint64_t total, uint64_t *used)
{
	struct step step = {.net = net, .row = row, .used = used, .all = level};
	bool within = true;
	step.share = 1 / choose(total - level, net->x[row]);
	net->spent += (double)net->n_states;
	double held = 0;
	for (size_t code = 0; within && code < net->n_states; code++) {
		struct state *from = &net->state[code];
		if (net->level[code] != level || !from->reached)
			continue;
		for (size_t j = 0; j < net->y_size; j++)
			used[j] = code / net->stride[j] % (net->y[j] + 1);
		step.from = code;
		within = take(&step, 0, net->x[row], total - level, code, 0, 1);
		held += (double)(from->high - from->low + 1);
		free(from->p);
		from->p = NULL;
	}
	/* This layer and the one before it are held together. */
	if (held + net->held > NUMBERS_MAX)
		within = false;
	net->held = held;
	return within;
}

static bool walk(struct network *net, uint64_t total, uint64_t *used)
{
	uint64_t level = 0;
	net->held = 0;
	for (size_t row = 0; row < net->x_size; row++) {
		if (!walk_row(net, row, level, total, used))
			return false;
		level += net->x[row];
	}
	return true;
}

/* --- scores and states --------------------------------------------------------- */

static uint64_t divisor(uint64_t a, uint64_t b)
{
	return b ? divisor(b, a % b) : a;
}

/* 2 rank - (n + 1) of each group. */
static int64_t rank_of(const uint64_t *count, size_t group, uint64_t total)
{
	uint64_t before = 0;
	for (size_t i = 0; i < group; i++)
		before += count[i];
	return (int64_t)(2 * before + count[group]) - (int64_t)total;
}

/* Scores as whole steps above the lowest; the step. */
static int64_t put_scores(const uint64_t *count, size_t size, uint64_t total, int64_t *score)
{
	uint64_t step = 0;
	for (size_t i = 1; i < size; i++)
		step = divisor((uint64_t)(rank_of(count, i, total) - rank_of(count, 0, total)), step);
	step = step ? step : 1;
	for (size_t i = 0; i < size; i++)
		score[i] = (rank_of(count, i, total) - rank_of(count, 0, total)) / (int64_t)step;
	return (int64_t)step;
}

/* How many states y's groups have; more than STATES_MAX where there are too many. */
static size_t count_states(const uint64_t *y, size_t size)
{
	size_t states = 1;
	for (size_t j = 0; j < size && states <= STATES_MAX; j++)
		states = y[j] < STATES_MAX ? states * ((size_t)y[j] + 1) : STATES_MAX + 1;
	return states;
}

static void number_states(struct network *net)
{
	size_t states = 1;
	for (size_t j = 0; j < net->y_size; j++) {
		net->stride[j] = states;
		for (size_t code = states; code < states * ((size_t)net->y[j] + 1); code++)
			net->level[code] = net->level[code - states] + 1;
		states *= (size_t)net->y[j] + 1;
	}
}

static void clear_network(struct network *net)
{
	for (size_t code = 0; net->state && code < net->n_states; code++)
		free(net->state[code].p);
	free(net->x_score);
	free(net->y_score);
	free(net->stride);
	free(net->level);
	free(net->state);
}

static bool make_network(struct network *net)
{
	net->x_score = svy_array_new(net->x_size, sizeof *net->x_score);
	net->y_score = svy_array_new(net->y_size, sizeof *net->y_score);
	net->stride = svy_array_new(net->y_size, sizeof *net->stride);
	net->level = svy_array_new(net->n_states, sizeof *net->level);
	net->state = svy_array_new(net->n_states, sizeof *net->state);
	return net->x_score && net->y_score && net->stride && net->level && net->state;
}

/* From sums of whole steps back to the statistic. */
static void set_scale(const struct network *net, const struct svy_tied *tied, int64_t x_step, int64_t y_step,
                      struct svy_null *out)
{
	int64_t lift = 0;
	if (net->kind == SVY_MATCHING_RANKS)
		for (size_t i = 0; i < net->x_size; i++)
			lift += (int64_t)net->x[i] * net->x_score[i] * x_step * rank_of(net->y, 0, tied->total);
	out->step = net->kind == SVY_MATCHING_RANKS ? x_step * y_step : 1;
	out->low = out->low * out->step + lift;
}

/* In two rounds: what it costs, then the distribution. */
static enum svy_code run(struct network *net, const struct svy_tied *tied, struct svy_null *out,
                         struct svy_status *status)
{
	uint64_t *used = svy_array_new(net->y_size, sizeof *used);
	if (!used || !make_network(net)) {
		free(used);
		return svy_fail_memory(status);
	}
	int64_t x_step = put_scores(net->x, net->x_size, tied->total, net->x_score);
	int64_t y_step = put_scores(net->y, net->y_size, tied->total, net->y_score);
	number_states(net);
	net->state[0].reached = true;
	net->measuring = true;
	bool within = walk(net, tied->total, used);
	net->measuring = false;
	struct state *first = &net->state[0], *last = &net->state[net->n_states - 1];
	if (within)
		first->p = svy_array_new(1, sizeof *first->p);
	net->failed = within && !first->p;
	if (first->p) {
		first->p[0] = 1;
		walk(net, tied->total, used);
	}
	free(used);
	if (net->failed)
		return svy_fail_memory(status);
	if (within) {
		*out = (struct svy_null){.low = last->low, .size = (size_t)(last->high - last->low + 1), .p = last->p};
		last->p = NULL;
		set_scale(net, tied, x_step, y_step, out);
	}
	return SVY_OK;
}

double svy_matching_steps(double seconds)
{
	return SVY_MATCHING_RATE * (seconds > 0 ? seconds : SVY_MATCHING_SECONDS);
}

enum svy_code svy_matching_null(const struct svy_tied *tied, enum svy_matching_kind kind, double seconds,
                                struct svy_null *out, struct svy_status *status)
{
	struct network net = {.x = tied->x, .y = tied->y, .x_size = tied->x_size, .y_size = tied->y_size, .kind = kind,
	                      .budget = svy_matching_steps(seconds)};
	size_t x_states = count_states(tied->x, tied->x_size);
	net.n_states = count_states(tied->y, tied->y_size);
	/* Both statistics are the same with x and y exchanged. */
	if (x_states < net.n_states) {
		net = (struct network){.x = tied->y, .y = tied->x, .x_size = tied->y_size, .y_size = tied->x_size,
		                       .kind = kind, .budget = net.budget, .n_states = x_states};
	}
	*out = (struct svy_null){0};
	if (net.n_states > STATES_MAX || tied->total > TOTAL_MAX || tied->total == 0)
		return SVY_OK;
	enum svy_code code = run(&net, tied, out, status);
	clear_network(&net);
	return code;
}

/* --- tails ---------------------------------------------------------------------- */

/* Which values are as far as `value`. */
static bool is_as_far(int64_t v, int64_t value, enum svy_alternative alternative)
{
	switch (alternative) {
	case SVY_LESS: return v <= value;
	case SVY_GREATER: return v >= value;
	default: return llabs(v) >= llabs(value);
	}
}

/* From both ends inward, so that small terms are added first. */
double svy_null_p(const struct svy_null *null, int64_t value, enum svy_alternative alternative)
{
	double below = 0, above = 0;
	size_t i = 0, k = null->size;
	while (i < null->size && is_as_far(null->low + (int64_t)i * null->step, value, alternative))
		below += null->p[i++];
	while (k > i && is_as_far(null->low + (int64_t)(k - 1) * null->step, value, alternative))
		above += null->p[--k];
	return i == null->size ? 1 : fmin(1, below + above);
}

static double find_smallest(const struct svy_null *null, enum svy_alternative alternative)
{
	int64_t low = null->low, high = null->low + (int64_t)(null->size - 1) * null->step;
	double lowest = svy_null_p(null, low, alternative), highest = svy_null_p(null, high, alternative);
	return fmin(lowest, highest);
}

void svy_null_attain(const struct svy_null *null, struct svy_test *out)
{
	out->attainable_p = find_smallest(null, out->alternative);
	out->attainable_less = find_smallest(null, SVY_LESS);
	out->attainable_greater = find_smallest(null, SVY_GREATER);
}
