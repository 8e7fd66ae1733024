/* Recoding of small texts, for tests. */
#ifndef SVY_TESTS_SUPPORT_RECODES_H
#define SVY_TESTS_SUPPORT_RECODES_H

#include "data/recode.h"

/* What is given, as texts of files. */
struct recoding {
	const char *data;
	const char *book; /* NULL: none */
	const char *rules;
	struct svy_recode_weight weight;
	size_t piece;            /* rows of a block at most; 0: as they come */
	struct svy_notes *notes; /* NULL: not wanted */
};

/* rows and codebook (NULL: not wanted) are the caller's to free. */
enum svy_code recode_text(const struct recoding *given, char **rows, char **codebook, struct svy_status *status);

/* The same of what is right: the rows, the caller's to free. */
char *recode_rows(const struct recoding *given, char **codebook);

/* It gives these rows. */
void check_recodes(const char *data, const char *book, const char *rules, const char *expected);

/* It fails with SVY_EINPUT, and the message contains these words. */
void check_recode_fails(const char *data, const char *book, const char *rules, const char *words);

#endif
