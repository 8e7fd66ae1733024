/* Laws of recoding, on random tables. */
#include <stdlib.h>
#include <string.h>

#include "base/random.h"
#include "base/text.h"
#include "tests/support/check.h"
#include "tests/support/recodes.h"

#define HEADER "target,operation,source,from,to,minimum,reason\n"

enum { ROWS = 120, ROUNDS = 60 };

static const char BOOK[] =
	"{\"fields\": [{\"name\": \"q\", \"type\": \"integer\", \"categories\": [{\"value\": 1, \"label\": \"No\"}, 2, 3,"
	" 4, {\"value\": 5, \"label\": \"Yes\"}], \"categoriesOrdered\": true, \"missingValues\": ["
	"{\"value\": 9, \"reason\": \"refused\"}, {\"value\": \"\", \"reason\": \"not-asked\"}]},"
	" {\"name\": \"s\", \"categories\": [\"low\", \"mid\", \"high\"], \"categoriesOrdered\": true,"
	" \"missingValues\": [{\"value\": \"NA\", \"reason\": \"not-coded\"}]}]}";

/* Columns q, s, x (a number or empty) and w (a whole number), rows in the order given. */
struct table {
	char *line[ROWS];
};

static void draw_table(struct svy_random *random, struct table *table)
{
	static const char *const Q[] = {"1", "2", "3", "4", "5", "9", ""}, *const S[] = {"low", "mid", "high", "NA"};
	for (size_t i = 0; i < ROWS; i++) {
		double x = (double)svy_random_below(random, 2000) / 7 - 100;
		char *number = svy_random_below(random, 10) ? svy_text_format("%.17g", x) : svy_text_copy("");
		table->line[i] = svy_text_format("%s,%s,%s,%d\n", Q[svy_random_below(random, 7)],
		                                 S[svy_random_below(random, 4)], number, 1 + (int)svy_random_below(random, 3));
		free(number);
	}
}

/* copies: each row so often; 0: as often as its weight says. */
static char *write_table(const struct table *table, int copies)
{
	struct svy_text text = {0};
	svy_text_puts(&text, "q,s,x,w\n");
	for (size_t i = 0; i < ROWS; i++)
		for (int n = copies ? copies : table->line[i][strlen(table->line[i]) - 2] - '0'; n > 0; n--)
			svy_text_puts(&text, table->line[i]);
	return svy_text_take(&text);
}

static void clear_table(struct table *table)
{
	for (size_t i = 0; i < ROWS; i++)
		free(table->line[i]);
}

static char *recode(const char *data, const char *book, const char *rules, const char *weight, size_t piece,
                    char **codebook)
{
	const struct recoding given = {data, book, rules,
	                               {weight, weight ? SVY_WEIGHT_FREQUENCY : SVY_WEIGHT_NONE}, piece, NULL};
	return recode_rows(&given, codebook);
}

/* Column `at` of the rows, a line each. */
static char *column_of(const char *rows, size_t at)
{
	struct svy_text text = {0};
	for (const char *line = strchr(rows, '\n') + 1; *line; line = strchr(line, '\n') + 1) {
		const char *field = line;
		for (size_t i = 0; i < at; i++)
			field = strchr(field, ',') + 1;
		svy_text_put(&text, field, strcspn(field, ",\n"));
		svy_text_putc(&text, '\n');
	}
	return svy_text_take(&text);
}

static void same_column(const char *rows, size_t a, size_t b)
{
	char *first = column_of(rows, a), *second = column_of(rows, b);
	assert_string_equal(first, second);
	free(first);
	free(second);
}

/* --- laws ----------------------------------------------------------------- */

static void reverse_twice_and_the_identity_change_nothing(const struct table *table)
{
	char *data = write_table(table, 1);
	char *rows = recode(data, BOOK,
	                    HEADER "a,reverse,q,,,,r\nb,reverse,a,,,,r\nc,reverse,s,,,,r\nd,reverse,c,,,,r\n"
	                           "e,map,q,1,1,,r\ne,,,2,2,,\ne,,,3,3,,\ne,,,4,4,,\ne,,,5,5,,\nf,copy,s,,,,r\n"
	                           "g,first-of,q,,,,r\n",
	                    NULL, 0, NULL);
	same_column(rows, 0, 5);
	same_column(rows, 1, 7);
	same_column(rows, 0, 8);
	same_column(rows, 1, 9);
	free(rows);
	free(data);
}

