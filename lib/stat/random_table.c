#include "stat/random_table.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "stat/distribution.h"

/* Inversion takes about as many steps as the standard deviation is large. */
#define LARGE_VARIANCE 400

/* More respondents have no list of factorials: it would take longer to make than to do without. */
enum { MOST_LISTED = 1 << 16 };

/* k! = mantissa 2^exponent: no logarithms on the way to a probability. */
struct factorial {
	double mantissa, inverse; /* 1 .. 2, and 1 / mantissa */
	int64_t exponent;
};

/* What can be looked up; NULL both where n is too large. */
struct list {
	struct factorial *factorial; /* of 0 .. n */
	double *reciprocal;          /* of 1 .. 2 n + 2, which is as far as steps go */
};

struct svy_random_table_plan {
	size_t strata, rows, cols;
	int64_t *row, *col, *n;      /* strata x rows, strata x cols, strata */
	struct list list;
};

/* --- one cell ----------------------------------------------------------------------- */

/* How many of n drawn from a total are good.  Whole numbers, because what is drawn is soon
 * looked up. */
struct law {
	int64_t total, good, n;
};

/* 2^exponent, or 0 where that is below what a double can hold. */
static double power_of_two(int64_t exponent)
{
	uint64_t bits = exponent > -1023 ? (uint64_t)(exponent + 1023) << 52 : 0;
	double out;
	memcpy(&out, &bits, sizeof out);
	return out;
}

/* P(k) for k within the support: good! bad! n! left! / (total! k! (good - k)! (n - k)! (bad - n + k)!). */
static double find_listed(const struct factorial *list, struct law law, int64_t k)
{
	int64_t bad = law.total - law.good, left = law.total - law.n;
	const struct factorial *a = list + law.good, *b = list + bad, *c = list + law.n, *d = list + left;
	const struct factorial *e = list + law.total, *f = list + k, *g = list + (law.good - k), *h = list + (law.n - k);
	const struct factorial *i = list + (bad - law.n + k);
	int64_t exponent = a->exponent + b->exponent + c->exponent + d->exponent - e->exponent -
	                   (f->exponent + g->exponent + h->exponent + i->exponent);
	double given = (a->mantissa * b->mantissa) * (c->mantissa * d->mantissa) * e->inverse;
	return (f->inverse * g->inverse) * (h->inverse * i->inverse) * given * power_of_two(exponent);
}

static double find_probability(const struct list *list, struct law law, int64_t k)
{
	return list->factorial ? find_listed(list->factorial, law, k)
	                       : exp(svy_hypergeometric_log((double)k, (double)law.total, (double)law.good, (double)law.n));
}

/* The mode, or what rounding makes of it. */
static int64_t find_mode(struct law law)
{
	int64_t low = law.n - (law.total - law.good), high = law.n < law.good ? law.n : law.good;
	int64_t mode = (int64_t)((double)(law.n + 1) * (double)(law.good + 1) / (double)(law.total + 2));
	mode = mode < low ? low : mode;
	return mode > high ? high : mode;
}

/*
 * Probabilities are taken off a uniform number u in turn, from the mode outwards on
 * both sides, so that the likely values come first.  Beyond the support they are 0,
 * because a factor of the step there is.
 */
static int64_t invert_listed(const struct list *list, struct law law, double u)
{
	/* Within the support: where numbers are listed, rounding is less than the distance to its ends. */
	int64_t mode = (int64_t)((double)((law.n + 1) * (law.good + 1)) * list->reciprocal[law.total + 2]), steps = 0;
	int64_t good = law.good - mode, drawn = law.n - mode, rest = law.total - law.good - drawn;
	double up_a = (double)good, up_b = (double)drawn, down_a = (double)mode, down_b = (double)rest;
	const double *up_c = list->reciprocal + mode + 1, *up_d = list->reciprocal + rest + 1;
	const double *down_c = list->reciprocal + good + 1, *down_d = list->reciprocal + drawn + 1;
	double p_up = find_listed(list->factorial, law, mode), p_down = p_up, both = p_up;

	for (u -= p_up; u >= 0; u -= both) {
		p_up *= (up_a-- * up_b--) * (up_c[steps] * up_d[steps]);
		p_down *= (down_a-- * down_b--) * (down_c[steps] * down_d[steps]);
		both = p_up + p_down;
		steps++;
		if (both == 0) /* rounding left a little of u over */
			return mode;
	}
	return u + p_down < 0 ? mode + steps : mode - steps;
}

