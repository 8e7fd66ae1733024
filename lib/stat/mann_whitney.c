#include "stat/mann_whitney.h"

#include <math.h>

#include "stat/hodges_lehmann.h"
#include "stat/rank_exact.h"
#include "stat/rank_internal.h"

void svy_dominance(const struct svy_sample *sample, size_t a, size_t b, struct svy_dominance *out)
{
	struct svy_dd more = {0}, same = {0}, fewer = {0};
	uint64_t ties;
	double below = 0, left = (double)sample->size[b];
	for (size_t from = 0, end; from < sample->n_runs; from = end) {
		double of_a = 0, of_b = 0;
		end = svy_sample_ties(sample, from, &ties);
		for (size_t i = from; i < end; i++) {
			of_a += sample->run[i].group == a ? (double)sample->run[i].n : 0;
			of_b += sample->run[i].group == b ? (double)sample->run[i].n : 0;
		}
		left -= of_b;
		more = svy_dd_add(more, svy_dd_product(of_a, below));
		same = svy_dd_add(same, svy_dd_product(of_a, of_b));
		fewer = svy_dd_add(fewer, svy_dd_product(of_a, left));
		below += of_b;
	}
	*out = (struct svy_dominance){svy_dd_value(more), svy_dd_value(same), svy_dd_value(fewer)};
}

/* m n spread / (12 N (N - 1)) of a spread as in svy_rank_sums. */
static double sd_of(double m, double n, struct svy_dd spread)
{
	struct svy_dd all = svy_dd_mul(svy_dd_sum(m, n), svy_dd_sum(m + n, -1));
	struct svy_dd variance = svy_dd_div(svy_dd_mul(svy_dd_product(m, n), spread), all);
	return sqrt(svy_dd_value(variance) / 12);
}

/* The spread of ranks after a shift that ties no two values of different groups. */
static struct svy_dd spread_within(const struct svy_sample *sample)
{
	struct svy_dd spread = svy_rank_cube((double)sample->n);
	for (size_t i = 0; i < sample->n_runs; i++)
		spread = svy_dd_sub(spread, svy_rank_cube((double)sample->run[i].n));
	return spread;
}

/* The rank of the limits; *exact: from the exact distribution. */
static enum svy_code find_rank(const struct svy_sample *sample, enum svy_rank_form form,
                               const struct svy_rank_options *options, uint64_t *rank, bool *exact,
                               struct svy_status *status)
{
	double m = (double)sample->size[0], n = (double)sample->size[1];
	double alpha = (1 - options->level) / (options->alternative == SVY_TWO_SIDED ? 2 : 1);
	int64_t critical = -1;
	if (form == SVY_RANK_EXACT) {
		enum svy_code code = svy_draw_critical((int64_t)m, (int64_t)n, alpha, svy_rank_work(options), &critical,
		                                       status);
		if (code != SVY_OK)
			return code;
	}
	*exact = critical >= 0;
	if (*exact)
		*rank = (uint64_t)critical;
	else
		*rank = svy_pairwise_normal_rank((uint64_t)(sample->size[0] * sample->size[1]),
		                                 sd_of(m, n, spread_within(sample)),
		                                 form == SVY_RANK_NORMAL ? 0 : 0.5, alpha);
	return SVY_OK;
}

static enum svy_code put_shift(const struct svy_sample *sample, enum svy_rank_form form,
                               const struct svy_rank_options *options, struct svy_test *test, const char **interval,
                               struct svy_status *status)
{
	struct svy_pairwise *pairs;
	uint64_t rank = 0;
	bool exact = false;
	if (sample->size[0] > (uint64_t)INT64_MAX / sample->size[1]) {
		svy_test_note(test, "no estimate: there are more than 2^63 pairs of values");
		return SVY_OK;
	}
	enum svy_code code = svy_pairwise_differences(sample, &pairs, status);
	if (code != SVY_OK)
		return code;
	code = find_rank(sample, form, options, &rank, &exact, status);
	if (code == SVY_OK) {
		test->estimate = svy_pairwise_median(pairs);
		svy_pairwise_limits(pairs, rank, options->alternative, &test->low, &test->high);
		if (rank == 0)
			svy_test_note(test, "no interval of these sizes reaches the level");
		*interval = svy_rank_interval_words(form, exact);
	}
	svy_pairwise_free(pairs);
	return code;
}

static const char *reason(const struct svy_sample *sample, double spread)
{
	if (sample->n == 0)
		return "there are no values";
	if (sample->size[0] == 0 || sample->size[1] == 0)
		return sample->size[0] == 0 ? "the first group is empty" : "the second group is empty";
	return spread > 0 ? NULL : "all values are tied";
}

static enum svy_code fill(const struct svy_sample *sample, enum svy_rank_form form,
                          const struct svy_rank_options *options, const struct svy_rank_sums *sums,
                          struct svy_test *test, struct svy_status *status)
{
	double m = (double)sample->size[0], n = (double)sample->size[1];
	const char *why = reason(sample, sums->spread.high), *interval = "none";
	uint64_t draws = 0;
	char words[RANK_WORDS];
	enum svy_code code = SVY_OK;
	if (m > 0 && n > 0) {
		struct svy_dominance pairs;
		svy_dominance(sample, 0, 1, &pairs);
		test->statistic = pairs.more + pairs.same / 2;
		code = put_shift(sample, form, options, test, &interval, status);
	}
	if (code != SVY_OK)
		return code;
	if (why)
		svy_test_note(test, "%s", why);
	else if (form == SVY_RANK_EXACT)
		code = svy_mann_whitney_exact(sample, options, test, &draws, status);
	else
		svy_rank_normal(svy_dd_value(sums->excess[0]) / 2, sd_of(m, n, sums->spread), form, options->alternative, test);
	svy_rank_note_conflict(test, 0, options->level);
	svy_rank_p_words(form, options->alternative, draws, 'U', words);
	svy_test_method(test, "Mann-Whitney, U of the first group, %s; Hodges-Lehmann shift, interval %s", words, interval);
	return code;
}

enum svy_code svy_mann_whitney(const struct svy_sample *sample, enum svy_rank_form form,
                               const struct svy_rank_options *options, struct svy_test *out,
                               struct svy_status *status)
{
	static const char *const names[] = {"mann-whitney", "mann-whitney-cc", "mann-whitney-exact"};
	struct svy_rank_sums sums;
	struct svy_test test;
	enum svy_code code = svy_rank_options_check(options, status);
	if (code == SVY_OK && sample->k != 2)
		code = svy_fail(status, SVY_EDOMAIN, "Mann-Whitney compares two groups, here are %zu", sample->k);
	if (code == SVY_OK && form == SVY_RANK_EXACT && sample->n > SVY_RANK_EXACT_MAX)
		code = svy_fail(status, SVY_EDOMAIN, "an exact rank test takes at most %lld values, here are %llu",
		                (long long)SVY_RANK_EXACT_MAX, (unsigned long long)sample->n);
	if (code == SVY_OK)
		code = svy_rank_sums_make(sample, &sums, status);
	if (code != SVY_OK)
		return code;
	svy_test_init(&test, names[form]);
	test.alternative = options->alternative;
	code = fill(sample, form, options, &sums, &test, status);
	if (code == SVY_OK)
		*out = test;
	svy_rank_sums_clear(&sums);
	return code;
}
