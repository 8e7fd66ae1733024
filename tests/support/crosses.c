#include "tests/support/crosses.h"

#include "tab/count.h"
#include "tests/support/check.h"

enum { MOST = 64 };

void crosses_new(struct crosses *out, size_t k, const size_t *sizes, const double *weights, enum svy_weight_kind kind)
{
	const struct svy_missing_policy exclude = {.what = SVY_MISSING_EXCLUDE};
	const size_t columns[] = {0, 1, 2};
	struct svy_status status = {0};
	struct svy_count *count;
	int32_t codes[MOST * 3];
	size_t n = sizes[0] * sizes[1] * (k == 3 ? sizes[2] : 1);
	assert_true(n <= MOST);
	for (size_t i = 0; i < n; i++) {
		codes[k * i] = (int32_t)(i / sizes[1] % sizes[0]);
		codes[k * i + 1] = (int32_t)(i % sizes[1]);
		if (k == 3)
			codes[k * i + 2] = (int32_t)(i / sizes[1] / sizes[0]);
	}
	out->table = rows_new(n, k, sizes, codes, weights);
	for (size_t v = 0; v < k; v++)
		out->variables[v] = &out->table->columns[v].variable;
	check_ok(svy_count_new(k, kind, &count, &status), &status);
	check_ok(svy_count_add(count, out->table, columns, k, NULL, &status), &status);
	check_ok(svy_crosstabs_make(count, out->variables, k, kind, &exclude, &out->tables, &status), &status);
	svy_count_free(count);
	out->cross = (struct svy_cross){.tables = out->tables, .variables = out->variables, .k = k};
}

void crosses_free(struct crosses *crosses)
{
	svy_crosstabs_free(crosses->tables);
	rows_free(crosses->table);
}
