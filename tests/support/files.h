/* Small files for tests, and what a source reads of them. */
#ifndef SVY_TESTS_SUPPORT_FILES_H
#define SVY_TESTS_SUPPORT_FILES_H

#include <stddef.h>

#include "base/text.h"
#include "data/source.h"

/* Write a file of this name into the test's folder, which is made when it is first
 * needed and removed at exit.  Gives its path, borrowed until the next but three. */
const char *file_with(const char *name, const char *bytes, size_t length);
const char *file_of(const char *name, const char *text);
const char *test_folder(void);

/*
 * Everything of a file as text: the names with | between, a line each for the rows
 * ("LINE: field|field"), control characters as they are.  The caller frees out.
 */
enum svy_code read_all(const char *path, const struct svy_source_options *options, struct svy_text *out,
                       struct svy_status *status);

/* The bytes are a CSV file that reads as expected. */
void check_reads(const char *bytes, size_t length, const struct svy_source_options *options, const char *expected);

/* The bytes are refused: SVY_EINPUT, with these words. */
void check_refused(const char *bytes, size_t length, const struct svy_source_options *options, const char *words);

/* For string literals, which may hold NUL. */
#define READS(bytes, expected) check_reads((bytes), sizeof(bytes) - 1, NULL, (expected))
#define REFUSED(bytes, words) check_refused((bytes), sizeof(bytes) - 1, NULL, (words))

#endif
