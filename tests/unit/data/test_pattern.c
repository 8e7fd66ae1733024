/* Patterns of a codebook: what POSIX says of the whole cell, and none that hangs. */
#include <stdlib.h>
#include <string.h>

#include "data/pattern.h"
#include "tests/support/check.h"

static bool matches(const char *text, const char *field)
{
	struct svy_pattern *pattern = svy_pattern_new(text);
	struct svy_status status = {0};
	bool whole = false;
	assert_null(svy_pattern_fault(text));
	assert_non_null(pattern);
	check_ok(svy_pattern_match(pattern, field, strlen(field), &whole, &status), &status);
	svy_pattern_free(pattern);
	return whole;
}

static void the_whole_cell_is_matched(void **state)
{
	(void)state;
	assert_true(matches("[A-Z][0-9]+", "A17"));
	assert_false(matches("[A-Z][0-9]+", "A17x"));
	assert_false(matches("[A-Z][0-9]+", "xA17"));
	assert_true(matches("a|ab", "ab")); /* the longest, not the first */
	assert_true(matches("[0-9]{4}-[0-9]{2}-[0-9]{2}", "2019-09-01"));
	assert_true(matches("[]a[:digit:]]{1,255}", "]a1"));
	assert_true(matches("", ""));
}

static void characters_are_those_of_utf8(void **state)
{
	(void)state;
	assert_true(matches(".", "\xC3\xA9"));
	assert_false(matches("..", "\xC3\xA9"));
	assert_true(matches("[A-Z\xC3\x84][a-z]", "\xC3\x84h"));
	assert_false(matches("[A-Z\xC3\x84]", "\xC3\x96")); /* shares its first byte only */
}

static void has_fault(const char *text, const char *words)
{
	const char *fault = svy_pattern_fault(text);
	assert_non_null(fault);
	check_contains(fault, words);
}

static void what_does_not_end_is_refused(void **state)
{
	static char brackets[200], doubled[200], text[1100];
	(void)state;
	has_fault("(", "regular expression");
	has_fault("(a)\\1", "back-reference");
	assert_null(svy_pattern_fault("[\\1]\\\\1"));
	has_fault("((((a{1,255}){1,255}){1,255}){1,255})", "repeats too often");
	has_fault("(a{1000}){3}", "repeats too often");
	has_fault("(a{2000,})", "repeats too often");
	has_fault("a{99999999999999999999999999}", "repeats too often");
	assert_null(svy_pattern_fault("(a?){1,40}"));
	has_fault("x(a?){1,400}x", "repeats too often");
	for (size_t i = 0; i < 40; i++) {
		brackets[i] = '(';
		brackets[40 + i] = ')';
	}
	has_fault(brackets, "too deep");
	for (size_t i = 0; i < 20; i++) { /* each + doubles what is in it */
		doubled[i] = '(';
		doubled[21 + 2 * i] = ')';
		doubled[22 + 2 * i] = '+';
	}
	doubled[20] = 'a';
	has_fault(doubled, "repeats too often");
	has_fault(")++++++++++++++++++++++++", "repeats too often"); /* of a bracket that stands for itself */
	assert_null(svy_pattern_fault("a)))))))))))))))))))"));
	/* Ways to pass without a character double at each step, and stay one. */
	has_fault("((a?)?(a?)?(a?)?(a?)?(a?)?(a?)?(a?)?(a?)?(a?)?(a?)?(a?)?(a?)?)+", "repeats too often");
	has_fault("a?????????????????????+++", "repeats too often");
	has_fault("xa?????????????????????+++x", "repeats too often");
	has_fault("(|||||a?){6}", "repeats too often");
	assert_null(svy_pattern_fault("(a?a?a?a?a?a?a?a?a?a?a?a?a?)+"));
	assert_null(svy_pattern_fault("([A-Z][a-z]*)( +[A-Z][a-z]*|-[a-z]+)*"));
	assert_null(svy_pattern_fault("(\\+?[0-9]{1,3})? *[0-9]{2,4}([ /-]?[0-9]+)*"));
	assert_null(svy_pattern_fault("[^@ ]+@[^@ ]+(\\.[a-z]{2,63})+"));
	memset(text, 'a', 1001);
	has_fault(text, "too long");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_whole_cell_is_matched),
		cmocka_unit_test(characters_are_those_of_utf8),
		cmocka_unit_test(what_does_not_end_is_refused),
	};
	return cmocka_run_group_tests_name("data/pattern", tests, NULL, NULL);
}
