#include <math.h>
#include <stdlib.h>

#include "base/array.h"
#include "base/random.h"
#include "stat/distribution.h"
#include "stat/exact.h"
#include "stat/exact_internal.h"
#include "stat/margins.h"
#include "stat/table_draws.h"

/* What tables are compared with. */
struct observed {
	const struct exact_problem *problem; /* NULL where its numbers would be too large */
	const double *expected;              /* of each cell */
	size_t cells;
	double distance, slack;
};

/*
 * How improbable a table is: minus the logarithm of its probability, but for a
 * constant of the margins.  That is the sum of log(o!), written as deviances from
 * the expected counts, because log(o!) itself has too few digits after the point
 * when o is large.
 */
static double distance(const double *o, const double *e, size_t n)
{
	double sum = 0;
	for (size_t k = 0; k < n; k++) {
		sum += svy_deviance(o[k], e[k], o[k] - e[k]);
		if (o[k] > 0)
			sum += 0.5 * log(2 * 3.14159265358979323846 * o[k]) + svy_stirling_error(o[k]);
	}
	return sum;
}

/* By how much a table is further than the observed one: from the list of log(k!) where
 * there is one. */
static double further(const struct observed *observed, const double *table)
{
	const struct exact_problem *problem = observed->problem;
	int64_t sum = 0;
	if (!problem)
		return distance(table, observed->expected, observed->cells) - observed->distance;
	for (size_t k = 0; k < observed->cells; k++)
		sum += problem->value[(size_t)table[k]];
	return (double)(sum - problem->observed) * problem->unit;
}

static enum svy_code count_improbable(const void *state, const double *table, double *scratch,
                                      struct svy_table_hits *hits, struct svy_status *status)
{
	const struct observed *observed = state;
	double more = further(observed, table), slack = observed->slack;
	(void)scratch;
	(void)status;
	hits->all += more >= -slack;
	hits->tied += fabs(more) <= slack;
	return SVY_OK;
}

static void fill_expected(const struct svy_margins *m, double *out)
{
	for (size_t i = 0; i < m->rows; i++)
		for (size_t j = 0; j < m->cols; j++)
			out[i * m->cols + j] = m->row[i] * m->col[j] / m->n;
}

/* Ties by half; p_low from the draws without ties, p_high from those with them. */
static enum svy_code put_midp(const struct svy_table_hits *hits, double replicates, struct svy_test *out,
                              struct svy_status *status)
{
	double all = (double)hits->all, tied = (double)hits->tied;
	struct svy_test without = *out;
	enum svy_code code = svy_monte_carlo_p(all, replicates, out, status);
	if (!code)
		code = svy_monte_carlo_p(all - tied, replicates, &without, status);
	if (code)
		return code;
	out->p_low = without.p_low;
	out->p = (all - tied / 2 + 1) / (replicates + 1);
	out->log_p = log(out->p);
	return SVY_OK;
}

enum svy_code svy_exact_simulate(const struct svy_margins *m, const struct svy_monte_carlo *options, bool half,
                             struct svy_test *out, struct svy_status *status)
{
	const struct svy_table_margins margins = {m->row, m->col, 1, m->rows, m->cols};
	size_t cells = m->rows * m->cols;
	double *expected = svy_array_new(cells, sizeof *expected);
	struct svy_table_hits hits;
	struct exact_problem *problem = NULL;
	enum svy_code code = expected ? svy_exact_problem_new(m, &problem, status) : svy_fail_memory(status);

	if (code)
		goto done;
	fill_expected(m, expected);
	struct observed observed = {problem, expected, cells, distance(m->count, expected, cells),
	                            log1p(SVY_TIE_SLACK)};
	code = svy_draw_tables(&margins, options, "fisher-mc", count_improbable, &observed, &hits, status);
	if (code)
		goto done;
	code = half ? put_midp(&hits, (double)options->replicates, out, status)
	            : svy_monte_carlo_p((double)hits.all, (double)options->replicates, out, status);
done:
	svy_exact_problem_free(problem);
	free(expected);
	return code;
}

enum svy_code svy_exact_check(const struct svy_margins *m, uint64_t replicates, struct svy_status *status)
{
	if (!m->whole)
		return svy_fail(status, SVY_EDOMAIN, "an exact test needs whole counts of respondents");
	if (m->n > SVY_EXACT_MAX)
		return svy_fail(status, SVY_EDOMAIN, "an exact test takes at most %.0f respondents, here are %.0f",
		                SVY_EXACT_MAX, m->n);
	if ((double)replicates > SVY_MONTE_CARLO_MAX)
		return svy_fail(status, SVY_EDOMAIN, "at most %.0f random tables can be drawn", SVY_MONTE_CARLO_MAX);
	return SVY_OK;
}

enum svy_code svy_fisher_monte_carlo(const double *n, size_t rows, size_t cols,
                                     const struct svy_monte_carlo *options, struct svy_test *out,
                                     struct svy_status *status)
{
	struct svy_monte_carlo asked = options ? *options : (struct svy_monte_carlo){.seed = SVY_DEFAULT_SEED};
	struct svy_margins *m = NULL;
	struct svy_test test;
	char note[SVY_TEST_NOTE];
	enum svy_code code = svy_margins_new(n, rows, cols, &m, status);

	if (asked.replicates == 0)
		asked.replicates = SVY_MONTE_CARLO_REPLICATES;
	if (!code)
		code = svy_exact_check(m, asked.replicates, status);
	if (code)
		goto done;
	svy_test_init(&test, "fisher-mc");
	svy_test_method(&test, "Fisher's test (Freeman-Halton) by Monte Carlo, %llu random tables (Patefield), "
	                "two-sided by minimum likelihood, 99%% interval of p",
	                (unsigned long long)asked.replicates);
	if (svy_margins_note(m, note, sizeof note))
		svy_test_note(&test, "%s", note);
	if (svy_margins_reason(m))
		svy_test_note(&test, "%s", svy_margins_reason(m));
	else
		code = svy_exact_simulate(m, &asked, false, &test, status);
	if (!code)
		*out = test;
done:
	svy_margins_free(m);
	return code;
}
