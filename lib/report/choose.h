/* Choosing tests or measures by name: --tests and --assoc. */
#ifndef SVY_REPORT_CHOOSE_H
#define SVY_REPORT_CHOOSE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/status.h"

/* Something that can be asked for.  unfit says why it does not suit these data,
 * and what would; NULL: it suits. */
struct svy_choice {
	const char *name;
	const char *unfit;
};

/*
 * chosen[i] for each of the choices.
 *
 * option  its name, for messages ("--tests")
 * list    names with commas between; "all": those that suit; "none"
 *
 * SVY_EUSAGE: an unknown name, with the nearest, or one that does not suit, with
 * what would.
 */
enum svy_code svy_choose(const char *option, const char *list, const struct svy_choice *choices, size_t n_choices,
                         bool *chosen, struct svy_status *status) SVY_MUST_USE;

#endif
