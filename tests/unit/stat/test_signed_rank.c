#include <math.h>

#include "stat/signed_rank.h"
#include "tests/support/check.h"

static const struct svy_rank_options PLAIN = {.level = 0.95, .draw = {.seed = 1}};

static struct svy_test test_of(const double *x, const double *y, const uint64_t *n, size_t size,
                               enum svy_rank_form form, struct svy_rank_options options)
{
	const struct svy_matched data = {x, y, n, size};
	struct svy_test test;
	check_ok(svy_signed_rank(&data, form, &options, &test, NULL), NULL);
	return test;
}

/* In doubles 0.3 - 0.1 is not 0.2 - 0; on paper both are 0.2. */
static void distances_that_rounding_tells_apart_tie(void **state)
{
	(void)state;
	static const double x[] = {0.3, 0.2, 0.5, 1.1, 7}, y[] = {0.1, 0, 0.7, 1.1, 7};
	const struct svy_matched data = {x, y, NULL, 5};
	struct svy_distances d;
	assert_true(x[0] - y[0] < x[1] - y[1]);
	check_ok(svy_distances_make(&data, 0, &d, NULL), NULL);
	assert_int_equal(d.n_distances, 1);
	assert_int_equal(d.distance[0].above, 2);
	assert_int_equal(d.distance[0].below, 1);
	assert_int_equal(d.zeros, 2);
	assert_int_equal(d.n, 5);
	svy_distances_clear(&d);
	/* 1.2 - 1.1 less 0.1 is 0; of one group nothing is rounded */
	const double a[] = {1.2}, b[] = {1.1}, c[] = {1e-300, 2e-300};
	const struct svy_matched tenth = {a, b, NULL, 1}, tiny = {c, NULL, NULL, 2};
	check_ok(svy_distances_make(&tenth, 0.1, &d, NULL), NULL);
	assert_int_equal(d.zeros, 1);
	svy_distances_clear(&d);
	check_ok(svy_distances_make(&tiny, 0, &d, NULL), NULL);
	assert_int_equal(d.n_distances, 2);
	svy_distances_clear(&d);
}

static void differences_are_a_sample(void **state)
{
	(void)state;
	static const double x[] = {3, 1, 3}, y[] = {1, 1, 1};
	static const uint64_t n[] = {2, 5, 1};
	const struct svy_matched data = {x, y, n, 3};
	struct svy_sample sample;
	check_ok(svy_differences_sample(&data, &sample, NULL), NULL);
	assert_int_equal(sample.n_runs, 2);
	assert_int_equal(sample.run[1].n, 3);
	assert_int_equal(sample.n, 8);
	svy_sample_clear(&sample);
}

/* Three differences 1 2 -3: V = 3 is its mean; by hand. */
static void by_hand(void **state)
{
	(void)state;
	static const double x[] = {1, 2, -3, 0};
	struct svy_test test = test_of(x, NULL, NULL, 4, SVY_RANK_EXACT, PLAIN);
	check_close(test.statistic, 3, 0);
	check_close(test.p, 1, 0);
	check_rel(test.attainable_p, 0.25, 1e-15);
	check_contains(test.note, "1 of 4 differences is 0, left out (Wilcoxon)");
	struct svy_rank_options options = PLAIN;
	options.pratt = true;
	options.alternative = SVY_GREATER;
	test = test_of(x, NULL, NULL, 4, SVY_RANK_EXACT, options);
	check_close(test.statistic, 5, 0); /* ranks 2 3 4 */
	check_rel(test.p, 4.0 / 8, 1e-15);  /* sums 0 2 3 4 5 6 7 9 */
	check_rel(test.attainable_p, 0.125, 1e-15);
	check_contains(test.note, "(Pratt)");
	check_contains(test.method, "zeros by Pratt");
	/* the estimate does not depend on what is tested */
	options.mu = 1;
	check_close(test_of(x, NULL, NULL, 4, SVY_RANK_NORMAL, options).estimate, test.estimate, 0);
}

static void what_has_no_answer_says_why(void **state)
{
	(void)state;
	static const double same[] = {2, 2, 2}, nan[] = {1, NAN}, far[] = {1.7e308}, other[] = {-1.7e308};
	struct svy_rank_options options = PLAIN;
	options.mu = 2;
	for (int form = 0; form < 3; form++) {
		struct svy_test test = test_of(same, NULL, NULL, 3, (enum svy_rank_form)form, options);
		check_close(test.p, NAN, 0);
		check_close(test.estimate, 2, 0);
		check_contains(test.note, "no difference is above or below");
		test = test_of(same, NULL, NULL, 0, (enum svy_rank_form)form, options);
		check_close(test.estimate, NAN, 0);
		check_contains(test.note, "there are no values");
	}
	struct svy_status status = {0};
	struct svy_test test = {.p = 7};
	const struct svy_matched bad = {nan, NULL, NULL, 2}, large = {far, other, NULL, 1};
	const uint64_t many[] = {SVY_SAMPLE_MAX, 1};
	const struct svy_matched too_many = {same, NULL, many, 2};
	check_fails(svy_signed_rank(&bad, SVY_RANK_NORMAL, &PLAIN, &test, &status), SVY_EDOMAIN, &status, "value 2");
	check_fails(svy_signed_rank(&large, SVY_RANK_NORMAL, &PLAIN, &test, &status), SVY_EDOMAIN, &status, "too large");
	check_fails(svy_signed_rank(&too_many, SVY_RANK_NORMAL, &PLAIN, &test, &status), SVY_EDOMAIN, &status, "more than");
	check_close(test.p, 7, 0);
}

static void small_p_keeps_its_logarithm(void **state)
{
	(void)state;
	static const double x[] = {1};
	static const uint64_t n[] = {3000};
	struct svy_test test = test_of(x, NULL, n, 1, SVY_RANK_EXACT, PLAIN);
	check_close(test.p, 0, 0);
	check_rel(test.log_p, -2999 * log(2), 1e-10);
}

static void beyond_the_work_it_is_drawn(void **state)
{
	(void)state;
	static const double x[] = {1, 1, 2, -2, 3, 4, -1, 5, 5, 0};
	struct svy_rank_options options = PLAIN;
	struct svy_test exact = test_of(x, NULL, NULL, 10, SVY_RANK_EXACT, options);
	options.work = 1;
	struct svy_test drawn = test_of(x, NULL, NULL, 10, SVY_RANK_EXACT, options);
	check_contains(drawn.method, "Monte Carlo, 999 arrangements");
	assert_true(drawn.p_low <= exact.p && exact.p <= drawn.p_high);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(distances_that_rounding_tells_apart_tie),
		cmocka_unit_test(differences_are_a_sample),
		cmocka_unit_test(by_hand),
		cmocka_unit_test(what_has_no_answer_says_why),
		cmocka_unit_test(small_p_keeps_its_logarithm),
		cmocka_unit_test(beyond_the_work_it_is_drawn),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
