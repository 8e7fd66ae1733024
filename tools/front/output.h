/*
 * Output: whole or not at all.
 *
 * A file is written beside its place and renamed when it is complete; a full
 * disk, a closed pipe or a signal leaves what was there before.
 */
#ifndef SVY_FRONT_OUTPUT_H
#define SVY_FRONT_OUTPUT_H

#include "data/codebook.h"
#include "report/result.h"
#include "tools/front/tool.h"

/* Write bytes to a path, or to standard output for "-". */
enum svy_code svy_output_bytes(const char *path, const char *bytes, size_t length,
                               struct svy_status *status) SVY_MUST_USE;

enum svy_code svy_output_text(const char *path, const char *text, struct svy_status *status) SVY_MUST_USE;

/* Complete the result's provenance, pass it through the disclosure gate and
 * write it as the common options say.  policy: of the codebook, or NULL;
 * --disclosure overrides it.  Takes the result over. */
enum svy_code svy_output_result(const struct svy_call *call, struct svy_result *result,
                                const struct svy_disclosure *policy, struct svy_status *status) SVY_MUST_USE;

/* The whole of a file (or of standard input for "-"), NUL-terminated, the
 * caller's to free(). */
enum svy_code svy_input_bytes(const char *path, char **bytes, size_t *length, struct svy_status *status) SVY_MUST_USE;

#endif
