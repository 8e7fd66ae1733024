/* The fields of the table `tests`, of every tool that has one. */
#ifndef SVY_REPORT_TESTS_TABLE_H
#define SVY_REPORT_TESTS_TABLE_H

#include "report/result.h"
#include "stat/test.h"

enum { SVY_N_TEST_FIELDS = 16 };

/* The fields in their order; p_adjusted, behind p, only where it is asked for.  Returns how
 * many there are. */
size_t svy_tests_fields(bool adjusted, struct svy_rfield out[SVY_N_TEST_FIELDS]);

/* People's formats leave out the one-sided attainable p.  Memory failure is sticky in the
 * table. */
void svy_tests_lay_out(struct svy_rtable *table);

/*
 * Set them in the last row, but for p_adjusted.  Notes say where p underflows, and where no
 * outcome could have been significant:
 *
 * alpha  the level: "cannot be tested at the level 0.05" where attainable_p is above it
 */
void svy_tests_set(struct svy_rtable *table, const struct svy_test *test, double alpha);

#endif
