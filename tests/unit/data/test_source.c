/* What people's CSV files are like: each trap, read as it was meant or refused with
 * the place and the way out. */
#include <stdlib.h>
#include <string.h>

#include "tests/support/check.h"
#include "tests/support/files.h"

static void a_byte_order_mark_is_dropped(void **state)
{
	(void)state;
	READS("\xEF\xBB\xBF" "a,b\n1,2\n", "a|b\n2: 1|2\n");
	READS("\xEF\xBB\xBF\"a\",b\n1,2\n", "a|b\n2: 1|2\n"); /* before a quoted name */
	READS("\xEF\xBB\xBF" "sep=;\na;b\n1,5;2\n", "a|b\n3: 1,5|2\n");
}

static void the_delimiter_is_recognised_or_told(void **state)
{
	const struct svy_source_options semicolon = {.delimiter = ';'}, bar = {.delimiter = '|'};
	(void)state;
	READS("sep=;\na;b,c\n1;2\n", "a|b,c\n3: 1|2\n");
	READS("SEP=,\r\na,b\r\n1,2\r\n", "a|b\n3: 1|2\n");
	READS("a,b\n1,2\n", "a|b\n2: 1|2\n");
	READS("a;b;c,d\n1;2;3\n", "a|b|c,d\n2: 1|2|3\n");
	READS("a\tb\n1\t\n", "a|b\n2: 1|\n");
	READS("a|b\n1|2\n", "a|b\n2: 1|2\n");
	READS("\"a;b;c\",d\n1,2\n", "a;b;c|d\n2: 1|2\n"); /* quoted ones do not count */
	check_reads("a,b;c\n1,2;3\n", 12, &semicolon, "a,b|c\n2: 1,2|3\n");
	check_reads("a,b|c\n1,2|3\n", 12, &bar, "a,b|c\n2: 1,2|3\n");
	REFUSED("a,b;c\n1,2;3\n", "--delimiter");
	struct svy_text out = {0};
	struct svy_status status = {0};
	check_ok(read_all(file_of("a.tsv", "a,b,c\td\n1,2,3\t4\n"), NULL, &out, &status), &status); /* by its name */
	assert_string_equal(out.bytes, "a,b,c|d\n2: 1,2,3|4\n");
	svy_text_clear(&out);
}

static void every_line_end_ends_one_line(void **state)
{
	(void)state;
	READS("a,b\n1,2\n3,4", "a|b\n2: 1|2\n3: 3|4\n");
	READS("a,b\r\n1,2\r\n3,4\r\n", "a|b\n2: 1|2\n3: 3|4\n");
	READS("a,b\r1,2\r3,4\r", "a|b\n2: 1|2\n3: 3|4\n");
	READS("a,b\r\n1,2\n3,4\r5,6\r\n", "a|b\n2: 1|2\n3: 3|4\n4: 5|6\n"); /* mixed */
}

static void quoted_fields_hold_anything(void **state)
{
	(void)state;
	READS("a,b\n\"x, y\",\"say \"\"no\"\"\"\n", "a|b\n2: x, y|say \"no\"\n");
	READS("a,b\n\"two\nlines\",2\n3,4\n", "a|b\n2: two\nlines|2\n4: 3|4\n"); /* the line count goes on */
	READS("a,b\n\"two\r\nlines\",2\n3,4\n", "a|b\n2: two\r\nlines|2\n4: 3|4\n");
	READS("a,b\n\"tab\there\",\"\"\n", "a|b\n2: tab\there|\n");
}

static void spaces_are_kept(void **state)
{
	(void)state;
	READS("a , b\n 1,2 \n  ,\t\n", "a | b\n2:  1|2 \n3:   |\t\n");
	READS("a\tb\n 1\t 2 \n", "a|b\n2:  1| 2 \n");
}

