/* A number that is read is written and read back to the same bits. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/number.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	double x, again;
	uint64_t count;
	char text[SVY_NUMBER_SIZE];

	svy_number_parse_count((const char *)data, size, &count);
	if (!svy_number_parse((const char *)data, size, &x))
		return 0;
	svy_number_shortest(x, text);
	if (!svy_number_parse(text, strlen(text), &again) || memcmp(&x, &again, sizeof x) != 0)
		abort();
	svy_number_fixed(x, size ? data[0] % 100 : 0, text);
	return 0;
}
