#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "report/letters.h"
#include "tests/support/check.h"

static void what_the_options_say(void **state)
{
	struct svy_status status = {0};
	struct svy_letters letters;
	(void)state;
	check_ok(svy_letters_read(NULL, NULL, &letters, &status), &status);
	assert_int_equal(letters.adjust, SVY_ADJUST_BONFERRONI);
	assert_int_equal(letters.alpha.n, 1);
	check_close(letters.alpha.level[0], 0.05, 0);
	check_ok(svy_letters_read("none", "0.1, 0.01", &letters, &status), &status);
	assert_int_equal(letters.adjust, SVY_ADJUST_NONE);
	check_close(letters.alpha.level[0], 0.01, 0); /* the stricter one first */
	check_close(letters.alpha.level[1], 0.1, 0);
	check_fails(svy_letters_read("tukey", NULL, &letters, &status), SVY_EUSAGE, &status, "--adjust: there is no");
	check_fails(svy_letters_read(NULL, "5", &letters, &status), SVY_EUSAGE, &status, "--alpha: \"5\"");
	check_fails(svy_letters_read(NULL, "0.05x", &letters, &status), SVY_EUSAGE, &status, "not between 0 and 1");
	check_fails(svy_letters_read(NULL, "0.1,0.05,0.01", &letters, &status), SVY_EUSAGE, &status, "or two");
	check_fails(svy_letters_read(NULL, "", &letters, &status), SVY_EUSAGE, &status, "--alpha");
	check_close(letters.alpha.level[0], 0.01, 0); /* untouched */
}

static struct svy_result *new_table(struct svy_rtable **table)
{
	struct svy_rfield fields[SVY_N_PAIR_FIELDS + 1];
	struct svy_status status = {0};
	struct svy_result *result;
	check_ok(svy_result_new(&result, &status), &status);
	svy_letters_fields(fields);
	fields[SVY_N_PAIR_FIELDS] = (struct svy_rfield){"letter", SVY_KEY, SVY_AS_TEXT};
	*table = svy_result_table(result, "pairs", "Pairs", fields, SVY_N_PAIR_FIELDS + 1);
	return result;
}

static const struct svy_pair PAIRS[] = {
	{0, 1, 0.2, 0.1, 2, NAN, 0.01, 0.03, NAN, NAN, NULL},
	{0, 2, -0.4, 0.1, -4, NAN, 0.0001, 0.0003, NAN, NAN, NULL},
	{1, 2, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, "not compared: a column is empty"},
};
static const struct svy_letters TWO = {SVY_ADJUST_BONFERRONI, {{0.001, 0.05}, 2}};

static void a_pair_has_the_letter_of_the_lower_one(void **state)
{
	struct svy_rtable *table;
	struct svy_result *result = new_table(&table);
	(void)state;
	for (size_t i = 0; i < 3; i++) {
		svy_row_begin(table, 0);
		svy_letters_pair(table, &PAIRS[i], &TWO);
	}
	assert_string_equal(svy_row_value(table, 0, "letters")->text, "b");
	assert_string_equal(svy_row_value(table, 1, "letters")->text, "A");
	assert_int_equal(svy_row_value(table, 2, "letters")->kind, SVY_NULL);
	assert_string_equal(table->rows[2].note, "not compared: a column is empty");
	check_close(svy_row_value(table, 0, "p_adjusted")->real, 0.03, 0);
	assert_int_equal(svy_row_value(table, 0, "df")->kind, SVY_NULL);
	svy_result_free(result);
}

static void a_column_has_those_of_all_lower_ones(void **state)
{
	static const struct svy_pair NONE[] = {{0, 1, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, "not compared: because"}};
	struct svy_rtable *table;
	struct svy_result *result = new_table(&table);
	(void)state;
	for (size_t j = 0; j < 3; j++) {
		svy_row_begin(table, 0);
		svy_letters_column(table, PAIRS, 3, j, &TWO);
	}
	svy_row_begin(table, 0);
	svy_letters_column(table, NONE, 2, 1, &TWO);
	assert_string_equal(svy_row_value(table, 0, "letter")->text, "A");
	assert_string_equal(svy_row_value(table, 0, "letters")->text, "b");
	assert_string_equal(svy_row_value(table, 1, "letters")->text, ""); /* compared, and above nobody */
	assert_string_equal(svy_row_value(table, 2, "letters")->text, "A");
	assert_int_equal(svy_row_value(table, 3, "letters")->kind, SVY_NULL);
	assert_string_equal(table->rows[3].note, "letters: not compared: because");
	svy_result_free(result);
}

static void the_note_says_what_was_done(void **state)
{
	const struct svy_letters plain = {SVY_ADJUST_NONE, {{0.05}, 1}};
	struct svy_rtable *table;
	struct svy_result *result = new_table(&table);
	(void)state;
	svy_letters_note(result, &TWO, "the groups whose mean", "t test", "all pairs");
	svy_letters_note(result, &plain, "the groups whose mean", "t test", "all pairs");
	svy_letters_note(result, &plain, "the groups whose mean", "t test; p adjusted by itself", NULL);
	assert_string_equal(result->notes.text[0], "letters: the groups whose mean is significantly lower, A B C at 0.001, "
	                                           "a b c at 0.05 (t test; p adjusted, method bonferroni, over all pairs)");
	assert_string_equal(result->notes.text[1],
	                    "letters: the groups whose mean is significantly lower, at 0.05 (t test; p not adjusted)");
	check_contains(result->notes.text[2], "at 0.05 (t test; p adjusted by itself)");
	svy_result_free(result);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_the_options_say),
		cmocka_unit_test(a_pair_has_the_letter_of_the_lower_one),
		cmocka_unit_test(a_column_has_those_of_all_lower_ones),
		cmocka_unit_test(the_note_says_what_was_done),
	};
	return cmocka_run_group_tests_name("report/letters", tests, NULL, NULL);
}
