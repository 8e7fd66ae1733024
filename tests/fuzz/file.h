/* Hostile bytes as a file, for what reads files. */
#ifndef SVY_TESTS_FUZZ_FILE_H
#define SVY_TESTS_FUZZ_FILE_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* Called by libFuzzer. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Write the bytes to this process's one file of that kind and give its path, which
 * stays valid until the next call. */
static inline const char *put_file(const uint8_t *data, size_t size, const char *ending)
{
	static char path[64];
	snprintf(path, sizeof path, "/tmp/svytools-fuzz-%ld%s", (long)getpid(), ending);
	FILE *file = fopen(path, "wb");
	if (!file || fwrite(data, 1, size, file) != size || fclose(file) != 0)
		abort();
	return path;
}

#endif
