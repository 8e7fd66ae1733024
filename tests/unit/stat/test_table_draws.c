#include "stat/table_draws.h"
#include "tests/support/check.h"

/* The first cell: all at least the state's, tied those equal to it. */
static enum svy_code count_first(const void *state, const double *table, double *scratch, struct svy_table_hits *hits,
                                 struct svy_status *status)
{
	const double *least = state;
	(void)status;
	scratch[7] = table[0]; /* there is room to work in */
	hits->all += scratch[7] >= *least;
	hits->tied += scratch[7] == *least;
	return SVY_OK;
}

static enum svy_code fail_at_nine(const void *state, const double *table, double *scratch, struct svy_table_hits *hits,
                                  struct svy_status *status)
{
	if (table[0] == 9)
		return svy_fail(status, SVY_EDOMAIN, "nine");
	return count_first(state, table, scratch, hits, status);
}

/* Tea tasting: three right of four has 16 of 70 ways, all right 1. */
static void the_share_is_that_of_the_tables(void **state)
{
	static const double four[2] = {4, 4}, three = 3, nine = 9;
	const struct svy_table_margins margins = {four, four, 1, 2, 2};
	const struct svy_monte_carlo asked = {.replicates = 50000, .seed = 5};
	struct svy_table_hits hits;
	(void)state;
	check_ok(svy_draw_tables(&margins, &asked, "x", count_first, &three, &hits, NULL), NULL);
	check_close((double)hits.tied / 50000, 16.0 / 70, 0.01);
	check_close((double)(hits.all - hits.tied) / 50000, 1.0 / 70, 0.003);
	check_ok(svy_draw_tables(&margins, &asked, "x", count_first, &nine, &hits, NULL), NULL);
	assert_true(hits.all == 0 && hits.tied == 0);
}

static enum svy_code count_second(const void *state, const double *tables, double *scratch,
                                  struct svy_table_hits *hits, struct svy_status *status)
{
	return count_first(state, tables + 4, scratch, hits, status);
}

static void strata_have_their_own_margins(void **state)
{
	static const double row[4] = {100, 50, 4, 4}, col[4] = {30, 120, 4, 4}, three = 3;
	const struct svy_table_margins margins = {row, col, 2, 2, 2};
	const struct svy_monte_carlo asked = {.replicates = 50000, .seed = 5};
	struct svy_table_hits hits;
	(void)state;
	check_ok(svy_draw_tables(&margins, &asked, "x", count_second, &three, &hits, NULL), NULL);
	check_close((double)hits.tied / 50000, 16.0 / 70, 0.01);
}

static void threads_change_nothing(void **state)
{
	static const double row[2] = {13, 11}, col[2] = {12, 12}, six = 6;
	const struct svy_table_margins margins = {row, col, 1, 2, 2};
	struct svy_table_hits first = {0, 0};
	(void)state;
	for (unsigned threads = 1; threads <= 7; threads += 3) {
		const struct svy_monte_carlo asked = {.replicates = 10000, .seed = 5, .threads = threads};
		struct svy_table_hits hits;
		check_ok(svy_draw_tables(&margins, &asked, "x", count_first, &six, &hits, NULL), NULL);
		if (threads == 1)
			first = hits;
		assert_true(hits.all == first.all && hits.tied == first.tied && hits.tied > 0);
	}
}

static void an_error_of_the_event_ends_it(void **state)
{
	static const double row[2] = {13, 11}, col[2] = {12, 12}, six = 6;
	const struct svy_table_margins margins = {row, col, 1, 2, 2};
	const struct svy_monte_carlo asked = {.replicates = 10000, .seed = 5};
	struct svy_table_hits hits = {7, 7};
	struct svy_status status = {0};
	(void)state;
	check_fails(svy_draw_tables(&margins, &asked, "x", fail_at_nine, &six, &hits, &status), SVY_EDOMAIN, &status,
	            "nine");
	assert_true(hits.all == 7 && hits.tied == 7);
}

static void bad_requests_are_refused(void **state)
{
	static const double half[2] = {0.5, 4.5}, two[2] = {2, 3}, many[2] = {3e9, 3e9}, six = 6;
	const struct svy_monte_carlo plain = {.replicates = 100}, long_one = {.replicates = UINT64_C(2000000000000)};
	const struct svy_table_margins rows = {half, two, 1, 2, 2}, cols = {two, half, 1, 2, 2};
	const struct svy_table_margins large = {many, many, 1, 2, 2}, good = {two, two, 1, 2, 2};
	struct svy_status status = {0};
	struct svy_table_hits hits;
	(void)state;
	check_fails(svy_draw_tables(&rows, &plain, "x", count_first, &six, &hits, &status), SVY_EDOMAIN, &status, "whole");
	check_fails(svy_draw_tables(&cols, &plain, "x", count_first, &six, &hits, &status), SVY_EDOMAIN, &status, "whole");
	check_fails(svy_draw_tables(&large, &plain, "x", count_first, &six, &hits, &status), SVY_EDOMAIN, &status,
	            "4000000000");
	check_fails(svy_draw_tables(&good, &long_one, "x", count_first, &six, &hits, &status), SVY_EDOMAIN, &status,
	            "random tables");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_share_is_that_of_the_tables),
		cmocka_unit_test(strata_have_their_own_margins),
		cmocka_unit_test(threads_change_nothing),
		cmocka_unit_test(an_error_of_the_event_ends_it),
		cmocka_unit_test(bad_requests_are_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
