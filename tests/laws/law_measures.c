/*
 * What must hold of measures of association and of their standard errors,
 * whatever the table: differences of the measures themselves give the slopes that
 * the delta method takes.
 */
#include <math.h>
#include <string.h>

#include "base/random.h"
#include "stat/association.h"
#include "tests/support/check.h"

enum { TABLES = 1000, FEWER = 300, FITS = 60, MOST = 5 };

struct table {
	double n[MOST * MOST];
	size_t rows, cols;
};

static const struct svy_measure_options PLAIN = {.level = 0.95, .seed = 1, .threads = 1};
static const struct svy_measure_options TWO_STEP = {.level = 0.95, .seed = 1, .threads = 1, .two_step = true};

/* Up to 5 x 5, a few cells empty in every second table; square where asked. */
static struct table draw_table(const char *law, size_t number, bool square)
{
	struct svy_random random;
	struct table t;
	svy_random_start(&random, 7, law, number);
	t.rows = 2 + svy_random_below(&random, MOST - 1);
	t.cols = square ? t.rows : 2 + svy_random_below(&random, MOST - 1);
	for (size_t k = 0; k < t.rows * t.cols; k++) {
		bool empty = number % 2 && svy_random_below(&random, 4) == 0;
		t.n[k] = empty ? 0 : 1 + (double)svy_random_below(&random, 30);
	}
	return t;
}

static struct svy_measure measure_with(const struct table *t, enum svy_measure_kind kind,
                                       const struct svy_measure_options *options)
{
	struct svy_status status = {0};
	struct svy_measure out;
	check_ok(svy_associate(t->n, t->rows, t->cols, kind, options, &out, &status), &status);
	return out;
}

static struct svy_measure measure(const struct table *t, enum svy_measure_kind kind)
{
	return measure_with(t, kind, &PLAIN);
}

static double total(const struct table *t)
{
	double n = 0;
	for (size_t k = 0; k < t->rows * t->cols; k++)
		n += t->n[k];
	return n;
}

static double row_sum(const struct table *t, size_t i)
{
	double sum = 0;
	for (size_t j = 0; j < t->cols; j++)
		sum += t->n[i * t->cols + j];
	return sum;
}

static double col_sum(const struct table *t, size_t j)
{
	double sum = 0;
	for (size_t i = 0; i < t->rows; i++)
		sum += t->n[i * t->cols + j];
	return sum;
}

static struct table transpose(const struct table *t)
{
	struct table out = {.rows = t->cols, .cols = t->rows};
	for (size_t k = 0; k < t->rows * t->cols; k++)
		out.n[k % t->cols * t->rows + k / t->cols] = t->n[k];
	return out;
}

/* Rows (and columns) in this order. */
static struct table reorder(const struct table *t, const size_t *row, const size_t *col)
{
	struct table out = {.rows = t->rows, .cols = t->cols};
	for (size_t i = 0; i < t->rows; i++)
		for (size_t j = 0; j < t->cols; j++)
			out.n[i * t->cols + j] = t->n[row[i] * t->cols + col[j]];
	return out;
}

static void draw_order(struct svy_random *random, size_t *order, size_t n)
{
	for (size_t i = 0; i < n; i++)
		order[i] = i;
	for (size_t i = n - 1; i > 0; i--) {
		size_t j = (size_t)svy_random_below(random, i + 1), kept = order[i];
		order[i] = order[j];
		order[j] = kept;
	}
}

static bool fits(const struct table *t, enum svy_measure_kind kind)
{
	return !svy_measure_needs_pairs(kind) || t->rows == t->cols;
}

static bool has_error(const struct svy_measure *m)
{
	return !isnan(m->ase);
}

/* --- standard errors ------------------------------------------------------- */

typedef double function(const struct table *t, enum svy_measure_kind kind);

/* The delta method with central differences. */
static double numerical_error(const struct table *t, enum svy_measure_kind kind, function *value, double step)
{
	double sum = 0, squares = 0;
	for (size_t k = 0; k < t->rows * t->cols; k++) {
		struct table more = *t, less = *t;
		if (t->n[k] == 0)
			continue;
		more.n[k] += step;
		less.n[k] -= step;
		double d = (value(&more, kind) - value(&less, kind)) / (2 * step);
		sum += t->n[k] * d;
		squares += t->n[k] * d * d;
	}
	return sqrt(squares - sum * sum / total(t));
}

static double estimate(const struct table *t, enum svy_measure_kind kind)
{
	return measure(t, kind).estimate;
}

static double two_step(const struct table *t, enum svy_measure_kind kind)
{
	return measure_with(t, kind, &TWO_STEP).estimate;
}

