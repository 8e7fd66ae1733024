#include "tab/crosstab.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/text.h"
#include "tab/multiple.h"

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
		if (code < (int32_t)variable->n_categories)
			met[code + (int32_t)variable->n_missing] = true;
	}
	return met;
}

static void add_level(struct svy_levels *levels, int32_t code, const char *value, const char *label, bool missing)
{
	levels->level[levels->n++] = (struct svy_level){code, value, label, missing, NULL};
	if (!missing)
		levels->n_valid = levels->n;
}

/* Nets stand behind the others. */
static void add_nets(const struct svy_net *nets, size_t n_nets, const struct svy_variable *variable,
                     struct svy_levels *levels)
{
	for (size_t m = 0; m < n_nets; m++)
		if (svy_net_is_of(&nets[m], variable))
			levels->level[levels->n++] =
				(struct svy_level){SVY_NET + (int32_t)m, nets[m].words, nets[m].label, false, &nets[m]};
}

/* The order in which levels are shown. */
static bool order_levels(const struct svy_net *nets, size_t n_nets, const struct svy_variable *variable,
                         struct svy_levels *levels)
{
	size_t n = 0;
	int32_t *codes = svy_array_new(levels->n, sizeof *codes);
	levels->order = svy_array_new(levels->n, sizeof *levels->order);
	levels->depth = svy_array_new(levels->n, sizeof *levels->depth);
	while (codes && n < levels->n && !levels->level[n].net) {
		codes[n] = levels->level[n].code;
		n++;
	}
	bool ok = codes && levels->order && levels->depth &&
	          svy_nets_order(nets, levels->n > n ? n_nets : 0, variable, codes, n, levels->order, levels->depth);
	/* From an index into nets to one into levels. */
	for (size_t i = 0; i < levels->n && ok; i++) {
		size_t net = levels->order[i] - n, at = n;
		if (levels->order[i] < n)
			continue;
		while (levels->level[at].code != SVY_NET + (int32_t)net)
			at++;
		levels->order[i] = at;
	}
	free(codes);
	return ok;
}

static enum svy_code list_levels(const struct svy_count *count, size_t v, const struct svy_variable *variable,
                                 const struct svy_missing_policy *policy, struct svy_levels *levels,
                                 struct svy_status *status)
{
	bool *met = mark_met(count, v, variable);
	size_t n_missing = variable->n_missing, n_nets;
	const struct svy_net *nets = svy_count_nets(count, &n_nets);
	n_nets = v < 2 ? n_nets : 0;
	levels->level = svy_array_new(variable->n_categories + n_missing + n_nets, sizeof *levels->level);
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
	add_nets(nets, n_nets, variable, levels);
	return order_levels(nets, n_nets, variable, levels) ? SVY_OK : svy_fail_memory(status);
}

