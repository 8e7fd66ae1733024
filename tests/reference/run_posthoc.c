/* The rows of tests/reference/stat/ of post hoc comparisons and their distributions. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "stat/dunnett.h"
#include "stat/noncentral.h"
#include "stat/posthoc.h"
#include "stat/studentised.h"
#include "tests/support/check.h"
#include "tests/support/reference.h"

static bool evaluate_noncentral(const struct reference_row *row, double *out)
{
	double t = reference_argument(row, "t", NAN), f = reference_argument(row, "f", NAN);
	double df = reference_argument(row, "df", NAN), df2 = reference_argument(row, "df2", NAN);
	double delta = reference_argument(row, "delta", NAN), lambda = reference_argument(row, "lambda", NAN);
	double q = reference_argument(row, "q", NAN);
	const struct {
		const char *statistic, *quantity;
		double value;
	} known[] = {
		{"noncentral-t", "lower", svy_noncentral_t_lower(t, df, delta)},
		{"noncentral-t", "upper", svy_noncentral_t_upper(t, df, delta)},
		{"noncentral-t", "delta_lower", svy_noncentral_delta_lower(q, t, df)},
		{"noncentral-t", "delta_upper", svy_noncentral_delta_upper(q, t, df)},
		{"noncentral-f", "lower", svy_noncentral_f_lower(f, df, df2, lambda)},
		{"noncentral-f", "upper", svy_noncentral_f_upper(f, df, df2, lambda)},
		{"noncentral-f", "lambda_lower", svy_noncentral_f_lambda_lower(q, f, df, df2)},
		{"noncentral-f", "lambda_upper", svy_noncentral_f_lambda_upper(q, f, df, df2)},
	};
	for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
		if (strcmp(row->statistic, known[i].statistic) == 0 && strcmp(row->quantity, known[i].quantity) == 0) {
			*out = known[i].value;
			return true;
		}
	}
	return false;
}

static bool evaluate_studentised(const struct reference_row *row, double *out)
{
	double q = reference_argument(row, "q", NAN), df = reference_argument(row, "df", NAN);
	size_t k = (size_t)reference_argument(row, "k", 0);
	if (strcmp(row->statistic, "studentised") != 0)
		return false;
	if (strcmp(row->quantity, "quantile") == 0)
		*out = svy_studentised_upper_quantile(reference_argument(row, "p", NAN), k, df);
	else
		*out = strcmp(row->quantity, "lower") == 0 ? svy_studentised_lower(q, k, df) : svy_studentised_upper(q, k, df);
	return true;
}

/* The table: lambda squared of each comparison. */
static bool evaluate_dunnett(const struct reference_row *row, double *out)
{
	double lambda[REFERENCE_CELLS], d = reference_argument(row, "d", NAN);
	const struct svy_dunnett dunnett = {lambda, row->cells, reference_argument(row, "df", NAN),
	                                    reference_has(row, "sides=2")};
	if (strcmp(row->statistic, "dunnett") != 0)
		return false;
	for (size_t i = 0; i < row->cells; i++)
		lambda[i] = sqrt(row->n[i]);
	if (strcmp(row->quantity, "quantile") == 0)
		*out = svy_dunnett_upper_quantile(reference_argument(row, "p", NAN), &dunnett);
	else
		*out = strcmp(row->quantity, "lower") == 0 ? svy_dunnett_lower(d, &dunnett) : svy_dunnett_upper(d, &dunnett);
	return true;
}

