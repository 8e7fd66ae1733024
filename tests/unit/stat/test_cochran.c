/* Numbers of books and of R are in tests/reference/stat/paired.csv. */
#include <math.h>

#include "stat/cochran.h"
#include "tests/support/check.h"

/* Three drugs, 46 patients (Grizzle, Starmer and Koch 1969). */
static const double DRUGS[] = {1, 1, 1, 0, 1, 1, 1, 1, 0, 0, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 0, 0};
static const uint64_t TIMES[] = {6, 2, 16, 4, 2, 6, 4, 6};
static const struct svy_blocks BLOCKS = {DRUGS, TIMES, 8, 3};

static void q_is_of_the_column_totals(void **state)
{
	struct svy_test test;
	(void)state;
	check_ok(svy_cochran_q(&BLOCKS, &test, NULL), NULL);
	check_rel(test.statistic, 2 * (0 + 144 + 144) / 68.0, 1e-14);
	check_close(test.df, 2, 0);
	assert_string_equal(test.test, "cochran-q");
}

static void pairs_are_mcnemar_tests(void **state)
{
	struct svy_pair pairs[3];
	(void)state;
	check_ok(svy_cochran_pairs(&BLOCKS, SVY_MCNEMAR, SVY_ADJUST_BONFERRONI, pairs, NULL), NULL);
	assert_int_equal(pairs[1].a, 0);
	assert_int_equal(pairs[1].b, 2);
	check_rel(pairs[1].estimate, 12.0 / 46, 1e-14);
	check_rel(pairs[1].statistic, 12 / sqrt(28), 1e-14); /* 20 and 8 */
	check_rel(pairs[1].se, sqrt(28 - 144.0 / 46) / 46, 1e-14);
	check_rel(pairs[1].p_adjusted, 3 * pairs[1].p, 1e-14);
	check_close(pairs[0].p, 1, 0);
	check_ok(svy_cochran_pairs(&BLOCKS, SVY_MCNEMAR_EXACT, SVY_ADJUST_NONE, pairs, NULL), NULL);
	assert_true(isnan(pairs[1].statistic));
	check_close(pairs[1].p, pairs[1].p_adjusted, 0);
}

static void what_cannot_be_tested_is_said(void **state)
{
	const double same[] = {1, 1, 1, 1}, alike[] = {1, 1, 0, 0}, mixed[] = {1, 1, 0, 0, 0, 1};
	const struct svy_blocks none = {NULL, NULL, 0, 2}, one = {DRUGS, NULL, 3, 1}, all_same = {same, NULL, 2, 2};
	const struct svy_blocks all_alike = {alike, NULL, 2, 2}, two = {mixed, NULL, 2, 3};
	const struct {
		const struct svy_blocks *blocks;
		const char *note;
	} cases[] = {{&none, "no respondents"}, {&one, "one answer only"}, {&all_same, "all answers are the same"},
	             {&all_alike, "no respondent's answers differ"}};
	struct svy_test test;
	struct svy_pair pairs[3];
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		check_ok(svy_cochran_q(cases[i].blocks, &test, NULL), NULL);
		assert_true(isnan(test.p) && isnan(test.statistic));
		check_contains(test.note, cases[i].note);
	}
	/* 1 1 0 and 0 0 1: the first two never differ, and are not in the family. */
	check_ok(svy_cochran_pairs(&two, SVY_MCNEMAR, SVY_ADJUST_BONFERRONI, pairs, NULL), NULL);
	assert_true(isnan(pairs[0].p) && isnan(pairs[0].p_adjusted));
	check_contains(pairs[0].note, "not compared");
	check_close(pairs[1].p_adjusted, 1, 0);
}

static void bad_answers_are_refused(void **state)
{
	const double third[] = {1, 2, 3, 1}, nan[] = {1, NAN, 0, 1};
	const uint64_t many[] = {SVY_SAMPLE_MAX, 1};
	const struct svy_blocks three = {third, NULL, 2, 2}, bad = {nan, NULL, 2, 2}, large = {DRUGS, many, 2, 3};
	struct svy_status status = {0};
	struct svy_test test = {.p = 7};
	struct svy_pair pairs[3] = {{.p = 7}};
	(void)state;
	check_fails(svy_cochran_q(&three, &test, &status), SVY_EDOMAIN, &status, "more than two values: 1, 2 and 3");
	check_fails(svy_cochran_q(&bad, &test, &status), SVY_EDOMAIN, &status, "answer 2 of respondent 1");
	check_fails(svy_cochran_q(&large, &test, &status), SVY_EDOMAIN, &status, "respondents");
	check_fails(svy_cochran_pairs(&three, SVY_MCNEMAR, SVY_ADJUST_NONE, pairs, &status), SVY_EDOMAIN, &status, "two");
	check_close(test.p, 7, 0);
	check_close(pairs[0].p, 7, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(q_is_of_the_column_totals),
		cmocka_unit_test(pairs_are_mcnemar_tests),
		cmocka_unit_test(what_cannot_be_tested_is_said),
		cmocka_unit_test(bad_answers_are_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
