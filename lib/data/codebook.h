/*
 * A codebook: what the columns of a file mean.
 *
 * It is a Frictionless Table Schema (v2) in JSON, with properties of our own
 * (docs/formats/codebook.md).  A field has a type, a title, its categories in
 * order with labels, whether that order means something (categoriesOrdered),
 * the values that stand for a missing answer, each with a reason, and
 * constraints.
 */
#ifndef SVY_DATA_CODEBOOK_H
#define SVY_DATA_CODEBOOK_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/notes.h"
#include "base/status.h"
#include "data/missing.h"

enum svy_type { SVY_STRING, SVY_INTEGER, SVY_NUMBER, SVY_BOOLEAN, SVY_DATE, SVY_LIST };

/* label is never NULL: a category without one has its value as label. */
struct svy_category {
	char *value;
	char *label;
};

/* label is never empty: the value, and for the empty cell the name of the reason,
 * where nothing else is said. */
struct svy_missing_value {
	char *value;
	char *label;
	enum svy_reason reason;
};

struct svy_constraints {
	bool required;
	bool unique;
	bool has_minimum, has_maximum;
	double minimum, maximum;
	bool has_min_length, has_max_length;
	size_t min_length, max_length; /* in characters */
	char *pattern;                 /* POSIX extended, matched whole; NULL: none */
};

/*
 * One variable.  Without a codebook: type SVY_STRING, no categories declared,
 * the empty cell missing; the categories found in the data are added in order of
 * first appearance (see data/table.h).
 */
struct svy_variable {
	char *name;
	char *title;   /* short label, never NULL: the name where there is none */
	char *wording; /* the question as it was asked; NULL where unknown */
	enum svy_type type;
	bool declared; /* the codebook lists the categories: any other value is an error */
	bool ordered;  /* categoriesOrdered, or --order */
	bool several;  /* a respondent may be in several categories: data/multi.h */
	struct svy_category *categories;
	size_t n_categories, category_capacity;
	struct svy_missing_value *missing;
	size_t n_missing, missing_capacity;
	struct svy_constraints constraints;
	char *delimiter; /* type SVY_LIST; NULL otherwise */
	bool reverse;    /* item is worded against the others (kept for later use) */
	char *reference; /* value of the category that others are compared with (data/coding.h); NULL: none named */
};

enum svy_weight_kind { SVY_WEIGHT_NONE, SVY_WEIGHT_FREQUENCY, SVY_WEIGHT_SAMPLING };

/* Names of columns, NULL where not declared. */
struct svy_design_names {
	char *weight;
	enum svy_weight_kind weight_kind;
	char *strata;
	char *clusters;
	char *fpc;
};

/* 0 means no rule. */
struct svy_disclosure {
	uint64_t threshold; /* a cell with 0 < unweighted n < threshold is hidden */
	uint64_t min_base;  /* percentages on a smaller unweighted base are blank */
};

struct svy_set;
struct svy_dictionary;

struct svy_codebook {
	char *path; /* for messages; NULL where there is no codebook */
	json_t *schema; /* as it was read, with what means nothing to us; NULL where there is no codebook */
	struct svy_variable *variables;
	size_t n_variables, variable_capacity;
	struct svy_set *sets; /* questions with several answers: data/multi.h */
	size_t n_sets;
	struct svy_dictionary *index; /* name -> variable; private, NULL where none is described */
	struct svy_design_names design;
	bool has_disclosure;
	struct svy_disclosure disclosure;
	char **na; /* what --na named: missing in every column that the codebook does not describe */
	size_t n_na;
	struct svy_notes notes;
};

/* Read a codebook file.  *out is the caller's to free.  SVY_EIO, or SVY_EINPUT
 * with the file, the line (where it is no JSON) or the place, such as
 * fields[3].categories[1], what is wrong and what was meant. */
enum svy_code svy_codebook_read(const char *path, struct svy_codebook **out, struct svy_status *status) SVY_MUST_USE;

/* The same from a Table Schema that has been parsed already (the `schema` of a
 * resource in a data package).  path is for messages and is copied. */
enum svy_code svy_codebook_from_schema(const json_t *schema, const char *path, struct svy_codebook **out,
                                       struct svy_status *status) SVY_MUST_USE;

/* A codebook that describes nothing: every column is a category in order of
 * first appearance. */
enum svy_code svy_codebook_empty(struct svy_codebook **out, struct svy_status *status) SVY_MUST_USE;

/* Also treat this value as missing (no-answer) wherever the codebook does not
 * describe the column: --na. */
enum svy_code svy_codebook_add_na(struct svy_codebook *codebook, const char *value,
                                  struct svy_status *status) SVY_MUST_USE;

/* The variable of that name, NULL where the codebook has none.  Borrowed. */
const struct svy_variable *svy_codebook_find(const struct svy_codebook *codebook, const char *name);

/* The set of answers of that name, NULL where the codebook has none.  Borrowed. */
const struct svy_set *svy_codebook_find_set(const struct svy_codebook *codebook, const char *name);

/* A variable for the column of that name, the caller's to clear: a copy of the one
 * in the codebook, or one of type string, open, with the empty cell and the --na
 * values missing.  *out is overwritten. */
enum svy_code svy_codebook_variable(const struct svy_codebook *codebook, const char *name, struct svy_variable *out,
                                    struct svy_status *status) SVY_MUST_USE;

/* Read {"threshold": N, "minBase": N}, either part alone too, from a file. */
enum svy_code svy_disclosure_read(const char *path, struct svy_disclosure *out, struct svy_status *status) SVY_MUST_USE;

void svy_codebook_free(struct svy_codebook *codebook);

/* Index of the category with this value, or else with this label; SIZE_MAX where
 * there is none. */
size_t svy_variable_find(const struct svy_variable *variable, const char *text);

/* A deep copy into *to (which is overwritten), and its release. */
enum svy_code svy_variable_copy(struct svy_variable *to, const struct svy_variable *from,
                                struct svy_status *status) SVY_MUST_USE;
void svy_variable_clear(struct svy_variable *variable);

#endif
