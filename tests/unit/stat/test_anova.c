#include <math.h>

#include "stat/anova.h"
#include "tests/support/check.h"

static void a_table_adds_up(void **state)
{
	(void)state;
	/* 1 2 3, 2 4 6, 5 6 10, by hand */
	const struct svy_group_moments groups[] = {{3, 2, 0, 2}, {3, 4, 0, 8}, {3, 7, 0, 14}};
	struct svy_anova table;
	struct svy_test test;
	check_ok(svy_anova(groups, 3, &table, &test, NULL), NULL);
	assert_string_equal(test.test, "anova");
	check_rel(table.between_ss, 38, 1e-15);
	check_close(table.within_ss, 24, 0);
	check_rel(table.total_ss, 62, 1e-15);
	check_close(table.between_df, 2, 0);
	check_close(table.within_df, 6, 0);
	check_close(table.total_df, 8, 0);
	check_rel(table.f, 4.75, 1e-15);
	check_rel(table.r_squared, 38.0 / 62, 1e-15);
	check_close(table.residual_sd, 2, 0);
	/* With 2 degrees of freedom above, p is (1 + 2 F / d)^(-d / 2). */
	check_rel(table.p, pow(1 + 9.5 / 6, -3), 1e-14);
	check_rel(test.p, table.p, 0);
	check_rel(table.log_p, log(table.p), 1e-14);
}

static void what_means_have_beyond_a_double_counts(void **state)
{
	(void)state;
	const struct svy_group_moments groups[] = {{4, 1e16, 0.5, 3}, {4, 1e16, -0.5, 3}};
	struct svy_anova table;
	struct svy_test test;
	check_ok(svy_anova(groups, 2, &table, &test, NULL), NULL);
	check_rel(table.between_ss, 2, 1e-15);
	check_ok(svy_anova_welch(groups, 2, &test, NULL), NULL);
	check_rel(test.statistic, 2, 1e-15);
	assert_string_equal(test.test, "anova-welch");
}

static void empty_groups_are_left_out(void **state)
{
	(void)state;
	const struct svy_group_moments groups[] = {{0, NAN, NAN, NAN}, {3, 2, 0, 2}, {0, 0, 0, 0}, {3, 4, 0, 8}};
	struct svy_test all, two;
	check_ok(svy_anova(groups, 4, NULL, &all, NULL), NULL);
	check_contains(all.note, "2 empty groups left out");
	check_close(all.df, 1, 0);
	check_ok(svy_anova_welch(groups, 4, &all, NULL), NULL);
	check_contains(all.note, "2 empty groups left out");
	check_ok(svy_anova_welch((const struct svy_group_moments[]){groups[1], groups[3]}, 2, &two, NULL), NULL);
	check_rel(all.p, two.p, 0);
}

static void what_has_no_f_says_why(void **state)
{
	(void)state;
	const struct {
		struct svy_group_moments groups[2];
		const char *anova, *welch;
	} cases[] = {
		{{{3, 2, 0, 2}, {0, 0, 0, 0}}, "fewer than two groups", "fewer than two groups"},
		{{{1, 2, 0, 0}, {1, 3, 0, 0}}, "groups of one respondent have no variance", "a group of one respondent"},
		{{{3, 2, 0, 0}, {3, 2, 0, 0}}, "F would be 0/0", "the numbers of a group do not vary"},
		{{{3, 2, 0, 0}, {3, 3, 0, 0}}, "F would be infinite", "the numbers of a group do not vary"},
		{{{3, NAN, NAN, NAN}, {3, 3, 0, 1}}, "not known", "not known"},
		{{{3, 2, 0, 1e308}, {1, 3, 0, 1e308}}, "beyond the range", "a group of one"},
	};
	struct svy_test test;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		check_ok(svy_anova(cases[i].groups, 2, NULL, &test, NULL), NULL);
		check_contains(test.note, cases[i].anova);
		check_close(test.p, NAN, 0);
		check_ok(svy_anova_welch(cases[i].groups, 2, &test, NULL), NULL);
		check_contains(test.note, cases[i].welch);
		check_close(test.statistic, NAN, 0);
	}
	check_ok(svy_anova(NULL, 0, NULL, &test, NULL), NULL);
	check_contains(test.note, "fewer than two groups");
}

static void the_table_is_filled_as_far_as_it_exists(void **state)
{
	(void)state;
	const struct svy_group_moments groups[] = {{1, 2, 0, 0}, {1, 4, 0, 0}};
	struct svy_anova table;
	struct svy_test test;
	check_ok(svy_anova(groups, 2, &table, &test, NULL), NULL);
	check_rel(table.between_ss, 2, 1e-15);
	check_close(table.within_df, 0, 0);
	check_close(table.within_ms, NAN, 0);
	check_close(table.r_squared, 1, 0);
	check_close(table.f, NAN, 0);
}

static void what_is_no_group_is_refused(void **state)
{
	(void)state;
	struct svy_status status = {0};
	struct svy_test test = {.test = "untouched"};
	const struct svy_group_moments groups[] = {{3, 2, 0, 2}, {3, 2, 0, INFINITY}};
	check_fails(svy_anova(groups, 2, NULL, &test, &status), SVY_EDOMAIN, &status, "group 2");
	check_fails(svy_anova_welch(groups, 2, &test, &status), SVY_EDOMAIN, &status, "group 2");
	assert_string_equal(test.test, "untouched");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_table_adds_up),
		cmocka_unit_test(what_means_have_beyond_a_double_counts),
		cmocka_unit_test(empty_groups_are_left_out),
		cmocka_unit_test(what_has_no_f_says_why),
		cmocka_unit_test(the_table_is_filled_as_far_as_it_exists),
		cmocka_unit_test(what_is_no_group_is_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
