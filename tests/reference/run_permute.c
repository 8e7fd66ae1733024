/* The rows of tests/reference/stat/permute.csv: permutation tests. */
#include <string.h>

#include "stat/permute_data.h"
#include "stat/permute_table.h"
#include "tests/support/check.h"
#include "tests/support/reference.h"

static const struct svy_permute_options PLAIN = {.stream = "reference", .monte_carlo = {.replicates = 100000}};

static bool is(const struct reference_row *row, const char *name)
{
	return strcmp(row->statistic + strlen("permutation-"), name) == 0;
}

static bool run_table(const struct reference_row *row, struct svy_test *out, struct svy_permuted *how)
{
	static const char *const NAMES[] = {"pearson", "lr", "linear"};
	int score = 0;
	while (score < 3 && !is(row, NAMES[score]))
		score++;
	if (score == 3)
		return false;
	check_ok(svy_permute_table(row->n, row->rows, row->cols, (enum svy_table_score)score, NULL, NULL, &PLAIN, out, how,
	                           NULL), NULL);
	return true;
}

/* The sample whose groups have n1, n2, n3 numbers. */
static void make_sample(const struct reference_row *row, struct svy_sample *out)
{
	static struct svy_run runs[REFERENCE_CELLS];
	const double n1 = reference_argument(row, "n1", 0), n2 = reference_argument(row, "n2", 0);
	const size_t first = (size_t)n1, second = first + (size_t)n2;
	for (size_t i = 0; i < row->cells; i++)
		runs[i] = (struct svy_run){row->n[i], (size_t)(i >= first) + (size_t)(i >= second), 1};
	check_ok(svy_sample_make(runs, row->cells, row->cells > second ? 3 : 2, out, NULL), NULL);
}

static bool run_groups(const struct reference_row *row, struct svy_test *out, struct svy_permuted *how)
{
	static const struct {
		const char *name;
		enum svy_permute_score score;
		bool apart;
	} KNOWN[] = {{"t-pooled", SVY_SCORE_RAW, true},      {"anova", SVY_SCORE_RAW, false},
	             {"mann-whitney", SVY_SCORE_RANK, true}, {"kruskal-wallis", SVY_SCORE_RANK, false},
	             {"median", SVY_SCORE_ABOVE, false}};
	for (size_t i = 0; i < sizeof KNOWN / sizeof *KNOWN; i++) {
		struct svy_sample sample;
		if (!is(row, KNOWN[i].name))
			continue;
		make_sample(row, &sample);
		check_ok(svy_permute_scores(&sample, KNOWN[i].score, KNOWN[i].apart, &PLAIN, out, how, NULL), NULL);
		svy_sample_clear(&sample);
		return true;
	}
	return false;
}

static bool run_others(const struct reference_row *row, struct svy_test *out, struct svy_permuted *how)
{
	const struct svy_matched matched = {row->n, row->n + row->cols, NULL, row->cols};
	const struct svy_blocks blocks = {row->n, NULL, row->rows, row->cols};
	enum svy_permute_score score = is(row, "signed-rank") || is(row, "spearman") ? SVY_SCORE_RANK
	                       : is(row, "sign")                             ? SVY_SCORE_ABOVE
	                                                                     : SVY_SCORE_RAW;
	if (is(row, "friedman"))
		check_ok(svy_permute_blocks(&blocks, SVY_SCORE_RANK, &PLAIN, out, how, NULL), NULL);
	else if (is(row, "pearson-r") || is(row, "spearman"))
		check_ok(svy_permute_partners(&matched, score, &PLAIN, out, how, NULL), NULL);
	else if (is(row, "t-one") || is(row, "signed-rank") || is(row, "sign"))
		check_ok(svy_permute_signs(row->n, NULL, row->cells, score, &PLAIN, out, how, NULL), NULL);
	else
		return false;
	return true;
}

static bool evaluate(const struct reference_row *row, double *out)
{
	struct svy_permuted how;
	struct svy_test test;
	svy_test_init(&test, row->statistic);
	if (!run_table(row, &test, &how) && !run_groups(row, &test, &how) && !run_others(row, &test, &how))
		return false;
	assert_true(how.all);
	return reference_pick(&test, row->quantity, out);
}

static void permute(void **state)
{
	(void)state;
	reference_check("permute", evaluate);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(permute)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
