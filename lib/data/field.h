/* One field of a Table Schema, as a variable of a codebook. */
#ifndef SVY_DATA_FIELD_H
#define SVY_DATA_FIELD_H

#include <jansson.h>

#include "base/notes.h"
#include "base/status.h"
#include "data/codebook.h"

/*
 * path is for messages, where the place of the field ("fields[3]").
 * missing: the schema's missingValues for fields that have none of their own, or
 * NULL.  *out is overwritten; clear with svy_variable_clear().
 */
enum svy_code svy_field_read(const json_t *field, const json_t *missing, const char *path, const char *where,
                             struct svy_variable *out, struct svy_notes *notes,
                             struct svy_status *status) SVY_MUST_USE;

/* Notes for members that look like misspelt known ones. */
void svy_field_note_unknown(const json_t *object, const char *const *known, size_t n_known, const char *path,
                            const char *where, struct svy_notes *notes);

#endif
