/*
 * What tables of pairwise comparisons share: how p-values are adjusted, at which
 * levels letters are given, and the fields of a pair.
 */
#ifndef SVY_REPORT_LETTERS_H
#define SVY_REPORT_LETTERS_H

#include "report/result.h"
#include "stat/compare.h"

struct svy_letters {
	enum svy_adjust_kind adjust;
	struct svy_alpha alpha;
};

/*
 * adjust  name of an adjustment; NULL: bonferroni
 * alpha   "0.05" or two levels "0.05,0.001", in any order; NULL: 0.05
 *
 * SVY_EUSAGE: an unknown name, or what is no level, naming --adjust or --alpha.
 */
enum svy_code svy_letters_read(const char *adjust, const char *alpha, struct svy_letters *out,
                               struct svy_status *status) SVY_MUST_USE;

/* The fields estimate se statistic df p p_adjusted letters of a table of pairs. */
enum { SVY_N_PAIR_FIELDS = 7 };
void svy_letters_fields(struct svy_rfield out[SVY_N_PAIR_FIELDS]);

/* Set them in the last row, with the pair's note.  letters is the letter of the one
 * that is significantly lower, "" where neither is, null where there is no test. */
void svy_letters_pair(struct svy_rtable *table, const struct svy_pair *pair, const struct svy_letters *letters);

/* Set in the last row `letter`, the own one of column j of k, and `letters` (see
 * svy_letters_put()); letters is null with the reason where j is in no tested pair. */
void svy_letters_column(struct svy_rtable *table, const struct svy_pair *pairs, size_t k, size_t j,
                        const struct svy_letters *letters);

/* A note of the result: what letters mean.  what: "columns of the row whose
 * proportion"; how: of the test; family: "the pairs of a row"; NULL: how says also how p was
 * adjusted. */
void svy_letters_note(struct svy_result *result, const struct svy_letters *letters, const char *what, const char *how,
                      const char *family);

#endif
