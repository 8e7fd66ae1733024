#include "report/cross_adjust.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"

/* Rows of the same test as row `first`, which is the first of them. */
struct family {
	size_t *row;
	double *p;
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

static void collect(const struct svy_rtable *tests, size_t first, struct family *family)
{
	family->n = 0;
	for (size_t i = first; i < tests->n_rows; i++) {
		const struct svy_value *p = svy_row_value(tests, i, "p");
		if (strcmp(name_of(tests, i), name_of(tests, first)) != 0)
			continue;
		family->row[family->n] = i;
		family->p[family->n++] = p->kind == SVY_REAL ? p->real : NAN;
	}
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
                               struct svy_status *status)
{
	if (!tests || tests->failed)
		return svy_fail_memory(status);
	struct family family = {0};
	family.row = svy_array_new(tests->n_rows, sizeof *family.row);
	family.p = svy_array_new(tests->n_rows, sizeof *family.p);
	enum svy_code code = family.row && family.p ? SVY_OK : svy_fail_memory(status);
	for (size_t first = 0; first < tests->n_rows && code == SVY_OK; first++)
		if (is_first(tests, first)) {
			collect(tests, first, &family);
			code = adjust_family(result, tests, kind, &family, status);
		}
	free(family.row);
	free(family.p);
	return code;
}
