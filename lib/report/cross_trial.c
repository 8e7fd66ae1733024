#include "report/cross_trial.h"

#include <stdio.h>

#include "report/cross_square.h"
#include "stat/unconditional.h"

static const char *const NEEDS_COUNTS = "assumes counts, not sampling weights: use rao-scott (not available yet)";
static const char *const NEEDS_WHOLE = "is exact and needs counts of respondents, which scaled weights are not";
static const char *const NEEDS_ONE = "takes each respondent to be in one row and one column, and here are several "
                                     "answers: cross one choice, or use rao-scott (not available yet)";
static const char *const NEEDS_STRATA = "is over strata: name the variable that makes them behind ROW and COL";
static const char *const STRATA_APART = "is over the strata of one analysis: ask for one row and one column variable";

const struct svy_cross_trial *svy_cross_trial_at(size_t i)
{
	const struct svy_cross_family families[] = {svy_cross_chisq_trials(), svy_cross_exact_trials(),
	                                            svy_cross_trend_trials(), svy_cross_paired_trials(),
	                                            svy_cross_strata_trials(), svy_cross_permute_trials()};
	size_t family = 0;
	while (family < sizeof families / sizeof *families && i >= families[family].n)
		i -= families[family++].n;
	return family < sizeof families / sizeof *families ? &families[family].trial[i] : NULL;
}

const struct svy_cross_gauge *svy_cross_gauge_at(size_t i)
{
	const struct svy_cross_gauge *(*const lists[])(size_t) = {svy_cross_paired_gauge_at, svy_cross_strata_gauge_at};
	for (size_t list = 0; list < sizeof lists / sizeof *lists; list++) {
		size_t n = 0;
		while (lists[list](n)) {
			if (n == i)
				return lists[list](n);
			n++;
		}
		i -= n;
	}
	return NULL;
}

size_t svy_cross_n_trials(void)
{
	size_t n = 0;
	while (svy_cross_trial_at(n))
		n++;
	return n;
}

void svy_cross_trial_row(const struct svy_cross *cross, struct svy_rtable *rtable, unsigned needs, size_t t)
{
	if (needs & SVY_TRIAL_STRATA)
		svy_row_begin(rtable, SVY_GROUP_ALL);
	else
		svy_cross_row(cross, rtable, t);
}

void svy_cross_case_four(const struct svy_cross_case *at, double n[4])
{
	n[0] = n[1] = n[2] = n[3] = 0;
	for (size_t i = 0; i < at->matrices->rows && i < 2; i++)
		for (size_t j = 0; j < at->matrices->cols && j < 2; j++)
			n[2 * i + j] = svy_cross_case_cells(at)[i * at->matrices->cols + j];
}

/* Of ordered categories, or of two, where two need no order. */
static const char *find_unordered(const struct svy_cross *cross, const struct svy_cross_matrices *matrices,
                                  unsigned needs)
{
	if ((needs & SVY_TRIAL_ORDER_ROWS) && matrices->rows > 2 && !cross->variables[0]->ordered)
		return "needs ordered rows: say so in the codebook (categoriesOrdered) or with --order";
	if ((needs & SVY_TRIAL_ORDER_COLS) && matrices->cols > 2 && !cross->variables[1]->ordered)
		return "needs ordered columns: say so in the codebook (categoriesOrdered) or with --order";
	return needs & SVY_TRIAL_ORDER ? svy_cross_unordered(cross) : NULL;
}

static const char *find_shape(unsigned needs, const char *otherwise, const struct svy_cross_matrices *matrices,
                              struct svy_cross_unfit *unfit)
{
	size_t least = matrices->rows < matrices->cols ? matrices->rows : matrices->cols;
	size_t most = matrices->rows + matrices->cols - least;
	if ((needs & SVY_TRIAL_FOUR) && most > 2)
		snprintf(unfit->text, sizeof unfit->text, "is for 2 x 2 tables: %s", otherwise);
	else if ((needs & SVY_TRIAL_TWO) && least > 2)
		snprintf(unfit->text, sizeof unfit->text, "is for two rows or two columns: %s", otherwise);
	else
		return NULL;
	return unfit->text;
}

const char *svy_cross_trial_unfit(unsigned needs, const char *otherwise, const struct svy_cross *cross,
                                  const struct svy_cross_matrices *matrices, bool by_name,
                                  struct svy_cross_unfit *unfit)
{
	if (svy_cross_several(cross))
		return NEEDS_ONE;
	if (cross->tables->weighted && !matrices->scaled)
		return NEEDS_COUNTS;
	if (matrices->scaled && (needs & SVY_TRIAL_WHOLE))
		return NEEDS_WHOLE;
	if ((needs & SVY_TRIAL_STRATA) && cross->k < 3)
		return NEEDS_STRATA;
	if ((needs & SVY_TRIAL_STRATA) && cross->frame)
		return STRATA_APART;
	const char *shape = find_shape(needs, otherwise, matrices, unfit);
	if (shape)
		return shape;
	if ((needs & SVY_TRIAL_WHOLE) && !svy_cross_matrices_fit(matrices, SVY_EXACT_MAX))
		return "takes at most 4000000000 respondents: use pearson";
	if ((needs & SVY_TRIAL_SMALL) && !svy_cross_matrices_fit(matrices, SVY_UNCONDITIONAL_MAX))
		return "takes at most 10000 respondents: use fisher";
	const char *order = find_unordered(cross, matrices, needs);
	if (order)
		return order;
	return needs & SVY_TRIAL_SAME ? svy_cross_unpaired(cross, false, by_name) : NULL;
}
