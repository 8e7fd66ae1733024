#include <math.h>

#include "stat/variances.h"
#include "tests/support/check.h"
#include "tests/support/samples.h"

enum { LEVENE, BROWN_FORSYTHE, BARTLETT, FLIGNER, MOOD, N_TESTS };

static struct svy_test run(int which, const struct svy_sample *sample)
{
	struct svy_test test;
	switch (which) {
	case LEVENE:
	case BROWN_FORSYTHE:
		check_ok(svy_levene(sample, which == LEVENE ? SVY_CENTRE_MEAN : SVY_CENTRE_MEDIAN, &test, NULL), NULL);
		break;
	case BARTLETT:
		check_ok(svy_bartlett(sample, &test, NULL), NULL);
		break;
	case FLIGNER:
		check_ok(svy_fligner_killeen(sample, &test, NULL), NULL);
		break;
	default:
		check_ok(svy_mood(sample, SVY_TWO_SIDED, &test, NULL), NULL);
	}
	return test;
}

static struct svy_test run_on(int which, const double *x, const size_t *group, size_t n, size_t k)
{
	struct svy_sample sample = sample_of(x, group, n, k);
	struct svy_test test = run(which, &sample);
	svy_sample_clear(&sample);
	return test;
}

static void the_tests_have_their_names(void **state)
{
	(void)state;
	static const char *const names[] = {"levene", "brown-forsythe", "bartlett", "fligner-killeen", "mood"};
	const double x[] = {1, 2, 4, 3, 9, 7, 8};
	const size_t group[] = {0, 0, 0, 1, 1, 1, 1};
	for (int which = 0; which < N_TESTS; which++) {
		struct svy_test test = run_on(which, x, group, 7, 2);
		assert_string_equal(test.test, names[which]);
		assert_string_equal(test.note, "");
		assert_true(test.method[0]);
		check_rel(test.log_p, log(test.p), 1e-13);
	}
}

static void decimals_tie_as_they_are_written(void **state)
{
	(void)state;
	/* |0.1 - 0.2| and |0.3 - 0.2| are not the same double: as tenths they are */
	const double x[] = {0.1, 0.2, 0.3, 0.5, 0.6, 0.7, 0.9, 1.4}, tenths[] = {1, 2, 3, 5, 6, 7, 9, 14};
	const size_t group[] = {0, 0, 0, 1, 1, 1, 1, 1};
	struct svy_test of = run_on(FLIGNER, x, group, 8, 2), whole = run_on(FLIGNER, tenths, group, 8, 2);
	check_rel(of.statistic, whole.statistic, 1e-14);
}

static void an_outlier_does_not_make_others_tie(void **state)
{
	(void)state;
	const double x[] = {0.1, 0.2, 0.3, 0.4, 0.5, 0.60001, 0.7, 1e14}, far[] = {1, 2, 3, 4, 5, 6.0001, 7, 1e6};
	const size_t group[] = {0, 0, 0, 1, 1, 1, 1, 1};
	check_rel(run_on(FLIGNER, x, group, 8, 2).statistic, run_on(FLIGNER, far, group, 8, 2).statistic, 1e-14);
}

static void half_and_half_is_no_test_of_scale_however_many(void **state)
{
	(void)state;
	const uint64_t n = 200000003;
	const struct svy_run runs[] = {{1, 0, n - 7}, {2, 0, 11}, {1, 1, 7}, {2, 1, n - 11}};
	struct svy_sample sample;
	check_ok(svy_sample_make(runs, 4, 2, &sample, NULL), NULL);
	struct svy_test test = run(MOOD, &sample);
	check_close(test.p, NAN, 0);
	check_contains(test.note, "equally far");
	svy_sample_clear(&sample);
}

