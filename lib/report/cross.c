#include "report/cross.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/text.h"
#include "design/weight.h"
#include "report/cross_letters.h"
#include "report/show.h"
#include "stat/chisq.h"

static const struct svy_rfield CELL_FIELDS[] = {
	{"row", SVY_KEY, SVY_AS_TEXT},
	{"col", SVY_KEY, SVY_AS_TEXT},
	{"margin", SVY_KEY, SVY_AS_TEXT},
	{"n", SVY_N, SVY_AS_COUNT},
	{"weighted_n", SVY_CELL, SVY_AS_WEIGHTED},
	{"row_percent", SVY_PERCENT, SVY_AS_PERCENT},
	{"col_percent", SVY_PERCENT, SVY_AS_PERCENT},
	{"total_percent", SVY_PERCENT, SVY_AS_PERCENT},
	{"expected", SVY_DERIVED, SVY_AS_NUMBER},
	{"residual", SVY_DERIVED, SVY_AS_NUMBER},
	{"std_residual", SVY_DERIVED, SVY_AS_NUMBER},
	{"adj_residual", SVY_DERIVED, SVY_AS_NUMBER},
	{"se", SVY_PERCENT, SVY_AS_PERCENT},
	{"low", SVY_PERCENT, SVY_AS_PERCENT},
	{"high", SVY_PERCENT, SVY_AS_PERCENT},
	{"letters", SVY_DERIVED, SVY_AS_TEXT},
};
enum { N_CELL_FIELDS = sizeof CELL_FIELDS / sizeof *CELL_FIELDS, FIRST_NUMBER = 3 };

bool svy_cross_several(const struct svy_cross *cross)
{
	return cross->variables[0]->several || cross->variables[1]->several;
}

/* Fields that are there only where they mean something. */
static const struct svy_rfield RESPONSES = {"response_percent", SVY_PERCENT, SVY_AS_PERCENT};
static const struct svy_rfield LETTER = {"letter", SVY_KEY, SVY_AS_TEXT};

/* The fields of a cell that may be shown; out has room for N_CELL_FIELDS + 1. */
static size_t list_fields(const struct svy_cross *cross, struct svy_rfield *out)
{
	bool several = cross->frame ? cross->frame->several : svy_cross_several(cross);
	size_t n = N_CELL_FIELDS;
	memcpy(out, CELL_FIELDS, sizeof CELL_FIELDS);
	if (several)
		out[n++] = RESPONSES;
	return n;
}

enum svy_code svy_cross_check_layers(const struct svy_cross *cross, struct svy_status *status)
{
	static const char *const TAKEN[] = {"row",  "col",  "margin",   "n",    "weighted_n", "row_percent", "col_percent",
	                                    "total_percent", "expected", "residual", "std_residual", "adj_residual", "se",
	                                    "low",  "high", "letters",  "note", "test", "statistic", "df", "df2", "p",
	                                    "p_low", "p_high", "estimate", "attainable_p", "alternative", "method",
	                                    "measure", "ase", "se0", "p_adjusted", "letter", "a", "b", "row_variable",
	                                    "col_variable"};
	size_t n_taken = sizeof TAKEN / sizeof *TAKEN - (cross->frame ? 0 : 2); /* fields of several analyses */
	if (!cross->frame && !cross->letters)
		n_taken -= 2; /* a and b are fields of `pairs` */
	for (size_t v = 2; v < cross->k; v++)
		for (size_t i = 0; i < n_taken; i++)
			if (strcmp(cross->variables[v]->name, TAKEN[i]) == 0)
				return svy_fail(status, SVY_EUSAGE,
				                "the layer variable \"%s\" has the name of a field of the result: rename the column",
				                TAKEN[i]);
	for (size_t v = 2; v < cross->k; v++)
		for (size_t u = 2; u < v; u++)
			if (strcmp(cross->variables[v]->name, cross->variables[u]->name) == 0)
				return svy_fail(status, SVY_EUSAGE, "the layer variable \"%s\" is named twice",
				                cross->variables[v]->name);
	return SVY_OK;
}

const char *svy_cross_unordered(const struct svy_cross *cross)
{
	if (cross->variables[0]->ordered && cross->variables[1]->ordered)
		return NULL;
	return "needs ordered rows and columns: say so in the codebook (categoriesOrdered) or with --order";
}

