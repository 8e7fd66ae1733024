#include <math.h>

#include "stat/correlation.h"
#include "tests/support/check.h"
#include "tests/support/measures.h"

static struct svy_measure measure(const double *n, size_t rows, size_t cols, enum svy_measure_kind kind)
{
	return measure_of(svy_correlation, n, rows, cols, kind);
}

static void places_count_empty_categories(void **state)
{
	/* nobody in the third of four; R 4.2.2: cor(c(1,1,2,4,4,2,4), c(1,2,1,2,2,1,1)) */
	static const double n[8] = {1, 1, 2, 0, 0, 0, 1, 2};
	(void)state;
	check_rel(measure(n, 4, 2, SVY_MEASURE_PEARSON_R).estimate, sqrt(0.493902439024390 / 6), 1e-13);
}

static void scores_may_be_given(void **state)
{
	static const double n[4] = {3, 1, 2, 7}, same[2] = {5, 5}, up[2] = {-4, 90}, bad[2] = {1, NAN};
	struct svy_measure_options options = PLAIN_MEASURE;
	struct svy_status status = {0};
	struct svy_margins *m;
	struct svy_measure out;
	(void)state;
	check_ok(svy_margins_new(n, 2, 2, &m, &status), &status);
	svy_measure_init(&out, SVY_MEASURE_PEARSON_R);
	options.row_scores = up;
	check_ok(svy_correlation(m, SVY_MEASURE_PEARSON_R, &options, &out, &status), &status);
	check_rel(out.estimate, measure(n, 2, 2, SVY_MEASURE_PEARSON_R).estimate, 1e-14);
	options.row_scores = same;
	svy_measure_init(&out, SVY_MEASURE_PEARSON_R);
	check_ok(svy_correlation(m, SVY_MEASURE_PEARSON_R, &options, &out, &status), &status);
	check_close(out.estimate, NAN, 0);
	check_contains(out.note, "do not vary");
	options.row_scores = bad;
	check_fails(svy_correlation(m, SVY_MEASURE_PEARSON_R, &options, &out, &status), SVY_EDOMAIN, &status, "score 2");
	svy_margins_free(m);
}

static void ranks_of_two_categories_are_any_scores(void **state)
{
	static const double n[4] = {3, 1, 2, 7};
	(void)state;
	struct svy_measure r = measure(n, 2, 2, SVY_MEASURE_PEARSON_R), rank = measure(n, 2, 2, SVY_MEASURE_SPEARMAN);
	check_rel(r.estimate, 19 / sqrt(4 * 9 * 5 * 8.0), 1e-14);
	check_rel(rank.estimate, r.estimate, 1e-14);
	check_rel(rank.ase, r.ase, 1e-12);
	check_rel(rank.se0, r.se0, 1e-12);
	check_rel(measure(n, 2, 2, SVY_MEASURE_PHI).ase, r.ase, 1e-15);
}

static void perfect_association_has_no_standard_error(void **state)
{
	static const double n[9] = {5, 0, 0, 0, 17, 0, 0, 0, 3};
	(void)state;
	for (int kind = SVY_MEASURE_PEARSON_R; kind <= SVY_MEASURE_SPEARMAN; kind++) {
		struct svy_measure m = measure(n, 3, 3, (enum svy_measure_kind)kind);
		check_rel(m.estimate, 1, 1e-15);
		check_close(m.ase, NAN, 0);
		check_contains(m.note, "perfect association");
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(places_count_empty_categories),
		cmocka_unit_test(scores_may_be_given),
		cmocka_unit_test(ranks_of_two_categories_are_any_scores),
		cmocka_unit_test(perfect_association_has_no_standard_error),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
