#include "report/cross_tests.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "report/choose.h"
#include "report/cross_adjust.h"
#include "report/cross_matrix.h"
#include "stat/chisq.h"

static const struct svy_rfield FIELDS[] = {
	{"test", SVY_KEY, SVY_AS_TEXT},          {"statistic", SVY_DERIVED, SVY_AS_NUMBER},
	{"df", SVY_DERIVED, SVY_AS_COUNT},       {"df2", SVY_DERIVED, SVY_AS_COUNT},
	{"p", SVY_DERIVED, SVY_AS_P},            {"p_low", SVY_DERIVED, SVY_AS_P},
	{"p_high", SVY_DERIVED, SVY_AS_P},       {"estimate", SVY_DERIVED, SVY_AS_NUMBER},
	{"low", SVY_DERIVED, SVY_AS_NUMBER},     {"high", SVY_DERIVED, SVY_AS_NUMBER},
	{"attainable_p", SVY_DERIVED, SVY_AS_P}, {"alternative", SVY_PLAIN, SVY_AS_TEXT},
	{"method", SVY_PLAIN, SVY_AS_TEXT},
	{"p_adjusted", SVY_ACROSS, SVY_AS_P}, /* last: only where --adjust asks for it */
};
enum { N_FIELDS = sizeof FIELDS / sizeof *FIELDS };

enum { PEARSON, LR, YATES, LINEAR, FISHER, FISHER_MIDP, FISHER_MC, N_TESTS };
static const char *const NAMES[N_TESTS] = {"pearson", "lr", "yates", "linear", "fisher", "fisher-midp", "fisher-mc"};

static const char *const TOO_MANY = "takes at most 4000000000 respondents: use pearson";
static const char *const NEEDS_COUNTS = "assumes counts, not sampling weights: use rao-scott (not available yet)";
static const char *const NEEDS_WHOLE = "is exact and needs counts of respondents, which scaled weights are not";

static const char *const NEEDS_ONE = "takes each respondent to be in one row and one column, and here are several "
                                     "answers: cross one choice, or use rao-scott (not available yet)";

/* Why a test does not suit these tables, NULL: it does. */
static const char *find_unfit(const struct svy_cross *cross, const struct svy_cross_matrices *matrices, int test)
{
	bool four = matrices->rows <= 2 && matrices->cols <= 2;
	if (svy_cross_several(cross))
		return NEEDS_ONE;
	if (cross->tables->weighted && !matrices->scaled)
		return NEEDS_COUNTS;
	if (matrices->scaled && (test == FISHER || test == FISHER_MIDP || test == FISHER_MC))
		return NEEDS_WHOLE;
	if (test == YATES && !four)
		return "is for 2 x 2 tables: use pearson";
	if ((test == FISHER || test == FISHER_MIDP) && !four)
		return "is for 2 x 2 tables: use fisher-mc";
	if (test >= FISHER && test <= FISHER_MC && !svy_cross_matrices_fit(matrices, SVY_EXACT_MAX))
		return TOO_MANY;
	return test == LINEAR ? svy_cross_unordered(cross) : NULL;
}

static enum svy_code choose(const struct svy_cross *cross, const struct svy_cross_matrices *matrices, const char *list,
                            bool *chosen, struct svy_status *status)
{
	struct svy_choice choices[N_TESTS];
	for (int i = 0; i < N_TESTS; i++) {
		choices[i] = (struct svy_choice){NAMES[i], find_unfit(cross, matrices, i)};
		chosen[i] = false;
	}
	if (list)
		return svy_choose("--tests", list, choices, N_TESTS, chosen, status);
	chosen[PEARSON] = true;
	return SVY_OK;
}

static enum svy_code run_fisher(int test, const struct svy_cross_matrices *matrices, size_t t,
                                const struct svy_cross_options *options, struct svy_test *out,
                                struct svy_status *status)
{
	/* What is missing of two rows and two columns is empty, and the test says so. */
	double n[4] = {0};
	for (size_t i = 0; i < matrices->rows; i++)
		for (size_t j = 0; j < matrices->cols; j++)
			n[2 * i + j] = svy_cross_matrix_of(matrices, t)[i * matrices->cols + j];
	if (test == FISHER)
		return svy_fisher(n, options->alternative, options->level, out, status);
	return svy_fisher_midp(n, options->alternative, options->level, out, status);
}

static enum svy_code run_test(int test, const struct svy_cross_matrices *matrices, size_t t,
                              const struct svy_cross_options *options, struct svy_test *out,
                              struct svy_status *status)
{
	static const enum svy_chisq_kind KINDS[] = {SVY_CHISQ_PEARSON, SVY_CHISQ_LR, SVY_CHISQ_YATES};
	const struct svy_monte_carlo monte_carlo = {options->samples, options->seed, (unsigned)options->threads};
	const double *n = svy_cross_matrix_of(matrices, t);
	size_t rows = matrices->rows, cols = matrices->cols;

	svy_test_init(out, NAMES[test]);
	switch (test) {
	case PEARSON:
	case LR:
	case YATES: return svy_chisq(n, rows, cols, KINDS[test], out, status);
	case LINEAR:
		return svy_linear_by_linear(n, rows, cols, matrices->row_score, matrices->col_score, out, status);
	case FISHER_MC: return svy_fisher_monte_carlo(n, rows, cols, &monte_carlo, out, status);
	default: return run_fisher(test, matrices, t, options, out, status);
	}
}

