#include "stat/adjust.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/text.h"
#include "stat/test.h"

static const char *const NAMES[SVY_N_ADJUSTS] = {"none", "bonferroni", "holm", "hochberg", "hommel",
                                                 "sidak", "bh", "by", "tarone"};

const char *svy_adjust_name(enum svy_adjust_kind kind)
{
	return NAMES[kind];
}

enum svy_code svy_adjust_from_name(const char *option, const char *name, enum svy_adjust_kind *out,
                                   struct svy_status *status)
{
	for (int kind = 0; kind < SVY_N_ADJUSTS; kind++)
		if (strcmp(name, NAMES[kind]) == 0) {
			*out = (enum svy_adjust_kind)kind;
			return SVY_OK;
		}
	const char *nearest = svy_text_nearest(name, NAMES, SVY_N_ADJUSTS);
	if (nearest)
		return svy_fail(status, SVY_EUSAGE, "%s: there is no \"%s\" (did you mean \"%s\"?)", option, name, nearest);
	return svy_fail(status, SVY_EUSAGE,
	                "%s: there is no \"%s\"; known are none, bonferroni, holm, hochberg, hommel, sidak, bh, by, "
	                "tarone", option,
	                name);
}

/* A p-value with its place in the input; `adjusted` is what becomes of it. */
struct ranked {
	double p, adjusted;
	size_t place;
};

static int compare(const void *left, const void *right)
{
	const struct ranked *a = left, *b = right;
	return (a->p > b->p) - (a->p < b->p);
}

/* Below, s[0..m-1] are in ascending order and i counts from 0. */

static void step_down(struct ranked *s, size_t m)
{
	double largest = 0;
	for (size_t i = 0; i < m; i++)
		s[i].adjusted = largest = fmax(largest, (double)(m - i) * s[i].p);
}

static void step_up(struct ranked *s, size_t m, enum svy_adjust_kind kind)
{
	double harmonic = 0, smallest = INFINITY;
	for (size_t i = 1; i <= m; i++)
		harmonic += 1 / (double)i;
	for (size_t i = m; i-- > 0;) {
		double factor = kind == SVY_ADJUST_HOCHBERG ? (double)(m - i) : (double)m / (double)(i + 1);
		if (kind == SVY_ADJUST_BY)
			factor *= harmonic;
		s[i].adjusted = smallest = fmin(smallest, factor * s[i].p);
	}
}

/* Of all subsets of `size` tests that have test i in them, the one with the largest
 * p-values has the largest Simes p-value: i and the size - 1 largest others, which
 * for the last `size` tests are these themselves. */
static void hommel(struct ranked *s, size_t m)
{
	for (size_t size = 1; size <= m; size++) {
		size_t first = m - size;
		double others = INFINITY;
		for (size_t k = 2; k <= size; k++)
			others = fmin(others, (double)size * s[first + k - 1].p / (double)k);
		for (size_t i = 0; i < m; i++) {
			double own = (double)size * s[i < first ? i : first].p;
			s[i].adjusted = fmax(s[i].adjusted, fmin(own, others));
		}
	}
}

static void adjust_sorted(enum svy_adjust_kind kind, struct ranked *s, size_t m)
{
	switch (kind) {
	case SVY_ADJUST_HOLM: step_down(s, m); return;
	case SVY_ADJUST_HOMMEL: hommel(s, m); return;
	case SVY_ADJUST_HOCHBERG:
	case SVY_ADJUST_BH:
	case SVY_ADJUST_BY: step_up(s, m, kind); return;
	default: break;
	}
	for (size_t i = 0; i < m; i++) {
		double p = s[i].p;
		s[i].adjusted = kind == SVY_ADJUST_BONFERRONI ? (double)m * p
		                : kind == SVY_ADJUST_SIDAK    ? -expm1((double)m * log1p(-p)) /* small p keep digits */
		                                              : p;
	}
}

static enum svy_code check_p(const double *p, size_t n, struct svy_status *status)
{
	for (size_t i = 0; i < n; i++)
		if (p[i] < 0 || p[i] > 1)
			return svy_fail(status, SVY_EDOMAIN, "p-value %zu is %g, which is not between 0 and 1", i + 1, p[i]);
	return SVY_OK;
}

enum svy_code svy_adjust(enum svy_adjust_kind kind, const double *p, size_t n, double *out, struct svy_status *status)
{
	if (kind == SVY_ADJUST_TARONE)
		return svy_fail(status, SVY_EDOMAIN, "tarone needs the attainable p of each test");
	if (check_p(p, n, status) != SVY_OK)
		return SVY_EDOMAIN;
	struct ranked *s = svy_array_new(n, sizeof *s);
	size_t m = 0;
	if (!s)
		return svy_fail_memory(status);
	for (size_t i = 0; i < n; i++)
		if (!isnan(p[i]))
			s[m++] = (struct ranked){p[i], 0, i};
	qsort(s, m, sizeof *s, compare);
	adjust_sorted(kind, s, m);
	for (size_t i = 0; i < n; i++)
		out[i] = NAN;
	for (size_t i = 0; i < m; i++)
		out[s[i].place] = fmin(1, s[i].adjusted);
	free(s);
	return SVY_OK;
}

/* Whether the test could be rejected at the level; ties of probabilities as in the tests. */
static bool is_reachable(double p, double attainable, double level)
{
	return !isnan(p) && attainable <= level * (1 + SVY_TIE_SLACK);
}

enum svy_code svy_adjust_tarone(const double *p, const double *attainable, size_t n, double alpha, double *out,
                                size_t *family, struct svy_status *status)
{
	if (!(alpha > 0 && alpha < 1))
		return svy_fail(status, SVY_EDOMAIN, "the level of a family of tests is between 0 and 1, as 0.05, not %g",
		                alpha);
	if (check_p(p, n, status) != SVY_OK || check_p(attainable, n, status) != SVY_OK)
		return SVY_EDOMAIN;
	size_t k = 0, m;
	do {
		k++;
		m = 0;
		for (size_t i = 0; i < n; i++)
			m += is_reachable(p[i], attainable[i], alpha / (double)k);
	} while (m > k);
	*family = m ? k : 0;
	for (size_t i = 0; i < n; i++)
		out[i] = is_reachable(p[i], attainable[i], alpha / (double)k) ? fmin(1, (double)k * p[i]) : NAN;
	return SVY_OK;
}
