#include <math.h>

#include "stat/hypergeometric.h"
#include "tests/support/check.h"

/* Lady tasting tea: 1 16 36 16 1 of 70. */
static void tea_by_hand(void **state)
{
	const struct svy_fourfold cell = svy_fourfold_make(4, 4, 8);
	(void)state;
	check_close(cell.low, 0, 0);
	check_close(cell.high, 4, 0);
	check_rel(exp(svy_fourfold_weight_log(&cell, 1, 0)), 16.0 / 70, 1e-14);
	check_rel(exp(svy_fourfold_weight_log(&cell, 1, log(3))), 48.0 / 70, 1e-14);
	check_rel(exp(svy_fourfold_upper_log(&cell, 3)), 17.0 / 70, 1e-14);
	check_rel(exp(svy_fourfold_upper_log(&cell, 1)), 69.0 / 70, 1e-14);
	check_rel(exp(svy_fourfold_lower_log(&cell, 1)), 17.0 / 70, 1e-14);
	check_close(exp(svy_fourfold_upper_log(&cell, 5)), 0, 0);
	check_close(exp(svy_fourfold_lower_log(&cell, -1)), 0, 0);
	check_close(svy_fourfold_lower_log(&cell, 4), 0, 0);
}

/* The odds ratio 2 gives weights 1 32 144 128 16 of 321. */
static void tea_with_an_odds_ratio(void **state)
{
	const struct svy_fourfold cell = svy_fourfold_make(4, 4, 8);
	const double weight[] = {1, 32, 144, 128, 16};
	double mean = 0, variance = 0, slope;
	(void)state;
	for (int k = 0; k <= 4; k++) {
		mean += k * weight[k] / 321;
		variance += k * k * weight[k] / 321;
	}
	struct svy_fourfold_moments moments = svy_fourfold_moments(&cell, log(2));
	check_close(svy_fourfold_mode(&cell, log(2)), 2, 0);
	check_close(moments.mode, 2, 0);
	check_rel(moments.mode + moments.shift, mean, 1e-14);
	check_rel(moments.variance, variance - mean * mean, 1e-13);
	check_rel(moments.log_all, log(321.0 / 144), 1e-14);
	check_rel(exp(svy_fourfold_tail_log(&cell, 3, log(2), 1, &slope)), 144.0 / 321, 1e-13);
	check_rel(slope, (3 * 128.0 + 4 * 16) / 144 - mean, 1e-13);
	check_rel(exp(svy_fourfold_tail_log(&cell, 3, log(2), 0.5, &slope)), 80.0 / 321, 1e-13);
	check_rel(exp(svy_fourfold_tail_log(&cell, 1, log(2), 1, &slope)), 320.0 / 321, 1e-13);
}

static void the_mirror_counts_the_other_column(void **state)
{
	const struct svy_fourfold cell = svy_fourfold_make(7, 12, 30), other = svy_fourfold_mirror(&cell);
	(void)state;
	check_close(other.col, 18, 0);
	for (double k = 0; k <= 7; k++) {
		check_close(svy_fourfold_weight_log(&other, 7 - k, 0), svy_fourfold_weight_log(&cell, k, 0), 1e-13);
		check_close(svy_fourfold_upper_log(&other, 7 - k), svy_fourfold_lower_log(&cell, k), 1e-13);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(tea_by_hand),
		cmocka_unit_test(tea_with_an_odds_ratio),
		cmocka_unit_test(the_mirror_counts_the_other_column),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
