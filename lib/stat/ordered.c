#include "stat/ordered.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/dd.h"
#include "base/random.h"
#include "base/sum.h"
#include "stat/exact_internal.h"
#include "stat/ordered_internal.h"
#include "stat/table_draws.h"

/* --- whole scores ------------------------------------------------------------- */

/* Whole numbers up to here, and their sums, are exact in a double. */
#define WHOLE_MAX 0x1p53
/* A score is a multiple of the unit where it is so near, relatively: decimals are not
 * exact in binary. */
#define MULTIPLE 1e-10
enum { MAX_PARTS = 1000 };

/* The smallest distance between two different scores; ascending. */
static double find_gap(const double *score, size_t n)
{
	double gap = HUGE_VAL;
	for (size_t i = 1; i < n; i++)
		if (score[i] > score[i - 1])
			gap = fmin(gap, score[i] - score[i - 1]);
	return gap;
}

static bool are_multiples(const double *score, size_t n, double unit)
{
	for (size_t i = 0; i < n; i++) {
		double multiple = (score[i] - score[0]) / unit;
		if (fabs(multiple - round(multiple)) > MULTIPLE * fmax(1, multiple))
			return false;
	}
	return true;
}

/*
 * Ascending scores as whole numbers from 0, by a linear change, at most `most`; the largest
 * of them.  *rounded where they are not multiples of one number, or too large ones.
 */
static double make_whole(double *score, size_t n, double most, bool *rounded)
{
	double first = score[0], range = score[n - 1] - first, gap = find_gap(score, n), unit = 0;
	*rounded = false;
	if (!(range > 0)) {
		memset(score, 0, n * sizeof *score);
		return 0;
	}
	for (int parts = 1; parts <= MAX_PARTS && unit == 0 && range / gap * parts <= most; parts++)
		if (are_multiples(score, n, gap / parts))
			unit = gap / parts;
	if (unit == 0) {
		*rounded = true;
		unit = range / most;
	}
	for (size_t i = 0; i < n; i++)
		score[i] = round((score[i] - first) / unit);
	return score[n - 1];
}

/* --- the table as the network takes it ------------------------------------------ */

/* Owned copies, ascending, the fewer categories as rows. */
struct layout {
	struct svy_margins m; /* only rows, cols, row, col, count, n, whole */
	double *u, *v;        /* whole scores; NULL: none */
	double *work;         /* everything */
	double slack;         /* by how much rounded scores can be wrong in T */
};

struct place {
	double score;
	size_t index;
};

static int compare_places(const void *left, const void *right)
{
	const struct place *a = left, *b = right;
	if (a->score < b->score || a->score > b->score)
		return a->score < b->score ? -1 : 1;
	return (a->index > b->index) - (a->index < b->index);
}

/* Indices of a margin in the order of its scores. */
static struct place *sort_scores(const double *score, size_t n)
{
	struct place *place = svy_array_new(n, sizeof *place);
	for (size_t i = 0; i < n && place; i++)
		place[i] = (struct place){score ? score[i] : 0, i};
	if (place && score)
		qsort(place, n, sizeof *place, compare_places);
	return place;
}

static void fill_layout(struct layout *out, const struct svy_margins *m, bool turned, const struct place *row,
                        const struct place *col)
{
	for (size_t i = 0; i < out->m.rows; i++) {
		out->m.row[i] = (turned ? m->col : m->row)[row[i].index];
		out->u[i] = row[i].score;
	}
	for (size_t j = 0; j < out->m.cols; j++) {
		out->m.col[j] = (turned ? m->row : m->col)[col[j].index];
		out->v[j] = col[j].score;
	}
	for (size_t i = 0; i < out->m.rows; i++)
		for (size_t j = 0; j < out->m.cols; j++) {
			size_t from = turned ? col[j].index * m->cols + row[i].index : row[i].index * m->cols + col[j].index;
			out->m.count[i * out->m.cols + j] = m->count[from];
		}
}

/* The product of the largest scores and n must be whole and exact; half of the digits are
 * for the rows, unless they need fewer. */
static void round_scores(struct layout *layout)
{
	bool row_rounded, col_rounded;
	double both = WHOLE_MAX / 2 / layout->m.n;
	double row = make_whole(layout->u, layout->m.rows, floor(sqrt(both)), &row_rounded);
	double col = make_whole(layout->v, layout->m.cols, floor(both / fmax(1, row)), &col_rounded);
	layout->slack = layout->m.n * (row_rounded * col + col_rounded * row);
}

