/* Messages about a cell that cannot be used. */
#ifndef SVY_DATA_CELL_H
#define SVY_DATA_CELL_H

#include "base/status.h"
#include "data/codebook.h"
#include "data/source.h"

/*
 * SVY_EINPUT: `PLACE: NAME: value "FIELD" WHAT (did you mean "NEAREST"?)`.  A long
 * value is cut; nearest may be NULL.
 */
enum svy_code svy_cell_fail(struct svy_place place, const char *name, const struct svy_field *field, const char *what,
                            const char *nearest, struct svy_status *status);

/* The same for a value that is not among the declared categories, with the nearest;
 * what says where they are declared: "is not in the codebook". */
enum svy_code svy_cell_fail_undeclared(struct svy_place place, const struct svy_variable *variable,
                                       const struct svy_field *field, const char *what, struct svy_status *status);

#endif
