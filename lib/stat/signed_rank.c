#include "stat/signed_rank.h"

#include <math.h>
#include <stdlib.h>

#include "base/array.h"
#include "stat/hodges_lehmann.h"
#include "stat/rank_exact.h"
#include "stat/rank_internal.h"

/* Sums over the ranks that are used. */
struct used {
	struct svy_dd above;   /* 2 V */
	struct svy_dd excess;  /* 2 V less its mean */
	struct svy_dd squares; /* 12 times the sum of squared ranks */
	uint64_t n;
};

static struct used sum_up(const struct svy_distances *d, bool pratt)
{
	struct used used = {0};
	double before = pratt ? (double)d->zeros : 0;
	used.squares = svy_dd_sub(svy_rank_square_sum(before + (double)(d->n - d->zeros)), svy_rank_square_sum(before));
	used.squares = svy_dd_mul(used.squares, svy_dd_from(2));
	for (size_t i = 0; i < d->n_distances; i++) {
		double above = (double)d->distance[i].above, below = (double)d->distance[i].below, ties = above + below;
		struct svy_dd twice = svy_dd_add(svy_dd_sum(2 * before, ties), svy_dd_from(1)); /* the midrank */
		used.above = svy_dd_add(used.above, svy_dd_mul(twice, svy_dd_from(above)));
		used.excess = svy_dd_add(used.excess, svy_dd_mul(twice, svy_dd_from((above - below) / 2)));
		used.squares = svy_dd_sub(used.squares, svy_rank_cube(ties));
		before += ties;
	}
	used.n = d->n - d->zeros;
	return used;
}

/* sum r^2 / 4 of n ranks, the ties of equal differences taken off. */
static double sd_within(const struct svy_sample *differences)
{
	struct svy_dd squares = svy_dd_mul(svy_rank_square_sum((double)differences->n), svy_dd_from(2));
	for (size_t i = 0; i < differences->n_runs; i++)
		squares = svy_dd_sub(squares, svy_rank_cube((double)differences->run[i].n));
	return sqrt(svy_dd_value(squares) / 48);
}

/* --- exact --------------------------------------------------------------------- */

/* The sum of the doubled midranks of what is above. */
struct sign_sum {
	struct svy_tied_score *block;
	size_t size;
	int64_t observed, all, unit;
	enum svy_alternative alternative;
};

static bool make_sum(const struct svy_distances *d, const struct svy_rank_options *options, struct sign_sum *out)
{
	int64_t before = options->pratt ? (int64_t)d->zeros : 0;
	*out = (struct sign_sum){.alternative = options->alternative};
	out->block = svy_array_new(d->n_distances, sizeof *out->block);
	if (!out->block)
		return false;
	for (size_t i = 0; i < d->n_distances; i++) {
		int64_t above = (int64_t)d->distance[i].above, ties = above + (int64_t)d->distance[i].below;
		int64_t score = 2 * before + ties + 1;
		out->block[out->size++] = (struct svy_tied_score){score, ties};
		out->observed += above * score;
		out->all += ties * score;
		out->unit = svy_rank_divisor(score, out->unit);
		before += ties;
	}
	for (size_t i = 0; i < out->size; i++)
		out->block[i].score /= out->unit;
	return true;
}

static bool hit(const void *state, struct svy_random *random)
{
	const struct sign_sum *s = state;
	const struct svy_scores scores = {s->block, s->size};
	int64_t sum = s->unit * svy_sign_random(&scores, random);
	if (s->alternative == SVY_TWO_SIDED)
		return llabs(2 * sum - s->all) >= llabs(2 * s->observed - s->all);
	return s->alternative == SVY_LESS ? sum <= s->observed : sum >= s->observed;
}

/* Both tails are alike: a sum and what is left of all of them are as probable. */
static enum svy_code find_p(const struct sign_sum *s, const struct svy_rank_options *options, struct svy_test *out,
                            uint64_t *draws, struct svy_status *status)
{
	const struct svy_scores scores = {s->block, s->size};
	bool both = s->alternative == SVY_TWO_SIDED, upper = s->alternative == SVY_GREATER;
	int64_t other = s->all - s->observed, least = s->observed < other ? s->observed : other;
	int64_t limit = (both ? least : upper ? other : s->observed) / s->unit;
	struct svy_tail tail;
	if (both && s->observed == other) {
		out->p = 1;
		out->log_p = 0;
		return SVY_OK;
	}
	if (svy_sign_work(&scores, limit) > svy_rank_work(options))
		return svy_rank_simulate(options, s->size, hit, s, out, draws, status);
	enum svy_code code = svy_sign_lower(&scores, limit, &tail, status);
	if (code != SVY_OK)
		return code;
	out->p = fmin(1, both ? 2 * tail.p : tail.p);
	out->log_p = fmin(0, both ? tail.log_p + log(2) : tail.log_p);
	return SVY_OK;
}

static enum svy_code put_exact(const struct svy_distances *d, const struct svy_rank_options *options,
                               struct svy_test *out, uint64_t *draws, struct svy_status *status)
{
	struct sign_sum s;
	double n = (double)(d->n - d->zeros);
	if (!make_sum(d, options, &s))
		return svy_fail_memory(status);
	enum svy_code code = find_p(&s, options, out, draws, status);
	out->attainable_less = out->attainable_greater = exp2(-n);
	out->attainable_p = fmin(1, options->alternative == SVY_TWO_SIDED ? exp2(1 - n) : exp2(-n));
	free(s.block);
	return code;
}

