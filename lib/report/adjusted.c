#include "report/adjusted.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/number.h"
#include "base/text.h"

enum { NAME = 24 };
static const char FAMILY_N[] = "family_n";

/* What the rows are made of. */
struct maker {
	const struct svy_adjusted *given;
	struct svy_rtable *table;
	enum svy_style *style; /* of each column of the file */
	double *p;             /* of each row; NaN where it has none, or no family */
	double *out;           /* n_kinds x n_rows */
	uint64_t *family_n;    /* of each row */
};

static const char *name_of(const struct svy_adjusted *given, size_t column)
{
	return given->table->columns[column].variable.name;
}

static bool is_note(const struct svy_adjusted *given, size_t column)
{
	return strcmp(name_of(given, column), "note") == 0;
}

static void name_kind(enum svy_adjust_kind kind, char name[NAME])
{
	strcpy(name, "p_");
	strcat(name, svy_adjust_name(kind));
}

/* The text of a cell; NULL where it is missing. */
static const char *text_at(const struct svy_adjusted *given, size_t column, size_t row)
{
	const struct svy_column *c = &given->table->columns[column];
	return svy_code_missing(c->codes[row]) ? NULL : c->variable.categories[c->codes[row]].label;
}

/* --- what the columns are --------------------------------------------------- */

static bool is_whole(double x)
{
	return x >= 0 && x <= 0x1p53 && x == floor(x);
}

static enum svy_style find_style(const struct svy_adjusted *given, size_t column)
{
	const struct svy_variable *variable = &given->table->columns[column].variable;
	bool whole = true;
	double x;
	if (column == given->p)
		return SVY_AS_P;
	for (size_t i = 0; i < variable->n_categories; i++) {
		const char *text = variable->categories[i].label;
		if (!svy_number_parse(text, strlen(text), &x))
			return SVY_AS_TEXT;
		whole = whole && is_whole(x);
	}
	return variable->n_categories == 0 ? SVY_AS_TEXT : whole ? SVY_AS_COUNT : SVY_AS_NUMBER;
}

static enum svy_code check_name(const struct svy_adjusted *given, const char *name, struct svy_status *status)
{
	for (size_t j = 0; j < given->n_columns; j++)
		if (strcmp(name_of(given, j), name) == 0)
			return svy_fail(status, SVY_EUSAGE, "%s has a column \"%s\" already: rename it", given->table->path, name);
	return SVY_OK;
}

static enum svy_code start_table(struct maker *maker, struct svy_result *result, struct svy_status *status)
{
	const struct svy_adjusted *given = maker->given;
	struct svy_rfield *fields = svy_array_new(given->n_columns + given->n_kinds + 1, sizeof *fields);
	char (*names)[NAME] = svy_array_new(given->n_kinds, sizeof *names);
	enum svy_code code = fields && names ? check_name(given, FAMILY_N, status) : svy_fail_memory(status);
	size_t n = 0;
	for (size_t j = 0; j < given->n_columns && code == SVY_OK; j++) {
		if (!is_note(given, j))
			fields[n++] = (struct svy_rfield){name_of(given, j), SVY_PLAIN, maker->style[j]};
		for (size_t k = 0; j == given->p && k < given->n_kinds && code == SVY_OK; k++) {
			name_kind(given->kinds[k], names[k]);
			fields[n++] = (struct svy_rfield){names[k], SVY_PLAIN, SVY_AS_P};
			code = check_name(given, names[k], status);
		}
		if (j == given->p)
			fields[n++] = (struct svy_rfield){FAMILY_N, SVY_PLAIN, SVY_AS_COUNT};
	}
	if (code == SVY_OK)
		maker->table = svy_result_table(result, "adjusted", "Adjusted p-values", fields, n);
	free(fields);
	free(names);
	return code;
}

/* --- adjusting ---------------------------------------------------------------- */

static int32_t family_at(const struct svy_adjusted *given, size_t row)
{
	return given->family ? given->table->columns[*given->family].codes[row] : 0;
}

static double p_at(const struct svy_adjusted *given, size_t row)
{
	return svy_code_missing(family_at(given, row)) ? NAN : given->table->columns[given->numbers].numbers[row];
}

static enum svy_code check_p(const struct svy_adjusted *given, struct svy_status *status)
{
	const struct svy_column *column = &given->table->columns[given->numbers];
	for (size_t i = 0; i < given->table->n_rows; i++) {
		const struct svy_place place = {given->table->path, given->table->lines[i], column->file_column + 1};
		double p = column->numbers[i];
		if (p < 0 || p > 1)
			return svy_fail_at(status, SVY_EINPUT, place, "%s: %g is no p-value: not between 0 and 1",
			                   column->variable.name, p);
	}
	return SVY_OK;
}

