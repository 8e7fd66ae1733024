/* The halves of the exact test of an r x c table: keys, bounds of T, and which lists are wanted. */
#include <math.h>
#include <stdlib.h>

#include "base/array.h"
#include "base/parallel.h"
#include "stat/exact_internal.h"

enum { BLOCKS = 512 };

size_t svy_exact_blocks(size_t keys)
{
	return keys < BLOCKS ? keys : BLOCKS;
}

void svy_exact_look_ahead(struct exact_budget *budget, double start, double done, double all)
{
	double now = svy_exact_clock(), spent = now - start, left = budget->deadline - now;
	if (spent > 0.05 * (spent + left) && spent * (all - done) > 2 * left * done)
		atomic_store(&budget->over, true);
}

/* Threads raise and lower in any order, and come to the same. */
void svy_exact_range_widen(struct exact_range *range, int64_t lowest, int64_t highest)
{
	int64_t old = atomic_load(&range->lowest);
	while (lowest < old && !atomic_compare_exchange_weak(&range->lowest, &old, lowest))
		;
	old = atomic_load(&range->highest);
	while (highest > old && !atomic_compare_exchange_weak(&range->highest, &old, highest))
		;
}

bool svy_exact_wanted(const struct exact_problem *problem, const struct exact_range *range)
{
	return svy_exact_is_small(problem) || atomic_load(&range->lowest) <= atomic_load(&range->highest);
}

struct exact_limits svy_exact_vector_limits(const struct exact_problem *problem, const struct exact_range *range)
{
	if (svy_exact_is_small(problem))
		return (struct exact_limits){-EXACT_FAR, EXACT_FAR};
	return (struct exact_limits){atomic_load(&range->lowest), atomic_load(&range->highest)};
}

/* --- keys and bounds ----------------------------------------------------------------- */

static enum svy_code start_level(const struct exact_problem *problem, struct exact_budget *budget, const double *stage,
                                 size_t stages, struct exact_level *level, struct svy_status *status)
{
	enum svy_code code = svy_exact_keys_fill(problem, budget, stage, stages, &level->keys, status);
	size_t n = level->keys.n;
	if (code)
		return code;
	svy_exact_take(budget, n * sizeof *level->range);
	level->range = svy_array_new(n, sizeof *level->range);
	if (!level->range)
		return svy_fail_memory(status);
	for (size_t key = 0; key < n; key++) {
		const uint32_t *part = level->keys.part + key * problem->rows;
		struct exact_range *range = &level->range[key];
		if (stages > 0) {
			range->least = (int64_t)floor(svy_exact_lower_bound(problem, part, stage, stages) / problem->unit);
			range->most = (int64_t)ceil(svy_exact_upper_bound(problem, part, stage, stages) / problem->unit);
		}
		atomic_init(&range->lowest, EXACT_FAR);
		atomic_init(&range->highest, -EXACT_FAR);
	}
	return SVY_OK;
}

enum svy_code svy_exact_half_start(const struct exact_problem *problem, struct exact_budget *budget,
                                   const double *stage, size_t stages, struct exact_half *out,
                                   struct svy_status *status)
{
	enum svy_code code = SVY_OK;
	*out = (struct exact_half){stages, stage, svy_array_new(stages + 1, sizeof *out->level)};
	if (!out->level)
		return svy_fail_memory(status);
	for (size_t j = 0; j <= stages && !code && !svy_exact_over(budget); j++)
		code = start_level(problem, budget, stage, j, &out->level[j], status);
	return code;
}

static void clear_level(struct exact_level *level, struct exact_budget *budget)
{
	for (size_t key = 0; level->list && key < level->keys.n; key++)
		svy_exact_list_clear(&level->list[key], budget);
	svy_exact_give(budget, level->list ? level->keys.n * sizeof *level->list : 0);
	svy_exact_give(budget, level->range ? level->keys.n * sizeof *level->range : 0);
	free(level->list);
	free(level->range);
	svy_exact_keys_clear(&level->keys, budget);
	*level = (struct exact_level){0};
}

void svy_exact_half_clear(struct exact_half *half, struct exact_budget *budget)
{
	for (size_t j = 0; half->level && j <= half->stages; j++)
		clear_level(&half->level[j], budget);
	free(half->level);
	*half = (struct exact_half){0};
}

/* --- which lists are wanted ------------------------------------------------------------ */

struct marking {
	const struct exact_problem *problem;
	struct exact_budget *budget;
	const struct exact_half *half;
	size_t level, n_blocks;
};

struct mark {
	const struct marking *marking;
	int64_t lowest, highest;
};

static void mark_vector(void *context, const struct exact_vector *vector)
{
	const struct mark *mark = context;
	const struct marking *marking = mark->marking;
	const struct exact_level *from = &marking->half->level[marking->level - 1];
	struct exact_range *range = &from->range[svy_exact_keys_find(marking->problem, &from->keys, vector->left)];
	if (range->least + vector->value <= mark->highest && range->most + vector->value >= mark->lowest)
		svy_exact_range_widen(range, mark->lowest - vector->value,
		                      mark->highest == EXACT_FAR ? EXACT_FAR : mark->highest - vector->value);
}

static enum svy_code mark_block(void *state, size_t block, struct svy_status *status)
{
	const struct marking *marking = state;
	const struct exact_level *level = &marking->half->level[marking->level];
	(void)status;
	for (size_t key = block; key < level->keys.n && !svy_exact_over(marking->budget); key += marking->n_blocks) {
		const struct exact_range *range = &level->range[key];
		struct mark mark = {marking, atomic_load(&range->lowest), atomic_load(&range->highest)};
		if (mark.lowest > mark.highest)
			continue;
		svy_exact_vectors(marking->problem, level->keys.part + key * marking->problem->rows, &level->keys,
		                  svy_exact_vector_limits(marking->problem, range), marking->half->stage[marking->level - 1],
		                  mark_vector, &mark);
	}
	return SVY_OK;
}

/* Keys of a level that are not worth a second thread. */
enum { LITTLE = 2000 };

enum svy_code svy_exact_half_mark(const struct exact_problem *problem, struct exact_budget *budget,
                                  struct exact_half *half, struct svy_status *status)
{
	enum svy_code code = SVY_OK;
	for (size_t j = half->stages; j > 1 && !code && !svy_exact_over(budget); j--) {
		size_t n = half->level[j].keys.n;
		struct marking marking = {problem, budget, half, j, svy_exact_blocks(n)};
		code = svy_parallel(marking.n_blocks, n < LITTLE ? 1 : budget->threads, mark_block, &marking, status);
	}
	return code;
}
