#include <stdlib.h>
#include <string.h>

#include "report/pipes.h"
#include "tests/support/check.h"

static void a_table_becomes_html(void **state)
{
	static const char text[] = "Before.\n\n| Service | *Women* |\n| --- | ---: |\n"
	                           "| a \\| b | 372 |\n| <i>c</i> |\n\nAfter.\n";
	struct svy_pipes pipes = {0};
	struct svy_status status = {0};
	char *out;
	(void)state;
	check_ok(svy_pipes_take(text, &pipes, &out, &status), &status);
	assert_int_equal(pipes.n, 1);
	check_contains(out, "Before.\n\n\n" SVY_PIPES_BEGIN "0" SVY_PIPES_END);
	check_contains(out, "After.");
	assert_null(strchr(out, '|'));
	check_contains(pipes.html[0], "<th scope=\"col\"><em>Women</em></th>");
	check_contains(pipes.html[0], "<th scope=\"row\" class=\"name\">a | b</th><td>372</td>");
	assert_null(strstr(pipes.html[0], "<i>"));
	check_contains(pipes.html[0], "<td></td>"); /* a cell that is not there */
	free(out);
	svy_pipes_clear(&pipes);
	assert_int_equal(pipes.n, 0);
}

static void what_is_no_table_is_left(void **state)
{
	static const char *const texts[] = {"| a | b |\n", "| a | b |\n| --- |\n", "a | b\n--- | ---\n",
	                                    "```\n| a |\n| --- |\n```\n", "~~~\n```\n| a |\n| --- |\n```\n~~~\n",
	                                    " | a |\n | --- |\n", "| a |\n| - x |\n", ""};
	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct svy_pipes pipes = {0};
		struct svy_status status = {0};
		char *out;
		check_ok(svy_pipes_take(texts[i], &pipes, &out, &status), &status);
		assert_int_equal(pipes.n, 0);
		assert_string_equal(out, texts[i]);
		free(out);
		svy_pipes_clear(&pipes);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_table_becomes_html),
		cmocka_unit_test(what_is_no_table_is_left),
	};
	return cmocka_run_group_tests_name("report/pipes", tests, NULL, NULL);
}
