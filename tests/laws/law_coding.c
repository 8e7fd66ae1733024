/* Laws of coding: every kind goes back to the categories, also through CSV; indicator rows sum
 * to 1 and effect columns to 0; helmert and polynomial columns are orthogonal; polynomials do not
 * see origin and unit; an interaction is a product; any split of the rows gives the same bytes. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/number.h"
#include "base/random.h"
#include "base/spread.h"
#include "data/matrix.h"
#include "tests/support/check.h"
#include "tests/support/rows.h"

enum { ROUNDS = 200, ROWS = 300, MOST = 24, VARIABLES = 3 };

/* Scores that differ, in any order, of very different spacing. */
static void draw_scores(struct svy_random *random, size_t k, double *scores)
{
	double at = 0;
	for (size_t i = 0; i < k; i++)
		scores[i] = at += .05 + svy_random_uniform(random) * (svy_random_below(random, 4) ? 1 : 8);
	for (size_t i = k; i-- > 1;) {
		size_t j = svy_random_below(random, i + 1);
		double other = scores[i];
		scores[i] = scores[j];
		scores[j] = other;
	}
}

static void fill(enum svy_coding_kind kind, size_t k, size_t reference, const double *scores, double *out)
{
	struct svy_status status = {0};
	check_ok(svy_contrast_fill(kind, k, reference, scores, out, &status), &status);
}

static double product(const double *contrast, size_t k, size_t m, size_t a, size_t b)
{
	long double sum = 0;
	for (size_t i = 0; i < k; i++)
		sum += (long double)contrast[i * m + a] * (b == SIZE_MAX ? 1 : contrast[i * m + b]);
	return (double)sum;
}

static void indicator_rows_sum_to_one_and_effect_columns_to_zero(void **state)
{
	double out[MOST * MOST];
	(void)state;
	for (size_t k = 1; k <= MOST; k++)
		for (size_t reference = 0; reference < k; reference++) {
			fill(SVY_INDICATOR, k, reference, NULL, out);
			for (size_t i = 0; i < k; i++) {
				double sum = 0;
				for (size_t j = 0; j < k; j++)
					sum += out[i * k + j];
				check_close(sum, 1, 0);
			}
			fill(SVY_EFFECT, k, reference, NULL, out);
			for (size_t j = 0; j + 1 < k; j++)
				check_close(product(out, k, k - 1, j, SIZE_MAX), 0, 0);
		}
}

static void columns_are_orthogonal(void **state)
{
	struct svy_random random;
	double out[MOST * MOST], scores[MOST];
	(void)state;
	svy_random_start(&random, 11, "law_coding orthogonal", 0);
	for (int round = 0; round < ROUNDS; round++) {
		size_t k = 2 + svy_random_below(&random, MOST - 1), m = k - 1;
		bool polynomial = round % 4;
		draw_scores(&random, k, scores);
		fill(polynomial ? SVY_POLYNOMIAL : SVY_HELMERT, k, 0, round % 4 == 1 ? NULL : scores, out);
		for (size_t a = 0; a < m; a++) {
			check_close(product(out, k, m, a, SIZE_MAX), 0, polynomial ? 1e-14 : 0);
			for (size_t b = 0; b < a; b++)
				check_close(product(out, k, m, a, b), 0, polynomial ? 1e-14 : 0);
			check_close(product(out, k, m, a, a), polynomial ? 1 : (double)((a + 1) * (a + 2)), 1e-14);
		}
	}
}

/* Divided differences of order `order` of a column over order + 1 scores, in d[0 .. k - order - 1]. */
static void differences(const double *out, const double *scores, size_t k, size_t j, size_t order, double *d)
{
	for (size_t i = 0; i < k; i++)
		d[i] = out[i * (k - 1) + j];
	for (size_t o = 1; o <= order; o++)
		for (size_t i = 0; i + o < k; i++)
			d[i] = (d[i + 1] - d[i]) / (scores[i + o] - scores[i]);
}

