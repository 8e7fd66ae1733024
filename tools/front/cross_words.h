/* What the words on svy-cross's command line ask for. */
#ifndef SVY_FRONT_CROSS_WORDS_H
#define SVY_FRONT_CROSS_WORDS_H

#include "report/cross_tests.h"
#include "tools/front/tool.h"

/* What --tests and --assoc know, for the help. */
#define SVY_CROSS_TESTS                                                                                             \
	"pearson, lr, yates, linear; exact: fisher, fisher-midp, fisher-mc, barnard, boschloo; of order: trend, "        \
	"trend-exact, linear-exact, jonckheere, jonckheere-exact; of the same categories: mcnemar, mcnemar-cc, "         \
	"mcnemar-exact, mcnemar-midp, bowker, stuart-maxwell, bhapkar; over the layers as strata: cmh, cmh-cc, "         \
	"cmh-exact, cmh-midp, cmh-general, cmh-anova, cmh-correlation, breslow-day, tarone, woolf; permutation-NAME of " \
	"pearson, lr, linear, cmh, cmh-general, cmh-anova, cmh-correlation; all (but these, linear-exact and "           \
	"jonckheere-exact) or none (default: pearson)"
#define SVY_CROSS_MEASURES                                                                                          \
	"phi, v, v-corrected, contingency; lambda, lambda-row, lambda-col, tau-row, tau-col, u, u-row, u-col; gamma, "   \
	"tau-b, tau-c, d, d-row, d-col; kappa, kappa-linear, kappa-quadratic; pearson-r, spearman, polychoric; or, "     \
	"or-conditional, rr, rd; of the same categories: or-paired, rd-paired; over the layers as strata: or-mh, "       \
	"rr-mh, rd-mh; all or none (default: v)"

/* As they were given; NULL where there is a default that is not a word. */
struct svy_cross_words {
	const char *tests, *association, *alternative, *two_sided, *rd_method, *rr_method, *polychoric, *adjust;
	long samples, memory;
	double budget;
	bool scaled_counts;
};

/* SVY_EUSAGE: a word that is none of those an option knows. */
enum svy_code svy_cross_words_read(const struct svy_cross_words *words, const struct svy_call *call,
                                   struct svy_cross_options *out, struct svy_status *status) SVY_MUST_USE;

#endif
