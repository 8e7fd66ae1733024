#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "stat/bootstrap.h"
#include "stat/effect.h"
#include "stat/effect_internal.h"
#include "stat/friedman.h"
#include "stat/kruskal.h"
#include "stat/signed_rank.h"

/* The estimate and the samples are summed in different orders. */
#define ROUNDING 1e-12

/* The estimate stands already; its error and limits from the bootstrap. */
static enum svy_code resample(const struct svy_bootstrap_data *data, svy_bootstrap_statistic *statistic,
                              const void *state, size_t scratch, const struct svy_effect_options *options,
                              struct svy_measure *out, struct svy_status *status)
{
	const struct svy_bootstrap_options how = {options->level, options->seed, options->threads, scratch};
	struct svy_bootstrap drawn;
	size_t length = strlen(out->method);
	if (isnan(out->estimate))
		return SVY_OK;
	enum svy_code code = svy_bootstrap(data, statistic, state, &how, &drawn, status);
	if (code != SVY_OK)
		return code;
	snprintf(out->method + length, sizeof out->method - length, ", BCa interval of %zu bootstrap samples",
	         drawn.replicates);
	out->ase = drawn.se;
	out->low = drawn.low;
	out->high = drawn.high;
	if (drawn.reason)
		svy_measure_note(out, "%s", drawn.reason);
	if (out->estimate > out->high + ROUNDING)
		svy_measure_note(out, "the estimate is above its interval: nearly all samples drawn are higher still");
	if (out->estimate < out->low - ROUNDING)
		svy_measure_note(out, "the estimate is below its interval: nearly all samples drawn are lower still");
	if (drawn.without)
		svy_measure_note(out, "%zu of the samples drawn have no value", drawn.without);
	return SVY_OK;
}

/* --- Kruskal and Wallis ---------------------------------------------------- */

struct kruskal {
	const struct svy_sample *sample;
	enum svy_effect_kruskal kind;
};

/* epsilon2-h as the share of the sum of squares of the midranks; both in doubles, which the
 * replicates can do with.  scratch: k rank sums about the mean rank, k sizes. */
static double find_kruskal(const void *state, const double *n, double *scratch)
{
	const struct kruskal *of = state;
	const struct svy_sample *sample = of->sample;
	double *sum = scratch, *size = scratch + sample->k, all = 0, below = 0, spread, between = 0, groups = 0;
	memset(scratch, 0, 2 * sample->k * sizeof *scratch);
	for (size_t i = 0; i < sample->n_runs; i++)
		all += n[i];
	spread = all * (all * all - 1) / 12;
	for (size_t from = 0, end; from < sample->n_runs; from = end) {
		double ties = 0;
		for (end = from; end < sample->n_runs && sample->run[end].x <= sample->run[from].x; end++)
			ties += n[end];
		double rank = below + (ties - all) / 2; /* less the mean rank */
		for (size_t i = from; i < end; i++) {
			sum[sample->run[i].group] += n[i] * rank;
			size[sample->run[i].group] += n[i];
		}
		spread -= ties * (ties * ties - 1) / 12;
		below += ties;
	}
	for (size_t j = 0; j < sample->k; j++) {
		between += size[j] > 0 ? sum[j] * sum[j] / size[j] : 0;
		groups += size[j] > 0;
	}
	if (!(spread > 1e-9 * all))
		return NAN;
	double share = between / spread;
	return of->kind == SVY_EPSILON2_H ? share : (share * (all - 1) - groups + 1) / (all - groups);
}

static enum svy_code resample_groups(const struct kruskal *of, const struct svy_effect_options *options,
                                     struct svy_measure *out, struct svy_status *status)
{
	const struct svy_sample *sample = of->sample;
	double *n = svy_array_new(sample->n_runs, sizeof *n);
	size_t *stratum = svy_array_new(sample->n_runs, sizeof *stratum);
	enum svy_code code = n && stratum ? SVY_OK : svy_fail_memory(status);
	for (size_t i = 0; i < sample->n_runs && code == SVY_OK; i++) {
		n[i] = (double)sample->run[i].n;
		stratum[i] = sample->run[i].group;
	}
	const struct svy_bootstrap_data data = {n, stratum, sample->n_runs, sample->k, out->measure};
	if (code == SVY_OK)
		code = resample(&data, find_kruskal, of, 2 * sample->k, options, out, status);
	free(n);
	free(stratum);
	return code;
}

