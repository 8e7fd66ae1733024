#include "report/posthoc.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/number.h"
#include "base/text.h"
#include "stat/cochran.h"

/* What a method looks at, how it adjusts, and which options it knows. */
static const struct method {
	const char *name, *what, *test;
	const char *adjusts; /* by itself; NULL: --adjust */
	bool ranks;
} METHODS[SVY_N_POSTHOCS] = {
	{"pairwise", "the groups whose mean", "t test", NULL, false},
	{"tukey", "the groups whose mean", "Tukey and Kramer: t test, variance pooled over all groups",
	 "the studentised range", false},
	{"games-howell", "the groups whose mean", "Games and Howell: Welch's t test", "the studentised range", false},
	{"dunnett", "the groups whose mean", "Dunnett: t test, variance pooled over all groups",
	 "Dunnett's distribution", false},
	{"dunn", "the groups whose mean rank", "Dunn's test of ranks, corrected for ties", NULL, true},
	{"mcnemar", "the answers whose share of yes", "McNemar's test, without continuity correction", NULL, false},
};

const char *svy_posthoc_name(enum svy_posthoc_kind kind)
{
	return METHODS[kind].name;
}

/* --- options ------------------------------------------------------------------------- */

static enum svy_code find_kind(const char *name, enum svy_posthoc_kind *out, struct svy_status *status)
{
	struct svy_text known = {0};
	for (int kind = 0; kind < SVY_N_POSTHOCS; kind++) {
		if (strcmp(name, METHODS[kind].name) == 0) {
			*out = (enum svy_posthoc_kind)kind;
			svy_text_clear(&known);
			return SVY_OK;
		}
		svy_text_printf(&known, "%s%s", kind ? ", " : "", METHODS[kind].name);
	}
	char *list = svy_text_take(&known);
	enum svy_code code = svy_fail(status, SVY_EUSAGE, "--posthoc: there is no \"%s\"; known are %s", name,
	                              list ? list : "others");
	free(list);
	return code;
}

/* The options that belong to some methods only. */
static enum svy_code check_words(const struct svy_posthoc_words *words, enum svy_posthoc_kind kind,
                                 struct svy_status *status)
{
	const struct method *method = &METHODS[kind];
	if (words->adjust && method->adjusts)
		return svy_fail(status, SVY_EUSAGE, "--adjust is for pairwise, dunn and mcnemar: %s adjusts by %s",
		                method->name, method->adjusts);
	if (words->pool && kind != SVY_POSTHOC_PAIRWISE)
		return svy_fail(status, SVY_EUSAGE, "--pool is for --posthoc pairwise, not for %s", method->name);
	if (words->control && kind != SVY_POSTHOC_DUNNETT)
		return svy_fail(status, SVY_EUSAGE, "--control is for --posthoc dunnett, not for %s", method->name);
	if (words->pool && strcmp(words->pool, "all") != 0 && strcmp(words->pool, "pair") != 0)
		return svy_fail(status, SVY_EUSAGE, "--pool: \"%s\" is neither all nor pair", words->pool);
	return SVY_OK;
}

enum svy_code svy_posthoc_read(const struct svy_posthoc_words *words, struct svy_posthoc *out,
                               struct svy_status *status)
{
	struct svy_posthoc posthoc = {.control = words->control, .level = 0.95};
	const char *lost = words->adjust ? "--adjust" : words->alpha ? "--alpha" : words->pool ? "--pool" : "--control";
	bool any = words->adjust || words->alpha || words->pool || words->control;
	if (!words->posthoc && any)
		return svy_fail(status, SVY_EUSAGE, "%s is for pairs of groups: add --posthoc %s", lost,
		                words->control ? "dunnett" : "pairwise");
	enum svy_code code = words->posthoc ? find_kind(words->posthoc, &posthoc.kind, status) : SVY_OK;
	if (code == SVY_OK)
		code = check_words(words, posthoc.kind, status);
	if (code == SVY_OK)
		code = svy_letters_read(words->adjust, words->alpha, &posthoc.letters, status);
	if (code != SVY_OK)
		return code;
	posthoc.pool = words->pool && strcmp(words->pool, "pair") == 0 ? SVY_POOL_PAIR : SVY_POOL_ALL;
	*out = posthoc;
	return SVY_OK;
}

/* --- comparing --------------------------------------------------------------------------- */

static bool is_empty(const struct svy_groups *groups, size_t i)
{
	return groups->group[i].moments.n == 0;
}

/* Half a million pairs, which nobody reads; a number of each respondent would take all memory. */
enum { MOST_GROUPS = 1000 };

