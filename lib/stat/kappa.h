/* Agreement of two judgements of the same cases, beyond chance. */
#ifndef SVY_STAT_KAPPA_H
#define SVY_STAT_KAPPA_H

#include <stddef.h>

#include "base/status.h"
#include "stat/measure.h"

/*
 * Cohen's kappa, plain and weighted.
 *
 *     1 - sum v_ij n_ij / (sum v_ij r_i c_j / n)
 *     kappa            v_ij = 1 off the diagonal
 *     kappa-linear     v_ij = |i - j|
 *     kappa-quadratic  v_ij = (i - j)^2
 *
 * n     k x k, row-major; row i and column i are the same category.  Empty ones
 *       stay: they hold their place in the weights.
 * kind  one of these
 * out   initialised by svy_measure_init(); written only on success
 *
 * ase by the delta method, se0 under independence with these margins; test and
 * interval from them.  NaN with the reason where the table is empty, or where all
 * judgements are one category (chance alone agrees on everything).
 *
 * SVY_EDOMAIN  a count is negative or not finite
 *
 * Cohen (1960), Educ. Psychol. Meas. 20, 37-46, and (1968), Psychol. Bull. 70,
 * 213-220; Fleiss, Cohen and Everitt (1969), Psychol. Bull. 72, 323-327.
 */
enum svy_code svy_kappa(const double *n, size_t k, enum svy_measure_kind kind,
                        const struct svy_measure_options *options, struct svy_measure *out,
                        struct svy_status *status) SVY_MUST_USE;

#endif
