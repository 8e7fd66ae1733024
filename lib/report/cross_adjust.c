#include "report/cross_adjust.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"

/* Rows of the same test as row `first`, which is the first of them. */
struct family {
	size_t *row;
	double *p, *attainable;
	size_t n;
};

static const char *name_of(const struct svy_rtable *tests, size_t row)
{
	return svy_row_value(tests, row, "test")->text;
}

static bool is_first(const struct svy_rtable *tests, size_t row)
{
	for (size_t i = 0; i < row; i++)
		if (strcmp(name_of(tests, i), name_of(tests, row)) == 0)
			return false;
	return true;
}

static double number_at(const struct svy_rtable *tests, size_t row, const char *field)
{
	const struct svy_value *value = svy_row_value(tests, row, field);
	return value->kind == SVY_REAL ? value->real : NAN;
}

static void collect(const struct svy_rtable *tests, size_t first, struct family *family)
{
	family->n = 0;
	for (size_t i = first; i < tests->n_rows; i++) {
		if (strcmp(name_of(tests, i), name_of(tests, first)) != 0)
			continue;
		family->row[family->n] = i;
		family->attainable[family->n] = number_at(tests, i, "attainable_p");
		family->p[family->n++] = number_at(tests, i, "p");
	}
}

static enum svy_code screen_family(struct svy_result *result, struct svy_rtable *tests, double alpha,
                                   const struct family *family, struct svy_status *status)
{
	const char *name = name_of(tests, family->row[0]);
	size_t k = 0;
	for (size_t i = 0; i < family->n; i++)
		if (!isnan(family->p[i]) && isnan(family->attainable[i]))
			return svy_fail(status, SVY_EUSAGE, "--adjust tarone: what p %s could reach is not known: use fisher",
			                name);
	double *adjusted = svy_array_new(family->n, sizeof *adjusted);
	enum svy_code code = adjusted ? svy_adjust_tarone(family->p, family->attainable, family->n, alpha, adjusted, &k,
	                                                  status)
	                              : svy_fail_memory(status);
	for (size_t i = 0; i < family->n && code == SVY_OK; i++) {
		svy_set_real_at(tests, family->row[i], "p_adjusted", adjusted[i]);
		if (isnan(adjusted[i]) && !isnan(family->p[i]))
			svy_row_note_at(tests, family->row[i], "p_adjusted: cannot be tested at the level %.6g in this family",
			                alpha);
	}
	free(adjusted);
	if (code == SVY_OK)
		svy_result_group_note(result, SVY_GROUP_ALL,
		                      "p_adjusted: method tarone at the level %.6g, of %s over the tables "
		                                             "whose margins allow a p of %.6g / %zu", alpha, name, alpha, k);
	return code;
}

static enum svy_code adjust_family(struct svy_result *result, struct svy_rtable *tests, enum svy_adjust_kind kind,
                                   const struct family *family, struct svy_status *status)
{
	size_t m = 0;
	for (size_t i = 0; i < family->n; i++)
		m += isnan(family->p[i]) ? 0 : 1;
	enum svy_code code = svy_adjust(kind, family->p, family->n, family->p, status);
	for (size_t i = 0; i < family->n && code == SVY_OK; i++)
		svy_set_real_at(tests, family->row[i], "p_adjusted", family->p[i]);
	if (code == SVY_OK && m)
		svy_notes_add(&result->notes, "p_adjusted: method %s, over %zu test%s %s%s", svy_adjust_name(kind), m,
		              m == 1 ? "" : "s", name_of(tests, family->row[0]), m == 1 ? "" : ", one for each table");
	return code;
}

enum svy_code svy_cross_adjust(struct svy_result *result, struct svy_rtable *tests, enum svy_adjust_kind kind,
                               double alpha, struct svy_status *status)
{
	if (!tests || tests->failed)
		return svy_fail_memory(status);
	struct family family = {0};
	family.row = svy_array_new(tests->n_rows, sizeof *family.row);
	family.p = svy_array_new(tests->n_rows, sizeof *family.p);
	family.attainable = svy_array_new(tests->n_rows, sizeof *family.attainable);
	enum svy_code code = family.row && family.p && family.attainable ? SVY_OK : svy_fail_memory(status);
	for (size_t first = 0; first < tests->n_rows && code == SVY_OK; first++)
		if (is_first(tests, first)) {
			collect(tests, first, &family);
			code = kind == SVY_ADJUST_TARONE ? screen_family(result, tests, alpha, &family, status)
			                                 : adjust_family(result, tests, kind, &family, status);
		}
	free(family.row);
	free(family.p);
	free(family.attainable);
	return code;
}
