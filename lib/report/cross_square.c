#include "report/cross_square.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"

static bool has_category(const struct svy_variable *variable, const char *value)
{
	for (size_t i = 0; i < variable->n_categories; i++)
		if (strcmp(variable->categories[i].value, value) == 0)
			return true;
	return false;
}

/* How many of a's categories b has. */
static size_t count_shared(const struct svy_variable *a, const struct svy_variable *b)
{
	size_t n = 0;
	for (size_t i = 0; i < a->n_categories; i++)
		n += has_category(b, a->categories[i].value);
	return n;
}

static bool same_order(const struct svy_variable *a, const struct svy_variable *b)
{
	for (size_t i = 0; i < a->n_categories && i < b->n_categories; i++)
		if (strcmp(a->categories[i].value, b->categories[i].value) != 0)
			return false;
	return true;
}

const char *svy_cross_unpaired(const struct svy_cross *cross, bool in_order, bool loose)
{
	const struct svy_variable *a = cross->variables[0], *b = cross->variables[1];
	size_t shared = count_shared(a, b);
	bool all_of_a = shared == a->n_categories, all_of_b = shared == b->n_categories;
	bool met = !a->declared && !b->declared;
	bool same = met ? loose || all_of_a || all_of_b : (all_of_a || !b->declared) && (all_of_b || !a->declared);
	if (!shared || !same)
		return "is for two variables with the same categories, as values in the file";
	if (in_order && !same_order(a, b))
		return "needs the same order of the categories in both variables: use kappa, or --order";
	return NULL;
}

/* Where the rows have the level, or the next free place. */
static size_t find_place(const struct svy_levels *rows, const char *value, size_t *n)
{
	for (size_t i = 0; i < rows->n_valid; i++)
		if (strcmp(rows->level[i].value, value) == 0)
			return i;
	return (*n)++;
}

enum svy_code svy_cross_square(const struct svy_cross *cross, size_t t, double **out, size_t *k,
                              struct svy_status *status)
{
	const struct svy_levels *levels = cross->tables->levels;
	double *from = NULL, *square = NULL;
	size_t rows, cols, n = levels[0].n_valid;
	size_t *place = svy_array_new(levels[1].n_valid, sizeof *place);
	enum svy_code code = place ? svy_cross_matrix(cross, t, &from, &rows, &cols, status) : svy_fail_memory(status);
	if (code != SVY_OK)
		goto done;
	for (size_t j = 0; j < cols; j++)
		place[j] = find_place(&levels[0], levels[1].level[j].value, &n);
	square = svy_array_new(n * n, sizeof *square);
	if (!square) {
		code = svy_fail_memory(status);
		goto done;
	}
	for (size_t i = 0; i < rows; i++)
		for (size_t j = 0; j < cols; j++)
			square[i * n + place[j]] = from[i * cols + j];
	*out = square;
	*k = n;
done:
	free(place);
	free(from);
	return code;
}
