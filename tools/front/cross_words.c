#include "tools/front/cross_words.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"

/* word is one of those, which end with NULL. */
static enum svy_code check_word(const char *option, const char *word, const char *const *known,
                                struct svy_status *status)
{
	struct svy_text list = {0};
	for (size_t i = 0; known[i]; i++) {
		if (strcmp(word, known[i]) == 0) {
			svy_text_clear(&list);
			return SVY_OK;
		}
		svy_text_printf(&list, "%s%s", !i ? "" : known[i + 1] ? ", " : " or ", known[i]);
	}
	char *text = svy_text_take(&list);
	enum svy_code code = text ? svy_fail(status, SVY_EUSAGE, "%s: \"%s\" is not %s", option, word, text)
	                          : svy_fail_memory(status);
	free(text);
	return code;
}

enum svy_code svy_cross_words_read(const struct svy_cross_words *words, const struct svy_call *call,
                                   struct svy_cross_options *out, struct svy_status *status)
{
	static const char *const RD[] = {"newcombe", "wald", "exact", "tango", NULL}, *const RR[] = {"katz", "exact", NULL},
	                         *const FITS[] = {"ml", "two-step", NULL};
	*out = (struct svy_cross_options){.tests = words->tests,
	                                  .association = words->association,
	                                  .rd_method = words->rd_method,
	                                  .rr_method = words->rr_method,
	                                  .two_step = strcmp(words->polychoric, "two-step") == 0,
	                                  .scaled_counts = words->scaled_counts,
	                                  .level = call->common.level,
	                                  .seed = call->seed,
	                                  .samples = (uint64_t)words->samples,
	                                  .budget = words->budget,
	                                  .memory = (double)words->memory * 1e6,
	                                  .threads = call->common.threads};
	enum svy_code code = svy_alternative_from_name("--alternative", words->alternative, &out->alternative, status);
	if (code == SVY_OK)
		code = svy_ordering_from_name("--two-sided", words->two_sided, &out->two_sided, status);
	if (code == SVY_OK)
		code = check_word("--rd-method", words->rd_method, RD, status);
	if (code == SVY_OK)
		code = check_word("--rr-method", words->rr_method, RR, status);
	if (code == SVY_OK)
		code = check_word("--polychoric", words->polychoric, FITS, status);
	if (code == SVY_OK && words->adjust)
		code = svy_adjust_from_name("--adjust", words->adjust, &out->adjust, status);
	return code;
}
