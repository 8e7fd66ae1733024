/*
 * Tables written with bars in markdown, which CommonMark does not have:
 *
 *     | Service | Women |
 *     | --- | ---: |
 *     | Skills | 372 |
 *
 * A line of cells, a line of dashes with as many cells (a colon at its end puts
 * the column to the right), and lines of cells until one begins with no bar.
 * Cells hold inline markdown; "\|" is a bar.  They stand at the margin, and not
 * in fenced code.
 */
#ifndef SVY_REPORT_PIPES_H
#define SVY_REPORT_PIPES_H

#include "base/status.h"
#include "base/text.h"

/* Stands in the text for table i, in a paragraph of its own. */
#define SVY_PIPES_BEGIN "\xEE\x80\x82"
#define SVY_PIPES_END "\xEE\x80\x83"

/* Tables as HTML.  Starts as {0}; clear with svy_pipes_clear(). */
struct svy_pipes {
	char **html;
	size_t n, capacity;
};

/* Take the tables out of a text: *out is the text with a mark for each, the
 * caller's to free(). */
enum svy_code svy_pipes_take(const char *text, struct svy_pipes *pipes, char **out,
                             struct svy_status *status) SVY_MUST_USE;

void svy_pipes_clear(struct svy_pipes *pipes);

#endif
