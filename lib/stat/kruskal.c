#include "stat/kruskal.h"

#include <math.h>

#include "stat/distribution.h"
#include "stat/rank.h"

/* sum (2 R_i - n_i (N + 1))^2 / n_i = 4 sum n_i (mean rank - mean)^2. */
static struct svy_dd between(const struct svy_sample *sample, const struct svy_rank_sums *sums)
{
	struct svy_dd sum = {0};
	for (size_t i = 0; i < sample->k; i++) {
		if (sample->size[i] == 0)
			continue;
		struct svy_dd square = svy_dd_mul(sums->excess[i], sums->excess[i]);
		sum = svy_dd_add(sum, svy_dd_div(square, svy_dd_from((double)sample->size[i])));
	}
	return sum;
}

static void fill(const struct svy_sample *sample, const struct svy_rank_sums *sums, struct svy_test *test)
{
	size_t groups = 0;
	for (size_t i = 0; i < sample->k; i++)
		groups += sample->size[i] > 0;
	if (groups < sample->k)
		svy_test_note(test, "%zu empty group%s left out", sample->k - groups, sample->k - groups == 1 ? "" : "s");
	if (groups < 2)
		svy_test_note(test, groups ? "only one group that is not empty" : "there are no values");
	else if (!(sums->spread.high > 0))
		svy_test_note(test, "all values are tied");
	else {
		struct svy_dd factor = svy_dd_product(3, (double)sample->n - 1);
		test->statistic = svy_dd_value(svy_dd_div(svy_dd_mul(factor, between(sample, sums)), sums->spread));
		test->df = (double)(groups - 1);
		test->p = svy_chisq_upper(test->statistic, test->df);
		test->log_p = svy_chisq_upper_log(test->statistic, test->df);
	}
}

enum svy_code svy_kruskal_wallis(const struct svy_sample *sample, struct svy_test *out, struct svy_status *status)
{
	struct svy_rank_sums sums;
	enum svy_code code = svy_rank_sums_make(sample, &sums, status);
	if (code != SVY_OK)
		return code;
	svy_test_init(out, "kruskal-wallis");
	svy_test_method(out, "Kruskal-Wallis, H corrected for ties, chi-squared");
	fill(sample, &sums, out);
	svy_rank_sums_clear(&sums);
	return SVY_OK;
}
