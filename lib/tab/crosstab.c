#include "tab/crosstab.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/text.h"

static const size_t LARGEST = (size_t)1 << 20; /* cells, over all tables */

/* Sums of weights while they are being added up: exact, rounded once at the
 * end. */
struct exact_sums {
	struct svy_sum w, w2;
};

static bool is_included(const struct svy_missing_policy *policy, enum svy_reason reason)
{
	return policy->what == SVY_MISSING_INCLUDE && policy->included[reason];
}

/* Codes of variable v that some counted row has, as met[code + n_missing]. */
static bool *mark_met(const struct svy_count *count, size_t v, const struct svy_variable *variable)
{
	bool *met = svy_array_new(variable->n_missing + variable->n_categories, sizeof *met);
	for (size_t i = 0; met && i < svy_count_n_cells(count); i++) {
		int32_t code = svy_count_cell(count, i).codes[v];
		met[code + (int32_t)variable->n_missing] = true;
	}
	return met;
}

static void add_level(struct svy_levels *levels, int32_t code, const char *value, const char *label, bool missing)
{
	levels->level[levels->n++] = (struct svy_level){code, value, label, missing};
	if (!missing)
		levels->n_valid = levels->n;
}

static enum svy_code list_levels(const struct svy_count *count, size_t v, const struct svy_variable *variable,
                                 const struct svy_missing_policy *policy, struct svy_levels *levels,
                                 struct svy_status *status)
{
	bool *met = mark_met(count, v, variable);
	size_t n_missing = variable->n_missing;
	levels->level = svy_array_new(variable->n_categories + n_missing, sizeof *levels->level);
	if (!met || !levels->level) {
		free(met);
		return svy_fail_memory(status);
	}
	for (size_t i = 0; i < variable->n_categories; i++)
		if ((variable->declared && v < 2) || met[n_missing + i])
			add_level(levels, (int32_t)i, variable->categories[i].value, variable->categories[i].label, false);
	/* Included missing values are valid: they stand before those merely shown. */
	for (int shown = 0; shown <= 1; shown++)
		for (size_t i = 0; i < n_missing; i++) {
			const struct svy_missing_value *value = &variable->missing[i];
			bool included = is_included(policy, value->reason);
			bool wanted = shown ? v < 2 && policy->what == SVY_MISSING_SHOW : included;
			if (wanted && met[n_missing - 1 - i])
				add_level(levels, -1 - (int32_t)i, value->value, value->label, shown);
		}
	free(met);
	return SVY_OK;
}

/* Position of each code among the levels, or SIZE_MAX; indexed like `met`. */
static size_t *index_levels(const struct svy_levels *levels, const struct svy_variable *variable)
{
	size_t n = variable->n_missing + variable->n_categories;
	size_t *at = svy_array_new(n, sizeof *at);
	for (size_t i = 0; at && i < n; i++)
		at[i] = SIZE_MAX;
	for (size_t i = 0; at && i < levels->n; i++)
		at[levels->level[i].code + (int32_t)variable->n_missing] = i;
	return at;
}

/* Rows left out, by variable and reason. */
static enum svy_code list_left_out(struct svy_crosstabs *tables, const struct svy_variable *const *variables,
                                   const uint64_t *left, struct svy_status *status)
{
	tables->left_out = svy_array_new(tables->k * SVY_N_REASONS, sizeof *tables->left_out);
	if (!tables->left_out)
		return svy_fail_memory(status);
	for (size_t v = 0; v < tables->k; v++)
		for (size_t r = 0; r < SVY_N_REASONS; r++) {
			uint64_t n = left[v * SVY_N_REASONS + r];
			if (!n)
				continue;
			char *reason = svy_text_format("%s: %s", variables[v]->name, svy_reason_name((enum svy_reason)r));
			if (!reason)
				return svy_fail_memory(status);
			tables->left_out[tables->n_left_out++] = (struct svy_left_out){reason, n};
		}
	return SVY_OK;
}

static bool is_in_base(const struct svy_variable *variable, int32_t code, const struct svy_missing_policy *policy)
{
	return code >= 0 || is_included(policy, svy_code_missing_value(variable, code)->reason);
}

/* The first variable whose answer is missing and outside the base, or k. */
static size_t first_missing(const struct svy_crosstabs *tables, const struct svy_variable *const *variables,
                            const struct svy_missing_policy *policy, const int32_t *codes)
{
	size_t v = 0;
	while (v < tables->k && is_in_base(variables[v], codes[v], policy))
		v++;
	return v;
}