static void two_numbers_are_equally_far_from_their_middle(void **state)
{
	(void)state;
	const double x[] = {0.1, 0.3, 0.7, 1.9};
	const size_t group[] = {0, 0, 1, 1};
	for (int which = LEVENE; which <= BROWN_FORSYTHE; which++) {
		struct svy_test test = run_on(which, x, group, 4, 2);
		check_close(test.p, NAN, 0);
		check_contains(test.note, "the distances do not vary within the groups");
	}
}

static void scores_of_ties_are_averaged(void **state)
{
	(void)state;
	/* All 462 arrangements have the variance 210.4090909 (R 4.2.2, combn()); mood.test() takes 132.95. */
	const double x[] = {1, 2, 2, 3, 3, 3, 3, 5, 1, 4, 4};
	const size_t group[] = {0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1};
	struct svy_sample sample = sample_of(x, group, 11, 2);
	struct svy_test test = run(MOOD, &sample), less;
	check_rel(test.statistic, (38 - 60) / sqrt(210.409090909090909), 1e-14);
	check_ok(svy_mood(&sample, SVY_LESS, &less, NULL), NULL);
	check_rel(2 * less.p, test.p, 1e-15);
	svy_sample_clear(&sample);
}

static void what_is_undefined_says_why(void **state)
{
	(void)state;
	const double x[] = {1, 1, 1, 2, 4, 5};
	const size_t constant[] = {0, 0, 0, 1, 1, 1}, lonely[] = {1, 1, 1, 1, 1, 0};
	const char *const alone[] = {"fewer than two", "fewer than two", "fewer than two", "fewer than two", "here are 1"};
	for (int which = 0; which < N_TESTS; which++) {
		struct svy_test test = run_on(which, x, (const size_t[]){2, 2, 2, 2, 2, 2}, 6, 3);
		check_contains(test.note, alone[which]);
		check_close(test.p, NAN, 0);
		test = run_on(which, NULL, NULL, 0, 0);
		check_close(test.p, NAN, 0);
		assert_true(test.note[0]);
	}
	check_contains(run_on(BARTLETT, x, constant, 6, 2).note, "do not vary");
	check_contains(run_on(BARTLETT, x, lonely, 6, 2).note, "a group of one");
	check_contains(run_on(LEVENE, x, lonely, 6, 2).note, "1 group of one respondent");
	check_contains(run_on(FLIGNER, x, lonely, 6, 3).note, "1 empty group left out");
	check_contains(run_on(FLIGNER, (const double[]){1, 1, 2, 2}, (const size_t[]){0, 0, 1, 1}, 4, 2).note,
	               "equally far");
	check_contains(run_on(MOOD, (const double[]){1, 1, 1}, (const size_t[]){0, 0, 1}, 3, 2).note, "equally far");
	check_contains(run_on(LEVENE, x, (const size_t[]){0, 1, 2, 3, 4, 5}, 6, 6).note, "groups of one respondent have");
	check_contains(run_on(MOOD, x, (const size_t[]){0, 1, 2, 0, 1, 2}, 6, 3).note, "two groups, and here are 3");
}

static void numbers_near_a_thousand_million_keep_their_digits(void **state)
{
	(void)state;
	double x[] = {1, 2, 4, 3, 9, 7, 8}, far[7];
	const size_t group[] = {0, 0, 0, 1, 1, 1, 1};
	for (int i = 0; i < 7; i++)
		far[i] = x[i] + 1e9;
	for (int which = 0; which < N_TESTS; which++)
		check_rel(run_on(which, far, group, 7, 2).p, run_on(which, x, group, 7, 2).p, 1e-14);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_tests_have_their_names),
		cmocka_unit_test(decimals_tie_as_they_are_written),
		cmocka_unit_test(an_outlier_does_not_make_others_tie),
		cmocka_unit_test(half_and_half_is_no_test_of_scale_however_many),
		cmocka_unit_test(two_numbers_are_equally_far_from_their_middle),
		cmocka_unit_test(scores_of_ties_are_averaged),
		cmocka_unit_test(what_is_undefined_says_why),
		cmocka_unit_test(numbers_near_a_thousand_million_keep_their_digits),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
