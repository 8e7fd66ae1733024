#include "tools/front/cross_words.h"

#include <string.h>

/* word is one of the three; the last may be the second again. */
static enum svy_code check_word(const char *option, const char *word, const char *const known[3],
                                struct svy_status *status)
{
	for (int i = 0; i < 3; i++)
		if (strcmp(word, known[i]) == 0)
			return SVY_OK;
	return known[1] == known[2]
	           ? svy_fail(status, SVY_EUSAGE, "%s: \"%s\" is neither %s nor %s", option, word, known[0], known[1])
	           : svy_fail(status, SVY_EUSAGE, "%s: \"%s\" is not %s, %s or %s", option, word, known[0], known[1],
	                      known[2]);
}

enum svy_code svy_cross_words_read(const struct svy_cross_words *words, const struct svy_call *call,
                                   struct svy_cross_options *out, struct svy_status *status)
{
	static const char *const RD[3] = {"newcombe", "wald", "exact"}, EXACT[] = "exact", STEPS[] = "two-step";
	*out = (struct svy_cross_options){.tests = words->tests,
	                                  .association = words->association,
	                                  .rd_method = words->rd_method,
	                                  .rr_method = words->rr_method,
	                                  .two_step = strcmp(words->polychoric, "two-step") == 0,
	                                  .scaled_counts = words->scaled_counts,
	                                  .level = call->common.level,
	                                  .seed = call->seed,
	                                  .samples = (uint64_t)words->samples,
	                                  .threads = call->common.threads};
	enum svy_code code = svy_alternative_from_name("--alternative", words->alternative, &out->alternative, status);
	if (code == SVY_OK)
		code = svy_ordering_from_name("--two-sided", words->two_sided, &out->two_sided, status);
	if (code == SVY_OK)
		code = check_word("--rd-method", words->rd_method, RD, status);
	if (code == SVY_OK)
		code = check_word("--rr-method", words->rr_method, (const char *const[3]){"katz", EXACT, EXACT}, status);
	if (code == SVY_OK)
		code = check_word("--polychoric", words->polychoric, (const char *const[3]){"ml", STEPS, STEPS}, status);
	if (code == SVY_OK && words->adjust)
		code = svy_adjust_from_name("--adjust", words->adjust, &out->adjust, status);
	return code;
}