static double weight_of(const struct svy_cross *cross, const struct svy_tally *tally)
{
	return cross->tables->weighted ? tally->w : (double)tally->n;
}

enum svy_code svy_cross_matrix(const struct svy_cross *cross, size_t t, double **out, size_t *rows, size_t *cols,
                               struct svy_status *status)
{
	const struct svy_crosstab *table = &cross->tables->tables[t];
	*rows = cross->tables->levels[0].n_valid;
	*cols = cross->tables->levels[1].n_valid;
	double *matrix = svy_array_new(*rows * *cols, sizeof *matrix);
	if (!matrix)
		return svy_fail_memory(status);
	for (size_t i = 0; i < *rows; i++)
		for (size_t j = 0; j < *cols; j++)
			matrix[i * *cols + j] = weight_of(cross, svy_crosstab_cell(table, i, j));
	*out = matrix;
	return SVY_OK;
}

/* One table's expected counts and residuals; all NULL under sampling weights. */
struct residuals {
	double *matrix, *expected, *raw, *pearson, *adjusted;
	size_t rows, cols;
};

static void clear_residuals(struct residuals *residuals)
{
	free(residuals->matrix);
	free(residuals->expected);
	free(residuals->raw);
	free(residuals->pearson);
	free(residuals->adjusted);
}

static enum svy_code compute_residuals(const struct svy_cross *cross, size_t t, struct residuals *r,
                                       struct svy_status *status)
{
	enum svy_code code = svy_cross_matrix(cross, t, &r->matrix, &r->rows, &r->cols, status);
	if (code != SVY_OK)
		return code;
	size_t size = r->rows * r->cols;
	r->expected = svy_array_new(size, sizeof(double));
	r->raw = svy_array_new(size, sizeof(double));
	r->pearson = svy_array_new(size, sizeof(double));
	r->adjusted = svy_array_new(size, sizeof(double));
	if (!r->expected || !r->raw || !r->pearson || !r->adjusted)
		return svy_fail_memory(status);
	code = svy_expected(r->matrix, r->rows, r->cols, r->expected, status);
	if (code == SVY_OK)
		code = svy_residuals(r->matrix, r->rows, r->cols, SVY_RESIDUAL_RAW, r->raw, status);
	if (code == SVY_OK)
		code = svy_residuals(r->matrix, r->rows, r->cols, SVY_RESIDUAL_PEARSON, r->pearson, status);
	if (code == SVY_OK)
		code = svy_residuals(r->matrix, r->rows, r->cols, SVY_RESIDUAL_ADJUSTED, r->adjusted, status);
	return code;
}

/* Where a cell stands: i = rows or j = cols is the margin.  a: which row it is of those
 * shown. */
struct spot {
	size_t t, i, j, a;
};

/* The level at place a of those shown, or the margin behind them. */
static size_t level_at(const struct svy_levels *levels, size_t a)
{
	return a < levels->n ? levels->order[a] : levels->n;
}

static bool is_shown_only(const struct svy_levels *levels, size_t i)
{
	return i < levels->n && levels->level[i].missing;
}

static const char *name_level(const struct svy_levels *levels, size_t i)
{
	return i < levels->n ? levels->level[i].label : "Total";
}

/* False where the base is empty. */
static bool set_share(const struct svy_cross *cross, struct svy_rtable *rtable, const char *field,
                      const struct svy_tally *part, const struct svy_tally *whole)
{
	double w = weight_of(cross, whole);
	svy_set_percent(rtable, field, w > 0 ? 100.0 * weight_of(cross, part) / w : NAN, whole->n);
	return w > 0;
}

