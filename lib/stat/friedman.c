#include "stat/friedman.h"

#include <math.h>
#include <stdlib.h>

#include "base/array.h"
#include "stat/distribution.h"
#include "stat/rank.h"

struct ranked {
	double x;
	size_t measure;
};

struct sums {
	struct svy_dd *excess; /* of each measure: 2 R_j - b (k + 1) */
	struct svy_dd spread;  /* 12 A */
	uint64_t n;
	struct ranked *row;    /* the block at hand, sorted */
};

static int compare(const void *left, const void *right)
{
	double a = ((const struct ranked *)left)->x, b = ((const struct ranked *)right)->x;
	return (a > b) - (a < b);
}

static void add_block(const double *x, size_t k, double n, struct sums *sums)
{
	struct svy_dd spread = svy_rank_cube((double)k);
	for (size_t j = 0; j < k; j++)
		sums->row[j] = (struct ranked){x[j], j};
	qsort(sums->row, k, sizeof *sums->row, compare);
	for (size_t from = 0, end; from < k; from = end) {
		for (end = from; end < k && sums->row[end].x <= sums->row[from].x; end++)
			;
		double excess = (double)(from + end) - (double)k; /* twice the midrank, less k + 1 */
		for (size_t j = from; j < end; j++) {
			struct svy_dd *sum = &sums->excess[sums->row[j].measure];
			*sum = svy_dd_add(*sum, svy_dd_product(excess, n));
		}
		spread = svy_dd_sub(spread, svy_rank_cube((double)(end - from)));
	}
	sums->spread = svy_dd_add(sums->spread, svy_dd_mul(spread, svy_dd_from(n)));
}

static enum svy_code check(const struct svy_blocks *blocks, uint64_t *sum, struct svy_status *status)
{
	uint64_t total = 0;
	for (size_t i = 0; i < blocks->size; i++) {
		uint64_t n = blocks->n ? blocks->n[i] : 1;
		if (n > SVY_SAMPLE_MAX - total)
			return svy_fail(status, SVY_EDOMAIN, "there are more than %llu respondents",
			                (unsigned long long)SVY_SAMPLE_MAX);
		total += n;
		for (size_t j = 0; j < blocks->k; j++)
			if (!isfinite(blocks->x[i * blocks->k + j]))
				return svy_fail(status, SVY_EDOMAIN, "value %zu of respondent %zu is not a finite number", j + 1,
				                i + 1);
	}
	*sum = total;
	return SVY_OK;
}

static void fill(const struct svy_blocks *blocks, const struct sums *sums, struct svy_test *test)
{
	struct svy_dd squares = {0};
	if (blocks->k < 2)
		svy_test_note(test, "only one measurement");
	else if (sums->n == 0)
		svy_test_note(test, "there are no values");
	else if (!(sums->spread.high > 0))
		svy_test_note(test, "the measurements of every respondent are tied");
	else {
		double df = (double)blocks->k - 1;
		for (size_t j = 0; j < blocks->k; j++)
			squares = svy_dd_add(squares, svy_dd_mul(sums->excess[j], sums->excess[j]));
		struct svy_dd ratio = svy_dd_div(svy_dd_mul(svy_dd_from(3), squares), sums->spread);
		test->statistic = svy_dd_value(svy_dd_mul(svy_dd_from(df), ratio));
		test->df = df;
		test->p = svy_chisq_upper(test->statistic, df);
		test->log_p = svy_chisq_upper_log(test->statistic, df);
		test->estimate = svy_dd_value(svy_dd_div(ratio, svy_dd_from((double)sums->n)));
	}
}

enum svy_code svy_friedman(const struct svy_blocks *blocks, struct svy_test *out, struct svy_status *status)
{
	struct sums sums = {0};
	enum svy_code code = check(blocks, &sums.n, status);
	if (code != SVY_OK)
		return code;
	sums.excess = svy_array_new(blocks->k, sizeof *sums.excess);
	sums.row = svy_array_new(blocks->k, sizeof *sums.row);
	if (sums.excess && sums.row) {
		for (size_t i = 0; i < blocks->size; i++)
			add_block(blocks->x + i * blocks->k, blocks->k, blocks->n ? (double)blocks->n[i] : 1, &sums);
		svy_test_init(out, "friedman");
		svy_test_method(out, "Friedman, corrected for ties, chi-squared; Kendall's W");
		fill(blocks, &sums, out);
	} else {
		code = svy_fail_memory(status);
	}
	free(sums.excess);
	free(sums.row);
	return code;
}
