/* The exact test of an r x c table: the halves joined, cut by cut. */
#include <math.h>
#include <stdlib.h>

#include "base/array.h"
#include "base/parallel.h"
#include "base/sum.h"
#include "stat/exact_internal.h"

/* What a block of keys of A found. */
struct found {
	double p, tied;   /* over exp(shift) */
	int64_t top;
	double top_count;
};

struct joining {
	const struct exact_problem *problem;
	struct exact_budget *budget;
	struct exact_half a, b;
	int64_t limit, above; /* T that counts, and the largest that ties */
	double log_ways;      /* of all respondents between the halves */
	double shift;         /* a logarithm, so that nothing underflows */
	struct found *found;
	size_t n_blocks;
	double start;         /* by the clock */
	atomic_size_t done;   /* keys of A */
};

/* One key of A, with the cuts that it is part of. */
struct joint {
	struct joining *joining;
	struct found *found;
	struct exact_range *range;
	struct exact_list a;
};

static const struct exact_level *last_of(const struct exact_half *half)
{
	return &half->level[half->stages];
}

static size_t find_b(const struct joining *joining, const struct exact_cut *cut)
{
	return svy_exact_keys_find(joining->problem, &last_of(&joining->b)->keys, cut->b);
}

/* Probability of a cut, over exp(shift). */
static double weigh_cut(const struct joining *joining, const struct exact_cut *cut)
{
	const struct exact_problem *problem = joining->problem;
	double sum = -joining->log_ways - joining->shift;
	for (size_t i = 0; i < problem->rows; i++)
		sum += problem->log_factorial[problem->row[i]] - problem->log_factorial[cut->a[i]] -
		       problem->log_factorial[cut->b[i]];
	return cut->ways * exp(sum);
}

/* All tables of the cut are less probable than the observed one; all are more probable. */
static bool all_count(const struct joining *joining, const struct exact_range *a, const struct exact_range *b)
{
	return a->least + b->least > joining->above;
}

static bool none_counts(const struct joining *joining, const struct exact_range *a, const struct exact_range *b)
{
	return a->most + b->most < joining->limit;
}

/* --- which lists are wanted ------------------------------------------------------------ */

static void mark_cut(void *context, const struct exact_cut *cut)
{
	const struct joint *joint = context;
	const struct joining *joining = joint->joining;
	struct exact_range *a = joint->range, *b = &last_of(&joining->b)->range[find_b(joining, cut)];
	bool one_number = joining->shift == 0; /* where probabilities underflow none is kept as one number */
	if (all_count(joining, a, b)) {
		joint->found->p += weigh_cut(joining, cut);
	} else if (!none_counts(joining, a, b)) {
		svy_exact_range_widen(a, joining->limit - b->most, one_number ? joining->above - b->least : EXACT_FAR);
		svy_exact_range_widen(b, joining->limit - a->most, one_number ? joining->above - a->least : EXACT_FAR);
	}
}

static enum svy_code mark_block(void *state, size_t block, struct svy_status *status)
{
	struct joining *joining = state;
	const struct exact_level *a = last_of(&joining->a);
	(void)status;
	for (size_t key = block; key < a->keys.n && !svy_exact_over(joining->budget); key += joining->n_blocks) {
		struct joint joint = {joining, &joining->found[block], &a->range[key], {0}};
		svy_exact_cuts(joining->problem, a->keys.part + key * joining->problem->rows, mark_cut, &joint);
	}
	return SVY_OK;
}

/* --- joining --------------------------------------------------------------------------- */

/* Probability of a table with this T, over exp(shift). */
static double weigh(const struct joining *joining, int64_t x)
{
	const struct exact_problem *problem = joining->problem;
	return exp(problem->log_observed - joining->shift + (double)(problem->observed - x) * problem->unit);
}

