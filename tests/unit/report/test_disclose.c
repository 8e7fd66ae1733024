/* The gate, from the side of someone who wants to know what is hidden. */
#include <string.h>

#include "tests/support/banners.h"
#include "tests/support/check.h"
#include "tests/support/results.h"

/* In the north 3 women said no; nobody in the south is alone. */
static const uint64_t COUNTS[8] = {40, 50, 60, 3, 70, 80, 90, 100};

static const struct svy_value *value_at(const struct svy_release *release, const char *table, size_t row,
                                        const char *field)
{
	return svy_row_value(svy_result_find(release->result, table), row, field);
}

static void without_a_policy_all_is_shown(void **state)
{
	struct svy_release *release = release_new(result_new(COUNTS), NULL);
	(void)state;
	assert_int_equal(release->n_hidden, 0);
	assert_int_equal(value_at(release, "cells", 4, "n")->count, 3);
	assert_null(release->result->disclosure);
	assert_int_equal(release->result->n_group_notes, 2);
	svy_release_free(release);
	svy_release_free(NULL);
}

static void a_small_cell_takes_with_it_what_would_tell(void **state)
{
	const struct svy_disclosure policy = {.threshold = 5};
	struct svy_release *release = release_new(result_new(COUNTS), &policy);
	const struct svy_rtable *cells = svy_result_find(release->result, "cells");
	(void)state;
	assert_int_equal(release->n_hidden, 1);
	for (size_t r = 0; r < 9; r++) { /* the north */
		bool hidden = r == 4 || cells->rows[r].margin;
		assert_int_equal(svy_row_value(cells, r, "n")->kind, hidden ? SVY_NULL : SVY_COUNT);
		assert_int_equal(svy_row_value(cells, r, "weighted_n")->kind, hidden ? SVY_NULL : SVY_REAL);
		assert_int_equal(svy_row_value(cells, r, "row_percent")->kind, SVY_NULL);
		assert_int_equal(svy_row_value(cells, r, "col_percent")->kind, SVY_NULL);
		assert_int_equal(svy_row_value(cells, r, "expected")->kind, SVY_NULL);
		assert_string_equal(cells->rows[r].note, "suppressed");
		assert_int_equal(svy_row_value(cells, r, "row")->kind, SVY_TEXT);
	}
	for (size_t r = 9; r < 18; r++) { /* the south is as it was */
		assert_int_equal(svy_row_value(cells, r, "n")->kind, SVY_COUNT);
		assert_int_equal(svy_row_value(cells, r, "col_percent")->kind, SVY_REAL);
	}
	assert_int_equal(value_at(release, "tests", 0, "statistic")->kind, SVY_NULL);
	assert_int_equal(value_at(release, "tests", 0, "p")->kind, SVY_NULL);
	assert_int_equal(value_at(release, "tests", 1, "p")->kind, SVY_REAL);
	svy_release_free(release);
}

static void what_belongs_to_no_cell_does_not_tell_either(void **state)
{
	const struct svy_disclosure policy = {.threshold = 5};
	struct svy_release *release = release_new(result_new(COUNTS), &policy);
	const struct svy_result *result = release->result;
	(void)state;
	assert_false(result->has_rows);
	assert_false(result->left_out[0].has_n);
	assert_false(result->inputs[0].has_rows);
	assert_int_equal(result->n_group_notes, 1); /* "North: base n 153" is gone */
	assert_string_equal(result->group_notes[0].text, "South: base n 340");
	check_contains(result->disclosure, "threshold 5");
	check_contains(result->notes.text[result->notes.n - 1], "compare all that is released");
	svy_release_free(release);
}

static void nobody_and_enough_are_shown(void **state)
{
	static const uint64_t zero[8] = {40, 50, 60, 0, 5, 80, 90, 100};
	const struct svy_disclosure policy = {.threshold = 5};
	struct svy_result *result = result_new(zero);
	result->rows_read = 4325;
	result->left_out[0].n = 5;
	struct svy_release *release = release_new(result, &policy);
	(void)state;
	assert_int_equal(release->n_hidden, 0);
	assert_int_equal(value_at(release, "cells", 4, "n")->kind, SVY_COUNT);
	assert_int_equal(value_at(release, "cells", 9, "n")->count, 5);
	assert_true(release->result->has_rows && release->result->left_out[0].has_n);
	svy_release_free(release);
}

