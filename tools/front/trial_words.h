/* What the words on svy-test's command line ask for. */
#ifndef SVY_FRONT_TRIAL_WORDS_H
#define SVY_FRONT_TRIAL_WORDS_H

#include "report/measured.h"
#include "report/trials.h"
#include "tools/front/tool.h"

/* What --test knows, for the help. */
#define SVY_TRIAL_NAMES                                                                                             \
	"the tests to run. One number: t-one, signed-rank, signed-rank-cc, signed-rank-exact, sign, tost-one. Groups: "  \
	"t-welch, t-pooled, anova-welch, anova, mann-whitney, mann-whitney-cc, mann-whitney-exact, kruskal-wallis, "     \
	"median, median-exact, ks-two, jonckheere, jonckheere-exact, tost-welch, tost-pooled; their spread: "            \
	"brown-forsythe, levene, bartlett, fligner-killeen, mood. Pairs: t-paired, signed-rank and its forms, sign, "    \
	"tost-paired. Several numbers of each: friedman, cochran-q. Two numbers related: pearson-r, spearman, kendall. " \
	"A category: binomial, multinomial, chisq-fit, lr-fit, tost-proportion; by group: z-proportions, "               \
	"z-proportions-cc, tost-proportions. Most as permutation-NAME, too (default: none: the data are described and "  \
	"the tests that suit are listed)"

/* As they were given; NULL where they were not. */
struct svy_trial_words {
	const char *test, *paired, *alternative, *mu, *equivalence, *event, *expected, *zeros, *permutations;
	bool exact;
	double budget;
};

/* What does not depend on the data.  *given: the options that were there, as SVY_ASKS_....
 * SVY_EUSAGE: a word that an option does not know. */
enum svy_code svy_trial_words_read(const struct svy_trial_words *words, const struct svy_call *call,
                                   struct svy_trial_options *out, unsigned *given,
                                   struct svy_status *status) SVY_MUST_USE;

/*
 * What does: --event and --expected, values or labels of the outcome.
 *
 * expected  the caller's to free(): k shares that add up to 1; NULL where the option was not
 *           given.  Every category has one; what was given may be any numbers >= 0 in the
 *           same proportions
 */
enum svy_code svy_trial_words_bind(const struct svy_trial_words *words, const struct svy_variable *outcome,
                                   const struct svy_trial_data *data, struct svy_trial_options *options,
                                   double **expected, struct svy_status *status) SVY_MUST_USE;

#endif