/* From H; eta2-h divides by n - k. */
static void estimate_kruskal(const struct kruskal *of, const struct svy_test *test, struct svy_measure *out)
{
	double n = (double)of->sample->n, k = test->df + 1;
	if (*test->note)
		svy_measure_note(out, "%s", test->note);
	if (isnan(test->statistic))
		return;
	out->estimate = of->kind == SVY_EPSILON2_H ? test->statistic / (n - 1) : (test->statistic - k + 1) / (n - k);
	if (of->kind == SVY_ETA2_H && n <= k) {
		out->estimate = NAN;
		svy_measure_note(out, "undefined: groups of one only");
	}
	if (out->estimate < 0)
		svy_measure_note(out, "below 0: the groups differ less than chance alone would make them");
}

enum svy_code svy_effect_kruskal(enum svy_effect_kruskal kind, const struct svy_sample *sample,
                                 const struct svy_effect_options *options, struct svy_measure *out,
                                 struct svy_status *status)
{
	const struct kruskal of = {sample, kind};
	struct svy_measure made;
	struct svy_test test;
	enum svy_code code = svy_effect_level(options->level, status);
	if (code == SVY_OK)
		code = svy_kruskal_wallis(sample, &test, status);
	if (code != SVY_OK)
		return code;
	svy_measure_begin(&made, kind == SVY_ETA2_H ? "eta2-h" : "epsilon2-h",
	                  kind == SVY_ETA2_H ? "from H of Kruskal and Wallis, bias taken off"
	                                     : "from H of Kruskal and Wallis, share of the variance of ranks");
	estimate_kruskal(&of, &test, &made);
	code = resample_groups(&of, options, &made, status);
	if (code == SVY_OK)
		*out = made;
	return code;
}

/* --- signed ranks ---------------------------------------------------------- */

struct signed_ranks {
	size_t distances;
	bool pratt;
};

/* n: those at 0, then those above and below of each distance in turn. */
static double find_signed(const void *state, const double *n, double *scratch)
{
	const struct signed_ranks *of = state;
	double below = of->pratt ? n[0] : 0, difference = 0, all = 0;
	(void)scratch;
	for (size_t i = 0; i < of->distances; i++) {
		double above = n[2 * i + 1], under = n[2 * i + 2], rank = below + (above + under + 1) / 2;
		difference += (above - under) * rank;
		all += (above + under) * rank;
		below += above + under;
	}
	return all > 0 ? difference / all : NAN;
}

static enum svy_code resample_distances(const struct svy_distances *distances, bool pratt,
                                        const struct svy_effect_options *options, struct svy_measure *out,
                                        struct svy_status *status)
{
	const struct signed_ranks of = {distances->n_distances, pratt};
	size_t items = 2 * distances->n_distances + 1;
	double *n = svy_array_new(items, sizeof *n);
	if (!n)
		return svy_fail_memory(status);
	n[0] = (double)distances->zeros;
	for (size_t i = 0; i < distances->n_distances; i++) {
		n[2 * i + 1] = (double)distances->distance[i].above;
		n[2 * i + 2] = (double)distances->distance[i].below;
	}
	const struct svy_bootstrap_data data = {n, NULL, items, 1, out->measure};
	out->estimate = find_signed(&of, n, NULL);
	if (isnan(out->estimate))
		svy_measure_note(out, "undefined: %s",
		                 distances->n ? "all differences are 0" : "there is nobody in the sample");
	else if (distances->zeros)
		svy_measure_note(out, "%.15g difference%s of 0", n[0], distances->zeros == 1 ? "" : "s");
	enum svy_code code = resample(&data, find_signed, &of, 1, options, out, status);
	free(n);
	return code;
}

enum svy_code svy_effect_signed_ranks(const struct svy_matched *pairs, double mu, bool pratt,
                                      const struct svy_effect_options *options, struct svy_measure *out,
                                      struct svy_status *status)
{
	struct svy_distances distances = {0};
	struct svy_measure made;
	enum svy_code code = svy_effect_level(options->level, status);
	if (code == SVY_OK && !isfinite(mu))
		code = svy_fail(status, SVY_EDOMAIN, "the median to compare with is not a finite number");
	if (code == SVY_OK)
		code = svy_distances_make(pairs, mu, &distances, status);
	if (code != SVY_OK)
		return code;
	svy_measure_begin(&made, "rank-biserial-paired",
	                  pratt ? "of signed ranks, zeros ranked (Pratt)" : "of signed ranks, zeros left out (Wilcoxon)");
	code = resample_distances(&distances, pratt, options, &made, status);
	svy_distances_clear(&distances);
	if (code == SVY_OK)
		*out = made;
	return code;
}

