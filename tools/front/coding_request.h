/* What `svy-code --coding` is asked for: the words of the command line, understood. */
#ifndef SVY_FRONT_CODING_REQUEST_H
#define SVY_FRONT_CODING_REQUEST_H

#include "base/spread.h"
#include "data/matrix.h"
#include "tools/front/analysis.h"
#include "tools/front/coding.h"

/* A variable to code: what was asked, where the table has it, and what the first reading finds. */
struct svy_wanted {
	char *name;
	enum svy_coding_kind kind;
	const char *reference;
	double *scores;
	size_t n_scores;
	size_t column;
	bool *used; /* a code of the column: it occurs */
	size_t n_used, used_room;
	struct svy_spread spread;
};

/* An operand: variables by their places among the wanted ones. */
struct svy_operand {
	size_t n, room;
	size_t *wanted;
};

/* Starts as {0}. */
struct svy_coding_request {
	enum svy_missing_rows missing;
	size_t n_wanted, wanted_room;
	struct svy_wanted *wanted;
	size_t n_operands;
	struct svy_operand *operands;
	char **keep;
	size_t n_keep, keep_room;
	bool no_reference;
};

/* Whether any variable is to be standardised, as far as the words tell. */
bool svy_coding_standardises(const struct svy_coding_options *options);

/* SVY_EUSAGE with what was meant.  The source tells which operands are names of columns although
 * they have a colon.  Borrows the words. */
enum svy_code svy_coding_request_read(const struct svy_call *call, const struct svy_coding_options *options,
                                      const struct svy_source *source, struct svy_coding_request *out,
                                      struct svy_status *status) SVY_MUST_USE;

void svy_coding_request_clear(struct svy_coding_request *request);

#endif
