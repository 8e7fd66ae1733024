/*
 * Cochran-Mantel-Haenszel of r x c tables.
 *
 * Each of the two variables is a side: as many indicators as it has categories but
 * one, or its scores.  A stratum adds to the vector G the sums of products over its
 * respondents, of deviations from its own means, and to the covariance V the product
 * of the two sides' sums of squares and products, over n - 1.
 */
#include <math.h>
#include <stdlib.h>

#include "base/array.h"
#include "base/spread.h"
#include "base/sum.h"
#include "stat/distribution.h"
#include "stat/stratified.h"

/* One variable over all strata. */
struct side {
	bool scored;
	const double *scores;  /* NULL: 1, 2, 3, ... */
	const size_t *index;   /* of its categories in the tables that were given */
	size_t n;              /* categories that are not empty */
	size_t reference;      /* the one that has no indicator: the largest, so that V is far from singular */
	size_t width;          /* indicators, or 1 */
};

/* Room for one side in one stratum. */
struct local {
	size_t n;         /* categories of the stratum, */
	size_t *place;    /* their indicators (width: the reference), */
	double *deviation; /* and their scores less the stratum's mean */
	double *squares;  /* width x width: sums of squares and products */
};

struct problem {
	struct side row, col;
	size_t width; /* of G */
	double *g, *v;
	struct svy_sum xx, yy; /* of cmh-correlation: within the strata */
	size_t silent;         /* strata left out */
	size_t rank;
};

static double score_at(const struct side *side, size_t given)
{
	return side->scores ? side->scores[given] : (double)given + 1;
}

static struct side make_side(const double *margin, const size_t *index, size_t n, bool scored, const double *scores)
{
	struct side side = {.scored = scored, .scores = scores, .index = index, .n = n};
	for (size_t i = 1; i < n; i++)
		if (margin[i] > margin[side.reference])
			side.reference = i;
	side.width = scored ? 1 : n - 1;
	return side;
}

/* --- one stratum ----------------------------------------------------------- */

static bool new_local(const struct side *side, struct local *out)
{
	*out = (struct local){.place = svy_array_new(side->n, sizeof *out->place),
	                      .deviation = svy_array_new(side->n, sizeof *out->deviation),
	                      .squares = svy_array_new(side->width * side->width, sizeof *out->squares)};
	return out->place && out->deviation && out->squares;
}

static void clear_local(struct local *local)
{
	free(local->place);
	free(local->deviation);
	free(local->squares);
}

/* Where the stratum's categories stand among all of them. */
static void find_places(const struct side *side, const size_t *index, struct local *local)
{
	size_t at = 0;
	for (size_t i = 0; i < local->n; i++) {
		while (side->index[at] != index[i])
			at++;
		local->place[i] = at == side->reference ? side->width : at - (at > side->reference);
	}
}

/* sum n (score - mean)^2 */
static void spread_scores(const struct side *side, const double *margin, const size_t *index, struct local *local)
{
	struct svy_spread spread = {0};
	struct svy_spread_of of;
	for (size_t i = 0; i < local->n; i++)
		svy_spread_add(&spread, score_at(side, index[i]), margin[i]);
	svy_spread_finish(&spread, &of);
	for (size_t i = 0; i < local->n; i++)
		local->deviation[i] = score_at(side, index[i]) - of.mean - of.mean_rest;
	local->squares[0] = of.ss;
}

/* m_i ([i = k] - m_k / n) */
static void spread_indicators(const struct side *side, const double *margin, double n, struct local *local)
{
	size_t width = side->width;
	for (size_t i = 0; i < width * width; i++)
		local->squares[i] = 0;
	for (size_t i = 0; i < local->n; i++) {
		for (size_t k = 0; k < local->n; k++) {
			if (local->place[i] == width || local->place[k] == width)
				continue;
			double value = i == k ? margin[i] / n * (n - margin[i]) : -(margin[i] / n * margin[k]);
			local->squares[local->place[i] * width + local->place[k]] = value;
		}
	}
}

static void fill_local(const struct side *side, const double *margin, const size_t *index, size_t n, double all,
                       struct local *local)
{
	local->n = n;
	if (side->scored)
		spread_scores(side, margin, index, local);
	else {
		find_places(side, index, local);
		spread_indicators(side, margin, all, local);
	}
}

/* n - e of a cell. */
static double difference_at(const struct svy_margins *m, size_t i, size_t j)
{
	return svy_determinant(m->n, m->count[i * m->cols + j], m->row[i], m->col[j]) / m->n;
}

/* Where category i goes in G: its indicator, the reference (which has none), or the scores' one place. */
static size_t place_of(const struct side *side, const struct local *local, size_t i)
{
	return side->scored ? 0 : local->place[i];
}

