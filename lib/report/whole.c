#include "report/whole.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/number.h"
#include "base/sum.h"

/* A percentage is computed to about 1e-14 relative: what was one number in exact
 * arithmetic differs by less than this, in units of the last digit. */
static const double SLACK = 1e-7;

enum { MOST_DIGITS = 9 };

/* --- one whole ------------------------------------------------------------ */

/* x in units of the last digit, rounded down; a value that is whole but for the last
 * bits of its double is that whole number. */
static double round_down(double x)
{
	double nearest = round(x);
	return fabs(x - nearest) < SLACK ? nearest : floor(x);
}

/* The sum rounded half up, in units of the last digit. */
static double round_sum(const double *values, size_t n, int digits, double unit)
{
	struct svy_sum sum = {0};
	char text[SVY_NUMBER_SIZE];
	double rounded = 0;
	for (size_t i = 0; i < n; i++)
		svy_sum_add(&sum, values[i]);
	svy_number_fixed(svy_sum_value(&sum), digits, text);
	svy_number_parse(text, strlen(text), &rounded);
	return round(rounded * unit);
}

/* Which part lost most; the first of those that lost the same. */
static size_t find_largest(const double *lost, size_t n)
{
	size_t best = 0;
	for (size_t i = 1; i < n; i++)
		if (lost[i] > lost[best] + SLACK)
			best = i;
	return best;
}

bool svy_round_parts(const double *values, size_t n, int digits, double *out)
{
	double unit = pow(10, digits), missing = round_sum(values, n, digits, unit);
	double *lost = svy_array_new(n, sizeof *lost);
	if (!lost)
		return false;
	for (size_t i = 0; i < n; i++) {
		double down = round_down(values[i] * unit);
		lost[i] = values[i] * unit - down;
		missing -= down;
		out[i] = down;
	}
	for (; missing > 0 && n > 0; missing--) {
		size_t i = find_largest(lost, n);
		out[i]++;
		lost[i]--;
	}
	for (size_t i = 0; i < n; i++)
		out[i] /= unit;
	free(lost);
	return true;
}

/* --- which values are a whole --------------------------------------------- */

static const char *text_of(const struct svy_rtable *table, size_t row, const char *field)
{
	const struct svy_value *value = svy_row_value(table, row, field);
	return value && value->kind == SVY_TEXT ? value->text : "";
}

static bool is_one_of(const char *word, const char *a, const char *b)
{
	return strcmp(word, a) == 0 || strcmp(word, b) == 0;
}

/* The percentages that have parts: a row is one if `margin` or `kind` is one of two
 * words; parts of one whole have the same word and the same value of `along`. */
static const struct {
	const char *field, *says, *a, *b, *along;
} WHOLES[] = {
	{"col_percent", "margin", "", "row", "col"},
	{"row_percent", "margin", "", "col", "row"},
	{"total_percent", "margin", "", "row", NULL},
	{"total_percent", "margin", "col", "col", NULL},
	{"valid_percent", "kind", "valid", "valid", "variable"},
	{"percent", "kind", "valid", "missing", "variable"},
};
enum { N_WHOLES = sizeof WHOLES / sizeof *WHOLES };

static bool is_part(const struct svy_rtable *table, size_t w, size_t row, size_t field)
{
	return table->rows[row].values[field].kind == SVY_REAL &&
	       is_one_of(text_of(table, row, WHOLES[w].says), WHOLES[w].a, WHOLES[w].b);
}

/* Of rows that are both parts.  What was shown as missing is of the same whole as what
 * is valid. */
static bool same_whole(const struct svy_rtable *table, size_t w, size_t a, size_t b)
{
	const char *says = WHOLES[w].says, *along = WHOLES[w].along;
	if (strcmp(says, "margin") == 0 && strcmp(text_of(table, a, says), text_of(table, b, says)) != 0)
		return false;
	return !along || strcmp(text_of(table, a, along), text_of(table, b, along)) == 0;
}

/* Workspace: which rows are parts of the whole at hand, and their values. */
struct parts {
	size_t *row;
	double *value;
	size_t n;
};

/* The parts of the whole of row `first`, which are in its group and behind it. */
static void collect(const struct svy_rtable *table, size_t w, size_t field, size_t first, struct parts *parts)
{
	parts->n = 0;
	for (size_t r = first; r < table->n_rows && table->rows[r].group == table->rows[first].group; r++) {
		if (!is_part(table, w, r, field) || !same_whole(table, w, first, r))
			continue;
		parts->row[parts->n] = r;
		parts->value[parts->n++] = table->rows[r].values[field].real;
	}
}

static bool is_whole(const struct parts *parts)
{
	double sum = 0;
	for (size_t i = 0; i < parts->n; i++)
		sum += parts->value[i];
	return fabs(sum - 100) < 1e-6;
}

static bool round_field(const struct svy_rtable *table, size_t w, size_t field, int digits, struct parts *parts,
                        double *rounded)
{
	size_t width = table->n_fields;
	for (size_t r = 0; r < table->n_rows; r++) {
		if (!is_part(table, w, r, field) || !isnan(rounded[r * width + field]))
			continue;
		collect(table, w, field, r, parts);
		if (is_whole(parts) && !svy_round_parts(parts->value, parts->n, digits, parts->value))
			return false;
		for (size_t i = 0; i < parts->n; i++)
			rounded[parts->row[i] * width + field] = parts->value[i];
	}
	return true;
}

double *svy_round_wholes(const struct svy_rtable *table, int digits)
{
	size_t size = table->n_rows * table->n_fields, field, says;
	struct parts parts = {svy_array_new(table->n_rows, sizeof(size_t)), svy_array_new(table->n_rows, sizeof(double)), 0};
	double *rounded = svy_array_new(size, sizeof *rounded);
	bool ok = parts.row && parts.value && rounded;
	for (size_t i = 0; i < size && ok; i++)
		rounded[i] = NAN;
	for (size_t w = 0; w < N_WHOLES && ok && digits <= MOST_DIGITS; w++)
		if (svy_rtable_field(table, WHOLES[w].field, &field) && svy_rtable_field(table, WHOLES[w].says, &says))
			ok = round_field(table, w, field, digits, &parts, rounded);
	free(parts.row);
	free(parts.value);
	if (!ok) {
		free(rounded);
		return NULL;
	}
	return rounded;
}
