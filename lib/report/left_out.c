#include "report/left_out.h"

#include <stdlib.h>

#include "base/text.h"

void svy_left_out(struct svy_result *result, const struct svy_complete *complete,
                  const struct svy_variable *const *variables, size_t k)
{
	for (size_t v = 0; v < k; v++)
		for (int reason = 0; reason < SVY_N_REASONS; reason++) {
			uint64_t n = svy_complete_left_out(complete, v, (enum svy_reason)reason);
			char *text = svy_text_format("%s: %s", variables[v]->name, svy_reason_name((enum svy_reason)reason));
			if (!text)
				result->failed = true;
			else if (n)
				svy_result_left_out(result, text, n);
			free(text);
		}
}
