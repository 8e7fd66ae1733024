#include "stat/rank_exact_internal.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

#include "base/array.h"
#include "stat/distribution.h"
#include "stat/random_table.h"

/* Blocks times numbers drawn. */
#define MOST_STEPS 268435456.0

/*
 * f of row j and sum w: the probability, but for the scale, that j elements of the blocks
 * before were drawn and that their scores sum to w.  A row begins at the least sum of j
 * scores; what it can grow by is the same for all rows.
 */
struct drawing {
	const struct svy_scores *scores;
	int64_t m, limit, n;
	int64_t *count, *sum; /* of elements, of scores before block b; size + 1 */
	bool whole;           /* keep all sums up to the limit: their distribution is wanted */
	int64_t stride;       /* limit less the least sum of m scores, and 1 */
	double *f;            /* (m + 1) x stride */
	double *coefficient;  /* (m + 1) x (most ties + 1) of the block at hand */
	double inside;        /* what is certain to end at or below the limit */
	double log_scale;     /* of f and inside */
};

static int64_t smaller(int64_t a, int64_t b)
{
	return a < b ? a : b;
}

static int64_t larger(int64_t a, int64_t b)
{
	return a > b ? a : b;
}

/* The sum of the c smallest scores. */
static int64_t lowest(const struct drawing *d, int64_t c)
{
	size_t low = 0, high = d->scores->size;
	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;
		*(d->count[middle] <= c ? &low : &high) = middle;
	}
	return d->sum[low] + (c - d->count[low]) * d->scores->block[low].score;
}

/* Where row j would have the sum 0. */
static int64_t origin(const struct drawing *d, int64_t j)
{
	return j * d->stride - lowest(d, j);
}

/* The least and the most that r elements of block b and after can add. */
static int64_t least_rest(const struct drawing *d, size_t b, int64_t r)
{
	return lowest(d, d->count[b] + r) - d->sum[b];
}

static int64_t most_rest(const struct drawing *d, int64_t r)
{
	return lowest(d, d->n) - lowest(d, d->n - r);
}

/* Sums at or below this, with j elements drawn, are certain to end inside. */
static int64_t certain(const struct drawing *d, int64_t j)
{
	return d->whole ? -1 : d->limit - most_rest(d, d->m - j);
}

/* Sums before block b with j drawn that are not decided: low .. high, none where low > high. */
static void band(const struct drawing *d, size_t b, int64_t j, int64_t *low, int64_t *high)
{
	int64_t rest = d->n - d->count[b];
	*low = 0, *high = -1;
	if (j > d->count[b] || j > d->m || d->m - j > rest)
		return;
	*low = larger(lowest(d, j), certain(d, j) + 1);
	*high = smaller(d->sum[b] - lowest(d, d->count[b] - j), d->limit - least_rest(d, b, d->m - j));
}

static void clear(struct drawing *d)
{
	free(d->count);
	free(d->sum);
	free(d->f);
	free(d->coefficient);
}

static bool begin(struct drawing *d)
{
	size_t size = d->scores->size;
	d->count = svy_array_new(size + 1, sizeof *d->count);
	d->sum = svy_array_new(size + 1, sizeof *d->sum);
	if (!d->count || !d->sum)
		return false;
	for (size_t b = 0; b < size; b++) {
		d->count[b + 1] = d->count[b] + d->scores->block[b].n;
		d->sum[b + 1] = d->sum[b] + d->scores->block[b].n * d->scores->block[b].score;
	}
	d->n = d->count[size];
	d->stride = d->limit - lowest(d, d->m) + 1;
	return true;
}

static int64_t most_ties(const struct svy_scores *scores)
{
	int64_t most = 0;
	for (size_t b = 0; b < scores->size; b++)
		most = larger(most, scores->block[b].n);
	return most;
}

static double count_steps(const struct drawing *d)
{
	double steps = 0;
	for (size_t b = 0; b < d->scores->size; b++) {
		int64_t ties = d->scores->block[b].n;
		for (int64_t j = larger(0, d->m - d->n + d->count[b]); j <= smaller(d->m, d->count[b]); j++) {
			int64_t low, high;
			band(d, b, j, &low, &high);
			if (low <= high)
				steps += (double)(high - low + 1) * (double)(smaller(ties, d->m - j) + 1);
		}
	}
	return steps;
}