/* Column j (from 0) is a polynomial of degree j + 1: its divided difference of that order is the
 * leading coefficient, everywhere the same and positive. */
static void columns_have_their_degree_and_sign(void **state)
{
	struct svy_random random;
	double out[MOST * MOST], scores[MOST], d[MOST];
	(void)state;
	svy_random_start(&random, 12, "law_coding degree", 0);
	for (int round = 0; round < ROUNDS; round++) {
		size_t k = 2 + svy_random_below(&random, 7);
		draw_scores(&random, k, scores);
		fill(SVY_POLYNOMIAL, k, 0, scores, out);
		for (size_t j = 0; j + 1 < k; j++) {
			differences(out, scores, k, j, j + 1, d);
			assert_true(d[0] > 0);
			for (size_t i = 1; i + j + 1 < k; i++)
				check_rel(d[i], d[0], 1e-4);
		}
	}
}

static void origin_and_unit_do_not_matter(void **state)
{
	struct svy_random random;
	double a[MOST * MOST], b[MOST * MOST], scores[MOST], moved[MOST];
	(void)state;
	svy_random_start(&random, 13, "law_coding origin", 0);
	for (int round = 0; round < ROUNDS; round++) {
		size_t k = 2 + svy_random_below(&random, 7);
		double unit = round % 2 ? -4 : 1024;
		draw_scores(&random, k, scores);
		for (size_t i = 0; i < k; i++) {
			scores[i] = floor(scores[i] * 64) / 64; /* so that moving is exact */
			moved[i] = unit * scores[i] + 3;
		}
		fill(SVY_POLYNOMIAL, k, 0, scores, a);
		fill(SVY_POLYNOMIAL, k, 0, moved, b);
		for (size_t i = 0; i < k; i++)
			for (size_t j = 0; j + 1 < k; j++) /* a negative unit turns the odd degrees round */
				check_close(b[i * (k - 1) + j], (unit < 0 && j % 2 == 0 ? -1 : 1) * a[i * (k - 1) + j], 1e-14);
	}
}

/* --- tables --------------------------------------------------------------- */

struct drawn {
	size_t sizes[VARIABLES];
	struct svy_table *table;
	struct svy_coding *coding;
};

static void draw(struct drawn *drawn, struct svy_random *random, bool crossed)
{
	int32_t codes[ROWS * VARIABLES];
	double numbers[ROWS], scores[MOST];
	struct svy_status status = {0};
	size_t factors[VARIABLES + 1];
	for (size_t v = 0; v < VARIABLES; v++)
		drawn->sizes[v] = 2 + svy_random_below(random, crossed ? 4 : MOST - 1);
	for (size_t i = 0; i < ROWS; i++) {
		for (size_t v = 0; v < VARIABLES; v++)
			codes[i * VARIABLES + v] = (int32_t)svy_random_below(random, drawn->sizes[v] + 1) - 1;
		numbers[i] = svy_random_uniform(random) * 1e3;
	}
	drawn->table = rows_new(ROWS, VARIABLES, drawn->sizes, codes, numbers);
	check_ok(svy_coding_new(&drawn->coding, &status), &status);
	for (size_t v = 0; v <= VARIABLES; v++) {
		struct svy_coding_spec spec = {.kind = (enum svy_coding_kind)svy_random_below(random, SVY_STANDARDISED)};
		if (v == VARIABLES)
			spec = (struct svy_coding_spec){.kind = SVY_STANDARDISED, .mean = 500, .sd = 288};
		else
			drawn->table->columns[v].variable.ordered = true;
		if (spec.kind == SVY_POLYNOMIAL) {
			draw_scores(random, drawn->sizes[v], scores);
			spec.scores = scores;
			spec.n_scores = drawn->sizes[v];
		}
		if (spec.kind == SVY_TREATMENT || spec.kind == SVY_EFFECT)
			spec.reference =
				drawn->table->columns[v].variable.categories[svy_random_below(random, drawn->sizes[v])].value;
		check_ok(svy_coding_add_factor(drawn->coding, drawn->table, v, &spec, &factors[v], &status), &status);
		check_ok(svy_coding_add_term(drawn->coding, &factors[v], 1, &status), &status);
	}
	if (crossed) {
		check_ok(svy_coding_add_term(drawn->coding, factors, 2, &status), &status);
		check_ok(svy_coding_add_term(drawn->coding, factors, VARIABLES + 1, &status), &status);
	}
	check_ok(svy_coding_name(drawn->coding, false, &status), &status);
}

