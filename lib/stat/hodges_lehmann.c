#include "stat/hodges_lehmann.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

#include "base/array.h"
#include "base/random.h"
#include "stat/quantile.h"

/* Pairs few enough to sort; numbers drawn to narrow the search. */
enum { FEW = 16384, DRAWN = 2000 };

struct weighted {
	double value;
	uint64_t n;
};

/* Ascending values with how often they occur; before[i]: how many there are before i. */
struct side {
	double *value;
	uint64_t *before; /* size + 1 */
	size_t size;
};

/*
 * Row i is a value x_i, column j a value z_j, the pair x_i + z_j, or half of that.  Where
 * two values of the same group are paired only j >= i counts, and on the diagonal n (n + 1) / 2.
 */
struct svy_pairwise {
	struct side x, z;
	bool same; /* z is x, borrowed */
	uint64_t count;
	size_t *low, *high;     /* of each row: the columns from low to before high are left */
	size_t *reach[2];       /* of each row: columns whose pair is below, at most, a number */
	double *weight;         /* pairs in the rows before, of those left; rows + 1 */
	struct weighted few[FEW]; /* sorted, those after the first `below` pairs */
	size_t n_few;
	double drawn[DRAWN];
	uint64_t below;         /* pairs left of those that are left */
	double bottom, top;     /* those left are between */
};

static double pair(const struct svy_pairwise *p, size_t i, size_t j)
{
	double sum = p->x.value[i] + p->z.value[j];
	return p->same ? sum / 2 : sum;
}

static uint64_t times(const struct side *side, size_t i)
{
	return side->before[i + 1] - side->before[i];
}

/* Pairs of row i in the columns before `end`. */
static uint64_t row_count(const struct svy_pairwise *p, size_t i, size_t end)
{
	uint64_t n = times(&p->x, i);
	if (!p->same)
		return n * p->z.before[end];
	return end <= i ? 0 : n * (p->z.before[end] - p->z.before[i]) - n * (n - 1) / 2;
}

static size_t first_column(const struct svy_pairwise *p, size_t i)
{
	return p->same ? i : 0;
}

/*
 * How many pairs are below v, and at most v.  A walk from the last column down: the larger
 * x, the fewer columns are below.
 */
static void count_to(struct svy_pairwise *p, double v, uint64_t *less, uint64_t *upto)
{
	size_t below = p->z.size, most = p->z.size;
	*less = *upto = 0;
	for (size_t i = 0; i < p->x.size; i++) {
		while (most > 0 && pair(p, i, most - 1) > v)
			most--;
		if (below > most)
			below = most;
		while (below > 0 && pair(p, i, below - 1) >= v)
			below--;
		p->reach[0][i] = below;
		p->reach[1][i] = most;
		*less += row_count(p, i, below);
		*upto += row_count(p, i, most);
	}
}

/* Pairs that are left, each place of the table once. */
static uint64_t places_left(const struct svy_pairwise *p)
{
	uint64_t places = 0;
	for (size_t i = 0; i < p->x.size; i++)
		places += p->high[i] - p->low[i];
	return places;
}

/* Leave only what is above, or below, the number that was counted to. */
static void narrow(struct svy_pairwise *p, bool above)
{
	for (size_t i = 0; i < p->x.size; i++) {
		size_t first = first_column(p, i), at = p->reach[above][i] > first ? p->reach[above][i] : first;
		if (above)
			p->low[i] = at;
		else
			p->high[i] = at;
		if (p->high[i] < p->low[i])
			p->high[i] = p->low[i];
	}
}

static void sum_weights(struct svy_pairwise *p)
{
	p->weight[0] = 0;
	for (size_t i = 0; i < p->x.size; i++)
		p->weight[i + 1] = p->weight[i] + (double)times(&p->x, i) *
		                   (double)(p->z.before[p->high[i]] - p->z.before[p->low[i]]);
}

/* The last row whose weights begin at or before `at`, and that is not empty. */
static size_t find_row(const struct svy_pairwise *p, double at)
{
	size_t low = 0, high = p->x.size;
	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;
		*(p->weight[middle] <= at ? &low : &high) = middle;
	}
	while (p->low[low] == p->high[low] && low > 0) /* rounding, at the very end */
		low--;
	return low;
}

