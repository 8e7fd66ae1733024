/*
 * Effect sizes of svy-test: which there are, which test each belongs to, and the table
 * `effects`.
 */
#ifndef SVY_REPORT_EFFECTS_H
#define SVY_REPORT_EFFECTS_H

#include "report/result.h"
#include "report/trials.h"
#include "stat/measure.h"

struct svy_effect_trial {
	const char *name;
	const char *tests;     /* those it belongs to, with spaces between; of their permutation forms too */
	unsigned forms, asks;  /* as of struct svy_trial: SVY_ASKS_TWO, SVY_ASKS_SEED */
	const char *otherwise; /* what to use for more groups; NULL: nothing */
	enum svy_code (*run)(const struct svy_trial_data *data, const struct svy_trial_options *options,
	                     struct svy_measure *out, struct svy_status *status);
};

/* In the order in which rows are printed; NULL behind the last. */
const struct svy_effect_trial *svy_effect_trial_at(size_t i);

/*
 * Whether a list can be asked for, before anything is read.
 *
 * list  "NAME,NAME", "all" or "none"; NULL: those that belong to the tests
 *
 * SVY_EUSAGE: an unknown name, with the nearest; effects without a test, which says what
 * the data are.
 */
enum svy_code svy_effects_check(const char *list, const struct svy_trials *trials,
                                struct svy_status *status) SVY_MUST_USE;

/*
 * The table `effects`: measure estimate se low high method.  No table where there is none.
 *
 * SVY_EUSAGE where a named one does not suit the data, with what would.
 */
enum svy_code svy_effects_run(const char *list, const struct svy_trials *trials, const struct svy_trial_data *data,
                              const struct svy_trial_options *options, struct svy_result *result,
                              struct svy_status *status) SVY_MUST_USE;

#endif
