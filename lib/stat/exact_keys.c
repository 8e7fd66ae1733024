/* Keys of half tables, the vectors of a stage, and the cuts between the halves. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
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

size_t svy_exact_keys_find(const struct exact_problem *problem, const struct exact_keys *keys, const uint32_t *part)
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
	struct exact_keys *keys;
	uint32_t part[EXACT_ROWS];
	bool failed;
};

static void add_key(struct filling *filling)
{
	struct exact_keys *keys = filling->keys;
	size_t rows = filling->problem->rows, before = keys->capacity;
	if (keys->n % 4096 == 0 && svy_exact_over(filling->budget))
		return;
	size_t size = rows * sizeof *keys->part;
	if (keys->n >= UINT32_MAX || !svy_array_reserve(&keys->part, &keys->capacity, keys->n + 1, size)) {
		filling->failed = true;
		return;
	}
	keys->bytes += (keys->capacity - before) * size;
	svy_exact_take(filling->budget, (keys->capacity - before) * size);
	memcpy(keys->part + keys->n++ * rows, filling->part, size);
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
	svy_exact_take(budget, (size_t)slots * (sizeof *keys->slot_code + sizeof *keys->slot_key));
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

void svy_exact_keys_clear(struct exact_keys *keys, struct exact_budget *budget)
{
	svy_exact_give(budget, keys->bytes);
	free(keys->part);
	free(keys->slot_code);
	free(keys->slot_key);
	*keys = (struct exact_keys){0};
}

enum svy_code svy_exact_keys_fill(const struct exact_problem *problem, struct exact_budget *budget, const double *stage,
                              size_t stages, struct exact_keys *out, struct svy_status *status)
{
	struct exact_keys keys = {.stages = stages};
	struct filling filling = {problem, budget, &keys, {0}, false};
	for (size_t j = 0; j < stages; j++) {
		keys.sum += stage[j];
		keys.log_stages += svy_exact_log_factorial(stage[j]);
	}
	choose_part(&filling, 0, UINT32_MAX, keys.sum);
	if (filling.failed || !make_slots(problem, budget, &keys)) {
		svy_exact_keys_clear(&keys, budget);
		return svy_fail_memory(status);
	}
	*out = keys;
	return SVY_OK;
}

/* The sum over all tables of 1 / prod k! is  n! / (prod row! prod col!). */
double svy_exact_log_total(const struct exact_problem *problem, const struct exact_keys *keys, const uint32_t *part)
{
	double total = svy_exact_log_factorial(keys->sum) - keys->log_stages;
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
	return svy_exact_log_factorial(n) - svy_exact_log_factorial(k) - svy_exact_log_factorial(n - k);
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

double svy_exact_vectors(const struct exact_problem *problem, const uint32_t *key, const struct exact_keys *keys,
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
	uint32_t left[EXACT_ROWS]; /* parts that have no row yet, falling */
	struct exact_cut cut;
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

/* Parts and rows both fall. */
static bool fits(const struct cutting *cutting, size_t i)
{
	for (size_t k = i; k < cutting->problem->rows; k++)
		if (cutting->left[k - i] > cutting->problem->row[k])
			return false;
	return true;
}

/* A part for row i and those after it. */
static void cut_row(struct cutting *cutting, size_t i)
{
	const struct exact_problem *problem = cutting->problem;
	struct exact_cut *cut = &cutting->cut;
	uint32_t *left = cutting->left, most = problem->row[i];
	if (i > 0 && most == problem->row[i - 1])
		most = cut->a[i - 1];
	size_t n = problem->rows - i;
	for (size_t k = 0; k < n; k++) {
		uint32_t part = left[k];
		if (part > most || (k > 0 && part == left[k - 1]))
			continue;
		cut->a[i] = part;
		cut->b[i] = problem->row[i] - part;
		memmove(left + k, left + k + 1, (n - k - 1) * sizeof *left);
		if (n == 1) {
			cut->ways = count_ways(problem, cut->a);
			cutting->visit(cutting->context, cut);
		} else if (fits(cutting, i + 1)) {
			cut_row(cutting, i + 1);
		}
		memmove(left + k + 1, left + k, (n - k - 1) * sizeof *left);
		left[k] = part;
	}
}

void svy_exact_cuts(const struct exact_problem *problem, const uint32_t *key, exact_visit_cut *visit, void *context)
{
	struct cutting cutting = {.problem = problem, .visit = visit, .context = context};
	memcpy(cutting.left, key, problem->rows * sizeof *key);
	cut_row(&cutting, 0);
}
