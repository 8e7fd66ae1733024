/*
 * What a line of a cross layout shows: a field, or a template that combines fields,
 * such as `n (col_percent)`.
 *
 * In a template every word (letters, digits and underscores, a letter first) is the
 * name of a field; everything else stands as it is.
 */
#ifndef SVY_REPORT_SHOW_H
#define SVY_REPORT_SHOW_H

#include <stdbool.h>
#include <stddef.h>

#include "base/status.h"

/* A word, or what is between two. */
struct svy_show_part {
	const char *text; /* into the template */
	size_t length;
	bool is_word;
};

/* The next part; *at moves behind it.  False at the end. */
bool svy_show_next(const char **at, struct svy_show_part *part);

/* SVY_EUSAGE: a template without a word, or with one that is none of the fields (with
 * the nearest). */
enum svy_code svy_show_check(const char *const *show, size_t n_show, const char *const *fields, size_t n_fields,
                             struct svy_status *status) SVY_MUST_USE;

#endif
