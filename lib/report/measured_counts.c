#include <stdlib.h>

#include "base/array.h"
#include "report/measured_internal.h"

/* Codes of a variable that have a place: declared ones and those that occur, then the missing
 * answers that are in the base. */
struct codes {
	int32_t *code;
	size_t n;
};

static bool occurs(const struct svy_kept *kept, size_t v, int32_t code)
{
	for (size_t i = 0; i < kept->size; i++)
		if ((int32_t)kept->x[i * kept->k + v] == code)
			return true;
	return false;
}

static bool list_codes(const struct svy_kept *kept, size_t v, const struct svy_variable *variable, bool declared,
                       struct codes *out)
{
	out->code = svy_array_new(variable->n_categories + variable->n_missing, sizeof *out->code);
	for (int32_t c = 0; out->code && c < (int32_t)variable->n_categories; c++)
		if ((declared && variable->declared) || occurs(kept, v, c))
			out->code[out->n++] = c;
	for (int32_t m = 0; out->code && m < (int32_t)variable->n_missing; m++)
		if (occurs(kept, v, -1 - m))
			out->code[out->n++] = -1 - m;
	return out->code != NULL;
}

static size_t find_code(const struct codes *codes, int32_t code)
{
	size_t i = 0;
	while (codes->code[i] != code)
		i++;
	return i;
}

static const char **label_codes(const struct codes *codes, const struct svy_variable *variable)
{
	const char **label = svy_array_new(codes->n, sizeof *label);
	for (size_t i = 0; label && i < codes->n; i++)
		label[i] = svy_measured_label(variable, codes->code[i]);
	return label;
}

static void tally(const struct svy_kept *kept, const struct codes *category, const struct codes *group, double *count)
{
	for (size_t i = 0; i < kept->size; i++) {
		const double *row = kept->x + i * kept->k;
		size_t c = find_code(category, (int32_t)row[0]), g = kept->k > 1 ? find_code(group, (int32_t)row[1]) : 0;
		count[c * (kept->k > 1 ? group->n : 1) + g] += (double)kept->n[i];
	}
}

enum svy_code svy_measured_counts(enum svy_form form, const struct svy_kept *kept,
                                  const struct svy_variable *const *variables, struct svy_measured *out,
                                  struct svy_status *status)
{
	struct svy_measured measured = {.groups = {.outcome = variables[0]}};
	struct codes category = {0}, group = {0};
	bool shares = form == SVY_FORM_SHARES, ok = list_codes(kept, 0, variables[0], true, &category) &&
	                                            (!shares || list_codes(kept, 1, variables[1], false, &group));
	measured.category = ok ? label_codes(&category, variables[0]) : NULL;
	measured.label = ok && shares ? label_codes(&group, variables[1]) : NULL;
	measured.x = ok ? svy_array_new(category.n * (shares ? group.n : 1), sizeof *measured.x) : NULL;
	ok = measured.category && measured.x && (!shares || measured.label);
	if (ok) {
		tally(kept, &category, &group, measured.x);
		measured.groups.variable = shares ? variables[1] : NULL;
		measured.data = (struct svy_trial_data){.form = form, .k = shares ? group.n : category.n,
		                                        .label = shares ? measured.label : measured.category,
		                                        .ordered = shares && variables[1]->ordered, .count = measured.x,
		                                        .n_categories = category.n, .category = measured.category};
	}
	free(category.code);
	free(group.code);
	if (!ok) {
		svy_measured_clear(&measured);
		return svy_fail_memory(status);
	}
	*out = measured;
	return SVY_OK;
}
