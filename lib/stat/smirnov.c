#include "stat/smirnov.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

#include "base/array.h"
#include "base/dd.h"

#define PI 3.14159265358979323846
/* Probabilities of paths that are dropped, and the least p that they leave its digits. */
#define DROPPED 1e-305
#define LEAST_P 1e-290
/* Values of the first group for which paths are kept: 128 MB. */
#define MOST_STATES 16777216.0

/* m n times the largest distances, F1 above F2 and F2 above F1, at the ends of ties. */
struct gaps {
	double above, below;
};

static struct gaps observed_gaps(const struct svy_sample *sample)
{
	struct gaps gaps = {0, 0};
	double m = (double)sample->size[0], n = (double)sample->size[1], of_first = 0, of_second = 0;
	uint64_t ties;
	for (size_t from = 0, end; from < sample->n_runs; from = end) {
		end = svy_sample_ties(sample, from, &ties);
		for (size_t i = from; i < end; i++)
			*(sample->run[i].group ? &of_second : &of_first) += (double)sample->run[i].n;
		double gap = svy_dd_value(svy_dd_sub(svy_dd_product(of_first, n), svy_dd_product(of_second, m)));
		gaps.above = fmax(gaps.above, gap);
		gaps.below = fmax(gaps.below, -gap);
	}
	return gaps;
}

/* The largest gaps that any arrangement of these ties has. */
static struct gaps largest_gaps(const struct svy_sample *sample)
{
	struct gaps gaps = {0, 0};
	double m = (double)sample->size[0], n = (double)sample->size[1], before = 0;
	uint64_t ties;
	for (size_t from = 0; from < sample->n_runs;) {
		from = svy_sample_ties(sample, from, &ties);
		before += (double)ties;
		double first = fmin(before, m), second = fmin(before, n);
		gaps.above = fmax(gaps.above, first * n - (before - first) * m);
		gaps.below = fmax(gaps.below, second * m - (before - second) * n);
	}
	return gaps;
}

/* --- exact: paths ---------------------------------------------------------------- */

/*
 * All orders of the m + n values are equally likely: paths of steps of the first and of
 * the second group.  path[i] is the probability of having taken i of the first so far
 * without having reached a gap; where ties end, those that reach one leave.
 */
struct paths {
	double *path;
	int64_t m, n, low, high; /* path is 0 outside low .. high */
	double limit_above, limit_below;
	double reached;
};

static void step(struct paths *p, int64_t taken)
{
	double left = (double)(p->m + p->n - taken);
	int64_t high = p->high < p->m ? p->high + 1 : p->m;
	int64_t low = p->low > taken + 1 - p->n ? p->low : taken + 1 - p->n;
	if (high > p->high)
		p->path[high] = 0;
	for (int64_t i = high; i >= low; i--) {
		double second = p->path[i] * (double)(p->n - taken + i);
		double first = i > p->low ? p->path[i - 1] * (double)(p->m - i + 1) : 0;
		p->path[i] = (first + second) / left;
	}
	p->low = low;
	p->high = high;
}

static void leave(struct paths *p, int64_t taken)
{
	double all = (double)(p->m + p->n), at = (double)p->m * (double)taken;
	for (; p->low <= p->high && at - all * (double)p->low >= p->limit_below; p->low++)
		p->reached += p->path[p->low];
	for (; p->low <= p->high && all * (double)p->high - at >= p->limit_above; p->high--)
		p->reached += p->path[p->high];
	while (p->low < p->high && p->path[p->low] < DROPPED)
		p->low++;
	while (p->low < p->high && p->path[p->high] < DROPPED)
		p->high--;
}

/* P(a gap of at least these is reached). */
static enum svy_code reach(const struct svy_sample *sample, double above, double below, double *p,
                           struct svy_status *status)
{
	struct paths paths = {.m = (int64_t)sample->size[0], .n = (int64_t)sample->size[1], .limit_above = above,
	                      .limit_below = below};
	int64_t taken = 0;
	uint64_t ties;
	paths.path = svy_array_new((size_t)paths.m + 1, sizeof *paths.path);
	if (!paths.path)
		return svy_fail_memory(status);
	paths.path[0] = 1;
	for (size_t from = 0; from < sample->n_runs && paths.low <= paths.high;) {
		from = svy_sample_ties(sample, from, &ties);
		for (; ties > 0; ties--)
			step(&paths, taken++);
		leave(&paths, taken);
	}
	*p = fmin(1, paths.reached);
	free(paths.path);
	return SVY_OK;
}

/* --- the test ----------------------------------------------------------------------- */

double svy_kolmogorov_upper(double z)
{
	double sum = 0;
	if (!(z > 0))
		return isnan(z) ? NAN : 1;
	if (z < 1) {
		for (int k = 1; k <= 9; k += 2)
			sum += exp(-(k * k) * PI * PI / (8 * z * z));
		return 1 - sqrt(2 * PI) / z * sum;
	}
	for (int k = 5; k >= 1; k--)
		sum += (k % 2 ? 2 : -2) * exp(-2 * k * k * z * z);
	return sum;
}

