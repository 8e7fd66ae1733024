#include "stat/spearman.h"

#include <math.h>
#include <stdlib.h>

#include "base/array.h"
#include "stat/matched.h"
#include "stat/matching.h"

/* 2 rank - (n + 1) of each place: whole numbers with the mean 0. */
static void rank_places(const uint64_t *count, size_t size, uint64_t total, double *rank)
{
	uint64_t before = 0;
	for (size_t i = 0; i < size; i++) {
		rank[i] = (double)((int64_t)(2 * before + count[i]) - (int64_t)total);
		before += count[i];
	}
}

/* The ranks of each pair, size each. */
static enum svy_code rank_pairs(const struct svy_ordered_pairs *ordered, double **x, double **y,
                                struct svy_status *status)
{
	double *rank = svy_array_new(ordered->x_size + ordered->y_size, sizeof *rank);
	*x = svy_array_new(ordered->size, sizeof **x);
	*y = svy_array_new(ordered->size, sizeof **y);
	bool made = rank && *x && *y;
	if (made) {
		rank_places(ordered->x_count, ordered->x_size, ordered->total, rank);
		rank_places(ordered->y_count, ordered->y_size, ordered->total, rank + ordered->x_size);
		for (size_t i = 0; i < ordered->size; i++) {
			(*x)[i] = rank[ordered->x[i]];
			(*y)[i] = rank[ordered->x_size + ordered->y[i]];
		}
	}
	free(rank);
	return made ? SVY_OK : svy_fail_memory(status);
}

/* Few respondents: whole numbers without overflow. */
static void put_exact(const struct svy_null *null, const struct svy_matched *ranks, struct svy_test *out)
{
	int64_t products = 0, squares = 0;
	for (size_t i = 0; i < ranks->size; i++) {
		int64_t n = (int64_t)ranks->n[i], x = (int64_t)ranks->x[i], y = (int64_t)ranks->y[i];
		products += n * x * y;
		squares += n * (x - y) * (x - y);
	}
	out->statistic = (double)squares / 4;
	out->p = svy_null_p(null, products, out->alternative);
	out->log_p = log(out->p);
	svy_null_attain(null, out);
}

static enum svy_code test_exact(const struct svy_ordered_pairs *ordered, const struct svy_matched *ranks,
                                const struct svy_correlate_options *options, bool *done, struct svy_test *out,
                                struct svy_status *status)
{
	const struct svy_tied tied = {ordered->x_count, ordered->y_count, ordered->x_size, ordered->y_size,
	                              ordered->total};
	struct svy_null null = {0};
	*done = false;
	if (options->exactness == SVY_EXACT_NEVER ||
	    (options->exactness == SVY_EXACT_IF_SMALL && ordered->total > SVY_SPEARMAN_SMALL))
		return SVY_OK;
	enum svy_code code = svy_matching_null(&tied, SVY_MATCHING_RANKS, options->budget, &null, status);
	*done = code == SVY_OK && null.size > 0;
	if (*done)
		put_exact(&null, ranks, out);
	svy_null_clear(&null);
	return code;
}

static void describe(const struct svy_correlate_options *options, bool exact, bool tied, struct svy_test *out)
{
	const char *how = exact ? "exact distribution of D" : "t with n - 2 degrees of freedom";
	svy_test_method(out, "Spearman's correlation%s, %s%s; interval of Bonett and Wright", tied ? " of mid-ranks" : "",
	                how, exact && tied ? " given the ties" : "");
	if (!exact && options->exactness == SVY_EXACT_IF_POSSIBLE)
		svy_test_note(out, "the exact distribution is beyond the budget");
}

static enum svy_code test_ranks(const struct svy_ordered_pairs *ordered, const struct svy_matched *ranks,
                                const struct svy_correlate_options *options, struct svy_test *out,
                                struct svy_status *status)
{
	struct svy_r r;
	bool exact = false, tied = ordered->x_size < ordered->total || ordered->y_size < ordered->total;
	enum svy_code code = svy_matched_r(ranks, &r, status);
	if (code != SVY_OK)
		return code;
	out->estimate = r.r;
	if (r.note) {
		svy_test_method(out, "Spearman's correlation");
		svy_test_note(out, "%s", r.note);
		return SVY_OK;
	}
	code = test_exact(ordered, ranks, options, &exact, out, status);
	if (code != SVY_OK)
		return code;
	describe(options, exact, tied, out);
	if (!exact)
		svy_r_test(&r, out);
	svy_r_interval(&r, r.n > 3 ? sqrt((1 + r.r * r.r / 2) / (r.n - 3)) : NAN, options->level, out);
	svy_correlate_agree(options->level, out);
	return SVY_OK;
}

enum svy_code svy_spearman(const struct svy_matched *data, const struct svy_correlate_options *options,
                           struct svy_test *out, struct svy_status *status)
{
	struct svy_ordered_pairs ordered = {0};
	double *x = NULL, *y = NULL;
	struct svy_test test;
	enum svy_code code = svy_correlate_check(options, status);
	if (code == SVY_OK)
		code = svy_ordered_pairs_new(data, &ordered, status);
	if (code == SVY_OK)
		code = rank_pairs(&ordered, &x, &y, status);
	if (code == SVY_OK) {
		const struct svy_matched ranks = {x, y, ordered.n, ordered.size};
		svy_test_init(&test, "spearman");
		test.alternative = options->alternative;
		code = test_ranks(&ordered, &ranks, options, &test, status);
	}
	if (code == SVY_OK)
		*out = test;
	free(x);
	free(y);
	svy_ordered_pairs_clear(&ordered);
	return code;
}