static enum svy_code make_layout(const struct svy_ordered_table *ordered, struct layout *out, struct svy_status *status)
{
	const struct svy_margins *m = ordered->m;
	bool turned = m->cols < m->rows;
	size_t rows = turned ? m->cols : m->rows, cols = turned ? m->rows : m->cols;
	struct place *row = sort_scores(turned ? ordered->col_score : ordered->row_score, rows);
	struct place *col = sort_scores(turned ? ordered->row_score : ordered->col_score, cols);
	double *work = svy_array_new(2 * (rows + cols) + rows * cols, sizeof *work);
	bool ok = row && col && work;
	*out = (struct layout){.work = work};
	if (ok) {
		out->m = (struct svy_margins){.rows = rows, .cols = cols, .row = work, .col = work + rows,
		                              .count = work + 2 * (rows + cols), .n = m->n, .whole = m->whole};
		out->u = work + rows + cols;
		out->v = out->u + rows;
		fill_layout(out, m, turned, row, col);
		if (ordered->row_score)
			round_scores(out);
		else
			out->u = out->v = NULL;
	}
	free(row);
	free(col);
	return ok ? SVY_OK : svy_fail_memory(status);
}

/* --- tails ---------------------------------------------------------------------- */

static struct svy_network make_network(const struct layout *layout)
{
	return (struct svy_network){layout->m.rows, layout->m.cols, layout->m.row, layout->m.col, layout->u, layout->v,
	                            -HUGE_VAL, HUGE_VAL};
}

/* T of a table of the layout. */
static double find_value(const struct svy_network *net, const double *table, double *used, double *x)
{
	double sum = 0;
	memset(used, 0, net->rows * sizeof *used);
	for (size_t j = 0; j < net->cols; j++) {
		for (size_t i = 0; i < net->rows; i++)
			x[i] = table[i * net->cols + j];
		sum += svy_network_add(net, j, used, x);
		for (size_t i = 0; i < net->rows; i++)
			used[i] += x[i];
	}
	return sum;
}

static double score_sum(const double *score, const double *count, size_t n)
{
	struct svy_sum sum = {0};
	for (size_t i = 0; i < n; i++)
		svy_sum_add_product(&sum, score[i], count[i]);
	return svy_sum_value(&sum);
}

/* What is as far on the other side of the mean: 2 E(T) - T. */
static double find_mirror(const struct layout *layout, double value)
{
	const struct svy_margins *m = &layout->m;
	if (!layout->u)
		return -value;
	double u = score_sum(layout->u, m->row, m->rows), v = score_sum(layout->v, m->col, m->cols);
	struct svy_dd mean = svy_dd_div(svy_dd_product(u, v), svy_dd_from(m->n));
	return svy_dd_value(svy_dd_sub(svy_dd_add(mean, mean), svy_dd_from(value)));
}

static void set_tail(struct svy_network *net, const struct layout *layout, double value,
                     enum svy_alternative alternative)
{
	/* T is whole and the mirror a multiple of 1 / n: no more slack than they need. */
	double mirror = find_mirror(layout, value), tie = SVY_TIE_SLACK * fabs(value - mirror) / 2;
	double slack = layout->slack + fmin(tie, 0.25 / layout->m.n);
	net->low = alternative == SVY_GREATER ? -HUGE_VAL : (alternative == SVY_LESS ? value : fmin(value, mirror)) + slack;
	net->high = alternative == SVY_LESS ? HUGE_VAL : (alternative == SVY_GREATER ? value : fmax(value, mirror)) - slack;
}

/* The value that is furthest from the mean in the direction of the alternative. */
static double find_extreme(const struct svy_network *net, const struct layout *layout,
                           enum svy_alternative alternative, double *used, double *x)
{
	memset(used, 0, net->rows * sizeof *used);
	double most = svy_network_bound(net, 0, true, used, x);
	memset(used, 0, net->rows * sizeof *used);
	double least = svy_network_bound(net, 0, false, used, x);
	if (alternative != SVY_TWO_SIDED)
		return alternative == SVY_GREATER ? most : least;
	return most - find_mirror(layout, most) >= find_mirror(layout, least) - least ? most : least;
}

/* --- the two ways ----------------------------------------------------------------- */

static enum svy_code count_in_tail(const void *state, const double *table, double *scratch,
                                   struct svy_table_hits *hits, struct svy_status *status)
{
	const struct svy_network *net = state;
	double value = find_value(net, table, scratch, scratch + net->rows);
	(void)status;
	hits->all += value >= net->high || value <= net->low;
	return SVY_OK;
}

static void add_method(struct svy_test *out, const char *words)
{
	size_t length = strlen(out->method);
	snprintf(out->method + length, sizeof out->method - length, ", %s", words);
}