static enum svy_code check_groups(const struct svy_posthoc *posthoc, const struct svy_groups *groups,
                                  struct svy_status *status)
{
	const char *name = METHODS[posthoc->kind].name;
	bool same = posthoc->kind == SVY_POSTHOC_MCNEMAR;
	if (same && !groups->apart)
		return svy_fail(status, SVY_EUSAGE, "--posthoc %s: it compares several answers of the same respondents, not "
		                                    "groups of different ones", name);
	if (!same && !groups->variable)
		return svy_fail(status, SVY_EUSAGE, "--posthoc %s: it compares groups: name the variable that makes them",
		                name);
	if (!same && groups->apart)
		return svy_fail(status, SVY_EUSAGE, "--posthoc %s: it compares different respondents, not several numbers of "
		                                    "the same ones", name);
	if (groups->n > MOST_GROUPS)
		return svy_fail(status, SVY_EUSAGE, "--posthoc %s: it compares at most %d groups, here are %zu: is it the "
		                                    "right variable? Choose groups with --where", name, MOST_GROUPS, groups->n);
	if (groups->weighted)
		return svy_fail(status, SVY_EUSAGE, "--posthoc %s: it assumes counts, not sampling weights; a design-based "
		                                    "comparison of means is not available yet", name);
	return SVY_OK;
}

/* The label that a value or label of the group variable stands for. */
static const char *find_label(const struct svy_variable *variable, const char *word)
{
	for (size_t i = 0; i < variable->n_categories; i++)
		if (strcmp(variable->categories[i].value, word) == 0)
			return variable->categories[i].label;
	return word;
}

/* The control's place; without a name the first group in which somebody is. */
static enum svy_code find_control(const struct svy_posthoc *posthoc, const struct svy_groups *groups, size_t *out,
                                  struct svy_status *status)
{
	const char *label = posthoc->control ? find_label(groups->variable, posthoc->control) : NULL;
	size_t i = 0;
	while (i < groups->n && (label ? strcmp(groups->group[i].label, label) != 0 : is_empty(groups, i)))
		i++;
	if (label && i == groups->n)
		return svy_fail(status, SVY_EUSAGE, "--control: there is no group \"%s\"", posthoc->control);
	if (label && is_empty(groups, i))
		return svy_fail(status, SVY_EUSAGE, "--control: nobody is in the group \"%s\"", posthoc->control);
	*out = i < groups->n ? i : 0;
	return SVY_OK;
}

/* The sample with the empty groups in their places. */
static enum svy_code compare_ranks(const struct svy_posthoc *posthoc, const struct svy_groups *groups,
                                   const struct svy_sample *sample, struct svy_pair *out, struct svy_status *status)
{
	struct svy_sample placed = {0};
	struct svy_run *runs = svy_array_new(sample->n_runs, sizeof *runs);
	size_t *place = svy_array_new(groups->n, sizeof *place), k = 0;
	enum svy_code code = runs && place ? SVY_OK : svy_fail_memory(status);
	for (size_t i = 0; i < groups->n && code == SVY_OK; i++)
		if (!is_empty(groups, i))
			place[k++] = i;
	for (size_t i = 0; i < sample->n_runs && code == SVY_OK; i++) {
		runs[i] = sample->run[i];
		runs[i].group = place[runs[i].group];
	}
	if (code == SVY_OK)
		code = svy_sample_make(runs, sample->n_runs, groups->n, &placed, status);
	if (code == SVY_OK)
		code = svy_dunn(&placed, posthoc->letters.adjust, out, status);
	svy_sample_clear(&placed);
	free(place);
	free(runs);
	return code;
}

static enum svy_code compare_means(const struct svy_posthoc *posthoc, const struct svy_groups *groups,
                                   struct svy_pair *out, struct svy_status *status)
{
	size_t n = groups->n, control = 0;
	struct svy_group_moments *moments = svy_array_new(n, sizeof *moments);
	enum svy_code code = moments ? SVY_OK : svy_fail_memory(status);
	for (size_t i = 0; i < n && code == SVY_OK; i++) {
		const struct svy_moments_of *from = &groups->group[i].moments;
		moments[i] = (struct svy_group_moments){(double)from->n, from->mean, from->mean_rest, from->ss};
	}
	if (code == SVY_OK && posthoc->kind == SVY_POSTHOC_PAIRWISE)
		code = svy_compare_means(posthoc->pool, moments, n, posthoc->letters.adjust, out, status);
	else if (code == SVY_OK && posthoc->kind == SVY_POSTHOC_TUKEY)
		code = svy_tukey_kramer(moments, n, posthoc->level, out, status);
	else if (code == SVY_OK && posthoc->kind == SVY_POSTHOC_GAMES_HOWELL)
		code = svy_games_howell(moments, n, posthoc->level, out, status);
	else if (code == SVY_OK)
		code = find_control(posthoc, groups, &control, status);
	if (code == SVY_OK && posthoc->kind == SVY_POSTHOC_DUNNETT && n)
		code = svy_dunnett_compare(moments, n, control, posthoc->alternative, posthoc->level, out, status);
	free(moments);
	return code;
}