static double draw_pair(const struct svy_pairwise *p, struct svy_random *random)
{
	double at = svy_random_uniform(random) * p->weight[p->x.size];
	size_t i = find_row(p, at), low = p->low[i], high = p->high[i];
	uint64_t target = p->z.before[low] + svy_random_below(random, p->z.before[high] - p->z.before[low]);
	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;
		*(p->z.before[middle] <= target ? &low : &high) = middle;
	}
	return pair(p, i, low);
}

static int compare_numbers(const void *left, const void *right)
{
	double a = *(const double *)left, b = *(const double *)right;
	return (a > b) - (a < b);
}

static int compare_weighted(const void *left, const void *right)
{
	return compare_numbers(&((const struct weighted *)left)->value, &((const struct weighted *)right)->value);
}

/* Count to v; true where v is the answer, else only what is on its side is left. */
static bool try_number(struct svy_pairwise *p, double v, uint64_t rank)
{
	uint64_t less, upto;
	count_to(p, v, &less, &upto);
	if (rank > less && rank <= upto)
		return true;
	bool above = rank > upto;
	narrow(p, above);
	if (above)
		p->below = upto, p->bottom = v;
	else
		p->top = v;
	return false;
}

/* One round: a number drawn a little below the rank, one a little above. */
static bool search_round(struct svy_pairwise *p, struct svy_random *random, uint64_t rank, double *out)
{
	sum_weights(p);
	for (size_t i = 0; i < DRAWN; i++)
		p->drawn[i] = draw_pair(p, random);
	qsort(p->drawn, DRAWN, sizeof *p->drawn, compare_numbers);
	double share = fmin((double)(rank - p->below) / p->weight[p->x.size], 1);
	double spread = 2 * sqrt(DRAWN * share * (1 - share)) + 1;
	for (int side = -1; side <= 1; side += 2) {
		double at = fmin(fmax(DRAWN * share + side * spread, 0), DRAWN - 1);
		*out = p->drawn[(size_t)at];
		bool inside = side < 0 || (*out > p->bottom && *out < p->top);
		if (inside && try_number(p, *out, rank))
			return true;
	}
	return false;
}

static void sort_the_rest(struct svy_pairwise *p)
{
	p->n_few = 0;
	for (size_t i = 0; i < p->x.size; i++)
		for (size_t j = p->low[i]; j < p->high[i]; j++)
			p->few[p->n_few++] = (struct weighted){pair(p, i, j), row_count(p, i, j + 1) - row_count(p, i, j)};
	qsort(p->few, p->n_few, sizeof *p->few, compare_weighted);
}

/* Whether it is among those that were sorted last. */
static bool look_up(const struct svy_pairwise *p, uint64_t rank, double *out)
{
	uint64_t upto = p->below;
	if (rank <= upto)
		return false;
	for (size_t i = 0; i < p->n_few; i++) {
		upto += p->few[i].n;
		if (rank <= upto) {
			*out = p->few[i].value;
			return true;
		}
	}
	return false;
}

static void start(struct svy_pairwise *p)
{
	p->n_few = 0;
	p->below = 0;
	p->bottom = -INFINITY;
	p->top = INFINITY;
	for (size_t i = 0; i < p->x.size; i++) {
		p->low[i] = first_column(p, i);
		p->high[i] = p->z.size;
	}
}

double svy_pairwise_at(struct svy_pairwise *p, uint64_t rank)
{
	struct svy_random random;
	double answer = NAN;
	if (look_up(p, rank, &answer))
		return answer;
	svy_random_start(&random, SVY_DEFAULT_SEED, "hodges-lehmann", 0);
	start(p);
	while (places_left(p) > FEW)
		if (search_round(p, &random, rank, &answer))
			return answer;
	sort_the_rest(p);
	(void)look_up(p, rank, &answer);
	return answer;
}

uint64_t svy_pairwise_count(const struct svy_pairwise *pairs)
{
	return pairs->count;
}

