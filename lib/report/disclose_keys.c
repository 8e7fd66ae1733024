/*
 * The texts that tell the cells of a cross-tabulation apart, as numbers: every cell is compared
 * with many others.
 */
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "report/disclose_internal.h"

struct item {
	const void *bytes;
	size_t size, at;
};

static int compare(const void *a, const void *b)
{
	const struct item *x = a, *y = b;
	if (x->size != y->size)
		return x->size < y->size ? -1 : 1;
	return memcmp(x->bytes, y->bytes, x->size);
}

/* Number items from 1, the same bytes alike, into number[at]; the last number. */
static size_t number_items(struct item *item, size_t n, size_t *number)
{
	size_t last = 0;
	qsort(item, n, sizeof *item, compare);
	for (size_t i = 0; i < n; i++) {
		if (i == 0 || compare(&item[i - 1], &item[i]) != 0)
			last++;
		number[item[i].at] = last;
	}
	return last;
}

bool svy_hiding_number(const size_t *key, size_t n, size_t width, size_t used, size_t *number, size_t *last)
{
	struct item *item = svy_array_new(n, sizeof *item);
	for (size_t i = 0; item && i < n; i++)
		item[i] = (struct item){&key[i * width], used * sizeof *key, i};
	if (item)
		*last = number_items(item, n, number);
	free(item);
	return item != NULL;
}

/* NULL where the table has no such field, or the row nothing in it. */
static const char *text_of(const struct svy_rtable *table, const struct svy_row *row, const char *field)
{
	size_t index = 0;
	if (!field || !svy_rtable_field(table, field, &index))
		return NULL;
	return row->values[index].text;
}

static void add_text(const char *text, size_t at, struct item *item, size_t *n)
{
	if (text)
		item[(*n)++] = (struct item){text, strlen(text), at};
}

/* The axes of the row that has most. */
static size_t count_axes(const struct svy_rtable *table)
{
	size_t most = 0;
	for (size_t r = 0; r < table->n_rows; r++) {
		size_t n = 0;
		for (size_t i = 0; i < table->n_spans; i++)
			n += text_of(table, &table->rows[r], table->spans[i]) != NULL;
		most = n > most ? n : most;
	}
	return 2 + most;
}

/* The texts of a row whose key begins at `at`. */
static void add_row(const struct svy_rtable *table, const struct svy_row *row, size_t at, size_t n_axes,
                    struct item *item, size_t *n)
{
	size_t axis = 2;
	add_text(text_of(table, row, table->row_part), at, item, n);
	add_text(text_of(table, row, table->col_part), at + 1, item, n);
	add_text(text_of(table, row, table->row_name), at + n_axes, item, n);
	add_text(text_of(table, row, table->col_name), at + n_axes + 1, item, n);
	for (size_t i = 0; i < table->n_spans; i++) {
		const char *value = text_of(table, row, table->spans[i]);
		if (!value)
			continue;
		add_text(table->spans[i], at + axis, item, n);
		add_text(value, at + n_axes + axis++, item, n);
	}
	for (size_t i = 0; i < table->n_layers; i++)
		add_text(text_of(table, row, table->layers[i]), at + 2 * n_axes + i, item, n);
}

static bool number_texts(const struct svy_rtable *table, struct svy_hiding_keys *keys)
{
	size_t n = 0;
	struct item *item = svy_array_new(table->n_rows, keys->width * sizeof *item);
	for (size_t r = 0; item && r < table->n_rows; r++)
		add_row(table, &table->rows[r], r * keys->width, keys->n_axes, item, &n);
	if (item)
		keys->n_texts = number_items(item, n, keys->key);
	free(item);
	return item != NULL;
}

bool svy_hiding_keys_make(const struct svy_rtable *table, struct svy_hiding_keys *keys)
{
	size_t block = 0;
	keys->n_axes = count_axes(table);
	keys->width = 2 * keys->n_axes + table->n_layers + 1;
	keys->key = svy_array_new(table->n_rows, keys->width * sizeof *keys->key);
	if (!keys->key || !number_texts(table, keys))
		return false;
	for (size_t r = 0; r < table->n_rows; r++) {
		block += r > 0 && table->rows[r].group != table->rows[r - 1].group;
		keys->key[(r + 1) * keys->width - 1] = block;
	}
	return true;
}

const size_t *svy_hiding_variables(const struct svy_hiding_keys *keys, size_t row)
{
	return &keys->key[row * keys->width];
}

const size_t *svy_hiding_values(const struct svy_hiding_keys *keys, size_t row)
{
	return svy_hiding_variables(keys, row) + keys->n_axes;
}

bool svy_hiding_has_others(const struct svy_hiding_keys *keys, unsigned over, size_t cell, size_t row)
{
	const size_t *wanted = svy_hiding_variables(keys, cell), *variable = svy_hiding_variables(keys, row);
	bool has = true;
	for (size_t i = 0; i < keys->n_axes && has; i++) {
		has = !wanted[i] || over >> i & 1;
		for (size_t j = 0; j < keys->n_axes && !has; j++)
			has = variable[j] == wanted[i];
	}
	return has;
}

static bool has_value(const struct svy_hiding_keys *keys, size_t row, size_t variable, size_t value)
{
	const size_t *variables = svy_hiding_variables(keys, row), *values = svy_hiding_values(keys, row);
	bool has = false;
	for (size_t i = 0; i < keys->n_axes && !has; i++)
		has = variables[i] == variable && values[i] == value;
	return has;
}

bool svy_hiding_is_within(const struct svy_hiding_keys *keys, size_t fine, size_t coarse)
{
	const size_t *variables = svy_hiding_variables(keys, coarse), *values = svy_hiding_values(keys, coarse);
	bool within = variables[0] && values[0] && variables[1] && values[1];
	for (size_t i = 0; i < keys->n_axes && within; i++)
		within = !variables[i] || has_value(keys, fine, variables[i], values[i]);
	for (size_t i = 2 * keys->n_axes; i + 1 < keys->width && within; i++)
		within = svy_hiding_variables(keys, fine)[i] == variables[i];
	return within;
}
