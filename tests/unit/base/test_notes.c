#include "base/notes.h"
#include "tests/support/check.h"

static void a_note_is_kept_once_in_its_place(void **state)
{
	struct svy_notes notes = {0};
	(void)state;
	svy_notes_add(&notes, "smallest expected count %.1f", 3.1);
	svy_notes_add(&notes, "%d rows left out", 2);
	svy_notes_add(&notes, "smallest expected count %.1f", 3.1);
	assert_int_equal(notes.n, 2);
	assert_string_equal(notes.text[0], "smallest expected count 3.1");
	assert_string_equal(notes.text[1], "2 rows left out");
	assert_false(notes.failed);
	svy_notes_clear(&notes);
	assert_int_equal(notes.n, 0);
	assert_null(notes.text);
}

static void merging_adds_what_is_new(void **state)
{
	struct svy_notes into = {0}, from = {0};
	(void)state;
	svy_notes_add(&into, "a");
	svy_notes_add(&from, "b");
	svy_notes_add(&from, "a");
	svy_notes_merge(&into, &from);
	assert_int_equal(into.n, 2);
	assert_string_equal(into.text[1], "b");
	assert_int_equal(from.n, 2);
	svy_notes_clear(&into);
	svy_notes_clear(&from);
}

static void a_lost_note_is_known(void **state)
{
	struct svy_notes into = {0}, from = {.failed = true};
	(void)state;
	svy_notes_merge(&into, &from);
	assert_true(into.failed);
	svy_notes_clear(&into);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_note_is_kept_once_in_its_place),
		cmocka_unit_test(merging_adds_what_is_new),
		cmocka_unit_test(a_lost_note_is_known),
	};
	return cmocka_run_group_tests_name("base/notes", tests, NULL, NULL);
}
