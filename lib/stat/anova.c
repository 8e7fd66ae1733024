#include "stat/anova.h"

#include <math.h>
#include <stdbool.h>

#include "base/dd.h"
#include "base/sum.h"
#include "stat/distribution.h"

static struct svy_dd mean_of(const struct svy_group_moments *g)
{
	return (struct svy_dd){g->mean, g->mean_rest};
}

/* What the groups are, before any of their numbers is used. */
struct groups {
	const struct svy_group_moments *group;
	size_t k, first;              /* how many there are, and the first that is not empty */
	size_t used, of_one, constant; /* not empty; of these, with one respondent; without variation */
	bool unknown;                 /* a mean or a sum of squares is NaN */
	bool same;                    /* all means are the same */
};

static struct groups look_at(const struct svy_group_moments *group, size_t k)
{
	struct groups of = {.group = group, .k = k, .same = true};
	for (size_t j = 0; j < k; j++) {
		const struct svy_group_moments *g = &group[j];
		if (g->n == 0)
			continue;
		if (of.used++ == 0)
			of.first = j;
		of.of_one += g->n <= 1;
		of.constant += g->n > 1 && g->ss == 0;
		of.unknown |= isnan(g->mean) || isnan(g->ss);
		of.same &= g->mean == group[of.first].mean && g->mean_rest == group[of.first].mean_rest;
	}
	return of;
}

static void note_groups(const struct groups *of, struct svy_test *out)
{
	if (of->k > of->used)
		svy_test_note(out, "%zu empty group%s left out", of->k - of->used, of->k - of->used == 1 ? "" : "s");
}

static void fill(struct svy_test *out, double f, double df, double df2)
{
	out->statistic = f;
	out->df = df;
	out->df2 = df2;
	out->p = svy_f_upper(f, df, df2);
	out->log_p = svy_f_upper_log(f, df, df2);
}

/* --- Fisher's F ------------------------------------------------------------- */

static double between(const struct groups *of, double n)
{
	struct svy_dd mean = {0, 0};
	struct svy_sum ss = {0};
	for (size_t j = 0; j < of->k; j++)
		if (of->group[j].n > 0)
			mean = svy_dd_add(mean, svy_dd_mul(svy_dd_from(of->group[j].n), mean_of(&of->group[j])));
	mean = svy_dd_div(mean, svy_dd_from(n));
	for (size_t j = 0; j < of->k; j++) {
		if (of->group[j].n == 0)
			continue;
		double away = svy_dd_value(svy_dd_sub(mean_of(&of->group[j]), mean));
		svy_sum_add(&ss, of->group[j].n * away * away);
	}
	return of->same ? 0 : svy_sum_value(&ss);
}

static struct svy_anova make_table(const struct groups *of)
{
	struct svy_anova table = {NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN};
	struct svy_sum ss = {0};
	double n = 0;
	for (size_t j = 0; j < of->k; j++) {
		n += of->group[j].n;
		if (of->group[j].n > 0)
			svy_sum_add(&ss, of->group[j].ss);
	}
	if (of->used == 0 || of->unknown)
		return table;
	table.between_df = (double)(of->used - 1);
	table.within_df = n - (double)of->used;
	table.total_df = n - 1;
	table.between_ss = between(of, n);
	table.within_ss = svy_sum_value(&ss);
	table.total_ss = table.between_ss + table.within_ss;
	if (table.between_df > 0)
		table.between_ms = table.between_ss / table.between_df;
	if (table.within_df > 0)
		table.within_ms = table.within_ss / table.within_df;
	if (table.total_ss > 0)
		table.r_squared = table.between_ss / table.total_ss;
	table.residual_sd = sqrt(table.within_ms);
	return table;
}

/* Why there is no F; NULL: there is one. */
static const char *find_reason(const struct groups *of, const struct svy_anova *table)
{
	if (of->used < 2)
		return "fewer than two groups";
	if (of->unknown)
		return "a mean or a sum of squares is not known";
	if (!isfinite(table->total_ss))
		return "the variance is beyond the range of numbers";
	if (!(table->within_df > 0))
		return "groups of one respondent have no variance";
	if (table->within_ss == 0)
		return table->between_ss == 0 ? "the numbers do not vary: F would be 0/0"
		                              : "the numbers do not vary within the groups: F would be infinite";
	return NULL;
}