static void ase_is_that_of_numerical_differentiation(void **state)
{
	size_t checked = 0;
	(void)state;
	for (size_t i = 0; i < TABLES; i++) {
		struct table t = draw_table("ase", i, i % 3 == 0);
		for (int k = SVY_MEASURE_PHI; k < SVY_MEASURE_POLYCHORIC; k++) {
			enum svy_measure_kind kind = (enum svy_measure_kind)k;
			if (kind == SVY_MEASURE_V_CORRECTED || !fits(&t, kind))
				continue;
			struct svy_measure m = measure(&t, kind);
			if (!has_error(&m)) {
				assert_true(*m.note);
				continue;
			}
			check_close(m.ase, numerical_error(&t, kind, estimate, 1e-3), 1e-6 * m.ase + 1e-9);
			checked++;
		}
	}
	assert_true(checked > 15 * TABLES);
}

/* Of a 2 x 2 table the model fits whatever was counted, so that the observed
 * information and the delta method agree. */
static void ase_of_tetrachoric_is_that_of_numerical_differentiation(void **state)
{
	(void)state;
	for (size_t i = 0; i < FITS; i++) {
		struct table t = draw_table("tetrachoric", 2 * i, true);
		t.rows = t.cols = 2;
		struct svy_measure m = measure(&t, SVY_MEASURE_POLYCHORIC);
		check_close(m.ase, numerical_error(&t, SVY_MEASURE_POLYCHORIC, estimate, 1e-2), 1e-4 * m.ase);
		check_close(m.estimate, two_step(&t, SVY_MEASURE_POLYCHORIC), 1e-7);
	}
}

static void ase_of_two_steps_is_that_of_numerical_differentiation(void **state)
{
	(void)state;
	for (size_t i = 0; i < FITS; i++) {
		struct table t = draw_table("two-step", i, false);
		struct svy_measure m = measure_with(&t, SVY_MEASURE_POLYCHORIC, &TWO_STEP);
		if (has_error(&m))
			check_close(m.ase, numerical_error(&t, SVY_MEASURE_POLYCHORIC, two_step, 1e-2), 1e-4 * m.ase);
	}
}

/* Twice the concordant less the discordant pairs, by comparing all cells. */
static double count_pairs(const struct table *t)
{
	double sum = 0;
	for (size_t a = 0; a < t->rows * t->cols; a++)
		for (size_t b = 0; b < t->rows * t->cols; b++) {
			double x = (double)(a / t->cols) - (double)(b / t->cols), y = (double)(a % t->cols) - (double)(b % t->cols);
			sum += x * y > 0 ? t->n[a] * t->n[b] : x * y < 0 ? -t->n[a] * t->n[b] : 0;
		}
	return sum;
}

static double covariance(const struct table *t, bool ranks)
{
	double n = total(t), before = 0, x = 0, sums[3] = {0};
	for (size_t i = 0; i < t->rows; i++) {
		double r = row_sum(t, i), above = 0;
		x = ranks ? before + r / 2 : (double)i;
		before += r;
		for (size_t j = 0; j < t->cols; j++) {
			double c = col_sum(t, j), y = ranks ? above + c / 2 : (double)j, count = t->n[i * t->cols + j];
			above += c;
			sums[0] += count * x;
			sums[1] += count * y;
			sums[2] += count * x * y;
		}
	}
	return sums[2] - sums[0] * sums[1] / n;
}

static double gain_of_modes(const struct table *t)
{
	double sum = 0, all = 0;
	for (size_t i = 0; i < t->rows; i++) {
		double most = 0;
		for (size_t j = 0; j < t->cols; j++)
			most = fmax(most, t->n[i * t->cols + j]);
		sum += most;
	}
	for (size_t j = 0; j < t->cols; j++)
		all = fmax(all, col_sum(t, j));
	return sum - all;
}

/* Numerators, up to a factor that does not depend on the counts. */
static double numerator(const struct table *t, enum svy_measure_kind kind)
{
	struct table turned = transpose(t);
	switch (kind) {
	case SVY_MEASURE_LAMBDA_COL: return gain_of_modes(t);
	case SVY_MEASURE_LAMBDA_ROW: return gain_of_modes(&turned);
	case SVY_MEASURE_LAMBDA: return gain_of_modes(t) + gain_of_modes(&turned);
	case SVY_MEASURE_PEARSON_R: return covariance(t, false);
	case SVY_MEASURE_SPEARMAN: return covariance(t, true);
	default: return count_pairs(t);
	}
}

