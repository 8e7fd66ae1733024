/* Keys of half tables, the vectors of a stage, and the cuts between the halves. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/parallel.h"
#include "stat/exact_internal.h"

/* --- keys ---------------------------------------------------------------------- */

static uint64_t scatter(uint64_t code)
{
	code *= UINT64_C(0x9e3779b97f4a7c15);
	return code ^ code >> 29;
}

/* The code of the parts in falling order. */
static uint64_t sorted_code(const struct exact_problem *problem, const uint32_t *part)
{
	uint32_t sorted[EXACT_ROWS];
	uint64_t code = 0;
	for (size_t i = 0; i < problem->rows; i++) {
		size_t at = i;
		for (; at > 0 && sorted[at - 1] < part[i]; at--)
			sorted[at] = sorted[at - 1];
		sorted[at] = part[i];
	}
	for (size_t i = 0; i < problem->rows; i++)
		code += sorted[i] * problem->stride[i];
	return code;
}

size_t exact_keys_find(const struct exact_problem *problem, const struct exact_keys *keys, const uint32_t *part)
{
	uint64_t code = sorted_code(problem, part) + 1;
	for (uint64_t at = scatter(code) & keys->mask;; at = (at + 1) & keys->mask) {
		if (keys->slot_code[at] == code)
			return keys->slot_key[at];
		if (keys->slot_code[at] == 0)
			return SIZE_MAX;
	}
}

struct filling {
	const struct exact_problem *problem;
	struct exact_budget *budget;
	exact_keep *keep;
	const void *context;
	struct exact_keys *keys;
	uint32_t part[EXACT_ROWS];
	bool failed;
};

static void add_key(struct filling *filling)
{
	struct exact_keys *keys = filling->keys;
	size_t rows = filling->problem->rows, before = keys->capacity;
	if (filling->keep && !filling->keep(filling->problem, filling->part, filling->context))
		return;
	if (keys->n % 4096 == 0 && exact_over(filling->budget))
		return;
	if (keys->n >= UINT32_MAX || !svy_array_reserve(&keys->part, &keys->capacity, keys->n + 1, rows * sizeof *keys->part)) {
		filling->failed = true;
		return;
	}
	keys->bytes += (keys->capacity - before) * rows * sizeof *keys->part;
	exact_take(filling->budget, (keys->capacity - before) * rows * sizeof *keys->part);
	memcpy(keys->part + keys->n++ * rows, filling->part, rows * sizeof *keys->part);
}

/* Falling parts from row i on, none above `most`, that add up to `left`. */
static void choose_part(struct filling *filling, size_t i, uint32_t most, double left)
{
	const struct exact_problem *problem = filling->problem;
	double room = 0;
	if (i == problem->rows) {
		add_key(filling);
		return;
	}
	if (most > problem->row[i])
		most = problem->row[i];
	if (most > left)
		most = (uint32_t)left;
	for (uint32_t part = most;; part--) {
		room = part;
		for (size_t k = i + 1; k < problem->rows && room < left; k++)
			room += part < problem->row[k] ? part : problem->row[k];
		if (room < left || filling->failed || atomic_load(&filling->budget->over))
			return;
		filling->part[i] = part;
		choose_part(filling, i + 1, part, left - part);
		if (part == 0)
			return;
	}
}

static bool make_slots(const struct exact_problem *problem, struct exact_budget *budget, struct exact_keys *keys)
{
	uint64_t slots = 16;
	while (slots < 2 * (uint64_t)keys->n)
		slots *= 2;
	keys->slot_code = svy_array_new((size_t)slots, sizeof *keys->slot_code);
	keys->slot_key = svy_array_new((size_t)slots, sizeof *keys->slot_key);
	keys->mask = slots - 1;
	keys->bytes += (size_t)slots * (sizeof *keys->slot_code + sizeof *keys->slot_key);
	exact_take(budget, (size_t)slots * (sizeof *keys->slot_code + sizeof *keys->slot_key));
	if (!keys->slot_code || !keys->slot_key)
		return false;
	for (size_t key = 0; key < keys->n; key++) {
		uint64_t code = sorted_code(problem, keys->part + key * problem->rows) + 1, at = scatter(code) & keys->mask;
		while (keys->slot_code[at] != 0)
			at = (at + 1) & keys->mask;
		keys->slot_code[at] = code;
		keys->slot_key[at] = (uint32_t)key;
	}
	return true;
}

