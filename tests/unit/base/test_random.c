/* Known answers of Philox4x32-10: Salmon et al. (2011), file kat_vectors of Random123. */
#include <math.h>

#include "base/random.h"
#include "tests/support/check.h"

static void philox_gives_its_known_answers(void **state)
{
	static const struct {
		uint32_t counter[4], key[2], answer[4];
	} rows[] = {
		{{0, 0, 0, 0}, {0, 0}, {0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}},
		{{0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff},
	     {0xffffffff, 0xffffffff},
	     {0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}},
		{{0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344},
	     {0xa4093822, 0x299f31d0},
	     {0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}},
	};
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct svy_random random = {.n_ready = 0};
		for (int k = 0; k < 4; k++)
			random.counter[k] = rows[i].counter[k];
		random.key[0] = rows[i].key[0];
		random.key[1] = rows[i].key[1];
		uint64_t first = svy_random_bits(&random), second = svy_random_bits(&random);
		assert_true(first == ((uint64_t)rows[i].answer[1] << 32 | rows[i].answer[0]));
		assert_true(second == ((uint64_t)rows[i].answer[3] << 32 | rows[i].answer[2]));
	}
}

static uint64_t first_of(uint64_t seed, const char *statistic, uint64_t replicate)
{
	struct svy_random random;
	svy_random_start(&random, seed, statistic, replicate);
	return svy_random_bits(&random);
}

static void a_stream_is_its_name(void **state)
{
	(void)state;
	assert_true(first_of(7, "fisher-mc", 3) == first_of(7, "fisher-mc", 3));
	assert_true(first_of(7, "fisher-mc", 3) != first_of(8, "fisher-mc", 3));
	assert_true(first_of(7, "fisher-mc", 3) != first_of(7, "bootstrap", 3));
	assert_true(first_of(7, "fisher-mc", 3) != first_of(7, "fisher-mc", 4));
	assert_true(first_of(7, "fisher-mc", 3) != first_of(7, "fisher-mc", UINT64_C(3) << 32));
}

static void uniforms_fill_the_unit_interval_evenly(void **state)
{
	enum { BINS = 20, DRAWS = 200000 };
	unsigned bins[BINS] = {0};
	struct svy_random random;
	double chisq = 0, expected = (double)DRAWS / BINS;
	(void)state;
	svy_random_start(&random, SVY_DEFAULT_SEED, "test-uniform", 0);
	for (int i = 0; i < DRAWS; i++) {
		double u = svy_random_uniform(&random);
		assert_true(u >= 0 && u < 1);
		bins[(int)(u * BINS)]++;
	}
	for (int b = 0; b < BINS; b++)
		chisq += (bins[b] - expected) * (bins[b] - expected) / expected;
	assert_true(chisq < 43.82); /* the 0.999 quantile with 19 degrees of freedom */
}

static void below_is_without_bias(void **state)
{
	unsigned counts[3] = {0};
	struct svy_random random;
	uint64_t large = UINT64_C(3) << 62; /* a modulus would give the lower third twice as often */
	unsigned low = 0;
	(void)state;
	svy_random_start(&random, 1, "test-below", 0);
	for (int i = 0; i < 30000; i++) {
		uint64_t k = svy_random_below(&random, 3);
		assert_true(k < 3);
		counts[k]++;
		low += svy_random_below(&random, large) < large / 3;
	}
	for (int k = 0; k < 3; k++)
		check_close(counts[k], 10000, 4 * 81.65); /* four standard errors */
	check_close(low, 10000, 4 * 81.65);
	assert_int_equal(svy_random_below(&random, 1), 0);
}

static void normals_have_their_moments(void **state)
{
	enum { DRAWS = 100000 };
	double sum[5] = {0};
	struct svy_random random;
	(void)state;
	svy_random_start(&random, 1, "test-normal", 0);
	for (int i = 0; i < DRAWS; i++) {
		double z = svy_random_normal(&random), power = 1;
		for (int k = 0; k < 5; k++, power *= z)
			sum[k] += power / DRAWS;
	}
	check_close(sum[1], 0, 4 / sqrt(DRAWS));
	check_close(sum[2], 1, 4 * sqrt(2.0 / DRAWS));
	check_close(sum[3], 0, 4 * sqrt(15.0 / DRAWS));
	check_close(sum[4], 3, 4 * sqrt(96.0 / DRAWS));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(philox_gives_its_known_answers),
		cmocka_unit_test(a_stream_is_its_name),
		cmocka_unit_test(uniforms_fill_the_unit_interval_evenly),
		cmocka_unit_test(below_is_without_bias),
		cmocka_unit_test(normals_have_their_moments),
	};
	return cmocka_run_group_tests_name("base/random", tests, NULL, NULL);
}
