/* Reading JSON files: what jansson leaves to its callers. */
#ifndef SVY_DATA_JSON_H
#define SVY_DATA_JSON_H

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/status.h"

/* The whole file, UTF-8, a byte order mark dropped.  SVY_EIO, or SVY_EINPUT with line and column; the same key
 * twice is an error.  *out is the caller's reference. */
enum svy_code svy_json_read(const char *path, json_t **out, struct svy_status *status) SVY_MUST_USE;

/* A string member, NULL where there is none.  SVY_EINPUT where it is no string.
 * where: the place of `object`, for the message.  *out is borrowed. */
enum svy_code svy_json_string(const json_t *object, const char *key, const char *path, const char *where,
                              const char **out, struct svy_status *status) SVY_MUST_USE;

/* The same for true and false; *out is unchanged where there is none. */
enum svy_code svy_json_flag(const json_t *object, const char *key, const char *path, const char *where, bool *out,
                            struct svy_status *status) SVY_MUST_USE;

/* The same for a whole number >= 0. */
enum svy_code svy_json_count(const json_t *object, const char *key, const char *path, const char *where,
                             uint64_t *out, struct svy_status *status) SVY_MUST_USE;

/* The text of a string, number, true or false, as it would stand in a cell; the
 * caller frees it; NULL for anything else, or without memory. */
char *svy_json_text(const json_t *value);

#endif