static double work_of(struct drawing *d)
{
	double m = (double)d->m + 1, ties = (double)smaller(most_ties(d->scores), d->m) + 1;
	if (m * ties > RANK_MOST_STATES || m * (double)d->scores->size > MOST_STEPS || !begin(d) ||
	    m * (double)d->stride > RANK_MOST_STATES)
		return INFINITY;
	return d->stride > 0 ? count_steps(d) : 0;
}

double svy_draw_work(const struct svy_scores *scores, int64_t m, int64_t limit)
{
	if (limit < 0)
		return 0;
	struct drawing d = {.scores = scores, .m = m, .limit = limit};
	double work = work_of(&d);
	clear(&d);
	return work;
}

/* log P(a of the ties of block b are drawn | j were before it). */
static double log_coefficient(const struct drawing *d, size_t b, int64_t j, int64_t a)
{
	double left = (double)(d->n - d->count[b]), ties = (double)d->scores->block[b].n;
	if (d->scores->block[b].n == 1)
		return log((a ? (double)(d->m - j) : left - (double)(d->m - j)) / left);
	return svy_hypergeometric_log((double)a, left, ties, (double)(d->m - j));
}

/* Whether any sum that comes from j by a can still end inside. */
static bool matters(const struct drawing *d, size_t b, int64_t j, int64_t a)
{
	int64_t low, high, rest = d->m - j - a;
	band(d, b, j, &low, &high);
	return low <= high && rest >= 0 && rest <= d->n - d->count[b + 1] &&
	       low + a * d->scores->block[b].score + least_rest(d, b + 1, rest) <= d->limit;
}

/*
 * The coefficients of block b.  Where even the largest is far below 1 they are scaled: a
 * tail of many ties has terms below the smallest double.
 */
static void fill_coefficients(struct drawing *d, size_t b)
{
	int64_t most = smaller(d->scores->block[b].n, d->m);
	double *c = d->coefficient, top = -INFINITY;
	for (int64_t j = 0; j <= d->m; j++)
		for (int64_t a = 0; a <= most; a++) {
			double *at = &c[j * (most + 1) + a];
			*at = matters(d, b, j, a) ? log_coefficient(d, b, j, a) : -INFINITY;
			top = fmax(top, *at);
		}
	double shift = top < -100 && isfinite(top) ? top : 0;
	for (int64_t i = 0; i < (d->m + 1) * (most + 1); i++)
		c[i] = exp(c[i] - shift);
	d->log_scale += shift;
}

/*
 * What comes to row j, sums low .. high, from `a` elements of block b and j - a before.
 * Sums that are now certain to end inside leave.
 */
static void add_from(struct drawing *d, size_t b, int64_t j, int64_t a, int64_t low, int64_t high)
{
	int64_t from, to, step = a * d->scores->block[b].score, most = smaller(d->scores->block[b].n, d->m);
	band(d, b, j - a, &from, &to);
	double c = d->coefficient[(j - a) * (most + 1) + a], inside = 0;
	double *f = d->f;
	int64_t source = origin(d, j - a), row = origin(d, j) + step;
	int64_t w = from, last = smaller(to, certain(d, j) - step);
	for (; w <= last; w++)
		inside += f[source + w];
	d->inside += c * inside;
	last = smaller(to, high - step);
	if (a == 0) /* in place: these are the sums that stay */
		for (w = larger(w, low); w <= last; w++)
			f[row + w] *= c;
	else
		for (w = larger(w, low - step); w <= last; w++)
			f[row + w] += c * f[source + w];
}

/* Row j after block b, in place: rows below j have not been changed yet. */
static void shift_row(struct drawing *d, size_t b, int64_t j)
{
	int64_t ties = d->scores->block[b].n, most = smaller(ties, d->m), low, high, from, to;
	int64_t row = origin(d, j);
	band(d, b + 1, j, &low, &high);
	band(d, b, j, &from, &to);
	add_from(d, b, j, 0, low, high);
	for (int64_t w = low; w <= high; w++)
		if (w < from || w > to)
			d->f[row + w] = 0;
	for (int64_t a = 1; a <= smaller(ties, j); a++)
		if (d->coefficient[(j - a) * (most + 1) + a] > 0)
			add_from(d, b, j, a, low, high);
}

/* Keep f within what doubles can hold. */
static void rescale(struct drawing *d, size_t b)
{
	double most = d->inside;
	for (int64_t j = 0; j <= d->m; j++) {
		int64_t low, high, row = origin(d, j);
		band(d, b, j, &low, &high);
		for (int64_t w = low; w <= high; w++)
			most = fmax(most, d->f[row + w]);
	}
	svy_rank_rescale(most, d->f, (d->m + 1) * d->stride, &d->inside, &d->log_scale);
}

