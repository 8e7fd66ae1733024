#include "tools/front/cross_words.h"

#include <string.h>

static enum svy_code check_either(const char *option, const char *word, const char *one, const char *other,
                                  struct svy_status *status)
{
	return strcmp(word, one) == 0 || strcmp(word, other) == 0
	           ? SVY_OK
	           : svy_fail(status, SVY_EUSAGE, "%s: \"%s\" is neither %s nor %s", option, word, one, other);
}

enum svy_code svy_cross_words_read(const struct svy_cross_words *words, const struct svy_call *call,
                                   struct svy_cross_options *out, struct svy_status *status)
{
	*out = (struct svy_cross_options){.tests = words->tests,
	                                  .association = words->association,
	                                  .rd_method = words->rd_method,
	                                  .two_step = strcmp(words->polychoric, "two-step") == 0,
	                                  .scaled_counts = words->scaled_counts,
	                                  .level = call->common.level,
	                                  .seed = call->seed,
	                                  .samples = (uint64_t)words->samples,
	                                  .threads = call->common.threads};
	enum svy_code code = svy_alternative_from_name("--alternative", words->alternative, &out->alternative, status);
	if (code == SVY_OK)
		code = strcmp(words->rd_method, "tango") == 0
		           ? SVY_OK
		           : check_either("--rd-method", words->rd_method, "newcombe", "wald", status);
	if (code == SVY_OK)
		code = check_either("--polychoric", words->polychoric, "ml", "two-step", status);
	if (code == SVY_OK && words->adjust)
		code = svy_adjust_from_name("--adjust", words->adjust, &out->adjust, status);
	return code;
}