/* se0 is the error of the numerator over the denominator (Brown and Benedetti 1977). */
static void se0_is_the_error_of_the_numerator(void **state)
{
	static const enum svy_measure_kind kinds[] = {
		SVY_MEASURE_LAMBDA_ROW, SVY_MEASURE_LAMBDA_COL, SVY_MEASURE_LAMBDA, SVY_MEASURE_GAMMA,
		SVY_MEASURE_TAU_B, SVY_MEASURE_TAU_C, SVY_MEASURE_D_ROW, SVY_MEASURE_D_COL, SVY_MEASURE_D,
		SVY_MEASURE_PEARSON_R, SVY_MEASURE_SPEARMAN};
	size_t checked = 0;
	(void)state;
	for (size_t i = 0; i < FEWER; i++) {
		struct table t = draw_table("se0", i, false);
		for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
			struct svy_measure m = measure(&t, kinds[k]);
			double top = numerator(&t, kinds[k]);
			if (isnan(m.se0) || top == 0)
				continue;
			double denominator = fabs(top / m.estimate);
			check_rel(m.se0, numerical_error(&t, kinds[k], numerator, 1e-3) / denominator, 1e-6);
			check_rel(m.statistic, m.estimate / m.se0, 1e-14);
			checked++;
		}
	}
	assert_true(checked > 9 * FEWER);
}

/* Of kappa and the polychoric correlation se0 is the ase of the table with the
 * same margins and no association. */
static void se0_is_the_ase_of_the_independent_table(void **state)
{
	static const enum svy_measure_kind kinds[] = {SVY_MEASURE_KAPPA, SVY_MEASURE_KAPPA_LINEAR,
	                                              SVY_MEASURE_KAPPA_QUADRATIC, SVY_MEASURE_POLYCHORIC};
	(void)state;
	for (size_t i = 0; i < FITS; i++) {
		struct table t = draw_table("independent", 2 * i, true), flat = t;
		for (size_t k = 0; k < t.rows * t.cols; k++)
			flat.n[k] = row_sum(&t, k / t.cols) * col_sum(&t, k % t.cols) / total(&t);
		for (size_t k = 0; k < 4; k++) {
			struct svy_measure m = measure(&t, kinds[k]), none = measure(&flat, kinds[k]);
			check_close(none.estimate, 0, 1e-9);
			check_rel(m.se0, none.ase, 1e-6);
		}
	}
}

/* --- symmetries ------------------------------------------------------------ */

static void check_same(const struct svy_measure *a, const struct svy_measure *b, double sign, double tolerance)
{
	check_close(a->estimate, sign * b->estimate, tolerance);
	check_close(a->ase, b->ase, tolerance);
	check_close(a->se0, b->se0, tolerance);
	check_close(a->low, sign > 0 ? b->low : -b->high, 4 * tolerance);
}

static void transposing_swaps_row_and_column_measures(void **state)
{
	static const enum svy_measure_kind pairs[][2] = {
		{SVY_MEASURE_LAMBDA_ROW, SVY_MEASURE_LAMBDA_COL}, {SVY_MEASURE_TAU_ROW, SVY_MEASURE_TAU_COL},
		{SVY_MEASURE_U_ROW, SVY_MEASURE_U_COL}, {SVY_MEASURE_D_ROW, SVY_MEASURE_D_COL},
		{SVY_MEASURE_LAMBDA, SVY_MEASURE_LAMBDA}, {SVY_MEASURE_U, SVY_MEASURE_U}, {SVY_MEASURE_D, SVY_MEASURE_D},
		{SVY_MEASURE_GAMMA, SVY_MEASURE_GAMMA}, {SVY_MEASURE_TAU_B, SVY_MEASURE_TAU_B},
		{SVY_MEASURE_TAU_C, SVY_MEASURE_TAU_C}, {SVY_MEASURE_PEARSON_R, SVY_MEASURE_PEARSON_R},
		{SVY_MEASURE_SPEARMAN, SVY_MEASURE_SPEARMAN}, {SVY_MEASURE_V, SVY_MEASURE_V}};
	(void)state;
	for (size_t i = 0; i < FEWER; i++) {
		struct table t = draw_table("transpose", i, false), turned = transpose(&t);
		for (size_t k = 0; k < sizeof pairs / sizeof *pairs; k++) {
			struct svy_measure a = measure(&t, pairs[k][0]), b = measure(&turned, pairs[k][1]);
			check_same(&a, &b, 1, 1e-12);
		}
	}
}

static void order_does_not_matter_to_nominal_measures(void **state)
{
	(void)state;
	for (size_t i = 0; i < FEWER; i++) {
		size_t row[MOST], col[MOST];
		struct svy_random random;
		struct table t = draw_table("permute", i, true);
		svy_random_start(&random, 8, "permute", i);
		draw_order(&random, row, t.rows);
		draw_order(&random, col, t.cols);
		struct table moved = reorder(&t, row, col), together = reorder(&t, row, row);
		for (int k = SVY_MEASURE_PHI; k <= SVY_MEASURE_U; k++) {
			enum svy_measure_kind kind = (enum svy_measure_kind)k;
			if (kind == SVY_MEASURE_V_CORRECTED || (kind == SVY_MEASURE_PHI && t.rows == 2))
				continue; /* drawn; signed */
			struct svy_measure a = measure(&t, kind), b = measure(&moved, kind);
			check_same(&a, &b, 1, 1e-12);
		}
		struct svy_measure a = measure(&t, SVY_MEASURE_KAPPA), b = measure(&together, SVY_MEASURE_KAPPA);
		check_same(&a, &b, 1, 1e-12);
	}
}

