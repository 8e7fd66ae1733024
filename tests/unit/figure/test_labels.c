#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "figure/labels.h"
#include "tests/support/check.h"

static void wide_letters_are_wider(void **state)
{
	(void)state;
	assert_true(svy_label_width("mmm", SVY_FACE_TEXT) > svy_label_width("iii", SVY_FACE_TEXT));
	assert_true(svy_label_width("abc", SVY_FACE_TITLE) > svy_label_width("abc", SVY_FACE_TEXT));
	check_close(svy_label_width("", SVY_FACE_TEXT), 0, 0);
	/* a combining mark takes no room, a wide character takes two */
	check_close(svy_label_width("\xE0\xB8\x81\xE0\xB8\xB4", SVY_FACE_TEXT),
	            svy_label_width("\xE0\xB8\x81", SVY_FACE_TEXT), 0);
	check_rel(svy_label_width("\xE6\x9D\xB1", SVY_FACE_TEXT), 2 * svy_label_width("\xC3\xA9", SVY_FACE_TEXT), 1e-12);
	assert_true(svy_face_height(SVY_FACE_SMALL) > svy_face_size(SVY_FACE_SMALL));
}

static void lines_are_broken_at_spaces_and_lose_nothing(void **state)
{
	static const char text[] = "Managers want to hire and promote women, not only-men";
	struct svy_wrapped lines = {0};
	char joined[100] = "";
	(void)state;
	assert_true(svy_wrap(text, 120, SVY_FACE_TEXT, &lines));
	assert_true(lines.n > 2);
	for (size_t i = 0; i < lines.n; i++) {
		assert_true(svy_label_width(lines.line[i], SVY_FACE_TEXT) <= 120 * (1 + 1e-9));
		if (i && joined[strlen(joined) - 1] != '-')
			strcat(joined, " ");
		strcat(joined, lines.line[i]);
	}
	assert_string_equal(joined, text);
	svy_wrapped_clear(&lines);
}

static void a_word_that_is_too_long_is_broken(void **state)
{
	struct svy_wrapped lines = {0};
	(void)state;
	assert_true(svy_wrap("Donaudampfschifffahrtsgesellschaft", 80, SVY_FACE_TEXT, &lines));
	assert_true(lines.n >= 3);
	for (size_t i = 0; i < lines.n; i++)
		assert_true(*lines.line[i] && svy_label_width(lines.line[i], SVY_FACE_TEXT) <= 80);
	svy_wrapped_clear(&lines);
	assert_true(svy_wrap("\xE6\x9D\xB1\xE4\xBA\xAC", 1, SVY_FACE_TEXT, &lines)); /* narrower than a letter */
	assert_int_equal(lines.n, 2);
	assert_string_equal(lines.line[0], "\xE6\x9D\xB1");
	svy_wrapped_clear(&lines);
}

/* What a letter is made of stays together: a mark at the beginning of a line is
 * drawn on a dotted circle. */
static void no_line_begins_with_a_mark(void **state)
{
	static const char *const CLUSTERS[] = {
		"\xE1\x9E\x8A\xE1\x9F\x84",                             /* Khmer DA, vowel OO (a spacing mark) */
		"\xE1\x9E\x98\xE1\x9F\x92\xE1\x9E\x9A\xE1\x9E\xB6\xE1\x9F\x86", /* Khmer MO, coeng RO, AA, NIKAHIT */
		"\xE1\x80\x80\xE1\x80\xB9\xE1\x80\x81",                 /* Myanmar KA, virama, KHA */
		"\xE0\xB8\x99\xE0\xB9\x89\xE0\xB8\xB3",                 /* Thai NO NU, MAI THO, SARA AM */
		"\xF0\x9F\x91\xAE\xF0\x9F\x8F\xBD\xE2\x80\x8D\xE2\x99\x80", /* police officer, skin, joiner, woman */
	};
	(void)state;
	for (size_t i = 0; i < sizeof CLUSTERS / sizeof *CLUSTERS; i++) {
		struct svy_wrapped lines = {0};
		char text[100];
		snprintf(text, sizeof text, "%s%s%s", CLUSTERS[i], CLUSTERS[i], CLUSTERS[i]);
		assert_true(svy_wrap(text, 1, SVY_FACE_TEXT, &lines));
		assert_int_equal(lines.n, 3);
		for (size_t j = 0; j < lines.n; j++)
			assert_string_equal(lines.line[j], CLUSTERS[i]);
		svy_wrapped_clear(&lines);
	}
}

/* Khmer with its lower letters (U+17D2), Thai with vowels before their letter
 * (U+0E40), a family of emoji (U+200D), a skin colour and a flag: never parted. */
static void what_is_one_character_to_a_reader_stays_together(void **state)
{
	static const char *const WHOLES[] = {"\xE1\x9E\x9F\xE1\x9F\x92\xE1\x9E\x8F\xE1\x9F\x92\xE1\x9E\x9A\xE1\x9E\xB8",
	                                     "\xE0\xB9\x80\xE0\xB8\x81\xE0\xB9\x88",
	                                     "\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x91\xA7",
	                                     "\xF0\x9F\x91\x8D\xF0\x9F\x8F\xBD",
	                                     "\xF0\x9F\x87\xB0\xF0\x9F\x87\xAD", "e\xCC\x81"};
	(void)state;
	for (size_t i = 0; i < sizeof WHOLES / sizeof *WHOLES; i++) {
		struct svy_wrapped lines = {0};
		char *text = svy_text_format("%s%s%s", WHOLES[i], WHOLES[i], WHOLES[i]);
		assert_non_null(text);
		assert_true(svy_wrap(text, 1, SVY_FACE_TEXT, &lines));
		assert_int_equal(lines.n, 3);
		for (size_t j = 0; j < lines.n; j++)
			assert_string_equal(lines.line[j], WHOLES[i]);
		svy_wrapped_clear(&lines);
		free(text);
	}
}

/* UAX 14: no line begins with a closing mark. */
static void chinese_breaks_between_letters_but_not_before_a_comma(void **state)
{
	static const char TEXT[] = "\xE6\x9D\xB1\xE4\xBA\xAC\xEF\xBC\x8C\xE6\x9D\xB1\xE4\xBA\xAC";
	struct svy_wrapped lines = {0};
	(void)state;
	assert_true(svy_wrap(TEXT, svy_label_width("\xE6\x9D\xB1\xE4\xBA\xAC", SVY_FACE_TEXT), SVY_FACE_TEXT, &lines));
	assert_int_equal(lines.n, 3);
	assert_string_equal(lines.line[1], "\xE4\xBA\xAC\xEF\xBC\x8C");
	svy_wrapped_clear(&lines);
}

static void nothing_is_one_empty_line(void **state)
{
	struct svy_wrapped lines = {0};
	(void)state;
	assert_true(svy_wrap("", 80, SVY_FACE_TEXT, &lines));
	assert_int_equal(lines.n, 1);
	assert_string_equal(lines.line[0], "");
	svy_wrapped_clear(&lines);
	assert_int_equal(lines.n, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(wide_letters_are_wider),
		cmocka_unit_test(lines_are_broken_at_spaces_and_lose_nothing),
		cmocka_unit_test(a_word_that_is_too_long_is_broken),
		cmocka_unit_test(no_line_begins_with_a_mark),
		cmocka_unit_test(what_is_one_character_to_a_reader_stays_together),
		cmocka_unit_test(chinese_breaks_between_letters_but_not_before_a_comma),
		cmocka_unit_test(nothing_is_one_empty_line),
	};
	return cmocka_run_group_tests_name("figure/labels", tests, NULL, NULL);
}
