#include <math.h>

#include "stat/distribution.h"
#include "stat/posthoc.h"
#include "tests/support/check.h"

/* PlantGrowth of R: ctrl, trt1, trt2. */
static const struct svy_group_moments PLANTS[] = {
	{10, 5.032, 0, 3.05996}, {10, 4.661, 0, 5.66929}, {10, 5.526, 0, 1.76284}};

/* R 4.2.2: TukeyHSD(aov(weight ~ group, PlantGrowth)). */
static void plants_by_tukey(void **state)
{
	struct svy_pair pairs[3];
	(void)state;
	check_ok(svy_tukey_kramer(PLANTS, 3, 0.95, pairs, NULL), NULL);
	check_close(pairs[0].p_adjusted, 0.3908711, 5e-8);
	check_close(pairs[1].p_adjusted, 0.1979960, 5e-8);
	check_close(pairs[2].p_adjusted, 0.0120064, 5e-8);
	check_close(pairs[2].low, -1.5562161, 1e-5);
	check_close(pairs[2].high, -0.1737839, 1e-5);
	check_close(pairs[2].df, 27, 0);
	check_rel(pairs[2].p, 2 * svy_t_upper(-pairs[2].statistic, 27), 1e-15);
}

static void empty_groups_are_not_counted(void **state)
{
	const struct svy_group_moments more[] = {PLANTS[0], {0, NAN, 0, NAN}, PLANTS[1], PLANTS[2]};
	struct svy_pair three[3], four[6];
	(void)state;
	check_ok(svy_tukey_kramer(PLANTS, 3, 0.95, three, NULL), NULL);
	check_ok(svy_tukey_kramer(more, 4, 0.95, four, NULL), NULL);
	check_close(four[5].p_adjusted, three[2].p_adjusted, 0);
	check_close(four[0].p, NAN, 0);
	assert_string_equal(four[0].note, "not compared: a group is empty");
	check_ok(svy_games_howell(PLANTS, 3, 0.95, three, NULL), NULL);
	check_ok(svy_games_howell(more, 4, 0.95, four, NULL), NULL);
	check_close(four[5].p_adjusted, three[2].p_adjusted, 0);
	check_ok(svy_dunnett_compare(PLANTS, 3, 0, SVY_TWO_SIDED, 0.95, three, NULL), NULL);
	check_ok(svy_dunnett_compare(more, 4, 0, SVY_TWO_SIDED, 0.95, four, NULL), NULL);
	check_close(four[1].p_adjusted, three[0].p_adjusted, 0);
}

static void a_group_of_one_has_no_variance(void **state)
{
	const struct svy_group_moments groups[] = {PLANTS[0], {1, 6, 0, 0}, PLANTS[2]};
	struct svy_pair pairs[3], two[1];
	(void)state;
	check_ok(svy_games_howell(groups, 3, 0.95, pairs, NULL), NULL);
	check_close(pairs[0].p, NAN, 0);
	check_rel(pairs[0].estimate, 5.032 - 6, 1e-15);
	assert_string_equal(pairs[0].note, "not compared: a group of one has no variance");
	/* of three groups two are left: Welch's t */
	check_ok(svy_games_howell((const struct svy_group_moments[]){groups[0], groups[2]}, 2, 0.95, two, NULL), NULL);
	check_close(pairs[1].p_adjusted, two[0].p_adjusted, 0);
	check_ok(svy_tukey_kramer(groups, 3, 0.95, pairs, NULL), NULL);
	assert_true(pairs[0].p < pairs[0].p_adjusted);
}

static void groups_that_do_not_vary(void **state)
{
	const struct svy_group_moments groups[] = {{3, 1, 0, 0}, {4, 2, 0, 0}, PLANTS[2]};
	struct svy_pair pairs[3];
	(void)state;
	check_ok(svy_games_howell(groups, 3, 0.95, pairs, NULL), NULL);
	assert_string_equal(pairs[0].note, "not compared: no variation within the two groups");
	check_close(pairs[1].df, 9, 1e-12);
	assert_null(pairs[1].note);
	check_ok(svy_tukey_kramer(groups, 2, 0.95, pairs, NULL), NULL);
	assert_string_equal(pairs[0].note, "not compared: no variation within the groups");
	check_close(pairs[0].low, NAN, 0);
}

/* The control is b, wherever it stands; the others are not compared with each other. */
static void pairs_of_the_control_are_turned(void **state)
{
	struct svy_pair first[3], second[3];
	(void)state;
	check_ok(svy_dunnett_compare(PLANTS, 3, 0, SVY_TWO_SIDED, 0.95, first, NULL), NULL);
	assert_int_equal(first[0].a, 1);
	assert_int_equal(first[0].b, 0);
	check_rel(first[0].estimate, 4.661 - 5.032, 1e-14);
	assert_string_equal(first[2].note, "not compared: neither is the control");
	check_ok(svy_dunnett_compare(PLANTS, 3, 1, SVY_TWO_SIDED, 0.95, second, NULL), NULL);
	check_close(second[0].estimate, -first[0].estimate, 0);
	check_close(second[0].p_adjusted, first[0].p_adjusted, 1e-14);
	check_close(second[0].low, -first[0].high, 1e-12);
}