static void reversing_both_orders_changes_nothing_and_one_the_sign(void **state)
{
	(void)state;
	for (size_t i = 0; i < FEWER; i++) {
		size_t back[MOST], on[MOST] = {0, 1, 2, 3, 4};
		struct table t = draw_table("reverse", i, true);
		for (size_t k = 0; k < t.rows; k++)
			back[k] = t.rows - 1 - k;
		struct table both = reorder(&t, back, back), one = reorder(&t, back, on);
		for (int k = SVY_MEASURE_GAMMA; k <= SVY_MEASURE_POLYCHORIC; k++) {
			enum svy_measure_kind kind = (enum svy_measure_kind)k;
			bool fitted = kind == SVY_MEASURE_POLYCHORIC;
			if (fitted && i >= FITS)
				continue;
			struct svy_measure a = measure(&t, kind), b = measure(&both, kind), c = measure(&one, kind);
			check_same(&a, &b, 1, fitted ? 1e-6 : 1e-12);
			if (!svy_measure_needs_pairs(kind))
				check_same(&a, &c, -1, fitted ? 1e-6 : 1e-12);
		}
	}
}

static void twice_the_respondents_halve_the_variance(void **state)
{
	(void)state;
	for (size_t i = 0; i < FEWER; i++) {
		struct table t = draw_table("twice", i, true), twice = t;
		for (size_t k = 0; k < t.rows * t.cols; k++)
			twice.n[k] *= 2;
		for (int k = SVY_MEASURE_PHI; k <= SVY_MEASURE_POLYCHORIC; k++) {
			enum svy_measure_kind kind = (enum svy_measure_kind)k;
			bool fitted = kind == SVY_MEASURE_POLYCHORIC;
			if (kind == SVY_MEASURE_V_CORRECTED || (fitted && i >= FITS))
				continue;
			struct svy_measure a = measure(&t, kind), b = measure(&twice, kind);
			check_close(b.estimate, a.estimate, fitted ? 1e-7 : 1e-13);
			check_rel(b.ase, a.ase / sqrt(2), fitted ? 1e-6 : 1e-9);
			check_rel(b.se0, a.se0 / sqrt(2), 1e-9);
		}
	}
}

/* Counts that are not whole have no bootstrap, and so do not take its time. */
static void correction_for_bias_never_raises_v(void **state)
{
	(void)state;
	for (size_t i = 0; i < FEWER; i++) {
		struct table t = draw_table("bias", i, false);
		for (size_t k = 0; k < t.rows * t.cols; k++)
			t.n[k] *= 1.25;
		struct svy_measure plain = measure(&t, SVY_MEASURE_V), corrected = measure(&t, SVY_MEASURE_V_CORRECTED);
		assert_true(isnan(plain.estimate) || corrected.estimate <= plain.estimate + 1e-15);
	}
}

static void threads_do_not_change_the_bootstrap(void **state)
{
	struct svy_measure_options options = PLAIN;
	struct table t = draw_table("threads", 0, false);
	(void)state;
	struct svy_measure one = measure_with(&t, SVY_MEASURE_V_CORRECTED, &options);
	options.threads = 3;
	struct svy_measure three = measure_with(&t, SVY_MEASURE_V_CORRECTED, &options);
	check_close(one.low, three.low, 0);
	check_close(one.high, three.high, 0);
	options.seed = 2;
	assert_true(measure_with(&t, SVY_MEASURE_V_CORRECTED, &options).low != one.low);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(ase_is_that_of_numerical_differentiation),
		cmocka_unit_test(ase_of_tetrachoric_is_that_of_numerical_differentiation),
		cmocka_unit_test(ase_of_two_steps_is_that_of_numerical_differentiation),
		cmocka_unit_test(se0_is_the_error_of_the_numerator),
		cmocka_unit_test(se0_is_the_ase_of_the_independent_table),
		cmocka_unit_test(transposing_swaps_row_and_column_measures),
		cmocka_unit_test(order_does_not_matter_to_nominal_measures),
		cmocka_unit_test(reversing_both_orders_changes_nothing_and_one_the_sign),
		cmocka_unit_test(twice_the_respondents_halve_the_variance),
		cmocka_unit_test(correction_for_bias_never_raises_v),
		cmocka_unit_test(threads_do_not_change_the_bootstrap),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
