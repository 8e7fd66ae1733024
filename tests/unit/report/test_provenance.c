#include "report/provenance.h"
#include "tests/support/check.h"
#include "tests/support/results.h"

static const uint64_t COUNTS[8] = {40, 50, 60, 30, 70, 80, 90, 100};

static void the_command_can_be_typed_again(void **state)
{
	static const char *const argv[] = {"/usr/bin/svy-freq", "--where", "sex = 'Women' $x", "a b.csv", "", "q-1,q_2=%"};
	struct svy_status status = {0};
	struct svy_result *result;
	struct svy_text out = {0};
	(void)state;
	check_ok(svy_result_new(&result, &status), &status);
	svy_result_command(result, "svy-freq", "0.1.0", 6, argv);
	svy_provenance_command(result, &out);
	assert_string_equal(out.bytes, "svy-freq --where 'sex = '\\''Women'\\'' $x' 'a b.csv' '' q-1,q_2=%");
	svy_text_clear(&out);
	svy_result_free(result);
}

static void one_line_says_tool_command_and_input(void **state)
{
	struct svy_result *result = result_new(COUNTS);
	struct svy_text out = {0};
	(void)state;
	svy_provenance_line(result, &out);
	assert_string_equal(out.bytes, "svytools 0.1.0: svy-cross 'it'\\''s.csv' row; it's.csv sha256 abc123");
	svy_text_clear(&out);
	svy_result_free(result);
}

static void a_result_that_knows_nothing_says_nothing(void **state)
{
	struct svy_status status = {0};
	struct svy_result *result;
	struct svy_text out = {0};
	(void)state;
	check_ok(svy_result_new(&result, &status), &status);
	svy_provenance_line(result, &out);
	svy_provenance_base(result, "", &out);
	assert_int_equal(out.length, 0);
	svy_result_free(result);
}

static void the_base_is_told_in_lines(void **state)
{
	struct svy_result *result = result_new(COUNTS);
	struct svy_text out = {0};
	(void)state;
	svy_result_seed(result, 7);
	svy_provenance_base(result, "# ", &out);
	assert_string_equal(out.bytes, "# rows: 4321 read, 4320 in the domain, 4319 used\n"
	                               "# left out: 1 row (sex: refused)\n# seed: 7\n");
	svy_text_clear(&out);
	svy_result_free(result);
}

static void put_dash(const char *line, struct svy_text *out)
{
	svy_text_printf(out, "- %s\n", line);
}

static void everything_below_comes_line_by_line(void **state)
{
	struct svy_result *result = result_new(COUNTS);
	struct svy_text out = {0};
	(void)state;
	svy_notes_add(&result->notes, "two\nlines");
	svy_provenance_each(result, true, put_dash, &out);
	assert_string_equal(out.bytes, "- rows: 4321 read, 4320 in the domain, 4319 used\n"
	                               "- left out: 1 row (sex: refused)\n"
	                               "- note: a note of the whole\n- note: two lines\n- note: North: base n 180\n"
	                               "- note: South: base n 340\n");
	out.length = 0;
	svy_provenance_each(result, false, put_dash, &out);
	check_contains(out.bytes, "- svytools 0.1.0: svy-cross");
	svy_text_clear(&out);
	svy_result_free(result);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_command_can_be_typed_again),
		cmocka_unit_test(one_line_says_tool_command_and_input),
		cmocka_unit_test(a_result_that_knows_nothing_says_nothing),
		cmocka_unit_test(the_base_is_told_in_lines),
		cmocka_unit_test(everything_below_comes_line_by_line),
	};
	return cmocka_run_group_tests_name("report/provenance", tests, NULL, NULL);
}
