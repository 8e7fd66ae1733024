/*
 * The Statistical Reference Datasets of NIST: every certified quantity, to within half a
 * digit of what data rounded to double allow (tests/reference/nist.csv).
 *
 * The sets of Simon and Lesage (SmLs) and NumAcc follow a pattern and are made here.  The
 * others are read from the folder SVY_NIST (../shared/vectors/nist without it), which holds
 * univariate/NAME.csv and anova/NAME.csv; without them they are skipped.
 */
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/number.h"
#include "stat/anova.h"
#include "stat/autocorrelation.h"
#include "stat/mean.h"
#include "tests/support/check.h"

enum { NUMBERS = 20000, LINE = 256, GROUPS = 16 };

struct data {
	double *y;
	size_t *group; /* from 0; all 0 where there is one */
	size_t n, k;
};

static void append(struct data *data, const char *decimal, size_t group)
{
	assert_true(data->n < NUMBERS);
	assert_true(svy_number_parse(decimal, strlen(decimal), &data->y[data->n]));
	data->group[data->n++] = group;
	data->k = group >= data->k ? group + 1 : data->k;
}

/* --- sets that follow a pattern --------------------------------------------- */

/* base.middle, then base.low and base.high by turns: in all 2 pairs + 1 numbers. */
static void append_pattern(struct data *data, const char *base, int middle, size_t pairs, size_t group)
{
	for (size_t i = 0; i <= 2 * pairs; i++) {
		char decimal[LINE];
		snprintf(decimal, sizeof decimal, "%s.%d", base, i == 0 ? middle : i % 2 ? middle - 1 : middle + 1);
		append(data, decimal, group);
	}
}

/* Nine groups about 0.4, 0.3, 0.5, 0.3, 0.5 ... over 1, 10^6 or 10^12; 21, 201 or 2001 in each. */
static void make_simon_lesage(const char *name, struct data *data)
{
	static const char *const bases[] = {"1", "1000000", "1000000000000"};
	static const size_t pairs[] = {10, 100, 1000};
	size_t number = (size_t)(name[5] - '1');
	for (size_t g = 0; g < 9; g++)
		append_pattern(data, bases[number / 3], g == 0 ? 4 : g % 2 ? 3 : 5, pairs[number % 3], g);
}

static void make_accuracy(const char *name, struct data *data)
{
	static const char *const bases[] = {"1", "1000000", "10000000"};
	if (strcmp(name, "NumAcc1") == 0) {
		append(data, "10000001", 0);
		append(data, "10000003", 0);
		append(data, "10000002", 0);
	} else {
		append_pattern(data, bases[name[6] - '2'], 2, 500, 0);
	}
}

/* --- the others -------------------------------------------------------------- */

static FILE *open_file(const char *kind, const char *name)
{
	const char *folder = getenv("SVY_NIST");
	char path[1024];
	snprintf(path, sizeof path, "%s/%s/%s.csv", folder ? folder : "../shared/vectors/nist", kind, name);
	return fopen(path, "r");
}

static bool read_file(const char *name, struct data *data)
{
	char line[LINE];
	FILE *file = open_file("univariate", name);
	bool grouped = !file;
	if (grouped)
		file = open_file("anova", name);
	for (size_t row = 0; file && fgets(line, sizeof line, file); row++) {
		line[strcspn(line, "\r\n")] = 0;
		if (row)
			append(data, grouped ? strchr(line, ',') + 1 : line, grouped ? strtoul(line, NULL, 10) - 1 : 0);
	}
	if (file)
		fclose(file);
	return data->n > 0;
}

static bool get_data(const char *name, struct data *data)
{
	data->y = svy_array_new(NUMBERS, sizeof *data->y);
	data->group = svy_array_new(NUMBERS, sizeof *data->group);
	assert_true(data->y && data->group);
	if (strncmp(name, "SmLs", 4) == 0)
		make_simon_lesage(name, data);
	else if (strncmp(name, "NumAcc", 6) == 0)
		make_accuracy(name, data);
	else
		return read_file(name, data);
	return true;
}

