/* svy-code --rules: FILE with columns derived by rules, and their codebook. */
#ifndef SVY_FRONT_RECODE_H
#define SVY_FRONT_RECODE_H

#include "tools/front/tool.h"

/*
 * Recode operand 0 of the call and write it to -o, and the codebook beside it.
 *
 * rules         the rules file
 * codebook_out  NULL: X.codebook.json beside -o X.csv
 */
enum svy_code svy_recode_file(const struct svy_call *call, const char *rules, const char *codebook_out,
                              struct svy_status *status) SVY_MUST_USE;

#endif
