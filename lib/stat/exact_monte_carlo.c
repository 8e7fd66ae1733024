#include <math.h>
#include <stdlib.h>

#include "base/array.h"
#include "base/parallel.h"
#include "base/random.h"
#include "stat/distribution.h"
#include "stat/exact.h"
#include "stat/exact_internal.h"
#include "stat/margins.h"
#include "stat/random_table.h"

/* Replicates in one block of work; the result does not depend on it. */
enum { BLOCK = 1024 };

/* At least as improbable as the observed table; of these, those that tie with it. */
struct hits {
	uint64_t all, tied;
};

struct draws {
	const struct svy_margins *m;
	const struct exact_problem *problem; /* NULL where its numbers would be too large */
	const double *expected;              /* rows x cols */
	double observed;                     /* distance of the observed table */
	uint64_t seed, replicates;
	struct hits *hits; /* of each block */
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
static double further(const struct draws *draws, const double *table, size_t cells)
{
	const struct exact_problem *problem = draws->problem;
	int64_t sum = 0;
	if (!problem)
		return distance(table, draws->expected, cells) - draws->observed;
	for (size_t k = 0; k < cells; k++)
		sum += problem->value[(size_t)table[k]];
	return (double)(sum - problem->observed) * problem->unit;
}

static enum svy_code draw_block(void *state, size_t block, struct svy_status *status)
{
	const struct draws *draws = state;
	const struct svy_margins *m = draws->m;
	size_t cells = m->rows * m->cols;
	double *table = svy_array_new(cells, sizeof *table), *left = svy_array_new(m->cols, sizeof *left);
	uint64_t first = (uint64_t)block * BLOCK, last = first + BLOCK;
	struct hits hits = {0, 0};

	if (table && left) {
		if (last > draws->replicates)
			last = draws->replicates;
		for (uint64_t replicate = first; replicate < last; replicate++) {
			struct svy_random random;
			svy_random_start(&random, draws->seed, "fisher-mc", replicate);
			svy_random_table(&random, m->row, m->col, m->rows, m->cols, left, table);
			double more = further(draws, table, cells);
			hits.all += more >= -log1p(SVY_TIE_SLACK);
			hits.tied += fabs(more) <= log1p(SVY_TIE_SLACK);
		}
		draws->hits[block] = hits;
	}
	bool ok = table && left;
	free(table);
	free(left);
	return ok ? SVY_OK : svy_fail_memory(status);
}

static void fill_expected(const struct svy_margins *m, double *out)
{
	for (size_t i = 0; i < m->rows; i++)
		for (size_t j = 0; j < m->cols; j++)
			out[i * m->cols + j] = m->row[i] * m->col[j] / m->n;
}

/* Ties by half; p_low from the draws without ties, p_high from those with them. */
static enum svy_code put_midp(const struct hits *hits, double replicates, struct svy_test *out,
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

enum svy_code exact_simulate(const struct svy_margins *m, const struct svy_monte_carlo *options, bool half,
                             struct svy_test *out, struct svy_status *status)
{
	size_t cells = m->rows * m->cols, n_blocks = (size_t)((options->replicates + BLOCK - 1) / BLOCK);
	double *expected = svy_array_new(cells, sizeof *expected);
	struct hits *hits = svy_array_new(n_blocks, sizeof *hits), sum = {0, 0};
	struct exact_problem *problem = NULL;
	enum svy_code code = expected && hits ? exact_problem_new(m, &problem, status) : svy_fail_memory(status);

	if (code)
		goto done;
	fill_expected(m, expected);
	struct draws draws = {m, problem, expected, distance(m->count, expected, cells), options->seed,
	                      options->replicates, hits};
	code = svy_parallel(n_blocks, options->threads, draw_block, &draws, status);
	if (code)
		goto done;
	for (size_t block = 0; block < n_blocks; block++) {
		sum.all += hits[block].all;
		sum.tied += hits[block].tied;
	}
	code = half ? put_midp(&sum, (double)options->replicates, out, status)
	            : svy_monte_carlo_p((double)sum.all, (double)options->replicates, out, status);
done:
	exact_problem_free(problem);
	free(expected);
	free(hits);
	return code;
}

enum svy_code exact_check(const struct svy_margins *m, uint64_t replicates, struct svy_status *status)
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
		code = exact_check(m, asked.replicates, status);
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
		code = exact_simulate(m, &asked, false, &test, status);
	if (!code)
		*out = test;
done:
	svy_margins_free(m);
	return code;
}
