/* What must hold of measures of association. */
#include <math.h>

#include "base/random.h"
#include "stat/association.h"
#include "stat/chisq.h"
#include "stat/exact.h"
#include "tests/support/check.h"

enum { TABLES = 300 };

static void draw_table(const char *law, size_t number, double *n, size_t cells)
{
	struct svy_random random;
	svy_random_start(&random, 5, law, number);
	uint64_t most = number % 3 == 0 ? 4 : number % 3 == 1 ? 60 : 50000000;
	for (size_t k = 0; k < cells; k++)
		n[k] = (double)svy_random_below(&random, most);
}

static const struct svy_measure_options PLAIN = {.level = 0.95, .seed = 1, .threads = 1};

static struct svy_measure measure(const double *n, size_t rows, size_t cols, enum svy_measure_kind kind)
{
	struct svy_status status = {0};
	struct svy_measure out;
	check_ok(svy_associate(n, rows, cols, kind, &PLAIN, &out, &status), &status);
	return out;
}

static void nominal_measures_come_from_chi_squared(void **state)
{
	(void)state;
	for (size_t i = 0; i < TABLES; i++) {
		double n[12], transposed[12], sum = 0;
		struct svy_test test;
		draw_table("nominal", i, n, 12);
		for (size_t k = 0; k < 12; k++) {
			transposed[k % 4 * 3 + k / 4] = n[k];
			sum += n[k];
		}
		check_ok(svy_chisq(n, 3, 4, SVY_CHISQ_PEARSON, &test, NULL), NULL);
		if (isnan(test.p))
			continue;
		double phi = measure(n, 3, 4, SVY_MEASURE_PHI).estimate, v = measure(n, 3, 4, SVY_MEASURE_V).estimate;
		double c = measure(n, 3, 4, SVY_MEASURE_CONTINGENCY).estimate;
		check_close(phi * phi * sum, test.statistic, 1e-12 * test.statistic);
		check_rel(c * c, phi * phi / (1 + phi * phi), 1e-12);
		assert_true(v >= 0 && v <= 1 && c < 1);
		check_close(measure(transposed, 4, 3, SVY_MEASURE_V).estimate, v, 0);
	}
}

static void measures_of_two_by_two_agree(void **state)
{
	(void)state;
	for (size_t i = 0; i < TABLES; i++) {
		double n[4];
		draw_table("two", i, n, 4);
		double phi = measure(n, 2, 2, SVY_MEASURE_PHI).estimate, v = measure(n, 2, 2, SVY_MEASURE_V).estimate;
		double ratio = measure(n, 2, 2, SVY_MEASURE_OR).estimate, rr = measure(n, 2, 2, SVY_MEASURE_RR).estimate;
		double rd = measure(n, 2, 2, SVY_MEASURE_RD).estimate;
		if (isnan(phi))
			continue;
		check_close(v, fabs(phi), 1e-13);
		/* all on the same side of no association */
		assert_true((phi > 0) == (ratio > 1) && (phi < 0) == (ratio < 1));
		if (i % 3 < 2 && !isnan(rr)) /* shares that differ by 1e-9 round to the same double */
			assert_true((phi > 0) == (rr > 1) && (phi > 0) == (rd > 0));
		check_close(rd, measure(n, 2, 2, SVY_MEASURE_RD_WALD).estimate, 0);
	}
}

static void perfect_association_is_one(void **state)
{
	static const double n[9] = {5, 0, 0, 0, 17, 0, 0, 0, 3}, against[4] = {0, 4, 9, 0};
	(void)state;
	check_rel(measure(n, 3, 3, SVY_MEASURE_V).estimate, 1, 1e-15);
	check_rel(measure(n, 3, 3, SVY_MEASURE_CONTINGENCY).estimate, sqrt(2.0 / 3), 1e-14);
	check_rel(measure(against, 2, 2, SVY_MEASURE_PHI).estimate, -1, 1e-15);
}

