/* Where a function of one number is 0. */
#ifndef SVY_STAT_ROOT_H
#define SVY_STAT_ROOT_H

typedef double svy_function(double x, const void *context);

/*
 * A root between low and high, where f has different signs (or is 0): by bisection, and by
 * inverse quadratic interpolation where that is safe.
 *
 * f may be infinite.  NaN where the signs are the same or NaN.  About 10 calls of f, at
 * most some 100; to a few units in the last place, or the last sign of f.
 *
 * Chandrupatla (1997), Adv. Eng. Softw. 28, 145-149.
 */
double svy_find_root(svy_function *f, const void *context, double low, double high);

#endif
