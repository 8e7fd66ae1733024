#include "base/parallel.h"
#include "tests/support/check.h"

enum { BLOCKS = 100 };

struct work {
	unsigned done[BLOCKS];
	size_t fails_from;
};

static enum svy_code once(void *state, size_t block, struct svy_status *status)
{
	struct work *work = state;
	work->done[block]++;
	if (block >= work->fails_from)
		return svy_fail(status, SVY_EDOMAIN, "block %zu", block);
	return SVY_OK;
}

static void every_block_is_done_once(void **state)
{
	(void)state;
	for (unsigned threads = 0; threads < 5; threads++) {
		struct work work = {.fails_from = BLOCKS};
		struct svy_status status = {0};
		check_ok(svy_parallel(BLOCKS, threads, once, &work, &status), &status);
		for (size_t i = 0; i < BLOCKS; i++)
			assert_int_equal(work.done[i], 1);
	}
}

static void the_first_failure_is_told_whatever_the_threads(void **state)
{
	(void)state;
	for (unsigned threads = 0; threads < 5; threads++) {
		struct work work = {.fails_from = 37};
		struct svy_status status = {0};
		check_fails(svy_parallel(BLOCKS, threads, once, &work, &status), SVY_EDOMAIN, &status, "block 37");
		for (size_t i = 0; i <= 37; i++)
			assert_int_equal(work.done[i], 1);
		work = (struct work){.fails_from = 0};
		assert_int_equal(svy_parallel(BLOCKS, threads, once, &work, NULL), SVY_EDOMAIN);
	}
}

static void no_blocks_are_no_work(void **state)
{
	struct work work = {.fails_from = 0};
	(void)state;
	assert_int_equal(svy_parallel(0, 4, once, &work, NULL), SVY_OK);
	assert_int_equal(work.done[0], 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_block_is_done_once),
		cmocka_unit_test(the_first_failure_is_told_whatever_the_threads),
		cmocka_unit_test(no_blocks_are_no_work),
	};
	return cmocka_run_group_tests_name("base/parallel", tests, NULL, NULL);
}
