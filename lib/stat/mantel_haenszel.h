/*
 * One odds ratio, risk ratio or risk difference over all strata, after Mantel and
 * Haenszel: the first row against the second, the first column being the event.
 *
 * They take the measure to be the same in every stratum: stat/homogeneity.h asks
 * whether the odds ratio is.
 */
#ifndef SVY_STAT_MANTEL_HAENSZEL_H
#define SVY_STAT_MANTEL_HAENSZEL_H

#include "base/status.h"
#include "stat/measure.h"
#include "stat/strata.h"

enum svy_mantel_haenszel_kind { SVY_MANTEL_HAENSZEL_OR, SVY_MANTEL_HAENSZEL_RR, SVY_MANTEL_HAENSZEL_RD,
                                SVY_N_MANTEL_HAENSZEL };

/* "or-mh" "rr-mh" "rd-mh" */
const char *svy_mantel_haenszel_name(enum svy_mantel_haenszel_kind kind);

/*
 * A measure over the strata a b / c d, with rows r1 r2, columns c1 c2 and n of each:
 *
 *     or-mh   sum ad/n / sum bc/n                       R / S, with P = (a + d)/n, Q = (b + c)/n:
 *             var log = sum P ad/n / 2R^2 + sum (P bc/n + Q ad/n) / 2RS + sum Q bc/n / 2S^2
 *     rr-mh   sum a r2/n / sum c r1/n
 *             var log = sum (r1 r2 c1 - a c n)/n^2 / (sum a r2/n  sum c r1/n)
 *     rd-mh   sum (a r2 - c r1)/n / W                   W = sum r1 r2/n
 *             var = (rd sum P + sum Q) / W^2
 *             P = (r1^2 c - r2^2 a + r1 r2 (r2 - r1)/2)/n^2     Q = (a d + b c)/2n
 *
 * level  of the interval: estimate exp(-+ z sqrt(var log)), estimate -+ z sqrt(var)
 * out    written only on success: estimate, low, high, log_se (or, rr), ase (rd)
 *
 * Nothing is added to a cell: a ratio may be 0 or infinite, and the limit that cannot be
 * had is NaN with the reason.  A stratum without a term (an empty row; for rr-mh also an
 * empty first column, for or-mh any empty row or column) takes no part and is counted in
 * the note.  Strata that are not 2 x 2: NaN with the reason.
 *
 * SVY_EDOMAIN  level not in (0, 1)
 *
 * Mantel and Haenszel (1959), J. Natl. Cancer Inst. 22, 719-748; Robins, Breslow and
 * Greenland (1986), Biometrics 42, 311-323; Greenland and Robins (1985), Biometrics 41,
 * 55-68; Sato, Greenland and Robins (1989), Biometrics 45, 1323-1324.
 */
enum svy_code svy_mantel_haenszel(const struct svy_strata *strata, enum svy_mantel_haenszel_kind kind, double level,
                                  struct svy_measure *out, struct svy_status *status) SVY_MUST_USE;

#endif
