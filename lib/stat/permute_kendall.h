/* Kendall's S among rearrangements of the data. */
#ifndef SVY_STAT_PERMUTE_KENDALL_H
#define SVY_STAT_PERMUTE_KENDALL_H

#include "stat/permute_data.h"

/*
 * The second numbers rearranged against the first: n! ways; S, pairs of respondents in the
 * same order less those in opposite order, in the order of tau-b given the ties.
 *
 * Two-sided by |S|.  As svy_permute_partners() otherwise; n log n an arrangement.
 */
enum svy_code svy_permute_kendall(const struct svy_matched *matched, const struct svy_permute_options *options,
                                  struct svy_test *out, struct svy_permuted *how,
                                  struct svy_status *status) SVY_MUST_USE;

#endif
