/*
 * Blaker's exact intervals and two-sided p: the tail that was observed, and as much of
 * the other tail as is no more probable.
 *
 *     a(parameter; x) = u + the largest of the other tail's probabilities that is at most u,
 *                       u the smaller of P(X <= x), P(X >= x); 1 at most
 *
 * The set of parameters with a > alpha lies within the central interval of the same level
 * and covers at least as often as it claims.  It may have gaps: its hull is given.
 *
 * Blaker (2000), The Canadian Journal of Statistics 28, 783-798; Fay (2010), Biostatistics
 * 11, 373-374, for the odds ratio; Klaschka and Reiczigel (2021), Computational Statistics
 * 36, for why a walk in small steps misses limits.
 */
#ifndef SVY_STAT_BLAKER_H
#define SVY_STAT_BLAKER_H

/*
 * A family of distributions on whole numbers with one parameter, an exponential family:
 * the binomial in p, the first cell of a 2 x 2 table in the log odds ratio.  Borrowed.
 */
struct svy_tails {
	double (*upper)(const void *context, double k, double parameter); /* P(X >= k), rising with the parameter */
	double (*lower)(const void *context, double k, double parameter); /* P(X <= k), falling */
	const void *context;
	double lowest; /* value of X */
};

/*
 * The lower limit: the smallest parameter with a > alpha.
 *
 * x        the observed value, above the lowest
 * central  the parameter at which P(X >= x) is alpha / 2: no smaller one belongs to the set
 * middle   the parameter at which P(X >= x) is 1/2
 *
 * From `central` on a = P(X >= x) + P(X <= k), with k fixed until P(X <= k + 1) falls to
 * P(X >= x).  There a jumps above alpha; before, it is 1 - P(k < X < x), which falls and
 * then rises.  So the limit is where that rises through alpha, or the jump: two bisections,
 * and nothing between them can be missed.
 */
double svy_blaker_lower(const struct svy_tails *tails, double x, double central, double middle, double alpha);

#endif
