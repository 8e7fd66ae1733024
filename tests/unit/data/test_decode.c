#include <string.h>

#include "data/decode.h"
#include "tests/support/check.h"

/* The same text, whatever pieces the bytes come in. */
static void decodes_in_pieces(const char *encoding, const char *bytes, size_t length, const char *expected)
{
	for (size_t piece = 1; piece <= length; piece++) {
		struct svy_decoder *decoder;
		struct svy_status status = {0};
		struct svy_text out = {0};
		check_ok(svy_decoder_new(encoding, &decoder, &status), &status);
		for (size_t at = 0; at < length; at += piece) {
			size_t n = length - at < piece ? length - at : piece;
			assert_true(svy_decoder_feed(decoder, bytes + at, n, false, &out));
		}
		assert_true(svy_decoder_feed(decoder, "", 0, true, &out));
		assert_string_equal(out.bytes ? out.bytes : "", expected);
		svy_text_clear(&out);
		svy_decoder_free(decoder);
	}
}

#define DECODES(encoding, bytes, expected) decodes_in_pieces((encoding), (bytes), sizeof(bytes) - 1, (expected))

static void pieces_do_not_matter(void **state)
{
	(void)state;
	DECODES(NULL, "\xEF\xBB\xBF" "caf\xC3\xA9 \xE0\xB8\x81 \xF0\x9F\x98\x80",
	        "caf\xC3\xA9 \xE0\xB8\x81 \xF0\x9F\x98\x80");
	DECODES(NULL, "x", "x");
	DECODES(NULL, "\xFF\xFE\xE9\0=\xD8\0\xDE", "\xC3\xA9\xF0\x9F\x98\x80");
	DECODES(NULL, "\xFE\xFF\0\xE9\xD8=\xDE\0", "\xC3\xA9\xF0\x9F\x98\x80");
	DECODES("windows-1252", "\x93" "caf\xE9\x94 \x80", "\xE2\x80\x9C" "caf\xC3\xA9\xE2\x80\x9D \xE2\x82\xAC");
	DECODES("windows-1258", "a\xE2", "a\xC3\xA2"); /* a letter that may take an accent is not lost at the end */
	DECODES("utf-32", "\xFF\xFE\0\0a\0\0\0", "a");
	DECODES("utf-16le", "\xFF\xFE" "a\0", "a"); /* iconv leaves the mark of a named order */
	DECODES("iso-8859-1", "\xE9", "\xC3\xA9");
	DECODES("utf-8", "\xEF\xBB\xBF\xC3\xA9", "\xC3\xA9");
}

static void stops_at(const char *encoding, const char *bytes, size_t length, const char *before, const char *why)
{
	struct svy_decoder *decoder;
	struct svy_status status = {0};
	struct svy_text out = {0};
	check_ok(svy_decoder_new(encoding, &decoder, &status), &status);
	assert_false(svy_decoder_feed(decoder, bytes, length, true, &out));
	assert_string_equal(out.bytes ? out.bytes : "", before);
	check_contains(svy_decoder_reason(decoder), why);
	svy_text_clear(&out);
	svy_decoder_free(decoder);
}

#define STOPS(encoding, bytes, before, why) stops_at((encoding), (bytes), sizeof(bytes) - 1, (before), (why))

static void what_is_not_text_stops_with_a_reason(void **state)
{
	(void)state;
	STOPS(NULL, "ab\xE9" "cd", "ab", "byte 3 (0xE9) is not UTF-8");
	STOPS(NULL, "\xEF\xBB\xBF" "ab\xE9", "ab", "byte 6");
	STOPS(NULL, "ab\0c", "ab", "byte 3 is NUL");
	STOPS(NULL, "ab\xC3", "ab", "byte 3 (0xC3)");
	STOPS("windows-1252", "a\x81", "a", "byte 2 (0x81) is not windows-1252");
	STOPS("windows-1252", "a\0b", "a", "there is a NUL");
}

static void an_unknown_encoding_is_refused(void **state)
{
	struct svy_decoder *decoder;
	struct svy_status status = {0};
	(void)state;
	check_fails(svy_decoder_new("windoze", &decoder, &status), SVY_EUSAGE, &status, "\"windoze\" is no encoding");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(pieces_do_not_matter),
		cmocka_unit_test(what_is_not_text_stops_with_a_reason),
		cmocka_unit_test(an_unknown_encoding_is_refused),
	};
	return cmocka_run_group_tests_name("data/decode", tests, NULL, NULL);
}
