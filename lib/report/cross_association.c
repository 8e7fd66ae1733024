#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/text.h"
#include "report/choose.h"
#include "report/cross_square.h"
#include "report/cross_trial.h"
#include "stat/association.h"

static const struct svy_rfield FIELDS[] = {
	{"measure", SVY_KEY, SVY_AS_TEXT},        {"estimate", SVY_DERIVED, SVY_AS_NUMBER},
	{"ase", SVY_DERIVED, SVY_AS_NUMBER},      {"se0", SVY_DERIVED, SVY_AS_NUMBER},
	{"statistic", SVY_DERIVED, SVY_AS_NUMBER}, {"p", SVY_DERIVED, SVY_AS_P},
	{"low", SVY_DERIVED, SVY_AS_NUMBER},      {"high", SVY_DERIVED, SVY_AS_NUMBER},
	{"method", SVY_DERIVED, SVY_AS_TEXT},
};

/* All but rd-wald, which is a way to compute rd; behind them come the gauges. */
enum { N_KINDS = SVY_MEASURE_RD_WALD };

static size_t count_all(void)
{
	size_t n = 0;
	while (svy_cross_gauge_at(n))
		n++;
	return N_KINDS + n;
}

/* Why a measure does not suit these tables, NULL: it does. */
static const char *find_unfit(const struct svy_cross *cross, const struct svy_cross_matrices *matrices,
                              enum svy_measure_kind kind, bool by_name)
{
	const char *unfit = NULL;
	if (cross->tables->weighted && kind == SVY_MEASURE_OR_CONDITIONAL)
		return "assumes counts, not sampling weights: use or";
	if (kind == SVY_MEASURE_OR_CONDITIONAL && !svy_cross_matrices_fit(matrices, SVY_EXACT_MAX))
		return "takes at most 4000000000 respondents: use or";
	if (cross->tables->weighted && kind == SVY_MEASURE_V_CORRECTED)
		return "assumes counts, not sampling weights: use v";
	if (svy_measure_is_directed(kind) && (matrices->rows > 2 || matrices->cols > 2))
		return "is for 2 x 2 tables: choose two rows and two columns with --where";
	if (svy_measure_needs_order(kind))
		unfit = svy_cross_unordered(cross);
	if (!unfit && svy_measure_needs_pairs(kind))
		unfit = svy_cross_unpaired(cross, svy_measure_needs_order(kind), by_name);
	return unfit;
}

/* What is over strata, where there are none, is not missed. */
static bool is_missed(const struct svy_cross *cross, const struct svy_choice *choices, size_t i)
{
	const struct svy_cross_gauge *gauge = i < N_KINDS ? NULL : svy_cross_gauge_at(i - N_KINDS);
	return choices[i].unfit && !(gauge && (gauge->needs & SVY_TRIAL_STRATA) && cross->k < 3);
}

/* What `all` leaves out, and why: once for each reason. */
static void note_unfit(const struct svy_cross *cross, const struct svy_choice *choices, size_t n,
                       struct svy_result *result)
{
	for (size_t i = 0; i < n; i++) {
		struct svy_text names = {0};
		bool said = !is_missed(cross, choices, i);
		for (size_t j = 0; j < n && !said; j++) {
			if (!is_missed(cross, choices, j) || strcmp(choices[i].unfit, choices[j].unfit) != 0)
				continue;
			said = j < i;
			svy_text_printf(&names, "%s%s", names.length ? ", " : "", choices[j].name);
		}
		char *text = svy_text_take(&names);
		if (!said && text)
			svy_notes_add(&result->notes, "left out of --assoc all: %s: each %s", text, choices[i].unfit);
		free(text);
	}
}

