#include "tab/multiple.h"

#include <stdlib.h>

#include "base/array.h"

bool svy_multiple_init(struct svy_multiple *multiple, size_t k)
{
	*multiple = (struct svy_multiple){.k = k};
	multiple->list = svy_array_new(k, sizeof *multiple->list);
	multiple->n = svy_array_new(k, sizeof *multiple->n);
	multiple->room = svy_array_new(k, sizeof *multiple->room);
	multiple->at = svy_array_new(k, sizeof *multiple->at);
	return multiple->list && multiple->n && multiple->room && multiple->at;
}

void svy_multiple_clear(struct svy_multiple *multiple)
{
	for (size_t v = 0; multiple->list && v < multiple->k; v++)
		free(multiple->list[v]);
	free(multiple->list);
	free(multiple->n);
	free(multiple->room);
	free(multiple->at);
	*multiple = (struct svy_multiple){0};
}

static bool list_codes(struct svy_multiple *multiple, size_t v, const struct svy_column *column, size_t row)
{
	const int32_t *item = NULL;
	size_t n_items = 0;
	bool several = column->answers && !svy_code_missing(column->codes[row]);
	if (several)
		item = svy_answers_of(column->answers, row, &n_items);
	if (!svy_array_reserve(&multiple->list[v], &multiple->room[v], n_items + 1, sizeof **multiple->list))
		return false;
	multiple->list[v][0] = several ? SVY_CASE : column->codes[row];
	for (size_t i = 0; i < n_items; i++)
		multiple->list[v][i + 1] = item[i] >= 0 ? item[i] : SVY_CASE + item[i];
	multiple->n[v] = n_items + 1;
	multiple->at[v] = 0;
	return true;
}

bool svy_multiple_row(struct svy_multiple *multiple, const struct svy_table *table, const size_t *columns, size_t row)
{
	bool ok = true;
	for (size_t v = 0; v < multiple->k && ok; v++)
		ok = list_codes(multiple, v, &table->columns[columns[v]], row);
	return ok;
}

bool svy_multiple_next(struct svy_multiple *multiple, int32_t *codes)
{
	if (multiple->k && multiple->at[0] == multiple->n[0])
		return false;
	for (size_t v = 0; v < multiple->k; v++)
		codes[v] = multiple->list[v][multiple->at[v]];
	/* The last column runs fastest; the first one ends it. */
	for (size_t v = multiple->k; v-- > 0;) {
		if (++multiple->at[v] < multiple->n[v] || v == 0)
			break;
		multiple->at[v] = 0;
	}
	return multiple->k > 0;
}
