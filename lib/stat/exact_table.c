#include "stat/exact_table.h"

#include <math.h>

#include "base/random.h"
#include "stat/exact.h"
#include "stat/exact_internal.h"
#include "stat/margins.h"

static enum svy_code check_options(const struct svy_exact_options *options, struct svy_status *status)
{
	if (!(options->seconds >= 0) || !(options->bytes >= 0))
		return svy_fail(status, SVY_EDOMAIN, "the budget of an exact test is %g seconds and %g bytes: neither may be "
		                "negative", options->seconds, options->bytes);
	return SVY_OK;
}

static struct exact_budget make_budget(const struct svy_exact_options *options)
{
	double seconds = options->seconds > 0 ? options->seconds : SVY_EXACT_SECONDS;
	double bytes = options->bytes > 0 ? options->bytes : SVY_EXACT_BYTES;
	return (struct exact_budget){.deadline = exact_clock() + seconds,
	                             .bytes = bytes < 0x1p62 ? (size_t)bytes : SIZE_MAX / 2,
	                             .threads = options->monte_carlo.threads};
}

static void describe(struct svy_test *out, bool half)
{
	svy_test_method(out, "Fisher's exact test (Freeman-Halton)%s, two-sided by minimum likelihood",
	                half ? " with mid-p" : "");
}

static void put_answer(const struct exact_answer *answer, bool half, struct svy_test *out)
{
	/* Of the least probable tables all tie, with each other. */
	double share = half ? log(2) : 0;
	out->log_p = answer->log_p + 0.0; /* not -0 */
	if (half)
		out->log_p += log1p(-0.5 * exp(answer->log_tied - answer->log_p));
	out->p = exp(out->log_p);
	out->attainable_p = exp(answer->log_least - share);
	if (isnan(answer->log_least))
		svy_test_note(out, "the smallest p that these margins allow was not looked for: they allow too many tables");
}

static enum svy_code draw_instead(const struct svy_margins *m, const struct svy_exact_options *options, bool half,
                                  struct svy_test *out, struct svy_status *status)
{
	struct svy_monte_carlo draws = options->monte_carlo;
	if (draws.replicates == 0)
		draws.replicates = SVY_MONTE_CARLO_REPLICATES;
	svy_test_method(out, "Fisher's test (Freeman-Halton)%s by Monte Carlo, because the budget of the exact test was used "
	                "up: %llu random tables, two-sided by minimum likelihood, 99%% interval of p",
	                half ? " with mid-p" : "", (unsigned long long)draws.replicates);
	return exact_simulate(m, &draws, half, out, status);
}

static enum svy_code test_four(const struct svy_margins *m, bool half, struct svy_test *out, struct svy_status *status)
{
	struct svy_test four;
	enum svy_code code = half ? svy_fisher_midp(m->count, SVY_TWO_SIDED, 0.95, &four, status)
	                          : svy_fisher(m->count, SVY_TWO_SIDED, SVY_ORDER_MINLIKE, 0.95, &four, status);
	if (code)
		return code;
	describe(out, half);
	out->p = four.p;
	out->log_p = four.log_p;
	out->attainable_p = four.attainable_p;
	return SVY_OK;
}

static enum svy_code test_table(const struct svy_margins *m, const struct svy_exact_options *options, bool half,
                                struct svy_test *out, struct svy_status *status)
{
	struct exact_budget budget = make_budget(options);
	struct exact_problem *problem;
	struct exact_answer answer;
	bool done = false;
	enum svy_code code = exact_problem_new(m, &problem, status);
	if (!code && problem)
		code = exact_by_lists(problem, &budget, &done, &answer, status);
	exact_problem_free(problem);
	if (code)
		return code;
	if (!done)
		return draw_instead(m, options, half, out, status);
	describe(out, half);
	put_answer(&answer, half, out);
	return SVY_OK;
}

static enum svy_code fisher_table(const double *n, size_t rows, size_t cols, const struct svy_exact_options *options,
                                  bool half, struct svy_test *out, struct svy_status *status)
{
	struct svy_exact_options asked = options ? *options : (struct svy_exact_options){
	                                                          .monte_carlo.seed = SVY_DEFAULT_SEED};
	struct svy_margins *m = NULL;
	struct svy_test test;
	char note[SVY_TEST_NOTE];
	enum svy_code code = svy_margins_new(n, rows, cols, &m, status);

	if (!code)
		code = exact_check(m, asked.monte_carlo.replicates, status);
	if (!code)
		code = check_options(&asked, status);
	if (code)
		goto done;
	svy_test_init(&test, half ? "fisher-midp" : "fisher");
	describe(&test, half);
	if (svy_margins_note(m, note, sizeof note))
		svy_test_note(&test, "%s", note);
	if (svy_margins_reason(m))
		svy_test_note(&test, "%s", svy_margins_reason(m));
	else if (m->rows == 2 && m->cols == 2)
		code = test_four(m, half, &test, status);
	else
		code = test_table(m, &asked, half, &test, status);
	if (!code)
		*out = test;
done:
	svy_margins_free(m);
	return code;
}

enum svy_code svy_fisher_table(const double *n, size_t rows, size_t cols, const struct svy_exact_options *options,
                               struct svy_test *out, struct svy_status *status)
{
	return fisher_table(n, rows, cols, options, false, out, status);
}

enum svy_code svy_fisher_table_midp(const double *n, size_t rows, size_t cols,
                                    const struct svy_exact_options *options, struct svy_test *out,
                                    struct svy_status *status)
{
	return fisher_table(n, rows, cols, options, true, out, status);
}
