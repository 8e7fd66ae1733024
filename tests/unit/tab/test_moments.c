#include <math.h>
#include <stdlib.h>

#include "tab/count.h"
#include "tab/moments.h"
#include "tests/support/check.h"
#include "tests/support/numbers.h"

enum { MOST = 1001 };

static struct svy_moments *moments_of(enum svy_weight_kind kind, size_t n, const int32_t *groups, const double *x,
                                      const double *weights)
{
	struct svy_table *table = numbers_new(n, 3, groups, x, weights);
	struct svy_status status = {0};
	struct svy_moments *moments;
	check_ok(svy_moments_new(kind, &moments, &status), &status);
	check_ok(svy_moments_add(moments, table, NUMBERS_X, NUMBERS_GROUP, weights ? NUMBERS_WEIGHT : SVY_NO_COLUMN, NULL,
	                         &status), &status);
	rows_free(table);
	return moments;
}

/* NIST StRD, univariate: first value, then two that alternate; the mean is `first`, the
 * standard deviation `sd` of the decimal numbers.  The digits of the last sets are those
 * that their rounding to double leaves. */
static void check_nist(double first, double low, double high, size_t n, double sd, double tolerance)
{
	static int32_t groups[MOST];
	double x[MOST];
	struct svy_moments_of of;
	x[0] = first;
	for (size_t i = 1; i < n; i++)
		x[i] = i % 2 ? low : high;
	struct svy_moments *moments = moments_of(SVY_WEIGHT_NONE, n, groups, x, NULL);
	svy_moments_finish(moments, 0, &of);
	assert_int_equal(of.n, n);
	check_rel(of.mean, first, 1e-15);
	check_rel(svy_moments_sd(&of), sd, tolerance);
	svy_moments_free(moments);
}

static void nist_sets(void **state)
{
	(void)state;
	check_nist(10000002, 10000001, 10000003, 3, 1, 0);           /* NumAcc1 */
	check_nist(1.2, 1.1, 1.3, 1001, 0.1, 1e-15);                 /* NumAcc2 */
	check_nist(1000000.2, 1000000.1, 1000000.3, 1001, 0.1, 3.6e-10); /* NumAcc3: 9.45 digits are there */
	check_nist(10000000.2, 10000000.1, 10000000.3, 1001, 0.1, 5.7e-9); /* NumAcc4: 8.25 */
}

static void groups_by_code_and_all_together(void **state)
{
	const int32_t groups[] = {0, 0, 2, -1, 2};
	const double x[] = {1, 3, 10, 7, 20};
	struct svy_moments *moments = moments_of(SVY_WEIGHT_NONE, 5, groups, x, NULL);
	struct svy_moments_of of;
	(void)state;
	svy_moments_finish(moments, 2, &of);
	check_close(of.mean, 15, 0);
	check_close(of.ss, 50, 0);
	svy_moments_finish(moments, -1, &of);
	assert_int_equal(of.n, 1);
	check_close(of.ss, 0, 0);
	check_close(svy_moments_sd(&of), NAN, 0);
	svy_moments_finish(moments, 1, &of);
	assert_int_equal(of.n, 0);
	check_close(of.mean, NAN, 0);
	svy_moments_finish(moments, 99, &of);
	assert_int_equal(of.n, 0);
	svy_moments_finish_all(moments, &of);
	check_rel(of.mean, 8.2, 1e-15);
	check_rel(of.mean + of.mean_rest, 8.2, 1e-15);
	check_rel(of.ss, 222.8, 1e-14);
	svy_moments_free(moments);
}

/* Mean 1/3 to twice the digits of a double. */
static void the_rest_has_the_digits_beyond(void **state)
{
	const int32_t groups[3] = {0};
	const double x[] = {0, 0, 1};
	struct svy_moments *moments = moments_of(SVY_WEIGHT_NONE, 3, groups, x, NULL);
	struct svy_moments_of of;
	(void)state;
	svy_moments_finish(moments, 0, &of);
	check_close(of.mean, 1.0 / 3, 0);
	check_rel(of.mean_rest, 0x1p-54 / 3, 1e-15); /* 1/3 = 0x1.5555555555555p-2 + 2^-54 / 3 */
	svy_moments_free(moments);
}

/* R: x <- c(1, 4, 9); w <- c(1.5, 2, 0.5); svymean and sqrt(svyvar) of survey 4.1-1. */
static void sampling_weights_weigh(void **state)
{
	const int32_t groups[3] = {0};
	const double x[] = {1, 4, 9}, w[] = {1.5, 2, 0.5};
	struct svy_moments *moments = moments_of(SVY_WEIGHT_SAMPLING, 3, groups, x, w);
	struct svy_moments_of of;
	(void)state;
	svy_moments_finish(moments, 0, &of);
	assert_int_equal(of.n, 3);
	check_close(of.w, 4, 0);
	check_close(of.w2, 6.5, 0);
	check_rel(of.mean, 3.5, 1e-15);
	check_rel(svy_moments_sd(&of), 3.061862178478973, 1e-10);
	svy_moments_free(moments);
}

static void an_overflow_is_not_a_number(void **state)
{
	const int32_t groups[2] = {0};
	const double x[] = {1e200, -1e200};
	struct svy_moments *moments = moments_of(SVY_WEIGHT_NONE, 2, groups, x, NULL);
	struct svy_moments_of of;
	(void)state;
	svy_moments_finish(moments, 0, &of);
	check_close(of.mean, 0, 0);
	check_close(of.ss, NAN, 0);
	check_close(svy_moments_sd(&of), NAN, 0);
	svy_moments_free(moments);
}

static void merging_keeps_the_source(void **state)
{
	const int32_t groups[] = {0, 1};
	const double x[] = {1, 2};
	struct svy_moments *a = moments_of(SVY_WEIGHT_NONE, 1, groups, x, NULL);
	struct svy_moments *b = moments_of(SVY_WEIGHT_NONE, 2, groups, x, NULL);
	struct svy_status status = {0};
	struct svy_moments_of of;
	(void)state;
	check_ok(svy_moments_merge(a, b, &status), &status);
	svy_moments_finish_all(a, &of);
	assert_int_equal(of.n, 3);
	svy_moments_finish_all(b, &of);
	assert_int_equal(of.n, 2);
	svy_moments_free(a);
	svy_moments_free(b);
	svy_moments_free(NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nist_sets),
		cmocka_unit_test(groups_by_code_and_all_together),
		cmocka_unit_test(the_rest_has_the_digits_beyond),
		cmocka_unit_test(sampling_weights_weigh),
		cmocka_unit_test(an_overflow_is_not_a_number),
		cmocka_unit_test(merging_keeps_the_source),
	};
	return cmocka_run_group_tests_name("tab/moments", tests, NULL, NULL);
}