static void utf16_with_its_mark_is_converted(void **state)
{
	(void)state;
	READS("\xFF\xFE" "a\0,\0b\0\n\0\xE9\0,\0\x01\x0E\n\0", "a|b\n2: \xC3\xA9|\xE0\xB8\x81\n");
	READS("\xFE\xFF\0a\0,\0b\0\r\0\n\0\xE9\0,\x0E\x01\0\r\0\n", "a|b\n2: \xC3\xA9|\xE0\xB8\x81\n");
	REFUSED("\xFF\xFE" "a\0\n\0\x00\xD8\n\0", "--encoding"); /* half a surrogate pair */
}

static void what_is_not_utf8_is_refused_with_the_way_out(void **state)
{
	static const char bytes[] = "a,b\n1,caf\xE9\n2,x\n";
	const struct svy_source_options windows = {.encoding = "windows-1252"};
	(void)state;
	REFUSED(bytes, "a.csv:2:2: byte 10 (0xE9) is not UTF-8: if the file comes from Windows, try --encoding "
	               "windows-1252");
	check_reads(bytes, sizeof bytes - 1, &windows, "a|b\n2: 1|caf\xC3\xA9\n3: 2|x\n");
	REFUSED("caf\xE9,b\n1,2\n", "a.csv:1:1: byte 4 (0xE9)"); /* in the header */
	REFUSED("a\n\xC0\xAF\n", "byte 3");                       /* overlong */
	REFUSED("a\n\xED\xA0\x80\n", "byte 3");                   /* a surrogate */
	REFUSED("a\nx\xE0\xB8", "byte 4");                        /* cut off by the end */
}

static void nul_is_refused(void **state)
{
	(void)state;
	REFUSED("a,b\n1,x\0y\n", "a.csv:2:2: byte 8 is NUL");
	REFUSED("a\0,b\n1,2\n", "a.csv:1:1: byte 2 is NUL");
}

static void ragged_rows_are_refused_with_their_line(void **state)
{
	(void)state;
	REFUSED("a,b\n1,2\n3\n", "a.csv:3: 1 field where the header has 2");
	REFUSED("a,b\n1,2,\n", "a.csv:2: 3 fields where the header has 2");
	REFUSED("a,b\n\"x\ny\",2\n3,4,5\n", "a.csv:4: 3 fields");
}

static void names_are_unique_and_all_there(void **state)
{
	struct svy_source *source;
	struct svy_status status = {0};
	(void)state;
	REFUSED("a,b,a,c,b\n1,2,3,4,5\n", "\"a\"");
	REFUSED("a,b,a,c,b\n1,2,3,4,5\n", "\"b\"");
	REFUSED("a,a,b,a\n1,2,3,4\n", "more than once: \"a\"; give"); /* once in the list */
	check_ok(svy_source_open(file_of("b.csv", ",b,\n1,2,3\n"), NULL, &source, &status), &status);
	assert_string_equal(svy_source_names(source)[0], "column1");
	assert_string_equal(svy_source_names(source)[2], "column3");
	assert_int_equal(svy_source_notes(source)->n, 2);
	check_contains(svy_source_notes(source)->text[0], "column 1 has no name: it is called column1");
	svy_source_free(source);
	REFUSED("column2,\n1,2\n", "column2"); /* the name that it would get is taken */
}

static void empty_files_and_headers_alone(void **state)
{
	(void)state;
	REFUSED("", "empty");
	REFUSED("\xEF\xBB\xBF", "empty");
	REFUSED("\n\n", "header");
	READS("a,b\n", "a|b\n");
	READS("a,b", "a|b\n");
}

static enum svy_code take_nothing(void *consumer, const struct svy_block *block, struct svy_status *status)
{
	size_t *rows = consumer;
	*rows += block->n_rows;
	return block->n_columns == 9 ? svy_fail(status, SVY_EDOMAIN, "nine") : SVY_OK;
}

