/* Reading JSON files: what jansson leaves to its callers. */
#ifndef SVY_DATA_JSON_H
#define SVY_DATA_JSON_H

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/notes.h"
#include "base/status.h"

/* The whole file, UTF-8, a byte order mark dropped.  SVY_EIO, or SVY_EINPUT with line and column; the same key
 * twice is an error.  *out is the caller's reference. */
enum svy_code svy_json_read(const char *path, json_t **out, struct svy_status *status) SVY_MUST_USE;

/*
 * The line of a place in a JSON file, such as `fields[3].categories[1]` or
 * `design`, 0 where there is no such place.  text is JSON that was read already.
 */
size_t svy_json_line(const char *text, size_t length, const char *place);

/*
 * Put the line into a message about what a file says: jansson keeps no lines, so a
 * message begins `PATH: PLACE`, and becomes `PATH:LINE: PLACE` when it is passed
 * up.  root is the place in the file that PLACE is seen from ("" for the whole).
 * What is not there gets the line of what it should be in.  Other failures stay as
 * they are; the code is given back.
 */
enum svy_code svy_json_locate(enum svy_code code, const char *path, const char *root, struct svy_status *status);
void svy_json_locate_notes(struct svy_notes *notes, const char *path, const char *root);

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
