#include "stat/goodness.h"

#include <math.h>
#include <stdlib.h>

#include "base/array.h"
#include "base/sum.h"
#include "stat/distribution.h"

/* --- counts and shares ----------------------------------------------------- */

static enum svy_code check(const double *n, const double *share, size_t k, struct svy_status *status)
{
	struct svy_sum shares = {0}, counts = {0};
	for (size_t i = 0; i < k; i++) {
		double part = share ? share[i] : 1;
		if (!(n[i] >= 0) || isinf(n[i]))
			return svy_fail(status, SVY_EDOMAIN, "category %zu is %g: a count is a number >= 0", i + 1, n[i]);
		if (!(part >= 0) || isinf(part))
			return svy_fail(status, SVY_EDOMAIN, "the share of category %zu is %g: it is a number >= 0", i + 1, part);
		svy_sum_add(&shares, part);
		svy_sum_add(&counts, n[i]);
	}
	if (isinf(svy_sum_value(&counts)) || isinf(svy_sum_value(&shares)))
		return svy_fail(status, SVY_EDOMAIN, "the counts or the shares are too large to add up");
	if (k > 0 && svy_sum_value(&shares) <= 0)
		return svy_fail(status, SVY_EDOMAIN, "all shares are 0");
	return SVY_OK;
}

struct category {
	double n, part;
};

static int compare(const void *left, const void *right)
{
	const struct category *a = left, *b = right;
	if (a->part < b->part || a->part > b->part)
		return a->part < b->part ? -1 : 1;
	return (a->n > b->n) - (a->n < b->n);
}

static void fill(struct category *category, size_t k, struct svy_shares *out)
{
	struct svy_sum total = {0}, sum = {0};
	qsort(category, k, sizeof *category, compare);
	for (size_t i = 0; i < k; i++) {
		svy_sum_add(&total, category[i].n);
		svy_sum_add(&sum, category[i].part);
		out->left_out += category[i].part == 0;
		out->excluded = out->excluded || (category[i].part == 0 && category[i].n > 0);
	}
	out->k = k - out->left_out;
	out->total = svy_sum_value(&total);
	out->sum = svy_sum_value(&sum);
	for (size_t i = 0; i < out->k; i++) {
		out->n[i] = category[out->left_out + i].n;
		out->part[i] = category[out->left_out + i].part;
		out->share[i] = out->part[i] / out->sum;
	}
}

enum svy_code svy_shares_new(const double *n, const double *share, size_t k, struct svy_shares *out,
                             struct svy_status *status)
{
	enum svy_code code = check(n, share, k, status);
	if (code != SVY_OK)
		return code;
	struct category *category = svy_array_new(k, sizeof *category);
	*out = (struct svy_shares){.n = svy_array_new(k, sizeof *n), .part = svy_array_new(k, sizeof *n),
	                           .share = svy_array_new(k, sizeof *n), .equal = !share};
	bool made = category && out->n && out->part && out->share;
	for (size_t i = 0; made && i < k; i++)
		category[i] = (struct category){n[i], share ? share[i] : 1};
	if (made)
		fill(category, k, out);
	else
		svy_shares_clear(out);
	free(category);
	return made ? SVY_OK : svy_fail_memory(status);
}

void svy_shares_clear(struct svy_shares *shares)
{
	free(shares->n);
	free(shares->part);
	free(shares->share);
	*shares = (struct svy_shares){0};
}

bool svy_shares_note(const struct svy_shares *shares, struct svy_test *out)
{
	if (!shares->equal && shares->k > 0 && fabs(shares->sum - 1) > 1e-6)
		svy_test_note(out, "shares divided by their sum, %g", shares->sum);
	if (shares->left_out)
		svy_test_note(out, "%zu %s of share 0 left out", shares->left_out,
		              shares->left_out == 1 ? "category" : "categories");
	if (!(shares->total > 0)) {
		svy_test_note(out, "no respondents");
		return false;
	}
	if (shares->excluded) {
		out->p = 0;
		out->log_p = -HUGE_VAL;
		svy_test_note(out, "a category that the hypothesis excludes was observed");
		return false;
	}
	if (shares->k < 2) {
		svy_test_note(out, "fewer than two categories");
		return false;
	}
	out->smallest_expected = shares->total * shares->part[0] / shares->sum;
	return true;
}

/* --- chi-squared -------------------------------------------------------------- */

/* o - e without loss where they are close. */
static double find_difference(const struct svy_shares *shares, size_t i)
{
	struct svy_sum sum = {0};
	svy_sum_add_product(&sum, shares->n[i], shares->sum);
	svy_sum_add_product(&sum, -shares->part[i], shares->total);
	return svy_sum_value(&sum) / shares->sum;
}

static double find_statistic(const struct svy_shares *shares, enum svy_fit_kind kind)
{
	struct svy_sum sum = {0};
	for (size_t i = 0; i < shares->k; i++) {
		double e = shares->total * shares->part[i] / shares->sum, d = find_difference(shares, i);
		/* o log(o / e) + e - o: no term is negative, and e - o adds up to 0. */
		svy_sum_add(&sum, kind == SVY_FIT_CHISQ ? d * (d / e) : 2 * svy_deviance(shares->n[i], e, d));
	}
	return svy_sum_value(&sum);
}

enum svy_code svy_fit(const double *n, const double *share, size_t k, enum svy_fit_kind kind, struct svy_test *out,
                      struct svy_status *status)
{
	struct svy_shares shares = {0};
	enum svy_code code = svy_shares_new(n, share, k, &shares, status);
	if (code != SVY_OK)
		return code;
	svy_test_init(out, kind == SVY_FIT_CHISQ ? "chisq-fit" : "lr-fit");
	svy_test_method(out, "%s goodness of fit to %s shares",
	                kind == SVY_FIT_CHISQ ? "Pearson chi-squared" : "likelihood-ratio", share ? "given" : "equal");
	if (svy_shares_note(&shares, out)) {
		out->statistic = find_statistic(&shares, kind);
		out->df = (double)shares.k - 1;
		out->p = svy_chisq_upper(out->statistic, out->df);
		out->log_p = svy_chisq_upper_log(out->statistic, out->df);
	} else if (shares.excluded) {
		out->statistic = HUGE_VAL;
	}
	svy_shares_clear(&shares);
	return SVY_OK;
}
