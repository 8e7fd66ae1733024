#include <math.h>

#include "stat/rank_exact.h"
#include "tests/support/check.h"

static struct svy_tail draw(const struct svy_tied_score *block, size_t size, int64_t m, int64_t limit)
{
	const struct svy_scores scores = {block, size};
	struct svy_tail tail;
	assert_true(isfinite(svy_draw_work(&scores, m, limit)));
	check_ok(svy_draw_lower(&scores, m, limit, &tail, NULL), NULL);
	return tail;
}

static struct svy_tail sign(const struct svy_tied_score *block, size_t size, int64_t limit)
{
	const struct svy_scores scores = {block, size};
	struct svy_tail tail;
	assert_true(isfinite(svy_sign_work(&scores, limit)));
	check_ok(svy_sign_lower(&scores, limit, &tail, NULL), NULL);
	return tail;
}

/* By hand. */
static void tails_of_few_scores(void **state)
{
	(void)state;
	static const struct svy_tied_score four[] = {{0, 1}, {1, 2}, {4, 1}};
	/* two of 0 1 1 4: sums 1 1 4 2 5 5 */
	check_rel(draw(four, 3, 2, 1).p, 2.0 / 6, 1e-15);
	check_rel(draw(four, 3, 2, 3).p, 3.0 / 6, 1e-15);
	check_close(draw(four, 3, 2, 0).p, 0, 0);
	check_close(draw(four, 3, 2, -1).p, 0, 0);
	check_close(draw(four, 3, 2, 5).p, 1, 0);
	check_close(draw(four, 3, 0, 0).p, 1, 0);
	check_close(draw(four, 3, 4, 6).p, 1, 0);
	/* signs of 0 1 1 4: sums 0 1 1 2 4 5 5 6, each twice */
	check_rel(sign(four, 3, 0).p, 1.0 / 8, 1e-15);
	check_rel(sign(four, 3, 2).p, 4.0 / 8, 1e-15);
	check_close(sign(four, 3, -1).p, 0, 0);
	check_close(sign(four, 3, 6).p, 1, 0);
}

/* 2000 of each of two scores, 1990 of the larger among those drawn: hypergeometric, with
 * R 4.2.2 phyper(10, 2000, 2000, 2000, log.p = TRUE). */
static void far_tails_have_their_logarithm(void **state)
{
	(void)state;
	static const struct svy_tied_score two[] = {{0, 2000}, {1, 2000}};
	static const struct svy_tied_score one[] = {{1, 3000}};
	check_rel(draw(two, 2, 2000, 10).log_p, -2646.4516657149015, 1e-10);
	check_close(draw(two, 2, 2000, 10).p, 0, 0);
	/* pbinom(20, 3000, 0.5, log.p = TRUE) */
	check_rel(sign(one, 1, 20).log_p, -1961.7065482391629, 1e-10);
}

/* Without ties: the four sums 0 to 3 above the least are made in 1, 1, 2 and 3 ways of drawing,
 * in 1, 1, 1 and 2 ways of signs. */
static void far_tails_without_ties(void **state)
{
	enum { N = 1300 };
	static struct svy_tied_score from_0[N], from_1[N];
	(void)state;
	for (int64_t i = 0; i < N; i++) {
		from_0[i] = (struct svy_tied_score){i, 1};
		from_1[i] = (struct svy_tied_score){i + 1, 1};
	}
	double choose = lgamma(N + 1) - 2 * lgamma(N / 2 + 1);
	check_rel(draw(from_0, N, N / 2, N / 2 * (N / 2 - 1) / 2 + 3).log_p, log(7) - choose, 1e-12);
	check_rel(sign(from_1, N, 3).log_p, log(5) - N * log(2), 1e-12);
	check_close(sign(from_1, N, 3).p, 0, 0);
}

static void the_least_probability_is_of_the_smallest_scores(void **state)
{
	(void)state;
	static const struct svy_tied_score four[] = {{0, 1}, {1, 2}, {4, 1}};
	const struct svy_scores scores = {four, 3};
	check_rel(exp(svy_draw_least_log(&scores, 2)), 2.0 / 6, 1e-14);
	check_rel(exp(svy_draw_least_log(&scores, 3)), 1.0 / 4, 1e-14);
	check_close(svy_draw_least_log(&scores, 4), 0, 1e-15);
}

/* R 4.2.2: qwilcox(0.025, 10, 5) = 9, qwilcox(0.05, 20, 31) = 225, qsignrank(0.025, 9) = 6,
 * qsignrank(0.05, 30) = 152: the smallest whose tail is above alpha. */
static void critical_values_without_ties(void **state)
{
	(void)state;
	int64_t k;
	check_ok(svy_draw_critical(10, 5, 0.025, 1e9, &k, NULL), NULL);
	assert_int_equal(k, 9);
	check_ok(svy_draw_critical(20, 31, 0.05, 1e9, &k, NULL), NULL);
	assert_int_equal(k, 225);
	check_ok(svy_draw_critical(3, 3, 0.05, 1e9, &k, NULL), NULL);
	assert_int_equal(k, 1); /* 1/20 is 0.05 */
	check_ok(svy_draw_critical(3, 3, 0.025, 1e9, &k, NULL), NULL);
	assert_int_equal(k, 0);
	check_ok(svy_draw_critical(3, 3, 0.7, 1e9, &k, NULL), NULL);
	assert_int_equal(k, 6); /* 13/20 */
	check_ok(svy_draw_critical(2000, 2000, 0.025, 1e6, &k, NULL), NULL);
	assert_int_equal(k, -1);
	check_ok(svy_sign_critical(9, 0.025, 1e9, &k, NULL), NULL);
	assert_int_equal(k, 6);
	check_ok(svy_sign_critical(30, 0.05, 1e9, &k, NULL), NULL);
	assert_int_equal(k, 152);
	check_ok(svy_sign_critical(4, 0.025, 1e9, &k, NULL), NULL);
	assert_int_equal(k, 0);
	check_ok(svy_sign_critical(100000, 0.025, 1e9, &k, NULL), NULL);
	assert_int_equal(k, -1);
}

static void random_sums_have_their_mean(void **state)
{
	(void)state;
	static const struct svy_tied_score block[] = {{0, 3}, {2, 1}, {5, 40}, {9, 7}};
	const struct svy_scores scores = {block, 4};
	double drawn = 0, signs = 0;
	for (uint64_t i = 0; i < 20000; i++) {
		struct svy_random random;
		svy_random_start(&random, 1, "sums", i);
		drawn += (double)svy_draw_random(&scores, 20, &random) / 20000;
		signs += (double)svy_sign_random(&scores, &random) / 20000;
	}
	check_close(drawn, 20 * 265.0 / 51, 0.2);
	check_close(signs, 265.0 / 2, 0.7);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(tails_of_few_scores),
		cmocka_unit_test(far_tails_have_their_logarithm),
		cmocka_unit_test(far_tails_without_ties),
		cmocka_unit_test(the_least_probability_is_of_the_smallest_scores),
		cmocka_unit_test(critical_values_without_ties),
		cmocka_unit_test(random_sums_have_their_mean),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
