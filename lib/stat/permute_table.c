#include "stat/permute_table.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "stat/distribution.h"
#include "stat/exact.h"
#include "stat/table_draws.h"

struct work {
	const double *observed_tables;
	size_t strata, rows, cols;
	double *row, *col; /* margins: strata x rows, strata x cols */
	svy_tables_statistic *statistic;
	const void *state;
	const struct svy_permute_options *options;
	double observed;
};

static enum svy_code check(const double *n, size_t size, struct svy_status *status)
{
	double sum = 0;
	for (size_t i = 0; i < size; i++) {
		if (!(n[i] >= 0) || n[i] != floor(n[i]))
			return svy_fail(status, SVY_EDOMAIN, "a permutation test needs whole counts of respondents, not %g", n[i]);
		sum += n[i];
	}
	return sum <= SVY_EXACT_MAX ? SVY_OK
	                            : svy_fail(status, SVY_EDOMAIN, "a permutation test takes at most %.0f respondents",
	                                       SVY_EXACT_MAX);
}

static bool find_margins(struct work *work)
{
	work->row = svy_array_new(work->strata * work->rows, sizeof *work->row);
	work->col = svy_array_new(work->strata * work->cols, sizeof *work->col);
	const double *cell = work->observed_tables;
	for (size_t s = 0; work->row && work->col && s < work->strata; s++)
		for (size_t i = 0; i < work->rows; i++)
			for (size_t j = 0; j < work->cols; j++, cell++) {
				work->row[s * work->rows + i] += *cell;
				work->col[s * work->cols + j] += *cell;
			}
	return work->row && work->col;
}

static enum svy_code evaluate(const struct work *work, const double *tables, double *out, struct svy_status *status)
{
	double t = NAN;
	enum svy_code code = work->statistic(work->state, tables, &t, status);
	*out = svy_permute_extreme(work->options, t);
	return code;
}

/* --- random tables -------------------------------------------------------------------- */

static enum svy_code count_extreme(const void *state, const double *tables, double *scratch,
                                   struct svy_table_hits *hits, struct svy_status *status)
{
	const struct work *work = state;
	double t;
	enum svy_code code = evaluate(work, tables, &t, status);
	(void)scratch;
	hits->all += svy_permute_ties(t, work->observed);
	return code;
}

static enum svy_code draw(const struct work *work, struct svy_test *out, struct svy_status *status)
{
	const struct svy_table_margins margins = {work->row, work->col, work->strata, work->rows, work->cols};
	const struct svy_permute_options *options = work->options;
	struct svy_table_hits hits;
	enum svy_code code =
		svy_draw_tables(&margins, &options->monte_carlo, options->stream, count_extreme, work, &hits, status);
	if (code != SVY_OK)
		return code;
	return svy_monte_carlo_p((double)hits.all, (double)options->monte_carlo.replicates, out, status);
}

/* --- all tables ------------------------------------------------------------------------- */

/* Cell by cell in the order of the matrix.  What is left of the margins says what a cell can
 * be: the last of a row takes the rest of it, the last row what the columns have left. */
struct fill {
	const struct work *work;
	double *table, *row, *col; /* the table, and what is left of its margins */
	double most, n;            /* tables at most, so far */
	double of_hits, of_worst, worst; /* probabilities; the most extreme statistic */
};

/* What the columns behind j have left: no more of the row fits into them. */
static double room_behind(const struct fill *fill, size_t j)
{
	double room = 0;
	for (size_t k = j + 1; k < fill->work->cols; k++)
		room += fill->col[k];
	return room;
}

static enum svy_code count_table(struct fill *fill, double log_p, struct svy_status *status)
{
	double t, p = exp(log_p);
	enum svy_code code = evaluate(fill->work, fill->table, &t, status);
	fill->n++;
	if (svy_permute_ties(t, fill->work->observed))
		fill->of_hits += p;
	if (fill->n <= 1 || !svy_permute_ties(fill->worst, t)) {
		fill->worst = t;
		fill->of_worst = p;
	} else if (svy_permute_ties(t, fill->worst)) {
		fill->of_worst += p;
	}
	return code;
}

static enum svy_code fill_cell(struct fill *fill, size_t at, double log_p, struct svy_status *status)
{
	const struct work *work = fill->work;
	size_t i = at / work->cols, j = at % work->cols;
	if (fill->n > fill->most)
		return SVY_OK;
	if (i == work->rows)
		return count_table(fill, log_p, status);
	double room = room_behind(fill, j), left = fill->row[i], all = fill->col[j];
	double low = fmax(0, left - room), high = fmin(left, all);
	enum svy_code code = SVY_OK;
	for (double k = low; k <= high && code == SVY_OK; k++) {
		/* Given the cells before it, hypergeometric: `left` are drawn of what this column and
		 * those behind it have left. */
		fill->table[at] = k;
		fill->row[i] = left - k;
		fill->col[j] = all - k;
		code = fill_cell(fill, at + 1, log_p + svy_hypergeometric_log(k, all + room, all, left), status);
	}
	fill->row[i] = left;
	fill->col[j] = all;
	return code;
}

static enum svy_code fill_tables(struct fill *fill, struct svy_status *status)
{
	const struct work *work = fill->work;
	fill->table = svy_array_new(work->rows * work->cols, sizeof *fill->table);
	fill->row = svy_array_new(work->rows, sizeof *fill->row);
	fill->col = svy_array_new(work->cols, sizeof *fill->col);
	enum svy_code code = fill->table && fill->row && fill->col ? SVY_OK : svy_fail_memory(status);
	if (code == SVY_OK) {
		memcpy(fill->row, work->row, work->rows * sizeof *fill->row);
		memcpy(fill->col, work->col, work->cols * sizeof *fill->col);
		code = fill_cell(fill, 0, 0, status);
	}
	free(fill->table);
	free(fill->row);
	free(fill->col);
	return code;
}

