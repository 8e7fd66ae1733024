#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/sum.h"
#include "stat/distribution.h"
#include "stat/ordered_internal.h"

/* Weights begin at 2^1000, so that probabilities down to some 1e-620 do not vanish. */
enum { SCALE = 1000 };

/* A transition, and a binomial coefficient, cost about as much as that many paths. */
enum { TRANSITION = 4, COEFFICIENT = 16 };

/* Paths at one time: some 300 MB. */
#define MAX_PATHS (UINT64_C(1) << 23)

/* Paths that have come to the same node with the same statistic. */
struct path {
	double value, weight;
};

/* Tables whose columns so far use the same of each row. */
struct node {
	uint64_t key;     /* how many of each row but the last */
	double low, high; /* what the columns to come can add */
	struct path *path; /* ascending by value */
	size_t n, capacity;
};

struct stage {
	struct node *node;
	size_t n, capacity;
	size_t *slot; /* 1 + the place of a node; 0: free */
	size_t slots;
	uint64_t paths; /* that all nodes have room for */
};

/* --- the statistic ------------------------------------------------------------ */

double svy_network_add(const struct svy_network *net, size_t j, const double *used, const double *x)
{
	double sum = 0, below = 0, above = 0;
	if (net->u) {
		for (size_t i = 0; i < net->rows; i++)
			sum += net->u[i] * x[i];
		return net->v[j] * sum;
	}
	for (size_t i = 0; i < net->rows; i++)
		above += used[i];
	for (size_t i = 0; i < net->rows; i++) {
		above -= used[i];
		sum += x[i] * (below - above);
		below += used[i];
	}
	return sum;
}

/* Low columns with low rows is the most concordant table, with high rows the least:
 * whatever statistic rises with concordance has its bounds there. */
double svy_network_bound(const struct svy_network *net, size_t j, bool largest, double *used, double *x)
{
	double sum = 0;
	for (; j < net->cols; j++) {
		double open = net->col[j];
		for (size_t k = 0; k < net->rows; k++) {
			size_t i = largest ? k : net->rows - 1 - k;
			x[i] = fmin(open, net->row[i] - used[i]);
			open -= x[i];
		}
		sum += svy_network_add(net, j, used, x);
		for (size_t i = 0; i < net->rows; i++)
			used[i] += x[i];
	}
	return sum;
}

/* --- stages ------------------------------------------------------------------- */

static size_t scatter(uint64_t key, size_t places)
{
	key *= UINT64_C(0x9E3779B97F4A7C15);
	return (size_t)(key >> 20) & (places - 1);
}

static void clear_stage(struct stage *stage)
{
	for (size_t i = 0; i < stage->n; i++)
		free(stage->node[i].path);
	free(stage->node);
	free(stage->slot);
	*stage = (struct stage){0};
}

static bool grow_slots(struct stage *stage)
{
	size_t slots = stage->slots ? 2 * stage->slots : 64;
	size_t *slot = svy_array_new(slots, sizeof *slot);
	if (!slot)
		return false;
	for (size_t i = 0; i < stage->n; i++) {
		size_t at = scatter(stage->node[i].key, slots);
		while (slot[at])
			at = (at + 1) & (slots - 1);
		slot[at] = i + 1;
	}
	free(stage->slot);
	stage->slot = slot;
	stage->slots = slots;
	return true;
}

/* The node of this key, new (without bounds) where *is_new; NULL: no memory. */
static struct node *find_node(struct stage *stage, uint64_t key, bool *is_new)
{
	if (2 * (stage->n + 1) > stage->slots && !grow_slots(stage))
		return NULL;
	size_t at = scatter(key, stage->slots);
	for (; stage->slot[at]; at = (at + 1) & (stage->slots - 1)) {
		*is_new = false;
		if (stage->node[stage->slot[at] - 1].key == key)
			return &stage->node[stage->slot[at] - 1];
	}
	if (!svy_array_reserve(&stage->node, &stage->capacity, stage->n + 1, sizeof *stage->node))
		return NULL;
	*is_new = true;
	stage->slot[at] = ++stage->n;
	stage->node[stage->n - 1] = (struct node){.key = key};
	return &stage->node[stage->n - 1];
}

/* --- one column --------------------------------------------------------------- */

/* From one node through all ways to fill column j. */
struct walk {
	const struct svy_network *net;
	size_t j;
	const struct node *from;
	struct stage *to;
	double *used, *x;          /* of each row before, and in, the column */
	double *choose;            /* for each row log C(left, x), x from 0; `wide` numbers apart */
	size_t wide;
	double *scratch, *scratch2; /* rows each */
	struct path *merged;       /* room for a node's paths while others join them */
	size_t capacity;
	struct svy_sum *tail;      /* weights of what is certain */
	uint64_t *steps;
	bool over;                 /* the budget is used up */
};

