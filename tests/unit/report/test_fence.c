/* CommonMark 0.30, section 4.5. */
#include "report/fence.h"
#include "tests/support/check.h"

static void code_ends_with_as_many_of_the_same(void **state)
{
	struct svy_fence fence = {0};
	(void)state;
	assert_true(svy_fence_line(&fence, "````sh\nsvy-freq\n"));
	assert_int_equal(fence.mark, '`');
	assert_false(svy_fence_line(&fence, "```\n"));  /* fewer */
	assert_false(svy_fence_line(&fence, "~~~~\n")); /* others */
	assert_false(svy_fence_line(&fence, "```` x\n"));
	assert_int_equal(fence.mark, '`');
	assert_true(svy_fence_line(&fence, "  ````` \t\n"));
	assert_int_equal(fence.mark, 0);
}

static void what_is_no_fence_opens_nothing(void **state)
{
	static const char *const lines[] = {"", "text", "``", "~~ ~", "    ```", "```a`b\n", "x ```"};
	struct svy_fence fence = {0};
	(void)state;
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
		assert_false(svy_fence_line(&fence, lines[i]));
	assert_int_equal(fence.mark, 0);
	assert_true(svy_fence_line(&fence, "   ~~~ a`b\n"));
	assert_int_equal(fence.mark, '~');
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(code_ends_with_as_many_of_the_same),
		cmocka_unit_test(what_is_no_fence_opens_nothing),
	};
	return cmocka_run_group_tests_name("report/fence", tests, NULL, NULL);
}
