#include <float.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

#include "base/array.h"
#include "stat/signed_rank.h"

#define ROUNDING (2 * DBL_EPSILON)

/* A difference less mu, and how far rounding may have moved it. */
struct difference {
	double size, slack;
	uint64_t n;
	bool above;
};

static int compare(const void *left, const void *right)
{
	double a = ((const struct difference *)left)->size, b = ((const struct difference *)right)->size;
	return (a > b) - (a < b);
}

static uint64_t count_of(const struct svy_matched *data, size_t i)
{
	return data->n ? data->n[i] : 1;
}

static double difference_of(const struct svy_matched *data, size_t i)
{
	return data->y ? data->x[i] - data->y[i] : data->x[i];
}

static struct difference take(const struct svy_matched *data, size_t i, double mu)
{
	double d = difference_of(data, i) - mu, scale = 0;
	if (data->y)
		scale = fmax(fabs(data->x[i]), fabs(data->y[i]));
	if (mu < 0 || mu > 0)
		scale = fmax(scale, fmax(fabs(data->x[i]), fabs(mu)));
	return (struct difference){fabs(d), ROUNDING * scale, count_of(data, i), d > 0};
}

static enum svy_code check(const struct svy_matched *data, struct svy_status *status)
{
	uint64_t n = 0;
	for (size_t i = 0; i < data->size; i++) {
		if (!isfinite(data->x[i]) || (data->y && !isfinite(data->y[i])))
			return svy_fail(status, SVY_EDOMAIN, "value %zu is not a finite number", i + 1);
		if (!isfinite(difference_of(data, i)))
			return svy_fail(status, SVY_EDOMAIN, "the difference of pair %zu is too large", i + 1);
		if (count_of(data, i) > SVY_SAMPLE_MAX - n)
			return svy_fail(status, SVY_EDOMAIN, "there are more than %llu respondents",
			                (unsigned long long)SVY_SAMPLE_MAX);
		n += count_of(data, i);
	}
	return SVY_OK;
}

/* Join sorted differences whose distances tie with the first of them; the first are zeros. */
static void join(const struct difference *difference, size_t size, struct svy_distances *out)
{
	double first = 0, slack = 0;
	for (size_t i = 0; i < size; i++) {
		const struct difference *d = &difference[i];
		if (d->n == 0)
			continue;
		out->n += d->n;
		if (d->size - first > slack + d->slack) {
			first = out->distance[out->n_distances++].size = d->size;
			slack = d->slack;
		}
		if (out->n_distances == 0) {
			out->zeros += d->n;
			continue;
		}
		struct svy_distance *at = &out->distance[out->n_distances - 1];
		*(d->above ? &at->above : &at->below) += d->n;
	}
}

enum svy_code svy_distances_make(const struct svy_matched *data, double mu, struct svy_distances *out,
                                 struct svy_status *status)
{
	enum svy_code code = check(data, status);
	if (code != SVY_OK)
		return code;
	struct svy_distances made = {.distance = svy_array_new(data->size, sizeof *made.distance)};
	struct difference *difference = svy_array_new(data->size, sizeof *difference);
	if (difference && made.distance) {
		for (size_t i = 0; i < data->size; i++)
			difference[i] = take(data, i, mu);
		qsort(difference, data->size, sizeof *difference, compare);
		join(difference, data->size, &made);
		*out = made;
	} else {
		svy_distances_clear(&made);
		code = svy_fail_memory(status);
	}
	free(difference);
	return code;
}

void svy_distances_clear(struct svy_distances *distances)
{
	free(distances->distance);
	*distances = (struct svy_distances){0};
}

enum svy_code svy_differences_sample(const struct svy_matched *data, struct svy_sample *out,
                                     struct svy_status *status)
{
	enum svy_code code = check(data, status);
	struct svy_run *runs = code == SVY_OK ? svy_array_new(data->size, sizeof *runs) : NULL;
	if (code != SVY_OK)
		return code;
	if (!runs)
		return svy_fail_memory(status);
	for (size_t i = 0; i < data->size; i++)
		runs[i] = (struct svy_run){difference_of(data, i), 0, count_of(data, i)};
	code = svy_sample_make(runs, data->size, 1, out, status);
	free(runs);
	return code;
}
