#include "stat/sample.h"

#include <math.h>
#include <stdlib.h>

#include "base/array.h"

static int compare(const void *left, const void *right)
{
	const struct svy_run *a = left, *b = right;
	if (a->x < b->x || a->x > b->x)
		return a->x < b->x ? -1 : 1;
	return (a->group > b->group) - (a->group < b->group);
}

static enum svy_code check(const struct svy_run *runs, size_t n_runs, size_t k, struct svy_status *status)
{
	uint64_t n = 0;
	for (size_t i = 0; i < n_runs; i++) {
		if (!isfinite(runs[i].x))
			return svy_fail(status, SVY_EDOMAIN, "value %zu of the sample is not a finite number", i + 1);
		if (runs[i].group >= k)
			return svy_fail(status, SVY_EDOMAIN, "value %zu is in group %zu of %zu", i + 1, runs[i].group + 1, k);
		if (runs[i].n > SVY_SAMPLE_MAX - n)
			return svy_fail(status, SVY_EDOMAIN, "there are more than %llu respondents",
			                (unsigned long long)SVY_SAMPLE_MAX);
		n += runs[i].n;
	}
	return SVY_OK;
}

/* Join sorted runs in place; the number that is left. */
static size_t join(struct svy_run *run, size_t n_runs)
{
	size_t n = 0;
	for (size_t i = 0; i < n_runs; i++) {
		if (run[i].n == 0)
			continue;
		if (n && compare(&run[n - 1], &run[i]) == 0)
			run[n - 1].n += run[i].n;
		else
			run[n++] = run[i];
	}
	return n;
}

enum svy_code svy_sample_make(const struct svy_run *runs, size_t n_runs, size_t k, struct svy_sample *out,
                              struct svy_status *status)
{
	enum svy_code code = check(runs, n_runs, k, status);
	if (code != SVY_OK)
		return code;
	struct svy_sample sample = {.k = k};
	sample.run = svy_array_new(n_runs, sizeof *sample.run);
	sample.size = svy_array_new(k, sizeof *sample.size);
	if (!sample.run || !sample.size) {
		svy_sample_clear(&sample);
		return svy_fail_memory(status);
	}
	for (size_t i = 0; i < n_runs; i++) {
		sample.run[i] = runs[i];
		sample.run[i].x += 0.0; /* -0 becomes 0 */
		sample.size[runs[i].group] += runs[i].n;
		sample.n += runs[i].n;
	}
	qsort(sample.run, n_runs, sizeof *sample.run, compare);
	sample.n_runs = join(sample.run, n_runs);
	*out = sample;
	return SVY_OK;
}

void svy_sample_clear(struct svy_sample *sample)
{
	free(sample->run);
	free(sample->size);
	*sample = (struct svy_sample){0};
}

size_t svy_sample_ties(const struct svy_sample *sample, size_t from, uint64_t *ties)
{
	size_t end = from;
	for (*ties = 0; end < sample->n_runs && sample->run[end].x <= sample->run[from].x; end++)
		*ties += sample->run[end].n;
	return end;
}

double svy_sample_at(const struct svy_sample *sample, uint64_t rank)
{
	uint64_t upto = 0;
	for (size_t i = 0; i < sample->n_runs; i++) {
		upto += sample->run[i].n;
		if (rank <= upto)
			return sample->run[i].x;
	}
	return NAN;
}

double svy_sample_median(const struct svy_sample *sample)
{
	double low = svy_sample_at(sample, (sample->n + 1) / 2);
	return sample->n % 2 || sample->n == 0 ? low : low / 2 + svy_sample_at(sample, sample->n / 2 + 1) / 2;
}
