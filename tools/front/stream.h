/*
 * Output that is made piece by piece: whole or not at all, like all output, and without
 * holding it in memory.
 *
 * A file is written beside its place and renamed when it is complete.  What goes to standard
 * output or a device waits in an unnamed file (in TMPDIR, else /var/tmp) until it is complete,
 * unless it is short: the next program in a pipe never sees half of it.
 */
#ifndef SVY_FRONT_STREAM_H
#define SVY_FRONT_STREAM_H

#include <stddef.h>

#include "base/status.h"

struct svy_stream;

/* "-" is standard output.  *out is for svy_stream_close() or svy_stream_abandon(). */
enum svy_code svy_stream_open(const char *path, struct svy_stream **out, struct svy_status *status) SVY_MUST_USE;

enum svy_code svy_stream_put(struct svy_stream *stream, const char *bytes, size_t length,
                             struct svy_status *status) SVY_MUST_USE;

/* Complete it: now it is there.  Frees the stream, also where that fails. */
enum svy_code svy_stream_close(struct svy_stream *stream, struct svy_status *status) SVY_MUST_USE;

/* Forget it: what was there before stays.  NULL is fine. */
void svy_stream_abandon(struct svy_stream *stream);

#endif