static uint64_t make_key(const struct walk *walk)
{
	uint64_t key = 0;
	for (size_t i = 0; i + 1 < walk->net->rows; i++)
		key = key * ((uint64_t)walk->net->row[i] + 1) + (uint64_t)(walk->used[i] + walk->x[i]);
	return key;
}

static double find_bound(struct walk *walk, bool largest)
{
	for (size_t i = 0; i < walk->net->rows; i++)
		walk->scratch[i] = walk->used[i] + walk->x[i];
	return svy_network_bound(walk->net, walk->j + 1, largest, walk->scratch, walk->scratch2);
}

/* The first place of a value that is at least, or (beyond) above, the limit. */
static size_t find_place(const struct node *node, double limit, bool beyond)
{
	size_t low = 0, high = node->n;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (node->path[middle].value < limit || (beyond && node->path[middle].value <= limit))
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* Paths of a node by what can become of them: from 0 and from last on all ends are in the
 * tail; from first and from again some are; between middle and again none are. */
struct parts {
	size_t first, middle, again, last;
};

static size_t between(size_t x, size_t low, size_t high)
{
	return x < low ? low : x > high ? high : x;
}

static struct parts split_paths(const struct walk *walk, const struct node *to, double add)
{
	const struct node *from = walk->from;
	double low = walk->net->low - add, high = walk->net->high - add;
	struct parts parts = {.first = find_place(from, low - to->high, true)};
	parts.last = between(find_place(from, high - to->low, false), parts.first, from->n);
	parts.middle = between(find_place(from, low - to->low, true), parts.first, parts.last);
	parts.again = between(find_place(from, high - to->high, false), parts.middle, parts.last);
	return parts;
}

static double sum_weights(const struct node *node, size_t from, size_t end)
{
	double sum = 0;
	for (size_t i = from; i < end; i++)
		sum += node->path[i].weight;
	return sum;
}

/* Whether the budget has room for these steps; they are taken off it. */
static bool pay(struct walk *walk, uint64_t steps)
{
	walk->over = walk->over || *walk->steps < steps || walk->to->paths > MAX_PATHS;
	*walk->steps -= walk->over ? 0 : steps;
	return !walk->over;
}

/* Let the paths of these parts join those of `to`, which are as many as it has room for. */
static bool join_paths(struct walk *walk, struct node *to, const struct parts *parts, double add, double root)
{
	const struct path *from = walk->from->path, *old = to->path, *end = to->path + to->n;
	size_t most = to->n + (parts->middle - parts->first) + (parts->last - parts->again), n = 0;
	if (!pay(walk, most))
		return true;
	if (!svy_array_reserve(&walk->merged, &walk->capacity, most, sizeof *walk->merged))
		return false;
	for (size_t i = parts->first == parts->middle ? parts->again : parts->first; i < parts->last;
	     i = i + 1 == parts->middle ? parts->again : i + 1) {
		double value = from[i].value + add, weight = from[i].weight * root * root;
		while (old < end && old->value < value)
			walk->merged[n++] = *old++;
		if (old < end && old->value <= value)
			weight += old++->weight;
		walk->merged[n++] = (struct path){value, weight};
	}
	while (old < end)
		walk->merged[n++] = *old++;
	struct path *path = to->path;
	size_t capacity = to->capacity;
	walk->to->paths += walk->capacity - capacity;
	*to = (struct node){to->key, to->low, to->high, walk->merged, n, walk->capacity};
	walk->merged = path;
	walk->capacity = capacity;
	return true;
}

/* Carry the paths on by a transition of probability exp(log_p). */
static bool carry(struct walk *walk, struct node *to, double log_p)
{
	double add = svy_network_add(walk->net, walk->j, walk->used, walk->x);
	double root = exp(log_p / 2); /* twice, because exp(log_p) may be below the smallest number */
	struct parts parts = split_paths(walk, to, add);
	double certain = sum_weights(walk->from, 0, parts.first) + sum_weights(walk->from, parts.last, walk->from->n);
	svy_sum_add(walk->tail, certain * root * root);
	if (parts.middle == parts.first && parts.last == parts.again)
		return true;
	return join_paths(walk, to, &parts, add, root);
}

/* The column is filled. */
static enum svy_code arrive(struct walk *walk, double log_p, struct svy_status *status)
{
	bool is_new;
	struct node *to = find_node(walk->to, make_key(walk), &is_new);
	if (!to)
		return svy_fail_memory(status);
	if (!pay(walk, TRANSITION))
		return SVY_OK;
	if (is_new) {
		to->low = find_bound(walk, false);
		to->high = find_bound(walk, true);
	}
	return carry(walk, to, log_p) ? SVY_OK : svy_fail_memory(status);
}

static double log_choose(double n, double k)
{
	if (k == 0 || k == n)
		return 0;
	return svy_binomial_log(k, n, k / n) - k * log(k / n) - (n - k) * log1p(-k / n);
}

/* False where the budget is over. */
static bool fill_choose(struct walk *walk, double open)
{
	double all = walk->net->col[walk->j];
	for (size_t i = 0; i < walk->net->rows; i++) {
		double left = walk->net->row[i] - walk->used[i], most = fmin(left, all);
		double least = fmax(0, all - (open - left));
		if (!pay(walk, COEFFICIENT * (uint64_t)(most - least + 1)))
			return false;
		for (double x = least; x <= most; x++)
			walk->choose[i * walk->wide + (size_t)x] = log_choose(left, x);
	}
	return true;
}

/* Fill row i and those after it with `rest` of the column's respondents; `open` are left
 * in these rows. */
static enum svy_code fill_row(struct walk *walk, size_t i, double rest, double open, double log_p,
                              struct svy_status *status)
{
	double left = walk->net->row[i] - walk->used[i];
	const double *choose = walk->choose + i * walk->wide;
	enum svy_code code = SVY_OK;
	if (i + 1 == walk->net->rows) {
		walk->x[i] = rest;
		return arrive(walk, log_p + choose[(size_t)rest], status);
	}
	for (double x = fmax(0, rest - (open - left)); x <= fmin(left, rest) && code == SVY_OK && !walk->over; x++) {
		walk->x[i] = x;
		code = fill_row(walk, i + 1, rest - x, open - left, log_p + choose[(size_t)x], status);
	}
	return code;
}

static void read_key(const struct svy_network *net, uint64_t key, double used_in_all, double *used)
{
	double sum = 0;
	for (size_t i = net->rows - 1; i-- > 0;) {
		uint64_t base = (uint64_t)net->row[i] + 1;
		used[i] = (double)(key % base);
		key /= base;
		sum += used[i];
	}
	used[net->rows - 1] = used_in_all - sum;
}

/* --- all columns -------------------------------------------------------------- */

/* Whether a key holds every state. */
static bool fits_key(const struct svy_network *net)
{
	double states = 1;
	for (size_t i = 0; i + 1 < net->rows; i++)
		states *= net->row[i] + 1;
	return states < 0x1p63;
}

static enum svy_code walk_all(struct walk *walk, struct svy_status *status)
{
	const struct svy_network *net = walk->net;
	struct stage from = {0}, to = {0};
	double open = 0, used = 0;
	bool is_new;
	struct node *start = find_node(&from, 0, &is_new);
	enum svy_code code = start && svy_array_reserve(&start->path, &start->capacity, 1, sizeof *start->path)
	                             ? SVY_OK : svy_fail_memory(status);
	if (code == SVY_OK)
		start->path[start->n++] = (struct path){0, ldexp(1, SCALE)};

	for (size_t i = 0; i < net->rows; i++)
		open += net->row[i];
	walk->to = &to;
	for (walk->j = 0; walk->j < net->cols && code == SVY_OK && !walk->over; walk->j++) {
		for (size_t i = 0; i < from.n && code == SVY_OK && !walk->over; i++) {
			walk->from = &from.node[i];
			if (walk->from->n == 0)
				continue;
			read_key(net, walk->from->key, used, walk->used);
			if (!fill_choose(walk, open))
				break;
			code = fill_row(walk, 0, net->col[walk->j], open, -log_choose(open, net->col[walk->j]), status);
		}
		open -= net->col[walk->j];
		used += net->col[walk->j];
		clear_stage(&from);
		from = to;
		to = (struct stage){0};
	}
	clear_stage(&from);
	return code;
}

enum svy_code svy_network_tail(const struct svy_network *net, uint64_t *steps, double *log_p, bool *done,
                               struct svy_status *status)
{
	struct svy_sum tail = {0};
	double most = 0;
	for (size_t j = 0; j < net->cols; j++)
		most = fmax(most, net->col[j]);
	*done = false;
	if (most > (double)MAX_PATHS / (double)net->rows)
		return SVY_OK;
	size_t wide = (size_t)most + 1;
	double *work = svy_array_new((wide + 4) * net->rows, sizeof *work);
	if (!work)
		return svy_fail_memory(status);
	struct walk walk = {.net = net, .used = work, .x = work + net->rows, .scratch = work + 2 * net->rows,
	                    .scratch2 = work + 3 * net->rows, .choose = work + 4 * net->rows, .wide = wide,
	                    .tail = &tail, .steps = steps, .over = !fits_key(net)};
	enum svy_code code = walk_all(&walk, status);
	free(work);
	free(walk.merged);
	if (code == SVY_OK) {
		*done = !walk.over;
		int power;
		double part = frexp(svy_sum_value(&tail), &power);
		*log_p = fmin(0, log(part) + (power - SCALE) * log(2)); /* in this order no digit is lost near 1 */
	}
	return code;
}
