/*
 * The parts of the exact test of an r x c table (exact_table.h).  Not installed.
 *
 * The longer side of the table is cut into stages, one vector of counts each, and
 * the stages into two halves, A and B.  How improbable a table is, its T, is the
 * sum over the cells of log(count!), but for a constant of the margins; T of the
 * whole is T of the one half plus T of the other.  What a half can be depends only
 * on the sums that it has along the shorter side, and not on their order: those
 * sums, sorted, are its key.  So for each key of each half the values of T are
 * listed once, each with the number of half tables that have it, and the halves
 * are joined cut by cut.  Bounds of T say beforehand which lists the cuts need, and
 * within what limits; those of A are made one at a time and not kept.
 *
 * T is kept as a whole number of units, so that sums are exact, do not depend on
 * their order, and half tables that tie are found to tie.
 */
#ifndef SVY_STAT_EXACT_INTERNAL_H
#define SVY_STAT_EXACT_INTERNAL_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/status.h"
#include "stat/exact_tally_internal.h"
#include "stat/margins.h"
#include "stat/monte_carlo.h"
#include "stat/test.h"

enum { EXACT_ROWS = 32 }; /* longest key */

/* Time and memory that may be used, and whether they were used up. */
struct exact_budget {
	double deadline; /* by svy_exact_clock() */
	size_t bytes;
	atomic_size_t used;
	atomic_bool over;
	unsigned threads;
};

double svy_exact_clock(void);
/* Account for memory; false, and over, where there is no more. */
bool svy_exact_take(struct exact_budget *budget, size_t bytes);
void svy_exact_give(struct exact_budget *budget, size_t bytes);
/* Whether time or memory are used up. */
bool svy_exact_over(struct exact_budget *budget);

struct exact_problem {
	size_t rows, stages;
	uint32_t *row; /* margins of the shorter side, falling */
	double *stage; /* of the longer side, those of A first */
	size_t split;  /* stages of A */
	double n;
	uint64_t stride[EXACT_ROWS]; /* place value of a part in the code of a key */

	/* Of k = 0 .. most: T of a cell, in units, is that of log(k!) - slope k - base;
	 * slope and base move T by a constant of the margins. */
	size_t most;
	int64_t *value;
	double *log_factorial;
	double unit, slope, base;

	int64_t observed;
	int64_t slack;       /* T that differ by no more tie */
	double log_observed; /* log of the probability of the observed table */
};

/* The problem of these margins and counts; *out NULL where its numbers are too
 * large for any list.  Freed by svy_exact_problem_free(). */
enum svy_code svy_exact_problem_new(const struct svy_margins *m, struct exact_problem **out, struct svy_status *status);
void svy_exact_problem_free(struct exact_problem *problem);

double svy_exact_log_factorial(double k);

/* So few keys that nothing need be passed over: then the least probable table is found too. */
bool svy_exact_is_small(const struct exact_problem *problem);

/*
 * A lower bound of T, in natural units, of all tables with these margins, by
 * Lagrangian duality: for any a_i, b_j
 *
 *     T >= sum a_i row_i + sum b_j col_j + sum_ij min_k (log k! - (a_i + b_j) k)
 *
 * with a_i + b_j near the logarithm of the expected count, where the maximum is.
 */
double svy_exact_lower_bound(const struct exact_problem *problem, const uint32_t *row, const double *col, size_t cols);

/* An upper bound of the same: no table has more than the factorials of its rows, or of its columns. */
double svy_exact_upper_bound(const struct exact_problem *problem, const uint32_t *row, const double *col, size_t cols);

/* --- keys ---------------------------------------------------------------------- */

/* The keys of the first stages of a half. */
struct exact_keys {
	size_t n, capacity;
	uint32_t *part;      /* n x rows, falling */
	double sum;          /* of every key */
	double log_stages;   /* sum of log(stage!) */
	size_t stages;
	uint64_t *slot_code; /* open addressing: code + 1, 0 where free */
	uint32_t *slot_key;
	uint64_t mask;
	size_t bytes;
};

/* All keys of these stages that fit into the margins; stops when the budget is over. */
enum svy_code svy_exact_keys_fill(const struct exact_problem *problem, struct exact_budget *budget, const double *stage,
                              size_t stages, struct exact_keys *out, struct svy_status *status);
void svy_exact_keys_clear(struct exact_keys *keys, struct exact_budget *budget);

/* The number of a key given unsorted; SIZE_MAX where it is not there. */
size_t svy_exact_keys_find(const struct exact_problem *problem, const struct exact_keys *keys, const uint32_t *part);

/* log of the sum of exp(-T) over all tables of a half with this key. */
double svy_exact_log_total(const struct exact_problem *problem, const struct exact_keys *keys, const uint32_t *part);

/* --- vectors of counts --------------------------------------------------------- */

/* One vector that a stage can have: T of its cells, log of its probability given
 * the key, and what is left of the key. */
struct exact_vector {
	uint32_t left[EXACT_ROWS];
	int64_t value;
	double log_weight;
};
typedef void exact_visit(void *context, const struct exact_vector *vector);

