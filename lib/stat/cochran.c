#include "stat/cochran.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

#include "base/array.h"
#include "base/sum.h"
#include "stat/distribution.h"

/* The two values, the number of respondents, and what Q needs. */
struct answers {
	double low, high; /* equal where there is one value only */
	uint64_t n;
	double *yes;  /* of each answer; owned */
	double inner; /* sum of R (k - R) */
};

static uint64_t times(const struct svy_blocks *blocks, size_t i)
{
	return blocks->n ? blocks->n[i] : 1;
}

static enum svy_code find_values(const struct svy_blocks *blocks, struct answers *out, struct svy_status *status)
{
	bool any = false;
	for (size_t i = 0; i < blocks->size; i++) {
		if (times(blocks, i) > SVY_SAMPLE_MAX - out->n)
			return svy_fail(status, SVY_EDOMAIN, "there are more than %llu respondents",
			                (unsigned long long)SVY_SAMPLE_MAX);
		out->n += times(blocks, i);
		for (size_t j = 0; j < blocks->k; j++) {
			double x = blocks->x[i * blocks->k + j];
			if (!isfinite(x))
				return svy_fail(status, SVY_EDOMAIN, "answer %zu of respondent %zu is not a finite number", j + 1,
				                i + 1);
			out->low = any ? fmin(out->low, x) : x;
			out->high = any ? fmax(out->high, x) : x;
			any = true;
		}
	}
	for (size_t i = 0; i < blocks->size * blocks->k; i++)
		if (blocks->x[i] > out->low && blocks->x[i] < out->high)
			return svy_fail(status, SVY_EDOMAIN, "the answers have more than two values: %g, %g and %g", out->low,
			                blocks->x[i], out->high);
	return SVY_OK;
}

static enum svy_code count(const struct svy_blocks *blocks, struct answers *out, struct svy_status *status)
{
	struct svy_sum inner = {0};
	*out = (struct answers){0};
	enum svy_code code = find_values(blocks, out, status);
	if (code)
		return code;
	out->yes = svy_array_new(blocks->k, sizeof *out->yes);
	if (!out->yes)
		return svy_fail_memory(status);
	for (size_t i = 0; i < blocks->size; i++) {
		double n = (double)times(blocks, i), yes = 0;
		for (size_t j = 0; j < blocks->k; j++) {
			bool is = blocks->x[i * blocks->k + j] >= out->high;
			yes += is;
			out->yes[j] += is ? n : 0;
		}
		svy_sum_add_product(&inner, n, yes * ((double)blocks->k - yes));
	}
	out->inner = svy_sum_value(&inner);
	return SVY_OK;
}

static const char *find_reason(const struct svy_blocks *blocks, const struct answers *answers)
{
	if (answers->n == 0)
		return "no respondents";
	if (blocks->k < 2)
		return "one answer only: nothing to compare it with";
	if (!(answers->low < answers->high))
		return "all answers are the same";
	return answers->inner > 0 ? NULL : "no respondent's answers differ";
}

enum svy_code svy_cochran_q(const struct svy_blocks *blocks, struct svy_test *out, struct svy_status *status)
{
	struct answers answers;
	enum svy_code code = count(blocks, &answers, status);
	if (code)
		return code;
	svy_test_init(out, "cochran-q");
	svy_test_method(out, "Cochran's Q, chi-squared");
	const char *reason = find_reason(blocks, &answers);
	if (reason) {
		svy_test_note(out, "%s", reason);
	} else {
		struct svy_sum between = {0};
		for (size_t a = 0; a < blocks->k; a++)
			for (size_t b = a + 1; b < blocks->k; b++) {
				double d = answers.yes[a] - answers.yes[b];
				svy_sum_add_product(&between, d, d);
			}
		out->df = (double)(blocks->k - 1);
		out->statistic = out->df * (svy_sum_value(&between) / answers.inner);
		out->p = svy_chisq_upper(out->statistic, out->df);
		out->log_p = svy_chisq_upper_log(out->statistic, out->df);
	}
	free(answers.yes);
	return SVY_OK;
}

/* --- pairs ------------------------------------------------------------------- */

static void cross(const struct svy_blocks *blocks, double high, size_t a, size_t b, double table[4])
{
	for (size_t i = 0; i < blocks->size; i++) {
		bool in_a = blocks->x[i * blocks->k + a] >= high, in_b = blocks->x[i * blocks->k + b] >= high;
		table[2 * !in_a + !in_b] += (double)times(blocks, i);
	}
}

static enum svy_code test_pair(const double table[4], enum svy_mcnemar_kind kind, struct svy_pair *pair,
                               struct svy_status *status)
{
	struct svy_test test;
	struct svy_measure difference;
	enum svy_code code = svy_mcnemar(table, 2, kind, SVY_TWO_SIDED, 0.95, &test, status);
	if (code == SVY_OK)
		code = svy_paired_measure(table, SVY_RD_PAIRED_WALD, 0.95, &difference, status);
	if (code)
		return code;
	pair->estimate = difference.estimate;
	pair->se = difference.ase;
	pair->statistic = copysign(sqrt(test.statistic), difference.estimate);
	pair->p = test.p;
	if (isnan(test.p))
		pair->note = "not compared: nobody answered differently";
	return SVY_OK;
}

static enum svy_code adjust_pairs(enum svy_adjust_kind kind, struct svy_pair *pairs, size_t n,
                                  struct svy_status *status)
{
	double *p = svy_array_new(n, sizeof *p);
	if (!p)
		return svy_fail_memory(status);
	for (size_t i = 0; i < n; i++)
		p[i] = pairs[i].p;
	enum svy_code code = svy_adjust(kind, p, n, p, status);
	for (size_t i = 0; i < n && code == SVY_OK; i++)
		pairs[i].p_adjusted = p[i];
	free(p);
	return code;
}

enum svy_code svy_cochran_pairs(const struct svy_blocks *blocks, enum svy_mcnemar_kind kind,
                                enum svy_adjust_kind adjust, struct svy_pair *out, struct svy_status *status)
{
	struct answers answers;
	size_t n = svy_n_pairs(blocks->k);
	struct svy_pair *pairs = svy_array_new(n, sizeof *pairs), *pair = pairs;
	enum svy_code code = pairs ? count(blocks, &answers, status) : svy_fail_memory(status);
	bool counted = code == SVY_OK;
	for (size_t a = 0; a < blocks->k && code == SVY_OK; a++)
		for (size_t b = a + 1; b < blocks->k && code == SVY_OK; b++, pair++) {
			double table[4] = {0};
			*pair = svy_pair_start(a, b);
			cross(blocks, answers.high, a, b, table);
			code = test_pair(table, kind, pair, status);
		}
	if (code == SVY_OK)
		code = adjust_pairs(adjust, pairs, n, status);
	for (size_t i = 0; i < n && code == SVY_OK; i++)
		out[i] = pairs[i];
	if (counted)
		free(answers.yes);
	free(pairs);
	return code;
}
