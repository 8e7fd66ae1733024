#include "stat/square.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

#include "base/array.h"
#include "base/sum.h"
#include "stat/distribution.h"
#include "stat/margins.h"

static const char *const NAMES[SVY_N_SQUARES] = {"bowker", "stuart-maxwell", "bhapkar"};
static const char *const NOBODY = "nobody changed: all respondents are on the diagonal";

const char *svy_square_name(enum svy_square_kind kind)
{
	return NAMES[kind];
}

static void put_p(struct svy_test *out)
{
	out->p = svy_chisq_upper(out->statistic, out->df);
	out->log_p = svy_chisq_upper_log(out->statistic, out->df);
}

/* --- symmetry ---------------------------------------------------------------- */

static void test_symmetry(const double *n, size_t k, struct svy_test *out)
{
	struct svy_sum sum = {0};
	size_t pairs = 0, all = k * (k - (k > 0)) / 2;
	double least = HUGE_VAL;
	for (size_t i = 0; i < k; i++)
		for (size_t j = i + 1; j < k; j++) {
			double there = n[i * k + j], back = n[j * k + i];
			if (there + back == 0)
				continue;
			svy_sum_add(&sum, (there - back) * ((there - back) / (there + back)));
			least = fmin(least, (there + back) / 2);
			pairs++;
		}
	if (pairs == 0) {
		svy_test_note(out, "%s", NOBODY);
		return;
	}
	out->statistic = svy_sum_value(&sum);
	out->df = (double)pairs;
	out->smallest_expected = least;
	put_p(out);
	if (pairs < all)
		svy_test_note(out, "%zu of %zu pairs of cells are empty and not counted in df", all - pairs, all);
}

/* --- marginal homogeneity ---------------------------------------------------- */

/* The categories with their flows, and which of them are in one connected part. */
struct flows {
	size_t k;
	double *s;      /* k x k: the covariance, eliminated in place */
	double *d;      /* k: row less column sum */
	size_t *part;   /* k: the lowest category that it is connected with */
};

static void clear_flows(struct flows *f)
{
	free(f->s);
	free(f->d);
	free(f->part);
}

static enum svy_code make_flows(const double *n, size_t k, struct flows *f, struct svy_status *status)
{
	*f = (struct flows){k, svy_array_new(k * k, sizeof(double)), svy_array_new(k, sizeof(double)),
	                    svy_array_new(k, sizeof(size_t))};
	if (!f->s || !f->d || !f->part)
		return svy_fail_memory(status);
	for (size_t i = 0; i < k; i++) {
		struct svy_sum net = {0}, gross = {0};
		f->part[i] = i;
		for (size_t j = 0; j < k; j++) {
			if (j == i)
				continue;
			svy_sum_add(&net, n[i * k + j]);
			svy_sum_add(&net, -n[j * k + i]);
			svy_sum_add(&gross, n[i * k + j]);
			svy_sum_add(&gross, n[j * k + i]);
			f->s[i * k + j] = -(n[i * k + j] + n[j * k + i]);
		}
		f->d[i] = svy_sum_value(&net);
		f->s[i * k + i] = svy_sum_value(&gross);
	}
	return SVY_OK;
}

/* Give every category the lowest number in its part; the number of parts. */
static size_t find_parts(struct flows *f)
{
	size_t parts = 0, k = f->k;
	for (bool changed = true; changed;) {
		changed = false;
		for (size_t i = 0; i < k; i++)
			for (size_t j = 0; j < k; j++)
				if (f->s[i * k + j] < 0 && f->part[j] > f->part[i]) {
					f->part[j] = f->part[i];
					changed = true;
				}
	}
	for (size_t i = 0; i < k; i++)
		parts += f->part[i] == i;
	return parts;
}

/*
 * d' S^- d by elimination, leaving out the first category of each part.  What is left of
 * row i after each step sums to what goes to the categories not yet eliminated, so the
 * pivot is taken as that sum: all its terms have one sign and none cancels.
 */
static double solve(struct flows *f)
{
	size_t k = f->k;
	struct svy_sum sum = {0};
	for (size_t i = k; i-- > 0;) {
		double *row = f->s + i * k, pivot = 0;
		if (f->part[i] == i)
			continue;
		for (size_t j = 0; j < i; j++)
			pivot -= row[j];
		svy_sum_add(&sum, f->d[i] * (f->d[i] / pivot));
		for (size_t j = 0; j < i; j++) {
			double share = row[j] / pivot;
			f->d[j] -= share * f->d[i];
			for (size_t l = 0; l < i; l++)
				if (l != j)
					f->s[j * k + l] -= share * row[l];
		}
	}
	return svy_sum_value(&sum);
}

/* Beyond rounding below n. */
#define LESS (1 - 1e-12)

static void put_margins(enum svy_square_kind kind, double q, size_t df, double n, struct svy_test *out)
{
	if (df == 0) {
		svy_test_note(out, "%s", NOBODY);
		return;
	}
	out->df = (double)df;
	if (kind == SVY_SQUARE_BHAPKAR && !(q < n * LESS)) {
		svy_test_note(out, "infinite: all respondents changed, and in one direction");
		return;
	}
	out->statistic = kind == SVY_SQUARE_BHAPKAR ? q / (1 - q / n) : q;
	put_p(out);
}

static enum svy_code test_margins(const double *n, size_t k, double total, enum svy_square_kind kind,
                                  struct svy_test *out, struct svy_status *status)
{
	struct flows f;
	enum svy_code code = make_flows(n, k, &f, status);
	if (code == SVY_OK) {
		size_t parts = find_parts(&f), df = k - parts;
		put_margins(kind, solve(&f), df, total, out);
		if (df > 0 && parts > 1)
			svy_test_note(out, "df %zu, not %zu: categories that nobody left or came to, or between which nobody "
			                   "changed, are apart", df, k - 1);
	}
	clear_flows(&f);
	return code;
}

enum svy_code svy_square_test(const double *n, size_t k, enum svy_square_kind kind, struct svy_test *out,
                              struct svy_status *status)
{
	static const char *const methods[SVY_N_SQUARES] = {"Bowker's test of symmetry, chi-squared",
	                                                   "Stuart-Maxwell test of marginal homogeneity, chi-squared",
	                                                   "Bhapkar's Wald test of marginal homogeneity, chi-squared"};
	struct svy_margins *m = NULL;
	struct svy_test test;
	enum svy_code code = svy_margins_new(n, k, k, &m, status);
	if (code)
		return code;
	svy_test_init(&test, NAMES[kind]);
	svy_test_method(&test, "%s", methods[kind]);
	if (m->n == 0)
		svy_test_note(&test, "the table is empty");
	else if (k < 2)
		svy_test_note(&test, "only one category");
	else if (kind == SVY_SQUARE_BOWKER)
		test_symmetry(n, k, &test);
	else
		code = test_margins(n, k, m->n, kind, &test, status);
	if (code == SVY_OK)
		*out = test;
	svy_margins_free(m);
	return code;
}
