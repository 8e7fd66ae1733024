/* The exact test of an r x c table by lists of T for each key of each half. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/parallel.h"
#include "base/sum.h"
#include "stat/exact_internal.h"
#include "stat/exact_tally_internal.h"

/*
 * What the half tables of a key can be.  Those that are less probable than the
 * observed table, and do not tie with it, however the other cells are filled, are not
 * listed: only their probability is kept.  Nor are those that are more probable.
 */
struct list {
	size_t n;
	int64_t *x;       /* T, rising */
	double *count;    /* half tables that have it */
	double *tail;     /* sum from here on of count exp(-T), relative to exp(-T) here */
	double sure;      /* probability, given the key, of what is not listed */
	int64_t top;      /* largest T of all, listed or not, and how many have it */
	double top_count;
};

/* --- one stage more ---------------------------------------------------------------- */

struct level {
	struct exact_keys keys;
	struct list *list;
};

struct growth {
	const struct exact_problem *problem;
	struct exact_budget *budget;
	const struct level *from;
	struct level *to;
	double stage;            /* its sum */
	const double *rest;      /* stages that are not in `to` */
	size_t n_rest, n_blocks;
	bool prune;              /* vectors of which nothing would be listed are not visited */
	double start;            /* by the clock */
	atomic_size_t done;      /* keys */
};

/* One key that is being filled. */
struct target {
	const struct growth *growth;
	struct exact_tally *tally;
	struct exact_limits limits; /* T beyond them is not listed */
	double log_total;
	struct list list;
};

