#include <math.h>
#include <string.h>

#include "report/choose.h"
#include "report/cross_matrix.h"
#include "report/cross_tests.h"
#include "stat/association.h"

static const struct svy_rfield FIELDS[] = {
	{"measure", SVY_KEY, SVY_AS_TEXT},        {"estimate", SVY_DERIVED, SVY_AS_NUMBER},
	{"ase", SVY_DERIVED, SVY_AS_NUMBER},      {"se0", SVY_DERIVED, SVY_AS_NUMBER},
	{"statistic", SVY_DERIVED, SVY_AS_NUMBER}, {"p", SVY_DERIVED, SVY_AS_P},
	{"low", SVY_DERIVED, SVY_AS_NUMBER},      {"high", SVY_DERIVED, SVY_AS_NUMBER},
};

static const enum svy_measure_kind KINDS[] = {SVY_MEASURE_PHI, SVY_MEASURE_V,  SVY_MEASURE_CONTINGENCY,
                                              SVY_MEASURE_OR,  SVY_MEASURE_OR_CONDITIONAL, SVY_MEASURE_RR,
                                              SVY_MEASURE_RD};
enum { N_KINDS = sizeof KINDS / sizeof *KINDS };

static const char *find_unfit(const struct svy_cross *cross, const struct svy_cross_matrices *matrices,
                              enum svy_measure_kind kind)
{
	if (cross->tables->weighted && kind == SVY_MEASURE_OR_CONDITIONAL)
		return "assumes counts, not sampling weights: use or";
	if (kind == SVY_MEASURE_OR_CONDITIONAL && !svy_cross_matrices_fit(matrices, SVY_EXACT_MAX))
		return "takes at most 4000000000 respondents: use or";
	if (svy_measure_is_directed(kind) && (matrices->rows > 2 || matrices->cols > 2))
		return "is for 2 x 2 tables: choose two rows and two columns with --where";
	return NULL;
}

static enum svy_code choose(const struct svy_cross *cross, const struct svy_cross_matrices *matrices, const char *list,
                            bool *chosen, struct svy_status *status)
{
	struct svy_choice choices[N_KINDS];
	for (size_t i = 0; i < N_KINDS; i++)
		choices[i] = (struct svy_choice){svy_measure_name(KINDS[i]), find_unfit(cross, matrices, KINDS[i])};
	return svy_choose("--assoc", list ? list : "v", choices, N_KINDS, chosen, status);
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

static enum svy_code compute(const struct svy_cross_matrices *matrices, size_t t, enum svy_measure_kind kind,
                             const struct svy_cross_options *options, struct svy_measure *out,
                             struct svy_status *status)
{
	if (kind == SVY_MEASURE_RD && strcmp(options->rd_method, "wald") == 0)
		kind = SVY_MEASURE_RD_WALD;
	if (!svy_measure_is_directed(kind) || (matrices->rows == 2 && matrices->cols == 2))
		return svy_associate(svy_cross_matrix_of(matrices, t), matrices->rows, matrices->cols, kind, options->level,
		                     out, status);
	*out = (struct svy_measure){.estimate = NAN, .ase = NAN, .se0 = NAN, .statistic = NAN, .p = NAN, .low = NAN,
	                            .high = NAN, .note = "fewer than two rows or columns with answers"};
	return SVY_OK;
}

static void write_inference(struct svy_rtable *rtable, const struct svy_measure *measure)
{
	svy_set_real(rtable, "ase", measure->ase);
	svy_set_real(rtable, "se0", measure->se0);
	svy_set_real(rtable, "statistic", measure->statistic);
	svy_set_real(rtable, "p", measure->p);
	svy_set_real(rtable, "low", measure->low);
	svy_set_real(rtable, "high", measure->high);
	if (*measure->method)
		svy_row_note(rtable, "%s", measure->method);
	if (*measure->note)
		svy_row_note(rtable, "%s", measure->note);
}

static enum svy_code write_measure(const struct svy_cross *cross, struct svy_rtable *rtable,
                                   const struct svy_cross_matrices *matrices, size_t t, enum svy_measure_kind kind,
                                   const struct svy_cross_options *options, struct svy_status *status)
{
	struct svy_measure measure;
	enum svy_code code = compute(matrices, t, kind, options, &measure, status);
	if (code != SVY_OK)
		return code;
	svy_cross_row(cross, rtable, t);
	svy_set_text(rtable, "measure", svy_measure_name(kind));
	svy_set_real(rtable, "estimate", measure.estimate);
	if (svy_measure_is_directed(kind))
		note_levels(cross, rtable, matrices);
	if (matrices->scaled)
		svy_row_note(rtable, "on weighted counts scaled to n");
	if (!cross->tables->weighted || matrices->scaled)
		write_inference(rtable, &measure);
	else
		svy_row_note(rtable, "of the weighted table; no standard error under sampling weights yet%s%s",
		             *measure.note ? "; " : "", measure.note);
	return SVY_OK;
}

static enum svy_code write_all(const struct svy_cross *cross, struct svy_result *result,
                               const struct svy_cross_matrices *matrices, const struct svy_cross_options *options,
                               const bool *chosen, struct svy_status *status)
{
	struct svy_rtable *rtable =
		svy_cross_table(cross, result, "association", "Association", FIELDS, sizeof FIELDS / sizeof *FIELDS);
	for (size_t t = 0; t < cross->tables->n_tables; t++)
		for (size_t i = 0; i < N_KINDS; i++) {
			enum svy_code code =
				chosen[i] ? write_measure(cross, rtable, matrices, t, KINDS[i], options, status) : SVY_OK;
			if (code != SVY_OK)
				return code;
		}
	return SVY_OK;
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
	bool chosen[N_KINDS], any = false;
	if (svy_cross_several(cross))
		return refuse_several(cross, result, options->association, status);
	enum svy_code code = svy_cross_matrices(cross, &matrices, status);
	if (code == SVY_OK && options->scaled_counts)
		code = svy_cross_scale(cross, result, &matrices, status);
	if (code == SVY_OK)
		code = choose(cross, &matrices, options->association, chosen, status);
	for (size_t i = 0; i < N_KINDS && code == SVY_OK; i++)
		any = any || chosen[i];
	if (code == SVY_OK && any)
		code = write_all(cross, result, &matrices, options, chosen, status);
	svy_cross_matrices_clear(&matrices);
	if (code == SVY_OK && svy_result_failed(result))
		code = svy_fail_memory(status);
	return code;
}
