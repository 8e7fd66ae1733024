/*
 * Status: what a function that can fail returns, and the one line that says
 * why.
 *
 * Three channels, never mixed.  A bug in our own code is an assert.  A failure
 * (bad input, no memory, a full disk) is a code returned and a message left in
 * the caller's struct svy_status; the outputs of the function are untouched.
 * A caveat that comes with a good answer is a note (base/notes.h).
 */
#ifndef SVY_BASE_STATUS_H
#define SVY_BASE_STATUS_H

#include <stddef.h>

#define SVY_PRINTF(string, first) __attribute__((format(printf, string, first)))
#define SVY_MUST_USE __attribute__((warn_unused_result))

enum svy_code {
	SVY_OK = 0,
	SVY_ENOMEM,  /* no memory, or a size that overflows */
	SVY_EIO,     /* a file could not be opened, read or written */
	SVY_EINPUT,  /* the user's data or codebook is wrong */
	SVY_EUSAGE,  /* the user asked for something that does not exist or suit */
	SVY_EDOMAIN, /* an argument outside the function's domain */
	SVY_EEMPTY   /* nothing there to compute from */
};

/* Where in the user's input: line and column count from 1, 0 is "not known".
 * The column is the number of the field in the row, not of the character. */
struct svy_place {
	const char *file;
	size_t line;
	size_t column;
};

/*
 * Starts as {0}.  message is owned by the struct, NULL when code is SVY_OK;
 * it is one line without a newline.  svy_status_clear() frees it.
 */
struct svy_status {
	enum svy_code code;
	char *message;
};

/*
 * Record a failure and return its code, so that a caller can write
 * `return svy_fail(status, SVY_EINPUT, "...")`.  status may be NULL.  A message
 * that is already there is replaced: pass lower messages up unaltered instead
 * of calling this again.
 */
enum svy_code svy_fail(struct svy_status *status, enum svy_code code, const char *format, ...) SVY_PRINTF(3, 4);

/* The same, with "file:line:column: " in front (unknown parts left out). */
enum svy_code svy_fail_at(struct svy_status *status, enum svy_code code, struct svy_place place, const char *format,
                          ...) SVY_PRINTF(4, 5);

/* Shorthand for the one failure whose words are always the same. */
enum svy_code svy_fail_memory(struct svy_status *status);

/* The message, or the name of the code where memory for it ran out. */
const char *svy_status_text(const struct svy_status *status);

void svy_status_clear(struct svy_status *status);

#endif