static void clear(struct drawn *drawn)
{
	svy_coding_free(drawn->coding);
	rows_free(drawn->table);
}

/* The level, or missing, that the table has for a factor. */
static size_t level_of(const struct drawn *drawn, size_t v, size_t row)
{
	int32_t code = drawn->table->columns[v].codes[row];
	return code < 0 ? SVY_NO_LEVEL : (size_t)code;
}

static void go_back(const struct drawn *drawn, size_t row, const double *cells)
{
	struct svy_status status = {0};
	for (size_t v = 0; v < VARIABLES; v++) {
		size_t level = 99;
		check_ok(svy_factor_level(&drawn->coding->factors[v], cells + drawn->coding->terms[v].first, &level, &status),
		         &status);
		assert_true(level == level_of(drawn, v, row));
	}
	double z = cells[drawn->coding->terms[VARIABLES].first];
	check_close(svy_factor_number(&drawn->coding->factors[VARIABLES], z), drawn->table->columns[VARIABLES].numbers[row],
	            1e-12);
}

/* The cells of a line of CSV without quotes; an empty one is NaN. */
static const char *read_line(const char *at, double *cells, size_t n)
{
	for (size_t j = 0; j < n; j++) {
		size_t length = strcspn(at, ",\n");
		cells[j] = NAN;
		assert_true(length == 0 || svy_number_parse(at, length, &cells[j]));
		assert_int_equal(at[length], j + 1 < n ? ',' : '\n');
		at += length + 1;
	}
	return at;
}

static char *write_rows(const struct drawn *drawn, const bool *mask, size_t step)
{
	struct svy_status status = {0};
	struct svy_coding_writer *writer;
	struct svy_text text = {0};
	check_ok(svy_coding_writer_new(drawn->coding, drawn->table, NULL, 0, SVY_ROWS_KEEP, ',', &writer, &status),
	         &status);
	for (size_t i = 0; i < ROWS; i += step) {
		size_t end = i + step < ROWS ? i + step : ROWS;
		check_ok(svy_coding_writer_rows(writer, drawn->table, mask, i, end, &text, &status), &status);
	}
	svy_coding_writer_free(writer);
	return svy_text_take(&text);
}

static void cells_go_back_to_categories(void **state)
{
	struct svy_random random;
	(void)state;
	svy_random_start(&random, 14, "law_coding back", 0);
	for (int round = 0; round < 40; round++) {
		struct drawn drawn;
		struct svy_coded coded;
		struct svy_status status = {0};
		draw(&drawn, &random, false);
		double *cells = calloc(drawn.coding->n_columns, sizeof *cells);
		char *text = write_rows(&drawn, NULL, ROWS);
		const char *at = text;
		check_ok(svy_coded_make(drawn.coding, drawn.table, NULL, SVY_ROWS_KEEP, &coded, &status), &status);
		for (size_t i = 0; i < ROWS; i++) {
			go_back(&drawn, i, gsl_matrix_ptr(coded.values, i, 0));
			at = read_line(at, cells, drawn.coding->n_columns);
			go_back(&drawn, i, cells);
			for (size_t j = 0; j < drawn.coding->n_columns; j++) /* what is written is what is in the matrix */
				check_close(cells[j], gsl_matrix_get(coded.values, i, j), 0);
		}
		assert_int_equal(*at, 0);
		svy_coded_clear(&coded);
		free(cells);
		free(text);
		clear(&drawn);
	}
}