static void one_side_has_an_open_limit(void **state)
{
	struct svy_pair less[3], greater[3];
	(void)state;
	check_ok(svy_dunnett_compare(PLANTS, 3, 0, SVY_LESS, 0.95, less, NULL), NULL);
	check_ok(svy_dunnett_compare(PLANTS, 3, 0, SVY_GREATER, 0.95, greater, NULL), NULL);
	check_close(less[0].low, -INFINITY, 0);
	check_close(greater[0].high, INFINITY, 0);
	check_close(less[0].p + greater[0].p, 1, 1e-14);
	assert_true(less[0].p_adjusted < 0.5 && greater[0].p_adjusted > 0.5);
}

/* Ranks 1, 2.5, 2.5, 4, 5, 6: the mean ranks are 1.75, 3.25 and 5.5, and s^2 is
 * (6 7 - 6 / 5) / 12 = 3.4. */
static void ranks_by_hand(void **state)
{
	static const struct svy_run runs[] = {{10, 0, 1}, {20, 0, 1}, {20, 1, 1}, {31, 1, 1}, {40, 2, 1}, {55, 2, 1}};
	struct svy_sample sample;
	struct svy_pair pairs[3];
	(void)state;
	check_ok(svy_sample_make(runs, 6, 3, &sample, NULL), NULL);
	check_ok(svy_dunn(&sample, SVY_ADJUST_BONFERRONI, pairs, NULL), NULL);
	check_rel(pairs[1].estimate, 1.75 - 5.5, 1e-15);
	check_rel(pairs[1].statistic, (1.75 - 5.5) / sqrt(3.4), 1e-15);
	check_rel(pairs[1].p_adjusted, 3 * 2 * svy_normal_upper(3.75 / sqrt(3.4)), 1e-14);
	check_close(pairs[1].df, NAN, 0);
	svy_sample_clear(&sample);
}

static void ranks_that_are_all_equal(void **state)
{
	static const struct svy_run runs[] = {{7, 0, 3}, {7, 1, 2}};
	struct svy_sample sample;
	struct svy_pair pairs[3];
	(void)state;
	check_ok(svy_sample_make(runs, 2, 3, &sample, NULL), NULL);
	check_ok(svy_dunn(&sample, SVY_ADJUST_HOLM, pairs, NULL), NULL);
	assert_string_equal(pairs[0].note, "not compared: all values are equal");
	assert_string_equal(pairs[1].note, "not compared: a group is empty");
	check_close(pairs[0].p_adjusted, NAN, 0);
	svy_sample_clear(&sample);
	check_ok(svy_sample_make(NULL, 0, 1, &sample, NULL), NULL);
	check_ok(svy_dunn(&sample, SVY_ADJUST_HOLM, pairs, NULL), NULL);
	svy_sample_clear(&sample);
}

static void what_is_refused(void **state)
{
	const struct svy_group_moments bad[] = {PLANTS[0], {-1, 2, 0, 3}};
	struct svy_pair pairs[3] = {{.p = 7}};
	struct svy_status status = {0};
	(void)state;
	check_fails(svy_tukey_kramer(PLANTS, 3, 1, pairs, &status), SVY_EDOMAIN, &status, "level 1 is not between");
	check_fails(svy_games_howell(PLANTS, 3, NAN, pairs, &status), SVY_EDOMAIN, &status, "level");
	check_fails(svy_games_howell(bad, 2, 0.95, pairs, &status), SVY_EDOMAIN, &status, "group 2");
	check_fails(svy_dunnett_compare(PLANTS, 3, 3, SVY_LESS, 0.95, pairs, &status), SVY_EDOMAIN, &status, "4 of 3");
	check_fails(svy_dunnett_compare(bad, 2, 0, SVY_LESS, 0.95, pairs, &status), SVY_EDOMAIN, &status, "group 2");
	check_close(pairs[0].p, 7, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(plants_by_tukey),
		cmocka_unit_test(empty_groups_are_not_counted),
		cmocka_unit_test(a_group_of_one_has_no_variance),
		cmocka_unit_test(groups_that_do_not_vary),
		cmocka_unit_test(pairs_of_the_control_are_turned),
		cmocka_unit_test(one_side_has_an_open_limit),
		cmocka_unit_test(ranks_by_hand),
		cmocka_unit_test(ranks_that_are_all_equal),
		cmocka_unit_test(what_is_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
