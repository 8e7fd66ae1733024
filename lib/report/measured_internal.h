/* What the ways to measured data share.  Private to report/measured*.c. */
#ifndef SVY_REPORT_MEASURED_INTERNAL_H
#define SVY_REPORT_MEASURED_INTERNAL_H

#include "report/measured.h"

/* Room in x, n and label for size rows of k numbers.  False without memory. */
bool svy_measured_room(struct svy_measured *measured, size_t size, size_t k);

/* x, n and label are there: describes them and hands them out in the form. */
enum svy_code svy_measured_finish(struct svy_measured *measured, enum svy_form form, size_t size, size_t k,
                                  struct svy_status *status) SVY_MUST_USE;

/* The label of a code, missing ones too.  Borrowed. */
const char *svy_measured_label(const struct svy_variable *variable, int32_t code);

#endif