/* Position of each code among the levels, or SIZE_MAX; indexed like `met`. */
static size_t *index_levels(const struct svy_levels *levels, const struct svy_variable *variable)
{
	size_t n = variable->n_missing + variable->n_categories;
	size_t *at = svy_array_new(n, sizeof *at);
	for (size_t i = 0; at && i < n; i++)
		at[i] = SIZE_MAX;
	for (size_t i = 0; at && i < levels->n; i++)
		if (!levels->level[i].net)
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

/* Whether the combination counts each of its rows once: as a case. */
static bool is_case(const struct svy_crosstabs *tables, const struct svy_variable *const *variables,
                    const int32_t *codes)
{
	for (size_t v = 0; v < tables->k; v++)
		if (svy_code_is_net(codes[v]) || (variables[v]->several && codes[v] >= 0 && codes[v] != SVY_CASE))
			return false;
	return true;
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

static bool is_used(const struct svy_table *table, const struct svy_columns *analysis, size_t row,
                    const struct svy_missing_policy *policy)
{
	bool all = true;
	for (size_t v = 0; v < analysis->k && all; v++) {
		const struct svy_column *column = &table->columns[analysis->column[v]];
		all = is_in_base(&column->variable, column->codes[row], policy);
	}
	return all;
}

uint64_t svy_rows_used(const struct svy_table *table, const struct svy_columns *analyses, size_t n,
                       const struct svy_missing_policy *policy, const bool *mask)
{
	uint64_t used = 0;
	for (size_t row = 0; row < table->n_rows; row++) {
		bool any = false;
		for (size_t i = 0; i < n && !any && (!mask || mask[row]); i++)
			any = is_used(table, &analyses[i], row, policy);
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
		if (!is_case(tables, variables, cell.codes))
			continue;
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

static size_t n_rows(const struct svy_crosstabs *tables)
{
	return tables->levels[0].n;
}

static size_t n_cols(const struct svy_crosstabs *tables)
{
	return tables->k > 1 ? tables->levels[1].n : 1;
}

/* Cells of one table, margins too. */
static size_t table_size(const struct svy_crosstabs *tables)
{
	return (n_rows(tables) + 1) * (n_cols(tables) + 1);
}

enum { CELLS, UNANSWERED_ROW, UNANSWERED_COL, UNANSWERED_BOTH, N_PARTS };

/* A table's cells, and behind them what was not answered (of row choices, of
 * column choices, of both), while they are being added up. */
struct adding {
	struct svy_crosstabs *tables;
	size_t *const *at; /* per variable: position of each code, see index_levels() */
	const struct svy_variable *const *variables;
	size_t n_parts;          /* N_PARTS, or 1: everything was answered */
	struct exact_sums *sums; /* NULL without sampling weights; all parts of all tables */
};

static void add_cell(const struct adding *adding, size_t t, int part, size_t place, const struct svy_count_cell *cell)
{
	size_t size = table_size(adding->tables);
	struct svy_crosstab *table = &adding->tables->tables[t];
	struct svy_tally *tally =
		part == CELLS ? &table->cell[place] : &table->unanswered[(size_t)(part - 1) * size + place];
	tally->n += cell->n;
	if (adding->sums) {
		struct exact_sums *sum = &adding->sums[(t * adding->n_parts + (size_t)part) * size + place];
		svy_sum_merge(&sum->w, cell->w);
		svy_sum_merge(&sum->w2, cell->w2);
	}
}

/* Where a code of row (v = 0) or column (v = 1) is counted: at its level, in the
 * margin, or both. */
struct places {
	size_t place[2];
	size_t n;
	bool unanswered;
};

/* A net that was counted is among the levels. */
static size_t find_net(const struct svy_levels *levels, int32_t code)
{
	size_t i = levels->n_valid;
	while (levels->level[i].code != code)
		i++;
	return i;
}

static struct places find_places(const struct adding *adding, size_t v, int32_t code)
{
	const struct svy_variable *variable = adding->variables[v];
	const struct svy_levels *levels = &adding->tables->levels[v];
	struct places found = {{0}, 0, svy_code_unanswered(variable, code)};
	if (variable->several && code == SVY_CASE) {
		found.place[found.n++] = levels->n;
		return found;
	}
	if (found.unanswered)
		code = SVY_CASE - 1 - code;
	if (svy_code_is_net(code)) {
		found.place[found.n++] = find_net(levels, code);
		return found;
	}
	size_t level = adding->at[v][code + (int32_t)variable->n_missing];
	if (level == SIZE_MAX)
		return found;
	found.place[found.n++] = level;
	if (level < levels->n_valid && !(variable->several && code >= 0))
		found.place[found.n++] = levels->n;
	return found;
}

/* The table of a combination; false where its layers are in none. */
static bool find_table(const struct adding *adding, const int32_t *codes, size_t *table)
{
	*table = 0;
	for (size_t v = 2; v < adding->tables->k; v++) {
		const struct svy_variable *variable = adding->variables[v];
		if (codes[v] >= (int32_t)variable->n_categories)
			return false;
		size_t level = adding->at[v][codes[v] + (int32_t)variable->n_missing];
		if (level == SIZE_MAX)
			return false;
		*table = *table * adding->tables->levels[v].n + level;
	}
	return true;
}

/* Add up all cells and margins exactly. */
static void add_up(const struct adding *adding, const struct svy_count *count)
{
	size_t width = n_cols(adding->tables) + 1;
	for (size_t c = 0; c < svy_count_n_cells(count); c++) {
		struct svy_count_cell cell = svy_count_cell(count, c);
		struct places row = find_places(adding, 0, cell.codes[0]), col = {{0, 1}, 2, false};
		size_t t;
		if (adding->tables->k > 1)
			col = find_places(adding, 1, cell.codes[1]);
		int part = row.unanswered && col.unanswered ? UNANSWERED_BOTH
		           : row.unanswered                 ? UNANSWERED_ROW
		           : col.unanswered                 ? UNANSWERED_COL
		                                            : CELLS;
		if (!find_table(adding, cell.codes, &t))
			continue;
		for (size_t i = 0; i < row.n; i++)
			for (size_t j = 0; j < col.n; j++)
				add_cell(adding, t, part, row.place[i] * width + col.place[j], &cell);
	}
}

static struct svy_tally subtract(struct svy_tally from, const struct svy_tally *what)
{
	from.n -= what->n;
	from.w = from.n ? from.w - what->w : 0;
	from.w2 = from.n ? from.w2 - what->w2 : 0;
	return from;
}

struct svy_tally svy_crosstab_base(const struct svy_crosstab *table, size_t i, size_t j, enum svy_base base)
{
	size_t width = table->cols + 1, size = (table->rows + 1) * width;
	size_t row = base == SVY_BASE_COL ? table->rows : i, col = base == SVY_BASE_ROW ? table->cols : j;
	if (base == SVY_BASE_ALL)
		row = table->rows, col = table->cols;
	struct svy_tally whole = table->cell[row * width + col];
	if (!table->unanswered)
		return whole;
	const struct svy_tally *of_row = table->unanswered, *of_col = of_row + size, *of_both = of_col + size;
	if (base == SVY_BASE_COL)
		return subtract(whole, &of_row[i * width + j]);
	if (base == SVY_BASE_ROW)
		return subtract(whole, &of_col[i * width + j]);
	const struct svy_tally *both = &of_both[i * width + j];
	whole.n += both->n, whole.w += both->w, whole.w2 += both->w2;
	return subtract(subtract(whole, &of_row[i * width + col]), &of_col[row * width + j]);
}

uint64_t svy_crosstabs_apart(const struct svy_crosstabs *tables, const struct svy_variable *variable, size_t table,
                             int v, size_t i, size_t j)
{
	const struct svy_crosstab *cells = &tables->tables[table];
	const struct svy_levels *levels = &tables->levels[v];
	const struct svy_net *net = levels->level[v == 0 ? i : j].net;
	uint64_t all = svy_crosstab_cell(cells, i, j)->n, least = 0;
	for (size_t c = 0; c < levels->n_valid; c++) {
		int32_t code = levels->level[c].code;
		if (code < 0 || !svy_net_has(net, variable, (size_t)code))
			continue;
		uint64_t part = svy_crosstab_cell(cells, v == 0 ? c : i, v == 0 ? j : c)->n;
		if (all > part && (!least || all - part < least))
			least = all - part;
	}
	return least;
}

/* Whether some respondent answered a choice of a set and not another. */
static bool has_unanswered(const struct adding *adding, const struct svy_count *count)
{
	for (size_t c = 0; c < svy_count_n_cells(count); c++)
		for (size_t v = 0; v < adding->tables->k && v < 2; v++)
			if (svy_code_unanswered(adding->variables[v], svy_count_cell(count, c).codes[v]))
				return true;
	return false;
}

static enum svy_code make_tables(struct svy_crosstabs *tables, bool unanswered, struct svy_status *status)
{
	size_t size = table_size(tables);
	tables->tables = svy_array_new(tables->n_tables, sizeof *tables->tables);
	if (!tables->tables)
		return svy_fail_memory(status);
	for (size_t t = 0; t < tables->n_tables; t++) {
		struct svy_crosstab *table = &tables->tables[t];
		*table = (struct svy_crosstab){.rows = n_rows(tables), .cols = n_cols(tables)};
		table->cell = svy_array_new(size, sizeof *table->cell);
		if (unanswered)
			table->unanswered = svy_array_new(size * (N_PARTS - 1), sizeof *table->unanswered);
		if (!table->cell || (unanswered && !table->unanswered))
			return svy_fail_memory(status);
	}
	return SVY_OK;
}

static void take_sums(const struct adding *adding)
{
	size_t size = table_size(adding->tables);
	for (size_t t = 0; t < adding->tables->n_tables; t++) {
		const struct svy_crosstab *table = &adding->tables->tables[t];
		const struct exact_sums *sum = adding->sums + t * adding->n_parts * size;
		for (size_t i = 0; i < adding->n_parts * size; i++) {
			struct svy_tally *tally = i < size ? &table->cell[i] : &table->unanswered[i - size];
			tally->w = svy_sum_value(&sum[i].w);
			tally->w2 = svy_sum_value(&sum[i].w2);
		}
	}
}

static enum svy_code fill_tables(struct adding *adding, const struct svy_count *count, struct svy_status *status)
{
	struct svy_crosstabs *tables = adding->tables;
	adding->n_parts = has_unanswered(adding, count) ? N_PARTS : 1;
	enum svy_code code = make_tables(tables, adding->n_parts > 1, status);
	if (code != SVY_OK)
		return code;
	if (tables->weighted) {
		adding->sums = svy_array_new(tables->n_tables * adding->n_parts * table_size(tables), sizeof *adding->sums);
		if (!adding->sums)
			return svy_fail_memory(status);
	}
	add_up(adding, count);
	if (adding->sums)
		take_sums(adding);
	free(adding->sums);
	return SVY_OK;
}

/* Cells of all tables, refused where they are too many to print or hold. */
static enum svy_code check_size(struct svy_crosstabs *tables, struct svy_status *status)
{
	size_t size = table_size(tables);
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
		code = fill_tables(&(struct adding){.tables = tables, .at = at, .variables = variables}, count, status);
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
	for (size_t v = 0; tables->levels && v < tables->k; v++) {
		free(tables->levels[v].level);
		free(tables->levels[v].order);
		free(tables->levels[v].depth);
	}
	for (size_t t = 0; tables->tables && t < tables->n_tables; t++) {
		free(tables->tables[t].cell);
		free(tables->tables[t].unanswered);
	}
	for (size_t i = 0; i < tables->n_left_out; i++)
		free(tables->left_out[i].reason);
	free(tables->levels);
	free(tables->tables);
	free(tables->left_out);
	free(tables);
}