/* The table: n, means and sums of squares about them. */
static bool compare_means(const struct reference_row *row, struct svy_pair *pairs)
{
	struct svy_group_moments groups[REFERENCE_CELLS];
	double level = reference_argument(row, "level", NAN);
	size_t control = (size_t)reference_argument(row, "control", 1) - 1;
	for (size_t j = 0; j < row->cols && row->rows == 3; j++)
		groups[j] = (struct svy_group_moments){row->n[j], row->n[row->cols + j], 0, row->n[2 * row->cols + j]};
	if (strcmp(row->statistic, "tukey") == 0)
		check_ok(svy_tukey_kramer(groups, row->cols, level, pairs, NULL), NULL);
	else if (strcmp(row->statistic, "games-howell") == 0)
		check_ok(svy_games_howell(groups, row->cols, level, pairs, NULL), NULL);
	else if (strcmp(row->statistic, "dunnett-test") == 0)
		check_ok(svy_dunnett_compare(groups, row->cols, control, reference_alternative(row), level, pairs, NULL), NULL);
	else
		return false;
	return true;
}

/* The table: the numbers, and the group of each, from 1. */
static bool compare_ranks(const struct reference_row *row, struct svy_pair *pairs)
{
	struct svy_run runs[REFERENCE_CELLS];
	struct svy_sample sample;
	enum svy_adjust_kind adjust;
	size_t k = 0;
	if (strcmp(row->statistic, "dunn") != 0 || strncmp(row->arguments, "adjust=", 7) != 0 ||
	    svy_adjust_from_name("", row->arguments + 7, &adjust, NULL) != SVY_OK)
		return false;
	for (size_t i = 0; i < row->cols; i++) {
		runs[i] = (struct svy_run){row->n[i], (size_t)row->n[row->cols + i] - 1, 1};
		k = runs[i].group >= k ? runs[i].group + 1 : k;
	}
	check_ok(svy_sample_make(runs, row->cols, k, &sample, NULL), NULL);
	check_ok(svy_dunn(&sample, adjust, pairs, NULL), NULL);
	svy_sample_clear(&sample);
	return true;
}

/* quantity "a b p_adjusted": groups from 1, and a field of the pair. */
static bool evaluate_pairs(const struct reference_row *row, double *out)
{
	/* Rows of the same comparison stand one after the other. */
	static struct svy_pair pairs[REFERENCE_CELLS];
	static char done[3][8 * REFERENCE_CELLS];
	const struct svy_pair *pair = pairs;
	char field[16];
	unsigned a, b;
	if (sscanf(row->quantity, "%u %u %15s", &a, &b, field) != 3)
		return false;
	bool again = strcmp(done[0], row->statistic) == 0 && strcmp(done[1], row->table) == 0 &&
	             strcmp(done[2], row->arguments) == 0;
	if (!again && !compare_means(row, pairs) && !compare_ranks(row, pairs))
		return false;
	snprintf(done[0], sizeof done[0], "%s", row->statistic);
	snprintf(done[1], sizeof done[1], "%s", row->table);
	snprintf(done[2], sizeof done[2], "%s", row->arguments);
	while (pair->a != a - 1 || pair->b != b - 1)
		pair++;
	const struct {
		const char *name;
		double value;
	} known[] = {{"estimate", pair->estimate}, {"se", pair->se}, {"statistic", pair->statistic}, {"df", pair->df},
	             {"p", pair->p}, {"p_adjusted", pair->p_adjusted}, {"low", pair->low}, {"high", pair->high}};
	for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
		if (strcmp(field, known[i].name) == 0) {
			*out = known[i].value;
			return true;
		}
	}
	return false;
}

static bool evaluate(const struct reference_row *row, double *out)
{
	return evaluate_noncentral(row, out) || evaluate_studentised(row, out) || evaluate_dunnett(row, out) ||
	       evaluate_pairs(row, out);
}

#define FILE_TEST(stem)                   \
	static void stem(void **state)        \
	{                                     \
		(void)state;                      \
		reference_check(#stem, evaluate); \
	}
FILE_TEST(noncentral_t)
FILE_TEST(noncentral_f)
FILE_TEST(studentised)
FILE_TEST(dunnett)
FILE_TEST(posthoc)

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(noncentral_t),
		cmocka_unit_test(noncentral_f),
		cmocka_unit_test(studentised),
		cmocka_unit_test(dunnett),
		cmocka_unit_test(posthoc),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
