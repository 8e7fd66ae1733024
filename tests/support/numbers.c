#include "tests/support/numbers.h"

#include <math.h>
#include <stdlib.h>

#include "base/array.h"
#include "tests/support/check.h"

struct svy_table *numbers_new(size_t n, size_t n_groups, const int32_t *groups, const double *x,
                              const double *weights)
{
	struct svy_table *table = rows_new(n, 1, &n_groups, groups, x);
	struct svy_table *other = rows_new(n, 0, NULL, NULL, weights ? weights : x);
	struct svy_column *columns = svy_array_new(3, sizeof *columns);
	assert_non_null(columns);
	columns[NUMBERS_GROUP] = table->columns[0];
	columns[NUMBERS_X] = table->columns[1];
	columns[NUMBERS_WEIGHT] = other->columns[0];
	for (size_t i = 0; i < n; i++)
		columns[NUMBERS_X].codes[i] = isnan(x[i]) ? -1 : 0;
	free(table->columns);
	free(other->columns);
	free(other);
	table->columns = columns;
	table->n_columns = 3;
	return table;
}