/* --- estimate -------------------------------------------------------------------- */

static enum svy_code find_rank(const struct svy_sample *differences, enum svy_rank_form form,
                               const struct svy_rank_options *options, uint64_t *rank, bool *exact,
                               struct svy_status *status)
{
	uint64_t n = differences->n;
	double alpha = (1 - options->level) / (options->alternative == SVY_TWO_SIDED ? 2 : 1);
	int64_t critical = -1;
	if (form == SVY_RANK_EXACT) {
		enum svy_code code = svy_sign_critical((int64_t)n, alpha, svy_rank_work(options), &critical, status);
		if (code != SVY_OK)
			return code;
	}
	*exact = critical >= 0;
	*rank = *exact ? (uint64_t)critical
	               : svy_pairwise_normal_rank(n * (n + 1) / 2, sd_within(differences),
	                                          form == SVY_RANK_NORMAL ? 0 : 0.5, alpha);
	return SVY_OK;
}

static enum svy_code put_estimate(const struct svy_sample *differences, enum svy_rank_form form,
                                  const struct svy_rank_options *options, struct svy_test *test,
                                  const char **interval, struct svy_status *status)
{
	struct svy_pairwise *pairs;
	uint64_t rank = 0;
	bool exact = false;
	if (differences->n >> 32) {
		svy_test_note(test, "no estimate: there are more than 2^63 pairs of differences");
		return SVY_OK;
	}
	enum svy_code code = svy_pairwise_means(differences, &pairs, status);
	if (code != SVY_OK)
		return code;
	code = find_rank(differences, form, options, &rank, &exact, status);
	if (code == SVY_OK) {
		test->estimate = svy_pairwise_median(pairs);
		svy_pairwise_limits(pairs, rank, options->alternative, &test->low, &test->high);
		if (rank == 0)
			svy_test_note(test, "no interval of so few reaches the level");
		*interval = svy_rank_interval_words(form, exact);
	}
	svy_pairwise_free(pairs);
	return code;
}

/* --- the test ---------------------------------------------------------------------- */

static void note_zeros(const struct svy_distances *d, bool pratt, struct svy_test *test)
{
	if (d->zeros)
		svy_test_note(test, "%llu of %llu differences %s 0%s", (unsigned long long)d->zeros, (unsigned long long)d->n,
		              d->zeros == 1 ? "is" : "are",
		              pratt ? ", ranked but not summed (Pratt)" : ", left out (Wilcoxon)");
}

static enum svy_code fill(const struct svy_distances *d, enum svy_rank_form form,
                          const struct svy_rank_options *options, const char *interval, struct svy_test *test,
                          struct svy_status *status)
{
	struct used used = sum_up(d, options->pratt);
	uint64_t draws = 0;
	char words[RANK_WORDS];
	enum svy_code code = SVY_OK;
	note_zeros(d, options->pratt, test);
	if (d->n == 0)
		svy_test_note(test, "there are no values");
	else if (used.n == 0)
		svy_test_note(test, "no difference is above or below");
	else {
		test->statistic = svy_dd_value(used.above) / 2;
		if (form == SVY_RANK_EXACT)
			code = put_exact(d, options, test, &draws, status);
		else
			svy_rank_normal(svy_dd_value(used.excess) / 2, sqrt(svy_dd_value(used.squares) / 48), form,
			                options->alternative, test);
	}
	svy_rank_note_conflict(test, options->mu, options->level);
	svy_rank_p_words(form, options->alternative, draws, 'V', words);
	svy_test_method(test, "Wilcoxon signed rank, zeros by %s, %s; Hodges-Lehmann pseudomedian, interval %s",
	                options->pratt ? "Pratt" : "Wilcoxon", words, interval);
	return code;
}

enum svy_code svy_signed_rank(const struct svy_matched *data, enum svy_rank_form form,
                              const struct svy_rank_options *options, struct svy_test *out,
                              struct svy_status *status)
{
	static const char *const names[] = {"signed-rank", "signed-rank-cc", "signed-rank-exact"};
	struct svy_distances distances = {0};
	struct svy_sample differences = {0};
	struct svy_test test;
	const char *interval = "none";
	enum svy_code code = svy_rank_options_check(options, status);
	if (code == SVY_OK)
		code = svy_distances_make(data, options->mu, &distances, status);
	if (code == SVY_OK && form == SVY_RANK_EXACT && distances.n > SVY_RANK_EXACT_MAX)
		code = svy_fail(status, SVY_EDOMAIN, "an exact rank test takes at most %lld values, here are %llu",
		                (long long)SVY_RANK_EXACT_MAX, (unsigned long long)distances.n);
	if (code == SVY_OK)
		code = svy_differences_sample(data, &differences, status);
	svy_test_init(&test, names[form]);
	test.alternative = options->alternative;
	if (code == SVY_OK && distances.n > 0)
		code = put_estimate(&differences, form, options, &test, &interval, status);
	if (code == SVY_OK)
		code = fill(&distances, form, options, interval, &test, status);
	if (code == SVY_OK)
		*out = test;
	svy_distances_clear(&distances);
	svy_sample_clear(&differences);
	return code;
}