static void columns_are_kept_as_they_are_chosen(void **state)
{
	struct svy_source *source;
	struct svy_status status = {0};
	size_t rows = 0;
	const struct svy_source_options options = {.digest = true};
	(void)state;
	check_ok(svy_source_open(file_of("b.csv", "a,b,c\n1,2,3\n\n4,5,6\n"), &options, &source, &status), &status);
	check_contains(svy_source_path(source), "b.csv");
	check_ok(svy_source_select(source, (const size_t[]){2, 0}, 2, &status), &status);
	check_ok(svy_source_read(source, take_nothing, &rows, &status), &status);
	assert_int_equal(rows, 2);
	assert_int_equal(svy_source_rows(source), 2);
	assert_string_equal(svy_source_digest(source), "0bbe4806baeb49e1af0bc5ce088ea50d54e8633711196f4444de5184d986d2fe");
	check_contains(svy_source_notes(source)->text[0], "1 blank line skipped");
	svy_source_free(source);
}

/* It does not come in one read, nor in the second. */
static void a_header_of_megabytes_is_a_header(void **state)
{
	enum { SIZE = 3 << 20 };
	char *bytes = malloc(SIZE + 20), *expected = malloc(SIZE + 20);
	(void)state;
	assert_non_null(bytes);
	assert_non_null(expected);
	memset(bytes, 'x', SIZE);
	memcpy(bytes + SIZE, ",b\n1,2\n", 8);
	memset(expected, 'x', SIZE);
	strcpy(expected + SIZE, "|b\n2: 1|2\n");
	check_reads(bytes, SIZE + 7, NULL, expected);
	strcpy(expected + SIZE, "|b\n");
	check_reads(bytes, SIZE + 2, NULL, expected); /* the end of the file ends it */
	bytes[1] = '"';
	bytes[0] = ',';
	check_refused(bytes, SIZE + 7, NULL, "a.csv:1:2: a quote is opened here and never closed");
	free(bytes);
	free(expected);
}

struct blocks {
	size_t n, n_rows, largest;
};

static enum svy_code take_block(void *consumer, const struct svy_block *block, struct svy_status *status)
{
	struct blocks *blocks = consumer;
	(void)status;
	assert_int_equal(block->first_row, blocks->n_rows);
	assert_int_equal(block->lines[0], blocks->n_rows + 2);
	blocks->n++;
	blocks->n_rows += block->n_rows;
	blocks->largest = block->n_rows > blocks->largest ? block->n_rows : blocks->largest;
	return SVY_OK;
}

/* Rows of `row`, n times, come in blocks of at most `most` rows. */
static void comes_in_blocks(const char *row, size_t n, size_t most)
{
	struct svy_source *source;
	struct svy_status status = {0};
	struct svy_text text = {0};
	struct blocks blocks = {0};
	svy_text_puts(&text, "a,b\n");
	for (size_t i = 0; i < n; i++)
		svy_text_puts(&text, row);
	check_ok(svy_source_open(file_of("b.csv", text.bytes), NULL, &source, &status), &status);
	check_ok(svy_source_read(source, take_block, &blocks, &status), &status);
	assert_int_equal(blocks.n_rows, n);
	assert_true(blocks.n > 1 && blocks.largest <= most);
	svy_source_free(source);
	svy_text_clear(&text);
}

static void rows_are_handed_over_in_blocks(void **state)
{
	char wide[4100];
	(void)state;
	comes_in_blocks("1,2\n", 20000, 5000);
	memset(wide, 'x', sizeof wide); /* memory is by bytes where fields are long */
	memcpy(wide + sizeof wide - 4, ",2\n", 4);
	comes_in_blocks(wide, 400, 100);
}

static void what_the_consumer_refuses_ends_the_reading(void **state)
{
	struct svy_source *source;
	struct svy_status status = {0};
	size_t rows = 0;
	(void)state;
	check_ok(svy_source_open(file_of("b.csv", "a,b,c,d,e,f,g,h,i\n1,2,3,4,5,6,7,8,9\n"), NULL, &source, &status),
	         &status);
	check_fails(svy_source_read(source, take_nothing, &rows, &status), SVY_EDOMAIN, &status, "nine");
	svy_source_free(source);
}