static enum svy_code run(struct drawing *d, struct svy_status *status)
{
	int64_t ties = smaller(most_ties(d->scores), d->m), since = 0;
	d->f = svy_array_new((size_t)(d->m + 1) * (size_t)d->stride, sizeof *d->f);
	d->coefficient = svy_array_new((size_t)(d->m + 1) * (size_t)(ties + 1), sizeof *d->coefficient);
	if (!d->f || !d->coefficient)
		return svy_fail_memory(status);
	d->f[0] = 1;
	for (size_t b = 0; b < d->scores->size; b++) {
		fill_coefficients(d, b);
		for (int64_t j = d->m; j >= 0; j--)
			shift_row(d, b, j);
		since += d->scores->block[b].n;
		if (since > 16) {
			rescale(d, b + 1);
			since = 0;
		}
	}
	return SVY_OK;
}

enum svy_code svy_draw_lower(const struct svy_scores *scores, int64_t m, int64_t limit, struct svy_tail *out,
                             struct svy_status *status)
{
	struct drawing d = {.scores = scores, .m = m, .limit = limit};
	enum svy_code code = SVY_OK;
	if (!begin(&d)) {
		code = svy_fail_memory(status);
	} else if (limit < 0 || least_rest(&d, 0, m) > limit) {
		*out = (struct svy_tail){0, -INFINITY};
	} else if (most_rest(&d, m) <= limit) {
		*out = (struct svy_tail){1, 0};
	} else {
		code = run(&d, status);
		if (code == SVY_OK)
			*out = svy_rank_tail(d.inside, d.log_scale);
	}
	clear(&d);
	return code;
}

double svy_draw_least_log(const struct svy_scores *scores, int64_t m)
{
	int64_t n = 0, reached = 0, before = 0;
	for (size_t b = 0; b < scores->size; b++) {
		if (reached < m)
			before = reached, reached += scores->block[b].n;
		n += scores->block[b].n;
	}
	/* all drawn are among those reached, and all of the blocks before the last are drawn */
	return svy_hypergeometric_log((double)m, (double)n, (double)reached, (double)m) +
	       svy_hypergeometric_log((double)before, (double)reached, (double)before, (double)m);
}

int64_t svy_draw_random(const struct svy_scores *scores, int64_t m, struct svy_random *random)
{
	int64_t left = 0, sum = 0;
	for (size_t b = 0; b < scores->size; b++)
		left += scores->block[b].n;
	for (size_t b = 0; b < scores->size && m > 0; b++) {
		int64_t ties = scores->block[b].n, a;
		if (ties == 1)
			a = svy_random_below(random, (uint64_t)left) < (uint64_t)m;
		else
			a = (int64_t)svy_random_hypergeometric(random, (double)left, (double)m, (double)ties);
		sum += a * scores->block[b].score;
		m -= a;
		left -= ties;
	}
	return sum;
}

enum svy_code svy_draw_critical(int64_t m, int64_t n, double alpha, double work, int64_t *out,
                                struct svy_status *status)
{
	int64_t least = smaller(m, n), all = m + n;
	double mean = (double)m * (double)n / 2, sd = sqrt((double)m * (double)n * ((double)all + 1) / 12);
	struct svy_tied_score *block;
	enum svy_code code = SVY_OK;
	*out = -1;
	if ((double)all * (double)least > fmin(work, MOST_STEPS))
		return SVY_OK;
	block = svy_array_new((size_t)all, sizeof *block);
	if (!block)
		return svy_fail_memory(status);
	for (int64_t i = 0; i < all; i++)
		block[i] = (struct svy_tied_score){i, 1};
	const struct svy_scores scores = {block, (size_t)all};
	int64_t above = least * (least - 1) / 2; /* the smallest sum: U is counted from there */
	for (int64_t limit = svy_rank_guess(mean, sd, alpha); *out < 0 && !code; limit = m * n) {
		struct drawing d = {.scores = &scores, .m = least, .limit = above + limit, .whole = true};
		bool enough = work_of(&d) <= work;
		if (enough)
			code = run(&d, status);
		if (enough && !code)
			*out = svy_rank_critical(d.f + least * d.stride, limit, exp(d.log_scale), alpha);
		clear(&d);
		if (!enough || limit == m * n)
			break;
	}
	free(block);
	return code;
}