static void list_choice(const struct svy_cross *cross, const struct svy_cross_matrices *matrices, size_t i,
                        bool by_name, struct svy_cross_unfit *unfit, struct svy_choice *out)
{
	const struct svy_cross_gauge *gauge = i < N_KINDS ? NULL : svy_cross_gauge_at(i - N_KINDS);
	enum svy_measure_kind kind = (enum svy_measure_kind)i;
	if (!gauge)
		*out = (struct svy_choice){svy_measure_name(kind), find_unfit(cross, matrices, kind, by_name)};
	else
		*out = (struct svy_choice){gauge->name, svy_cross_trial_unfit(gauge->needs, gauge->otherwise, cross, matrices,
		                                                              by_name, unfit)};
}

static enum svy_code choose(const struct svy_cross *cross, const struct svy_cross_matrices *matrices, const char *list,
                            bool *chosen, struct svy_result *result, struct svy_status *status)
{
	size_t n = count_all();
	struct svy_choice *choices = svy_array_new(n, sizeof *choices);
	struct svy_cross_unfit *unfit = svy_array_new(n, sizeof *unfit);
	bool all = list && strcmp(list, "all") == 0;
	enum svy_code code = choices && unfit ? SVY_OK : svy_fail_memory(status);
	for (size_t i = 0; i < n && code == SVY_OK; i++)
		list_choice(cross, matrices, i, !all, &unfit[i], &choices[i]);
	if (code == SVY_OK)
		code = svy_choose("--assoc", list ? list : "v", choices, n, chosen, status);
	if (code == SVY_OK && all)
		note_unfit(cross, choices, n, result);
	free(choices);
	free(unfit);
	return code;
}

/* Which levels a directed measure compares. */
static void note_levels(const struct svy_cross *cross, struct svy_rtable *rtable,
                        const struct svy_cross_matrices *matrices)
{
	const struct svy_levels *levels = cross->tables->levels;
	if (matrices->rows < 2 || matrices->cols < 2)
		return;
	svy_row_note(rtable, "%s \"%s\" against \"%s\", of %s \"%s\"", cross->variables[0]->name,
	             levels[0].level[matrices->row[0]].label, levels[0].level[matrices->row[1]].label,
	             cross->variables[1]->name, levels[1].level[matrices->col[0]].label);
}

static enum svy_code compute_pairs(const struct svy_cross *cross, size_t t, double scale, enum svy_measure_kind kind,
                                   const struct svy_measure_options *options, struct svy_measure *out,
                                   struct svy_status *status)
{
	double *square = NULL;
	size_t k = 0;
	enum svy_code code = svy_cross_square(cross, t, &square, &k, status);
	for (size_t i = 0; square && i < k * k; i++)
		square[i] *= scale;
	if (code == SVY_OK)
		code = svy_associate(square, k, k, kind, options, out, status);
	free(square);
	return code;
}

static enum svy_code compute(const struct svy_cross *cross, const struct svy_cross_matrices *matrices, size_t t,
                             enum svy_measure_kind kind, const struct svy_cross_options *options,
                             struct svy_measure *out, struct svy_status *status)
{
	const struct svy_measure_options needs = {options->level, matrices->row_score, matrices->col_score,
	                                          options->two_step, options->seed, (unsigned)options->threads};
	if (svy_measure_needs_pairs(kind))
		return compute_pairs(cross, t, matrices->scaled ? svy_cross_scale_of(cross, t) : 1, kind, &needs, out, status);
	if (kind == SVY_MEASURE_RD && strcmp(options->rd_method, "tango") == 0)
		return svy_fail(status, SVY_EUSAGE, "--rd-method tango: it is for rd-paired; rd has newcombe, wald and exact");
	if (kind == SVY_MEASURE_RD && strcmp(options->rd_method, "wald") == 0)
		kind = SVY_MEASURE_RD_WALD;
	else if (kind == SVY_MEASURE_RD && strcmp(options->rd_method, "exact") == 0)
		kind = SVY_MEASURE_RD_EXACT;
	else if (kind == SVY_MEASURE_RR && options->rr_method && strcmp(options->rr_method, "exact") == 0)
		kind = SVY_MEASURE_RR_EXACT;
	if (!svy_measure_is_directed(kind) || (matrices->rows == 2 && matrices->cols == 2))
		return svy_associate(svy_cross_matrix_of(matrices, t), matrices->rows, matrices->cols, kind, &needs, out,
		                     status);
	svy_measure_init(out, kind);
	svy_measure_note(out, "fewer than two rows or columns with answers");
	return SVY_OK;
}