/* Four who refused, or one who is outside --where, are as few as in a cell. */
static void few_who_were_left_out_are_not_counted(void **state)
{
	static const uint64_t LARGE[8] = {40, 50, 60, 30, 70, 80, 90, 100};
	const struct svy_disclosure policy = {.threshold = 5}, without = {.min_base = 5};
	(void)state;
	for (int outside = 0; outside <= 1; outside++) {
		struct svy_result *result = result_new(LARGE);
		result->rows_read = 4320 + (outside ? 1 : 5);
		result->left_out[0].n = outside ? 5 : 4;
		struct svy_release *release = release_new(result, &policy);
		assert_false(release->result->has_rows || release->result->left_out[0].has_n);
		assert_false(release->result->inputs[0].has_rows);
		assert_int_equal(value_at(release, "cells", 4, "n")->count, 30);
		assert_int_equal(value_at(release, "tests", 0, "p")->kind, SVY_REAL);
		assert_int_equal(release->result->n_group_notes, 2);
		svy_release_free(release);
	}
	struct svy_release *release = release_new(result_new(LARGE), &without);
	assert_true(release->result->has_rows && release->result->left_out[0].has_n);
	svy_release_free(release);
}

/* Of a table without cells, such as a number described for all, the total is the cell. */
static void a_total_alone_is_hidden_too(void **state)
{
	static const struct svy_rfield FIELDS[] = {
		{"group", SVY_KEY, SVY_AS_TEXT}, {"n", SVY_N, SVY_AS_COUNT}, {"max", SVY_CELL, SVY_AS_NUMBER}};
	const struct svy_disclosure policy = {.threshold = 5};
	struct svy_status status = {0};
	struct svy_result *result;
	(void)state;
	check_ok(svy_result_new(&result, &status), &status);
	struct svy_rtable *table = svy_result_table(result, "groups", "X", FIELDS, 3);
	svy_row_begin(table, 0);
	svy_row_margin(table);
	svy_set_count(table, "n", 3);
	svy_set_real(table, "max", 99);
	struct svy_release *release = release_new(result, &policy);
	assert_int_equal(value_at(release, "groups", 0, "n")->kind, SVY_NULL);
	assert_int_equal(value_at(release, "groups", 0, "max")->kind, SVY_NULL);
	svy_release_free(release);
}

static void percentages_need_a_base(void **state)
{
	const struct svy_disclosure policy = {.min_base = 60};
	struct svy_release *release = release_new(result_new(COUNTS), &policy);
	const struct svy_rtable *cells = svy_result_find(release->result, "cells");
	(void)state;
	/* in the north: rows of 90 and 63, columns of 100 and 53 */
	assert_int_equal(svy_row_value(cells, 0, "col_percent")->kind, SVY_REAL);
	assert_int_equal(svy_row_value(cells, 1, "col_percent")->kind, SVY_NULL);
	assert_int_equal(svy_row_value(cells, 1, "row_percent")->kind, SVY_REAL);
	assert_string_equal(cells->rows[1].note, "base under 60");
	assert_int_equal(svy_row_value(cells, 4, "n")->count, 3); /* minBase alone hides no count */
	assert_null(cells->rows[9].note);
	assert_int_equal(release->n_hidden, 0);
	svy_release_free(release);
}

static void both_rules_at_once(void **state)
{
	const struct svy_disclosure policy = {.threshold = 5, .min_base = 160};
	struct svy_release *release = release_new(result_new(COUNTS), &policy);
	const struct svy_rtable *cells = svy_result_find(release->result, "cells");
	(void)state;
	assert_string_equal(cells->rows[1].note, "suppressed");
	assert_string_equal(cells->rows[9].note, "base under 160"); /* south: rows of 150 and 190 */
	assert_int_equal(svy_row_value(cells, 9, "row_percent")->kind, SVY_NULL);
	assert_int_equal(svy_row_value(cells, 9, "col_percent")->kind, SVY_REAL);
	check_contains(release->result->disclosure, "threshold 5, minBase 160");
	svy_release_free(release);
}

