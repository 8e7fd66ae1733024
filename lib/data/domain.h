/*
 * A domain: the part of the rows that an analysis is about, as a mask.
 *
 * Rows outside are never deleted, because the variance under a survey design
 * depends on them.  A domain is a list of conditions `VAR OP VALUE[,VALUE]`
 * that must all hold (--where, repeated); OP is = != < <= > >=.  VAR and VALUE
 * may be double-quoted as in CSV.  = and != match a value or a label of the
 * codebook; the others compare numbers, or the codebook's order where the
 * categories are ordered.  A missing cell satisfies nothing, not even !=.  Of a
 * variable with several answers, = holds where one of the values is ticked, !=
 * where none is.
 */
#ifndef SVY_DATA_DOMAIN_H
#define SVY_DATA_DOMAIN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/notes.h"
#include "base/status.h"
#include "data/table.h"

struct svy_domain;

enum svy_code svy_domain_new(struct svy_domain **out, struct svy_status *status) SVY_MUST_USE;

/* Add a condition; its variable becomes a column of the table. */
enum svy_code svy_domain_add(struct svy_domain *domain, const char *condition, struct svy_table *table,
                             const struct svy_source *source, const struct svy_codebook *codebook,
                             struct svy_status *status) SVY_MUST_USE;

/* mask[i] = row i of the table is in the domain, for all table->n_rows rows. */
enum svy_code svy_domain_mask(struct svy_domain *domain, const struct svy_table *table, bool *mask,
                              struct svy_status *status) SVY_MUST_USE;

/* After all rows: a note for each value of = and != that no codebook declares and no
 * row has, as a slip of the pen would; and where = names a missing value. */
void svy_domain_notes(const struct svy_domain *domain, const struct svy_table *table, struct svy_notes *notes);

void svy_domain_free(struct svy_domain *domain);

/* Split a list as CSV does: comma, double quotes, "" for a quote; spaces around
 * unquoted items are dropped.  For --where, --na, --order and lists of names.
 * *items and each item are the caller's to free. */
enum svy_code svy_list_split(const char *text, char ***items, size_t *n_items, struct svy_status *status) SVY_MUST_USE;
void svy_list_free(char **items, size_t n_items);

/* One item of such a list, which ends before one of the characters `stops` or with
 * the text; *at moves there.  *word is the caller's to free. */
enum svy_code svy_list_word(const char **at, const char *stops, char **word, struct svy_status *status) SVY_MUST_USE;

#endif