/* --- concordance ----------------------------------------------------------- */

/* Twice the midranks of a respondent's k numbers about their mean: whole numbers. */
struct ranking {
	const double *rank;
	size_t k;
	double n; /* how many respondents have it */
};

struct rankings {
	struct ranking *ranking;
	double *rank; /* of all, row by row */
	double *n;
	size_t size, k;
};

static void clear_rankings(struct rankings *of)
{
	free(of->ranking);
	free(of->rank);
	free(of->n);
}

static void rank_row(const double *x, size_t k, double *out)
{
	for (size_t j = 0; j < k; j++) {
		out[j] = 0;
		for (size_t other = 0; other < k; other++)
			out[j] += (x[other] < x[j]) - (x[other] > x[j]);
	}
}

static int compare(const void *left, const void *right)
{
	const struct ranking *a = left, *b = right;
	for (size_t j = 0; j < a->k; j++)
		if (a->rank[j] < b->rank[j] || a->rank[j] > b->rank[j])
			return a->rank[j] < b->rank[j] ? -1 : 1;
	return 0;
}

/* Sorted, and equal ones joined: so that neither the order of rows nor their number tells. */
static enum svy_code rank_rows(const struct svy_blocks *blocks, struct rankings *of, struct svy_status *status)
{
	size_t k = of->k = blocks->k;
	of->ranking = svy_array_new(blocks->size, sizeof *of->ranking);
	of->rank = k && blocks->size > SIZE_MAX / k ? NULL : svy_array_new(blocks->size * k, sizeof *of->rank);
	of->n = svy_array_new(blocks->size, sizeof *of->n);
	if (!of->ranking || !of->rank || !of->n)
		return svy_fail_memory(status);
	for (size_t i = 0; i < blocks->size; i++) {
		rank_row(blocks->x + i * k, k, of->rank + i * k);
		of->ranking[i] = (struct ranking){of->rank + i * k, k, blocks->n ? (double)blocks->n[i] : 1};
	}
	qsort(of->ranking, blocks->size, sizeof *of->ranking, compare);
	for (size_t i = 0; i < blocks->size; i++) {
		if (of->size && compare(&of->ranking[of->size - 1], &of->ranking[i]) == 0)
			of->ranking[of->size - 1].n += of->ranking[i].n;
		else if (of->ranking[i].n > 0)
			of->ranking[of->size++] = of->ranking[i];
	}
	for (size_t i = 0; i < of->size; i++)
		of->n[i] = of->ranking[i].n;
	return SVY_OK;
}

/* sum_j (sum_i n_i r_ij)^2 / (sum n_i sum n_i r_ij^2).  scratch: k sums */
static double find_concordance(const void *state, const double *n, double *scratch)
{
	const struct rankings *of = state;
	double squares = 0, between = 0, all = 0;
	memset(scratch, 0, of->k * sizeof *scratch);
	for (size_t i = 0; i < of->size; i++) {
		for (size_t j = 0; j < of->k && n[i] > 0; j++) {
			double r = of->ranking[i].rank[j];
			scratch[j] += n[i] * r;
			squares += n[i] * r * r;
		}
		all += n[i];
	}
	for (size_t j = 0; j < of->k; j++)
		between += scratch[j] * scratch[j];
	return squares > 0 ? between / (all * squares) : NAN;
}

enum svy_code svy_effect_concordance(const struct svy_blocks *blocks, const struct svy_effect_options *options,
                                     struct svy_measure *out, struct svy_status *status)
{
	struct rankings rankings = {0};
	struct svy_measure made;
	struct svy_test test;
	enum svy_code code = svy_effect_level(options->level, status);
	if (code == SVY_OK)
		code = svy_friedman(blocks, &test, status);
	if (code == SVY_OK)
		code = rank_rows(blocks, &rankings, status);
	if (code == SVY_OK) {
		svy_measure_begin(&made, "kendall-w", "Kendall's coefficient of concordance");
			made.estimate = test.estimate;
		if (*test.note)
			svy_measure_note(&made, "%s", test.note);
		const struct svy_bootstrap_data data = {rankings.n, NULL, rankings.size, 1, made.measure};
		code = resample(&data, find_concordance, &rankings, rankings.k, options, &made, status);
	}
	clear_rankings(&rankings);
	if (code == SVY_OK)
		*out = made;
	return code;
}