static void write_test(const struct svy_cross *cross, struct svy_rtable *rtable, size_t t, const struct svy_test *test)
{
	svy_cross_row(cross, rtable, t);
	svy_set_text(rtable, "test", test->test);
	svy_set_real(rtable, "statistic", test->statistic);
	svy_set_real(rtable, "df", test->df);
	svy_set_real(rtable, "df2", test->df2);
	svy_set_real(rtable, "p", test->p);
	svy_set_real(rtable, "p_low", test->p_low);
	svy_set_real(rtable, "p_high", test->p_high);
	svy_set_real(rtable, "estimate", test->estimate);
	svy_set_real(rtable, "low", test->low);
	svy_set_real(rtable, "high", test->high);
	svy_set_real(rtable, "attainable_p", test->attainable_p);
	svy_set_text(rtable, "alternative", svy_alternative_name(test->alternative));
	svy_set_text(rtable, "method", *test->method ? test->method : NULL);
	if (*test->note)
		svy_row_note(rtable, "%s", test->note);
	if (test->p == 0 && isfinite(test->log_p))
		svy_row_note(rtable, "p is below the smallest number: its natural logarithm is %.6g", test->log_p);
	if (test->attainable_p == 0)
		svy_row_note(rtable, "attainable_p is below the smallest number");
}

/* The default under sampling weights, or of several answers: no p, and what would
 * give one. */
static void write_refusal(const struct svy_cross *cross, struct svy_rtable *rtable)
{
	for (size_t t = 0; t < cross->tables->n_tables; t++) {
		svy_cross_row(cross, rtable, t);
		svy_set_text(rtable, "test", "pearson");
		svy_set_text(rtable, "alternative", svy_alternative_name(SVY_TWO_SIDED));
		svy_row_note(rtable, "%s", svy_cross_several(cross) ? NEEDS_ONE : NEEDS_COUNTS);
	}
}

static void note_small(const struct svy_cross *cross, struct svy_result *result, size_t t,
                       const struct svy_test *test)
{
	char *prefix = svy_cross_prefix(cross, t);
	if (test->smallest_expected < 5 && prefix)
		svy_result_group_note(result, svy_cross_group(cross, t), "%ssmallest expected count %.1f", prefix,
		                      test->smallest_expected);
	free(prefix);
}

/* The fields in their order, p_adjusted behind p. */
static struct svy_rtable *start_tests(const struct svy_cross *cross, struct svy_result *result, bool adjusted)
{
	struct svy_rfield fields[N_FIELDS];
	size_t n = 0;
	for (size_t i = 0; i + 1 < N_FIELDS; i++) {
		fields[n++] = FIELDS[i];
		if (adjusted && strcmp(FIELDS[i].name, "p") == 0)
			fields[n++] = FIELDS[N_FIELDS - 1];
	}
	return svy_cross_table(cross, result, "tests", "Tests", fields, n);
}

static void label_scaled(struct svy_test *test)
{
	char method[SVY_TEST_METHOD];
	memcpy(method, test->method, sizeof method);
	svy_test_method(test, "%s, on weighted counts scaled to n", method);
}

static enum svy_code run_all(const struct svy_cross *cross, struct svy_result *result,
                             const struct svy_cross_matrices *matrices, const struct svy_cross_options *options,
                             const bool *chosen, struct svy_status *status)
{
	struct svy_rtable *rtable = start_tests(cross, result, options->adjust != SVY_ADJUST_NONE);
	bool refused = svy_cross_several(cross) || (cross->tables->weighted && !matrices->scaled);
	if (refused)
		write_refusal(cross, rtable);
	for (size_t t = 0; t < cross->tables->n_tables && !refused; t++)
		for (int i = 0; i < N_TESTS; i++) {
			struct svy_test test;
			if (!chosen[i])
				continue;
			enum svy_code code = run_test(i, matrices, t, options, &test, status);
			if (code != SVY_OK)
				return code;
			if (matrices->scaled)
				label_scaled(&test);
			write_test(cross, rtable, t, &test);
			if (i == PEARSON || i == LR || i == YATES)
				note_small(cross, result, t, &test);
		}
	if (chosen[FISHER_MC] && !refused)
		svy_result_seed(result, options->seed);
	return options->adjust && !cross->more ? svy_cross_adjust(result, rtable, options->adjust, status) : SVY_OK;
}

enum svy_code svy_cross_tests(const struct svy_cross *cross, struct svy_result *result,
                              const struct svy_cross_options *options, struct svy_status *status)
{
	struct svy_cross_matrices matrices = {0};
	bool chosen[N_TESTS], any = false;
	enum svy_code code = svy_cross_matrices(cross, &matrices, status);
	if (code == SVY_OK && options->scaled_counts)
		code = svy_cross_scale(cross, result, &matrices, status);
	if (code == SVY_OK)
		code = choose(cross, &matrices, options->tests, chosen, status);
	for (int i = 0; i < N_TESTS && code == SVY_OK; i++)
		any = any || chosen[i];
	if (code == SVY_OK && options->alternative != SVY_TWO_SIDED && !chosen[FISHER] && !chosen[FISHER_MIDP])
		code = svy_fail(status, SVY_EUSAGE, "--alternative %s: none of the tests has one: add fisher or fisher-midp",
		                svy_alternative_name(options->alternative));
	if (code == SVY_OK && any)
		code = run_all(cross, result, &matrices, options, chosen, status);
	svy_cross_matrices_clear(&matrices);
	if (code == SVY_OK && svy_result_failed(result))
		code = svy_fail_memory(status);
	return code;
}
