#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "tests/support/check.h"

static void text_grows(void **state)
{
	struct svy_text text = {0};
	char *taken;
	(void)state;
	svy_text_puts(&text, "n = ");
	svy_text_printf(&text, "%d", 12);
	svy_text_putc(&text, ',');
	svy_text_put(&text, "\0b", 2);
	assert_int_equal(text.length, 9);
	assert_memory_equal(text.bytes, "n = 12,\0b", 10);
	svy_text_clear(&text);
	for (int i = 0; i < 5000; i++)
		svy_text_puts(&text, "long ");
	taken = svy_text_take(&text);
	assert_int_equal(strlen(taken), 25000);
	assert_null(text.bytes);
	free(taken);
	taken = svy_text_take(&text); /* nothing added */
	assert_string_equal(taken, "");
	free(taken);
}

static void room_can_be_made_beforehand(void **state)
{
	struct svy_text text = {0};
	(void)state;
	assert_true(svy_text_reserve(&text, 1000));
	assert_true(text.capacity > 1000 && text.length == 0);
	const char *bytes = text.bytes;
	for (int i = 0; i < 1000; i++)
		svy_text_putc(&text, 'x');
	assert_ptr_equal(text.bytes, bytes);
	assert_false(svy_text_reserve(&text, SIZE_MAX - 3));
	assert_true(text.failed);
	svy_text_clear(&text);
}

static void put_formatted(struct svy_text *text, const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	svy_text_vprintf(text, format, arguments);
	va_end(arguments);
}

static void a_list_of_arguments_is_formatted(void **state)
{
	struct svy_text text = {0};
	(void)state;
	put_formatted(&text, "%s %d", "page", 4);
	assert_string_equal(text.bytes, "page 4");
	svy_text_clear(&text);
}

static void text_for_html_is_escaped(void **state)
{
	struct svy_text out = {0};
	(void)state;
	svy_text_put_html(&out, "<a href=\"x\">&'\n\x7F\xC3\xA9");
	assert_string_equal(out.bytes, "&lt;a href=&quot;x&quot;&gt;&amp;&#39;  \xC3\xA9");
	svy_text_clear(&out);
}

static void failure_is_sticky(void **state)
{
	struct svy_text text = {.failed = true};
	(void)state;
	svy_text_puts(&text, "lost");
	assert_null(svy_text_take(&text));
	svy_text_clear(&text);
}

static void copies_are_the_callers(void **state)
{
	char *copy = svy_text_copy("abc"), *part = svy_text_copy_n("abc", 2), *made = svy_text_format("%s-%d", "a", 3);
	(void)state;
	assert_string_equal(copy, "abc");
	assert_string_equal(part, "ab");
	assert_string_equal(made, "a-3");
	assert_null(svy_text_copy(NULL));
	free(copy);
	free(part);
	free(made);
}

/* Unicode 15, table 3-7. */
static void utf8_is_checked_to_the_byte(void **state)
{
	static const struct {
		const char *bytes;
		size_t length, bad;
	} rows[] = {{"abc", 3, 3},
	            {"\xC3\xA9", 2, 2},
	            {"\xE0\xB8\x81", 3, 3},       /* Thai */
	            {"\xF0\x9F\x98\x80", 4, 4},   /* beyond 16 bits */
	            {"ab\xE9", 3, 2},             /* windows-1252 */
	            {"\xC0\xAF", 2, 0},           /* overlong */
	            {"\xE0\x9F\xBF", 3, 0},       /* overlong */
	            {"\xED\xA0\x80", 3, 0},       /* surrogate */
	            {"\xF4\x90\x80\x80", 4, 0},   /* above U+10FFFF */
	            {"a\xE0\xB8", 3, 1},          /* cut off */
	            {"\x80", 1, 0}};
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		assert_int_equal(svy_utf8_check(rows[i].bytes, rows[i].length), rows[i].bad);
}

