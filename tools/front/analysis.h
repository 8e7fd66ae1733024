/*
 * What every tool that reads data does: open FILE with its codebook, know the
 * weight, the domain and what to do with missing answers, read once, and say so
 * in the result.
 *
 *     svy_analysis_open(call, &analysis, status);
 *     svy_analysis_use(analysis, name, SVY_USE_CATEGORY, &column, status);
 *     svy_analysis_read(analysis, consume, consumer, status);
 *     svy_analysis_describe(analysis, rows_used, result, status);
 *     svy_analysis_free(analysis);
 */
#ifndef SVY_FRONT_ANALYSIS_H
#define SVY_FRONT_ANALYSIS_H

#include "data/domain.h"
#include "data/missing.h"
#include "data/table.h"
#include "design/weight.h"
#include "report/result.h"
#include "report/share.h"
#include "tools/front/open.h"

/* Rows of one block, with the mask of the domain. */
typedef enum svy_code svy_rows_consumer(void *consumer, const struct svy_table *table, const bool *mask,
                                        struct svy_status *status);

struct svy_analysis {
	const struct svy_call *call;
	struct svy_opened file;
	struct svy_table *table;
	struct svy_domain *domain;
	struct svy_missing_policy missing;
	enum svy_weight_kind kind;
	const char *weight;   /* NULL: none */
	size_t weight_column; /* SVY_NO_COLUMN: none */
	bool has_clusters;    /* the codebook names strata or clusters */
	uint64_t rows_domain;
	bool keeps_rows; /* set before reading: hand over all rows at the end, not block by block */
	bool begun;
	bool *mask;
	size_t mask_capacity;
	svy_rows_consumer *consume; /* during the reading */
	void *consumer;
};

/* Opens operand 0 of the call.  *out is the caller's to free, and borrows the
 * call. */
enum svy_code svy_analysis_open(const struct svy_call *call, struct svy_analysis **out,
                                struct svy_status *status) SVY_MUST_USE;

/* A column of the analysis; see svy_table_use(). */
enum svy_code svy_analysis_use(struct svy_analysis *analysis, const char *name, enum svy_use use, size_t *column,
                               struct svy_status *status) SVY_MUST_USE;

/* How percentages get se, low and high: --interval (NULL or "": none was asked
 * for), --level and the design.  rows is known only after reading. */
enum svy_code svy_analysis_shares(const struct svy_analysis *analysis, const char *interval,
                                  struct svy_share_options *out, struct svy_status *status) SVY_MUST_USE;

/* The variable of a column.  Borrowed; after reading it has all its categories. */
const struct svy_variable *svy_analysis_variable(const struct svy_analysis *analysis, size_t column);

/* Apply --order and --where and tell the source which columns are needed; no column may be
 * used anew afterwards.  svy_analysis_read() begins where this has not been called. */
enum svy_code svy_analysis_begin(struct svy_analysis *analysis, struct svy_status *status) SVY_MUST_USE;

/* Read all rows once, block by block. */
enum svy_code svy_analysis_read(struct svy_analysis *analysis, svy_rows_consumer *consume, void *consumer,
                                struct svy_status *status) SVY_MUST_USE;

/* Fill input, rows, design and the notes of the source. */
enum svy_code svy_analysis_describe(const struct svy_analysis *analysis, uint64_t rows_used, struct svy_result *result,
                                    struct svy_status *status) SVY_MUST_USE;

/* The disclosure policy of the codebook, NULL where it has none. */
const struct svy_disclosure *svy_analysis_policy(const struct svy_analysis *analysis);

void svy_analysis_free(struct svy_analysis *analysis);

#endif
