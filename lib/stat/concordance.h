/* Measures for ordered categories that count pairs of respondents. */
#ifndef SVY_STAT_CONCORDANCE_H
#define SVY_STAT_CONCORDANCE_H

#include "base/status.h"
#include "stat/margins.h"
#include "stat/measure.h"

/*
 * With P and Q twice the numbers of concordant and discordant pairs,
 * w_r = n^2 - sum r_i^2, w_c = n^2 - sum c_j^2 and q the smaller of the numbers
 * of rows and columns:
 *
 *     gamma  (P - Q) / (P + Q)                Goodman and Kruskal
 *     tau-b  (P - Q) / sqrt(w_r w_c)          Kendall
 *     tau-c  q (P - Q) / (n^2 (q - 1))        Stuart
 *     d-col  (P - Q) / w_r                    Somers: the column is predicted
 *     d-row  (P - Q) / w_c
 *     d      (P - Q) / ((w_r + w_c) / 2)
 *
 * m     at least two rows and two columns, in their order
 * kind  one of these
 * out   initialised by svy_measure_init(); written only on success
 *
 * ase, se0, test and interval as in svy_ratio_measure().  Empty rows and columns
 * do not matter: only the order counts.
 *
 * Goodman and Kruskal (1954, 1963, 1972), JASA; Kendall (1945), Biometrika 33,
 * 239-251; Stuart (1953), Biometrika 40, 105-110; Somers (1962), Am. Sociol. Rev.
 * 27, 799-811; Brown and Benedetti (1977), JASA 72, 309-315.
 */
enum svy_code svy_concordance(const struct svy_margins *m, enum svy_measure_kind kind,
                              const struct svy_measure_options *options, struct svy_measure *out,
                              struct svy_status *status) SVY_MUST_USE;

#endif