static void write_percentages(const struct svy_cross *cross, struct svy_rtable *rtable, struct spot spot)
{
	const struct svy_crosstab *table = &cross->tables->tables[spot.t];
	const struct svy_tally *cell = svy_crosstab_cell(table, spot.i, spot.j);
	bool shown_row = is_shown_only(&cross->tables->levels[0], spot.i);
	bool shown_col = is_shown_only(&cross->tables->levels[1], spot.j);

	if (shown_row || shown_col) {
		svy_row_outside(rtable);
		svy_row_note(rtable, "missing: outside the base");
	}
	const struct svy_tally row_base = svy_crosstab_base(table, spot.i, spot.j, SVY_BASE_ROW);
	const struct svy_tally col_base = svy_crosstab_base(table, spot.i, spot.j, SVY_BASE_COL);
	const struct svy_tally all_base = svy_crosstab_base(table, spot.i, spot.j, SVY_BASE_ALL);
	bool row = shown_col || set_share(cross, rtable, "row_percent", cell, &row_base);
	bool col = shown_row || set_share(cross, rtable, "col_percent", cell, &col_base);
	bool all = shown_row || shown_col || set_share(cross, rtable, "total_percent", cell, &all_base);
	if (!all && all_base.n)
		svy_row_note(rtable, "all weights are zero");
	else if (!row || !col || !all)
		svy_row_note(rtable, "%s empty",
		             !all ? "the table is" : row ? "the column is" : col ? "the row is" : "row and column are");
}

/* Whether level i of variable v (0: row, 1: col) is one of several answers; what is
 * missing and in the base is not, nor is the total. */
static bool is_choice(const struct svy_cross *cross, int v, size_t i)
{
	const struct svy_levels *levels = &cross->tables->levels[v];
	return cross->variables[v]->several && i < levels->n && levels->level[i].code >= 0;
}

static bool is_net(const struct svy_levels *levels, size_t i)
{
	return i < levels->n && levels->level[i].net;
}

/* Answers given in the row or column of a cell: the sum over its choices. */
static double count_answers(const struct svy_cross *cross, struct spot spot)
{
	const struct svy_crosstab *table = &cross->tables->tables[spot.t];
	int v = cross->variables[0]->several ? 0 : 1;
	const struct svy_levels *levels = &cross->tables->levels[v];
	double sum = 0;
	for (size_t i = 0; i < levels->n_valid; i++)
		if (levels->level[i].code >= 0)
			sum += weight_of(cross, v == 0 ? svy_crosstab_cell(table, i, spot.j) : svy_crosstab_cell(table, spot.i, i));
	return sum;
}

/* Whom a choice gives away, and no other row counts: who did not answer it, who
 * answered and did not tick it, of two choices who ticked neither, and in a net who
 * did not tick one of its choices. */
static void count_others(const struct svy_cross *cross, struct svy_rtable *rtable, struct spot spot)
{
	const struct svy_crosstab *table = &cross->tables->tables[spot.t];
	bool of_row = is_choice(cross, 0, spot.i), of_col = is_choice(cross, 1, spot.j);
	uint64_t cell = svy_crosstab_cell(table, spot.i, spot.j)->n;
	uint64_t row = svy_crosstab_base(table, spot.i, spot.j, SVY_BASE_ROW).n;
	uint64_t col = svy_crosstab_base(table, spot.i, spot.j, SVY_BASE_COL).n;
	uint64_t all = svy_crosstab_base(table, spot.i, spot.j, SVY_BASE_ALL).n;
	if (of_row) {
		svy_row_others(rtable, col - cell);
		svy_row_others(rtable, svy_crosstab_cell(table, table->rows, spot.j)->n - col);
	}
	if (of_col) {
		svy_row_others(rtable, row - cell);
		svy_row_others(rtable, svy_crosstab_cell(table, spot.i, table->cols)->n - row);
	}
	if (of_row && of_col)
		svy_row_others(rtable, all + cell - row - col);
	for (int v = 0; v < 2; v++)
		if (cross->variables[v]->several && is_net(&cross->tables->levels[v], v == 0 ? spot.i : spot.j))
			svy_row_others(rtable, svy_crosstabs_apart(cross->tables, cross->variables[v], spot.t, v, spot.i, spot.j));
}

