/* Rows of complete cases in a result: used, and left out by variable and reason. */
#ifndef SVY_REPORT_LEFT_OUT_H
#define SVY_REPORT_LEFT_OUT_H

#include "report/result.h"
#include "tab/complete.h"

/* Add "VAR: reason" for each reason that occurred; variables: the k of complete.
 * Memory failure is sticky in the result. */
void svy_left_out(struct svy_result *result, const struct svy_complete *complete,
                  const struct svy_variable *const *variables, size_t k);

#endif