/* Columns of the last term, by its first factor fastest, are the products. */
static void interactions_are_products(void **state)
{
	struct svy_random random;
	(void)state;
	svy_random_start(&random, 15, "law_coding product", 0);
	for (int round = 0; round < 40; round++) {
		struct drawn drawn;
		struct svy_coded coded;
		struct svy_status status = {0};
		draw(&drawn, &random, true);
		check_ok(svy_coded_make(drawn.coding, drawn.table, NULL, SVY_ROWS_KEEP, &coded, &status), &status);
		const struct svy_term *term = drawn.coding->terms, *all = &term[VARIABLES + 2];
		for (size_t i = 0; i < ROWS; i++) {
			const double *row = gsl_matrix_ptr(coded.values, i, 0);
			size_t j = all->first;
			for (size_t c = 0; c < term[2].n_columns; c++)
				for (size_t b = 0; b < term[1].n_columns; b++)
					for (size_t a = 0; a < term[0].n_columns; a++)
						check_close(row[j++], row[term[0].first + a] * row[term[1].first + b] * row[term[2].first + c] *
						                          row[term[3].first], 0);
			assert_int_equal(j, drawn.coding->n_columns);
		}
		svy_coded_clear(&coded);
		clear(&drawn);
	}
}

static void any_split_gives_the_same_bytes(void **state)
{
	struct svy_random random;
	bool mask[ROWS];
	(void)state;
	svy_random_start(&random, 16, "law_coding split", 0);
	for (int round = 0; round < 20; round++) {
		struct drawn drawn;
		draw(&drawn, &random, true);
		for (size_t i = 0; i < ROWS; i++)
			mask[i] = svy_random_below(&random, 3);
		char *whole = write_rows(&drawn, mask, ROWS);
		for (size_t step = 1; step < ROWS; step += 37) {
			char *parts = write_rows(&drawn, mask, step);
			assert_string_equal(parts, whole);
			free(parts);
		}
		free(whole);
		clear(&drawn);
	}
}

static void standardised_numbers_have_mean_0_and_deviation_1(void **state)
{
	struct svy_random random;
	(void)state;
	svy_random_start(&random, 17, "law_coding standard", 0);
	for (int round = 0; round < 40; round++) {
		struct svy_spread raw = {0}, z = {0};
		struct svy_spread_of of;
		double x[ROWS], w[ROWS], centre = pow(10, round % 9);
		enum svy_weight_kind kind = (enum svy_weight_kind)(round % 3);
		for (size_t i = 0; i < ROWS; i++) {
			x[i] = centre + svy_random_uniform(&random);
			w[i] = kind == SVY_WEIGHT_NONE ? 1 : (double)svy_random_below(&random, 4);
			svy_spread_add(&raw, x[i], w[i]);
		}
		bool counts = kind == SVY_WEIGHT_FREQUENCY;
		svy_spread_finish(&raw, &of);
		struct svy_factor factor = {.mean = of.mean, .sd = svy_spread_sd(&raw, counts)};
		for (size_t i = 0; i < ROWS; i++)
			svy_spread_add(&z, (x[i] - factor.mean) / factor.sd, w[i]);
		svy_spread_finish(&z, &of);
		check_close(of.mean, 0, 1e-15 * centre + 1e-15);
		check_close(svy_spread_sd(&z, counts), 1, 1e-12);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(indicator_rows_sum_to_one_and_effect_columns_to_zero),
		cmocka_unit_test(columns_are_orthogonal),
		cmocka_unit_test(columns_have_their_degree_and_sign),
		cmocka_unit_test(origin_and_unit_do_not_matter),
		cmocka_unit_test(cells_go_back_to_categories),
		cmocka_unit_test(interactions_are_products),
		cmocka_unit_test(any_split_gives_the_same_bytes),
		cmocka_unit_test(standardised_numbers_have_mean_0_and_deviation_1),
	};
	return cmocka_run_group_tests_name("laws of coding", tests, NULL, NULL);
}
