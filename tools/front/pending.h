/*
 * Output that is not in its place yet.
 *
 * What goes to a file is written beside it and renamed when all is complete; what
 * goes to a pipe or a device may be gathered in a temporary file first, so that
 * nothing of it is seen when something goes wrong later.  Several outputs come
 * into their places together, or none does.
 */
#ifndef SVY_FRONT_PENDING_H
#define SVY_FRONT_PENDING_H

#include <stdbool.h>
#include <stddef.h>

#include "base/status.h"

struct svy_pending;

/* path: "-" is standard output.  gather: keep what goes to a pipe or a device until
 * it is committed.  *out is the caller's to commit or to discard. */
enum svy_code svy_pending_open(const char *path, bool gather, struct svy_pending **out,
                               struct svy_status *status) SVY_MUST_USE;

enum svy_code svy_pending_put(struct svy_pending *pending, const char *bytes, size_t length,
                              struct svy_status *status) SVY_MUST_USE;

/* Bring all of them into their places and free them, also on failure; then files
 * are as they were before. */
enum svy_code svy_pending_commit(struct svy_pending *const *list, size_t n, struct svy_status *status) SVY_MUST_USE;

/* Remove and free it; NULL is fine. */
void svy_pending_discard(struct svy_pending *pending);

/* An open file of our own without a name, in TMPDIR; -1 with status set. */
int svy_scratch_file(struct svy_status *status);

/* Whether two names are of one file; "-" is one with itself alone. */
bool svy_same_file(const char *a, const char *b);

/* What is read is not written over by what was made of it: SVY_EUSAGE where both are
 * one file.  input NULL: none. */
enum svy_code svy_output_spare(const char *output, const char *input, struct svy_status *status) SVY_MUST_USE;

/* Write all bytes; name is for the message. */
enum svy_code svy_write_all(int fd, const char *bytes, size_t length, const char *name,
                            struct svy_status *status) SVY_MUST_USE;

#endif