/* Every number is in one interval, and the intervals share them all. */
static void bins_part_the_numbers(const struct table *table)
{
	char *data = write_table(table, 1), *rows, *bins, *numbers;
	size_t n[3] = {0}, expected[3] = {0};
	rows = recode(data, NULL,
	              HEADER "a,bin,x,\"(-Inf,-20)\",0,,r\na,,,\"[-20,50]\",1,,\na,,,\"(50,Inf)\",2,,\n", NULL, 0, NULL);
	bins = column_of(rows, 4);
	numbers = column_of(rows, 2);
	for (const char *bin = bins, *x = numbers; *x; bin = strchr(bin, '\n') + 1, x = strchr(x, '\n') + 1) {
		double value = strtod(x, NULL);
		assert_int_equal(*x == '\n', *bin == '\n');
		if (*x == '\n')
			continue;
		n[*bin - '0']++;
		expected[value < -20 ? 0 : value <= 50 ? 1 : 2]++;
	}
	assert_memory_equal(n, expected, sizeof n);
	free(numbers);
	free(bins);
	free(rows);
	free(data);
}

static const char ALL[] =
	HEADER "z,z-score,x,,,,r\nn,count,\"q,s\",\"4,5,high\",,1,r\nm,mean,\"q,x\",,,1,r\n"
		   "y,any-of,\"q,s\",\"5,high\",,,r\n"
		   "b,bin,z,\"(-Inf,0)\",low,,r\nb,,,\"[0,Inf)\",high,,\nd,difference,\"m,z\",,,,r\nzz,z-score,d,,,,r\n";

static void any_split_gives_the_same_bytes(struct svy_random *random, const struct table *table)
{
	char *data = write_table(table, 1), *whole = recode(data, BOOK, ALL, "w", 0, NULL);
	char *pieces = recode(data, BOOK, ALL, "w", 1 + svy_random_below(random, ROWS), NULL);
	assert_string_equal(whole, pieces);
	free(pieces);
	free(whole);
	free(data);
}

/* The order of the rows moves the rows and changes no bit of them. */
static void any_order_gives_the_same_rows(struct svy_random *random, struct table *table)
{
	char *data = write_table(table, 1), *before = recode(data, BOOK, ALL, NULL, 0, NULL);
	size_t a = svy_random_below(random, ROWS), b = svy_random_below(random, ROWS);
	free(data);
	char *line = table->line[a];
	table->line[a] = table->line[b];
	table->line[b] = line;
	data = write_table(table, 1);
	char *after = recode(data, BOOK, ALL, NULL, 0, NULL);
	const char *at = before, *row = after;
	for (size_t i = 0; i <= ROWS; i++, at = strchr(at, '\n') + 1, row = strchr(row, '\n') + 1) {
		if (i != a + 1 && i != b + 1)
			assert_memory_equal(at, row, strcspn(row, "\n") + 1);
	}
	free(after);
	free(before);
	free(data);
}

/* One file with all rules is two files one after the other. */
static void rules_can_be_applied_in_turn(const struct table *table)
{
	char *data = write_table(table, 1), *book;
	char *once = recode(data, BOOK, HEADER "a,reverse,q,,,,r\nb,mean,\"a,x\",,,1,r\nc,sum,\"b,q\",,,,r\n", NULL, 0,
	                    NULL);
	char *half = recode(data, BOOK, HEADER "a,reverse,q,,,,r\nb,mean,\"a,x\",,,1,r\n", NULL, 0, &book);
	char *twice = recode(half, book, HEADER "c,sum,\"b,q\",,,,r\n", NULL, 0, NULL);
	assert_string_equal(once, twice);
	free(once);
	free(half);
	free(twice);
	free(book);
	free(data);
}

/* A frequency weight is so many rows: the z-scores of the long file are those of the
 * short one, each so often. */
static void a_frequency_weight_is_rows(const struct table *table)
{
	const char *rules = HEADER "z,z-score,x,,,,r\n";
	char *data = write_table(table, 1), *expanded = write_table(table, 0);
	char *weighted = recode(data, BOOK, rules, "w", 0, NULL), *plain = recode(expanded, BOOK, rules, NULL, 0, NULL);
	const char *row = strchr(plain, '\n') + 1;
	for (const char *line = strchr(weighted, '\n') + 1; *line; line = strchr(line, '\n') + 1) {
		size_t length = strcspn(line, "\n") + 1;
		const char *w = line;
		for (int i = 0; i < 3; i++)
			w = strchr(w, ',') + 1;
		for (int n = *w - '0'; n > 0; n--, row += length)
			assert_memory_equal(row, line, length);
	}
	assert_int_equal(*row, '\0');
	free(plain);
	free(weighted);
	free(expanded);
	free(data);
}

static void laws_hold(void **state)
{
	struct svy_random random;
	(void)state;
	svy_random_start(&random, 17, "law-recode", 0);
	for (int round = 0; round < ROUNDS; round++) {
		struct table table;
		draw_table(&random, &table);
		reverse_twice_and_the_identity_change_nothing(&table);
		bins_part_the_numbers(&table);
		any_split_gives_the_same_bytes(&random, &table);
		any_order_gives_the_same_rows(&random, &table);
		rules_can_be_applied_in_turn(&table);
		a_frequency_weight_is_rows(&table);
		clear_table(&table);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(laws_hold)};
	return cmocka_run_group_tests_name("laws/recode", tests, NULL, NULL);
}
