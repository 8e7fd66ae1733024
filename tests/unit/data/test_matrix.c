#include "data/matrix.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "tests/support/check.h"
#include "tests/support/files.h"

/* A table that keeps its rows, read from a file; columns by their letters: c category, n number,
 * t text. */
struct fixture {
	struct svy_source *source;
	struct svy_codebook *codebook;
	struct svy_table *table;
	struct svy_coding *coding;
	struct svy_status status;
};

static const char BOOK[] =
	"{\"fields\": [{\"name\": \"sex\", \"categories\": [{\"value\": \"f\", \"label\": \"Women, all\"}, \"m\"]},"
	" {\"name\": \"rank\", \"categories\": [1, 2, 3], \"categoriesOrdered\": true, \"missingValues\": [{\"value\": 9,"
	" \"reason\": \"refused\"}, {\"value\": \"\", \"reason\": \"not-asked\"}]}]}";

static enum svy_code add_block(void *table, const struct svy_block *block, struct svy_status *status)
{
	return svy_table_add(table, block, status);
}

static void open_fixture(struct fixture *f, const char *csv, const char *uses)
{
	*f = (struct fixture){0};
	check_ok(svy_source_open(file_of("t.csv", csv), NULL, &f->source, &f->status), &f->status);
	check_ok(svy_codebook_read(file_of("t.json", BOOK), &f->codebook, &f->status), &f->status);
	check_ok(svy_table_new(&f->table, &f->status), &f->status);
	for (size_t i = 0; uses[i]; i++) {
		enum svy_use use = uses[i] == 'c' ? SVY_USE_CATEGORY : uses[i] == 'n' ? SVY_USE_NUMBER : SVY_USE_TEXT;
		size_t index;
		check_ok(svy_table_use(f->table, f->source, f->codebook, svy_source_names(f->source)[i], use, &index,
		                       &f->status), &f->status);
	}
	check_ok(svy_table_select(f->table, f->source, &f->status), &f->status);
	check_ok(svy_source_read(f->source, add_block, f->table, &f->status), &f->status);
	check_ok(svy_coding_new(&f->coding, &f->status), &f->status);
}

static void close_fixture(struct fixture *f)
{
	svy_coding_free(f->coding);
	svy_table_free(f->table);
	svy_codebook_free(f->codebook);
	svy_source_free(f->source);
}

/* A factor that is a term. */
static size_t add(struct fixture *f, size_t column, struct svy_coding_spec spec)
{
	size_t index;
	check_ok(svy_coding_add_factor(f->coding, f->table, column, &spec, &index, &f->status), &f->status);
	check_ok(svy_coding_add_term(f->coding, &index, 1, &f->status), &f->status);
	return index;
}

static void names(struct fixture *f)
{
	check_ok(svy_coding_name(f->coding, false, &f->status), &f->status);
}

static struct svy_coding_writer *writer_new(struct fixture *f, const size_t *kept, size_t n,
                                            enum svy_missing_rows missing)
{
	struct svy_coding_writer *writer;
	check_ok(svy_coding_writer_new(f->coding, f->table, kept, n, missing, ',', &writer, &f->status), &f->status);
	return writer;
}

/* All rows, or the failure; the note behind them. */
static void writes(struct fixture *f, struct svy_coding_writer *writer, const bool *mask, const char *expected,
                   const char *note)
{
	struct svy_text text = {0};
	struct svy_notes notes = {0};
	svy_coding_writer_header(writer, &text);
	check_ok(svy_coding_writer_rows(writer, f->table, mask, 0, f->table->n_rows, &text, &f->status), &f->status);
	assert_string_equal(text.bytes, expected);
	svy_coding_writer_note(writer, &notes);
	assert_int_equal(notes.n, note != NULL);
	if (note)
		assert_string_equal(notes.text[0], note);
	svy_notes_clear(&notes);
	svy_text_clear(&text);
	svy_coding_writer_free(writer);
}

static const char CSV[] = "sex,rank,id,age\nf,1,\"a,1\",20\nm,9,#b,\nf,,\"say \"\"c\"\"\",30\n,3,d,40\nm,2,,4\n";

