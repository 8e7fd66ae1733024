/* What the tests of ranks say of themselves. */
#ifndef SVY_STAT_RANK_INTERNAL_H
#define SVY_STAT_RANK_INTERNAL_H

#include <stdbool.h>

#include "stat/rank.h"

enum { RANK_WORDS = 120 };

/* How p was found; draws: 0 where nothing was drawn; letter: the statistic's. */
void svy_rank_p_words(enum svy_rank_form form, enum svy_alternative alternative, uint64_t draws, char letter,
                      char out[RANK_WORDS]);

/* How the limits were found; exact: by the exact distribution without ties. */
const char *svy_rank_interval_words(enum svy_rank_form form, bool exact);

/* Say it where p is below 1 - level and the interval holds what was tested: ties do that. */
void svy_rank_note_conflict(struct svy_test *test, double tested, double level);

/* Greatest common divisor; of 0 and a number that number. */
int64_t svy_rank_divisor(int64_t a, int64_t b);

/* Steps that an exact distribution may take. */
double svy_rank_work(const struct svy_rank_options *options);

/* p of U by its distribution given the ties, where it takes few enough steps; else by
 * drawing, and *draws says how many.  Neither group is empty, not all are tied. */
enum svy_code svy_mann_whitney_exact(const struct svy_sample *sample, const struct svy_rank_options *options,
                                     struct svy_test *out, uint64_t *draws, struct svy_status *status) SVY_MUST_USE;

#endif
