/* The correlation of two normal variables that were seen cut into categories. */
#ifndef SVY_STAT_POLYCHORIC_H
#define SVY_STAT_POLYCHORIC_H

#include "base/status.h"
#include "stat/margins.h"
#include "stat/measure.h"

/*
 * The polychoric correlation; of a 2 x 2 table the tetrachoric.
 *
 *     maximise sum n_ij log P_ij,   P_ij the bivariate normal probability of the
 *     rectangle between thresholds i - 1 and i, j - 1 and j
 *
 * Maximum likelihood over thresholds and correlation together (scoring, then
 * Newton's steps), or, with options->two_step, over the correlation alone, the
 * thresholds being the normal quantiles of the margins.
 *
 * m     at least two rows and two columns, in their order.  Empty ones do not
 *       matter.  Empty cells are counts of 0 like any other: nothing is added.
 * out   initialised by svy_measure_init(); written only on success
 *
 * ase   maximum likelihood: from the observed information; two-step: the delta
 *       method, which knows that the thresholds are estimated and does not lean
 *       on the model
 * se0   from the information at 0, where thresholds and correlation do not
 *       interfere
 *
 * Where no pair of respondents is discordant the likelihood grows up to rho = 1,
 * and only there is it highest; where none is concordant, -1.  The estimate is then
 * that end, without ase and limits.  Otherwise it lies between.
 *
 * A search that does not converge is NaN with the reason.
 *
 * Olsson (1979), Psychometrika 44, 443-460; Pearson (1900), Phil. Trans. R. Soc. A
 * 195, 1-47.
 */
enum svy_code svy_polychoric(const struct svy_margins *m, const struct svy_measure_options *options,
                             struct svy_measure *out, struct svy_status *status) SVY_MUST_USE;

#endif