/* A choice: its share of the answers, and who did not answer it. */
static void write_choice(const struct svy_cross *cross, struct svy_rtable *rtable, struct spot spot)
{
	const struct svy_crosstab *table = &cross->tables->tables[spot.t];
	int v = cross->variables[0]->several ? 0 : 1;
	size_t choice = v == 0 ? spot.i : spot.j;
	bool net = is_net(&cross->tables->levels[v], choice);
	if (!is_choice(cross, v, choice))
		return;
	const struct svy_tally *cell = svy_crosstab_cell(table, spot.i, spot.j);
	struct svy_tally base = svy_crosstab_base(table, spot.i, spot.j, v == 0 ? SVY_BASE_COL : SVY_BASE_ROW);
	const struct svy_tally *margin = v == 0 ? svy_crosstab_cell(table, table->rows, spot.j)
	                                        : svy_crosstab_cell(table, spot.i, table->cols);
	double answers = count_answers(cross, spot);
	if (!net)
		svy_set_percent(rtable, "response_percent", answers > 0 ? 100.0 * weight_of(cross, cell) / answers : NAN,
		                base.n);
	if (!net && !(answers > 0))
		svy_row_note(rtable, "no answers");
	if (base.n != margin->n)
		svy_row_note(rtable, "answered by %llu of %llu", (unsigned long long)base.n, (unsigned long long)margin->n);
}

static void write_residuals(struct svy_rtable *rtable, const struct residuals *r, struct spot spot)
{
	if (!r->expected || spot.i >= r->rows || spot.j >= r->cols)
		return;
	size_t at = spot.i * r->cols + spot.j;
	svy_set_real(rtable, "expected", r->expected[at]);
	svy_set_real(rtable, "residual", r->raw[at]);
	svy_set_real(rtable, "std_residual", r->pearson[at]);
	svy_set_real(rtable, "adj_residual", r->adjusted[at]);
	/* Where a row or column is empty, the note on percentages says so. */
	if (!isnan(r->pearson[at]) && isnan(r->adjusted[at]))
		svy_row_note(rtable, "adjusted residual: all answers in one row or column");
}

/* Of the share of its column. */
static enum svy_code write_error(const struct svy_cross *cross, struct svy_rtable *rtable, struct spot spot,
                                 struct svy_status *status)
{
	const struct svy_crosstab *table = &cross->tables->tables[spot.t];
	const struct svy_tally base = svy_crosstab_base(table, spot.i, spot.j, SVY_BASE_COL);
	if (!cross->shares || spot.i == table->rows || is_shown_only(&cross->tables->levels[0], spot.i))
		return SVY_OK;
	return svy_share_error(rtable, svy_crosstab_cell(table, spot.i, spot.j), &base, cross->tables->weighted,
	                       cross->shares, status);
}

static void note_net(const struct svy_cross *cross, struct svy_rtable *rtable, int v, size_t i)
{
	if (is_net(&cross->tables->levels[v], i))
		svy_row_note(rtable, "%s", cross->tables->levels[v].level[i].value);
}

/* What the row of the result is besides a cell, and the words for that. */
static void write_margin(const struct svy_cross *cross, struct svy_rtable *rtable, struct spot spot)
{
	const struct svy_levels *levels = cross->tables->levels;
	bool last_row = spot.i == levels[0].n, last_col = spot.j == levels[1].n;
	bool net = is_net(&levels[0], spot.i) || is_net(&levels[1], spot.j);
	if (net)
		svy_set_text(rtable, "margin", last_col ? "net-row" : last_row ? "net-col" : "net");
	else
		svy_set_text(rtable, "margin", last_row && last_col ? "all" : last_col ? "row" : last_row ? "col" : "");
	if (last_row || last_col || net)
		svy_row_margin(rtable);
	if (spot.i < levels[0].n)
		svy_row_depth(rtable, levels[0].depth[spot.a]);
	note_net(cross, rtable, 0, spot.i);
	note_net(cross, rtable, 1, spot.j);
}

static enum svy_code write_cell(const struct svy_cross *cross, struct svy_rtable *rtable,
                                const struct residuals *residuals, struct spot spot, struct svy_status *status)
{
	const struct svy_crosstab *table = &cross->tables->tables[spot.t];
	const struct svy_tally *cell = svy_crosstab_cell(table, spot.i, spot.j);

	svy_cross_row(cross, rtable, spot.t);
	svy_set_text(rtable, "row", name_level(&cross->tables->levels[0], spot.i));
	svy_set_text(rtable, "col", name_level(&cross->tables->levels[1], spot.j));
	write_margin(cross, rtable, spot);
	svy_set_count(rtable, "n", cell->n);
	if (cross->tables->weighted)
		svy_set_real(rtable, "weighted_n", cell->w);
	write_percentages(cross, rtable, spot);
	if (svy_cross_several(cross)) {
		svy_row_unsummed(rtable, cross->variables[0]->several, cross->variables[1]->several);
		count_others(cross, rtable, spot);
		write_choice(cross, rtable, spot);
	}
	write_residuals(rtable, residuals, spot);
	enum svy_code code = write_error(cross, rtable, spot, status);
	if (code == SVY_OK && cross->letters)
		svy_cross_letters_cell(cross->letters, rtable, spot.t, spot.i, spot.j);
	return code;
}