static void clear_data(struct data *data)
{
	free(data->y);
	free(data->group);
	*data = (struct data){0};
}

/* --- what is certified -------------------------------------------------------- */

static void find_moments(const struct data *data, struct svy_group_moments *moments)
{
	struct svy_run *runs = svy_array_new(data->n, sizeof *runs);
	struct svy_sample sample;
	assert_true(runs && data->k <= GROUPS);
	for (size_t i = 0; i < data->n; i++)
		runs[i] = (struct svy_run){data->y[i], data->group[i], 1};
	check_ok(svy_sample_make(runs, data->n, data->k, &sample, NULL), NULL);
	check_ok(svy_sample_moments(&sample, moments, NULL), NULL);
	svy_sample_clear(&sample);
	free(runs);
}

static double compute(const struct data *data, const char *quantity)
{
	struct svy_group_moments moments[GROUPS];
	struct svy_anova table;
	struct svy_test test;
	find_moments(data, moments);
	check_ok(svy_anova(moments, data->k, &table, &test, NULL), NULL);
	const struct {
		const char *name;
		double value;
	} known[] = {{"mean", moments[0].mean}, {"sd", sqrt(moments[0].ss / (moments[0].n - 1))},
	             {"autocorrelation", svy_autocorrelation(data->y, data->n, 1)},
	             {"between_df", table.between_df}, {"between_ss", table.between_ss}, {"between_ms", table.between_ms},
	             {"within_df", table.within_df}, {"within_ss", table.within_ss}, {"within_ms", table.within_ms},
	             {"f", table.f}, {"r_squared", table.r_squared}, {"residual_sd", table.residual_sd}};
	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (strcmp(known[i].name, quantity) == 0)
			return known[i].value;
	fail_msg("nothing computes %s", quantity);
	return NAN;
}

/* The log relative error: how many digits are right. */
static double count_digits(double actual, double certified)
{
	return actual == certified ? 15 : fmin(15, -log10(fabs(actual - certified) / fabs(certified)));
}

/* The rows of one set; how many there were. */
static size_t check_rows(const char *name, const struct data *data)
{
	char line[LINE], set[32], quantity[32];
	double certified, attainable;
	size_t rows = 0, bad = 0;
	FILE *file = fopen("tests/reference/nist.csv", "r");
	assert_non_null(file);
	while (fgets(line, sizeof line, file)) {
		if (sscanf(line, "%31[^,],%31[^,],%lf,%lf", set, quantity, &certified, &attainable) != 4 ||
		    strcmp(set, name) != 0)
			continue;
		double digits = count_digits(compute(data, quantity), certified);
		rows++;
		if (!(digits >= attainable - 0.5)) {
			print_error("%s of %s: %.1f digits, %.1f are attainable\n", quantity, name, digits, attainable);
			bad++;
		}
	}
	fclose(file);
	assert_int_equal(bad, 0);
	return rows;
}

static void check_set(void **state)
{
	const char *name = *state;
	struct data data = {0};
	bool there = get_data(name, &data);
	if (there)
		assert_int_equal(check_rows(name, &data), data.k > 1 ? 9 : 3);
	clear_data(&data);
	if (!there) {
		print_message("%s: its data are not in the folder SVY_NIST\n", name);
		skip();
	}
}

#define SET(name) {name, check_set, NULL, NULL, (char[]){name}}

int main(void)
{
	const struct CMUnitTest tests[] = {
		SET("NumAcc1"), SET("NumAcc2"), SET("NumAcc3"),  SET("NumAcc4"), SET("SmLs01"), SET("SmLs02"), SET("SmLs03"),
		SET("SmLs04"),  SET("SmLs05"),  SET("SmLs06"),   SET("SmLs07"),  SET("SmLs08"), SET("SmLs09"), SET("PiDigits"),
		SET("Lottery"), SET("Lew"),     SET("Mavro"),    SET("Michelso"), SET("AtmWtAg"), SET("SiRstv"),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
