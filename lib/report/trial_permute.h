/* Permutation forms of the tests of svy-test: `permutation-NAME`. */
#ifndef SVY_REPORT_TRIAL_PERMUTE_H
#define SVY_REPORT_TRIAL_PERMUTE_H

#include "report/trial.h"

/*
 * Run the permutation form of a test: the statistic, the estimate and what else NAME gives
 * without a distribution, and p among rearrangements of the data (stat/permute.h).
 */
enum svy_code svy_trial_permute(const struct svy_trial *trial, const struct svy_trial_data *data,
                                const struct svy_trial_options *options, struct svy_test *out,
                                struct svy_status *status) SVY_MUST_USE;

#endif