double svy_pairwise_median(struct svy_pairwise *pairs)
{
	uint64_t n = pairs->count;
	double low = svy_pairwise_at(pairs, (n + 1) / 2);
	return n % 2 ? low : low / 2 + svy_pairwise_at(pairs, n / 2 + 1) / 2;
}

void svy_pairwise_limits(struct svy_pairwise *pairs, uint64_t rank, enum svy_alternative alternative, double *low,
                         double *high)
{
	*low = rank == 0 || alternative == SVY_LESS ? -INFINITY : svy_pairwise_at(pairs, rank);
	*high = rank == 0 || alternative == SVY_GREATER ? INFINITY : svy_pairwise_at(pairs, pairs->count + 1 - rank);
}

uint64_t svy_pairwise_normal_rank(uint64_t count, double sd, double correction, double alpha)
{
	double rank = ceil((double)count / 2 - correction - svy_normal_upper_quantile(alpha) * sd);
	return rank < 1 ? 0 : rank >= (double)count ? count : (uint64_t)rank;
}

/* --- the pairs of a sample --------------------------------------------------------- */

/* The values of a group, ascending; those of minus the group where `negate`. */
static bool take_side(const struct svy_sample *sample, size_t group, bool negate, struct side *out)
{
	size_t n = 0;
	for (size_t i = 0; i < sample->n_runs; i++)
		n += sample->run[i].group == group;
	out->value = svy_array_new(n, sizeof *out->value);
	out->before = svy_array_new(n + 1, sizeof *out->before);
	if (!out->value || !out->before)
		return false;
	for (size_t i = 0; i < sample->n_runs; i++) {
		const struct svy_run *run = &sample->run[negate ? sample->n_runs - 1 - i : i];
		if (run->group != group)
			continue;
		out->value[out->size++] = negate ? -run->x : run->x;
		out->before[out->size] = out->before[out->size - 1] + run->n;
	}
	return true;
}

static enum svy_code new_pairwise(const struct svy_sample *sample, bool same, uint64_t count,
                                  struct svy_pairwise **out, struct svy_status *status)
{
	struct svy_pairwise *p = svy_array_new(1, sizeof *p);
	if (!p)
		return svy_fail_memory(status);
	p->same = same;
	p->count = count;
	bool ok = take_side(sample, 0, false, &p->x) && (same || take_side(sample, 1, true, &p->z));
	if (same)
		p->z = p->x;
	size_t **const bounds[] = {&p->low, &p->high, &p->reach[0], &p->reach[1]};
	for (size_t i = 0; i < 4 && ok; i++)
		ok = (*bounds[i] = svy_array_new(p->x.size, sizeof **bounds[i])) != NULL;
	ok = ok && (p->weight = svy_array_new(p->x.size + 1, sizeof *p->weight)) != NULL;
	if (!ok) {
		svy_pairwise_free(p);
		return svy_fail_memory(status);
	}
	*out = p;
	return SVY_OK;
}

enum svy_code svy_pairwise_differences(const struct svy_sample *sample, struct svy_pairwise **out,
                                       struct svy_status *status)
{
	uint64_t m = sample->size[0], n = sample->size[1];
	if (n && m > INT64_MAX / n)
		return svy_fail(status, SVY_EDOMAIN, "there are more than 2^63 pairs of values");
	return new_pairwise(sample, false, m * n, out, status);
}

enum svy_code svy_pairwise_means(const struct svy_sample *sample, struct svy_pairwise **out,
                                 struct svy_status *status)
{
	uint64_t n = sample->size[0];
	if (n >= UINT64_C(1) << 32)
		return svy_fail(status, SVY_EDOMAIN, "there are more than 2^63 pairs of values");
	return new_pairwise(sample, true, n * (n + 1) / 2, out, status);
}

void svy_pairwise_free(struct svy_pairwise *pairs)
{
	if (!pairs)
		return;
	free(pairs->x.value);
	free(pairs->x.before);
	if (!pairs->same) {
		free(pairs->z.value);
		free(pairs->z.before);
	}
	free(pairs->low);
	free(pairs->high);
	free(pairs->reach[0]);
	free(pairs->reach[1]);
	free(pairs->weight);
	free(pairs);
}
