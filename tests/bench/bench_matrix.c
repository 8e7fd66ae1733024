/*
 * Coding a table that is in memory into a gsl_matrix: 200,000 rows x 20 items of 5 answers,
 * 100 columns.  Beside it, filling a matrix of that size with one number: what memory allows.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "data/matrix.h"

enum { ROWS = 200000, ITEMS = 20, LEVELS = 5, RUNS = 5 };

static double now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec * 1e-6;
}

static struct svy_category categories[LEVELS] = {{"1", "1"}, {"2", "2"}, {"3", "3"}, {"4", "4"}, {"5", "5"}};
static char names[ITEMS][8];

/* By hand, without a file; nothing in it is freed. */
static void make_columns(struct svy_column *columns)
{
	unsigned x = 1;
	for (size_t j = 0; j < ITEMS; j++) {
		snprintf(names[j], sizeof names[j], "q%zu", j);
		columns[j].variable = (struct svy_variable){.name = names[j], .declared = true, .ordered = true,
		                                            .categories = categories, .n_categories = LEVELS};
		columns[j].codes = malloc(ROWS * sizeof *columns[j].codes);
		for (size_t i = 0; columns[j].codes && i < ROWS; i++) {
			x = x * 69069 + 12345;
			columns[j].codes[i] = (int32_t)((x >> 16) % LEVELS);
		}
	}
}

static double best_of(const struct svy_coding *coding, const struct svy_table *table, double *plain)
{
	double best = HUGE_VAL;
	*plain = HUGE_VAL;
	for (int run = 0; run < RUNS; run++) {
		struct svy_coded coded = {0};
		double start = now();
		if (svy_coded_make(coding, table, NULL, SVY_ROWS_KEEP, &coded, NULL) != SVY_OK)
			return HUGE_VAL;
		best = fmin(best, now() - start);
		svy_coded_clear(&coded);
		start = now();
		gsl_matrix *matrix = gsl_matrix_alloc(ROWS, coding->n_columns);
		if (matrix)
			gsl_matrix_set_all(matrix, 1);
		*plain = fmin(*plain, now() - start);
		gsl_matrix_free(matrix);
	}
	return best;
}

int main(void)
{
	static struct svy_column columns[ITEMS];
	const struct svy_table table = {.path = "memory", .n_rows = ROWS, .n_columns = ITEMS, .columns = columns};
	make_columns(columns);
	for (int kind = SVY_CODES; kind < SVY_STANDARDISED; kind++) {
		const struct svy_coding_spec spec = {.kind = (enum svy_coding_kind)kind};
		struct svy_coding *coding;
		size_t index;
		double plain;
		if (svy_coding_new(&coding, NULL) != SVY_OK)
			return 1;
		for (size_t j = 0; j < ITEMS; j++)
			if (svy_coding_add_factor(coding, &table, j, &spec, &index, NULL) != SVY_OK ||
			    svy_coding_add_term(coding, &index, 1, NULL) != SVY_OK)
				return 1;
		double best = best_of(coding, &table, &plain);
		printf("%-12s %3zu columns %8.1f ms  %5.2f ns a cell  %5.2f x filling\n", svy_coding_kind_name(spec.kind),
		       coding->n_columns, best, best * 1e6 / (double)(ROWS * coding->n_columns), best / plain);
		svy_coding_free(coding);
	}
	return 0;
}