static void width_is_that_of_a_terminal(void **state)
{
	(void)state;
	assert_int_equal(svy_utf8_width(""), 0);
	assert_int_equal(svy_utf8_width("abc"), 3);
	assert_int_equal(svy_utf8_width("Z\xC3\xBCrich"), 6);
	assert_int_equal(svy_utf8_width("\xE6\x9D\xB1\xE4\xBA\xAC"), 4);             /* two wide characters */
	assert_int_equal(svy_utf8_width("\xE0\xB8\x97\xE0\xB8\xB5\xE0\xB9\x88"), 1); /* Thai: a consonant with two marks */
	assert_int_equal(svy_utf8_width("e\xCC\x81"), 1);                            /* e with a combining acute */
}

static void the_same_text_composed_and_not(void **state)
{
	(void)state;
	assert_true(svy_utf8_same("caf\xC3\xA9", "cafe\xCC\x81"));
	assert_true(svy_utf8_same("", ""));
	assert_false(svy_utf8_same("cafe", "caf\xC3\xA9"));
	assert_false(svy_utf8_same("a", "A"));
}

static void ends_are_seen_in_any_case(void **state)
{
	(void)state;
	assert_true(svy_text_ends_in("wave.CSV", ".csv"));
	assert_true(svy_text_ends_in(".csv", ".csv"));
	assert_true(svy_text_ends_in("x", ""));
	assert_false(svy_text_ends_in("csv", ".csv"));
	assert_false(svy_text_ends_in("x.csv.gz", ".csv"));
}

static void the_nearest_word_is_offered(void **state)
{
	static const char *const names[] = {"sex", "age", "department", "outcome", "Region"};
	(void)state;
	assert_string_equal(svy_text_nearest("sxe", names, 5), "sex");
	assert_string_equal(svy_text_nearest("departmnet", names, 5), "department");
	assert_string_equal(svy_text_nearest("OUTCOME", names, 5), "outcome");
	assert_string_equal(svy_text_nearest("region", names, 5), "Region");
	assert_string_equal(svy_text_nearest("outcomes", names, 5), "outcome");
	assert_null(svy_text_nearest("income", names, 3));
	assert_null(svy_text_nearest("sex", names, 0));
	assert_null(svy_text_nearest("4", (const char *const[]){"1", "2"}, 2)); /* not a slip of the pen */
	assert_string_equal(svy_text_nearest("M", (const char *const[]){"f", "m"}, 2), "m");
	assert_null(svy_text_nearest("zzzzzzzz", names, 5));
	char longest[600];
	memset(longest, 'a', sizeof longest - 1);
	longest[sizeof longest - 1] = '\0';
	assert_null(svy_text_nearest(longest, (const char *const[]){longest + 1}, 1)); /* too long to compare */
	assert_null(svy_text_nearest("aaa", (const char *const[]){longest}, 1));
}

static void SVY_PRINTF(3, 4) add_note(char *notes, size_t size, const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	svy_text_add_note(notes, size, format, arguments);
	va_end(arguments);
}

static void notes_are_strung_together_and_cut(void **state)
{
	char notes[12] = "";
	(void)state;
	add_note(notes, sizeof notes, "one %d", 1);
	assert_string_equal(notes, "one 1");
	add_note(notes, sizeof notes, "two");
	assert_string_equal(notes, "one 1; two");
	add_note(notes, sizeof notes, "three");
	assert_true(strlen(notes) < sizeof notes && strncmp(notes, "one 1; two", 10) == 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(notes_are_strung_together_and_cut),
		cmocka_unit_test(text_grows),
		cmocka_unit_test(room_can_be_made_beforehand),
		cmocka_unit_test(a_list_of_arguments_is_formatted),
		cmocka_unit_test(text_for_html_is_escaped),
		cmocka_unit_test(failure_is_sticky),
		cmocka_unit_test(copies_are_the_callers),
		cmocka_unit_test(utf8_is_checked_to_the_byte),
		cmocka_unit_test(width_is_that_of_a_terminal),
		cmocka_unit_test(the_same_text_composed_and_not),
		cmocka_unit_test(ends_are_seen_in_any_case),
		cmocka_unit_test(the_nearest_word_is_offered),
	};
	return cmocka_run_group_tests_name("base/text", tests, NULL, NULL);
}