static void rows_are_written_with_what_is_kept(void **state)
{
	struct fixture f;
	(void)state;
	open_fixture(&f, CSV, "cct");
	add(&f, 0, (struct svy_coding_spec){.kind = SVY_INDICATOR});
	add(&f, 1, (struct svy_coding_spec){.kind = SVY_HELMERT});
	names(&f);
	writes(&f, writer_new(&f, (const size_t[]){2}, 1, SVY_ROWS_KEEP), NULL,
	       "id,sex.f,sex.m,rank.2,rank.3\n\"a,1\",1,0,-1,-1\n\"#b\",0,1,,\n"
	       "\"say \"\"c\"\"\",1,0,,\nd,,,0,2\n,0,1,1,-1\n",
	       "3 of 5 rows have empty cells; missing: sex no-answer 1, rank refused 1, rank not-asked 1");
	writes(&f, writer_new(&f, NULL, 0, SVY_ROWS_DROP), NULL, "sex.f,sex.m,rank.2,rank.3\n1,0,-1,-1\n0,1,1,-1\n",
	       "3 of 5 rows left out; missing: sex no-answer 1, rank refused 1, rank not-asked 1");
	writes(&f, writer_new(&f, NULL, 0, SVY_ROWS_REFUSE), (const bool[]){true, false, false, false, true},
	       "sex.f,sex.m,rank.2,rank.3\n1,0,-1,-1\n0,1,1,-1\n", NULL);
	close_fixture(&f);
}

static void a_missing_answer_can_be_refused(void **state)
{
	struct fixture f;
	struct svy_text text = {0};
	struct svy_coded coded = {0};
	(void)state;
	open_fixture(&f, CSV, "cc");
	add(&f, 1, (struct svy_coding_spec){.kind = SVY_CODES});
	names(&f);
	struct svy_coding_writer *writer = writer_new(&f, NULL, 0, SVY_ROWS_REFUSE);
	check_fails(svy_coding_writer_rows(writer, f.table, NULL, 0, 5, &text, &f.status), SVY_EINPUT, &f.status,
	            "t.csv:3:2: rank: value \"9\" means a missing answer (refused), which is refused here");
	svy_coding_writer_free(writer);
	check_fails(svy_coded_make(f.coding, f.table, NULL, SVY_ROWS_REFUSE, &coded, &f.status), SVY_EINPUT, &f.status,
	            "t.csv:3:2: rank");
	assert_null(coded.rows);
	svy_text_clear(&text);
	close_fixture(&f);
}

/* A single column: its empty cell would be a blank line, and a comma no delimiter. */
static void one_column_is_quoted_where_it_must_be(void **state)
{
	struct fixture f;
	(void)state;
	open_fixture(&f, CSV, "cct");
	add(&f, 1, (struct svy_coding_spec){.kind = SVY_CODES});
	names(&f);
	writes(&f, writer_new(&f, NULL, 0, SVY_ROWS_KEEP), NULL, "rank\n1\n\"\"\n\"\"\n3\n2\n",
	       "2 of 5 rows have empty cells; missing: rank refused 1, rank not-asked 1");
	close_fixture(&f);
	open_fixture(&f, CSV, "cct");
	writes(&f, writer_new(&f, (const size_t[]){2}, 1, SVY_ROWS_KEEP), NULL,
	       "id\n\"a,1\"\n\"#b\"\n\"say \"\"c\"\"\"\nd\n\"\"\n", NULL);
	close_fixture(&f);
}

static void numbers_are_written_to_read_back(void **state)
{
	struct fixture f;
	(void)state;
	open_fixture(&f, CSV, "cctn");
	size_t sex = add(&f, 0, (struct svy_coding_spec){.kind = SVY_EFFECT});
	size_t age = add(&f, 3, (struct svy_coding_spec){.kind = SVY_STANDARDISED, .mean = 20, .sd = 40});
	check_ok(svy_coding_add_term(f.coding, (const size_t[]){age, sex}, 2, &f.status), &f.status);
	names(&f);
	writes(&f, writer_new(&f, NULL, 0, SVY_ROWS_KEEP), NULL,
	       "sex.f,age.z,age.z:sex.f\n1,0,0\n-1,,\n1,0.25,0.25\n,0.5,\n-1,-0.4,0.4\n",
	       "2 of 5 rows have empty cells; missing: sex no-answer 1, age no-answer 1");
	close_fixture(&f);
}