static void what_cannot_be_opened_says_why(void **state)
{
	struct svy_source *source;
	struct svy_status status = {0};
	const struct svy_source_options options = {.encoding = "no-such"};
	(void)state;
	check_fails(svy_source_open("/nonexistent/a.csv", NULL, &source, &status), SVY_EIO, &status, "No such file");
	check_fails(svy_source_open("/tmp", NULL, &source, &status), SVY_EIO, &status, "it is a folder");
	check_fails(svy_source_open(file_of("b.csv", "a\n"), &options, &source, &status), SVY_EUSAGE, &status,
	            "windows-1252");
}

static void a_blank_line_is_an_answer_in_a_file_of_one_column(void **state)
{
	(void)state;
	READS("a\n1\n\n3\n", "a\n2: 1\n3: \n4: 3\n");
	READS("a\r\n1\r\n\r\n3\r\n", "a\n2: 1\n3: \n4: 3\n");
	READS("a,b\n1,2\n\n3,4\n", "a|b\n2: 1|2\n4: 3|4\n");
}

static void quotes_in_the_wrong_place_are_refused(void **state)
{
	(void)state;
	REFUSED("a,b\n1,\"open\n2,3\n", "a.csv:2:2: a quote is opened here and never closed");
	REFUSED("a,b\n1,x\"y\n", "a.csv:2:2: a quote inside an unquoted field");
	REFUSED("a,b\n1,\"x\"y\n", "a.csv:2:2: text behind the closing quote");
}

static void our_own_comments_are_skipped(void **state)
{
	(void)state;
	READS("# svytools: svytools 0.1.0\n# svytools: note: \"x, y\na,b\n1,2\n", "a|b\n4: 1|2\n");
	READS("# a,b\n1,2\n", "# a|b\n2: 1|2\n"); /* others are not ours to skip */
}

static void a_field_of_ten_megabytes_is_a_field(void **state)
{
	enum { SIZE = 10 << 20 };
	char *bytes = malloc(SIZE + 20), *expected = malloc(SIZE + 20);
	(void)state;
	assert_non_null(bytes);
	assert_non_null(expected);
	memcpy(bytes, "a,b\n1,\"", 7);
	memset(bytes + 7, 'x', SIZE);
	memcpy(bytes + 7 + SIZE, "\"\n2,y\n", 6);
	memcpy(expected, "a|b\n2: 1|", 9);
	memset(expected + 9, 'x', SIZE);
	memcpy(expected + 9 + SIZE, "\n3: 2|y\n", 9);
	check_reads(bytes, SIZE + 13, NULL, expected);
	free(bytes);
	free(expected);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_byte_order_mark_is_dropped),
		cmocka_unit_test(the_delimiter_is_recognised_or_told),
		cmocka_unit_test(every_line_end_ends_one_line),
		cmocka_unit_test(quoted_fields_hold_anything),
		cmocka_unit_test(spaces_are_kept),
		cmocka_unit_test(utf16_with_its_mark_is_converted),
		cmocka_unit_test(what_is_not_utf8_is_refused_with_the_way_out),
		cmocka_unit_test(nul_is_refused),
		cmocka_unit_test(ragged_rows_are_refused_with_their_line),
		cmocka_unit_test(names_are_unique_and_all_there),
		cmocka_unit_test(empty_files_and_headers_alone),
		cmocka_unit_test(a_blank_line_is_an_answer_in_a_file_of_one_column),
		cmocka_unit_test(columns_are_kept_as_they_are_chosen),
		cmocka_unit_test(rows_are_handed_over_in_blocks),
		cmocka_unit_test(a_header_of_megabytes_is_a_header),
		cmocka_unit_test(what_the_consumer_refuses_ends_the_reading),
		cmocka_unit_test(what_cannot_be_opened_says_why),
		cmocka_unit_test(quotes_in_the_wrong_place_are_refused),
		cmocka_unit_test(our_own_comments_are_skipped),
		cmocka_unit_test(a_field_of_ten_megabytes_is_a_field),
	};
	return cmocka_run_group_tests_name("data/source", tests, NULL, NULL);
}
