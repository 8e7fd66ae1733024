/* The families of tests of pairs and of trends, on tables by hand. */
#include <math.h>
#include <string.h>

#include "report/cross_trial.h"
#include "tests/support/check.h"
#include "tests/support/crosses.h"

static const size_t TWO[] = {2, 2}, THREE[] = {3, 3};

struct fixture {
	struct crosses crosses;
	struct svy_cross_matrices matrices;
	struct svy_cross_options options;
	struct svy_cross_case at;
};

static void start(struct fixture *f, const size_t *sizes, const double *counts)
{
	*f = (struct fixture){.options = {.rd_method = "newcombe", .level = 0.95, .samples = 100, .seed = 1}};
	crosses_new(&f->crosses, 2, sizes, counts, SVY_WEIGHT_FREQUENCY);
	check_ok(svy_cross_matrices(&f->crosses.cross, &f->matrices, NULL), NULL);
	f->at = (struct svy_cross_case){&f->crosses.cross, &f->matrices, &f->options, 0};
}

static void stop(struct fixture *f)
{
	svy_cross_matrices_clear(&f->matrices);
	crosses_free(&f->crosses);
}

static void every_test_runs_under_its_name(void **state)
{
	const double counts[] = {5, 2, 7, 9};
	const struct svy_cross_family families[] = {svy_cross_paired_trials(), svy_cross_trend_trials()};
	struct fixture f;
	(void)state;
	start(&f, TWO, counts);
	for (int i = 0; i < 2; i++)
		for (size_t j = 0; j < families[i].n; j++) {
			struct svy_test test;
			check_ok(families[i].trial[j].run(&f.at, &test, NULL), NULL);
			assert_string_equal(test.test, families[i].trial[j].name);
			assert_true(test.p > 0 && test.p <= 1);
		}
	stop(&f);
}

static void measures_have_their_method(void **state)
{
	const double counts[] = {5, 2, 7, 9};
	const char *const methods[] = {"newcombe", "tango", "wald"}, *const words[] = {"Newcombe", "Tango", "Wald"};
	struct svy_measure measure;
	struct fixture f;
	(void)state;
	start(&f, TWO, counts);
	assert_string_equal(svy_cross_paired_gauge_at(0)->name, "or-paired");
	assert_null(svy_cross_paired_gauge_at(2));
	check_ok(svy_cross_paired_gauge_at(0)->run(&f.at, &measure, NULL), NULL);
	check_rel(measure.estimate, 2.0 / 7, 1e-14);
	for (int i = 0; i < 3; i++) {
		f.options.rd_method = methods[i];
		check_ok(svy_cross_paired_gauge_at(1)->run(&f.at, &measure, NULL), NULL);
		check_rel(measure.estimate, -5.0 / 23, 1e-14);
		check_contains(measure.method, words[i]);
	}
	stop(&f);
}

/* The second of three declared categories was never met. */
static void pairs_are_of_what_was_met(void **state)
{
	const double counts[] = {5, 0, 2, 0, 0, 0, 7, 0, 9}, more[] = {0, 4, 1, 0, 5, 2, 0, 0, 0};
	struct svy_status status = {0};
	struct svy_measure measure;
	struct fixture f;
	double n[4];
	size_t met, first;
	(void)state;
	start(&f, THREE, counts);
	check_ok(svy_cross_case_pairs(&f.at, n, &met, &first, NULL), NULL);
	assert_int_equal(met, 2);
	assert_int_equal(first, 0);
	check_close(n[1], 2, 0);
	check_close(n[2], 7, 0);
	stop(&f);
	start(&f, THREE, more); /* rows 1 2, columns 2 3 */
	check_ok(svy_cross_case_pairs(&f.at, n, &met, &first, NULL), NULL);
	assert_int_equal(met, 3);
	check_fails(svy_cross_paired_gauge_at(1)->run(&f.at, &measure, &status), SVY_EUSAGE, &status, "2 categories");
	struct svy_test test;
	check_fails(svy_cross_paired_trials().trial[0].run(&f.at, &test, &status), SVY_EUSAGE, &status, "bowker");
	stop(&f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_test_runs_under_its_name),
		cmocka_unit_test(measures_have_their_method),
		cmocka_unit_test(pairs_are_of_what_was_met),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