static void a_matrix_of_gsl(void **state)
{
	struct fixture f;
	struct svy_coded coded = {0};
	const bool mask[] = {true, true, false, true, true};
	(void)state;
	open_fixture(&f, CSV, "cc");
	add(&f, 0, (struct svy_coding_spec){.kind = SVY_TREATMENT, .reference = "m"});
	add(&f, 1, (struct svy_coding_spec){.kind = SVY_CODES});
	names(&f);
	assert_string_equal(f.coding->names[0], "sex.f");
	check_ok(svy_coded_make(f.coding, f.table, mask, SVY_ROWS_KEEP, &coded, &f.status), &f.status);
	assert_int_equal(coded.n_rows, 4);
	assert_int_equal(coded.n_columns, 2);
	assert_int_equal(coded.rows[2], 3);
	check_close(gsl_matrix_get(coded.values, 0, 0), 1, 0);
	check_close(gsl_matrix_get(coded.values, 1, 1), NAN, 0);
	check_close(gsl_matrix_get(coded.values, 2, 0), NAN, 0);
	check_close(gsl_matrix_get(coded.values, 2, 1), 3, 0);
	svy_coded_clear(&coded);
	check_ok(svy_coded_make(f.coding, f.table, NULL, SVY_ROWS_DROP, &coded, &f.status), &f.status);
	assert_int_equal(coded.n_rows, 2);
	assert_int_equal(coded.rows[1], 4);
	check_close(gsl_matrix_get(coded.values, 1, 1), 2, 0);
	svy_coded_clear(&coded);
	check_ok(svy_coded_make(f.coding, f.table, (const bool[5]){false}, SVY_ROWS_KEEP, &coded, &f.status), &f.status);
	assert_null(coded.values); /* GSL has no empty matrix */
	assert_int_equal(coded.n_rows, 0);
	svy_coded_clear(&coded);
	close_fixture(&f);
}

static void columns_that_would_not_do_are_refused(void **state)
{
	struct fixture f;
	struct svy_coding_writer *writer = NULL;
	(void)state;
	open_fixture(&f, "sex,rank\nf,1\n", "ct");
	names(&f);
	check_fails(svy_coding_writer_new(f.coding, f.table, NULL, 0, SVY_ROWS_KEEP, ',', &writer, &f.status), SVY_EUSAGE,
	            &f.status, "no column");
	close_fixture(&f);
	open_fixture(&f, "rank,sex\n1,f\n", "cc");
	size_t index;
	check_ok(svy_table_use(f.table, f.source, f.codebook, "rank", SVY_USE_TEXT, &index, &f.status), &f.status);
	add(&f, 0, (struct svy_coding_spec){.kind = SVY_CODES});
	names(&f);
	check_fails(svy_coding_writer_new(f.coding, f.table, &index, 1, SVY_ROWS_KEEP, ',', &writer, &f.status), SVY_EUSAGE,
	            &f.status, "\"rank\" would be a kept column and a coded one");
	assert_null(writer);
	svy_coding_writer_free(NULL);
	close_fixture(&f);
}

static void the_legend_says_what_numbers_mean(void **state)
{
	struct fixture f;
	struct svy_text text = {0};
	(void)state;
	open_fixture(&f, CSV, "cctn");
	size_t sex = add(&f, 0, (struct svy_coding_spec){.kind = SVY_EFFECT});
	size_t age = add(&f, 3, (struct svy_coding_spec){.kind = SVY_STANDARDISED, .mean = 20, .sd = .5});
	check_ok(svy_coding_add_term(f.coding, (const size_t[]){sex, age}, 2, &f.status), &f.status);
	names(&f);
	svy_coding_legend(f.coding, &text);
	assert_string_equal(text.bytes, "column,variable,kind,value,label,number\n"
	                                "sex.f,sex,effect,f,\"Women, all\",1\nsex.f,sex,effect,m,m,-1\n"
	                                "age.z,age,standardised,mean,mean,20\n"
	                                "age.z,age,standardised,sd,standard deviation,0.5\n"
	                                "sex.f:age.z,sex:age,interaction,,,\n");
	svy_text_clear(&text);
	close_fixture(&f);
}

static void what_to_do_with_missing_rows_has_names(void **state)
{
	enum svy_missing_rows what;
	(void)state;
	assert_true(svy_missing_rows_from_name("refuse", &what) && what == SVY_ROWS_REFUSE);
	assert_true(svy_missing_rows_from_name("keep", &what) && what == SVY_ROWS_KEEP);
	assert_false(svy_missing_rows_from_name("exclude", &what));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rows_are_written_with_what_is_kept),
		cmocka_unit_test(a_missing_answer_can_be_refused),
		cmocka_unit_test(one_column_is_quoted_where_it_must_be),
		cmocka_unit_test(numbers_are_written_to_read_back),
		cmocka_unit_test(a_matrix_of_gsl),
		cmocka_unit_test(columns_that_would_not_do_are_refused),
		cmocka_unit_test(the_legend_says_what_numbers_mean),
		cmocka_unit_test(what_to_do_with_missing_rows_has_names),
	};
	return cmocka_run_group_tests_name("data/matrix", tests, NULL, NULL);
}
