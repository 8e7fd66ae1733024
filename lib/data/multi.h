/*
 * Sets of answers: questions to which a respondent may give several.
 *
 * A set stands in a codebook under `multiResponse`: columns that each hold one
 * choice, ticked or not, asked or not.  (The other form, several answers in one
 * delimited cell, is a field of type list.)
 */
#ifndef SVY_DATA_MULTI_H
#define SVY_DATA_MULTI_H

#include <jansson.h>

#include "data/codebook.h"

/* One choice: the column that holds it.  label is never NULL: the title of the
 * column where none is given. */
struct svy_set_member {
	char *field;
	char *label;
};

/*
 * Which values mean ticked is declared, never guessed: a value of a member's
 * column is ticked where `ticked` has it, not ticked where `not_ticked` has it.
 * Where only one of the two lists is given, every other value is the opposite;
 * where both are, a value in neither is an error.
 */
struct svy_set {
	char *name;
	char *title;   /* never NULL: the name where there is none */
	char *wording; /* NULL where unknown */
	struct svy_set_member *members;
	size_t n_members, member_capacity;
	char **ticked, **not_ticked;
	size_t n_ticked, n_not_ticked;
};

/*
 * Read `multiResponse` of a schema, whose fields the codebook has already, into
 * codebook->sets.  SVY_EINPUT with the place: no name, a name that a field or
 * another set has, no members, a member twice, neither `ticked` nor `notTicked`,
 * a value in both.
 */
enum svy_code svy_sets_read(const json_t *schema, struct svy_codebook *codebook,
                            struct svy_status *status) SVY_MUST_USE;

/* Whether a value of a member's column is ticked: 1 yes, 0 no, -1 undeclared. */
int svy_set_judge(const struct svy_set *set, const char *value);

/* The set as a variable: its categories are the choices (value: the column),
 * its missing values the five reasons, by name.  *out is overwritten; release
 * with svy_variable_clear(). */
enum svy_code svy_set_variable(const struct svy_set *set, struct svy_variable *out,
                               struct svy_status *status) SVY_MUST_USE;

void svy_sets_free(struct svy_set *sets, size_t n_sets);

#endif