/* How many entries are not above x. */
static size_t count_up_to(const struct list *list, int64_t x)
{
	size_t low = 0, high = list->n;
	if (high > 0 && list->x[high - 1] <= x)
		return high;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (list->x[middle] <= x)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static void raise_top(int64_t *top, double *top_count, int64_t x, double count, int64_t slack)
{
	if (*top_count > 0 && llabs(*top - x) <= slack) {
		*top_count += count;
		*top = x > *top ? x : *top;
	} else if (*top_count == 0 || x > *top) {
		*top = x;
		*top_count = count;
	}
}

static void take_vector(void *context, const struct exact_vector *vector)
{
	struct target *target = context;
	const struct growth *growth = target->growth;
	double unit = growth->problem->unit;
	const struct list *from = growth->from->list +
	                          exact_keys_find(growth->problem, &growth->from->keys, vector->left);
	size_t first = count_up_to(from, target->limits.lowest - vector->value - 1);
	size_t kept = count_up_to(from, target->limits.highest - vector->value);

	for (size_t i = first; i < kept; i++)
		exact_tally_add(target->tally, from->x[i] + vector->value, from->count[i]);
	if (kept < from->n)
		target->list.sure += from->tail[kept] *
		                     exp(-(double)(from->x[kept] + vector->value) * unit - target->log_total);
	if (from->sure > 0)
		target->list.sure += from->sure * exp(vector->log_weight);
	raise_top(&target->list.top, &target->list.top_count, from->top + vector->value, from->top_count,
	          growth->problem->slack);
}

/* The sorted tally becomes the list. */
static bool store(const struct growth *growth, const struct exact_tally *tally, struct list *list)
{
	size_t n = tally->n;
	const struct exact_entry *entry = tally->sorted;
	list->x = svy_array_new(n, sizeof *list->x);
	list->count = svy_array_new(n, sizeof *list->count);
	list->tail = svy_array_new(n, sizeof *list->tail);
	if (!list->x || !list->count || !list->tail)
		return false;
	list->n = n;
	for (size_t i = n; i-- > 0;) {
		list->x[i] = entry[i].x;
		list->count[i] = list->tail[i] = entry[i].count;
		if (i + 1 < n)
			list->tail[i] += list->tail[i + 1] * exp((double)(list->x[i] - list->x[i + 1]) * growth->problem->unit);
	}
	exact_take(growth->budget, n * (sizeof *list->x + sizeof *list->count + sizeof *list->tail));
	return true;
}

/* Beyond every T, and far from overflow. */
#define FAR ((int64_t)1 << 62)

/* T of the half tables of this key that can come out on either side of the observed one. */
static struct exact_limits find_limits(const struct growth *growth, const uint32_t *part)
{
	const struct exact_problem *problem = growth->problem;
	double most = exact_rest_most(problem, part, growth->rest, growth->n_rest);
	double least = exact_rest_bound(problem, part, growth->rest, growth->n_rest);
	struct exact_limits limits;
	limits.lowest = problem->observed - problem->slack - (int64_t)ceil(most / problem->unit);
	limits.highest = problem->observed + problem->slack - (int64_t)floor(least / problem->unit);
	/* Where probabilities underflow none is kept as one number. */
	if (problem->log_observed < -600)
		limits.highest = FAR;
	return limits;
}

static bool fill_key(struct growth *growth, size_t key, struct exact_tally *tally)
{
	const struct exact_problem *problem = growth->problem;
	const struct exact_keys *keys = &growth->to->keys;
	const uint32_t *part = keys->part + key * problem->rows;
	const struct exact_limits none = {-FAR, FAR};
	struct target target = {growth, tally, find_limits(growth, part), exact_log_total(problem, keys, part), {0}};
	target.list.sure += exact_vectors(problem, part, keys, growth->prune ? target.limits : none, growth->stage,
	                                  take_vector, &target);
	bool stored = exact_tally_sort(tally) && store(growth, tally, &target.list);
	growth->to->list[key] = target.list;
	exact_tally_empty(tally);
	return stored;
}

/* After a while, whether all the keys would take longer than there is. */
static void look_ahead(struct growth *growth)
{
	struct exact_budget *budget = growth->budget;
	double now = exact_clock(), spent = now - growth->start, left = budget->deadline - now;
	double done = (double)atomic_load(&growth->done), all = (double)growth->to->keys.n;
	if (spent > 0.05 * (spent + left) && spent * (all - done) > 2 * left * done)
		atomic_store(&budget->over, true);
}

/* Every n_blocks-th key, so that each block has of all kinds. */
static enum svy_code fill_block(void *state, size_t block, struct svy_status *status)
{
	struct growth *growth = state;
	struct exact_tally tally = {0};
	bool ok = true;
	for (size_t key = block; ok && key < growth->to->keys.n && !exact_over(growth->budget); key += growth->n_blocks) {
		ok = fill_key(growth, key, &tally);
		atomic_fetch_add(&growth->done, 1);
		look_ahead(growth);
	}
	exact_tally_clear(&tally);
	return ok ? SVY_OK : svy_fail_memory(status);
}

static void clear_level(struct level *level, struct exact_budget *budget)
{
	size_t bytes = 0;
	for (size_t key = 0; level->list && key < level->keys.n; key++) {
		struct list *list = &level->list[key];
		bytes += list->n * (sizeof *list->x + sizeof *list->count + sizeof *list->tail);
		free(list->x);
		free(list->count);
		free(list->tail);
	}
	bytes += level->list ? level->keys.n * sizeof *level->list : 0;
	exact_give(budget, bytes);
	free(level->list);
	exact_keys_clear(&level->keys, budget);
	level->list = NULL;
}

/* The level of no stages: one key, all zero, and one half table. */
static enum svy_code start_level(const struct exact_problem *problem, struct exact_budget *budget, struct level *out,
                                 struct svy_status *status)
{
	enum svy_code code = exact_keys_fill(problem, budget, NULL, 0, NULL, NULL, &out->keys, status);
	if (code)
		return code;
	struct list *list = out->list = svy_array_new(1, sizeof *out->list);
	if (!list)
		return svy_fail_memory(status);
	exact_take(budget, sizeof *list);
	list->x = svy_array_new(1, sizeof *list->x);
	list->count = svy_array_new(1, sizeof *list->count);
	list->tail = svy_array_new(1, sizeof *list->tail);
	if (!list->x || !list->count || !list->tail)
		return svy_fail_memory(status);
	list->n = 1;
	list->count[0] = list->tail[0] = list->top_count = 1;
	exact_take(budget, sizeof *list->x + sizeof *list->count + sizeof *list->tail);
	return SVY_OK;
}

enum { BLOCKS = 512, FEW = 256 /* keys that are not worth a second thread */ };

static enum svy_code next_level(const struct exact_problem *problem, struct exact_budget *budget,
                                const struct level *from, const double *stage, size_t stages, const double *rest,
                                size_t n_rest, struct level *to, struct svy_status *status)
{
	enum svy_code code = exact_keys_fill(problem, budget, stage, stages, NULL, NULL, &to->keys, status);
	if (code)
		return code;
	exact_take(budget, to->keys.n * sizeof *to->list);
	if (exact_over(budget))
		return SVY_OK;
	to->list = svy_array_new(to->keys.n, sizeof *to->list);
	if (!to->list)
		return svy_fail_memory(status);
	struct growth growth = {.problem = problem, .budget = budget, .from = from, .to = to, .stage = stage[stages - 1],
	                        .rest = rest, .n_rest = n_rest, .prune = !exact_is_small(problem),
	                        .start = exact_clock()};
	growth.n_blocks = to->keys.n < BLOCKS ? to->keys.n : BLOCKS;
	return svy_parallel(growth.n_blocks, to->keys.n < FEW ? 1 : budget->threads, fill_block, &growth, status);
}

/* A half: its stages, then those of the other half. */
static enum svy_code fill_half(const struct exact_problem *problem, struct exact_budget *budget, const double *stage,
                               size_t stages, struct level *out, struct svy_status *status)
{
	struct level level = {0};
	enum svy_code code = start_level(problem, budget, &level, status);
	for (size_t j = 1; !code && j <= stages && !exact_over(budget); j++) {
		struct level next = {0};
		code = next_level(problem, budget, &level, stage, j, stage + j, problem->stages - j, &next, status);
		clear_level(&level, budget);
		level = next;
	}
	*out = level;
	return code;
}

/* --- joining the halves ------------------------------------------------------------ */

/* What a block of cuts found. */
struct found {
	double p, tied;   /* over exp(shift) */
	int64_t top;
	double top_count;
	size_t cuts;
};

struct joining {
	const struct exact_problem *problem;
	struct exact_budget *budget;
	const struct level *a, *b;
	double log_ways; /* of all respondents between the halves */
	double shift;    /* a logarithm, so that nothing underflows */
	struct found *found;
};

/* Probability of a table with this T, over exp(shift). */
static double weigh(const struct joining *joining, int64_t x)
{
	const struct exact_problem *problem = joining->problem;
	return exp(problem->log_observed - joining->shift + (double)(problem->observed - x) * problem->unit);
}

/* Both lists rise, so the first entry of b that is far enough moves back as a goes on. */
static void join_lists(const struct joining *joining, const struct list *a, const struct list *b, double ways,
                       struct found *found)
{
	const struct exact_problem *problem = joining->problem;
	int64_t limit = problem->observed - problem->slack, above = problem->observed + problem->slack;
	size_t from = b->n, beyond = b->n; /* first that counts, first that counts and does not tie */
	double p = 0, tied = 0;
	if (a->n == 0 || b->n == 0)
		return;
	for (size_t i = count_up_to(a, limit - b->x[b->n - 1] - 1); i < a->n; i++) {
		while (from > 0 && a->x[i] + b->x[from - 1] >= limit)
			from--;
		while (beyond > 0 && a->x[i] + b->x[beyond - 1] > above)
			beyond--;
		for (size_t j = from; j < beyond; j++)
			tied += a->count[i] * b->count[j] * weigh(joining, a->x[i] + b->x[j]);
		if (beyond == 0) { /* all the rest of a with all of b */
			p += a->tail[i] * b->tail[0] * weigh(joining, a->x[i] + b->x[0]);
			break;
		}
		if (from < b->n)
			p += a->count[i] * b->tail[from] * weigh(joining, a->x[i] + b->x[from]);
	}
	found->p += ways * p;
	found->tied += ways * tied;
}

static double log_cut(const struct joining *joining, const struct exact_cut *cut)
{
	const struct exact_problem *problem = joining->problem;
	double sum = -joining->log_ways;
	for (size_t i = 0; i < problem->rows; i++)
		sum += problem->log_factorial[problem->row[i]] - problem->log_factorial[cut->a[i]] -
		       problem->log_factorial[cut->b[i]];
	return sum;
}

static void join_cut(void *context, size_t block, const struct exact_cut *cut)
{
	const struct joining *joining = context;
	const struct exact_problem *problem = joining->problem;
	struct found *found = &joining->found[block];
	if (atomic_load(&joining->budget->over) || (++found->cuts % 256 == 0 && exact_over(joining->budget)))
		return;
	const struct list *a = &joining->a->list[exact_keys_find(problem, &joining->a->keys, cut->a)];
	const struct list *b = &joining->b->list[exact_keys_find(problem, &joining->b->keys, cut->b)];
	join_lists(joining, a, b, cut->ways, found);
	if (a->sure > 0 || b->sure > 0)
		found->p += cut->ways * exp(log_cut(joining, cut) - joining->shift) *
		            (a->sure + fmax(0, 1 - a->sure) * b->sure);
	raise_top(&found->top, &found->top_count, a->top + b->top, a->top_count * b->top_count * cut->ways,
	          problem->slack);
}

static void add_found(const struct joining *joining, size_t blocks, struct exact_answer *out)
{
	const struct exact_problem *problem = joining->problem;
	struct svy_sum p = {0}, tied = {0};
	int64_t top = 0;
	double top_count = 0;
	for (size_t i = 0; i < blocks; i++) {
		const struct found *found = &joining->found[i];
		svy_sum_add(&p, found->p);
		svy_sum_add(&tied, found->tied);
		if (found->top_count > 0)
			raise_top(&top, &top_count, found->top, found->top_count, problem->slack);
	}
	out->log_p = fmin(0, log(svy_sum_value(&p)) + joining->shift);
	out->log_tied = fmin(out->log_p, log(svy_sum_value(&tied)) + joining->shift);
	out->log_least = !exact_is_small(problem) ? NAN : fmin(out->log_p, problem->log_observed + (double)(problem->observed - top) * problem->unit +
	                                  log(top_count));
}

static enum svy_code join(const struct exact_problem *problem, struct exact_budget *budget, const struct level *a,
                          const struct level *b, struct exact_answer *out, struct svy_status *status)
{
	size_t blocks = exact_cut_blocks(problem);
	struct joining joining = {problem, budget, a, b, 0, 0, svy_array_new(blocks, sizeof *joining.found)};
	if (!joining.found)
		return svy_fail_memory(status);
	joining.log_ways = exact_log_factorial(problem->n) - exact_log_factorial(a->keys.sum) -
	                   exact_log_factorial(b->keys.sum);
	joining.shift = problem->log_observed > -600 ? 0 : problem->log_observed;
	enum svy_code code = exact_cuts(problem, budget, a->keys.sum, join_cut, &joining, status);
	if (!code)
		add_found(&joining, blocks, out);
	free(joining.found);
	return code;
}

enum svy_code exact_by_lists(const struct exact_problem *problem, struct exact_budget *budget, bool *done,
                             struct exact_answer *out, struct svy_status *status)
{
	size_t stages = problem->stages, split = problem->split;
	struct level a = {0}, b = {0};
	double *turned = svy_array_new(stages, sizeof *turned); /* B first */
	enum svy_code code = turned ? SVY_OK : svy_fail_memory(status);

	*done = false;
	if (!code) {
		memcpy(turned, problem->stage + split, (stages - split) * sizeof *turned);
		memcpy(turned + stages - split, problem->stage, split * sizeof *turned);
		code = fill_half(problem, budget, problem->stage, split, &a, status);
	}
	if (!code && !exact_over(budget))
		code = fill_half(problem, budget, turned, stages - split, &b, status);
	if (!code && !exact_over(budget))
		code = join(problem, budget, &a, &b, out, status);
	*done = !code && !exact_over(budget);
	clear_level(&a, budget);
	clear_level(&b, budget);
	free(turned);
	return code;
}
