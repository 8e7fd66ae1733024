/* FIPS 180-4 and the examples of NIST's Cryptographic Standards and Guidelines. */
#include <string.h>

#include "base/digest.h"
#include "tests/support/check.h"

static void is_digest(const char *text, size_t length, const char *expected)
{
	struct svy_digest digest;
	char out[SVY_DIGEST_TEXT];
	svy_digest_start(&digest);
	svy_digest_add(&digest, text, length);
	svy_digest_finish(&digest, out);
	assert_string_equal(out, expected);
}

static void published_examples(void **state)
{
	static const char two_blocks[] = "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq";
	(void)state;
	is_digest("", 0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
	is_digest("abc", 3, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
	is_digest(two_blocks, strlen(two_blocks), "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
}

static void a_million_times_a_in_pieces_of_any_size(void **state)
{
	struct svy_digest digest;
	char piece[997], out[SVY_DIGEST_TEXT];
	(void)state;
	memset(piece, 'a', sizeof piece);
	svy_digest_start(&digest);
	for (size_t left = 1000000, n = 1; left; n = n % sizeof piece + 1) {
		size_t take = n < left ? n : left;
		svy_digest_add(&digest, piece, take);
		left -= take;
	}
	svy_digest_finish(&digest, out);
	assert_string_equal(out, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(published_examples),
		cmocka_unit_test(a_million_times_a_in_pieces_of_any_size),
	};
	return cmocka_run_group_tests_name("base/digest", tests, NULL, NULL);
}