/* 97 of 100 ticked a choice: the 3 who did not are as few as 3 who did. */
static void those_who_did_not_tick_are_protected_too(void **state)
{
	const struct svy_disclosure policy = {.threshold = 5};
	static const struct svy_rfield FIELDS[] = {{"value", SVY_KEY, SVY_AS_TEXT}, {"n", SVY_N, SVY_AS_COUNT}};
	(void)state;
	for (uint64_t others = 3; others <= 5; others += 2) {
		struct svy_status status = {0};
		struct svy_result *result;
		check_ok(svy_result_new(&result, &status), &status);
		struct svy_rtable *table = svy_result_table(result, "frequencies", "Q", FIELDS, 2);
		svy_row_begin(table, 0);
		svy_set_count(table, "n", 100 - others);
		svy_row_others(table, 50);
		svy_row_others(table, others);
		svy_row_others(table, 0);
		struct svy_release *release = release_new(result, &policy);
		assert_int_equal(release->n_hidden, others < 5);
		assert_int_equal(value_at(release, "frequencies", 0, "n")->kind, others < 5 ? SVY_NULL : SVY_COUNT);
		svy_release_free(release);
	}
}

/* A family of tests over groups: its adjusted p-values tell of all of them. */
static void what_is_computed_over_groups_goes_with_any(void **state)
{
	static const struct svy_rfield FIELDS[] = {{"n", SVY_N, SVY_AS_COUNT}, {"p", SVY_DERIVED, SVY_AS_P},
	                                           {"p_adjusted", SVY_ACROSS, SVY_AS_P}};
	const struct svy_disclosure policy = {.threshold = 5};
	static const uint64_t SMALL[] = {3, 50}, LARGE[] = {30, 50};
	(void)state;
	for (int small = 0; small <= 1; small++) {
		struct svy_status status = {0};
		struct svy_result *result;
		check_ok(svy_result_new(&result, &status), &status);
		struct svy_rtable *table = svy_result_table(result, "tests", "Tests", FIELDS, 3);
		for (size_t i = 0; i < 2; i++) {
			svy_row_begin(table, i);
			svy_set_count(table, "n", small ? SMALL[i] : LARGE[i]);
			svy_set_real(table, "p", 0.01);
		}
		svy_set_real_at(table, 0, "p_adjusted", 0.02);
		svy_set_real_at(table, 1, "p_adjusted", 0.02);
		struct svy_release *release = release_new(result, &policy);
		assert_int_equal(value_at(release, "tests", 1, "p")->kind, SVY_REAL);
		assert_int_equal(value_at(release, "tests", 0, "p_adjusted")->kind, small ? SVY_NULL : SVY_REAL);
		assert_int_equal(value_at(release, "tests", 1, "p_adjusted")->kind, small ? SVY_NULL : SVY_REAL);
		if (small)
			check_contains(svy_result_find(release->result, "tests")->rows[1].note, "p_adjusted suppressed");
		svy_release_free(release);
	}
}

/* Two variables of the same rows, each with four answers, and their totals; the n of a
 * cell that is hidden becomes 0. */
static void release_lists(const uint64_t counts[8], bool same_rows, uint64_t shown[8])
{
	static const struct svy_rfield fields[] = {{"label", SVY_KEY, SVY_AS_TEXT}, {"n", SVY_N, SVY_AS_COUNT}};
	const struct svy_disclosure policy = {.threshold = 5};
	struct svy_status status = {0};
	struct svy_result *result;
	check_ok(svy_result_new(&result, &status), &status);
	result->same_rows = same_rows;
	struct svy_rtable *table = svy_result_table(result, "frequencies", "F", fields, 2);
	for (size_t i = 0; i < 10; i++) {
		svy_row_begin(table, i / 5);
		svy_set_count(table, "n", i % 5 < 4 ? counts[i / 5 * 4 + i % 5] : 1000);
		if (i % 5 == 4)
			svy_row_margin(table);
	}
	struct svy_release *release = release_new(result, &policy);
	for (size_t i = 0; i < 8; i++) {
		const struct svy_value *value = value_at(release, "frequencies", i / 4 * 5 + i % 4, "n");
		shown[i] = value->kind == SVY_COUNT ? value->count : 0;
	}
	svy_release_free(release);
}

