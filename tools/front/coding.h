/*
 * Coding the rows of FILE into a matrix, as `svy-code --coding` asks.
 *
 * Where the columns are known beforehand (declared categories) the file is read once.  Where
 * they are not (categories that are met, a mean and a standard deviation) a file is read twice;
 * what cannot be read twice, a pipe, keeps its rows in memory, as codes.
 */
#ifndef SVY_FRONT_CODING_H
#define SVY_FRONT_CODING_H

#include "tools/front/tool.h"

struct svy_coding_options {
	struct svy_strings coding;    /* KIND, VAR=KIND */
	struct svy_strings reference; /* VAR=VALUE, none */
	struct svy_strings scores;    /* VAR=NUMBER,NUMBER,... */
	struct svy_strings keep;      /* VAR,VAR,... */
	const char *missing_rows;     /* keep, drop, refuse */
	bool labels;
	const char *legend; /* file, or NULL */
};

/* Operands: FILE, then terms, VAR or VAR:VAR...  Writes the rows to --output, and notes to
 * standard error. */
enum svy_code svy_code_rows(const struct svy_call *call, const struct svy_coding_options *options,
                            struct svy_status *status) SVY_MUST_USE;

#endif