static void write_method(struct svy_rtable *rtable, const struct svy_measure *measure, bool scaled)
{
	char text[SVY_MEASURE_METHOD + 40];
	snprintf(text, sizeof text, "%s%s", measure->method, scaled ? ", on weighted counts scaled to n" : "");
	svy_set_text(rtable, "method", *measure->method ? text : NULL);
}

static void write_inference(struct svy_rtable *rtable, const struct svy_measure *measure)
{
	svy_set_real(rtable, "ase", measure->ase);
	svy_set_real(rtable, "se0", measure->se0);
	svy_set_real(rtable, "statistic", measure->statistic);
	svy_set_real(rtable, "p", measure->p);
	svy_set_real(rtable, "low", measure->low);
	svy_set_real(rtable, "high", measure->high);
	if (*measure->note)
		svy_row_note(rtable, "%s", measure->note);
}

/* The errors are those of large samples: of a handful of respondents z can be anything. */
static void note_few(const struct svy_cross *cross, struct svy_rtable *rtable, size_t t,
                     const struct svy_measure *measure)
{
	enum { FEW = 30 };
	const struct svy_crosstab *table = &cross->tables->tables[t];
	uint64_t n = svy_crosstab_cell(table, table->rows, table->cols)->n;
	if (!isnan(measure->p) && n < FEW)
		svy_row_note(rtable, "p is of large samples, here are %llu respondents: take an exact test",
		             (unsigned long long)n);
}

static enum svy_code write_measure(const struct svy_cross *cross, struct svy_rtable *rtable,
                                   const struct svy_cross_matrices *matrices, size_t t, enum svy_measure_kind kind,
                                   const struct svy_cross_options *options, struct svy_status *status)
{
	struct svy_measure measure;
	enum svy_code code = compute(cross, matrices, t, kind, options, &measure, status);
	if (code != SVY_OK)
		return code;
	svy_cross_row(cross, rtable, t);
	svy_set_text(rtable, "measure", svy_measure_name(kind));
	svy_set_real(rtable, "estimate", measure.estimate);
	if (svy_measure_is_directed(kind))
		note_levels(cross, rtable, matrices);
	if (!cross->tables->weighted || matrices->scaled) {
		write_method(rtable, &measure, matrices->scaled);
		write_inference(rtable, &measure);
		note_few(cross, rtable, t, &measure);
	} else {
		svy_row_note(rtable, "of the weighted table; no standard error under sampling weights yet%s%s",
		             isnan(measure.estimate) ? "; " : "", isnan(measure.estimate) ? measure.note : "");
	}
	return SVY_OK;
}

/* Which category a measure of two answers of the same respondents is of. */
static enum svy_code note_pair(const struct svy_cross_case *at, struct svy_rtable *rtable, struct svy_status *status)
{
	const struct svy_levels *rows = &at->cross->tables->levels[0];
	double n[4];
	size_t met, first;
	enum svy_code code = svy_cross_case_pairs(at, n, &met, &first, status);
	if (code == SVY_OK && met && first < rows->n_valid)
		svy_row_note(rtable, "\"%s\" in %s against %s", rows->level[first].label, at->cross->variables[0]->name,
		             at->cross->variables[1]->name);
	return code;
}

static enum svy_code write_gauge(const struct svy_cross_case *at, struct svy_rtable *rtable,
                                 const struct svy_cross_gauge *gauge, struct svy_status *status)
{
	struct svy_measure measure;
	enum svy_code code = gauge->run(at, &measure, status);
	if (code != SVY_OK)
		return code;
	svy_cross_trial_row(at->cross, rtable, gauge->needs, at->t);
	svy_set_text(rtable, "measure", gauge->name);
	svy_set_real(rtable, "estimate", measure.estimate);
	if (gauge->needs & SVY_TRIAL_STRATA)
		note_levels(at->cross, rtable, at->matrices);
	write_method(rtable, &measure, at->matrices->scaled);
	if (gauge->needs & SVY_TRIAL_SAME)
		code = note_pair(at, rtable, status);
	write_inference(rtable, &measure);
	return code;
}