double svy_kolmogorov_upper_log(double z)
{
	return z < 10 ? log(svy_kolmogorov_upper(z)) : log(2) - 2 * z * z;
}

static double of_alternative(struct gaps gaps, enum svy_alternative alternative)
{
	return alternative == SVY_LESS ? gaps.above : alternative == SVY_GREATER ? gaps.below
	                                                                         : fmax(gaps.above, gaps.below);
}

/*
 * At each step the paths that stay between the gaps, and those of its ties; where only one
 * side is closed the others are dropped some 40 standard deviations out.
 */
static double steps_of(const struct svy_sample *sample, double gap, enum svy_alternative alternative)
{
	double m = (double)sample->size[0], n = (double)sample->size[1], steps = 0;
	double width = alternative == SVY_TWO_SIDED ? 2 * gap / (m + n) : gap / (m + n) + 20 * sqrt(m + n);
	uint64_t ties;
	if (m > MOST_STATES)
		return INFINITY;
	for (size_t from = 0; from < sample->n_runs;) {
		from = svy_sample_ties(sample, from, &ties);
		steps += (double)ties * fmin(width + (double)ties, fmin(m, n) + 1);
	}
	return steps;
}

static enum svy_code exact_p(const struct svy_sample *sample, enum svy_alternative alternative, double gap, double *p,
                             struct svy_status *status)
{
	double above = alternative == SVY_GREATER ? INFINITY : gap, below = alternative == SVY_LESS ? INFINITY : gap;
	return reach(sample, above, below, p, status);
}

/* p of the largest gap that there can be; NaN is left where it takes too many steps. */
static enum svy_code put_attainable(const struct svy_sample *sample, enum svy_alternative alternative, double work,
                                    double *p, struct svy_status *status)
{
	double most = of_alternative(largest_gaps(sample), alternative);
	return steps_of(sample, most, alternative) <= work ? exact_p(sample, alternative, most, p, status) : SVY_OK;
}

static enum svy_code put_exact(const struct svy_sample *sample, double gap, double work, struct svy_test *test,
                               struct svy_status *status)
{
	enum svy_code code = exact_p(sample, test->alternative, gap, &test->p, status);
	if (code != SVY_OK)
		return code;
	test->log_p = log(test->p);
	if (test->p < LEAST_P) {
		svy_test_note(test, "p is below 1e-290");
		test->p = 0;
		test->log_p = NAN;
	}
	code = put_attainable(sample, SVY_LESS, work, &test->attainable_less, status);
	if (code == SVY_OK)
		code = put_attainable(sample, SVY_GREATER, work, &test->attainable_greater, status);
	if (code == SVY_OK)
		code = put_attainable(sample, test->alternative, work, &test->attainable_p, status);
	return code;
}

static void put_asymptotic(double d, double m, double n, struct svy_test *test)
{
	double z = d * sqrt(m / (m + n) * n);
	bool both = test->alternative == SVY_TWO_SIDED;
	test->p = both ? svy_kolmogorov_upper(z) : exp(-2 * z * z);
	test->log_p = both ? svy_kolmogorov_upper_log(z) : -2 * z * z;
}

static enum svy_code fill(const struct svy_sample *sample, double work, struct svy_test *test,
                          struct svy_status *status)
{
	static const char *const names[] = {"D", "D of F1 above F2", "D of F2 above F1"};
	double m = (double)sample->size[0], n = (double)sample->size[1];
	double gap = of_alternative(observed_gaps(sample), test->alternative);
	bool exact = (m + 1) * (n + 1) < 9e15 && steps_of(sample, gap, test->alternative) <= work;
	if (sample->size[0] == 0 || sample->size[1] == 0) {
		svy_test_note(test, "%s", sample->n == 0 ? "there are no values" : sample->size[0] == 0
		              ? "the first group is empty" : "the second group is empty");
		exact = true;
	} else {
		test->statistic = gap / m / n;
		if (!exact)
			put_asymptotic(test->statistic, m, n, test);
	}
	svy_test_method(test, "Smirnov's two-sample test, %s, %s", names[test->alternative],
	                exact ? "exact given the ties" : "asymptotic");
	return exact && m > 0 && n > 0 ? put_exact(sample, gap, work, test, status) : SVY_OK;
}

enum svy_code svy_smirnov(const struct svy_sample *sample, enum svy_alternative alternative, double work,
                          struct svy_test *out, struct svy_status *status)
{
	struct svy_test test;
	if (sample->k != 2)
		return svy_fail(status, SVY_EDOMAIN, "Smirnov's test compares two groups, here are %zu", sample->k);
	if (!(work >= 0))
		return svy_fail(status, SVY_EDOMAIN, "the steps of an exact test are a number that is not negative");
	svy_test_init(&test, "ks-two");
	test.alternative = alternative;
	enum svy_code code = fill(sample, work > 0 ? work : SVY_SMIRNOV_WORK, &test, status);
	if (code == SVY_OK)
		*out = test;
	return code;
}