enum svy_code svy_anova(const struct svy_group_moments *groups, size_t k, struct svy_anova *table,
                        struct svy_test *out, struct svy_status *status)
{
	enum svy_code code = svy_group_moments_check(groups, k, status);
	if (code != SVY_OK)
		return code;
	struct groups of = look_at(groups, k);
	struct svy_anova made = make_table(&of);
	const char *reason = find_reason(&of, &made);
	svy_test_init(out, "anova");
	svy_test_method(out, "one-way analysis of variance");
	note_groups(&of, out);
	if (reason) {
		svy_test_note(out, "%s", reason);
	} else {
		fill(out, made.between_ms / made.within_ms, made.between_df, made.within_df);
		made.f = out->statistic;
		made.p = out->p;
		made.log_p = out->log_p;
	}
	if (table)
		*table = made;
	return SVY_OK;
}

/* --- Welch's F -------------------------------------------------------------- */

/* The squared standard error of the group's mean: 1 / w. */
static double squared_error(const struct svy_group_moments *g)
{
	return g->ss / (g->n - 1) / g->n;
}

static const char *find_welch_reason(const struct groups *of)
{
	if (of->used < 2)
		return "fewer than two groups";
	if (of->unknown)
		return "a mean or a sum of squares is not known";
	if (of->of_one)
		return "a group of one respondent has no variance";
	return of->constant ? "the numbers of a group do not vary" : NULL;
}

/* Weights relative to the largest, so that none overflows: u = v_least / v, and their mean. */
static struct svy_dd weigh(const struct groups *of, double least, struct svy_dd *total)
{
	struct svy_dd mean = {0, 0};
	*total = mean;
	for (size_t j = 0; j < of->k; j++) {
		if (of->group[j].n == 0)
			continue;
		struct svy_dd u = svy_dd_from(least / squared_error(&of->group[j]));
		*total = svy_dd_add(*total, u);
		mean = svy_dd_add(mean, svy_dd_mul(u, mean_of(&of->group[j])));
	}
	return svy_dd_div(mean, *total);
}

static void welch(const struct groups *of, struct svy_test *out)
{
	double least = INFINITY, h = 0, k = (double)of->used;
	struct svy_dd total;
	struct svy_sum ss = {0};
	for (size_t j = 0; j < of->k; j++)
		if (of->group[j].n > 0)
			least = fmin(least, squared_error(&of->group[j]));
	struct svy_dd mean = weigh(of, least, &total);
	for (size_t j = 0; j < of->k; j++) {
		if (of->group[j].n == 0)
			continue;
		double u = least / squared_error(&of->group[j]), rest = 1 - u / total.high;
		double away = svy_dd_value(svy_dd_sub(mean_of(&of->group[j]), mean)) / sqrt(least);
		svy_sum_add(&ss, u * away * away);
		h += rest * rest / (of->group[j].n - 1);
	}
	double among = of->same ? 0 : svy_sum_value(&ss) / (k - 1);
	fill(out, among / (1 + 2 * (k - 2) * h / (k * k - 1)), k - 1, (k * k - 1) / (3 * h));
}

enum svy_code svy_anova_welch(const struct svy_group_moments *groups, size_t k, struct svy_test *out,
                              struct svy_status *status)
{
	enum svy_code code = svy_group_moments_check(groups, k, status);
	if (code != SVY_OK)
		return code;
	struct groups of = look_at(groups, k);
	const char *reason = find_welch_reason(&of);
	svy_test_init(out, "anova-welch");
	svy_test_method(out, "one-way analysis of variance with a variance for each group (Welch)");
	note_groups(&of, out);
	if (reason)
		svy_test_note(out, "%s", reason);
	else
		welch(&of, out);
	return SVY_OK;
}