/* To the last bit: tau-b, the tau and u were 1.0000000000000002 of some tables. */
static void perfect_association_is_one_exactly(void **state)
{
	(void)state;
	for (size_t i = 0; i < TABLES; i++) {
		double diagonal[3], n[9] = {0};
		draw_table("perfect", i, diagonal, 3);
		for (size_t k = 0; k < 3; k++)
			n[4 * k] = diagonal[k] + 1;
		for (int kind = SVY_MEASURE_TAU_ROW; kind <= SVY_MEASURE_SPEARMAN; kind++)
			if (kind != SVY_MEASURE_TAU_C)
				check_close(measure(n, 3, 3, (enum svy_measure_kind)kind).estimate, 1, 0);
	}
}

/* Swapping the groups turns ratios over and differences round, with their limits. */
static void swapped_rows_turn_the_measure_over(void **state)
{
	static const enum svy_measure_kind ratios[] = {SVY_MEASURE_OR, SVY_MEASURE_RR, SVY_MEASURE_OR_CONDITIONAL};
	(void)state;
	for (size_t i = 0; i < TABLES; i++) {
		double n[4];
		draw_table("swap", i, n, 4);
		double swapped[4] = {n[2], n[3], n[0], n[1]};
		for (size_t k = 0; k < 3; k++) {
			if (k == 2 && i % 3 == 2)
				continue; /* 2e8 respondents: a matter of the reference values */
			struct svy_measure a = measure(n, 2, 2, ratios[k]), b = measure(swapped, 2, 2, ratios[k]);
			check_rel(1 / b.estimate, a.estimate, 1e-9);
			check_rel(1 / b.high, a.low, 1e-9);
			check_rel(1 / b.low, a.high, 1e-9);
			assert_true(isnan(a.estimate) || !(a.low > a.estimate || a.high < a.estimate));
			/* whatever is missing has its reason */
			assert_true((*a.note != 0) || !(isnan(a.estimate) || isnan(a.low) || isnan(a.high)));
		}
		for (int kind = SVY_MEASURE_RD; kind <= SVY_MEASURE_RD_WALD; kind++) {
			struct svy_measure a = measure(n, 2, 2, (enum svy_measure_kind)kind);
			struct svy_measure b = measure(swapped, 2, 2, (enum svy_measure_kind)kind);
			check_close(b.estimate, -a.estimate, 1e-15);
			check_close(b.low, -a.high, 1e-14);
			check_close(b.high, -a.low, 1e-14);
			assert_true(isnan(a.estimate) ||
			            (a.low >= -1 && a.low <= a.estimate && a.estimate <= a.high && a.high <= 1));
		}
	}
}

/* The odds ratio does not know rows from columns. */
static void odds_ratio_of_the_transposed_table_is_the_same(void **state)
{
	(void)state;
	for (size_t i = 0; i < TABLES; i++) {
		double n[4];
		draw_table("odds", i, n, 4);
		double transposed[4] = {n[0], n[2], n[1], n[3]};
		struct svy_measure a = measure(n, 2, 2, SVY_MEASURE_OR), b = measure(transposed, 2, 2, SVY_MEASURE_OR);
		check_rel(b.estimate, a.estimate, 1e-14);
		check_rel(b.low, a.low, 1e-12);
		check_rel(b.high, a.high, 1e-12);
	}
}

/* With many respondents the conditional odds ratio is the sample's. */
static void conditional_odds_ratio_nears_the_sample_one(void **state)
{
	static const double n[4] = {30000000, 20000000, 10000000, 40000000};
	(void)state;
	struct svy_measure sample = measure(n, 2, 2, SVY_MEASURE_OR);
	struct svy_measure conditional = measure(n, 2, 2, SVY_MEASURE_OR_CONDITIONAL);
	check_rel(conditional.estimate, sample.estimate, 1e-7);
	check_rel(conditional.low, sample.low, 1e-6);
	check_rel(conditional.high, sample.high, 1e-6);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nominal_measures_come_from_chi_squared),
		cmocka_unit_test(measures_of_two_by_two_agree),
		cmocka_unit_test(perfect_association_is_one),
		cmocka_unit_test(perfect_association_is_one_exactly),
		cmocka_unit_test(swapped_rows_turn_the_measure_over),
		cmocka_unit_test(odds_ratio_of_the_transposed_table_is_the_same),
		cmocka_unit_test(conditional_odds_ratio_nears_the_sample_one),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