static void the_total_of_another_variable_does_not_tell(void **state)
{
	static const struct {
		bool same_rows;
		uint64_t counts[8], shown[8];
	} rows[] = {
		{false, {3, 20, 10, 7, 20, 20, 0, 0}, {0, 20, 10, 7, 20, 20, 0, 0}},
		/* 40 - 20 - 10 - 7 was 3: 10 is left for two */
		{true, {3, 20, 10, 7, 20, 20, 0, 0}, {0, 20, 10, 0, 20, 20, 0, 0}},
		/* their sum 3 would say that each is 1 */
		{true, {1, 1, 1, 17, 10, 10, 0, 0}, {0, 0, 0, 0, 10, 10, 0, 0}},
		/* two small cells: of 5 neither can be 5 (another is hidden), of 7 either can */
		{true, {2, 3, 7, 7, 10, 8, 0, 0}, {0, 0, 0, 7, 10, 8, 0, 0}},
		{true, {3, 4, 7, 6, 10, 10, 0, 0}, {0, 0, 7, 6, 10, 10, 0, 0}},
		/* nothing is small */
		{true, {10, 10, 0, 0, 5, 15, 0, 0}, {10, 10, 0, 0, 5, 15, 0, 0}},
		/* there is no other cell */
		{true, {4, 0, 0, 0, 2, 2, 0, 0}, {0, 0, 0, 0, 0, 0, 0, 0}},
	};
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		uint64_t shown[8];
		release_lists(rows[i].counts, rows[i].same_rows, shown);
		for (size_t j = 0; j < 8; j++) {
			if (shown[j] != rows[i].shown[j])
				print_error("row %zu, cell %zu\n", i, j);
			assert_true(shown[j] == rows[i].shown[j]);
		}
	}
}

static bool is_hidden(const struct svy_release *release, size_t row)
{
	return svy_row_value(svy_result_find(release->result, "cells"), row, "n")->kind == SVY_NULL;
}

static struct svy_release *release_banners(const struct banner *banners, size_t n)
{
	const struct svy_disclosure policy = {.threshold = 5};
	return release_new(banners_new(banners, n, NULL), &policy);
}

/* 3 women said yes.  By country the total of Yes is shown, and beside another question that
 * of the women: each line whose total is told gets a second cell. */
static void another_table_of_the_same_rows_does_not_tell(void **state)
{
	const struct banner banners[] = {{"q", "sex", NULL, {"Women", "Men"}, {3, 20, 30, 40}},
	                                 {"q", "country", NULL, {"A", "B"}, {11, 12, 35, 35}},
	                                 {"r", "sex", NULL, {"Women", "Men"}, {13, 20, 20, 40}}};
	struct svy_release *release = release_banners(banners, 2);
	(void)state;
	for (size_t i = 0; i < 9; i++)
		assert_int_equal(is_hidden(release, i), i != 3 && i != 4); /* 3 and 20, and the totals */
	svy_release_free(release);
	release = release_banners(banners, 3);
	for (size_t i = 0; i < 9; i++)
		assert_true(is_hidden(release, i)); /* 3 and 20, 3 and 30; 40 is the second of both their lines */
	for (size_t i = 9; i < 27; i++)
		assert_false(is_hidden(release, i));
	svy_release_free(release);
	release = release_banners(banners, 1); /* alone nothing tells the totals */
	assert_false(is_hidden(release, 1));
	svy_release_free(release);
}

/* Two hidden cells of 1 and 2, with a sum of 3, could be 1 and 2 only: a third goes. */
static void two_hidden_cells_leave_room_for_doubt(void **state)
{
	const struct banner banners[] = {{"q", "sex", NULL, {"Women", "Men"}, {1, 2, 30, 40}},
	                                 {"q", "country", NULL, {"A", "B"}, {40, 12, 35, 35}},
	                                 {"r", "sex", NULL, {"Women", "Men"}, {13, 20, 20, 40}}};
	struct svy_release *release = release_banners(banners, 3);
	(void)state;
	assert_true(is_hidden(release, 0) && is_hidden(release, 1) && is_hidden(release, 3) && is_hidden(release, 4));
	svy_release_free(release);
}

