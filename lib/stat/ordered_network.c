#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/sum.h"
#include "stat/distribution.h"
#include "stat/ordered_internal.h"

/* Weights begin at 2^1000, so that probabilities down to some 1e-620 do not vanish. */
enum { SCALE = 1000 };

/* A transition costs about as much as that many paths. */
enum { TRANSITION = 4 };

/* Paths at one time: some 300 MB. */
#define MAX_PATHS (UINT64_C(1) << 23)

/* Paths that have come to the same node with the same statistic; weight 0: a free place. */
struct path {
	double value, weight;
};

/* Tables whose columns so far use the same of each row. */
struct node {
	uint64_t key;     /* how many of each row but the last */
	double low, high; /* what the columns to come can add */
	struct path *path;
	size_t n, places; /* places: 0 or a power of 2 */
};

struct stage {
	struct node *node;
	size_t n, capacity;
	size_t *slot; /* 1 + the place of a node; 0: free */
	size_t slots;
	uint64_t paths; /* places of all nodes */
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

static struct path *find_path(struct path *path, size_t places, double value)
{
	size_t at = scatter((uint64_t)(int64_t)value, places);
	while (path[at].weight > 0 && (path[at].value < value || path[at].value > value))
		at = (at + 1) & (places - 1);
	return &path[at];
}

static bool grow_paths(struct stage *stage, struct node *node)
{
	size_t places = node->places ? 2 * node->places : 4;
	struct path *path = svy_array_new(places, sizeof *path);
	if (!path)
		return false;
	for (size_t i = 0; i < node->places; i++)
		if (node->path[i].weight > 0)
			*find_path(path, places, node->path[i].value) = node->path[i];
	free(node->path);
	stage->paths += places - node->places;
	node->path = path;
	node->places = places;
	return true;
}

static bool add_path(struct stage *stage, struct node *node, double value, double weight)
{
	if (2 * (node->n + 1) > node->places && !grow_paths(stage, node))
		return false;
	struct path *path = find_path(node->path, node->places, value);
	node->n += !(path->weight > 0);
	path->value = value;
	path->weight += weight;
	return true;
}

/* --- one column --------------------------------------------------------------- */

/* From one node through all ways to fill column j. */
struct walk {
	const struct svy_network *net;
	size_t j;
	const struct node *from;
	struct stage *to;
	double *used, *x;          /* of each row before, and in, the column */
	double *scratch, *scratch2; /* rows each */
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

/* Carry the paths on by a transition of probability exp(log_p). */
static bool carry(struct walk *walk, struct node *to, double log_p)
{
	const struct svy_network *net = walk->net;
	double add = svy_network_add(net, walk->j, walk->used, walk->x), certain = 0;
	double root = exp(log_p / 2); /* twice, because exp(log_p) may be below the smallest number */
	for (size_t i = 0; i < walk->from->places; i++) {
		double weight = walk->from->path[i].weight * root * root;
		if (!(weight > 0))
			continue;
		double value = walk->from->path[i].value + add, low = value + to->low, high = value + to->high;
		if (low >= net->high || high <= net->low)
			certain += weight;
		else if ((high >= net->high || low <= net->low) && !add_path(walk->to, to, value, weight))
			return false;
	}
	svy_sum_add(walk->tail, certain);
	return true;
}

/* The column is filled. */
static enum svy_code arrive(struct walk *walk, double log_p, struct svy_status *status)
{
	uint64_t cost = TRANSITION + walk->from->n;
	bool is_new;
	if (*walk->steps < cost || walk->to->paths > MAX_PATHS) {
		walk->over = true;
		return SVY_OK;
	}
	*walk->steps -= cost;
	struct node *to = find_node(walk->to, make_key(walk), &is_new);
	if (!to)
		return svy_fail_memory(status);
	if (is_new) {
		to->low = find_bound(walk, false);
		to->high = find_bound(walk, true);
	}
	return carry(walk, to, log_p) ? SVY_OK : svy_fail_memory(status);
}

/* Fill row i and those after it with `rest` of the column's respondents; `open` are left
 * in these rows. */
static enum svy_code fill_row(struct walk *walk, size_t i, double rest, double open, double log_p,
                              struct svy_status *status)
{
	double left = walk->net->row[i] - walk->used[i];
	enum svy_code code = SVY_OK;
	if (i + 1 == walk->net->rows) {
		walk->x[i] = rest;
		return arrive(walk, log_p, status);
	}
	for (double x = fmax(0, rest - (open - left)); x <= fmin(left, rest) && code == SVY_OK && !walk->over; x++) {
		walk->x[i] = x;
		code = fill_row(walk, i + 1, rest - x, open - left, log_p + svy_hypergeometric_log(x, open, left, rest), status);
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
	enum svy_code code = start && add_path(&from, start, 0, ldexp(1, SCALE)) ? SVY_OK : svy_fail_memory(status);

	for (size_t i = 0; i < net->rows; i++)
		open += net->row[i];
	walk->to = &to;
	for (walk->j = 0; walk->j < net->cols && code == SVY_OK && !walk->over; walk->j++) {
		for (size_t i = 0; i < from.n && code == SVY_OK && !walk->over; i++) {
			walk->from = &from.node[i];
			read_key(net, walk->from->key, used, walk->used);
			code = fill_row(walk, 0, net->col[walk->j], open, 0, status);
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
	double *work = svy_array_new(4 * net->rows, sizeof *work);
	if (!work)
		return svy_fail_memory(status);
	struct walk walk = {.net = net, .used = work, .x = work + net->rows, .scratch = work + 2 * net->rows,
	                    .scratch2 = work + 3 * net->rows, .tail = &tail, .steps = steps, .over = !fits_key(net)};
	enum svy_code code = walk_all(&walk, status);
	free(work);
	if (code == SVY_OK) {
		*done = !walk.over;
		*log_p = fmin(0, log(svy_sum_value(&tail)) - SCALE * log(2));
	}
	return code;
}
