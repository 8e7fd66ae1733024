#include <math.h>

#include "stat/friedman.h"
#include "tests/support/check.h"

/* All agree: W = 1 and Q = b (k - 1). */
static void full_agreement_is_one(void **state)
{
	(void)state;
	static const double x[] = {1, 2, 3, 10, 11, 30, -1, 0, 5};
	static const uint64_t n[] = {1, 1000000000, 2};
	struct svy_blocks blocks = {x, NULL, 3, 3};
	struct svy_test test;
	check_ok(svy_friedman(&blocks, &test, NULL), NULL);
	check_close(test.estimate, 1, 1e-15);
	check_close(test.statistic, 6, 1e-14);
	check_rel(test.p, exp(-3), 1e-13);
	blocks.n = n;
	check_ok(svy_friedman(&blocks, &test, NULL), NULL);
	check_rel(test.statistic, 2000000006.0, 1e-15);
	check_close(test.estimate, 1, 1e-15);
	check_rel(test.log_p, -1000000003.0, 1e-12);
}

static void what_has_no_answer_says_why(void **state)
{
	(void)state;
	static const double x[] = {1, 1, 4, 4, NAN, 2};
	struct svy_status status = {0};
	struct svy_blocks blocks = {x, NULL, 2, 2};
	struct svy_test test;
	check_ok(svy_friedman(&blocks, &test, NULL), NULL);
	check_close(test.p, NAN, 0);
	check_contains(test.note, "tied");
	blocks.size = 0;
	check_ok(svy_friedman(&blocks, &test, NULL), NULL);
	check_contains(test.note, "there are no values");
	blocks = (struct svy_blocks){x, NULL, 2, 1};
	check_ok(svy_friedman(&blocks, &test, NULL), NULL);
	check_contains(test.note, "only one measurement");
	blocks = (struct svy_blocks){x, NULL, 3, 2};
	test.p = 7;
	check_fails(svy_friedman(&blocks, &test, &status), SVY_EDOMAIN, &status, "value 1 of respondent 3");
	const uint64_t many[] = {SVY_SAMPLE_MAX, 1};
	blocks = (struct svy_blocks){x, many, 2, 2};
	check_fails(svy_friedman(&blocks, &test, &status), SVY_EDOMAIN, &status, "more than");
	check_close(test.p, 7, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(full_agreement_is_one),
		cmocka_unit_test(what_has_no_answer_says_why),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