/* The same without lists. */
static int64_t invert(struct law law, double u)
{
	int64_t good = law.good, n = law.n, rest = law.total - good - n, up, down;
	up = down = find_mode(law);
	double p_up = exp(svy_hypergeometric_log((double)up, (double)law.total, (double)good, (double)n));
	double p_down = p_up, both = p_up;
	for (u -= p_up; u >= 0 && both > 0; u -= both) {
		p_up *= (double)(good - up) * (double)(n - up) / ((double)(up + 1) * (double)(rest + up + 1));
		p_down *= (double)down * (double)(rest + down) / ((double)(good - down + 1) * (double)(n - down + 1));
		both = p_up + p_down;
		up++;
		down--;
	}
	return u + p_down < 0 ? up : down;
}

/* Ratio of uniforms under a hat that covers every hypergeometric distribution
 * with good <= total / 2 and n <= total / 2 (Stadlober 1990). */
static int64_t reject(const struct list *list, struct law law, struct svy_random *random)
{
	static const double d1 = 1.7155277699214135; /* 2 sqrt(2 / e) */
	static const double d2 = 0.8989161620588988; /* 3 - 2 sqrt(3 / e) */
	double total = (double)law.total, n = (double)law.n, share = (double)law.good / total;
	double high = fmin(n, (double)law.good), centre = n * share + 0.5;
	double width = d1 * sqrt((total - n) / (total - 1) * n * share * (1 - share) + 0.5) + d2;
	double p_mode = find_probability(list, law, find_mode(law));

	for (;;) {
		double u = svy_random_uniform(random), v = svy_random_uniform(random);
		double x = floor(centre + width * (v - 0.5) / u);
		if (x >= 0 && x <= high && u * u * p_mode <= find_probability(list, law, (int64_t)x))
			return (int64_t)x;
	}
}

/* Of the good and the bad the fewer, of the drawn and the left the fewer. */
static int64_t reject_fewer(const struct list *list, struct law law, struct svy_random *random)
{
	struct law fewer = law;
	if (law.good > law.total - law.good)
		fewer.good = law.total - law.good;
	if (law.n > law.total - law.n)
		fewer.n = law.total - law.n;
	int64_t x = reject(list, fewer, random);
	if (fewer.good < law.good)
		x = fewer.n - x;
	return fewer.n < law.n ? law.good - x : x;
}

static bool has_small_variance(struct law law)
{
	if (law.total < 16 * LARGE_VARIANCE - 16) /* at most total^2 / 16 (total - 1) */
		return true;
	double total = (double)law.total, bad = total - (double)law.good, left = total - (double)law.n;
	return (double)law.good * bad * (double)law.n * left < LARGE_VARIANCE * (total - 1) * total * total;
}

static int64_t draw_cell(const struct list *list, struct law law, struct svy_random *random)
{
	int64_t bad = law.total - law.good, left = law.total - law.n;
	if (law.good == 0 || law.n == 0 || bad == 0 || left == 0)
		return law.good < law.n ? law.good : law.n;
	if (has_small_variance(law))
		return list->factorial ? invert_listed(list, law, svy_random_uniform(random))
		                       : invert(law, svy_random_uniform(random));
	return reject_fewer(list, law, random);
}

double svy_random_hypergeometric(struct svy_random *random, double total, double good, double n)
{
	const struct list none = {NULL, NULL};
	return (double)draw_cell(&none, (struct law){(int64_t)total, (int64_t)good, (int64_t)n}, random);
}