void exact_keys_clear(struct exact_keys *keys, struct exact_budget *budget)
{
	exact_give(budget, keys->bytes);
	free(keys->part);
	free(keys->slot_code);
	free(keys->slot_key);
	*keys = (struct exact_keys){0};
}

enum svy_code exact_keys_fill(const struct exact_problem *problem, struct exact_budget *budget, const double *stage,
                              size_t stages, exact_keep *keep, const void *context, struct exact_keys *out,
                              struct svy_status *status)
{
	struct exact_keys keys = {.stages = stages};
	struct filling filling = {problem, budget, keep, context, &keys, {0}, false};
	for (size_t j = 0; j < stages; j++) {
		keys.sum += stage[j];
		keys.log_stages += exact_log_factorial(stage[j]);
	}
	choose_part(&filling, 0, UINT32_MAX, keys.sum);
	if (filling.failed || !make_slots(problem, budget, &keys)) {
		exact_keys_clear(&keys, budget);
		return svy_fail_memory(status);
	}
	*out = keys;
	return SVY_OK;
}

/* The sum over all tables of 1 / prod k! is  n! / (prod row! prod col!). */
double exact_log_total(const struct exact_problem *problem, const struct exact_keys *keys, const uint32_t *part)
{
	double total = exact_log_factorial(keys->sum) - keys->log_stages;
	for (size_t i = 0; i < problem->rows; i++)
		total -= problem->log_factorial[part[i]];
	return total + problem->slope * keys->sum + problem->base * (double)(problem->rows * keys->stages);
}

/* --- vectors --------------------------------------------------------------------- */

struct walk {
	const struct exact_problem *problem;
	const uint32_t *key;
	size_t before;                      /* stages of what is left */
	struct exact_limits limits;
	double room[EXACT_ROWS + 1];         /* of the rows from i on */
	int64_t least_value[EXACT_ROWS + 1]; /* T of the rows from i on, at least and at most */
	int64_t most_value[EXACT_ROWS + 1];
	double passed_over;                 /* probability */
	struct exact_vector vector;
	exact_visit *visit;
	void *context;
};

/* T of so many cells of one row that hold n together: least where they are even. */
static int64_t even_value(const struct exact_problem *problem, uint32_t n, size_t cells)
{
	if (cells == 0)
		return 0;
	uint32_t each = n / (uint32_t)cells, more = n % (uint32_t)cells;
	int64_t value = (int64_t)(cells - more) * problem->value[each];
	return more ? value + (int64_t)more * problem->value[each + 1] : value;
}

/* And most where one has them all. */
static int64_t uneven_value(const struct exact_problem *problem, uint32_t n, size_t cells)
{
	return cells == 0 ? 0 : problem->value[n] + (int64_t)(cells - 1) * problem->value[0];
}

static double log_choose(double n, double k)
{
	return exact_log_factorial(n) - exact_log_factorial(k) - exact_log_factorial(n - k);
}

/* T of the rows before i: of the vector; of vector and rest, at least and at most. */
struct so_far {
	int64_t value, least, most;
	double log_weight;
};

static struct so_far add_count(const struct walk *walk, struct so_far so_far, uint32_t part, uint32_t k)
{
	const struct exact_problem *problem = walk->problem;
	const double *f = problem->log_factorial;
	return (struct so_far){so_far.value + problem->value[k],
	                       so_far.least + problem->value[k] + even_value(problem, part - k, walk->before),
	                       so_far.most + problem->value[k] + uneven_value(problem, part - k, walk->before),
	                       so_far.log_weight + f[part] - f[k] - f[part - k]};
}

