/*
 * Recoding: columns derived from those of a file by rules, row by row.
 *
 *     svy_recode_new(rules, source, codebook, weight, &recode, status);
 *     do {                          // once, or more often where a z-score needs it
 *         last = svy_recode_ready(recode);
 *         ... open the file again; for each block:
 *             svy_recode_rows(recode, block, weights, last ? &out : NULL, status);
 *         svy_recode_pass(recode, status);
 *     } while (!last);
 *     svy_recode_codebook(recode, codebook, &json, status);
 *
 * Rules may use targets of other rules; they are computed in the order in which
 * they depend on each other, whatever their lines are.  A target is worked on as
 * the text that is written, so that two files of rules one after the other give
 * the bytes that one file with all of them gives.
 *
 * Missing answers (docs/formats/rules.md).  map, collapse, bin, copy and reverse of
 * categories keep the cell as it is, with its label and reason.  The others write
 * the reason: nothing for no-answer, else its name.  Where several items are
 * missing, the reason is the first of not-coded, refused, dont-know, no-answer,
 * not-asked that one of them has.
 */
#ifndef SVY_DATA_RECODE_H
#define SVY_DATA_RECODE_H

#include <stdbool.h>

#include "base/notes.h"
#include "base/status.h"
#include "base/text.h"
#include "data/codebook.h"
#include "data/rules.h"
#include "data/source.h"

struct svy_recode;

/* Of the z-scores; name NULL: none. */
struct svy_recode_weight {
	const char *name;
	enum svy_weight_kind kind;
};

/*
 * Bind rules to the columns of a source and their codebook.  rules is borrowed
 * until the end; source and codebook are not needed afterwards.  *out is the
 * caller's to free.
 *
 * SVY_EINPUT, at file, line and field of the rules: a source that is no column and
 * no target, a target that is a column, rules that go in a circle, a value that the
 * codebook of a source does not have, categories of which one is a missing value
 * that is carried over, and what else does not suit the sources.
 */
enum svy_code svy_recode_new(const struct svy_rules *rules, const struct svy_source *source,
                             const struct svy_codebook *codebook, struct svy_recode_weight weight,
                             struct svy_recode **out, struct svy_status *status) SVY_MUST_USE;

/* Whether the next pass can write: every z-score knows its mean and standard
 * deviation. */
bool svy_recode_ready(const struct svy_recode *recode);

/* The names of all columns, those of the file first and the targets in the order
 * of the rules behind them. */
void svy_recode_header(const struct svy_recode *recode, char delimiter, struct svy_text *out);

/*
 * Work on the rows of a block that has all columns of the file, and append them,
 * with their targets, to out (NULL: not the last pass).
 *
 * weights  one for each row, finite and >= 0; NULL where there is no weight
 *
 * SVY_EINPUT, at file, line and field of the data: a value that is not in the
 * codebook, no number, no date, as the rules need it.
 */
enum svy_code svy_recode_rows(struct svy_recode *recode, const struct svy_block *block, const double *weights,
                              char delimiter, struct svy_text *out, struct svy_status *status) SVY_MUST_USE;

/*
 * End a pass over the file.
 *
 * SVY_EINPUT: values that a rule does not cover, all of them with the number of
 * their rows; a z-score of values that do not differ.  SVY_EIO: the file has
 * another number of rows than in the pass before.
 */
enum svy_code svy_recode_pass(struct svy_recode *recode, struct svy_status *status) SVY_MUST_USE;

/*
 * The codebook of what was written: the one of the file as it was, a field for each
 * column that it does not describe, and a field for each target with its
 * `derivation`.  *json is the caller's to free.
 */
enum svy_code svy_recode_codebook(const struct svy_recode *recode, const struct svy_codebook *codebook, char **json,
                                  struct svy_status *status) SVY_MUST_USE;

/* What to know about the targets, such as the mean behind a z-score.  Borrowed. */
const struct svy_notes *svy_recode_notes(const struct svy_recode *recode);

void svy_recode_free(struct svy_recode *recode);

#endif