static double factor_of(const struct side *side, const struct local *local, size_t i)
{
	return side->scored ? local->deviation[i] : 1;
}

static void add_products(const struct problem *p, const struct svy_margins *m, const struct local *row,
                         const struct local *col, struct svy_sum *g)
{
	for (size_t i = 0; i < m->rows; i++) {
		for (size_t j = 0; j < m->cols; j++) {
			size_t to_row = place_of(&p->row, row, i), to_col = place_of(&p->col, col, j);
			if (to_row == p->row.width || to_col == p->col.width)
				continue;
			/* About the mean of the scores it is all the same whether e is taken off. */
			double count = p->col.scored ? m->count[i * m->cols + j] : difference_at(m, i, j);
			svy_sum_add_product(&g[to_row * p->col.width + to_col], count,
			                    factor_of(&p->row, row, i) * factor_of(&p->col, col, j));
		}
	}
}

static void add_covariance(struct problem *p, const struct local *row, const struct local *col, double n)
{
	size_t rows = p->row.width, cols = p->col.width;
	for (size_t i = 0; i < rows; i++)
		for (size_t k = 0; k < rows; k++) {
			double x = row->squares[i * rows + k] / (n - 1);
			for (size_t j = 0; j < cols && x != 0; j++)
				for (size_t l = 0; l < cols; l++)
					p->v[(i * cols + j) * p->width + k * cols + l] += x * col->squares[j * cols + l];
		}
}

static void add_stratum(struct problem *p, const struct svy_margins *m, struct local *row, struct local *col,
                        struct svy_sum *g)
{
	if (!svy_strata_table_informs(m)) {
		p->silent++;
		return;
	}
	fill_local(&p->row, m->row, m->row_index, m->rows, m->n, row);
	fill_local(&p->col, m->col, m->col_index, m->cols, m->n, col);
	if ((p->row.scored && row->squares[0] == 0) || (p->col.scored && col->squares[0] == 0)) {
		p->silent++;
		return;
	}
	add_products(p, m, row, col, g);
	add_covariance(p, row, col, m->n);
	if (p->row.scored) {
		svy_sum_add(&p->xx, row->squares[0]);
		svy_sum_add(&p->yy, col->squares[0]);
	}
}

static enum svy_code add_strata(struct problem *p, const struct svy_strata *strata, struct svy_status *status)
{
	struct local row = {0}, col = {0};
	struct svy_sum *g = svy_array_new(p->width, sizeof *g);
	bool ok = g && new_local(&p->row, &row) && new_local(&p->col, &col);
	for (size_t h = 0; h < strata->k && ok; h++)
		add_stratum(p, strata->table[h], &row, &col, g);
	for (size_t i = 0; i < p->width && ok; i++)
		p->g[i] = svy_sum_value(&g[i]);
	clear_local(&row);
	clear_local(&col);
	free(g);
	return ok ? SVY_OK : svy_fail_memory(status);
}

/* --- G' V^-1 G --------------------------------------------------------------- */

/* V is scaled to a diagonal of 1; a pivot below this is rounding, and its row a
 * combination of those before it. */
#define ROUNDING 1e-10

static void scale(struct problem *p)
{
	size_t n = p->width;
	for (size_t i = 0; i < n; i++)
		p->g[i] = p->v[i * n + i] > 0 ? p->g[i] / sqrt(p->v[i * n + i]) : 0;
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < i; k++) {
			double both = sqrt(p->v[i * n + i]) * sqrt(p->v[k * n + k]);
			p->v[i * n + k] = p->v[k * n + i] = both > 0 ? p->v[i * n + k] / both : 0;
		}
	for (size_t i = 0; i < n; i++)
		p->v[i * n + i] = p->v[i * n + i] > 0;
}

static void swap(double *a, double *b)
{
	double c = *a;
	*a = *b;
	*b = c;
}

/* Bring row and column `from` of V, and that of G, to `to`. */
static void exchange(struct problem *p, size_t to, size_t from)
{
	size_t n = p->width;
	swap(&p->g[to], &p->g[from]);
	for (size_t k = 0; k < n; k++)
		swap(&p->v[to * n + k], &p->v[from * n + k]);
	for (size_t k = 0; k < n; k++)
		swap(&p->v[k * n + to], &p->v[k * n + from]);
}

/* By the Cholesky decomposition with the largest pivot first, which stops where the rest
 * is a combination of what is done: G is one too, so that any generalised inverse of V
 * gives the same form. */