/* Counts for the rows from i on that add up to `left`. */
static void choose_count(struct walk *walk, size_t i, uint32_t left, struct so_far before)
{
	uint32_t part = walk->key[i], most = part < left ? part : left;
	uint32_t fewest = walk->room[i + 1] < left ? left - (uint32_t)walk->room[i + 1] : 0;
	for (uint32_t k = fewest; k <= most; k++) {
		struct so_far here = add_count(walk, before, part, k);
		if (here.least > walk->limits.highest - walk->least_value[i + 1]) {
			walk->passed_over += exp(here.log_weight + log_choose(walk->room[i + 1], left - k));
			continue;
		}
		if (here.most < walk->limits.lowest - walk->most_value[i + 1])
			continue;
		walk->vector.left[i] = part - k;
		if (i + 1 < walk->problem->rows) {
			choose_count(walk, i + 1, left - k, here);
		} else {
			walk->vector.value = here.value;
			walk->vector.log_weight = here.log_weight;
			walk->visit(walk->context, &walk->vector);
		}
	}
}

double exact_vectors(const struct exact_problem *problem, const uint32_t *key, const struct exact_keys *keys,
                     struct exact_limits limits, double sum, exact_visit *visit, void *context)
{
	struct walk walk = {.problem = problem, .key = key, .before = keys->stages - 1, .limits = limits,
	                    .visit = visit, .context = context};
	for (size_t i = problem->rows; i-- > 0;) {
		walk.room[i] = walk.room[i + 1] + key[i];
		walk.least_value[i] = walk.least_value[i + 1] + even_value(problem, key[i], keys->stages);
		walk.most_value[i] = walk.most_value[i + 1] + uneven_value(problem, key[i], keys->stages);
	}
	choose_count(&walk, 0, (uint32_t)sum, (struct so_far){0, 0, 0, -log_choose(keys->sum, sum)});
	return walk.passed_over;
}

/* --- cuts ------------------------------------------------------------------------ */

struct cutting {
	const struct exact_problem *problem;
	struct exact_budget *budget;
	double sum, room[EXACT_ROWS + 1];
	exact_visit_cut *visit;
	void *context;
};

/* Rows with equal margins: only falling counts are visited, each for all its orders. */
static double count_ways(const struct exact_problem *problem, const uint32_t *a)
{
	double ways = 1, group = 1, run = 1;
	for (size_t i = 1; i < problem->rows; i++) {
		group = problem->row[i] == problem->row[i - 1] ? group + 1 : 1;
		run = group > 1 && a[i] == a[i - 1] ? run + 1 : 1;
		ways *= group / run;
	}
	return ways;
}

static void cut_row(const struct cutting *cutting, size_t block, struct exact_cut *cut, size_t i, double left)
{
	const struct exact_problem *problem = cutting->problem;
	if (i == problem->rows) {
		cut->ways = count_ways(problem, cut->a);
		cutting->visit(cutting->context, block, cut);
		return;
	}
	uint32_t most = problem->row[i] < left ? problem->row[i] : (uint32_t)left;
	if (i > 0 && problem->row[i] == problem->row[i - 1] && cut->a[i - 1] < most)
		most = cut->a[i - 1];
	uint32_t least = cutting->room[i + 1] < left ? (uint32_t)(left - cutting->room[i + 1]) : 0;
	for (uint32_t k = least; k <= most; k++) {
		cut->a[i] = k;
		cut->b[i] = problem->row[i] - k;
		cut_row(cutting, block, cut, i + 1, left - k);
	}
}

size_t exact_cut_blocks(const struct exact_problem *problem)
{
	return (size_t)problem->row[0] + 1;
}

static enum svy_code cut_block(void *state, size_t block, struct svy_status *status)
{
	const struct cutting *cutting = state;
	struct exact_cut cut = {0};
	double left = cutting->sum - (double)block;
	(void)status;
	if (left < 0 || left > cutting->room[1] || exact_over(cutting->budget))
		return SVY_OK;
	cut.a[0] = (uint32_t)block;
	cut.b[0] = cutting->problem->row[0] - cut.a[0];
	cut_row(cutting, block, &cut, 1, left);
	return SVY_OK;
}

enum svy_code exact_cuts(const struct exact_problem *problem, struct exact_budget *budget, double sum,
                         exact_visit_cut *visit, void *context, struct svy_status *status)
{
	struct cutting cutting = {problem, budget, sum, {0}, visit, context};
	for (size_t i = problem->rows; i-- > 0;)
		cutting.room[i] = cutting.room[i + 1] + problem->row[i];
	unsigned threads = exact_is_small(problem) ? 1 : budget->threads;
	return svy_parallel(exact_cut_blocks(problem), threads, cut_block, &cutting, status);
}
