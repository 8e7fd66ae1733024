#include <math.h>

#include "stat/matched.h"
#include "tests/support/check.h"

static void pairs_are_ordered_and_joined(void **state)
{
	(void)state;
	const double x[] = {2, 1, 2, -0.0, 2, 0, 9, 7}, y[] = {5, 3, 5, 3, 4, 3, 1, 7};
	const uint64_t n[] = {1, 2, 3, 1, 1, 4, 2, 0};
	const struct svy_matched data = {x, y, n, 8};
	struct svy_ordered_pairs o;
	check_ok(svy_ordered_pairs_new(&data, &o, NULL), NULL);
	assert_int_equal(o.size, 5);
	assert_int_equal(o.total, 14);
	assert_int_equal(o.x_size, 4);
	assert_int_equal(o.y_size, 4);
	const size_t xs[] = {0, 1, 2, 2, 3}, ys[] = {1, 1, 2, 3, 0};
	const uint64_t ns[] = {5, 2, 1, 4, 2}, x_count[] = {5, 2, 5, 2}, y_count[] = {2, 7, 1, 4};
	for (size_t i = 0; i < 5; i++) {
		assert_int_equal(o.x[i], xs[i]);
		assert_int_equal(o.y[i], ys[i]);
		assert_int_equal(o.n[i], ns[i]);
	}
	for (size_t i = 0; i < 4; i++) {
		assert_int_equal(o.x_count[i], x_count[i]);
		assert_int_equal(o.y_count[i], y_count[i]);
	}
	svy_ordered_pairs_clear(&o);
	svy_ordered_pairs_clear(&o);
}

static void what_is_no_pair_is_refused(void **state)
{
	(void)state;
	const double bad[] = {NAN, INFINITY, -INFINITY}, good[] = {1, 2, 3};
	const uint64_t none[] = {0, 0, 0}, many[] = {SVY_SAMPLE_MAX, 1, 0};
	struct svy_ordered_pairs o = {.size = 7};
	struct svy_status status = {0};
	uint64_t total = 5;
	for (size_t i = 0; i < 3; i++) {
		const struct svy_matched in_x = {bad + i, good, NULL, 1}, in_y = {good, bad + i, NULL, 1};
		check_fails(svy_matched_check(&in_x, &total, &status), SVY_EDOMAIN, &status, "finite");
		check_fails(svy_ordered_pairs_new(&in_y, &o, &status), SVY_EDOMAIN, &status, "pair 1");
	}
	const struct svy_matched uncounted = {bad, bad, none, 3}, crowd = {good, good, many, 3};
	check_fails(svy_matched_check(&crowd, &total, &status), SVY_EDOMAIN, &status, "more than");
	assert_int_equal(total, 5);
	assert_int_equal(o.size, 7);
	check_ok(svy_matched_check(&uncounted, &total, NULL), NULL); /* nobody has them */
	assert_int_equal(total, 0);
	check_ok(svy_ordered_pairs_new(&uncounted, &o, NULL), NULL);
	assert_int_equal(o.size, 0);
	assert_int_equal(o.y_size, 0);
	svy_ordered_pairs_clear(&o);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(pairs_are_ordered_and_joined),
		cmocka_unit_test(what_is_no_pair_is_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
