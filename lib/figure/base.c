#include "figure/base.h"

#include <math.h>
#include <string.h>

static const char *text_at(const struct svy_rtable *table, size_t row, const char *field)
{
	const struct svy_value *value = svy_row_value(table, row, field);
	return value && value->kind == SVY_TEXT ? value->text : "";
}

static double n_at(const struct svy_rtable *table, size_t row)
{
	const struct svy_value *value = svy_row_value(table, row, "n");
	return value && value->kind == SVY_COUNT ? (double)value->count : NAN;
}

static bool same(const struct svy_rtable *table, const char *field, size_t a, size_t b)
{
	return strcmp(text_at(table, a, field), text_at(table, b, field)) == 0;
}

bool svy_base_plain(const struct svy_rtable *table, size_t row)
{
	size_t index;
	if (svy_rtable_field(table, "margin", &index) && *text_at(table, row, "margin"))
		return false;
	return !svy_rtable_field(table, "kind", &index) || strcmp(text_at(table, row, "kind"), "valid") == 0;
}

static bool is_list(const struct svy_rtable *table)
{
	size_t index;
	return svy_rtable_field(table, "kind", &index);
}

/* The margin that a field of a cell is of: "row", "col" or "all"; NULL: a field
 * that is of its own cell. */
static const char *margin_for(const char *field)
{
	static const char *const MARGINS[][2] = {{"row_percent", "row"}, {"col_percent", "col"}, {"total_percent", "all"},
	                                         {"expected", "all"}, {"residual", "all"}, {"std_residual", "all"},
	                                         {"adj_residual", "all"}};
	for (size_t i = 0; i < sizeof MARGINS / sizeof *MARGINS; i++)
		if (strcmp(MARGINS[i][0], field) == 0)
			return MARGINS[i][1];
	return NULL;
}

static bool has_base(const struct svy_rtable *table, const char *field)
{
	size_t index;
	if (!svy_rtable_field(table, "n", &index))
		return false;
	if (is_list(table))
		return strcmp(field, "percent") == 0 || strcmp(field, "valid_percent") == 0;
	return svy_rtable_field(table, "row", &index) && margin_for(field);
}

/* Whether two rows have the same base, cells and totals alike. */
static bool shares_base(const struct svy_rtable *table, const char *field, size_t a, size_t b)
{
	size_t n_layers = 0;
	const char *margin = margin_for(field);
	if (is_list(table))
		return same(table, "variable", a, b);
	svy_rtable_field(table, "row", &n_layers);
	for (size_t f = 0; f < n_layers; f++)
		if (!same(table, table->fields[f].name, a, b))
			return false;
	return strcmp(margin, "all") == 0 || same(table, margin, a, b);
}

static bool is_total(const struct svy_rtable *table, const char *field, size_t row)
{
	return is_list(table) ? strcmp(text_at(table, row, "kind"), "total") == 0
	                      : strcmp(text_at(table, row, "margin"), margin_for(field)) == 0;
}

/* Of what the total holds, what the number is not of: shown missing answers. */
static bool is_outside(const struct svy_rtable *table, const char *field, size_t row)
{
	return is_list(table) && strcmp(field, "percent") != 0 && strcmp(text_at(table, row, "kind"), "missing") == 0;
}

static bool is_part(const struct svy_rtable *table, const char *field, size_t row)
{
	bool missing = is_list(table) && strcmp(text_at(table, row, "kind"), "missing") == 0;
	return svy_base_plain(table, row) || (missing && strcmp(field, "percent") == 0);
}

double svy_base_n(const struct svy_rtable *table, const char *field, size_t row)
{
	double total = 0, outside = 0, parts = 0;
	bool any_total = false;
	if (!has_base(table, field))
		return NAN;
	for (size_t i = 0; i < table->n_rows; i++) {
		if (!shares_base(table, field, row, i))
			continue;
		if (is_total(table, field, i)) {
			any_total = true;
			total = n_at(table, i);
		} else if (is_outside(table, field, i)) {
			outside += n_at(table, i);
		} else if (is_part(table, field, i)) {
			parts += n_at(table, i);
		}
	}
	return any_total ? total - outside : parts;
}

double svy_base_all(const struct svy_rtable *table, const char *field, const bool *chosen)
{
	bool of_bases = has_base(table, field);
	double n = 0;
	for (size_t i = 0; i < table->n_rows; i++) {
		bool counted = !chosen[i];
		for (size_t j = 0; j < i && of_bases && !counted; j++)
			counted = chosen[j] && shares_base(table, field, i, j);
		if (!counted)
			n += of_bases ? svy_base_n(table, field, i) : n_at(table, i);
	}
	return n;
}
