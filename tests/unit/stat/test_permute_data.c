#include <math.h>

#include "stat/permute_data.h"
#include "tests/support/check.h"

static const struct svy_permute_options PLAIN = {.stream = "test"};

/* 1 2 2 in the first group, 2 2 3 in the second: of the sums of three of 1 2 2 2 2 3 six of
 * twenty are 5, as many 7, the others 6. */
static const struct svy_run TIED[] = {{1, 0, 1}, {2, 0, 2}, {2, 1, 2}, {3, 1, 1}};

static void labels_of_two_groups(void **state)
{
	struct svy_permute_options options = PLAIN;
	struct svy_permuted how;
	struct svy_sample sample;
	struct svy_test test;
	(void)state;
	check_ok(svy_sample_make(TIED, 4, 2, &sample, NULL), NULL);
	svy_test_init(&test, "test");
	for (int apart = 0; apart < 2; apart++) {
		check_ok(svy_permute_scores(&sample, SVY_SCORE_RAW, apart, &options, &test, &how, NULL), NULL);
		assert_true(how.all);
		check_close(how.n, 20, 0);
		check_rel(test.p, 0.6, 1e-15);
		check_rel(test.attainable_p, 0.6, 1e-15);
	}
	options.alternative = SVY_LESS;
	check_ok(svy_permute_scores(&sample, SVY_SCORE_RANK, true, &options, &test, &how, NULL), NULL);
	check_rel(test.p, 0.3, 1e-15);
	options.alternative = SVY_TWO_SIDED;
	/* Above the median 2 is one of six, in the second group as in the first. */
	check_ok(svy_permute_scores(&sample, SVY_SCORE_ABOVE, false, &options, &test, &how, NULL), NULL);
	check_close(test.p, 1, 0);
	svy_sample_clear(&sample);
}

/* Sum of the first group. */
static enum svy_code first_sum(const void *state, const struct svy_sample *sample, double *out,
                               struct svy_status *status)
{
	(void)state;
	(void)status;
	*out = 0;
	for (size_t r = 0; r < sample->n_runs; r++) {
		if (r) /* as a sample has to be */
			assert_true(sample->run[r - 1].x < sample->run[r].x || (sample->run[r - 1].x <= sample->run[r].x &&
			                                                        sample->run[r - 1].group < sample->run[r].group));
		*out += sample->run[r].group == 0 ? sample->run[r].x * (double)sample->run[r].n : 0;
	}
	return SVY_OK;
}

static void any_statistic_of_groups(void **state)
{
	struct svy_permute_options options = PLAIN;
	struct svy_permuted how;
	struct svy_sample sample;
	struct svy_test test;
	(void)state;
	check_ok(svy_sample_make(TIED, 4, 2, &sample, NULL), NULL);
	svy_test_init(&test, "test");
	options.centre = 6;
	check_ok(svy_permute_groups(&sample, first_sum, NULL, &options, &test, &how, NULL), NULL);
	check_rel(test.p, 0.6, 1e-15);
	svy_sample_clear(&sample);
}

static void signs_of_differences(void **state)
{
	/* 1 2 3 -1, and 0, which has no sign: the sum is 5 or more in three of 16, -5 or less as often. */
	const double x[] = {1, 0, 2, 3, -1};
	const uint64_t n[] = {1, 9, 1, 1, 1};
	struct svy_permute_options options = PLAIN;
	struct svy_permuted how;
	struct svy_test test;
	(void)state;
	svy_test_init(&test, "test");
	check_ok(svy_permute_signs(x, n, 5, SVY_SCORE_RAW, &options, &test, &how, NULL), NULL);
	check_close(how.n, 16, 0);
	check_rel(test.p, 6.0 / 16, 1e-15);
	check_ok(svy_permute_signs(x, n, 5, SVY_SCORE_ABOVE, &options, &test, &how, NULL), NULL);
	check_rel(test.p, 10.0 / 16, 1e-15); /* the binomial one of 3 in 4 */
	options.alternative = SVY_GREATER;
	/* Ranks 1.5 1.5 3 4: 8.5 of 10 above: {10, 8.5 - 1.5 twice}. */
	check_ok(svy_permute_signs(x, n, 5, SVY_SCORE_RANK, &options, &test, &how, NULL), NULL);
	check_rel(test.p, 3.0 / 16, 1e-15);
}

static void partners_and_blocks(void **state)
{
	const double x[] = {1, 2, 3}, y[] = {1, 2, 30}, z[] = {1, 2, 3, 1, 2, 30};
	const struct svy_matched matched = {x, y, NULL, 3};
	const struct svy_blocks blocks = {z, NULL, 2, 3};
	struct svy_permuted how;
	struct svy_test test;
	(void)state;
	svy_test_init(&test, "test");
	check_ok(svy_permute_partners(&matched, SVY_SCORE_RANK, &PLAIN, &test, &how, NULL), NULL);
	check_close(how.n, 6, 0);
	check_rel(test.p, 1.0 / 3, 1e-15);
	check_ok(svy_permute_blocks(&blocks, SVY_SCORE_RANK, &PLAIN, &test, &how, NULL), NULL);
	check_close(how.n, 36, 0);
	check_rel(test.p, 1.0 / 6, 1e-15);
}

static void too_many_are_refused(void **state)
{
	const struct svy_run run = {1, 0, 20000000};
	struct svy_status status = {0};
	struct svy_permuted how;
	struct svy_sample sample;
	struct svy_test test = {.p = 7};
	(void)state;
	check_ok(svy_sample_make(&run, 1, 2, &sample, NULL), NULL);
	check_fails(svy_permute_groups(&sample, first_sum, NULL, &PLAIN, &test, &how, &status), SVY_EDOMAIN, &status,
	            "at most 10000000 numbers");
	check_close(test.p, 7, 0);
	svy_sample_clear(&sample);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(labels_of_two_groups),
		cmocka_unit_test(any_statistic_of_groups),
		cmocka_unit_test(signs_of_differences),
		cmocka_unit_test(partners_and_blocks),
		cmocka_unit_test(too_many_are_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
