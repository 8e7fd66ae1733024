/*
 * The tests that a call of svy-test names, run on one data set: the tables `tests` and
 * `suitable`.
 */
#ifndef SVY_REPORT_TRIALS_H
#define SVY_REPORT_TRIALS_H

#include "report/result.h"
#include "report/trial.h"

/* Chosen tests, all of one form.  Owned; clear with svy_trials_clear(), which accepts {0}. */
struct svy_trials {
	const struct svy_trial **trial;
	size_t n;
	enum svy_form form;
};

/*
 * The tests of a list "NAME,NAME", and the form of the data that they fix.
 *
 * list         NULL: no test, and the form is that of the variables: one number, a number by
 *              group, or several numbers
 * exact        --exact: the exact form of each
 * n_variables  that were named
 * paired       --paired names what makes pairs: the second variable is the group
 *
 * SVY_EUSAGE: an unknown name, with the nearest; tests of different forms; a form that the
 * variables do not have; no exact form.
 */
enum svy_code svy_trials_choose(const char *list, bool exact, size_t n_variables, bool paired,
                                struct svy_trials *out, struct svy_status *status) SVY_MUST_USE;
void svy_trials_clear(struct svy_trials *trials);

/* Which options were given, as SVY_ASKS_...; SVY_EUSAGE where none of the tests knows one,
 * or one needs an option that was not given. */
enum svy_code svy_trials_check(const struct svy_trials *trials, unsigned given, struct svy_status *status) SVY_MUST_USE;

/* Run them: the table `tests`, a row each.  SVY_EUSAGE where one does not suit the data. */
enum svy_code svy_trials_run(const struct svy_trials *trials, const struct svy_trial_data *data,
                             const struct svy_trial_options *options, struct svy_result *result,
                             struct svy_status *status) SVY_MUST_USE;

/* The table `suitable`: the tests that such data could be given, and what each is for. */
enum svy_code svy_trials_suitable(const struct svy_trial_data *data, struct svy_result *result,
                                  struct svy_status *status) SVY_MUST_USE;

#endif
