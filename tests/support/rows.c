#include "tests/support/rows.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/text.h"
#include "tests/support/check.h"

static void make_variable(struct svy_variable *variable, size_t v, size_t n_categories)
{
	variable->name = svy_text_format("%c", (char)('a' + v));
	variable->title = svy_text_format("Variable %c", (char)('A' + v));
	variable->declared = true;
	variable->categories = svy_array_new(n_categories, sizeof *variable->categories);
	variable->n_categories = n_categories;
	for (size_t i = 0; i < n_categories; i++)
		variable->categories[i] =
			(struct svy_category){svy_text_format("%zu", i + 1), svy_text_format("label %zu", i + 1)};
	variable->missing = svy_array_new(2, sizeof *variable->missing);
	variable->n_missing = 2;
	variable->missing[0] = (struct svy_missing_value){svy_text_copy("R"), svy_text_copy("Refused"), SVY_REFUSED};
	variable->missing[1] = (struct svy_missing_value){svy_text_copy("N"), svy_text_copy("Not asked"), SVY_NOT_ASKED};
}

struct svy_table *rows_new(size_t n_rows, size_t k, const size_t *n_categories, const int32_t *codes,
                           const double *weights)
{
	struct svy_table *table = svy_array_new(1, sizeof *table);
	assert_non_null(table);
	table->path = "rows";
	table->n_rows = n_rows;
	table->n_columns = k + (weights != NULL);
	table->columns = svy_array_new(table->n_columns, sizeof *table->columns);
	for (size_t v = 0; v < table->n_columns; v++) {
		struct svy_column *column = &table->columns[v];
		make_variable(&column->variable, v, v < k ? n_categories[v] : 0);
		column->use = v < k ? SVY_USE_CATEGORY : SVY_USE_NUMBER;
		column->codes = svy_array_new(n_rows, sizeof *column->codes);
		for (size_t i = 0; v < k && i < n_rows; i++)
			column->codes[i] = codes[i * k + v];
		if (v < k)
			continue;
		column->numbers = svy_array_new(n_rows, sizeof *column->numbers);
		for (size_t i = 0; i < n_rows; i++)
			column->numbers[i] = weights[i];
	}
	return table;
}

void rows_free(struct svy_table *table)
{
	for (size_t v = 0; v < table->n_columns; v++) {
		struct svy_column *column = &table->columns[v];
		struct svy_variable *variable = &column->variable;
		for (size_t i = 0; i < variable->n_categories; i++) {
			free(variable->categories[i].value);
			free(variable->categories[i].label);
		}
		for (size_t i = 0; i < variable->n_missing; i++) {
			free(variable->missing[i].value);
			free(variable->missing[i].label);
		}
		free(variable->categories);
		free(variable->missing);
		free(variable->name);
		free(variable->title);
		free(column->codes);
		free(column->numbers);
	}
	free(table->columns);
	free(table);
}
