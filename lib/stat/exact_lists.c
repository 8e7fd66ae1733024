/* The lists of T of half tables, one stage after the other. */
#include <math.h>
#include <stdlib.h>

#include "base/array.h"
#include "base/parallel.h"
#include "stat/exact_internal.h"

size_t svy_exact_list_up_to(const struct exact_list *list, int64_t x)
{
	size_t low = 0, high = list->n;
	if (high == 0 || list->x[0] > x)
		return 0;
	if (list->x[high - 1] <= x)
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

void svy_exact_raise_top(int64_t *top, double *top_count, int64_t x, double count, int64_t slack)
{
	if (*top_count > 0 && llabs(*top - x) <= slack) {
		*top_count += count;
		*top = x > *top ? x : *top;
	} else if (*top_count == 0 || x > *top) {
		*top = x;
		*top_count = count;
	}
}

/* --- one list ------------------------------------------------------------------------ */

static size_t bytes_of(const struct exact_list *list)
{
	return list->n * (sizeof *list->x + sizeof *list->count + sizeof *list->tail);
}

void svy_exact_list_clear(struct exact_list *list, struct exact_budget *budget)
{
	svy_exact_give(budget, bytes_of(list));
	free(list->x);
	free(list->count);
	free(list->tail);
	*list = (struct exact_list){0};
}

/* One key that is being filled. */
struct target {
	const struct exact_problem *problem;
	const struct exact_level *from;
	struct exact_tally *tally;
	struct exact_limits limits; /* T beyond them is not listed */
	double log_total;
	struct exact_list list;
};

static void take_list(struct target *target, const struct exact_vector *vector, const struct exact_list *from)
{
	size_t first = svy_exact_list_up_to(from, target->limits.lowest - vector->value - 1);
	size_t kept = svy_exact_list_up_to(from, target->limits.highest - vector->value);
	if (first < kept)
		svy_exact_tally_add(target->tally, from->x + first, from->count + first, kept - first, vector->value);
	if (kept < from->n)
		target->list.sure += from->tail[kept] * exp(-(double)(from->x[kept] + vector->value) *
		                                            target->problem->unit - target->log_total);
	if (from->sure > 0)
		target->list.sure += from->sure * exp(vector->log_weight);
}

static void take_vector(void *context, const struct exact_vector *vector)
{
	struct target *target = context;
	size_t key = svy_exact_keys_find(target->problem, &target->from->keys, vector->left);
	const struct exact_range *range = &target->from->range[key];
	const struct exact_list *from = &target->from->list[key];
	if (range->least + vector->value > target->limits.highest)
		target->list.sure += exp(vector->log_weight);
	else if (range->most + vector->value >= target->limits.lowest)
		take_list(target, vector, from);
	svy_exact_raise_top(&target->list.top, &target->list.top_count, from->top + vector->value, from->top_count,
	                    target->problem->slack);
}

static bool allocate(struct exact_list *list, size_t n, struct exact_budget *budget)
{
	list->x = svy_array_new(n, sizeof *list->x);
	list->count = svy_array_new(n, sizeof *list->count);
	list->tail = svy_array_new(n, sizeof *list->tail);
	list->n = n;
	svy_exact_take(budget, bytes_of(list));
	return list->x && list->count && list->tail;
}

/* The sorted tally becomes the list. */
static bool store(const struct exact_tally *tally, double unit, struct exact_budget *budget, struct exact_list *list)
{
	const struct exact_entry *entry = tally->sorted;
	if (!allocate(list, tally->n, budget))
		return false;
	for (size_t i = list->n; i-- > 0;) {
		list->x[i] = entry[i].x;
		list->count[i] = list->tail[i] = entry[i].count;
		if (i + 1 < list->n)
			list->tail[i] += list->tail[i + 1] * exp((double)(list->x[i] - list->x[i + 1]) * unit);
	}
	return true;
}

bool svy_exact_list_fill(const struct exact_problem *problem, struct exact_budget *budget,
                         const struct exact_half *half, size_t level, size_t key, struct exact_tally *tally,
                         struct exact_list *out)
{
	const struct exact_level *to = &half->level[level];
	const struct exact_range *range = &to->range[key];
	const uint32_t *part = to->keys.part + key * problem->rows;
	struct target target = {problem, &half->level[level - 1], tally,
	                        {atomic_load(&range->lowest), atomic_load(&range->highest)},
	                        svy_exact_log_total(problem, &to->keys, part), {0}};
	target.list.sure += svy_exact_vectors(problem, part, &to->keys, svy_exact_vector_limits(problem, range),
	                                      half->stage[level - 1], take_vector, &target);
	bool stored = svy_exact_tally_sort(tally) && store(tally, problem->unit, budget, &target.list);
	svy_exact_tally_empty(tally);
	*out = target.list;
	return stored;
}

/* --- a level --------------------------------------------------------------------------- */

struct growth {
	const struct exact_problem *problem;
	struct exact_budget *budget;
	const struct exact_half *half;
	size_t level, n_blocks;
	double start;       /* by the clock */
	atomic_size_t done; /* keys */
};

/* Every n_blocks-th key, so that each block has of all kinds. */
static enum svy_code fill_block(void *state, size_t block, struct svy_status *status)
{
	struct growth *growth = state;
	const struct exact_problem *problem = growth->problem;
	const struct exact_level *to = &growth->half->level[growth->level];
	struct exact_tally tally = {0};
	bool ok = true;
	for (size_t key = block; ok && key < to->keys.n && !svy_exact_over(growth->budget); key += growth->n_blocks) {
		if (svy_exact_wanted(problem, &to->range[key]))
			ok = svy_exact_list_fill(problem, growth->budget, growth->half, growth->level, key, &tally,
			                         &to->list[key]);
		size_t done = atomic_fetch_add(&growth->done, 1) + 1;
		svy_exact_look_ahead(growth->budget, growth->start, (double)done, (double)to->keys.n);
	}
	svy_exact_tally_clear(&tally);
	return ok ? SVY_OK : svy_fail_memory(status);
}

static bool new_lists(struct exact_level *level, struct exact_budget *budget)
{
	svy_exact_take(budget, level->keys.n * sizeof *level->list);
	level->list = svy_array_new(level->keys.n, sizeof *level->list);
	return level->list != NULL;
}

static void drop_lists(struct exact_level *level, struct exact_budget *budget)
{
	for (size_t key = 0; key < level->keys.n; key++)
		svy_exact_list_clear(&level->list[key], budget);
	svy_exact_give(budget, level->keys.n * sizeof *level->list);
	free(level->list);
	level->list = NULL;
}

/* No stages: one key, all zero, and one half table. */
static bool fill_first(struct exact_level *level, struct exact_budget *budget)
{
	struct exact_list *list = level->list;
	if (!allocate(list, 1, budget))
		return false;
	list->x[0] = 0;
	list->count[0] = list->tail[0] = list->top_count = 1;
	level->entries = 1;
	return true;
}

/* What is not worth a second thread: entries by keys of a level. */
#define LITTLE 2e6

static enum svy_code fill_level(const struct exact_problem *problem, struct exact_budget *budget,
                                struct exact_half *half, size_t j, struct svy_status *status)
{
	struct exact_level *to = &half->level[j], *from = &half->level[j - 1];
	struct growth growth = {.problem = problem, .budget = budget, .half = half, .level = j,
	                        .n_blocks = svy_exact_blocks(to->keys.n), .start = svy_exact_clock()};
	bool little = (double)from->entries * (double)to->keys.n < LITTLE;
	enum svy_code code = svy_parallel(growth.n_blocks, little ? 1 : budget->threads, fill_block, &growth, status);
	for (size_t key = 0; key < to->keys.n; key++)
		to->entries += to->list[key].n;
	drop_lists(from, budget);
	return code;
}

enum svy_code svy_exact_half_fill(const struct exact_problem *problem, struct exact_budget *budget,
                                  struct exact_half *half, size_t last, struct svy_status *status)
{
	enum svy_code code = SVY_OK;
	if (!new_lists(&half->level[0], budget) || !fill_first(&half->level[0], budget))
		return svy_fail_memory(status);
	for (size_t j = 1; !code && j <= last && !svy_exact_over(budget); j++) {
		if (!new_lists(&half->level[j], budget))
			return svy_fail_memory(status);
		code = fill_level(problem, budget, half, j, status);
	}
	return code;
}
