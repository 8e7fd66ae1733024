#include "stat/correlate.h"

#include <math.h>

#include "base/dd.h"
#include "base/sum.h"
#include "stat/distribution.h"
#include "stat/matched.h"
#include "stat/quantile.h"

static double count_of(const struct svy_matched *data, size_t i)
{
	return data->n ? (double)data->n[i] : 1;
}

/* A number of each respondent, taken from `mean` and times 2^scale: that changes no
 * correlation, and no square of it overflows. */
struct centred {
	const double *x;
	double mean;
	int scale;
	double sum; /* of n (x - mean): what the rounding of the mean left */
};

static struct svy_dd deviation(const struct centred *c, size_t i)
{
	return svy_dd_sum(ldexp(c->x[i], c->scale), -c->mean);
}

static double sum_up(const struct svy_matched *data, const struct centred *c)
{
	struct svy_sum sum = {0};
	for (size_t i = 0; i < data->size; i++) {
		struct svy_dd d = deviation(c, i);
		svy_sum_add_product(&sum, count_of(data, i), d.high);
		svy_sum_add_product(&sum, count_of(data, i), d.low);
	}
	return svy_sum_value(&sum);
}

/* False where all numbers are the same. */
static bool centre(const struct svy_matched *data, const double *x, double n, struct centred *out)
{
	double low = HUGE_VAL, high = -HUGE_VAL;
	int exponent = 0;
	for (size_t i = 0; i < data->size; i++) {
		low = count_of(data, i) > 0 ? fmin(low, x[i]) : low;
		high = count_of(data, i) > 0 ? fmax(high, x[i]) : high;
	}
	if (!(low < high))
		return false;
	frexp(fmax(fabs(low), fabs(high)), &exponent);
	*out = (struct centred){.x = x, .scale = -exponent};
	out->mean = sum_up(data, out) / n;
	out->sum = sum_up(data, out);
	return true;
}

/* n a b exactly, but for what is too small to be held. */
static void add_product(struct svy_sum *sum, double n, struct svy_dd a, struct svy_dd b)
{
	const struct svy_dd parts[4] = {svy_dd_product(a.high, b.high), svy_dd_product(a.high, b.low),
	                                svy_dd_product(a.low, b.high), svy_dd_product(a.low, b.low)};
	for (int i = 0; i < 4; i++) {
		svy_sum_add_product(sum, n, parts[i].high);
		svy_sum_add_product(sum, n, parts[i].low);
	}
}

/* sum n (x - mx)(y - my) about the true means. */
static struct svy_dd cross(const struct svy_matched *data, double n, const struct centred *x, const struct centred *y)
{
	struct svy_sum sum = {0};
	for (size_t i = 0; i < data->size; i++)
		if (count_of(data, i) > 0)
			add_product(&sum, count_of(data, i), deviation(x, i), deviation(y, i));
	svy_sum_add(&sum, -x->sum * (y->sum / n));
	double value = svy_sum_value(&sum);
	svy_sum_add(&sum, -value);
	return svy_dd_sum(value, svy_sum_value(&sum));
}

static void correlate(struct svy_dd xx, struct svy_dd yy, struct svy_dd xy, struct svy_r *out)
{
	struct svy_dd both = svy_dd_mul(xx, yy);
	double determinant = svy_dd_value(svy_dd_sub(both, svy_dd_mul(xy, xy)));
	double r = svy_dd_value(svy_dd_div(xy, svy_dd_mul(svy_dd_sqrt(xx), svy_dd_sqrt(yy))));
	out->rest = fmax(0, determinant / both.high);
	/* 0.1 0.2 0.3 are not quite on a line with 1 2 3: less than doubles can tell is none. */
	if (out->rest < 0x1p-100)
		out->rest = 0;
	out->r = out->rest == 0 ? copysign(1, r) : fmax(-1, fmin(1, r));
}

