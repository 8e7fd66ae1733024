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

/* --- nets ------------------------------------------------------------------ */

static const char *const OF_ROWS[] = {"col_percent", "total_percent", "percent", "valid_percent"};

static bool is_net(const struct svy_rtable *table, size_t row)
{
	return strncmp(text_of(table, row, "margin"), "net", 3) == 0 || strcmp(text_of(table, row, "kind"), "net") == 0;
}

/* Of a row of the table as people see it: the field is `row` or `label`. */
static bool same_level(const struct svy_rtable *table, size_t a, size_t b)
{
	return strcmp(text_of(table, a, "row"), text_of(table, b, "row")) == 0 &&
	       strcmp(text_of(table, a, "label"), text_of(table, b, "label")) == 0;
}

/* In the column of a net, among the categories beneath it. */
static bool is_beneath(const struct svy_rtable *table, size_t net, size_t row)
{
	bool total = strcmp(text_of(table, net, "margin"), "net-row") == 0;
	return !is_net(table, row) && strcmp(text_of(table, net, "col"), text_of(table, row, "col")) == 0 &&
	       total == (strcmp(text_of(table, row, "margin"), "row") == 0);
}

/* A net whose percentage is the sum of those beneath it is the sum of them as rounded. */
static void round_net(const struct svy_rtable *table, size_t field, size_t net, double *rounded)
{
	const struct svy_row *row = table->rows;
	size_t width = table->n_fields;
	double exact = 0, sum = 0;
	for (size_t r = net + 1; r < table->n_rows && row[r].group == row[net].group; r++) {
		if (row[r].depth <= row[net].depth && !same_level(table, net, r))
			break;
		if (row[r].depth > row[net].depth && is_beneath(table, net, r)) {
			exact += row[r].values[field].real;
			sum += rounded[r * width + field];
		}
	}
	if (fabs(exact - row[net].values[field].real) < 1e-6 && !isnan(sum))
		rounded[net * width + field] = sum;
}

static void round_nets(const struct svy_rtable *table, double *rounded)
{
	for (size_t i = 0; i < sizeof OF_ROWS / sizeof *OF_ROWS; i++) {
		size_t field;
		for (size_t r = 0; r < table->n_rows && svy_rtable_field(table, OF_ROWS[i], &field); r++)
			if (is_net(table, r) && table->rows[r].values[field].kind == SVY_REAL)
				round_net(table, field, r, rounded);
	}
}

double *svy_round_wholes(const struct svy_rtable *table, int digits)
{
	size_t size = table->n_rows * table->n_fields, field, says;
	struct parts parts = {.n = 0};
	parts.row = svy_array_new(table->n_rows, sizeof *parts.row);
	parts.value = svy_array_new(table->n_rows, sizeof *parts.value);
	double *rounded = svy_array_new(size, sizeof *rounded);
	bool ok = parts.row && parts.value && rounded;
	for (size_t i = 0; i < size && ok; i++)
		rounded[i] = NAN;
	for (size_t w = 0; w < N_WHOLES && ok && digits <= MOST_DIGITS; w++)
		if (svy_rtable_field(table, WHOLES[w].field, &field) && svy_rtable_field(table, WHOLES[w].says, &says))
			ok = round_field(table, w, field, digits, &parts, rounded);
	if (ok && digits <= MOST_DIGITS)
		round_nets(table, rounded);
	free(parts.row);
	free(parts.value);
	if (!ok) {
		free(rounded);
		return NULL;
	}
	return rounded;
}
