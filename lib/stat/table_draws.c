#include "stat/table_draws.h"

#include <math.h>
#include <stdlib.h>

#include "base/array.h"
#include "base/parallel.h"
#include "base/random.h"
#include "stat/exact.h"
#include "stat/random_table.h"

/* Replicates in one block of work; the result does not depend on it. */
enum { BLOCK = 1024 };

struct draws {
	const struct svy_table_margins *margins;
	const struct svy_random_table_plan *plan;
	const char *stream;
	uint64_t seed, replicates;
	svy_table_event *event;
	const void *state;
	struct svy_table_hits *hits; /* of each block */
};

static enum svy_code draw_block(void *state, size_t block, struct svy_status *status)
{
	const struct draws *draws = state;
	const struct svy_table_margins *m = draws->margins;
	double *tables = svy_array_new(m->strata * m->rows * m->cols, sizeof *tables);
	double *scratch = svy_array_new(2 * (m->rows + m->cols), sizeof *scratch);
	int64_t *left = svy_array_new(m->cols, sizeof *left);
	uint64_t first = (uint64_t)block * BLOCK, rest = draws->replicates - first;
	struct svy_table_hits hits = {0, 0};
	enum svy_code code = tables && scratch && left ? SVY_OK : svy_fail_memory(status);

	for (uint64_t i = 0; i < BLOCK && i < rest && code == SVY_OK; i++) {
		struct svy_random random;
		svy_random_start(&random, draws->seed, draws->stream, first + i);
		svy_random_table(draws->plan, &random, left, tables);
		code = draws->event(draws->state, tables, scratch, &hits, status);
	}
	draws->hits[block] = hits;
	free(tables);
	free(scratch);
	free(left);
	return code;
}

static enum svy_code check(const struct svy_table_margins *m, uint64_t replicates, struct svy_status *status)
{
	for (size_t s = 0; s < m->strata; s++) {
		double n = 0;
		bool whole = true;
		for (size_t i = 0; i < m->rows; i++) {
			whole = whole && m->row[s * m->rows + i] == floor(m->row[s * m->rows + i]);
			n += m->row[s * m->rows + i];
		}
		for (size_t j = 0; j < m->cols; j++)
			whole = whole && m->col[s * m->cols + j] == floor(m->col[s * m->cols + j]);
		if (!whole)
			return svy_fail(status, SVY_EDOMAIN, "random tables need whole counts of respondents");
		if (n > SVY_EXACT_MAX)
			return svy_fail(status, SVY_EDOMAIN, "random tables have at most %.0f respondents, here are %.0f",
			                SVY_EXACT_MAX, n);
	}
	if ((double)replicates > SVY_MONTE_CARLO_MAX)
		return svy_fail(status, SVY_EDOMAIN, "at most %.0f random tables can be drawn", SVY_MONTE_CARLO_MAX);
	return SVY_OK;
}

enum svy_code svy_draw_tables(const struct svy_table_margins *margins, const struct svy_monte_carlo *asked,
                              const char *stream, svy_table_event *event, const void *state,
                              struct svy_table_hits *out, struct svy_status *status)
{
	uint64_t replicates = asked->replicates ? asked->replicates : SVY_MONTE_CARLO_REPLICATES;
	struct svy_random_table_plan *plan = NULL;
	struct svy_table_hits sum = {0, 0};
	enum svy_code code = check(margins, replicates, status);
	if (code != SVY_OK)
		return code;
	size_t n_blocks = (size_t)((replicates + BLOCK - 1) / BLOCK);
	struct svy_table_hits *hits = svy_array_new(n_blocks, sizeof *hits);
	code = hits ? svy_random_table_plan_new(margins->row, margins->col, margins->strata, margins->rows, margins->cols,
	                                        &plan, status)
	            : svy_fail_memory(status);
	if (code == SVY_OK) {
		struct draws draws = {margins, plan, stream, asked->seed, replicates, event, state, hits};
		code = svy_parallel(n_blocks, asked->threads, draw_block, &draws, status);
	}
	for (size_t block = 0; block < n_blocks && code == SVY_OK; block++) {
		sum.all += hits[block].all;
		sum.tied += hits[block].tied;
	}
	if (code == SVY_OK)
		*out = sum;
	svy_random_table_plan_free(plan);
	free(hits);
	return code;
}
