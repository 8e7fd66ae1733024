/* Fenced code in markdown, line by line. */
#ifndef SVY_REPORT_FENCE_H
#define SVY_REPORT_FENCE_H

#include <stdbool.h>
#include <stddef.h>

/* Starts as {0}: outside of code. */
struct svy_fence {
	char mark;     /* ` or ~ while in code, otherwise 0 */
	size_t length; /* of the marks that opened it */
};

/*
 * Take the line that begins here.  True where it opens or closes code: three or
 * more ` or ~ behind at most three spaces; closing are as many of the same, with
 * nothing behind.  Everything else within code is code (CommonMark 0.30, 4.5).
 */
bool svy_fence_line(struct svy_fence *fence, const char *line);

#endif
