#include "design/weight.h"

#include <math.h>
#include <string.h>

static const char *const NAMES[] = {NULL, "frequency", "sampling"};

const char *svy_weight_kind_name(enum svy_weight_kind kind)
{
	return NAMES[kind];
}

bool svy_weight_kind_from_name(const char *name, enum svy_weight_kind *out)
{
	for (int kind = SVY_WEIGHT_FREQUENCY; kind <= SVY_WEIGHT_SAMPLING; kind++)
		if (strcmp(name, NAMES[kind]) == 0) {
			*out = (enum svy_weight_kind)kind;
			return true;
		}
	return false;
}

/* NULL: the weight is good. */
static const char *find_fault(double w, enum svy_weight_kind kind)
{
	if (isnan(w))
		return "a weight is missing: give the row one, 0 to leave it out";
	if (isinf(w))
		return "a weight is not finite";
	if (w < 0)
		return "a weight is below 0";
	if (kind == SVY_WEIGHT_FREQUENCY && w != floor(w))
		return "a frequency weight is not a whole number: is it a sampling weight?";
	if (kind == SVY_WEIGHT_FREQUENCY && w > 0x1p53)
		return "a frequency weight is above 2^53";
	return NULL;
}

enum svy_code svy_weight_check(const struct svy_table *table, size_t column, enum svy_weight_kind kind,
                               struct svy_status *status)
{
	const struct svy_column *weights = &table->columns[column];
	for (size_t i = 0; i < table->n_rows; i++) {
		const char *fault = find_fault(weights->numbers[i], kind);
		const struct svy_place place = {table->path, fault ? table->lines[i] : 0, weights->file_column + 1};
		if (fault)
			return svy_fail_at(status, SVY_EINPUT, place, "%s: %s", weights->variable.name, fault);
	}
	return SVY_OK;
}

double svy_effective_n(double sum_w, double sum_w2)
{
	return sum_w2 > 0 ? sum_w * sum_w / sum_w2 : NAN;
}