/* --- tables --------------------------------------------------------------------------- */

static void draw_table(const struct svy_random_table_plan *plan, struct svy_random *random, size_t stratum,
                       int64_t *left, double *out)
{
	size_t rows = plan->rows, cols = plan->cols;
	const int64_t *row = plan->row + stratum * rows;
	int64_t total = plan->n[stratum];
	memcpy(left, plan->col + stratum * cols, cols * sizeof *left);
	for (size_t i = 0; i + 1 < rows; i++) {
		struct law law = {.total = total, .n = row[i]};
		for (size_t j = 0; j + 1 < cols; j++) { /* n to place in the columns from j on */
			law.good = left[j];
			int64_t x = draw_cell(&plan->list, law, random);
			*out++ = (double)x;
			law.total -= law.good;
			law.n -= x;
			left[j] -= x;
		}
		*out++ = (double)law.n;
		left[cols - 1] -= law.n;
		total -= row[i];
	}
	for (size_t j = 0; j < cols; j++)
		out[j] = (double)left[j];
}

void svy_random_table(const struct svy_random_table_plan *plan, struct svy_random *random, int64_t *left, double *out)
{
	for (size_t s = 0; s < plan->strata; s++)
		draw_table(plan, random, s, left, out + s * plan->rows * plan->cols);
}

static bool fill_list(struct list *list, size_t most)
{
	struct factorial *f = list->factorial = svy_array_new(most + 1, sizeof *f);
	list->reciprocal = svy_array_new(2 * most + 3, sizeof *list->reciprocal);
	if (!f || !list->reciprocal)
		return false;
	f[0] = (struct factorial){1, 1, 0};
	for (size_t k = 1; k <= most; k++) {
		int exponent;
		double mantissa = 2 * frexp(f[k - 1].mantissa * (double)k, &exponent);
		f[k] = (struct factorial){mantissa, 1 / mantissa, f[k - 1].exponent + exponent - 1};
	}
	for (size_t k = 1; k <= 2 * most + 2; k++)
		list->reciprocal[k] = 1 / (double)k;
	return true;
}

static bool fill(struct svy_random_table_plan *plan, const double *row, const double *col)
{
	size_t rows = plan->strata * plan->rows, cols = plan->strata * plan->cols;
	int64_t most = 0;
	plan->row = svy_array_new(rows, sizeof *plan->row);
	plan->col = svy_array_new(cols, sizeof *plan->col);
	plan->n = svy_array_new(plan->strata, sizeof *plan->n);
	if (!plan->row || !plan->col || !plan->n)
		return false;
	for (size_t j = 0; j < cols; j++)
		plan->col[j] = (int64_t)col[j];
	for (size_t i = 0; i < rows; i++) {
		int64_t *n = &plan->n[i / plan->rows];
		plan->row[i] = (int64_t)row[i];
		*n += plan->row[i];
		most = *n > most ? *n : most;
	}
	return most > MOST_LISTED || fill_list(&plan->list, (size_t)most);
}

enum svy_code svy_random_table_plan_new(const double *row, const double *col, size_t strata, size_t rows, size_t cols,
                                        struct svy_random_table_plan **out, struct svy_status *status)
{
	struct svy_random_table_plan *plan = svy_array_new(1, sizeof *plan);
	*out = NULL;
	if (plan) {
		plan->strata = strata;
		plan->rows = rows;
		plan->cols = cols;
	}
	if (!plan || !fill(plan, row, col)) {
		svy_random_table_plan_free(plan);
		return svy_fail_memory(status);
	}
	*out = plan;
	return SVY_OK;
}

void svy_random_table_plan_free(struct svy_random_table_plan *plan)
{
	if (!plan)
		return;
	free(plan->row);
	free(plan->col);
	free(plan->n);
	free(plan->list.factorial);
	free(plan->list.reciprocal);
	free(plan);
}
