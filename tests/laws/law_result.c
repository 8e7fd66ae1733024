/*
 * Laws of results.  JSON read back is the result that was written.  And what the
 * gate hides is in no format: not the number, nor one that it can be computed from
 * within the result.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/random.h"
#include "tests/support/check.h"
#include "tests/support/results.h"

static void draw(struct svy_random *random, uint64_t counts[8])
{
	for (size_t i = 0; i < 8; i++)
		counts[i] = 100000000 + svy_random_below(random, 899999999); /* long enough to be found */
}

static void is_same_value(const struct svy_value *a, const struct svy_value *b)
{
	if (b->kind == SVY_COUNT && a->kind == SVY_REAL) { /* 50.0 is written as 50 */
		check_close((double)b->count, a->real, 0);
		return;
	}
	assert_int_equal(a->kind, b->kind);
	if (a->kind == SVY_COUNT)
		assert_true(a->count == b->count);
	else if (a->kind == SVY_REAL)
		check_close(a->real, b->real, 0);
	else if (a->kind == SVY_TEXT)
		assert_string_equal(a->text, b->text);
}

static void is_same_table(const struct svy_rtable *a, const struct svy_rtable *b)
{
	assert_string_equal(a->name, b->name);
	assert_string_equal(a->title, b->title);
	assert_int_equal(a->n_fields, b->n_fields);
	assert_int_equal(a->n_rows, b->n_rows);
	for (size_t r = 0; r < a->n_rows; r++) {
		assert_string_equal(a->rows[r].note ? a->rows[r].note : "", b->rows[r].note ? b->rows[r].note : "");
		for (size_t f = 0; f + 1 < a->n_fields; f++) {
			assert_string_equal(a->fields[f].name, b->fields[f].name);
			is_same_value(&a->rows[r].values[f], &b->rows[r].values[f]);
		}
	}
}

static void json_reads_back(void **state)
{
	struct svy_random random;
	(void)state;
	svy_random_start(&random, 5, "law-result", 0);
	for (int round = 0; round < 200; round++) {
		const struct svy_disclosure policy = {.threshold = 120000000, .min_base = 300000000};
		struct svy_status status = {0};
		struct svy_release *read;
		uint64_t counts[8];
		draw(&random, counts);
		struct svy_release *made = release_new(result_new(counts), round % 2 ? &policy : NULL);
		char *json = render(made, SVY_FORMAT_JSON, NULL);
		check_ok(svy_read_json(json, strlen(json), "a.json", &read, &status), &status);
		assert_int_equal(made->result->n_tables, read->result->n_tables);
		for (size_t t = 0; t < made->result->n_tables; t++)
			is_same_table(made->result->tables[t], read->result->tables[t]);
		assert_int_equal(made->result->has_rows, read->result->has_rows);
		char *again = render(read, SVY_FORMAT_JSON, NULL);
		assert_string_equal(again, json); /* to the byte */
		free(again);
		free(json);
		svy_release_free(read);
		svy_release_free(made);
	}
}

static bool has_number(const char *text, uint64_t n)
{
	char digits[24];
	size_t length = (size_t)snprintf(digits, sizeof digits, "%llu", (unsigned long long)n);
	for (const char *at = text; (at = strstr(at, digits)); at++)
		if ((at == text || at[-1] < '0' || at[-1] > '9') && (at[length] < '0' || at[length] > '9'))
			return true;
	return false;
}

/* Cell (1, 1) of the first group is below the threshold; the margins of its table,
 * and every percentage of it, would give it away. */
static void what_is_hidden_is_in_no_format(void **state)
{
	struct svy_random random;
	(void)state;
	svy_random_start(&random, 6, "law-result", 0);
	for (int round = 0; round < 100; round++) {
		uint64_t counts[8];
		draw(&random, counts);
		counts[3] = 54321;
		const struct svy_disclosure policy = {.threshold = 100000};
		const uint64_t telling[] = {54321, counts[2] + 54321, counts[1] + 54321, counts[0] + counts[1],
		                            counts[0] + counts[2], counts[0] + counts[1] + counts[2] + 54321};
		struct svy_release *release = release_new(result_new(counts), &policy);
		for (int format = 0; format < N_FORMATS; format++) {
			char *text = render(release, (enum svy_format)format, NULL);
			for (size_t i = 0; i < sizeof telling / sizeof *telling; i++)
				assert_false(has_number(text, telling[i]));
			if (format == SVY_FORMAT_JSON || format == SVY_FORMAT_CSV)
				assert_null(strstr(text, "67901.25")); /* weighted */
			assert_true(has_number(text, counts[0]));  /* the rest is there */
			free(text);
		}
		svy_release_free(release);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(json_reads_back),
		cmocka_unit_test(what_is_hidden_is_in_no_format),
	};
	return cmocka_run_group_tests_name("laws/result", tests, NULL, NULL);
}