/*
 * Visit the vectors with this sum that fit into a key of `keys`, where what they leave
 * is a key of one stage less.
 *
 * Vectors are passed over together where T of the half would be above the limits, or
 * below, for all that they can leave; the probability of those above, given the key, is
 * returned.
 */
struct exact_limits {
	int64_t lowest, highest;
};
double svy_exact_vectors(const struct exact_problem *problem, const uint32_t *key, const struct exact_keys *keys,
                     struct exact_limits limits, double sum, exact_visit *visit, void *context);

/* --- ways to split the margins between the halves ---------------------------------- */

struct exact_cut {
	uint32_t a[EXACT_ROWS], b[EXACT_ROWS];
	double ways; /* orders of rows with equal margins that this one stands for */
};
typedef void exact_visit_cut(void *context, const struct exact_cut *cut);

/* All cuts that give A the parts of this key, in whatever order. */
void svy_exact_cuts(const struct exact_problem *problem, const uint32_t *key, exact_visit_cut *visit, void *context);

/* --- halves ------------------------------------------------------------------------ */

/* Beyond every T, and far from overflow. */
#define EXACT_FAR ((int64_t)1 << 62)

/* T of all half tables of a key, and of those that can come out on either side of the
 * observed table, in any cut or longer half that they are part of; lowest > highest: none. */
struct exact_range {
	int64_t least, most;
	_Atomic int64_t lowest, highest;
};

/*
 * What the half tables of a key can be.  Those that are less probable than the
 * observed table, and do not tie with it, however the other cells are filled, are not
 * listed: only their probability is kept.  Nor are those that are more probable.
 */
struct exact_list {
	size_t n;
	int64_t *x;       /* T, rising */
	double *count;    /* half tables that have it */
	double *tail;     /* sum from here on of count exp(-T), relative to exp(-T) here */
	double sure;      /* probability, given the key, of what is not listed */
	int64_t top;      /* largest T of all, listed or not, and how many have it */
	double top_count;
};

/* The first so many stages of a half. */
struct exact_level {
	struct exact_keys keys;
	struct exact_range *range;
	struct exact_list *list; /* NULL until they are filled */
	size_t entries;          /* of all lists */
};

struct exact_half {
	size_t stages;
	const double *stage;
	struct exact_level *level; /* 0 .. stages */
};

/* Keys and bounds of all levels; freed by svy_exact_half_clear(), also after a failure. */
enum svy_code svy_exact_half_start(const struct exact_problem *problem, struct exact_budget *budget,
                                   const double *stage, size_t stages, struct exact_half *out,
                                   struct svy_status *status);
void svy_exact_half_clear(struct exact_half *half, struct exact_budget *budget);

/* A use of the half tables of a key in which T from `lowest` to `highest` can come out on either side. */
void svy_exact_range_widen(struct exact_range *range, int64_t lowest, int64_t highest);

/* Those of the last level are known: find those of the others. */
enum svy_code svy_exact_half_mark(const struct exact_problem *problem, struct exact_budget *budget,
                                  struct exact_half *half, struct svy_status *status);

/* The lists of levels 0 .. last; only those of `last` are kept. */
enum svy_code svy_exact_half_fill(const struct exact_problem *problem, struct exact_budget *budget,
                                  struct exact_half *half, size_t last, struct svy_status *status);

/* One list, the level before being filled; false where memory ran out. */
bool svy_exact_list_fill(const struct exact_problem *problem, struct exact_budget *budget,
                         const struct exact_half *half, size_t level, size_t key, struct exact_tally *tally,
                         struct exact_list *out);
void svy_exact_list_clear(struct exact_list *list, struct exact_budget *budget);
size_t svy_exact_list_up_to(const struct exact_list *list, int64_t x);
void svy_exact_raise_top(int64_t *top, double *top_count, int64_t x, double count, int64_t slack);

/* What of a key must be visited: all vectors where the least probable table is looked for. */
struct exact_limits svy_exact_vector_limits(const struct exact_problem *problem, const struct exact_range *range);
/* Whether a key has a list, or is visited all the same. */
bool svy_exact_wanted(const struct exact_problem *problem, const struct exact_range *range);

/* After a while, whether all would take longer than there is; then the budget is over. */
void svy_exact_look_ahead(struct exact_budget *budget, double start, double done, double all);

/* Keys are shared out to so many blocks, each has every so many-th. */
size_t svy_exact_blocks(size_t keys);

struct exact_answer {
	double log_p, log_tied; /* of all at most as probable; of those that tie with the observed */
	double log_least;       /* of all that tie with the least probable; NaN where not known */
};

/* *done is false where the budget did not last. */
enum svy_code svy_exact_by_lists(const struct exact_problem *problem, struct exact_budget *budget, bool *done,
                             struct exact_answer *out, struct svy_status *status);

/* By random tables: p, log_p, p_low and p_high; half: ties count half, and the interval
 * goes from that of the tables without ties to that of those with them. */
enum svy_code svy_exact_simulate(const struct svy_margins *m, const struct svy_monte_carlo *options, bool half,
                             struct svy_test *out, struct svy_status *status);

/* Whole counts, not too many, and not too many replicates. */
enum svy_code svy_exact_check(const struct svy_margins *m, uint64_t replicates, struct svy_status *status);

#endif
