#include "tab/complete.h"

#include <stdlib.h>

#include "base/array.h"

struct svy_complete {
	size_t k;
	uint64_t used;
	uint64_t *left; /* k x SVY_N_REASONS */
	bool *mask;
	size_t room;
};

enum svy_code svy_complete_new(size_t k, struct svy_complete **out, struct svy_status *status)
{
	struct svy_complete *complete = svy_array_new(1, sizeof *complete);
	if (!complete || !(complete->left = svy_array_new(k * SVY_N_REASONS, sizeof *complete->left))) {
		free(complete);
		return svy_fail_memory(status);
	}
	complete->k = k;
	*out = complete;
	return SVY_OK;
}

void svy_complete_free(struct svy_complete *complete)
{
	if (!complete)
		return;
	free(complete->left);
	free(complete->mask);
	free(complete);
}

/* The reason why the row cannot be used for this column, or SVY_N_REASONS. */
static enum svy_reason find_reason(const struct svy_column *column, size_t row,
                                   const struct svy_missing_policy *policy)
{
	int32_t code = column->codes[row];
	if (!svy_code_missing(code))
		return SVY_N_REASONS;
	enum svy_reason reason = svy_code_missing_value(&column->variable, code)->reason;
	bool included = column->use == SVY_USE_CATEGORY && policy->what == SVY_MISSING_INCLUDE && policy->included[reason];
	return included ? SVY_N_REASONS : reason;
}

enum svy_code svy_complete_add(struct svy_complete *complete, const struct svy_table *table, const size_t *columns,
                               const struct svy_missing_policy *policy, const bool *mask, struct svy_status *status)
{
	if (!svy_array_reserve(&complete->mask, &complete->room, table->n_rows + 1, sizeof *complete->mask))
		return svy_fail_memory(status);
	for (size_t row = 0; row < table->n_rows; row++) {
		enum svy_reason reason = SVY_N_REASONS;
		size_t v = 0;
		complete->mask[row] = false;
		if (mask && !mask[row])
			continue;
		while (v < complete->k &&
		       (reason = find_reason(&table->columns[columns[v]], row, policy)) == SVY_N_REASONS)
			v++;
		complete->mask[row] = v == complete->k;
		if (v == complete->k)
			complete->used++;
		else
			complete->left[v * SVY_N_REASONS + (size_t)reason]++;
	}
	return SVY_OK;
}

const bool *svy_complete_mask(const struct svy_complete *complete)
{
	return complete->mask;
}

void svy_complete_merge(struct svy_complete *into, const struct svy_complete *from)
{
	into->used += from->used;
	for (size_t i = 0; i < into->k * SVY_N_REASONS; i++)
		into->left[i] += from->left[i];
}

uint64_t svy_complete_used(const struct svy_complete *complete)
{
	return complete->used;
}

uint64_t svy_complete_left_out(const struct svy_complete *complete, size_t v, enum svy_reason reason)
{
	return complete->left[v * SVY_N_REASONS + (size_t)reason];
}
