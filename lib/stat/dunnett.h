/* Dunnett's distribution: of the largest of several comparisons with one control. */
#ifndef SVY_STAT_DUNNETT_H
#define SVY_STAT_DUNNETT_H

#include <stdbool.h>
#include <stddef.h>

/*
 * k normal variables, correlated because they share the control, divided by one estimated
 * standard deviation: a multivariate t distribution with correlations lambda_i lambda_j.
 *
 *     X_i = sqrt(1 - lambda_i^2) E_i + lambda_i Y      T_i = X_i / S
 *
 * with E_i and Y standard normal, S^2 chi-squared with df degrees of freedom and divided by
 * them.  For means lambda_i^2 = n_i / (n_0 + n_i): 1/2 where all groups are as large.
 */
struct svy_dunnett {
	const double *lambda; /* k numbers, -1 < lambda < 1; borrowed */
	size_t k;             /* >= 1: with 1 it is Student's t */
	double df;            /* > 0, may be infinite */
	bool two_sided;       /* of |T_i|; otherwise of T_i */
};

/*
 * P(max > d) and P(max <= d), the maximum that of T_i or of |T_i|.
 *
 *     P(max > d) = E integral phi(y) (1 - product over i of P(X_i <= d S | Y = y)) dy
 *
 * NaN outside the domain.  Both tails are integrals of what is positive: relative
 * accuracy about 1e-12, also where the tail is small.  Some 50 000 k normal tails, more
 * where the control is much smaller than the others.
 *
 * Dunnett (1955), JASA 50, 1096-1121, equation (5); Dunlap, Marx and Agamy (1981), Behav.
 * Res. Meth. Instr. 13, 363-366, for unequal groups.  Genz and Bretz (2009), Computation
 * of Multivariate Normal and t Probabilities (Springer), treat any correlations, by
 * random points, to 1e-4 or so.
 */
double svy_dunnett_upper(double d, const struct svy_dunnett *dunnett);
double svy_dunnett_lower(double d, const struct svy_dunnett *dunnett);

/* The d with P(max > d) = p, 0 < p < 1; of any sign where one-sided. */
double svy_dunnett_upper_quantile(double p, const struct svy_dunnett *dunnett);

#endif