/* Both lists rise, so the first entry of b that is far enough moves back as a goes on. */
static void join_lists(const struct joining *joining, const struct exact_list *a, const struct exact_list *b,
                       double ways, struct found *found)
{
	int64_t limit = joining->limit, above = joining->above;
	size_t from = b->n, beyond = b->n; /* first that counts, first that counts and does not tie */
	double p = 0, tied = 0;
	if (a->n == 0 || b->n == 0)
		return;
	for (size_t i = svy_exact_list_up_to(a, limit - b->x[b->n - 1] - 1); i < a->n; i++) {
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

static void join_cut(void *context, const struct exact_cut *cut)
{
	const struct joint *joint = context;
	const struct joining *joining = joint->joining;
	size_t key = find_b(joining, cut);
	const struct exact_range *range = &last_of(&joining->b)->range[key];
	const struct exact_list *a = &joint->a, *b = &last_of(&joining->b)->list[key];
	struct found *found = joint->found;
	svy_exact_raise_top(&found->top, &found->top_count, a->top + b->top, a->top_count * b->top_count * cut->ways,
	                    joining->problem->slack);
	if (all_count(joining, joint->range, range) || none_counts(joining, joint->range, range))
		return;
	join_lists(joining, a, b, cut->ways, found);
	if (a->sure > 0 || b->sure > 0)
		found->p += weigh_cut(joining, cut) * (a->sure + fmax(0, 1 - a->sure) * b->sure);
}

/* The list of a key of A is there as long as its cuts are joined. */
static bool join_key(struct joining *joining, struct joint *joint, size_t key, struct exact_tally *tally)
{
	const struct exact_problem *problem = joining->problem;
	const struct exact_half *half = &joining->a;
	bool filled = svy_exact_list_fill(problem, joining->budget, half, half->stages, key, tally, &joint->a);
	if (filled)
		svy_exact_cuts(problem, last_of(half)->keys.part + key * problem->rows, join_cut, joint);
	svy_exact_list_clear(&joint->a, joining->budget);
	return filled;
}

static enum svy_code join_block(void *state, size_t block, struct svy_status *status)
{
	struct joining *joining = state;
	const struct exact_level *a = last_of(&joining->a);
	struct exact_tally tally = {0};
	bool ok = true;
	for (size_t key = block; ok && key < a->keys.n && !svy_exact_over(joining->budget); key += joining->n_blocks) {
		struct joint joint = {joining, &joining->found[block], &a->range[key], {0}};
		if (svy_exact_wanted(joining->problem, joint.range))
			ok = join_key(joining, &joint, key, &tally);
		size_t done = atomic_fetch_add(&joining->done, 1) + 1;
		svy_exact_look_ahead(joining->budget, joining->start, (double)done, (double)a->keys.n);
	}
	svy_exact_tally_clear(&tally);
	return ok ? SVY_OK : svy_fail_memory(status);
}

/* What is not worth a second thread: keys to be marked, entries to be joined. */
#define LITTLE_MARK 2000
#define LITTLE_JOIN 2e5

static enum svy_code mark(struct joining *joining, struct svy_status *status)
{
	const struct exact_level *a = last_of(&joining->a), *b = last_of(&joining->b);
	unsigned threads = a->keys.n + b->keys.n < LITTLE_MARK ? 1 : joining->budget->threads;
	joining->log_ways = svy_exact_log_factorial(joining->problem->n) - svy_exact_log_factorial(a->keys.sum) -
	                    svy_exact_log_factorial(b->keys.sum);
	joining->n_blocks = svy_exact_blocks(a->keys.n);
	joining->found = svy_array_new(joining->n_blocks, sizeof *joining->found);
	if (!joining->found)
		return svy_fail_memory(status);
	enum svy_code code = svy_parallel(joining->n_blocks, threads, mark_block, joining, status);
	if (!code)
		code = svy_exact_half_mark(joining->problem, joining->budget, &joining->b, status);
	if (!code)
		code = svy_exact_half_mark(joining->problem, joining->budget, &joining->a, status);
	return code;
}

static enum svy_code join(struct joining *joining, struct svy_status *status)
{
	struct exact_half *a = &joining->a, *b = &joining->b;
	enum svy_code code = svy_exact_half_fill(joining->problem, joining->budget, b, b->stages, status);
	if (!code && !svy_exact_over(joining->budget))
		code = svy_exact_half_fill(joining->problem, joining->budget, a, a->stages - 1, status);
	if (code || svy_exact_over(joining->budget))
		return code;
	double entries = (double)a->level[a->stages - 1].entries + (double)last_of(b)->entries;
	joining->start = svy_exact_clock();
	return svy_parallel(joining->n_blocks, entries < LITTLE_JOIN ? 1 : joining->budget->threads, join_block, joining,
	                    status);
}

static void add_found(const struct joining *joining, struct exact_answer *out)
{
	const struct exact_problem *problem = joining->problem;
	struct svy_sum p = {0}, tied = {0};
	int64_t top = 0;
	double top_count = 0;
	for (size_t i = 0; i < joining->n_blocks; i++) {
		const struct found *found = &joining->found[i];
		svy_sum_add(&p, found->p);
		svy_sum_add(&tied, found->tied);
		if (found->top_count > 0)
			svy_exact_raise_top(&top, &top_count, found->top, found->top_count, problem->slack);
	}
	out->log_p = fmin(0, log(svy_sum_value(&p)) + joining->shift);
	out->log_tied = fmin(out->log_p, log(svy_sum_value(&tied)) + joining->shift);
	double log_top = problem->log_observed + (double)(problem->observed - top) * problem->unit + log(top_count);
	out->log_least = svy_exact_is_small(problem) ? fmin(out->log_p, log_top) : NAN;
}

enum svy_code svy_exact_by_lists(const struct exact_problem *problem, struct exact_budget *budget, bool *done,
                                 struct exact_answer *out, struct svy_status *status)
{
	size_t split = problem->split;
	struct joining joining = {.problem = problem, .budget = budget, .limit = problem->observed - problem->slack,
	                          .above = problem->observed + problem->slack,
	                          .shift = problem->log_observed > -600 ? 0 : problem->log_observed};
	enum svy_code code = svy_exact_half_start(problem, budget, problem->stage, split, &joining.a, status);
	if (!code && !svy_exact_over(budget))
		code = svy_exact_half_start(problem, budget, problem->stage + split, problem->stages - split, &joining.b,
		                            status);
	if (!code && !svy_exact_over(budget))
		code = mark(&joining, status);
	if (!code && !svy_exact_over(budget))
		code = join(&joining, status);
	*done = !code && !svy_exact_over(budget);
	if (*done)
		add_found(&joining, out);
	svy_exact_half_clear(&joining.a, budget);
	svy_exact_half_clear(&joining.b, budget);
	free(joining.found);
	return code;
}