static void write_base(const struct svy_cross *cross, struct svy_result *result, size_t t)
{
	const struct svy_crosstab *table = &cross->tables->tables[t];
	const struct svy_tally *all = svy_crosstab_cell(table, table->rows, table->cols);
	char *prefix = svy_cross_prefix(cross, t);
	if (cross->tables->weighted && all->w > 0 && prefix)
		svy_result_group_note(result, svy_cross_group(cross, t),
		                      "%sbase n %llu, weighted n %.1f, effective n (Kish) %.1f", prefix,
		                      (unsigned long long)all->n, all->w, svy_effective_n(all->w, all->w2));
	if (!prefix)
		result->failed = true;
	free(prefix);
}

static enum svy_code start_cells(const struct svy_cross *cross, struct svy_result *result, const char *const *show,
                                 size_t n_show, struct svy_rtable **out, struct svy_status *status)
{
	char *title = svy_cross_title(cross);
	struct svy_rfield fields[N_CELL_FIELDS + 2];
	size_t n_fields = list_fields(cross, fields);
	if (cross->letters)
		fields[n_fields++] = LETTER;
	if (!title)
		return svy_fail_memory(status);
	*out = svy_cross_table(cross, result, "cells", title, fields, n_fields);
	free(title);
	return svy_cross_lay_out(cross, *out, show, n_show, status);
}

static enum svy_code check_show(const struct svy_cross *cross, const char *const *show, size_t n_show,
                                struct svy_status *status)
{
	struct svy_rfield fields[N_CELL_FIELDS + 1];
	const char *names[N_CELL_FIELDS + 1];
	size_t n = list_fields(cross, fields);
	for (size_t i = 0; i < n; i++)
		names[i] = fields[i].name;
	return svy_show_check(show, n_show, names + FIRST_NUMBER, n - FIRST_NUMBER, status);
}

static enum svy_code write_table(const struct svy_cross *cross, struct svy_rtable *rtable, size_t t,
                                 struct svy_status *status)
{
	const struct svy_levels *levels = cross->tables->levels;
	struct residuals residuals = {0};
	enum svy_code code = SVY_OK;
	if (!cross->tables->weighted && !svy_cross_several(cross))
		code = compute_residuals(cross, t, &residuals, status);
	for (size_t a = 0; a <= levels[0].n && code == SVY_OK; a++)
		for (size_t b = 0; b <= levels[1].n && code == SVY_OK; b++) {
			const struct spot spot = {t, level_at(&levels[0], a), level_at(&levels[1], b), a};
			code = write_cell(cross, rtable, &residuals, spot, status);
		}
	clear_residuals(&residuals);
	return code;
}

enum svy_code svy_cross_cells(const struct svy_cross *cross, struct svy_result *result, const char *const *show,
                              size_t n_show, struct svy_status *status)
{
	struct svy_rtable *rtable = NULL;
	enum svy_code code = check_show(cross, show, n_show, status);
	if (code == SVY_OK)
		code = start_cells(cross, result, show, n_show, &rtable, status);
	for (size_t t = 0; t < cross->tables->n_tables && code == SVY_OK; t++) {
		code = write_table(cross, rtable, t, status);
		write_base(cross, result, t);
	}
	if (code != SVY_OK)
		return code;
	if (svy_cross_several(cross))
		svy_notes_add(&result->notes, "several answers: a respondent may be in several cells, and is once in a Total");
	else if (cross->tables->weighted)
		svy_notes_add(&result->notes, "expected counts and residuals are not defined under sampling weights");
	return svy_result_failed(result) ? svy_fail_memory(status) : SVY_OK;
}
