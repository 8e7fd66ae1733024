/*
 * Notes: caveats that travel with a good answer ("smallest expected count
 * 3.1").  They are printed and counted, and never acted upon silently.
 */
#ifndef SVY_BASE_NOTES_H
#define SVY_BASE_NOTES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/status.h"

/* Starts as {0}.  The texts are owned by the struct, in the order in which
 * they were first added; the same text is kept once. */
struct svy_notes {
	size_t n;
	char **text;
	size_t capacity;
	bool failed; /* memory ran out: a note is missing */
};

void svy_notes_add(struct svy_notes *notes, const char *format, ...) SVY_PRINTF(2, 3);

/* Append the notes of `from` that `into` does not have yet. */
void svy_notes_merge(struct svy_notes *into, const struct svy_notes *from);

void svy_notes_clear(struct svy_notes *notes);

#endif