enum svy_code svy_matched_r(const struct svy_matched *data, struct svy_r *out, struct svy_status *status)
{
	uint64_t total = 0;
	struct centred x, y;
	enum svy_code code = svy_matched_check(data, &total, status);
	if (code != SVY_OK)
		return code;
	struct svy_r r = {.n = (double)total, .r = NAN, .rest = NAN};
	if (total < 2)
		r.note = "fewer than two respondents";
	else if (!centre(data, data->x, r.n, &x))
		r.note = "the first number does not vary";
	else if (!centre(data, data->y, r.n, &y))
		r.note = "the second number does not vary";
	else
		correlate(cross(data, r.n, &x, &x), cross(data, r.n, &y, &y), cross(data, r.n, &x, &y), &r);
	*out = r;
	return SVY_OK;
}

/* --- test and interval ------------------------------------------------------- */

static double log_of_tail(double t, double df)
{
	return t > 0 ? svy_t_upper_log(t, df) : log(svy_t_upper(t, df));
}

void svy_r_test(const struct svy_r *r, struct svy_test *out)
{
	double df = r->n - 2;
	if (!(df > 0)) {
		svy_test_note(out, "two respondents always lie on a line");
		return;
	}
	out->df = df;
	out->statistic = r->rest > 0 ? r->r * sqrt(df / r->rest) : copysign(HUGE_VAL, r->r);
	double t = out->alternative == SVY_TWO_SIDED ? fabs(out->statistic)
	           : out->alternative == SVY_LESS    ? -out->statistic : out->statistic;
	double sides = out->alternative == SVY_TWO_SIDED ? 2 : 1;
	out->p = isinf(t) ? (t > 0 ? 0 : 1) : fmin(1, sides * svy_t_upper(t, df));
	out->log_p = isinf(t) ? log(out->p) : fmin(0, log(sides) + log_of_tail(t, df));
	if (isinf(t))
		svy_test_note(out, "the correlation is perfect: t has no end");
}

void svy_r_interval(const struct svy_r *r, double se, double level, struct svy_test *out)
{
	if (r->rest == 0 || !(se > 0)) {
		svy_test_note(out, r->rest == 0 ? "no interval of a perfect correlation"
		                                : "no interval of fewer than four respondents");
		return;
	}
	double tail = out->alternative == SVY_TWO_SIDED ? (1 - level) / 2 : 1 - level;
	double half = svy_normal_upper_quantile(tail) * se;
	/* atanh(r) without the cancellation of 1 - r. */
	double z = copysign(log1p(fabs(r->r)) - log(r->rest) / 2, r->r);
	out->low = out->alternative == SVY_LESS ? -1 : tanh(z - half);
	out->high = out->alternative == SVY_GREATER ? 1 : tanh(z + half);
}

void svy_correlate_agree(double level, struct svy_test *out)
{
	bool holds_0 = out->low <= 0 && out->high >= 0;
	if (!isnan(out->p) && !isnan(out->low) && !isnan(out->high) && (out->p <= 1 - level) == holds_0)
		svy_test_note(out, "p and the interval disagree about a correlation of 0: the interval is an approximation "
		                   "for large samples");
}

enum svy_code svy_correlate_check(const struct svy_correlate_options *options, struct svy_status *status)
{
	if (options->level > 0 && options->level < 1)
		return SVY_OK;
	return svy_fail(status, SVY_EDOMAIN, "the level of an interval is between 0 and 1, as 0.95, not %g",
	                options->level);
}

enum svy_code svy_pearson_r(const struct svy_matched *data, const struct svy_correlate_options *options,
                            struct svy_test *out, struct svy_status *status)
{
	struct svy_r r;
	enum svy_code code = svy_correlate_check(options, status);
	if (code == SVY_OK)
		code = svy_matched_r(data, &r, status);
	if (code != SVY_OK)
		return code;
	svy_test_init(out, "pearson-r");
	out->alternative = options->alternative;
	svy_test_method(out, "Pearson's correlation, t with n - 2 degrees of freedom; interval by Fisher's z");
	out->estimate = r.r;
	if (r.note) {
		svy_test_note(out, "%s", r.note);
		return SVY_OK;
	}
	svy_r_test(&r, out);
	svy_r_interval(&r, r.n > 3 ? 1 / sqrt(r.n - 3) : NAN, options->level, out);
	return SVY_OK;
}