/* Yes among women of the north: not to be had as Yes among women less those of the south. */
static void what_nests_a_table_does_not_tell_it(void **state)
{
	const struct banner banners[] = {{"q", "sex", "North", {"Women", "Men"}, {3, 50, 50, 50}},
	                                 {"q", "sex", "South", {"Women", "Men"}, {60, 61, 62, 63}},
	                                 {"q", "sex", NULL, {"Women", "Men"}, {63, 111, 112, 113}}};
	struct svy_release *release = release_banners(banners, 3);
	(void)state;
	assert_true(is_hidden(release, 0));
	assert_true(is_hidden(release, 9));
	for (size_t i = 18; i < 27; i++)
		assert_false(is_hidden(release, i));
	svy_release_free(release);
}

/* 2 of 13 women: the other 11 are alone in their row, whose total the countries tell; and
 * the other question tells that there are 13. */
static void where_a_small_cell_could_be_found_nothing_is_shown(void **state)
{
	const struct banner banners[] = {{"q", "sex", NULL, {"Women", "Men"}, {2, 7, 11, 0}},
	                                 {"q", "country", NULL, {"A", "B"}, {4, 5, 5, 6}},
	                                 {"r", "sex", NULL, {"Women", "Men"}, {6, 3, 7, 4}}};
	const struct svy_disclosure policy = {.threshold = 3};
	struct svy_release *release = release_new(banners_new(banners, 3, NULL), &policy);
	(void)state;
	for (size_t i = 0; i < 27; i++)
		assert_true(is_hidden(release, i));
	svy_release_free(release);
}

/* Of 8 and 2 by country the 8 is hidden beside the 2; by country and sex it would be 4 + 4. */
static void finer_cells_do_not_tell_a_hidden_one(void **state)
{
	const struct banner banners[] = {{"q", "region", NULL, {"North", "South"}, {8, 2, 20, 30}},
	                                 {"q", "sex", "North", {"Women", "Men"}, {4, 4, 10, 10}},
	                                 {"q", "sex", "South", {"Women", "Men"}, {0, 2, 15, 15}}};
	const struct svy_disclosure policy = {.threshold = 3};
	struct svy_release *release = release_new(banners_new(banners, 3, NULL), &policy);
	(void)state;
	assert_true(is_hidden(release, 0) && is_hidden(release, 1));
	assert_true(is_hidden(release, 9) && is_hidden(release, 10));
	svy_release_free(release);
}

/* Two who refused, and are shown outside the base: the total of those who did stands in
 * the other table. */
static void missing_answers_that_are_shown_are_not_told_either(void **state)
{
	const struct banner banners[] = {{"q", "sex", NULL, {"Women", "Men"}, {30, 40, 2, 25}},
	                                 {"q", "country", NULL, {"A", "B"}, {35, 35, 12, 15}}};
	const struct svy_disclosure policy = {.threshold = 5};
	struct svy_result *result = banners_new(banners, 2, NULL);
	struct svy_rtable *cells = svy_result_table_of(result, "cells");
	(void)state;
	for (size_t i = 0; i < cells->n_rows; i++)
		if (strcmp(cells->rows[i].values[3].text, "No") == 0)
			cells->rows[i].outside = true;
	struct svy_release *release = release_new(result, &policy);
	assert_true(is_hidden(release, 3) && is_hidden(release, 4));
	assert_false(is_hidden(release, 0) || is_hidden(release, 1));
	for (size_t i = 9; i < 18; i++)
		assert_false(is_hidden(release, i));
	svy_release_free(release);
}

/* One may have ticked both columns: no total of a row tells one of them. */
static void several_answers_have_no_total_that_tells_one(void **state)
{
	const struct banner banners[] = {{"q", "topic", NULL, {"Pay", "Hours"}, {3, 20, 30, 40}},
	                                 {"q", "country", NULL, {"A", "B"}, {11, 12, 35, 35}}};
	const struct svy_disclosure policy = {.threshold = 5};
	(void)state;
	for (unsigned several = 0; several <= 2; several += 2) {
		struct svy_result *result = banners_new(banners, 2, NULL);
		struct svy_rtable *cells = svy_result_table_of(result, "cells");
		for (size_t i = 0; i < 9; i++)
			cells->rows[i].unsummed = several;
		struct svy_release *release = release_new(result, &policy);
		assert_true(is_hidden(release, 0));
		assert_int_equal(is_hidden(release, 1), !several);
		svy_release_free(release);
	}
}

