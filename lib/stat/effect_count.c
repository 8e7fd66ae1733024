#include <math.h>

#include "base/sum.h"
#include "stat/chisq.h"
#include "stat/effect.h"
#include "stat/effect_internal.h"
#include "stat/margins.h"
#include "stat/noncentral.h"
#include "stat/quantile.h"

/* --- w --------------------------------------------------------------------- */

static void begin_w(struct svy_measure *out)
{
	svy_measure_begin(out, "cohen-w", "Cohen's w, non-central chi-squared interval");
}

/* most: the largest w that there can be. */
static void set_w(double statistic, double df, double n, double most, double level, struct svy_measure *out)
{
	double tail = (1 - level) / 2;
	out->estimate = sqrt(statistic / n);
	if (isinf(statistic)) {
		svy_measure_note(out, "infinite, no limits: somebody is in a category of which nobody was expected");
		return;
	}
	out->low = fmin(most, sqrt(svy_noncentral_lambda_upper(tail, statistic, df) / n));
	out->high = fmin(most, sqrt(svy_noncentral_lambda_lower(tail, statistic, df) / n));
	if (out->estimate > out->high)
		svy_measure_note(out, "the estimate is above its interval: it is biased, chance alone gives more than 0");
}

static enum svy_code check_fit(const double *count, const double *expected, size_t k, struct svy_status *status)
{
	struct svy_sum sum = {0};
	for (size_t i = 0; i < k; i++) {
		if (!(count[i] >= 0) || isinf(count[i]))
			return svy_fail(status, SVY_EDOMAIN, "count %zu is negative or not finite", i + 1);
		if (expected && (!(expected[i] >= 0) || isinf(expected[i])))
			return svy_fail(status, SVY_EDOMAIN, "expected share %zu is negative or not finite", i + 1);
		svy_sum_add(&sum, expected ? expected[i] : 0);
	}
	if (expected && fabs(svy_sum_value(&sum) - 1) > 1e-9)
		return svy_fail(status, SVY_EDOMAIN, "the expected shares do not add up to 1");
	return SVY_OK;
}

/* X^2, over the categories where anybody is expected: *used of them.  *least: the smallest
 * share that is expected. */
static double find_fit(const double *count, const double *expected, size_t k, double n, double *used, double *least)
{
	struct svy_sum sum = {0};
	*used = 0;
	*least = 1;
	for (size_t i = 0; i < k; i++) {
		double mean = n * (expected ? expected[i] : 1 / (double)k), d = count[i] - mean;
		if (mean > 0)
			svy_sum_add(&sum, d * d / mean);
		else if (count[i] > 0)
			return INFINITY;
		*used += mean > 0;
		*least = mean > 0 ? fmin(*least, mean / n) : *least;
	}
	return svy_sum_value(&sum);
}

enum svy_code svy_effect_fit(const double *count, const double *expected, size_t k, double level,
                             struct svy_measure *out, struct svy_status *status)
{
	struct svy_measure made;
	struct svy_sum sum = {0};
	enum svy_code code = svy_effect_level(level, status);
	if (code == SVY_OK)
		code = check_fit(count, expected, k, status);
	if (code != SVY_OK)
		return code;
	svy_sum_add_all(&sum, count, k);
	double n = svy_sum_value(&sum), used, least, statistic = find_fit(count, expected, k, n, &used, &least);
	begin_w(&made);
	if (!(n > 0))
		svy_measure_note(&made, "undefined: there are no respondents");
	else if (used < 2 && isfinite(statistic))
		svy_measure_note(&made, "undefined: fewer than two categories");
	else
		set_w(statistic, used - 1, n, sqrt((1 - least) / least), level, &made);
	*out = made;
	return SVY_OK;
}

enum svy_code svy_effect_table(const double *count, size_t rows, size_t cols, double level, struct svy_measure *out,
                               struct svy_status *status)
{
	struct svy_measure made;
	struct svy_margins *m = NULL;
	struct svy_test test;
	enum svy_code code = svy_effect_level(level, status);
	if (code == SVY_OK)
		code = svy_chisq(count, rows, cols, SVY_CHISQ_PEARSON, &test, status);
	if (code == SVY_OK)
		code = svy_margins_new(count, rows, cols, &m, status);
	if (code != SVY_OK)
		return code;
	begin_w(&made);
	if (*test.note)
		svy_measure_note(&made, "%s", test.note);
	if (!isnan(test.statistic))
		set_w(test.statistic, test.df, m->n, sqrt((double)(m->rows < m->cols ? m->rows : m->cols) - 1), level, &made);
	svy_margins_free(m);
	*out = made;
	return SVY_OK;
}

/* --- h --------------------------------------------------------------------- */

static double angle(double share)
{
	return 2 * asin(sqrt(share));
}

static enum svy_code check_share(double x, double n, struct svy_status *status)
{
	if (x >= 0 && x <= n && isfinite(n))
		return SVY_OK;
	return svy_fail(status, SVY_EDOMAIN, "a count of %.15g of %.15g respondents", x, n);
}

/* h with its error, within the smallest and the largest that there can be. */
static void set_h(double h, double error, const double range[2], double level, struct svy_measure *out)
{
	double half = svy_normal_upper_quantile((1 - level) / 2) * error;
	out->estimate = h;
	out->ase = error;
	out->low = fmax(h - half, range[0]);
	out->high = fmin(h + half, range[1]);
}

enum svy_code svy_effect_shares(const double x[2], const double n[2], double level, struct svy_measure *out,
                                struct svy_status *status)
{
	const double range[2] = {-angle(1), angle(1)};
	struct svy_measure made;
	enum svy_code code = svy_effect_level(level, status);
	for (int j = 0; j < 2 && code == SVY_OK; j++)
		code = check_share(x[j], n[j], status);
	if (code != SVY_OK)
		return code;
	svy_measure_begin(&made, "cohen-h", "Cohen's h of two shares, normal interval");
	if (n[0] > 0 && n[1] > 0)
		set_h(angle(x[0] / n[0]) - angle(x[1] / n[1]), sqrt(1 / n[0] + 1 / n[1]), range, level, &made);
	else
		svy_measure_note(&made, "undefined: fewer than two groups");
	*out = made;
	return SVY_OK;
}

enum svy_code svy_effect_share(double x, double n, double mu, double level, struct svy_measure *out,
                               struct svy_status *status)
{
	struct svy_measure made;
	enum svy_code code = svy_effect_level(level, status);
	if (code == SVY_OK)
		code = check_share(x, n, status);
	if (code == SVY_OK && !(mu >= 0 && mu <= 1))
		code = svy_fail(status, SVY_EDOMAIN, "the share to compare with, %.15g, is not between 0 and 1", mu);
	if (code != SVY_OK)
		return code;
	const double range[2] = {-angle(mu), angle(1) - angle(mu)};
	svy_measure_begin(&made, "cohen-h", "Cohen's h against a share, normal interval");
	if (n > 0)
		set_h(angle(x / n) - angle(mu), sqrt(1 / n), range, level, &made);
	else
		svy_measure_note(&made, "undefined: there are no respondents");
	*out = made;
	return SVY_OK;
}
