/*
 * p_adjusted in the table `tests` of a cross-tabulation: the family is all tests of
 * the same name, one for each table (combination of the layers' values).
 */
#ifndef SVY_REPORT_CROSS_ADJUST_H
#define SVY_REPORT_CROSS_ADJUST_H

#include "report/result.h"
#include "stat/adjust.h"

/*
 * Set p_adjusted of all rows from p, and add a note of the family to the result.
 *
 * tests  a finished table with the fields test, p, attainable_p and p_adjusted; a null p is
 *        in no family
 * alpha  of tarone: the level of the family
 *
 * SVY_EUSAGE  tarone of a test whose attainable p is not known
 */
enum svy_code svy_cross_adjust(struct svy_result *result, struct svy_rtable *tests, enum svy_adjust_kind kind,
                               double alpha, struct svy_status *status) SVY_MUST_USE;

#endif
