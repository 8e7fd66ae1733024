/*
 * Reading the data of a test in the form that it takes.
 *
 *     svy_trial_read_new(&trials, operands, n, paired, analysis, &read, status);
 *     svy_analysis_read(analysis, svy_trial_read_rows, read, status);
 *     svy_trial_read_finish(read, &measured, status);
 */
#ifndef SVY_FRONT_TRIAL_READ_H
#define SVY_FRONT_TRIAL_READ_H

#include "report/measured.h"
#include "report/trials.h"
#include "tab/complete.h"
#include "tools/front/analysis.h"

/* Private but for complete, variables and k. */
struct svy_trial_read {
	struct svy_analysis *analysis;
	enum svy_form form;
	size_t k;                              /* variables */
	size_t *columns;
	const struct svy_variable **variables; /* after reading */
	bool joined;                           /* a long file: OUTCOME GROUP and what makes pairs */
	struct svy_complete *complete;
	struct svy_moments *moments;           /* one number, or by group */
	struct svy_values *values;
	struct svy_keep *keep;                 /* any other form */
};

/*
 * names   the variables, and paired, NULL or what makes pairs
 *
 * SVY_EUSAGE  what the form and the weights do not allow
 */
enum svy_code svy_trial_read_new(const struct svy_trials *trials, const char *const *names, size_t n_names,
                                 const char *paired, struct svy_analysis *analysis, struct svy_trial_read **out,
                                 struct svy_status *status) SVY_MUST_USE;

/* Consumer of svy_analysis_read(). */
enum svy_code svy_trial_read_rows(void *read, const struct svy_table *table, const bool *mask,
                                  struct svy_status *status);

/* Add to the failure of reading what a category would be tested with, where it is that the
 * outcome is no number. */
enum svy_code svy_trial_read_fail(const struct svy_trial_read *read, enum svy_code code, struct svy_status *status);

enum svy_code svy_trial_read_finish(struct svy_trial_read *read, struct svy_measured *out,
                                    struct svy_status *status) SVY_MUST_USE;
/* Rows that the result is of. */
uint64_t svy_trial_read_used(const struct svy_trial_read *read, const struct svy_measured *measured);

void svy_trial_read_free(struct svy_trial_read *read);

#endif
