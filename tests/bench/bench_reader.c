/*
 * The reader beside a bare libcsv loop over the same file, in the same run.
 *
 * The loop does what the shortest example of libcsv does: read, csv_parse(), count
 * fields and rows.  The reader checks, keeps and hands over as well.  The two take
 * turns, and the shortest time of each is compared; the aim is a ratio of at least
 * 0.75.  Give a file to measure that one instead of the one that is made.
 */
#include <csv.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include "data/source.h"
#include "data/write.h"

enum { ROWS = 700000, COLUMNS = 12, TURNS = 7, BUFFER = 1 << 17 };

struct counts {
	size_t fields, rows, bytes;
};

static double now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static void stop(const char *what)
{
	perror(what);
	exit(1);
}

/* Answers as surveys have them, some quoted because they must be; the same file on
 * every machine (a linear congruential generator). */
static void make_file(const char *path)
{
	static const char *answers[] = {"agree", "strongly agree", "no",  "yes", "42", "3.5", "Don't know", "refused",
	                                "Z\xC3\xBCrich", "a \"quoted\" word", "one, two", "", "17", "1", "2", "-"};
	FILE *file = fopen(path, "wb");
	struct svy_text lines = {0};
	struct svy_field fields[COLUMNS];
	char names[COLUMNS][8];
	unsigned long x = 1;
	if (!file)
		stop(path);
	for (size_t i = 0; i < COLUMNS; i++)
		fields[i] = (struct svy_field){names[i], (size_t)snprintf(names[i], sizeof names[i], "v%zu", i + 1)};
	svy_write_row(fields, COLUMNS, ',', SVY_ROW_HEADER, &lines);
	for (size_t row = 0; row < ROWS; row++) {
		for (size_t i = 0; i < COLUMNS; i++) {
			x = (x * 69069 + 12345) & 0xFFFFFFFF;
			const char *answer = answers[x >> 28];
			fields[i] = (struct svy_field){answer, strlen(answer)};
		}
		svy_write_row(fields, COLUMNS, ',', SVY_ROW_DATA, &lines);
	}
	if (lines.failed || fwrite(lines.bytes, 1, lines.length, file) != lines.length || fclose(file) != 0)
		stop(path);
	svy_text_clear(&lines);
}

static void count_field(void *bytes, size_t length, void *context)
{
	struct counts *counts = context;
	(void)bytes;
	counts->fields++;
	counts->bytes += length;
}

static void count_row(int end, void *context)
{
	struct counts *counts = context;
	(void)end;
	counts->rows++;
}

static double time_libcsv(const char *path, struct counts *counts)
{
	static char buffer[BUFFER];
	struct csv_parser parser;
	size_t n;
	double start = now();
	FILE *file = fopen(path, "rb");
	if (!file || csv_init(&parser, 0) != 0)
		stop(path);
	while ((n = fread(buffer, 1, sizeof buffer, file)) > 0)
		if (csv_parse(&parser, buffer, n, count_field, count_row, counts) != n)
			stop("csv_parse");
	csv_fini(&parser, count_field, count_row, counts);
	csv_free(&parser);
	fclose(file);
	return now() - start;
}

static enum svy_code count_block(void *context, const struct svy_block *block, struct svy_status *status)
{
	struct counts *counts = context;
	(void)status;
	for (size_t i = 0; i < block->n_rows * block->n_columns; i++)
		counts->bytes += block->fields[i].length;
	counts->fields += block->n_rows * block->n_columns;
	counts->rows += block->n_rows;
	return SVY_OK;
}

/* n_columns: how many to keep, from the last one on backwards; 0: all. */
static double time_reader(const char *path, size_t n_columns, struct counts *counts)
{
	struct svy_source *source = NULL;
	struct svy_status status = {0};
	size_t columns[COLUMNS];
	double start = now();
	enum svy_code code = svy_source_open(path, NULL, &source, &status);
	for (size_t i = 0; i < n_columns && code == SVY_OK; i++)
		columns[i] = svy_source_n_columns(source) - 1 - i;
	if (code == SVY_OK && n_columns)
		code = svy_source_select(source, columns, n_columns, &status);
	if (code == SVY_OK)
		code = svy_source_read(source, count_block, counts, &status);
	svy_source_free(source);
	if (code != SVY_OK) {
		fprintf(stderr, "%s\n", svy_status_text(&status));
		exit(1);
	}
	return now() - start;
}

static double shorter(double a, double b)
{
	return a < b ? a : b;
}

static void compare(const char *path)
{
	double bare = 1e9, all = 1e9, two = 1e9;
	struct counts by_loop = {0}, by_reader = {0}, by_two = {0};
	struct rusage used;
	for (int turn = 0; turn < TURNS; turn++) {
		by_loop = by_reader = by_two = (struct counts){0};
		bare = shorter(bare, time_libcsv(path, &by_loop));
		all = shorter(all, time_reader(path, 0, &by_reader));
		two = shorter(two, time_reader(path, 2, &by_two));
	}
	getrusage(RUSAGE_SELF, &used);
	printf("%zu rows, %zu fields; shortest of %d turns\n", by_reader.rows, by_reader.fields, TURNS);
	printf("bare libcsv loop     %.3f s\n", bare);
	printf("reader, all columns  %.3f s   ratio %.2f\n", all, bare / all);
	printf("reader, two columns  %.3f s   ratio %.2f\n", two, bare / two);
	printf("peak memory          %ld kB\n", used.ru_maxrss);
	if (by_loop.rows != by_reader.rows + 1 || by_two.rows != by_reader.rows)
		printf("the rows differ: %zu (with the header), %zu, %zu\n", by_loop.rows, by_reader.rows, by_two.rows);
}

int main(int argc, char **argv)
{
	char path[] = "/tmp/svytools-bench-XXXXXX";
	if (argc > 1) {
		compare(argv[1]);
		return 0;
	}
	int fd = mkstemp(path);
	if (fd < 0)
		stop(path);
	close(fd);
	make_file(path);
	compare(path);
	unlink(path);
	return 0;
}
