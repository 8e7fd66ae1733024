/* What the words on svy-cross's command line ask for. */
#ifndef SVY_FRONT_CROSS_WORDS_H
#define SVY_FRONT_CROSS_WORDS_H

#include "report/cross_tests.h"
#include "tools/front/tool.h"

/* As they were given; NULL where there is a default that is not a word. */
struct svy_cross_words {
	const char *tests, *association, *alternative, *two_sided, *rd_method, *rr_method, *polychoric, *adjust;
	long samples;
	bool scaled_counts;
};

/* SVY_EUSAGE: a word that is none of those an option knows. */
enum svy_code svy_cross_words_read(const struct svy_cross_words *words, const struct svy_call *call,
                                   struct svy_cross_options *out, struct svy_status *status) SVY_MUST_USE;

#endif