/* Where there are at most so many as random ones would be drawn. */
static enum svy_code enumerate(struct work *work, struct svy_test *out, struct svy_permuted *how,
                               struct svy_status *status)
{
	struct fill fill = {.work = work, .most = (double)work->options->monte_carlo.replicates};
	enum svy_code code = fill_tables(&fill, status);
	how->all = fill.n <= fill.most;
	if (code != SVY_OK || !how->all)
		return code;
	how->n = fill.n;
	out->p = fmin(1, fill.of_hits);
	out->log_p = log(out->p);
	out->attainable_p = fmin(1, fill.of_worst);
	return SVY_OK;
}

static enum svy_code run(struct work *work, struct svy_test *out, struct svy_permuted *how, struct svy_status *status)
{
	enum svy_code code = evaluate(work, work->observed_tables, &work->observed, status);
	*how = (struct svy_permuted){false, (double)work->options->monte_carlo.replicates};
	if (code != SVY_OK)
		return code;
	if (isnan(work->observed)) {
		svy_test_note(out, "the statistic has no value here");
		return SVY_OK;
	}
	if (work->strata == 1)
		code = enumerate(work, out, how, status);
	return code == SVY_OK && !how->all ? draw(work, out, status) : code;
}

enum svy_code svy_permute_tables(const double *n, size_t strata, size_t rows, size_t cols,
                                 svy_tables_statistic *statistic, const void *state,
                                 const struct svy_permute_options *options, struct svy_test *out,
                                 struct svy_permuted *how, struct svy_status *status)
{
	struct svy_permute_options asked = *options;
	struct work work = {.observed_tables = n, .strata = strata, .rows = rows, .cols = cols, .statistic = statistic,
	                    .state = state, .options = &asked};
	if (asked.monte_carlo.replicates == 0)
		asked.monte_carlo.replicates = SVY_MONTE_CARLO_REPLICATES;
	enum svy_code code = check(n, strata * rows * cols, status);
	if (code == SVY_OK && (double)asked.monte_carlo.replicates > SVY_MONTE_CARLO_MAX)
		code = svy_fail(status, SVY_EDOMAIN, "at most %.0f random tables can be drawn", SVY_MONTE_CARLO_MAX);
	if (code == SVY_OK && !find_margins(&work))
		code = svy_fail_memory(status);
	if (code == SVY_OK)
		code = run(&work, out, how, status);
	free(work.row);
	free(work.col);
	return code;
}

/* --- statistics of one table --------------------------------------------------------------- */

struct scored {
	size_t size;
	enum svy_table_score score;
	double *factor; /* of each cell: 1 / (row col), or u v */
};

static enum svy_code sum_cells(const void *state, const double *table, double *out, struct svy_status *status)
{
	const struct scored *scored = state;
	double sum = 0;
	(void)status;
	for (size_t i = 0; i < scored->size; i++)
		switch (scored->score) {
		case SVY_TABLE_PEARSON: sum += table[i] * table[i] * scored->factor[i]; break;
		case SVY_TABLE_LR: sum += table[i] > 0 ? table[i] * log(table[i]) : 0; break;
		default: sum += table[i] * scored->factor[i]; break;
		}
	*out = sum;
	return SVY_OK;
}

static double mean_score(const double *score, const double *n, size_t k)
{
	double sum = 0, all = 0;
	for (size_t i = 0; i < k; i++) {
		sum += n[i] * (score ? score[i] : (double)i + 1);
		all += n[i];
	}
	return sum / all;
}

static void fill_factors(const double *n, size_t rows, size_t cols, const double *u, const double *v,
                         struct scored *scored, double *row, double *col)
{
	for (size_t i = 0; i < rows; i++)
		for (size_t j = 0; j < cols; j++) {
			row[i] += n[i * cols + j];
			col[j] += n[i * cols + j];
		}
	double mean_u = mean_score(u, row, rows), mean_v = mean_score(v, col, cols);
	for (size_t i = 0; i < rows; i++)
		for (size_t j = 0; j < cols; j++) {
			double product = row[i] * col[j];
			double score = ((u ? u[i] : (double)i + 1) - mean_u) * ((v ? v[j] : (double)j + 1) - mean_v);
			scored->factor[i * cols + j] =
				scored->score == SVY_TABLE_LINEAR ? score : product > 0 ? 1 / product : 0;
		}
}

enum svy_code svy_permute_table(const double *n, size_t rows, size_t cols, enum svy_table_score score,
                                const double *row_scores, const double *col_scores,
                                const struct svy_permute_options *options, struct svy_test *out,
                                struct svy_permuted *how, struct svy_status *status)
{
	struct svy_permute_options asked = *options;
	struct scored scored = {rows * cols, score, svy_array_new(rows * cols, sizeof(double))};
	double *row = svy_array_new(rows, sizeof *row), *col = svy_array_new(cols, sizeof *col);
	enum svy_code code = scored.factor && row && col ? check(n, rows * cols, status) : svy_fail_memory(status);
	if (code == SVY_OK) {
		fill_factors(n, rows, cols, row_scores, col_scores, &scored, row, col);
		asked.upper = score != SVY_TABLE_LINEAR;
		asked.centre = 0;
		code = svy_permute_tables(n, 1, rows, cols, sum_cells, &scored, &asked, out, how, status);
	}
	free(scored.factor);
	free(row);
	free(col);
	return code;
}