/* One family: its p-values alone, the others NaN, which takes them out. */
static enum svy_code adjust_family(struct maker *maker, int32_t family, double *p, double *adjusted,
                                   struct svy_status *status)
{
	size_t n_rows = maker->given->table->n_rows, m = 0;
	enum svy_code code = SVY_OK;
	for (size_t i = 0; i < n_rows; i++)
		if (!isnan(maker->p[i]) && family_at(maker->given, i) == family)
			p[m++] = maker->p[i];
	for (size_t k = 0; k < maker->given->n_kinds && code == SVY_OK; k++) {
		size_t at = 0;
		code = svy_adjust(maker->given->kinds[k], p, m, adjusted, status);
		for (size_t i = 0; i < n_rows && code == SVY_OK; i++)
			if (!isnan(maker->p[i]) && family_at(maker->given, i) == family) {
				maker->out[k * n_rows + i] = adjusted[at++];
				maker->family_n[i] = m;
			}
	}
	return code;
}

static enum svy_code adjust_all(struct maker *maker, struct svy_status *status)
{
	const struct svy_adjusted *given = maker->given;
	size_t n_rows = given->table->n_rows;
	size_t n_families = given->family ? given->table->columns[*given->family].variable.n_categories : 1;
	double *p = svy_array_new(n_rows, sizeof *p), *adjusted = svy_array_new(n_rows, sizeof *adjusted);
	enum svy_code code = p && adjusted ? SVY_OK : svy_fail_memory(status);
	for (size_t i = 0; i < n_rows && code == SVY_OK; i++) {
		maker->p[i] = p_at(given, i);
		for (size_t k = 0; k < given->n_kinds; k++)
			maker->out[k * n_rows + i] = NAN;
	}
	for (size_t f = 0; f < n_families && code == SVY_OK; f++)
		code = adjust_family(maker, (int32_t)f, p, adjusted, status);
	free(p);
	free(adjusted);
	return code;
}

/* --- writing ------------------------------------------------------------------- */

static void write_cell(struct maker *maker, size_t column, size_t row)
{
	const char *name = name_of(maker->given, column), *text = text_at(maker->given, column, row);
	double x;
	if (is_note(maker->given, column)) {
		if (text)
			svy_row_note(maker->table, "%s", text);
	} else if (!text || maker->style[column] == SVY_AS_TEXT) {
		svy_set_text(maker->table, name, text);
	} else if (svy_number_parse(text, strlen(text), &x)) {
		if (maker->style[column] == SVY_AS_COUNT)
			svy_set_count(maker->table, name, (uint64_t)x);
		else
			svy_set_real(maker->table, name, x);
	}
}

static void write_row(struct maker *maker, size_t row)
{
	const struct svy_adjusted *given = maker->given;
	char name[NAME];
	svy_row_begin(maker->table, 0);
	for (size_t j = 0; j < given->n_columns; j++)
		write_cell(maker, j, row);
	for (size_t k = 0; k < given->n_kinds; k++) {
		name_kind(given->kinds[k], name);
		svy_set_real(maker->table, name, maker->out[k * given->table->n_rows + row]);
	}
	if (!isnan(maker->p[row]))
		svy_set_count(maker->table, FAMILY_N, maker->family_n[row]);
	else
		svy_row_note(maker->table, svy_code_missing(family_at(given, row)) ? "of no family" : "no p-value");
}

static void note_kinds(const struct svy_adjusted *given, struct svy_result *result)
{
	for (size_t k = 0; k < given->n_kinds; k++)
		svy_notes_add(&result->notes, "p_%s: %s adjusted, method %s, over the rows with a p-value%s%s",
		              svy_adjust_name(given->kinds[k]), name_of(given, given->p), svy_adjust_name(given->kinds[k]),
		              given->family ? " and the same " : "",
		              given->family ? name_of(given, *given->family) : "");
}

enum svy_code svy_adjusted_table(struct svy_result *result, const struct svy_adjusted *given,
                                 struct svy_status *status)
{
	size_t n_rows = given->table->n_rows;
	struct maker maker = {.given = given};
	maker.style = svy_array_new(given->n_columns, sizeof *maker.style);
	maker.p = svy_array_new(n_rows, sizeof *maker.p);
	maker.out = svy_array_new(n_rows * given->n_kinds, sizeof *maker.out);
	maker.family_n = svy_array_new(n_rows, sizeof *maker.family_n);
	enum svy_code code = check_p(given, status);
	if (code == SVY_OK && !(maker.style && maker.p && maker.out && maker.family_n))
		code = svy_fail_memory(status);
	for (size_t j = 0; j < given->n_columns && code == SVY_OK; j++)
		maker.style[j] = find_style(given, j);
	if (code == SVY_OK)
		code = adjust_all(&maker, status);
	if (code == SVY_OK)
		code = start_table(&maker, result, status);
	for (size_t i = 0; i < n_rows && code == SVY_OK; i++)
		write_row(&maker, i);
	if (code == SVY_OK)
		note_kinds(given, result);
	if (code == SVY_OK && svy_result_failed(result))
		code = svy_fail_memory(status);
	free(maker.style);
	free(maker.p);
	free(maker.out);
	free(maker.family_n);
	return code;
}
