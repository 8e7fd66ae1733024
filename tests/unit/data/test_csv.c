#include <string.h>

#include "base/text.h"
#include "data/csv.h"
#include "tests/support/check.h"

static enum svy_code put_block(void *consumer, const struct svy_block *block, struct svy_status *status)
{
	struct svy_text *out = consumer;
	(void)status;
	for (size_t i = 0; i < block->n_rows; i++) {
		svy_text_printf(out, "%zu:", block->lines[i]);
		for (size_t j = 0; j < block->n_columns; j++) {
			svy_text_putc(out, '[');
			const struct svy_field *field = &block->fields[i * block->n_columns + j];
			svy_text_put(out, field->text, field->length);
			svy_text_putc(out, ']');
		}
	}
	return SVY_OK;
}

/* Feeds a copy, `piece` bytes at a time. */
static enum svy_code parse(const struct svy_csv_plan *plan, const char *text, size_t piece, struct svy_text *out,
                           uint64_t *blank, struct svy_status *status)
{
	struct svy_csv_plan own = *plan;
	struct svy_csv *csv;
	char copy[64];
	own.consume = put_block;
	own.consumer = out;
	enum svy_code code = svy_csv_new(&own, &csv, status);
	for (size_t at = 0, length = strlen(text); at < length && code == SVY_OK; at += piece) {
		size_t n = length - at < piece ? length - at : piece;
		memcpy(copy, text + at, n);
		code = svy_csv_feed(csv, copy, n, status);
	}
	if (code == SVY_OK)
		code = svy_csv_finish(csv, status);
	*blank = svy_csv_blank_lines(csv);
	svy_csv_free(csv);
	return code;
}

static void where_the_text_is_cut_does_not_matter(void **state)
{
	static const char text[] = "a,\"x\r\ny\"\r\n\r\n , b \n\t,\"\"\"q\"\"\"\r1,2";
	const struct svy_csv_plan plan = {.path = "a.csv", .delimiter = ';', .line = 1, .n_columns = 1, .n_kept = 1};
	const struct svy_csv_plan two = {.path = "a.csv", .delimiter = ',', .line = 5, .n_columns = 2, .n_kept = 2};
	(void)state;
	for (size_t piece = 1; piece <= sizeof text; piece++) {
		struct svy_text out = {0};
		struct svy_status status = {0};
		uint64_t blank;
		check_ok(parse(&two, text, piece, &out, &blank, &status), &status);
		assert_string_equal(out.bytes, "5:[a][x\r\ny]8:[ ][ b ]9:[\t][\"q\"]10:[1][2]");
		assert_int_equal(blank, 1);
		svy_text_clear(&out);
		check_ok(parse(&plan, "a\n\nb\r\n\r\nc", piece, &out, &blank, &status), &status);
		assert_string_equal(out.bytes, "1:[a]2:[]3:[b]4:[]5:[c]");
		assert_int_equal(blank, 0);
		svy_text_clear(&out);
	}
}

static void only_what_is_asked_for_is_kept(void **state)
{
	const size_t places[] = {SVY_CSV_DROPPED, 1, SVY_CSV_DROPPED, 0};
	const struct svy_csv_plan plan = {
		.path = "a.csv", .delimiter = ',', .line = 2, .n_columns = 4, .places = places, .n_kept = 2};
	struct svy_text out = {0};
	struct svy_status status = {0};
	uint64_t blank;
	(void)state;
	check_ok(parse(&plan, "1,2,\"3\n3\",4\n5,6,7,8\n", 7, &out, &blank, &status), &status);
	assert_string_equal(out.bytes, "2:[4][2]4:[8][6]"); /* lines of dropped fields count */
	svy_text_clear(&out);
}

static void rows_of_any_length_where_none_is_told(void **state)
{
	const struct svy_csv_plan plan = {.path = "a.csv", .delimiter = ',', .line = 1};
	struct svy_text out = {0};
	struct svy_status status = {0};
	uint64_t blank;
	(void)state;
	check_ok(parse(&plan, "1\n\n2,3\n", 3, &out, &blank, &status), &status);
	assert_string_equal(out.bytes, "1:[1]3:[2][3]");
	svy_text_clear(&out);
}

static void the_place_goes_with_the_text(void **state)
{
	const struct svy_csv_plan plan = {.path = "a.csv", .delimiter = ',', .line = 1, .consume = put_block};
	struct svy_csv *csv;
	struct svy_status status = {0};
	struct svy_text out = {0};
	struct svy_csv_plan own = plan;
	char first[] = "a,b\n1,\"x\ny";
	(void)state;
	own.consumer = &out;
	check_ok(svy_csv_new(&own, &csv, &status), &status);
	check_ok(svy_csv_feed(csv, first, sizeof first - 1, &status), &status);
	struct svy_place place = svy_csv_place(csv);
	assert_int_equal(place.line, 3);
	assert_int_equal(place.column, 2);
	assert_int_equal(svy_csv_rows(csv), 1);
	check_fails(svy_csv_finish(csv, &status), SVY_EINPUT, &status, "a.csv:2:2: a quote is opened here");
	svy_csv_free(csv);
	svy_csv_free(NULL);
	svy_text_clear(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(where_the_text_is_cut_does_not_matter),
		cmocka_unit_test(only_what_is_asked_for_is_kept),
		cmocka_unit_test(rows_of_any_length_where_none_is_told),
		cmocka_unit_test(the_place_goes_with_the_text),
	};
	return cmocka_run_group_tests_name("data/csv", tests, NULL, NULL);
}
