#include "report/measured_internal.h"

#include <math.h>
#include <stdlib.h>

#include "base/array.h"
#include "base/spread.h"

void svy_measured_clear(struct svy_measured *measured)
{
	svy_groups_clear(&measured->groups);
	svy_sample_clear(&measured->data.sample);
	free(measured->label);
	free(measured->category);
	free(measured->moments);
	free(measured->x);
	free(measured->n);
	free(measured->alone);
	*measured = (struct svy_measured){0};
}

static struct svy_group_moments moments_of(const struct svy_moments_of *from)
{
	return (struct svy_group_moments){(double)from->n, from->mean, from->mean_rest, from->ss};
}

/* Labels and moments of the groups in which somebody is; place[i]: where group i went. */
static bool list_groups(struct svy_measured *measured, size_t *place)
{
	const struct svy_groups *groups = &measured->groups;
	size_t n = groups->variable ? groups->n : 1, k = 0;
	measured->label = svy_array_new(n, sizeof *measured->label);
	measured->moments = svy_array_new(n, sizeof *measured->moments);
	if (!measured->label || !measured->moments)
		return false;
	for (size_t i = 0; i < n; i++) {
		const struct svy_group *group = &groups->group[i];
		place[i] = k;
		if (groups->variable && group->moments.n == 0)
			continue;
		measured->label[k] = groups->variable ? group->label : groups->outcome->title;
		measured->moments[k++] = moments_of(&group->moments);
	}
	measured->data.k = k;
	return true;
}

static enum svy_code make_sample(struct svy_measured *measured, const size_t *place, struct svy_status *status)
{
	const struct svy_groups *groups = &measured->groups;
	struct svy_run *runs = svy_array_new(groups->ordered.n, sizeof *runs);
	size_t n_runs = 0, n;
	if (!runs)
		return svy_fail_memory(status);
	for (size_t i = 0; i < (groups->variable ? groups->n : 1); i++) {
		int32_t code = groups->variable ? groups->group[i].code : SVY_ALL_GROUPS;
		const struct svy_ordered_value *value = svy_ordered_group(&groups->ordered, code, &n);
		for (size_t j = 0; j < n; j++)
			runs[n_runs++] = (struct svy_run){value[j].x, place[i], value[j].n};
	}
	enum svy_code code = svy_sample_make(runs, n_runs, measured->data.k, &measured->data.sample, status);
	free(runs);
	return code;
}

enum svy_code svy_measured_groups(struct svy_groups *groups, struct svy_measured *out, struct svy_status *status)
{
	struct svy_measured measured = {.groups = *groups};
	size_t *place = svy_array_new(groups->n + 1, sizeof *place);
	*groups = (struct svy_groups){0};
	measured.data.form = measured.groups.variable ? SVY_FORM_GROUPS : SVY_FORM_ONE;
	measured.data.ordered = measured.groups.variable && measured.groups.variable->ordered;
	enum svy_code code = place && list_groups(&measured, place) ? SVY_OK : svy_fail_memory(status);
	if (code == SVY_OK)
		code = make_sample(&measured, place, status);
	free(place);
	measured.data.label = measured.label;
	measured.data.moments = measured.moments;
	if (code == SVY_OK)
		*out = measured;
	else
		svy_measured_clear(&measured);
	return code;
}

/* --- several numbers of each -------------------------------------------------------- */

static void describe_column(const struct svy_measured *measured, size_t v, size_t size, size_t k,
                            struct svy_group *out)
{
	struct svy_spread spread = {0};
	struct svy_spread_of of;
	uint64_t n = 0;
	for (size_t i = 0; i < size; i++) {
		n += measured->n[i];
		svy_spread_add(&spread, measured->x[i * k + v], (double)measured->n[i]);
	}
	svy_spread_finish(&spread, &of);
	*out = (struct svy_group){(int32_t)v, measured->label[v], {n, (double)n, (double)n, of.mean, of.mean_rest, of.ss}};
}

/* Sort the numbers of all columns for the quantiles. */
static enum svy_code order_columns(struct svy_measured *measured, size_t size, size_t k, struct svy_status *status)
{
	struct svy_ordered_value *values = svy_array_new(size * k, sizeof *values);
	if (!values)
		return svy_fail_memory(status);
	for (size_t i = 0; i < size * k; i++)
		values[i] = (struct svy_ordered_value){measured->x[i] + 0.0, (int32_t)(i % k), measured->n[i / k], 0};
	enum svy_code code = svy_ordered_make(values, size * k, &measured->groups.ordered, status);
	free(values);
	return code;
}

/* Where there are two, their numbers stand apart: first all x, then all y. */
static void set_matched(struct svy_measured *measured, size_t size)
{
	double *x = measured->x + 2 * size, *y = x + size;
	for (size_t i = 0; i < size; i++) {
		x[i] = measured->x[2 * i];
		y[i] = measured->x[2 * i + 1];
	}
	measured->data.matched = (struct svy_matched){x, y, measured->n, size};
}

enum svy_code svy_measured_finish(struct svy_measured *measured, enum svy_form form, size_t size, size_t k,
                                  struct svy_status *status)
{
	struct svy_groups *groups = &measured->groups;
	groups->group = svy_array_new(k + 1, sizeof *groups->group);
	measured->moments = svy_array_new(k, sizeof *measured->moments);
	if (!groups->group || !measured->moments)
		return svy_fail_memory(status);
	enum svy_code code = order_columns(measured, size, k, status);
	if (code != SVY_OK)
		return code;
	groups->n = k;
	groups->apart = true;
	for (size_t v = 0; v < k; v++) {
		describe_column(measured, v, size, k, &groups->group[v]);
		measured->moments[v] = moments_of(&groups->group[v].moments);
	}
	measured->data = (struct svy_trial_data){.form = form, .k = k, .label = measured->label,
	                                         .moments = measured->moments};
	measured->data.blocks = (struct svy_blocks){measured->x, measured->n, size, k};
	if (k == 2)
		set_matched(measured, size);
	return SVY_OK;
}

/* Once more for two that stand apart. */
bool svy_measured_room(struct svy_measured *measured, size_t size, size_t k)
{
	measured->x = svy_array_new(k == 2 ? 4 * size : size * k, sizeof *measured->x);
	measured->n = svy_array_new(size, sizeof *measured->n);
	measured->label = svy_array_new(k, sizeof *measured->label);
	return measured->x && measured->n && measured->label;
}

enum svy_code svy_measured_columns(enum svy_form form, const struct svy_kept *kept,
                                   const struct svy_variable *const *variables, struct svy_measured *out,
                                   struct svy_status *status)
{
	struct svy_measured measured = {.groups = {.outcome = variables[0]}};
	enum svy_code code = svy_measured_room(&measured, kept->size, kept->k) ? SVY_OK : svy_fail_memory(status);
	if (code == SVY_OK) {
		for (size_t i = 0; i < kept->size * kept->k; i++)
			measured.x[i] = kept->x[i];
		for (size_t i = 0; i < kept->size; i++)
			measured.n[i] = kept->n[i];
		for (size_t v = 0; v < kept->k; v++)
			measured.label[v] = variables[v]->title;
		code = svy_measured_finish(&measured, form, kept->size, kept->k, status);
	}
	if (code == SVY_OK)
		*out = measured;
	else
		svy_measured_clear(&measured);
	return code;
}