static enum svy_code write_table(const struct svy_cross_case *at, struct svy_rtable *rtable, const bool *chosen,
                                 struct svy_status *status)
{
	const struct svy_cross_gauge *gauge;
	bool last = at->t + 1 == at->cross->tables->n_tables;
	enum svy_code code = SVY_OK;
	for (int i = 0; i < N_KINDS && code == SVY_OK; i++)
		if (chosen[i])
			code = write_measure(at->cross, rtable, at->matrices, at->t, (enum svy_measure_kind)i, at->options, status);
	for (size_t i = 0; (gauge = svy_cross_gauge_at(i)) && code == SVY_OK; i++)
		if (chosen[N_KINDS + i] && (last || !(gauge->needs & SVY_TRIAL_STRATA)))
			code = write_gauge(at, rtable, gauge, status);
	return code;
}

static enum svy_code write_all(const struct svy_cross *cross, struct svy_result *result,
                               const struct svy_cross_matrices *matrices, const struct svy_cross_options *options,
                               const bool *chosen, struct svy_status *status)
{
	struct svy_rtable *rtable =
		svy_cross_table(cross, result, "association", "Association", FIELDS, sizeof FIELDS / sizeof *FIELDS);
	enum svy_code code = SVY_OK;
	for (size_t t = 0; t < cross->tables->n_tables && code == SVY_OK; t++)
		code = write_table(&(struct svy_cross_case){cross, matrices, options, t}, rtable, chosen, status);
	if (code == SVY_OK && chosen[SVY_MEASURE_V_CORRECTED])
		svy_result_seed(result, options->seed);
	return code;
}

/* Of several answers: the default becomes a row that says so, by name they are refused. */
static enum svy_code refuse_several(const struct svy_cross *cross, struct svy_result *result, const char *list,
                                    struct svy_status *status)
{
	static const char *const WHY = "measures take each respondent to be in one row and one column, and here are "
	                               "several answers: cross one choice";
	if (list && strcmp(list, "none") == 0)
		return SVY_OK;
	if (list)
		return svy_fail(status, SVY_EUSAGE, "--assoc %s: %s", list, WHY);
	struct svy_rtable *rtable =
		svy_cross_table(cross, result, "association", "Association", FIELDS, sizeof FIELDS / sizeof *FIELDS);
	for (size_t t = 0; t < cross->tables->n_tables; t++) {
		svy_cross_row(cross, rtable, t);
		svy_set_text(rtable, "measure", "v");
		svy_row_note(rtable, "%s", WHY);
	}
	return SVY_OK;
}

enum svy_code svy_cross_association(const struct svy_cross *cross, struct svy_result *result,
                                    const struct svy_cross_options *options, struct svy_status *status)
{
	struct svy_cross_matrices matrices = {0};
	if (svy_cross_several(cross))
		return refuse_several(cross, result, options->association, status);
	size_t n = count_all();
	bool *chosen = svy_array_new(n, sizeof *chosen), any = false;
	enum svy_code code = chosen ? svy_cross_matrices(cross, &matrices, status) : svy_fail_memory(status);
	if (code == SVY_OK && options->scaled_counts)
		code = svy_cross_scale(cross, result, &matrices, status);
	if (code == SVY_OK)
		code = choose(cross, &matrices, options->association, chosen, result, status);
	for (size_t i = 0; i < n && code == SVY_OK; i++)
		any = any || chosen[i];
	if (code == SVY_OK && any)
		code = write_all(cross, result, &matrices, options, chosen, status);
	free(chosen);
	svy_cross_matrices_clear(&matrices);
	if (code == SVY_OK && svy_result_failed(result))
		code = svy_fail_memory(status);
	return code;
}
