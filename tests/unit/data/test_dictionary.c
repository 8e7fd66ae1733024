#include <stdio.h>

#include "data/dictionary.h"
#include "tests/support/check.h"

static void what_is_added_is_found(void **state)
{
	struct svy_dictionary *dictionary = svy_dictionary_new();
	char text[16];
	int32_t code = -7;
	(void)state;
	assert_non_null(dictionary);
	assert_false(svy_dictionary_find(dictionary, "", 0, &code));
	assert_int_equal(code, -7);
	for (int32_t i = 0; i < 5000; i++) { /* it grows */
		int n = snprintf(text, sizeof text, "%d", i * 7);
		assert_true(svy_dictionary_add(dictionary, text, (size_t)n, i - 10));
	}
	for (int32_t i = 0; i < 5000; i++) {
		int n = snprintf(text, sizeof text, "%d", i * 7);
		assert_true(svy_dictionary_find(dictionary, text, (size_t)n, &code));
		assert_int_equal(code, i - 10);
	}
	assert_false(svy_dictionary_find(dictionary, "8", 1, &code));
	svy_dictionary_free(dictionary);
}

static void bytes_and_lengths_tell_texts_apart(void **state)
{
	struct svy_dictionary *dictionary = svy_dictionary_new();
	int32_t code;
	(void)state;
	assert_true(svy_dictionary_add(dictionary, "ab", 2, 1));
	assert_true(svy_dictionary_add(dictionary, "ab ", 3, 2));
	assert_true(svy_dictionary_add(dictionary, "", 0, 3));
	assert_true(svy_dictionary_find(dictionary, "abc", 2, &code));
	assert_int_equal(code, 1);
	assert_true(svy_dictionary_find(dictionary, "ab ", 3, &code));
	assert_int_equal(code, 2);
	assert_true(svy_dictionary_find(dictionary, "x", 0, &code));
	assert_int_equal(code, 3);
	assert_false(svy_dictionary_find(dictionary, "AB", 2, &code));
	svy_dictionary_free(dictionary);
	svy_dictionary_free(NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_added_is_found),
		cmocka_unit_test(bytes_and_lengths_tell_texts_apart),
	};
	return cmocka_run_group_tests_name("data/dictionary", tests, NULL, NULL);
}
