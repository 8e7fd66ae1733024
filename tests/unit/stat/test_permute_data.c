#include <math.h>
#include <stdlib.h>

#include "stat/permute_data.h"
#include "tests/support/check.h"

static const struct svy_permute_options UPPER = {.stream = "test", .upper = true}, SIDES = {.stream = "test"};

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

static enum svy_code matched_sum(const void *state, const struct svy_matched *matched, double *out,
                                 struct svy_status *status)
{
	(void)status;
	*out = 0;
	for (size_t i = 0; i < matched->size; i++)
		*out += state ? matched->x[i] * matched->y[i] : matched->x[i] - matched->y[i];
	return SVY_OK;
}

static enum svy_code column_squares(const void *state, const struct svy_blocks *blocks, double *out,
                                    struct svy_status *status)
{
	(void)state;
	(void)status;
	*out = 0;
	for (size_t v = 0; v < blocks->k; v++) {
		double sum = 0;
		for (size_t i = 0; i < blocks->size; i++)
			sum += blocks->x[i * blocks->k + v];
		*out += sum * sum;
	}
	return SVY_OK;
}

static void groups_with_ties_and_frequencies(void **state)
{
	/* 1 2 2 in the first group, 2 2 3 in the second: sums of three of 1 2 2 2 2 3; 5 where 1 is
	 * in without 3 (6 of 20), 7 likewise: p two-sided about 6 is 12 / 20. */
	const struct svy_run runs[] = {{1, 0, 1}, {2, 0, 2}, {2, 1, 2}, {3, 1, 1}};
	struct svy_permute_options options = SIDES;
	struct svy_permuted how;
	struct svy_sample sample;
	struct svy_test test;
	(void)state;
	check_ok(svy_sample_make(runs, 4, 2, &sample, NULL), NULL);
	svy_test_init(&test, "test");
	options.centre = 6;
	check_ok(svy_permute_groups(&sample, first_sum, NULL, &options, &test, &how, NULL), NULL);
	assert_true(how.all);
	check_close(how.n, 20, 0);
	check_rel(test.p, 0.6, 1e-15);
	svy_sample_clear(&sample);
}

static void signs_and_pairs_are_the_same(void **state)
{
	/* Differences 1 2 3 -1 about 0: the sum 5 or more, or -5 or less, in 4 of 16. */
	const struct svy_run runs[] = {{1, 0, 1}, {2, 0, 1}, {3, 0, 1}, {-1, 0, 1}};
	const double x[] = {4, 4, 4, 4}, y[] = {3, 2, 1, 5};
	const struct svy_matched matched = {x, y, NULL, 4};
	struct svy_permuted how;
	struct svy_sample sample;
	struct svy_test test;
	(void)state;
	check_ok(svy_sample_make(runs, 4, 1, &sample, NULL), NULL);
	svy_test_init(&test, "test");
	check_ok(svy_permute_signs(&sample, 0, first_sum, NULL, &SIDES, &test, &how, NULL), NULL);
	check_close(how.n, 16, 0);
	double of_signs = test.p;
	check_rel(of_signs, 6.0 / 16, 1e-15); /* 7, 5, 5 and their negatives */
	check_ok(svy_permute_pairs(&matched, 0, matched_sum, NULL, &SIDES, &test, &how, NULL), NULL);
	check_rel(test.p, of_signs, 1e-15);
	svy_sample_clear(&sample);
}

static void partners_and_blocks(void **state)
{
	const double x[] = {1, 2, 3}, y[] = {1, 2, 3}, z[] = {1, 2, 3, 1, 2, 3};
	const struct svy_matched matched = {x, y, NULL, 3};
	const struct svy_blocks blocks = {z, NULL, 2, 3};
	struct svy_permuted how;
	struct svy_test test;
	int correlated = 1;
	(void)state;
	svy_test_init(&test, "test");
	check_ok(svy_permute_partners(&matched, matched_sum, &correlated, &UPPER, &test, &how, NULL), NULL);
	check_close(how.n, 6, 0);
	check_rel(test.p, 1.0 / 6, 1e-15);
	check_ok(svy_permute_blocks(&blocks, column_squares, NULL, &UPPER, &test, &how, NULL), NULL);
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
	check_fails(svy_permute_groups(&sample, first_sum, NULL, &SIDES, &test, &how, &status), SVY_EDOMAIN, &status,
	            "at most 10000000 numbers");
	check_close(test.p, 7, 0);
	svy_sample_clear(&sample);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(groups_with_ties_and_frequencies),
		cmocka_unit_test(signs_and_pairs_are_the_same),
		cmocka_unit_test(partners_and_blocks),
		cmocka_unit_test(too_many_are_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