static enum svy_code draw(const struct layout *layout, const struct svy_network *net, const char *stream,
                          const struct svy_monte_carlo *monte_carlo, struct svy_test *out, struct svy_status *status)
{
	unsigned long long replicates = monte_carlo->replicates ? monte_carlo->replicates : SVY_MONTE_CARLO_REPLICATES;
	const struct svy_table_margins margins = {layout->m.row, layout->m.col, 1, layout->m.rows, layout->m.cols};
	struct svy_table_hits hits;
	char words[80];
	snprintf(words, sizeof words, "Monte Carlo, %llu random tables, 99%% interval of p", replicates);
	add_method(out, words);
	enum svy_code code = svy_draw_tables(&margins, monte_carlo, stream, count_in_tail, net, &hits, status);
	return code == SVY_OK ? svy_monte_carlo_p((double)hits.all, (double)replicates, out, status) : code;
}

static void put_exact(struct svy_test *out, double log_p)
{
	add_method(out, "exact");
	out->p = exp(log_p);
	out->log_p = log_p;
	if (isinf(log_p)) {
		out->log_p = NAN;
		svy_test_note(out, "p is below 1e-600");
	}
}

/* p of the most extreme table in this direction; NaN beyond the budget. */
static enum svy_code find_attainable(const struct layout *layout, enum svy_alternative alternative, uint64_t *steps,
                                     double *work, double *out, struct svy_status *status)
{
	struct svy_network net = make_network(layout);
	double log_p;
	bool done = false;
	set_tail(&net, layout, find_extreme(&net, layout, alternative, work, work + net.rows), alternative);
	enum svy_code code = svy_network_tail(&net, steps, &log_p, &done, status);
	if (code == SVY_OK)
		*out = done ? exp(log_p) : NAN;
	return code;
}

static enum svy_code put_attainable(const struct layout *layout, uint64_t steps, double *work, struct svy_test *out,
                                    struct svy_status *status)
{
	enum svy_code code = find_attainable(layout, SVY_LESS, &steps, work, &out->attainable_less, status);
	if (code == SVY_OK)
		code = find_attainable(layout, SVY_GREATER, &steps, work, &out->attainable_greater, status);
	if (code == SVY_OK && out->alternative == SVY_TWO_SIDED)
		return find_attainable(layout, SVY_TWO_SIDED, &steps, work, &out->attainable_p, status);
	if (code == SVY_OK)
		out->attainable_p = out->alternative == SVY_LESS ? out->attainable_less : out->attainable_greater;
	return code;
}

static enum svy_code compute(const struct layout *layout, const char *stream,
                             const struct svy_ordered_options *options, double *work, struct svy_test *out,
                             struct svy_status *status)
{
	struct svy_network net = make_network(layout);
	uint64_t steps = options->steps ? options->steps : SVY_ORDERED_STEPS, left = steps;
	double log_p;
	bool done = false;

	double value = find_value(&net, layout->m.count, work, work + net.rows);
	set_tail(&net, layout, value, out->alternative);
	enum svy_code code = svy_network_tail(&net, &left, &log_p, &done, status);
	if (code == SVY_OK && done)
		put_exact(out, log_p);
	else if (code == SVY_OK)
		code = draw(layout, &net, stream, &options->monte_carlo, out, status);
	return code == SVY_OK ? put_attainable(layout, steps / 4, work, out, status) : code;
}

enum svy_code svy_ordered_p(const struct svy_ordered_table *ordered, const char *stream,
                            const struct svy_ordered_options *options, struct svy_test *out, struct svy_status *status)
{
	const struct svy_ordered_options defaults = {.monte_carlo = {.seed = SVY_DEFAULT_SEED}};
	struct layout layout;
	struct svy_test test = *out;
	enum svy_code code = svy_exact_check(ordered->m, 0, status);
	if (code)
		return code;
	code = make_layout(ordered, &layout, status);
	double *work = code == SVY_OK ? svy_array_new(2 * layout.m.rows, sizeof *work) : NULL;
	if (code == SVY_OK && !work)
		code = svy_fail_memory(status);
	if (code == SVY_OK)
		code = compute(&layout, stream, options ? options : &defaults, work, &test, status);
	if (code == SVY_OK)
		*out = test;
	free(work);
	free(layout.work);
	return code;
}

uint64_t svy_ordered_steps(double seconds)
{
	const double a_second = 1e8;
	return seconds > 0 ? (uint64_t)fmin(1e18, fmax(1, seconds * a_second)) : 0;
}
