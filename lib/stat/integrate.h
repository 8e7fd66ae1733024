/* Integrals of smooth positive functions. */
#ifndef SVY_STAT_INTEGRATE_H
#define SVY_STAT_INTEGRATE_H

typedef double svy_integrand(double x, const void *context);

/*
 * The integral of f from low to high by bisection, with the 10 point Gauss rule and
 * the 21 point Kronrod rule on every piece.
 *
 * f          finite and not negative; context is passed on to it
 * low, high  finite, low <= high
 * tolerance  relative, of the whole; at least 1e-14
 *
 * A peak that is much narrower than high - low must not be in the middle of nowhere: give
 * pieces that end at it.  NaN where f is.  21 calls of f a piece.
 *
 * Piessens, de Doncker-Kapenga, Ueberhuber and Kahaner (1983), QUADPACK, sections 2.2.1
 * and 3.4.1: the nodes and the estimate of the error.
 */
double svy_integrate(svy_integrand *f, const void *context, double low, double high, double tolerance);

/*
 * The same where f is analytic and at both ends has vanished, as densities times tails do,
 * or is even about the end:
 * the trapezoidal rule, whose step is halved until nothing changes.
 *
 * With each halving the error falls to its square or less: where the sum changes by
 * tolerance^(3/4), the next error is within it, and by more than the root because a change
 * may be small by chance.  Trefethen and Weideman (2014),
 * SIAM Review 56, 385-458, theorem 5.1.
 */
double svy_integrate_bell(svy_integrand *f, const void *context, double low, double high, double tolerance);

#endif
