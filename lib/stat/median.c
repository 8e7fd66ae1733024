#include "stat/median.h"

#include <math.h>
#include <stdlib.h>

#include "base/array.h"
#include "base/number.h"
#include "stat/chisq.h"
#include "stat/exact.h"

void svy_median_table(const struct svy_sample *sample, double *table, double *median)
{
	double at = svy_sample_median(sample);
	for (size_t j = 0; j < sample->k; j++)
		table[j] = table[sample->k + j] = 0;
	for (size_t i = 0; i < sample->n_runs; i++)
		table[(sample->run[i].x > at ? 0 : sample->k) + sample->run[i].group] += (double)sample->run[i].n;
	*median = at;
}

static const char *find_reason(const struct svy_sample *sample)
{
	size_t groups = 0;
	for (size_t i = 0; i < sample->k; i++)
		groups += sample->size[i] > 0;
	return sample->n == 0 ? "there are no values" : groups < 2 ? "only one group that is not empty"
	                                                            : "nobody is above the median";
}

/* What the test says of itself, instead of what that of its table would. */
static void put_words(const struct svy_sample *sample, const char *name, const char *how, double median,
                      struct svy_test *test)
{
	char number[SVY_NUMBER_SIZE];
	svy_number_shortest(median, number);
	test->test = name;
	svy_test_method(test, "Mood's median test, above %s against not above, %s",
	                isnan(median) ? "the median" : number, how);
	if (isnan(test->p)) { /* not in the words of a table */
		*test->note = 0;
		svy_test_note(test, "%s", find_reason(sample));
	}
}

static double *new_table(const struct svy_sample *sample, double *median, struct svy_status *status)
{
	double *table = svy_array_new(2 * sample->k, sizeof *table);
	if (table)
		svy_median_table(sample, table, median);
	else
		(void)svy_fail_memory(status);
	return table;
}

enum svy_code svy_median(const struct svy_sample *sample, struct svy_test *out, struct svy_status *status)
{
	double median, *table = new_table(sample, &median, status);
	if (!table)
		return SVY_ENOMEM;
	enum svy_code code = svy_chisq(table, 2, sample->k, SVY_CHISQ_PEARSON, out, status);
	if (code == SVY_OK)
		put_words(sample, "median", "Pearson's chi-squared without correction", median, out);
	free(table);
	return code;
}

enum svy_code svy_median_exact(const struct svy_sample *sample, enum svy_alternative alternative, double level,
                               struct svy_test *out, struct svy_status *status)
{
	if (sample->k != 2)
		return svy_fail(status, SVY_EDOMAIN, "median-exact compares two groups, here are %zu", sample->k);
	double table[4], median;
	svy_median_table(sample, table, &median);
	enum svy_code code = svy_fisher(table, alternative, SVY_ORDER_MINLIKE, level, out, status);
	if (code == SVY_OK)
		put_words(sample, "median-exact", alternative == SVY_TWO_SIDED ? "Fisher's exact test, by minimum likelihood"
		                                                                : "Fisher's exact test", median, out);
	return code;
}
