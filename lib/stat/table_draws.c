#include "stat/table_draws.h"

#include <stdlib.h>

#include "base/array.h"
#include "base/parallel.h"
#include "base/random.h"
#include "stat/exact.h"
#include "stat/random_table.h"

/* Replicates in one block of work; the result does not depend on it. */
enum { BLOCK = 1024 };

struct draws {
	const struct svy_margins *m;
	const char *stream;
	uint64_t seed, replicates;
	svy_table_event *event;
	const void *state;
	uint64_t *hits; /* of each block */
};

static enum svy_code draw_block(void *state, size_t block, struct svy_status *status)
{
	const struct draws *draws = state;
	const struct svy_margins *m = draws->m;
	double *table = svy_array_new(m->rows * m->cols, sizeof *table);
	double *left = svy_array_new(2 * (m->rows + m->cols), sizeof *left); /* scratch of both */
	uint64_t first = (uint64_t)block * BLOCK, rest = draws->replicates - first, hits = 0;
	bool ok = table && left;

	for (uint64_t i = 0; ok && i < BLOCK && i < rest; i++) {
		struct svy_random random;
		svy_random_start(&random, draws->seed, draws->stream, first + i);
		svy_random_table(&random, m->row, m->col, m->rows, m->cols, left, table);
		hits += draws->event(draws->state, table, left);
	}
	draws->hits[block] = hits;
	free(table);
	free(left);
	return ok ? SVY_OK : svy_fail_memory(status);
}

static enum svy_code check_request(const struct svy_margins *m, uint64_t replicates, struct svy_status *status)
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

enum svy_code svy_draw_tables(const struct svy_margins *m, const struct svy_monte_carlo *options, const char *stream,
                              svy_table_event *event, const void *state, struct svy_test *out,
                              struct svy_status *status)
{
	struct svy_monte_carlo asked = options ? *options : (struct svy_monte_carlo){.seed = SVY_DEFAULT_SEED};
	uint64_t replicates = asked.replicates ? asked.replicates : SVY_MONTE_CARLO_REPLICATES, sum = 0;
	enum svy_code code = check_request(m, replicates, status);
	if (code)
		return code;
	size_t n_blocks = (size_t)((replicates + BLOCK - 1) / BLOCK);
	struct draws draws = {m, stream, asked.seed, replicates, event, state, svy_array_new(n_blocks, sizeof(uint64_t))};
	code = draws.hits ? svy_parallel(n_blocks, asked.threads, draw_block, &draws, status) : svy_fail_memory(status);
	for (size_t block = 0; block < n_blocks && code == SVY_OK; block++)
		sum += draws.hits[block];
	if (code == SVY_OK)
		code = svy_monte_carlo_p((double)sum, (double)replicates, out, status);
	free(draws.hits);
	return code;
}