uint64_t svy_rows_used(const struct svy_table *table, const size_t *columns, size_t n,
                       const struct svy_missing_policy *policy, const bool *mask)
{
	uint64_t used = 0;
	for (size_t row = 0; row < table->n_rows; row++) {
		bool any = false;
		for (size_t i = 0; i < n && !any && (!mask || mask[row]); i++) {
			const struct svy_column *column = &table->columns[columns[i]];
			any = is_in_base(&column->variable, column->codes[row], policy);
		}
		used += any;
	}
	return used;
}

static enum svy_code count_rows(struct svy_crosstabs *tables, const struct svy_count *count,
                                const struct svy_variable *const *variables,
                                const struct svy_missing_policy *policy, struct svy_status *status)
{
	uint64_t *left = svy_array_new(tables->k * SVY_N_REASONS, sizeof *left);
	if (!left)
		return svy_fail_memory(status);
	for (size_t i = 0; i < svy_count_n_cells(count); i++) {
		struct svy_count_cell cell = svy_count_cell(count, i);
		size_t v = first_missing(tables, variables, policy, cell.codes);
		tables->rows_domain += cell.rows;
		if (v == tables->k)
			tables->rows_used += cell.rows;
		else
			left[v * SVY_N_REASONS + svy_code_missing_value(variables[v], cell.codes[v])->reason] += cell.rows;
	}
	enum svy_code code = list_left_out(tables, variables, left, status);
	free(left);
	return code;
}

/* sums is NULL without sampling weights. */
static void add_cell(struct svy_crosstab *table, struct exact_sums *sums, size_t i, size_t j,
                     const struct svy_count_cell *cell)
{
	size_t at = i * (table->cols + 1) + j;
	table->cell[at].n += cell->n;
	if (sums) {
		svy_sum_merge(&sums[at].w, cell->w);
		svy_sum_merge(&sums[at].w2, cell->w2);
	}
}

/* The table that a combination belongs to and its place in there; false where
 * one of its codes is no level. */
static bool place_of(const struct svy_crosstabs *tables, size_t *const *at, const struct svy_variable *const *variables,
                     const int32_t *codes, size_t *table, size_t *i, size_t *j)
{
	*table = *i = *j = 0;
	for (size_t v = 0; v < tables->k; v++) {
		size_t level = at[v][codes[v] + (int32_t)variables[v]->n_missing];
		if (level == SIZE_MAX)
			return false;
		if (v == 0)
			*i = level;
		else if (v == 1)
			*j = level;
		else
			*table = *table * tables->levels[v].n + level;
	}
	return true;
}

static size_t n_rows(const struct svy_crosstabs *tables)
{
	return tables->levels[0].n;
}

static size_t n_cols(const struct svy_crosstabs *tables)
{
	return tables->k > 1 ? tables->levels[1].n : 1;
}

static size_t n_valid_cols(const struct svy_crosstabs *tables)
{
	return tables->k > 1 ? tables->levels[1].n_valid : 1;
}

/* Add up all cells and margins exactly. */
static void add_up(const struct svy_crosstabs *tables, const struct svy_count *count, size_t *const *at,
                   const struct svy_variable *const *variables, struct exact_sums *sums)
{
	size_t rows = n_rows(tables), cols = n_cols(tables), size = (rows + 1) * (cols + 1);
	for (size_t c = 0; c < svy_count_n_cells(count); c++) {
		struct svy_count_cell cell = svy_count_cell(count, c);
		size_t t, i, j;
		if (!place_of(tables, at, variables, cell.codes, &t, &i, &j))
			continue;
		struct svy_crosstab *table = &tables->tables[t];
		struct exact_sums *sum = sums ? sums + t * size : NULL;
		bool valid_row = i < tables->levels[0].n_valid, valid_col = j < n_valid_cols(tables);
		add_cell(table, sum, i, j, &cell);
		if (valid_col)
			add_cell(table, sum, i, cols, &cell);
		if (valid_row)
			add_cell(table, sum, rows, j, &cell);
		if (valid_row && valid_col)
			add_cell(table, sum, rows, cols, &cell);
	}
}

