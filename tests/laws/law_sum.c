/*
 * Laws of exact sums: any order and any split of the numbers gives the same
 * bits, and every number added and taken away again leaves the rest.
 */
#include <math.h>
#include <stdlib.h>

#include "base/random.h"
#include "base/sum.h"
#include "tests/support/check.h"

enum { N = 300, ROUNDS = 200 };

/* Of very different sizes, both signs. */
static void draw(struct svy_random *random, double *x)
{
	for (size_t i = 0; i < N; i++)
		x[i] = ldexp(svy_random_normal(random), (int)svy_random_below(random, 400) - 200);
}

static void shuffle(struct svy_random *random, double *x)
{
	for (size_t i = N; i-- > 1;) {
		size_t j = svy_random_below(random, i + 1);
		double kept = x[i];
		x[i] = x[j];
		x[j] = kept;
	}
}

static void order_and_split_change_nothing(void **state)
{
	struct svy_random random;
	double x[N];
	(void)state;
	svy_random_start(&random, 2, "law-sum", 0);
	for (int round = 0; round < ROUNDS; round++) {
		struct svy_sum whole = {0}, parts[3] = {{{0}, 0, 0}};
		draw(&random, x);
		svy_sum_add_all(&whole, x, N);
		shuffle(&random, x);
		for (size_t i = 0; i < N; i++)
			svy_sum_add(&parts[svy_random_below(&random, 3)], x[i]);
		svy_sum_merge(&parts[2], &parts[0]);
		svy_sum_merge(&parts[2], &parts[1]);
		check_close(svy_sum_value(&parts[2]), svy_sum_value(&whole), 0);
	}
}

static void what_is_taken_away_was_never_there(void **state)
{
	struct svy_random random;
	double x[N], rest;
	(void)state;
	svy_random_start(&random, 3, "law-sum", 0);
	for (int round = 0; round < ROUNDS; round++) {
		struct svy_sum sum = {0};
		draw(&random, x);
		rest = svy_random_normal(&random) * 0x1p-300;
		svy_sum_add(&sum, rest);
		svy_sum_add_all(&sum, x, N);
		shuffle(&random, x);
		for (size_t i = 0; i < N; i++)
			svy_sum_add(&sum, -x[i]);
		check_close(svy_sum_value(&sum), rest, 0);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(order_and_split_change_nothing),
		cmocka_unit_test(what_is_taken_away_was_never_there),
	};
	return cmocka_run_group_tests_name("laws/sum", tests, NULL, NULL);
}
