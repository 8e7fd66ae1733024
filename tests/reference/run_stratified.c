/* The rows of tests/reference/stat/ of tables in several strata: see tests/support/reference.h.
 * strata=K in the arguments: the rows of the table are those of K strata, one beneath the other. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "stat/homogeneity.h"
#include "stat/mantel_haenszel.h"
#include "stat/stratified.h"
#include "tests/support/check.h"
#include "tests/support/reference.h"

enum { MANY = 64 };

/* row1=3;row2=10;... or NULL where there are none. */
static const double *read_scores(const struct reference_row *row, const char *side, double *scores)
{
	bool any = false;
	for (size_t i = 0; i < MANY; i++) {
		char name[32];
		snprintf(name, sizeof name, "%s%zu", side, i + 1);
		scores[i] = reference_argument(row, name, NAN);
		any = any || !isnan(scores[i]);
		if (isnan(scores[i]))
			scores[i] = 0;
	}
	return any ? scores : NULL;
}

static bool evaluate_test(const struct reference_row *row, const struct svy_strata *strata, struct svy_test *test)
{
	static const char *const generals[] = {"cmh-general", "cmh-anova", "cmh-correlation"};
	static const char *const homogeneity[] = {"breslow-day", "tarone", "woolf"};
	double level = reference_argument(row, "level", 0.95), rows[MANY], cols[MANY];
	bool midp = strcmp(row->statistic, "cmh-midp") == 0, corrected = strcmp(row->statistic, "cmh-cc") == 0;
	if (corrected || strcmp(row->statistic, "cmh") == 0) {
		check_ok(svy_cmh(strata, corrected, level, test, NULL), NULL);
		return true;
	}
	if (midp || strcmp(row->statistic, "cmh-exact") == 0) {
		check_ok(svy_cmh_exact(strata, reference_alternative(row), midp, level, test, NULL), NULL);
		return true;
	}
	for (int i = 0; i < 3; i++) {
		if (strcmp(row->statistic, generals[i]) == 0) {
			check_ok(svy_cmh_general(strata, (enum svy_cmh_kind)i, read_scores(row, "row", rows),
			                         read_scores(row, "col", cols), test, NULL), NULL);
			return true;
		}
		if (strcmp(row->statistic, homogeneity[i]) == 0) {
			check_ok(svy_homogeneity(strata, (enum svy_homogeneity_kind)i, test, NULL), NULL);
			return true;
		}
	}
	return false;
}

static bool pick_measure(const struct svy_measure *measure, const char *quantity, double *out)
{
	const struct {
		const char *name;
		double value;
	} known[] = {{"estimate", measure->estimate}, {"ase", measure->ase}, {"low", measure->low},
	             {"high", measure->high}, {"log_se", measure->log_se}};
	for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
		if (strcmp(quantity, known[i].name) == 0) {
			*out = known[i].value;
			return true;
		}
	}
	return false;
}

static bool evaluate_strata(const struct reference_row *row, const struct svy_strata *strata, double *out)
{
	double level = reference_argument(row, "level", 0.95);
	struct svy_measure measure;
	struct svy_test test;
	for (int kind = 0; kind < SVY_N_MANTEL_HAENSZEL; kind++) {
		if (strcmp(row->statistic, svy_mantel_haenszel_name((enum svy_mantel_haenszel_kind)kind)) != 0)
			continue;
		check_ok(svy_mantel_haenszel(strata, (enum svy_mantel_haenszel_kind)kind, level, &measure, NULL), NULL);
		return pick_measure(&measure, row->quantity, out);
	}
	return evaluate_test(row, strata, &test) && reference_pick(&test, row->quantity, out);
}

static bool evaluate(const struct reference_row *row, double *out)
{
	size_t k = (size_t)reference_argument(row, "strata", 1);
	struct svy_strata *strata = NULL;
	check_ok(svy_strata_new(row->n, k, row->rows / k, row->cols, &strata, NULL), NULL);
	bool known = evaluate_strata(row, strata, out);
	svy_strata_free(strata);
	return known;
}

#define FILE_TEST(stem)                   \
	static void stem(void **state)        \
	{                                     \
		(void)state;                      \
		reference_check(#stem, evaluate); \
	}
FILE_TEST(stratified)
FILE_TEST(homogeneity)
FILE_TEST(mantel_haenszel)

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(stratified),
		cmocka_unit_test(homogeneity),
		cmocka_unit_test(mantel_haenszel),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
