#include "report/cross_letters.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "report/letters.h"

static const struct svy_rfield KEYS[] = {
	{"row", SVY_KEY, SVY_AS_TEXT}, {"a", SVY_KEY, SVY_AS_TEXT}, {"b", SVY_KEY, SVY_AS_TEXT}};
enum { N_KEYS = sizeof KEYS / sizeof *KEYS };

static const size_t MOST_PAIRS = (size_t)1 << 20; /* over all tables */

struct svy_cross_letters {
	struct svy_letters options;
	enum svy_pair_test test;
	size_t rows, cols, n_pairs; /* n_pairs: of a row */
	struct svy_pair *pairs;     /* n_tables x rows x n_pairs */
};

static const struct svy_pair *pairs_of(const struct svy_cross_letters *letters, size_t t, size_t i)
{
	return letters->pairs + (t * letters->rows + i) * letters->n_pairs;
}

static enum svy_code read_test(const struct svy_cross *cross, const char *name, enum svy_pair_test *test,
                               struct svy_status *status)
{
	if (cross->variables[1]->several)
		return svy_fail(status, SVY_EUSAGE, "--letters %s: a respondent may be in several columns of %s, and the "
		                                    "comparison takes each to be in one", name, cross->variables[1]->name);
	if (cross->tables->weighted)
		return svy_fail(status, SVY_EUSAGE, "--letters %s: it assumes counts, not sampling weights; a design-based "
		                                    "comparison of columns is not available yet", name);
	for (*test = 0; *test < SVY_N_PAIR_TESTS; ++*test)
		if (strcmp(name, svy_pair_test_name(*test)) == 0)
			return SVY_OK;
	return svy_fail(status, SVY_EUSAGE, "--letters: \"%s\" is neither pooled-z nor exact", name);
}

/* Row i of table t. */
static enum svy_code compare_row(const struct svy_cross *cross, struct svy_cross_letters *letters, size_t t, size_t i,
                                 double *x, double *n, struct svy_status *status)
{
	const struct svy_crosstab *table = &cross->tables->tables[t];
	for (size_t j = 0; j < letters->cols; j++) {
		x[j] = (double)svy_crosstab_cell(table, i, j)->n;
		n[j] = (double)svy_crosstab_base(table, i, j, SVY_BASE_COL).n;
	}
	struct svy_pair *pairs = letters->pairs + (t * letters->rows + i) * letters->n_pairs;
	return svy_compare_proportions(letters->test, x, n, letters->cols, letters->options.adjust, pairs, status);
}

static enum svy_code compare_all(const struct svy_cross *cross, struct svy_cross_letters *letters,
                                 struct svy_status *status)
{
	size_t n_rows = cross->tables->n_tables * letters->rows;
	double *x = svy_array_new(letters->cols, sizeof *x), *n = svy_array_new(letters->cols, sizeof *n);
	enum svy_code code = SVY_OK;
	letters->n_pairs = svy_n_pairs(letters->cols);
	if (n_rows && letters->n_pairs > MOST_PAIRS / n_rows)
		code = svy_fail(status, SVY_EUSAGE, "--letters: more than %zu pairs of columns: choose variables with fewer "
		                                    "categories, or fewer layers", MOST_PAIRS);
	else if (!x || !n || !(letters->pairs = svy_array_new(n_rows * letters->n_pairs, sizeof *letters->pairs)))
		code = svy_fail_memory(status);
	for (size_t row = 0; row < n_rows && code == SVY_OK; row++)
		code = compare_row(cross, letters, row / letters->rows, row % letters->rows, x, n, status);
	free(x);
	free(n);
	return code;
}

enum svy_code svy_cross_letters_new(const struct svy_cross *cross, const struct svy_cross_letters_options *options,
                                    struct svy_cross_letters **out, struct svy_status *status)
{
	*out = NULL;
	if (!options->test)
		return options->alpha ? svy_fail(status, SVY_EUSAGE, "--alpha is the level of letters: add --letters pooled-z")
		                      : SVY_OK;
	struct svy_cross_letters *letters = svy_array_new(1, sizeof *letters);
	if (!letters)
		return svy_fail_memory(status);
	letters->rows = cross->tables->levels[0].n_valid;
	letters->cols = cross->tables->levels[1].n_valid;
	enum svy_code code = read_test(cross, options->test, &letters->test, status);
	if (code == SVY_OK)
		code = svy_letters_read(options->adjust, options->alpha, &letters->options, status);
	if (code == SVY_OK)
		code = compare_all(cross, letters, status);
	if (code == SVY_OK)
		*out = letters;
	else
		svy_cross_letters_free(letters);
	return code;
}

void svy_cross_letters_free(struct svy_cross_letters *letters)
{
	if (!letters)
		return;
	free(letters->pairs);
	free(letters);
}

void svy_cross_letters_cell(const struct svy_cross_letters *letters, struct svy_rtable *table, size_t t, size_t i,
                            size_t j)
{
	if (i < letters->rows && j < letters->cols)
		svy_letters_column(table, pairs_of(letters, t, i), letters->cols, j, &letters->options);
}

static void write_row(const struct svy_cross *cross, struct svy_rtable *rtable, size_t t, size_t i)
{
	const struct svy_cross_letters *letters = cross->letters;
	const struct svy_levels *levels = cross->tables->levels;
	const struct svy_pair *pairs = pairs_of(letters, t, i);
	for (size_t p = 0; p < letters->n_pairs; p++) {
		svy_cross_row(cross, rtable, t);
		svy_set_text(rtable, "row", levels[0].level[i].label);
		svy_set_text(rtable, "a", levels[1].level[pairs[p].a].label);
		svy_set_text(rtable, "b", levels[1].level[pairs[p].b].label);
		svy_letters_pair(rtable, &pairs[p], &letters->options);
	}
}

enum svy_code svy_cross_pairs(const struct svy_cross *cross, struct svy_result *result, struct svy_status *status)
{
	static const char *const HOW[] = {"two-proportion z test, pooled", "Fisher's exact test, two-sided"};
	struct svy_rfield fields[N_KEYS + SVY_N_PAIR_FIELDS];
	if (!cross->letters)
		return SVY_OK;
	memcpy(fields, KEYS, sizeof KEYS);
	svy_letters_fields(fields + N_KEYS);
	struct svy_rtable *rtable =
		svy_cross_table(cross, result, "pairs", "Pairs of columns", fields, N_KEYS + SVY_N_PAIR_FIELDS);
	if (rtable)
		rtable->aside = true;
	for (size_t t = 0; t < cross->tables->n_tables; t++)
		for (size_t i = 0; i < cross->letters->rows; i++)
			write_row(cross, rtable, t, i);
	svy_letters_note(result, &cross->letters->options, "the columns whose proportion in the row",
	                 HOW[cross->letters->test], "the pairs of a row; table pairs");
	return svy_result_failed(result) ? svy_fail_memory(status) : SVY_OK;
}
