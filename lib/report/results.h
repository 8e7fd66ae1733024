/*
 * The results folder: what claims and reports take their numbers and figures
 * from.
 *
 * A name is relative to the folder and may not leave it: an absolute path, `..`
 * or a link that leads outside is refused (SVY_EUSAGE), because texts and claims
 * come from others.
 */
#ifndef SVY_REPORT_RESULTS_H
#define SVY_REPORT_RESULTS_H

#include <stddef.h>

#include "base/status.h"
#include "report/disclose.h"

/* The whole of a file of the folder, NUL-terminated, the caller's to free().
 * SVY_EIO: it cannot be read, or is above 64 MiB. */
enum svy_code svy_results_bytes(const char *folder, const char *name, char **bytes, size_t *length,
                                struct svy_status *status) SVY_MUST_USE;

/* A result that `-f json` wrote.  *out is the caller's to free. */
enum svy_code svy_results_read(const char *folder, const char *name, struct svy_release **out,
                               struct svy_status *status) SVY_MUST_USE;

#endif