/* A variable by itself: three who said no are alone in their row and column, and all who
 * answered are 49 in the other tables. */
static void the_sum_of_all_cells_does_not_tell_one(void **state)
{
	const struct banner banners[] = {{"q", "q", NULL, {"Yes", "No"}, {46, 0, 0, 3}},
	                                 {"r", "q", NULL, {"Yes", "No"}, {26, 1, 20, 2}},
	                                 {"r", "country", NULL, {"A", "B"}, {13, 14, 11, 11}}};
	struct svy_release *release = release_banners(banners, 3);
	(void)state;
	assert_true(is_hidden(release, 0) && is_hidden(release, 4));
	svy_release_free(release);
}

/* All others are as many: the choice is by their order alone, in every run. */
static void of_equal_cells_the_first_is_hidden(void **state)
{
	const struct banner banners[] = {{"q", "sex", NULL, {"Women", "Men"}, {9, 9, 3, 9}},
	                                 {"r", "country", NULL, {"A", "B"}, {10, 10, 10, 0}}};
	struct svy_release *release = release_banners(banners, 2);
	(void)state;
	assert_true(is_hidden(release, 0) && is_hidden(release, 3));
	assert_false(is_hidden(release, 1) || is_hidden(release, 4));
	svy_release_free(release);
}

/* Each who is named is one respondent, however many there are. */
static void a_threshold_hides_names_of_respondents(void **state)
{
	static const uint64_t LARGE[8] = {40, 50, 60, 30, 70, 80, 90, 100};
	const struct svy_disclosure threshold = {.threshold = 5}, base = {.min_base = 5};
	(void)state;
	for (int named = 0; named <= 1; named++) {
		struct svy_result *result = result_new(LARGE);
		result->rows_read = 4325;
		result->left_out[0].n = 12;
		svy_result_group_note(result, SVY_GROUP_NAMES, "without partner: Zoe");
		struct svy_release *release = release_new(result, named ? &base : &threshold);
		assert_true(release->result->has_rows);
		assert_int_equal(release->result->n_group_notes, named ? 3 : 2);
		svy_release_free(release);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(without_a_policy_all_is_shown),
		cmocka_unit_test(a_small_cell_takes_with_it_what_would_tell),
		cmocka_unit_test(what_belongs_to_no_cell_does_not_tell_either),
		cmocka_unit_test(nobody_and_enough_are_shown),
		cmocka_unit_test(few_who_were_left_out_are_not_counted),
		cmocka_unit_test(a_total_alone_is_hidden_too),
		cmocka_unit_test(those_who_did_not_tick_are_protected_too),
		cmocka_unit_test(percentages_need_a_base),
		cmocka_unit_test(both_rules_at_once),
		cmocka_unit_test(the_total_of_another_variable_does_not_tell),
		cmocka_unit_test(what_is_computed_over_groups_goes_with_any),
		cmocka_unit_test(another_table_of_the_same_rows_does_not_tell),
		cmocka_unit_test(two_hidden_cells_leave_room_for_doubt),
		cmocka_unit_test(what_nests_a_table_does_not_tell_it),
		cmocka_unit_test(where_a_small_cell_could_be_found_nothing_is_shown),
		cmocka_unit_test(finer_cells_do_not_tell_a_hidden_one),
		cmocka_unit_test(missing_answers_that_are_shown_are_not_told_either),
		cmocka_unit_test(several_answers_have_no_total_that_tells_one),
		cmocka_unit_test(the_sum_of_all_cells_does_not_tell_one),
		cmocka_unit_test(of_equal_cells_the_first_is_hidden),
		cmocka_unit_test(a_threshold_hides_names_of_respondents),
	};
	return cmocka_run_group_tests_name("report/disclose", tests, NULL, NULL);
}