static double solve_form(struct problem *p)
{
	size_t n = p->width;
	double sum = 0;
	scale(p);
	for (p->rank = 0; p->rank < n; p->rank++) {
		size_t at = p->rank, best = at;
		for (size_t i = at + 1; i < n; i++)
			if (p->v[i * n + i] > p->v[best * n + best])
				best = i;
		if (!(p->v[best * n + best] > ROUNDING))
			break;
		exchange(p, at, best);
		double pivot = p->v[at * n + at], y = p->g[at];
		sum += y * y / pivot;
		for (size_t i = at + 1; i < n; i++) {
			double share = p->v[i * n + at] / pivot;
			p->g[i] -= share * y;
			for (size_t k = at + 1; k < n && share != 0; k++)
				p->v[i * n + k] -= share * p->v[at * n + k];
		}
	}
	return sum;
}

/* --- the test ----------------------------------------------------------------- */

static enum svy_code check_scores(const double *scores, const struct svy_strata *strata, bool rows,
                                  struct svy_status *status)
{
	const struct svy_margins *all = strata->all;
	size_t n = rows ? all->rows + all->empty_rows : all->cols + all->empty_cols;
	for (size_t i = 0; scores && i < n; i++)
		if (!isfinite(scores[i]))
			return svy_fail(status, SVY_EDOMAIN, "score %zu of the %s is not a number", i + 1,
			                rows ? "rows" : "columns");
	return SVY_OK;
}

static void note_strata(const struct svy_strata *strata, size_t silent, struct svy_test *out)
{
	char note[SVY_TEST_NOTE];
	if (svy_margins_note(strata->all, note, sizeof note))
		svy_test_note(out, "%s", note);
	if (silent)
		svy_test_note(out, "%zu of %zu strata left out: only one row or column, one score or one respondent", silent,
		              strata->k);
}

static void put_result(struct problem *p, enum svy_cmh_kind kind, struct svy_test *out)
{
	double g = p->g[0];
	out->statistic = solve_form(p);
	out->df = (double)p->rank;
	out->p = svy_chisq_upper(out->statistic, out->df);
	out->log_p = svy_chisq_upper_log(out->statistic, out->df);
	if (p->rank < p->width)
		svy_test_note(out, "%zu degrees of freedom instead of %zu: the strata do not link all rows and columns",
		              p->rank, p->width);
	if (kind == SVY_CMH_CORRELATION)
		out->estimate = fmax(-1, fmin(1, g / sqrt(svy_sum_value(&p->xx)) / sqrt(svy_sum_value(&p->yy))));
}

static enum svy_code run(struct problem *p, const struct svy_strata *strata, enum svy_cmh_kind kind,
                         struct svy_test *out, struct svy_status *status)
{
	p->g = svy_array_new(p->width, sizeof *p->g);
	p->v = svy_array_new(p->width * p->width, sizeof *p->v);
	enum svy_code code = p->g && p->v ? add_strata(p, strata, status) : svy_fail_memory(status);
	if (code == SVY_OK) {
		note_strata(strata, p->silent, out);
		if (p->silent == strata->k)
			svy_test_note(out, "no stratum is left");
		else
			put_result(p, kind, out);
	}
	free(p->g);
	free(p->v);
	return code;
}

enum svy_code svy_cmh_general(const struct svy_strata *strata, enum svy_cmh_kind kind, const double *row_scores,
                              const double *col_scores, struct svy_test *out, struct svy_status *status)
{
	static const char *const names[] = {"cmh-general", "cmh-anova", "cmh-correlation"};
	static const char *const methods[] = {"general association", "row mean scores differ", "correlation of scores"};
	const struct svy_margins *all = strata->all;
	struct problem problem = {
		.row = make_side(all->row, all->row_index, all->rows, kind == SVY_CMH_CORRELATION, row_scores),
		.col = make_side(all->col, all->col_index, all->cols, kind != SVY_CMH_GENERAL, col_scores)};
	struct svy_test test;
	enum svy_code code = check_scores(row_scores, strata, true, status);
	if (!code)
		code = check_scores(col_scores, strata, false, status);
	if (code)
		return code;
	svy_test_init(&test, names[kind]);
	svy_test_method(&test, "generalised Cochran-Mantel-Haenszel, %s", methods[kind]);
	problem.width = problem.row.width * problem.col.width;
	if (svy_margins_reason(all))
		svy_test_note(&test, "%s", svy_margins_reason(all));
	else if (problem.width > SVY_CMH_DF_MAX)
		svy_test_note(&test, "more than %d degrees of freedom", SVY_CMH_DF_MAX);
	else
		code = run(&problem, strata, kind, &test, status);
	if (code == SVY_OK)
		*out = test;
	return code;
}
