#include "stat/sample.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

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

/* --- sorting ------------------------------------------------------------------- */

/* Fewer are sorted by comparing; more by digits of so many bits, from the last. */
enum { MANY = 4096, DIGIT = 11, DIGITS = 1 << DIGIT };

/* Bits that are in the order of the numbers. */
static uint64_t ordered_bits(double x)
{
	uint64_t bits;
	memcpy(&bits, &x, sizeof bits);
	return bits >> 63 ? ~bits : bits | UINT64_C(1) << 63;
}

static size_t digit_of(const struct svy_run *run, unsigned shift, bool of_group)
{
	uint64_t key = of_group ? run->group : ordered_bits(run->x);
	return (size_t)(key >> shift & (DIGITS - 1));
}

/* By one digit, from one array to the other, keeping the order of equal ones; false, with
 * nothing done, where all have the same. */
static bool sort_digit(const struct svy_run *from, struct svy_run *to, size_t n, unsigned shift, bool of_group)
{
	size_t start[DIGITS] = {0}, sum = 0;
	for (size_t i = 0; i < n; i++)
		start[digit_of(&from[i], shift, of_group)]++;
	if (start[digit_of(&from[0], shift, of_group)] == n)
		return false;
	for (size_t d = 0; d < DIGITS; d++) {
		size_t count = start[d];
		start[d] = sum;
		sum += count;
	}
	for (size_t i = 0; i < n; i++)
		to[start[digit_of(&from[i], shift, of_group)]++] = from[i];
	return true;
}

/* Sort *run, which may come to be the other array: by x, then by group. */
static void sort_digits(struct svy_run **run, struct svy_run **other, size_t n, size_t k)
{
	for (int key = 0; key < 2; key++)
		for (unsigned shift = 0; shift < 64 && (key || k >> shift > 0); shift += DIGIT)
			if (sort_digit(*run, *other, n, shift, key == 0)) {
				struct svy_run *sorted = *other;
				*other = *run;
				*run = sorted;
			}
}

static bool sort(struct svy_run **run, size_t n, size_t k)
{
	if (n < MANY) {
		qsort(*run, n, sizeof **run, compare);
		return true;
	}
	struct svy_run *other = svy_array_new(n, sizeof *other);
	if (!other)
		return false;
	sort_digits(run, &other, n, k);
	free(other);
	return true;
}

/* --- the sample ------------------------------------------------------------------ */

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
	if (!sort(&sample.run, n_runs, k)) {
		svy_sample_clear(&sample);
		return svy_fail_memory(status);
	}
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