static enum svy_code make_tables(struct svy_crosstabs *tables, struct svy_status *status)
{
	size_t rows = n_rows(tables), cols = n_cols(tables);
	tables->tables = svy_array_new(tables->n_tables, sizeof *tables->tables);
	for (size_t t = 0; tables->tables && t < tables->n_tables; t++) {
		struct svy_tally *cell = svy_array_new((rows + 1) * (cols + 1), sizeof *cell);
		if (!cell)
			return svy_fail_memory(status);
		tables->tables[t] = (struct svy_crosstab){rows, cols, cell};
	}
	return tables->tables ? SVY_OK : svy_fail_memory(status);
}

static enum svy_code fill_tables(struct svy_crosstabs *tables, const struct svy_count *count, size_t *const *at,
                                 const struct svy_variable *const *variables, struct svy_status *status)
{
	size_t size = (n_rows(tables) + 1) * (n_cols(tables) + 1);
	struct exact_sums *sums = NULL;
	enum svy_code code = make_tables(tables, status);
	if (code != SVY_OK)
		return code;
	if (tables->weighted && !(sums = svy_array_new(tables->n_tables * size, sizeof *sums)))
		return svy_fail_memory(status);
	add_up(tables, count, at, variables, sums);
	for (size_t i = 0; sums && i < tables->n_tables * size; i++) {
		struct svy_tally *cell = &tables->tables[i / size].cell[i % size];
		cell->w = svy_sum_value(&sums[i].w);
		cell->w2 = svy_sum_value(&sums[i].w2);
	}
	free(sums);
	return SVY_OK;
}

/* Cells of all tables, refused where they are too many to print or hold. */
static enum svy_code check_size(struct svy_crosstabs *tables, struct svy_status *status)
{
	size_t size = (n_rows(tables) + 1) * (n_cols(tables) + 1);
	tables->n_tables = 1;
	for (size_t v = 2; v < tables->k; v++) {
		tables->n_tables *= tables->levels[v].n;
		if (tables->n_tables > LARGEST)
			break;
	}
	if (size > LARGEST || tables->n_tables > LARGEST || size * tables->n_tables > LARGEST)
		return svy_fail(status, SVY_EUSAGE,
		                "more than %zu cells: choose variables with fewer categories, or fewer layers", LARGEST);
	return SVY_OK;
}

enum svy_code svy_crosstabs_make(const struct svy_count *count, const struct svy_variable *const *variables, size_t k,
                                 enum svy_weight_kind kind, const struct svy_missing_policy *policy,
                                 struct svy_crosstabs **out, struct svy_status *status)
{
	struct svy_crosstabs *tables = svy_array_new(1, sizeof *tables);
	size_t **at = svy_array_new(k, sizeof *at);
	enum svy_code code = tables && at ? SVY_OK : svy_fail_memory(status);
	if (code != SVY_OK)
		goto done;
	tables->k = k;
	tables->weighted = kind == SVY_WEIGHT_SAMPLING;
	tables->levels = svy_array_new(k, sizeof *tables->levels);
	if (!tables->levels)
		code = svy_fail_memory(status);
	for (size_t v = 0; v < k && code == SVY_OK; v++) {
		code = list_levels(count, v, variables[v], policy, &tables->levels[v], status);
		if (code == SVY_OK && !(at[v] = index_levels(&tables->levels[v], variables[v])))
			code = svy_fail_memory(status);
	}
	if (code == SVY_OK)
		code = check_size(tables, status);
	if (code == SVY_OK)
		code = count_rows(tables, count, variables, policy, status);
	if (code == SVY_OK)
		code = fill_tables(tables, count, at, variables, status);
done:
	for (size_t v = 0; at && v < k; v++)
		free(at[v]);
	free(at);
	if (code == SVY_OK)
		*out = tables;
	else
		svy_crosstabs_free(tables);
	return code;
}

const struct svy_level *svy_crosstabs_layer(const struct svy_crosstabs *tables, size_t table, size_t layer)
{
	for (size_t v = tables->k; v-- > layer + 3;)
		table /= tables->levels[v].n;
	const struct svy_levels *levels = &tables->levels[layer + 2];
	return &levels->level[table % levels->n];
}

void svy_crosstabs_free(struct svy_crosstabs *tables)
{
	if (!tables)
		return;
	for (size_t v = 0; tables->levels && v < tables->k; v++)
		free(tables->levels[v].level);
	for (size_t t = 0; tables->tables && t < tables->n_tables; t++)
		free(tables->tables[t].cell);
	for (size_t i = 0; i < tables->n_left_out; i++)
		free(tables->left_out[i].reason);
	free(tables->levels);
	free(tables->tables);
	free(tables->left_out);
	free(tables);
}
