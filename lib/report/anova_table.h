/* The table `anova` of svy-test: sums of squares between and within groups, and in all. */
#ifndef SVY_REPORT_ANOVA_TABLE_H
#define SVY_REPORT_ANOVA_TABLE_H

#include "report/result.h"
#include "report/trial.h"

/* Of data of the form GROUPS.  Fields: source ("between", "within", "total") df ss ms f p. */
enum svy_code svy_anova_table(const struct svy_trial_data *data, struct svy_result *result,
                              struct svy_status *status) SVY_MUST_USE;

#endif
