/*
 * Regular expressions of a codebook (constraints.pattern): POSIX extended, for the
 * whole cell, in characters of UTF-8.
 *
 * A codebook may come from strangers, and to the C library a pattern of a few bytes
 * can be all memory (a{1,255} four times around itself), all time (\1 \2 \3 on a long
 * text) or the whole stack (ten thousand brackets): such patterns are refused.
 */
#ifndef SVY_DATA_PATTERN_H
#define SVY_DATA_PATTERN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/status.h"

struct svy_pattern;

/* What is wrong with it, as words behind the pattern ("is no ..."); NULL: nothing.
 * Back-references, more than 1000 bytes, brackets more than 30 deep and repetitions
 * that expand to more than 2000 characters, or have more than 50 ways to match
 * nothing, are faults. */
const char *svy_pattern_fault(const char *text);

/* text: without fault.  NULL without memory. */
struct svy_pattern *svy_pattern_new(const char *text);
void svy_pattern_free(struct svy_pattern *pattern);

/* *whole: the pattern matches all of the field, which is UTF-8.  SVY_ENOMEM. */
enum svy_code svy_pattern_match(const struct svy_pattern *pattern, const char *text, size_t length, bool *whole,
                                struct svy_status *status) SVY_MUST_USE;

#endif