enum svy_code svy_posthoc_compare(const struct svy_posthoc *posthoc, const struct svy_groups *groups,
                                  const struct svy_sample *sample, const struct svy_blocks *blocks,
                                  struct svy_pair **out, struct svy_status *status)
{
	enum svy_code code = check_groups(posthoc, groups, status);
	if (code != SVY_OK)
		return code;
	if (posthoc->kind == SVY_POSTHOC_MCNEMAR && blocks->k != groups->n)
		return svy_fail(status, SVY_EUSAGE, "--posthoc mcnemar: it is of several answers: take --test cochran-q");
	struct svy_pair *pairs = svy_array_new(svy_n_pairs(groups->n), sizeof *pairs);
	if (!pairs)
		return svy_fail_memory(status);
	if (posthoc->kind == SVY_POSTHOC_MCNEMAR)
		code = svy_cochran_pairs(blocks, SVY_MCNEMAR, posthoc->letters.adjust, pairs, status);
	else if (METHODS[posthoc->kind].ranks)
		code = compare_ranks(posthoc, groups, sample, pairs, status);
	else
		code = compare_means(posthoc, groups, pairs, status);
	if (code == SVY_OK)
		*out = pairs;
	else
		free(pairs);
	return code;
}

/* --- writing --------------------------------------------------------------------------------- */

/* Those of all tables of pairs, with the limits behind se. */
static struct svy_rtable *start_table(bool limits, struct svy_result *result)
{
	enum { N_KEYS = 2, N_FIRST = N_KEYS + 2, N_LIMITS = 2, MOST = N_KEYS + SVY_N_PAIR_FIELDS + N_LIMITS };
	struct svy_rfield fields[MOST] = {{"a", SVY_KEY, SVY_AS_TEXT}, {"b", SVY_KEY, SVY_AS_TEXT}};
	struct svy_rfield of_pair[SVY_N_PAIR_FIELDS];
	size_t n = N_KEYS;
	svy_letters_fields(of_pair);
	for (size_t i = 0; i < SVY_N_PAIR_FIELDS; i++) {
		fields[n++] = of_pair[i];
		if (n == N_FIRST && limits) {
			fields[n++] = (struct svy_rfield){"low", SVY_DERIVED, SVY_AS_NUMBER};
			fields[n++] = (struct svy_rfield){"high", SVY_DERIVED, SVY_AS_NUMBER};
		}
	}
	return svy_result_table(result, "pairs", "Pairs of groups", fields, n);
}

static bool is_of_control(const struct svy_pair *pair, size_t control)
{
	return pair->a == control || pair->b == control;
}

static void add_note(const struct svy_posthoc *posthoc, const struct svy_groups *groups, size_t control,
                     struct svy_result *result)
{
	static const char *const family = "all pairs that can be compared";
	const struct method *method = &METHODS[posthoc->kind];
	char level[SVY_NUMBER_SIZE];
	if (posthoc->kind == SVY_POSTHOC_PAIRWISE) {
		svy_letters_note(result, &posthoc->letters, method->what,
		                 posthoc->pool == SVY_POOL_ALL ? "t test, variance pooled over all groups"
		                                               : "t test, variance pooled over the two groups", family);
		return;
	}
	if (!method->adjusts) {
		svy_letters_note(result, &posthoc->letters, method->what, method->test, family);
		if (method->ranks)
			svy_notes_add(&result->notes, "estimate: difference of the mean ranks among all");
		return;
	}
	char *how = svy_text_format("%s; p adjusted by %s", method->test, method->adjusts);
	svy_letters_note(result, &posthoc->letters, method->what, how ? how : method->test, NULL);
	free(how);
	if (posthoc->kind == SVY_POSTHOC_DUNNETT && groups->n)
		svy_notes_add(&result->notes, "the control is \"%s\"%s%s", groups->group[control].label,
		              posthoc->alternative == SVY_TWO_SIDED ? "" : "; p, p_adjusted and limits are one-sided: ",
		              posthoc->alternative == SVY_TWO_SIDED ? "" : svy_alternative_name(posthoc->alternative));
	svy_number_shortest(posthoc->level, level);
	svy_notes_add(&result->notes, "low, high: limits of all pairs together at the level %s", level);
}

enum svy_code svy_posthoc_table(const struct svy_posthoc *posthoc, const struct svy_groups *groups,
                                const struct svy_pair *pairs, struct svy_result *result, struct svy_status *status)
{
	bool limits = METHODS[posthoc->kind].adjusts != NULL;
	size_t control = SIZE_MAX;
	if (!pairs)
		return SVY_OK;
	if (posthoc->kind == SVY_POSTHOC_DUNNETT) {
		enum svy_code code = find_control(posthoc, groups, &control, status);
		if (code != SVY_OK)
			return code;
	}
	struct svy_rtable *table = start_table(limits, result);
	for (size_t i = 0; i < svy_n_pairs(groups->n); i++) {
		if (is_empty(groups, pairs[i].a) || is_empty(groups, pairs[i].b) ||
		    (control != SIZE_MAX && !is_of_control(&pairs[i], control)))
			continue;
		svy_row_begin(table, 0);
		svy_set_text(table, "a", groups->group[pairs[i].a].label);
		svy_set_text(table, "b", groups->group[pairs[i].b].label);
		svy_letters_pair(table, &pairs[i], &posthoc->letters);
		if (limits) {
			svy_set_real(table, "low", pairs[i].low);
			svy_set_real(table, "high", pairs[i].high);
		}
	}
	add_note(posthoc, groups, control, result);
	return svy_result_failed(result) ? svy_fail_memory(status) : SVY_OK;
}
