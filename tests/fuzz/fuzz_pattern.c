/* A pattern that has no fault compiles, and is tried on the field to an end. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "data/pattern.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The input: the pattern, a NUL, the field. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *pattern = svy_text_copy_n((const char *)data, size);
	size_t length = strlen(pattern);
	const char *field = length < size ? pattern + length + 1 : "";
	size_t rest = length < size ? size - length - 1 : 0;
	if (!svy_pattern_fault(pattern)) {
		struct svy_pattern *compiled = svy_pattern_new(pattern);
		struct svy_status status = {0};
		bool whole;
		if (!compiled || (svy_pattern_match(compiled, field, rest, &whole, &status) && status.code != SVY_ENOMEM))
			abort();
		svy_status_clear(&status);
		svy_pattern_free(compiled);
	}
	free(pattern);
	return 0;
}
